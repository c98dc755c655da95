"""The tree: opened, moved, merged, split, renamed; then and now both have an answer."""

from datetime import date

import pytest

from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.organisation import actions, queries
from vaka.foundation.organisation.actions import CircularTree, NewUnit
from vaka.foundation.organisation.models import Succession, Unit, UnitPath

BY = Viewer.system("test")
DAY = date(2026, 1, 1)


def _below(unit, on=None):
    paths = UnitPath.objects.on(on) if on else UnitPath.objects.current()
    return set(paths.filter(ancestor=unit).values_list("descendant__code", flat=True))


def test_a_move_changes_now_and_keeps_then(units):
    actions.move(by=BY, unit=units["almen"], parent=units["bjorken"], on_date=DAY, reason="test")
    assert {"almen", "almen-1"} <= _below(units["bjorken"])
    assert "almen-1" not in _below(units["bjorken"], date(2025, 12, 31))
    assert "almen-1" in _below(units["vaka"])
    assert "almen-1" in _below(units["vaka"], date(2025, 6, 1))


def test_a_unit_cannot_stand_under_itself(units):
    with pytest.raises(CircularTree):
        actions.move(by=BY, unit=units["almen"], parent=units["almen-1"], on_date=DAY, reason="x")


def test_a_merger_closes_and_keeps_within_reach(units, cecilia):
    actions.merge(by=BY, units=[units["almen"]], into=units["bjorken"], on_date=DAY, reason="test")
    closed = Unit.objects.get(code="almen")
    assert closed.valid_until == date(2025, 12, 31)
    assert "almen" in Viewer.of(cecilia.person).unit_codes("deviation.see")
    assert Succession.objects.get().kind == "merge"


def test_a_split_opens_the_parts(units):
    parts = [NewUnit(f"del-{n}", f"Del {n}", "ward", DAY, units["almen"]) for n in (1, 2)]
    actions.split(by=BY, unit=units["almen-1"], parts=parts, on_date=DAY, reason="test")
    assert {"del-1", "del-2"} <= _below(units["almen"])
    assert not Unit.objects.in_force(DAY).filter(code="almen-1").exists()


def test_a_rename_keeps_the_old_name_for_then(units):
    actions.rename(by=BY, unit=units["almen"], name="Almgården", on_date=DAY, reason="test")
    names = list(units["almen"].spells.values_list("name", "valid_until"))
    assert names == [("Almen", date(2025, 12, 31)), ("Almgården", None)]


def test_only_an_administrator_changes_the_tree(units, bo):
    with pytest.raises(NotAllowed):
        actions.close(by=bo, unit=units["almen"], last_date=DAY, reason="x")


def test_a_units_own_value_goes_before_the_principals(units):
    key = "deviation.handling_limit_months"
    assert queries.local_value(key, DAY, units["almen"]) == 1
    actions.set_local_value(by=BY, key=key, text="2", valid_from=DAY, reason="nämnden")
    actions.set_local_value(
        by=BY, key=key, text="3", valid_from=DAY, reason="chef", unit=units["almen"]
    )
    assert queries.local_value(key, DAY, units["almen"]) == 3
    assert queries.local_value(key, DAY, units["bjorken"]) == 2
    assert queries.local_value(key, date(2025, 12, 31), units["almen"]) == 1


def test_a_value_that_does_not_fit_is_refused(units):
    from vaka.law.local import UnfitLocalValue

    with pytest.raises(UnfitLocalValue):
        actions.set_local_value(
            by=BY, key="risk.investigate_from_score", text="många", valid_from=DAY, reason="x"
        )

"""A change of the tree: planned, told, done on its date, withdrawn, reversed; what it reaches."""

from datetime import UTC, date, datetime

import pytest

from vaka.areas.administration import preview, reorganise, rules
from vaka.areas.administration.models import Reorganisation
from vaka.areas.administration.preview import Change
from vaka.areas.administration.rules import Fate, Stands
from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.foundation.access.models import Grant
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.notices.models import Notice
from vaka.foundation.organisation.actions import set_local_value
from vaka.foundation.organisation.models import LocalValue, Unit, UnitPath
from vaka.law.verdict import RuleRefused

PAST, LATER, FAR = date(2026, 3, 1), date(2026, 4, 1), date(2099, 1, 1)
KEY = "deviation.handling_limit_months"


def _plan(ada, kind, units, on=PAST, **more):
    return reorganise.plan(by=ada, change=Change(kind, units, on, "Nämnden 3 §", **more))


def _unit(code):
    return Unit.objects.get(code=code)


@pytest.mark.parametrize(
    ("kind", "stands", "roles", "fate"),
    [
        ("rename", Stands.AT, "carry", Fate.KEPT),
        ("move", Stands.AT, "end", Fate.KEPT),
        ("move", Stands.BELOW, "end", Fate.KEPT),
        ("move", Stands.LEFT, "carry", Fate.LOSES),
        ("move", Stands.MET, "carry", Fate.GAINS),
        ("merge", Stands.AT, "carry", Fate.CARRIED),
        ("merge", Stands.AT, "end", Fate.ENDED),
        ("merge", Stands.BELOW, "end", Fate.KEPT),
        ("merge", Stands.MET, "end", Fate.GAINS),
        ("split", Stands.AT, "carry", Fate.CARRIED),
        ("split", Stands.AT, "end", Fate.ENDED),
        ("close", Stands.AT, "carry", Fate.KEPT),
        ("close", Stands.AT, "end", Fate.ENDED),
        ("close", Stands.LEFT, "end", Fate.KEPT),
    ],
)
def test_what_becomes_of_a_role(kind, stands, roles, fate):
    assert rules.role_fate(kind, stands, roles) is fate


@pytest.mark.parametrize(
    ("state", "withdrawn", "reversed_"),
    [("planned", (), ("not_done",)), ("done", ("not_planned",), ()),
     ("withdrawn", ("not_planned",), ("not_done",)), ("reversed", ("not_planned",), ("not_done",))],
)  # fmt: skip
def test_what_may_be_undone_in_each_state(state, withdrawn, reversed_):
    assert rules.may_withdraw(state).codes == withdrawn
    verdict = rules.may_reverse("move", state, PAST, LATER, changed_since=False)
    assert verdict.codes == reversed_


@pytest.mark.parametrize(
    ("kind", "on", "changed", "code"),
    [("close", LATER, False, "closed"), ("move", PAST, False, "too_early"),
     ("move", LATER, True, "changed")],
)  # fmt: skip
def test_what_is_not_reversed(kind, on, changed, code):
    assert rules.may_reverse(kind, "done", PAST, on, changed_since=changed).codes == (code,)


def test_a_split_wants_two_parts_with_codes_of_their_own():
    assert rules.may_split(["a"], []).codes == ("few",)
    assert rules.may_split(["a", "a"], []).codes == ("code_taken",)
    assert rules.may_split(["a", "b"], ["b"]).codes == ("code_taken",)
    assert rules.may_split(["a", "b"], []).ok


def test_a_plan_touches_nothing_before_its_date_and_tells_those_it_reaches(ada, bo, cecilia, units):
    row = _plan(ada, "merge", (units["almen"],), FAR, target=units["bjorken"])
    assert _unit("almen").valid_until is None
    assert set(Notice.objects.values_list("to__username", flat=True)) >= {"bo", "cecilia"}
    assert AuditRow.objects.filter(verb="organisation.plan", object_id=str(row.pk)).exists()
    with pytest.raises(RuleRefused):
        _plan(ada, "rename", (units["almen"],), FAR, name="Annat")
    reorganise.withdraw(by=ada, row=row)
    assert reorganise.carry_out_due(date(2100, 1, 1)) == 0
    assert Notice.objects.filter(words__startswith="Ångrat").exists()


def test_a_plan_is_done_on_its_date(ada, units):
    _plan(ada, "rename", (units["almen"],), FAR, name="Almgården")
    assert reorganise.carry_out_due(date(2098, 12, 31)) == 0
    assert reorganise.carry_out_due(FAR) == 1
    assert _unit("almen").name == "Almgården"


def test_a_merger_carries_roles_and_leaves_cases_within_reach(ada, bo, cecilia, units):
    new = NewDeviation(units["almen"], "HSL", "Fall utan skada", "Ett fall.",
                       datetime(2026, 2, 2, tzinfo=UTC), "rum 1")  # fmt: skip
    case = deviations.report(by=Viewer.system("tests"), new=new)
    found = preview.look(Change("merge", (units["almen"],), PAST, "x", units["bjorken"]))
    assert [one.open_cases for one in found.cases] == [1]
    fates = {(one.name, one.fate) for one in found.roles}
    assert {("Bo Hallsten", Fate.CARRIED), ("Cecilia Rosvall", Fate.GAINS)} <= fates
    sums = {one.unit: {t: (a, b) for t, a, b in one.sums} for one in found.series}
    assert (0, 1) in sums["Björken"].values()
    _plan(ada, "merge", (units["almen"],), target=units["bjorken"])
    now = Viewer.of(bo.person)
    assert {"almen", "bjorken"} <= now.unit_codes("deviation.see")
    case.refresh_from_db()
    assert case.unit.code == "almen"


def test_a_merger_is_reversed_with_its_roles(ada, bo, units):
    row = _plan(ada, "merge", (units["almen"],), target=units["bjorken"])
    reorganise.reverse(by=ada, row=row, on_date=LATER, reason="Ångrat")
    row.refresh_from_db()
    almen = _unit("almen")
    assert (row.state, almen.valid_until, almen.parent) == ("reversed", None, units["almen"].parent)
    viewer = Viewer.of(bo.person)
    assert "almen" in viewer.unit_codes("deviation.see")
    assert "bjorken" not in viewer.unit_codes("deviation.see")
    below = UnitPath.objects.on(date(2026, 3, 15)).filter(ancestor=units["bjorken"])
    assert "almen" in below.values_list("descendant__code", flat=True)


def test_a_split_gives_parts_roles_values_and_the_open_cases_to_the_heir(ada, bo, units):
    set_local_value(by=Viewer.system("t"), key=KEY, text="2", valid_from=date(2025, 1, 1),
                    reason="x", unit=units["almen-1"])  # fmt: skip
    Grant.objects.filter(person=bo.person).update(unit=units["almen-1"])
    parts = (("norr", "Norr", 6), ("syd", "Syd", None))
    row = _plan(ada, "split", (units["almen-1"],), parts=parts, heir="syd")
    assert _unit("almen-1").parent == _unit("syd")
    assert {"norr", "syd", "almen-1"} == set(Viewer.of(bo.person).unit_codes("deviation.see"))
    assert LocalValue.objects.filter(unit=_unit("norr"), text="2").exists()
    reorganise.reverse(by=ada, row=row, on_date=LATER, reason="Ångrat")
    assert _unit("almen-1").parent == units["almen"]
    assert _unit("norr").valid_until == date(2026, 3, 31)


def test_a_change_that_can_no_longer_be_done_tells_the_keepers(ada, units):
    row = _plan(ada, "move", (units["almen-1"],), FAR, target=units["bjorken"])
    Unit.objects.filter(code="almen-1").update(valid_until=PAST)
    assert reorganise.carry_out_due(FAR) == 0
    assert Notice.objects.filter(to=ada.person, words__contains="stängd").exists()
    assert Reorganisation.objects.get(pk=row.pk).state == "planned"


def test_only_who_keeps_the_organisation_plans(bo, units):
    with pytest.raises(NotAllowed):
        _plan(bo, "rename", (units["almen"],), name="Mitt")

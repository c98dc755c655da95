"""The worklist: whose, narrowed, late first; saved filters; many at once with undo."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from vaka.foundation.access import absences
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases import assigning, bulk, saved, worklist
from vaka.foundation.cases.models import BulkRun, Case, CaseParty, Part, SavedFilter
from vaka.foundation.cases.worklist import Whose, WorkFilter
from vaka.law.verdict import RuleRefused

TODAY = timezone.localdate()


def _found(viewer: Viewer, **wanted) -> list[str]:
    rows = worklist.rows_of(viewer, WorkFilter(**wanted))
    return [case.reference[-1] for case in rows]


@pytest.mark.parametrize(
    ("user", "whose", "found"),
    [
        ("bo", Whose.MINE, "12"),
        ("bo", Whose.UNASSIGNED, "3"),
        ("bo", Whose.OTHERS, "4"),
        ("bo", Whose.LATE, "1"),
        ("cecilia", Whose.MINE, "5"),
        ("cecilia", Whose.UNASSIGNED, ""),
        ("cecilia", Whose.OTHERS, ""),
        ("maja", Whose.LATE, "15"),
        ("astrid", Whose.MINE, ""),
        ("astrid", Whose.UNASSIGNED, ""),
        ("astrid", Whose.OTHERS, "4"),
        ("pia", Whose.OTHERS, ""),
        ("ada", Whose.LATE, ""),
    ],
)
def test_whose(everybody, cases, user: str, whose: Whose, found: str) -> None:
    assert "".join(_found(everybody[user], whose=whose)) == found
    viewer = everybody[user]
    counted = worklist.counts(viewer, WorkFilter(), worklist.groups(viewer))
    assert counted[whose] == len(found)


@pytest.mark.parametrize(
    ("narrow", "found"),
    [
        ({"kind": "deviation"}, "12"),
        ({"kind": "decision"}, ""),
        ({"state": "deviation:assessed"}, "2"),
        ({"unit_code": "almen"}, "12"),
        ({"unit_code": "almen-1"}, "2"),
        ({"unit_code": "bjorken"}, ""),
        ({"words": "fallet 1"}, "1"),
        ({"words": "xyz"}, ""),
        ({"words": "%"}, "12"),
    ],
)
def test_narrowing(bo, cases, narrow: dict[str, str], found: str) -> None:
    assert "".join(_found(bo, **narrow)) == found
    wanted = WorkFilter(**narrow)
    counted = worklist.counts(bo, wanted, worklist.groups(bo, wanted.words))
    assert counted[Whose.MINE] == len(found)


def test_choices_are_those_that_occur(bo, cases) -> None:
    found = worklist.choices(bo, WorkFilter(), worklist.groups(bo))
    assert [one.value for one in found.kinds] == ["deviation"]
    assert {one.value for one in found.states} == {"deviation:reported", "deviation:assessed"}
    assert {one.value for one in found.units} == {"almen", "almen-1"}


def test_a_saved_filter_is_ones_own_until_it_is_shared(bo, cecilia, astrid, units, cases) -> None:
    saved.keep(by=bo, name="Sena", wanted=WorkFilter(Whose.LATE))
    assert [(one.name, one.count) for one in saved.lines(bo)] == [("Sena", 1)]
    assert saved.lines(cecilia) == []
    assert AuditRow.objects.filter(verb="worklist.save_filter").count() == 1
    with pytest.raises(NotAllowed):
        saved.keep(by=bo, name="x", wanted=WorkFilter(), role_code="unit_manager",
                   unit=units["bjorken"])  # fmt: skip
    with pytest.raises(NotAllowed):
        saved.keep(by=astrid, name="x", wanted=WorkFilter(), role_code="carer",
                   unit=units["almen"])  # fmt: skip


def test_a_shared_filter_shows_everyone_their_own_cases(everybody, units, cases) -> None:
    sven, bo, cecilia = (everybody[user] for user in ("sven", "bo", "cecilia"))
    kept = saved.keep(by=sven, name="Försenat", wanted=WorkFilter(Whose.LATE),
                      role_code="unit_manager", unit=units["vaka"])  # fmt: skip
    assert [(one.name, one.count, one.may_remove) for one in saved.lines(bo)] == [
        ("Försenat", 1, False)
    ]
    assert [one.count for one in saved.lines(cecilia)] == [1]
    assert saved.lines(everybody["astrid"]) == []
    with pytest.raises(NotAllowed):
        saved.forget(by=bo, filter_id=kept.pk)
    with pytest.raises(NotVisible):
        saved.forget(by=everybody["astrid"], filter_id=kept.pk)
    saved.forget(by=sven, filter_id=kept.pk)
    assert not SavedFilter.objects.exists()


def test_there_is_an_end_to_saved_filters(bo) -> None:
    for number in range(saved.MOST):
        saved.keep(by=bo, name=str(number), wanted=WorkFilter())
    with pytest.raises(RuleRefused):
        saved.keep(by=bo, name="en till", wanted=WorkFilter())


@pytest.mark.parametrize(
    ("can", "named", "codes"),
    [(True, False, ()), (True, True, ("named",)), (False, False, ("role",)),
     (False, True, ("role",))],
)  # fmt: skip
def test_who_may_own(can: bool, named: bool, codes: tuple[str, ...]) -> None:
    assert assigning.may_own(can=can, named=named).codes == codes


@pytest.mark.parametrize(
    ("handles", "named", "codes"),
    [(True, False, ()), (True, True, ("named",)), (False, False, ("handle",)),
     (False, True, ("handle",))],
)  # fmt: skip
def test_who_may_give(handles: bool, named: bool, codes: tuple[str, ...]) -> None:
    assert assigning.may_give(handles=handles, named=named).codes == codes


@pytest.mark.parametrize(
    ("undone", "minutes", "codes"),
    [(None, 0, ()), (None, 10, ()), (None, 11, ("too_late",)), (1, 2, ("undone",))],
)
def test_when_a_run_may_be_undone(undone, minutes: int, codes: tuple[str, ...]) -> None:
    at = datetime(2026, 3, 1, 12, tzinfo=timezone.get_current_timezone())
    gone = None if undone is None else at + timedelta(minutes=undone)
    assert bulk.may_undo(at, gone, at + timedelta(minutes=minutes)).codes == codes


def _give(by: Viewer, to: Viewer, *picked: Case) -> bulk.Outcome:
    picks = [(one.pk, one.version) for one in picked]
    return bulk.run(by=by, code="case.assign", value=str(to.person.pk), picks=picks)


def test_many_are_given_and_taken_back_at_once(bo, maja, cases) -> None:
    outcome = _give(bo, maja, cases["late"], cases["soon"], cases["free"])
    assert outcome.changed == 3
    assert _found(bo) == []
    assert AuditRow.objects.filter(verb="case.assign").count() == 3
    assert AuditRow.objects.filter(verb="worklist.bulk").count() == 1
    assert bulk.fresh_runs(bo) == [outcome.run]
    assert bulk.fresh_runs(maja) == []
    with pytest.raises(NotVisible):
        bulk.undo(by=maja, run_id=outcome.run.pk)
    undone = bulk.undo(by=bo, run_id=outcome.run.pk)
    assert (undone.changed, undone.skipped) == (3, [])
    assert _found(bo) == ["1", "2"]
    assert Case.objects.get(pk=cases["free"].pk).owner is None
    assert AuditRow.objects.filter(verb="worklist.undo_bulk").count() == 1
    with pytest.raises(RuleRefused):
        bulk.undo(by=bo, run_id=outcome.run.pk)


def test_undo_leaves_what_another_has_changed_since(bo, maja, cases) -> None:
    outcome = _give(bo, maja, cases["late"], cases["soon"])
    assigning.assign(by=maja, case_id=cases["late"].pk, version=2, owner_id=None)
    undone = bulk.undo(by=bo, run_id=outcome.run.pk)
    assert undone.changed == 1
    assert undone.skipped == [("AVV-2026-00001", f"{maja.name} har ändrat ärendet under tiden.")]
    assert Case.objects.get(pk=cases["late"].pk).owner is None


def test_a_case_that_changed_after_the_look_is_left_and_named(bo, maja, cases) -> None:
    assigning.assign(by=maja, case_id=cases["late"].pk, version=1, owner_id=None)
    outcome = _give(bo, maja, cases["late"], cases["soon"])
    assert (outcome.changed, [ref for ref, _why in outcome.skipped]) == (1, ["AVV-2026-00001"])


def test_nobody_gives_what_is_not_theirs(bo, cecilia, astrid, maja, cases) -> None:
    assert _give(cecilia, cecilia, cases["late"]).changed == 0
    assert _give(bo, astrid, cases["late"]).skipped[0][0] == "AVV-2026-00001"
    with pytest.raises(NotAllowed):
        assigning.assign(by=astrid, case_id=cases["maja"].pk, version=1, owner_id=None)
    CaseParty.objects.create(case=cases["late"], person=maja.person, part=Part.NAMED)
    assert _give(bo, maja, cases["late"]).changed == 0
    assert _give(maja, bo, cases["late"]).changed == 0
    assert BulkRun.objects.filter(items=[]).count() == 4


def test_the_look_changes_nothing(bo, maja, cases) -> None:
    picked = [cases["late"], cases["maja"]]
    looks = bulk.look(bo, bulk.named("case.assign"), picked, str(maja.person.pk))
    assert [(one.changes, one.is_same) for one in looks] == [(True, False), (False, True)]
    assert Case.objects.get(pk=cases["late"].pk).owner == bo.person


def test_the_stand_in_meets_the_work_and_sees_it_by_the_lent_role(bo, cecilia, cases) -> None:
    assert "1" not in _found(cecilia)
    absences.set_absence(by=bo, person=bo.person, stand_in=cecilia.person, from_date=TODAY,
                         to_date=TODAY + timedelta(days=7))  # fmt: skip
    now = Viewer.of(cecilia.person)
    assert _found(now) == ["1", "5", "2"]
    rows = worklist.rows(now, worklist.rows_of(now, WorkFilter()))
    assert [one.stands_in_for for one in rows] == [bo.name, "", bo.name]
    later = Viewer.of(cecilia.person, TODAY + timedelta(days=8))
    assert _found(later) == ["5"]
    assert worklist.responsible(later) == [cecilia.person.pk]
    assert _found(Viewer.of(cecilia.person, date(2020, 1, 1))) == ["5"]

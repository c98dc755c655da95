"""What is done with a routine: effect, log, refusals, and who is told."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.routines import actions, queries
from vaka.areas.routines.actions import Draft
from vaka.areas.routines.models import ReadReceipt, RoutineFailure, RoutineVersion
from vaka.areas.routines.rules import How, State
from vaka.areas.routines.tests.conftest import new_routine, next_version, set_by
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases import search
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.cases.models import Case, CaseLink
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused

TODAY = timezone.localdate


def _event(units, astrid, **more) -> Case:
    new = NewDeviation(units["almen"], "HSL", "Fall utan skada", "Boende föll.",
                       more.get("at") or timezone.now())  # fmt: skip
    return deviations.report(by=astrid, new=new)


def test_from_draft_to_read_to_superseded(units, kim, bo, astrid, approved):
    assert approved.state == State.APPROVED
    assert approved.closed_at is not None
    assert [row.title for row in queries.waiting_to_be_read(astrid)[0]] == ["Fall: så gör du"]
    actions.acknowledge(by=astrid, case_id=approved.pk)
    actions.acknowledge(by=astrid, case_id=approved.pk)
    assert ReadReceipt.objects.count() == 1
    assert queries.to_read(astrid).count() == 0
    reading = queries.routine_page(bo, approved.pk).reading
    assert [(one.read, one.readers, one.is_enough) for one in reading] == [(1, 2, False)]
    actions.acknowledge(by=bo, case_id=approved.pk)
    assert queries.routine_page(bo, approved.pk).reading[0].is_enough

    second = next_version(kim, bo, approved)
    approved.refresh_from_db()
    assert approved.state == State.SUPERSEDED
    assert RoutineVersion.objects.get(pk=approved.pk).ended_date == TODAY()
    page = queries.routine_page(astrid, approved.pk)
    assert not page.is_in_force
    assert page.in_force_id == second.pk
    assert queries.to_read(astrid).get().pk == second.pk
    with pytest.raises(RuleRefused):
        actions.acknowledge(by=astrid, case_id=approved.pk)


def test_steps_are_logged_and_told(review, kim, bo):
    assert AuditRow.objects.filter(verb="routine.submit", object_id=str(review.pk)).exists()
    assert review.owner == bo.person
    assert Notice.objects.filter(to=bo.person, kind="routine.review").exists()
    back = actions.send_back(by=bo, case_id=review.pk, version=review.version, words="Kortare.")
    assert back.owner == kim.person
    assert Notice.objects.filter(to=kim.person, kind="routine.sent_back").exists()


def test_readers_are_told_once_of_what_has_been_set(astrid, approved):
    assert Notice.objects.filter(to=astrid.person, kind="routine.to_read").count() == 1


def test_nobody_sets_what_they_wrote_or_without_the_role(units, kim, bo, review):
    with pytest.raises(NotAllowed):
        set_by(kim, review)
    own = actions.create(by=bo, new=new_routine(units, bo))
    own = actions.submit(by=bo, case_id=own.pk, version=1)
    assert own.owner != bo.person
    with pytest.raises(RuleRefused):
        set_by(bo, own)


def test_a_draft_is_only_for_those_who_write(draft, astrid, cecilia, kim, bo):
    for other in (astrid, cecilia):
        with pytest.raises(NotVisible):
            queries.routine_page(other, draft.pk)
    assert queries.routine_page(bo, draft.pk).may_write


def test_the_outsider_never_sees_another_homes_routine(approved, cecilia, maja):
    with pytest.raises(NotVisible):
        queries.routine_page(cecilia, approved.pk)
    assert not search.find(cecilia, "sjuksköterskan").exists()
    assert search.find(maja, "sjuksköterskan").get().pk == approved.pk
    with pytest.raises(NotVisible):
        actions.acknowledge(by=cecilia, case_id=approved.pk)


def test_what_the_whole_municipality_holds_is_read_by_all(units, maja, everybody):
    new = new_routine(units, maja, unit=units["vaka"])
    case = actions.create(by=maja, new=new)
    actions.submit(by=maja, case_id=case.pk, version=1)
    set_by(everybody["sven"], case)
    for user in ("astrid", "cecilia", "beata", "pia"):
        assert queries.routine_page(everybody[user], case.pk).is_in_force


def test_it_holds_only_where_its_unit_has_charge(units, bo):
    with pytest.raises(RuleRefused):
        actions.create(by=bo, new=new_routine(units, bo, valid_for=[units["bjorken"]]))
    with pytest.raises(NotAllowed):
        actions.create(by=bo, new=new_routine(units, bo, unit=units["bjorken"]))


def test_what_is_approved_is_not_written_in(approved, kim):
    with pytest.raises(RuleRefused):
        actions.write(by=kim, case_id=approved.pk, version=approved.version, draft=Draft("Nytt"))
    with pytest.raises(ChangedByAnother):
        actions.write(by=kim, case_id=approved.pk, version=1, draft=Draft("Nytt"))


def test_a_new_version_says_what_changed(approved, kim):
    fresh = actions.revise(by=kim, case_id=approved.pk)
    with pytest.raises(RuleRefused):
        actions.revise(by=kim, case_id=approved.pk)
    with pytest.raises(RuleRefused):
        actions.submit(by=kim, case_id=fresh.pk, version=1)
    actions.drop(by=kim, case_id=fresh.pk, version=1, words="Behövs inte.")
    assert queries.routine_page(kim, approved.pk).may_revise.ok


def test_its_time_for_review_wakes_it_and_looking_over_lets_it_sleep(review, bo, kim):
    case = set_by(bo, review, days=30)
    assert actions.wake_due() == 1
    assert actions.wake_due() == 0
    case.refresh_from_db()
    assert case.owner == kim.person
    assert case.due_date == TODAY() + timedelta(days=30)
    assert Notice.objects.filter(to=kim.person, kind="routine.wake").exists()
    later = TODAY() + timedelta(days=365)
    case = actions.extend(by=bo, case_id=case.pk, version=case.version, valid_until=later,
                          words="Stämmer.")  # fmt: skip
    assert case.closed_at is not None
    assert actions.wake_due() == 0


def test_withdrawn_holds_no_more(approved, bo, astrid):
    case = actions.withdraw(by=bo, case_id=approved.pk, version=approved.version, words="Ersatt.")
    assert case.state == State.WITHDRAWN
    assert queries.to_read(astrid).count() == 0


def test_the_version_that_held_stands_on_the_old_case(units, kim, bo, astrid, cecilia, approved):
    event = _event(units, astrid)
    assert [one.pk for one in queries.held_at(bo, event)] == [approved.pk]
    actions.fail(by=bo, event_id=event.pk, case_id=approved.pk, how=How.UNCLEAR, words="Steg 2")
    actions.fail(by=bo, event_id=event.pk, case_id=approved.pk, how=How.NOT_FOLLOWED)
    assert RoutineFailure.objects.get().how == How.NOT_FOLLOWED
    next_version(kim, bo, approved)
    link = CaseLink.objects.get(to_case=event, relation="failed")
    assert link.from_case_id == approved.pk
    assert queries.routine_page(bo, approved.pk).failures[0].reference == event.reference
    assert [one.count for one in queries.failing(bo, None)] == [1]
    assert queries.failing(cecilia, None) == []
    with pytest.raises(NotVisible):
        actions.fail(by=cecilia, event_id=event.pk, case_id=approved.pk, how=How.WRONG)


def test_a_version_that_did_not_hold_cannot_have_failed(units, bo, astrid, approved):
    event = _event(units, astrid, at=datetime(2024, 2, 2, 4, 5, tzinfo=UTC))
    assert queries.held_at(bo, event) == []
    with pytest.raises(RuleRefused):
        actions.fail(by=bo, event_id=event.pk, case_id=approved.pk, how=How.WRONG)
    assert not RoutineFailure.objects.exists()

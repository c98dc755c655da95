"""The way of a delegation: refused until all is done, given, followed up, reviewed, ended."""

from datetime import timedelta

import pytest

from vaka.areas.competence import actions, queries, staff_actions, standing, telling
from vaka.areas.competence.models import Attempt, Delegation
from vaka.areas.competence.staff_actions import NewAttempt
from vaka.areas.competence.tests.conftest import nurse_at
from vaka.foundation.access import actions as access
from vaka.foundation.access.models import Grant
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused

SYSTEM = Viewer.system("tests")


def test_refused_until_course_introduction_and_a_test_at_the_workplace(
    prepared, ingrid, astrid, units, today
):
    person, asked = astrid.person, {"case_id": prepared.pk, "version": prepared.version}
    with pytest.raises(RuleRefused) as refused:
        actions.give(by=ingrid, **asked)
    assert refused.value.verdict.codes == ("course", "introduction", "test")
    assert Case.objects.get(pk=prepared.pk).state == "prepared"
    staff_actions.note_fact(by=ingrid, person=person, code="webb-lakemedel", on_date=today)
    staff_actions.introduce(by=ingrid, person=person, unit=units["almen-1"], on_date=today, days=2)
    away = NewAttempt("prov-lakemedel", today, True, False)
    staff_actions.note_attempt(by=ingrid, person=person, new=away)
    with pytest.raises(RuleRefused, match="inte gjort på arbetsplatsen"):
        actions.give(by=ingrid, **asked)
    here = NewAttempt("prov-lakemedel", today, True, True)
    staff_actions.note_attempt(by=ingrid, person=person, new=here)
    actions.give(by=ingrid, **asked)
    row = Delegation.objects.get()
    assert (row.case.state, row.given_date, row.giver) == ("valid", today, ingrid.person)
    assert (
        row.case.due_date
        == row.follow_up_date
        == actions.rules.due_follow_up(today, row.until_date, 3)
    )
    assert Attempt.objects.filter(person=person).count() == 2
    assert AuditRow.objects.filter(verb="delegation.give", object_id=str(prepared.pk)).exists()
    assert Notice.objects.filter(to=person, kind="delegation.given").exists()
    assert standing.held_tasks([person.pk], today)[person.pk] == {("dosett", row.case.unit_id)}


def test_confirmed_followed_up_and_recalled(given, ingrid, astrid, bo, today):
    with pytest.raises(NotAllowed):
        actions.confirm_delegation(by=ingrid, case_id=given.pk, version=given.version)
    case = actions.confirm_delegation(by=astrid, case_id=given.pk, version=given.version)
    with pytest.raises(NotAllowed):
        actions.follow_up(by=bo, case_id=case.pk, version=case.version, words="Bra")
    case = actions.follow_up(by=ingrid, case_id=case.pk, version=case.version, words="Bra")
    assert Delegation.objects.get().followed_up_date == today
    case = actions.recall(by=ingrid, case_id=case.pk, version=case.version, words="Byter arbete")
    assert (case.state, case.due_date) == ("ended", None)
    assert not standing.held_tasks([astrid.person.pk], today)


def test_a_change_of_post_puts_it_under_review_at_once(given, ingrid, astrid, units, today):
    other = nurse_at(units, "johan")
    assert actions.review_due(today) == 0
    grant = Grant.objects.get(person=ingrid.person)
    access.end(by=SYSTEM, grant=grant, last_date=today - timedelta(days=1), reason="Nytt arbete")
    assert actions.review_due(today) == 1
    case = Case.objects.get(pk=given.pk)
    assert (case.state, case.due_date) == ("review", today)
    assert not standing.held_tasks([astrid.person.pk], today)
    assert Notice.objects.filter(to=astrid.person, kind="delegation.review").exists()
    actions.uphold(by=other, case_id=case.pk, version=case.version, words="Tar över")
    assert Delegation.objects.get().giver == other.person


def test_it_warns_before_and_ends_after_its_last_day(given, astrid, bo, today):
    row = Delegation.objects.get()
    assert telling.tell_expiring(row.until_date - timedelta(days=31)) == 0
    assert telling.tell_expiring(row.until_date - timedelta(days=30)) == 1
    telling.tell_expiring(row.until_date - timedelta(days=29))
    told = Notice.objects.filter(kind="delegation.expiring")
    assert {one.to for one in told} == {astrid.person, bo.person}
    assert actions.expire_due(row.until_date) == 0
    assert actions.expire_due(row.until_date + timedelta(days=1)) == 1
    assert Case.objects.get(pk=given.pk).closed_at is not None


def test_what_is_renewed_ends_when_the_new_one_is_given(given, units, ingrid, astrid, today):
    new = actions.NewDelegation(units["almen"], astrid.person, ["dosett", "ogon"], "Plan 1", today,
                                today + timedelta(days=365), renews=given.pk)  # fmt: skip
    case = actions.prepare(by=ingrid, new=new)
    actions.give(by=ingrid, case_id=case.pk, version=case.version)
    assert Case.objects.get(pk=given.pk).state == "ended"
    assert queries.counts(ingrid)["valid"] == 1


def test_whom_it_does_not_concern(prepared, units, ingrid, cecilia, astrid, pia, today):
    for outsider in (cecilia, pia):
        with pytest.raises(NotVisible):
            queries.delegation_page(outsider, prepared.pk)
    assert queries.delegation_page(astrid, prepared.pk).is_mine
    with pytest.raises(NotAllowed):
        actions.give(by=astrid, case_id=prepared.pk, version=prepared.version)
    with pytest.raises(NotAllowed):
        staff_actions.note_fact(by=ingrid, person=astrid.person, code="utdrag", on_date=today)
    new = actions.NewDelegation(units["bjorken"], astrid.person, ["dosett"], "Plan 1", today, today)
    with pytest.raises(NotAllowed):
        actions.prepare(by=ingrid, new=new)


def test_it_is_for_those_who_work_there_and_never_longer_than_a_year(units, ingrid, bo, today):
    new = actions.NewDelegation(units["almen"], bo.person, ["dosett"], "Plan 1", today,
                                today + timedelta(days=400))  # fmt: skip
    with pytest.raises(RuleRefused) as refused:
        actions.prepare(by=ingrid, new=new)
    assert refused.value.verdict.codes == ("until_date", "receiver")

"""The way of a delegation: refused until all is done, given, followed up, reviewed, ended."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.urls import reverse

from vaka.areas.competence import actions, lists, queries, staff_actions, telling
from vaka.areas.competence.models import Attempt, Delegation
from vaka.areas.competence.staff_actions import NewAttempt
from vaka.areas.competence.tests.conftest import nurse_at, usable
from vaka.foundation.access import actions as access
from vaka.foundation.access.models import Grant
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.models import Notice
from vaka.foundation.people.models import Person
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
    assert usable(today) == {prepared.pk}


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
    assert not usable(today)


def test_a_change_of_post_puts_it_under_review_at_once(given, ingrid, astrid, units, today):
    other = nurse_at(units, "johan")
    assert actions.review_due(today) == 0
    grant = Grant.objects.get(person=ingrid.person)
    access.end(by=SYSTEM, grant=grant, last_date=today - timedelta(days=1), reason="Nytt arbete")
    assert actions.review_due(today) == 1
    case = Case.objects.get(pk=given.pk)
    assert (case.state, case.due_date) == ("review", today)
    assert not usable(today)
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


def test_a_renewal_that_starts_later_leaves_no_day_without(given, units, ingrid, astrid, today):
    old = Delegation.objects.get()
    last, near = old.until_date, old.until_date - timedelta(days=5)
    new = actions.NewDelegation(units["almen"], astrid.person, ["dosett"], "Plan 1", last,
                                last + timedelta(days=300), renews=given.pk)  # fmt: skip
    case = actions.prepare(by=ingrid, new=new)
    assert telling.tell_expiring(near) == 1  # what is only prepared silences nothing
    ahead = replace(ingrid, on=near)
    assert queries.counts(ahead)["soon"] == queries.listed(ahead, "soon").count() == 1
    case = actions.give(by=ingrid, case_id=case.pk, version=case.version)
    assert Case.objects.get(pk=given.pk).state == "valid"
    assert telling.tell_expiring(near) == 0
    assert queries.counts(ahead)["soon"] == queries.listed(ahead, "soon").count() == 0
    assert usable(today) == usable(last - timedelta(days=1)) == {given.pk}
    assert actions.replace_due(last - timedelta(days=1)) == 0
    assert actions.replace_due(last) == 1
    assert usable(last) == {case.pk}
    assert actions.replace_due(last) == 0


def test_only_what_holds_is_renewed_and_at_its_own_unit(given, units, ingrid, astrid, today):
    at = nurse_at(units, "johan", "almen-1")
    ward = actions.NewDelegation(units["almen-1"], astrid.person, ["dosett"], "Plan 1", today,
                                 today + timedelta(days=9), renews=given.pk)  # fmt: skip
    with pytest.raises(NotVisible):
        actions.prepare(by=at, new=ward)
    with pytest.raises(RuleRefused, match="en annan enhet"):
        actions.prepare(by=ingrid, new=ward)
    actions.recall(by=ingrid, case_id=given.pk, version=given.version, words="Slutar")
    with pytest.raises(RuleRefused, match="kan inte förnyas"):
        actions.prepare(by=ingrid, new=replace(ward, unit=units["almen"]))
    assert Delegation.objects.count() == 1


def test_it_does_not_run_out_before_its_last_day(given, today):
    row = Delegation.objects.get()
    with pytest.raises(RuleRefused, match="Sista dagen"):
        actions.expire(by=SYSTEM, case=given, today=row.until_date)


def test_a_task_is_in_force_and_a_single_occasion_is_one_day(units, ingrid, astrid, today):
    task = lists.tasks()["dosett"]
    closed = replace(task, code="dosett", until=today - timedelta(days=1))
    new = actions.NewDelegation(units["almen"], astrid.person, ["dosett"], "Plan 1", today,
                                today + timedelta(days=1), is_single=True)  # fmt: skip
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "task", lambda _code: closed)
        with pytest.raises(RuleRefused) as refused:
            actions.prepare(by=ingrid, new=new)
    assert refused.value.verdict.codes == ("tasks", "until_date")


def test_managers_below_are_not_those_of_whoever_is_posted_above(
    units, bo, cecilia, ingrid, astrid, everybody, client_as, today
):
    above = ("maja", "rut", "sven", "nora", "kim", "eva")
    for manager in (bo, cecilia):
        client = client_as(manager)
        for user in above:
            person = everybody[user].person
            assert not staff_actions.works_under(manager, person, "competence.see")
            with pytest.raises(NotAllowed):
                staff_actions.note_fact(by=manager, person=person, code="hlr", on_date=today)
        maja = everybody["maja"].person.pk
        assert client.get(reverse("competence:person", args=[maja])).status_code == 404
        assert client.get(reverse("competence:note", args=[maja])).status_code == 404
    pool = Person.objects.create_user("pool", given_name="Pol", family_name="Ek")
    access.give(by=SYSTEM, person=pool, role_code="carer", unit=units["sarskilt-boende"],
                from_date=today)  # fmt: skip
    assert staff_actions.works_under(bo, pool, "competence.see")
    assert not staff_actions.works_under(bo, pool, "competence.manage")
    staff_actions.note_fact(by=ingrid, person=pool, code="webb-lakemedel", on_date=today)


def test_nobody_notes_of_themself_nor_at_a_unit_of_another(units, bo, astrid, cecilia, today):
    with pytest.raises(NotAllowed):
        staff_actions.note_fact(by=bo, person=bo.person, code="hlr", on_date=today)
    asked = {"person": astrid.person, "on_date": today, "days": 2}
    with pytest.raises(NotVisible):
        staff_actions.introduce(by=bo, unit=units["bjorken"], **asked)
    late = today - timedelta(days=1)
    with pytest.raises(RuleRefused, match="18-årsdagen"):
        staff_actions.note_minor(by=bo, person=astrid.person, until_date=late)
    fact = staff_actions.introduce(by=bo, unit=units["almen-1"], **asked)
    staff_actions.take_back(by=bo, person=astrid.person, fact_id=fact.pk)
    told = AuditRow.objects.get(verb="competence.take_back").data
    assert (told["unit"], told["days"]) == (str(units["almen-1"].pk), "2")


def test_what_goes_before_is_noted_while_it_matters(given, ingrid, astrid, units, today):
    asked = {"by": ingrid, "person": astrid.person, "before": given.pk, "on_date": today}
    with pytest.raises(RuleRefused, match="hör inte längre"):
        staff_actions.introduce(**asked, unit=units["almen"], days=1)
    staff_actions.note_fact(**asked, code="webb-lakemedel")
    actions.recall(by=ingrid, case_id=given.pk, version=given.version, words="Slutar")
    with pytest.raises(RuleRefused, match="hör inte längre"):
        staff_actions.note_fact(**asked, code="webb-lakemedel")


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

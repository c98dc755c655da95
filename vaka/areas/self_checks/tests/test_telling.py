"""Rounds that open by themselves, and reminders before they end."""

from datetime import timedelta

from django.utils import timezone

from vaka.areas.self_checks import telling
from vaka.areas.self_checks.models import Answer, Round
from vaka.areas.self_checks.tests.conftest import answer, plan_at
from vaka.foundation.notices.models import Notice


def test_a_round_opens_on_its_day_once_at_each_unit(plan):
    assert telling.open_due() == 2
    assert telling.open_due() == 0
    assert {one.case.unit.code for one in Round.objects.all()} == {"almen", "bjorken"}


def test_a_form_that_is_not_in_use_is_waited_for(plan):
    plan.form.versions.update(since_date=timezone.localdate() + timedelta(days=400))
    assert telling.open_due() == 0


def test_staff_are_reminded_once_before_the_end(astrid, plan, opened):
    soon = opened.due_date - timedelta(days=3)
    assert telling.remind(opened.due_date - timedelta(days=30)) == 0
    telling.remind(soon)
    telling.remind(soon)
    told = Notice.objects.filter(to=astrid.person, kind="self_check.remind")
    assert [("redan svarat" in one.words) for one in told] == [True]


def test_who_has_answered_by_name_is_left_alone(astrid, bo, kim, form, units):
    plan_at(kim, form, units, "almen", is_anonymous=False)
    telling.open_due()
    one = Round.objects.get()
    answer(astrid, one)
    assert Answer.objects.get().person == astrid.person
    telling.remind(one.due_date)
    reminded = Notice.objects.filter(kind="self_check.remind").values_list("to", flat=True)
    assert set(reminded) == {bo.person.pk}


def test_a_reminder_leads_to_the_form(client_as, astrid, opened):
    address = f"/egenkontroll/svara/{opened.pk}/"
    assert client_as(astrid).get(address).url.endswith(f"/svara/?omgang={opened.pk}")

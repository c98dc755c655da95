"""Limits made anew: effect, log, refusals, rollback, access, and their page."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.deviations import actions as deviations
from vaka.areas.deviations.actions import NewDeviation
from vaka.areas.indicators import actions
from vaka.areas.indicators.actions import NewLimits
from vaka.areas.indicators.models import LimitChange
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

REASON = "Larmmattorna kom i februari, och fallen har varit färre sedan dess."


@pytest.fixture
def new(units):
    return NewLimits("falls", units["almen"], date(2025, 2, 1), REASON, event="Larmmattor")


def test_limits_are_set_and_told(bo, new) -> None:
    row = actions.set_limits(by=bo, new=new)
    assert (row.measure, row.decided_by) == ("falls", bo.name)
    told = AuditRow.objects.filter(verb="indicators.set_limits").get()
    assert told.data["from"] == "2025-02-01"


def test_a_rule_refuses_and_nothing_is_saved(bo, units) -> None:
    with pytest.raises(RuleRefused):
        actions.set_limits(by=bo, new=NewLimits("falls", units["almen"], date(2025, 2, 1), "Nu."))
    assert not LimitChange.objects.exists()
    assert not AuditRow.objects.filter(verb="indicators.set_limits").exists()


@pytest.mark.parametrize("user", ["cecilia", "astrid", "eva", "pia", "ada"])
def test_only_who_answers_for_the_unit_sets_limits(everybody, new, user) -> None:
    with pytest.raises(NotAllowed):
        actions.set_limits(by=everybody[user], new=new)


def test_limits_are_taken_back_once_with_a_reason(bo, cecilia, new) -> None:
    row = actions.set_limits(by=bo, new=new)
    with pytest.raises(NotVisible):
        actions.withdraw_limits(by=cecilia, change_id=row.pk, reason="Nej")
    actions.withdraw_limits(by=bo, change_id=row.pk, reason="Fel månad.")
    row.refresh_from_db()
    assert (row.withdrawn_by, row.withdrawn_reason) == (bo.name, "Fel månad.")
    with pytest.raises(RuleRefused):
        actions.withdraw_limits(by=bo, change_id=row.pk, reason="Igen")
    assert actions.set_limits(by=bo, new=new).pk != row.pk


def test_the_pages_form_sets_and_takes_back(client_as, bo, new) -> None:
    signed_in = client_as(bo)
    address = reverse("indicators:set_limits", args=["falls"]) + "?enhet=almen"
    refused = signed_in.post(address, {"from_date": "2026-01-01", "reason": "Kort"})
    assert "Skälet är för kort för att förstås om ett år." in refused.content.decode()
    given = {"from_date": "2025-02-01", "reason": REASON, "event": "Larmmattor"}
    assert signed_in.post(address, given).status_code == 302
    page = signed_in.get(reverse("indicators:measure", args=["falls"]) + "?enhet=almen")
    assert REASON in page.content.decode()
    row = LimitChange.objects.get()
    assert AuditRow.objects.get(verb="indicators.set_limits").unit_id == new.unit.pk
    back = reverse("indicators:withdraw_limits", args=[row.pk])
    assert signed_in.post(back, {"words": "Fel månad."}).status_code == 302


@pytest.mark.parametrize(("user", "status"), [("cecilia", 404), ("eva", 403), ("astrid", 403)])
def test_the_form_is_for_those_who_may(client_as, everybody, user, status, units) -> None:
    address = reverse("indicators:set_limits", args=["falls"]) + "?enhet=almen"
    assert client_as(everybody[user]).get(address).status_code == status


@pytest.mark.parametrize(("user", "status"), [("cecilia", 404), ("eva", 403)])
@pytest.mark.parametrize("verb", ["get", "post"])
def test_taking_back_is_for_those_who_may(client_as, everybody, bo, new, user, status, verb):
    row = actions.set_limits(by=bo, new=new)
    address = reverse("indicators:withdraw_limits", args=[row.pk])
    assert getattr(client_as(everybody[user]), verb)(address).status_code == status
    row.refresh_from_db()
    assert row.withdrawn_at is None


def test_limits_are_tied_only_to_a_remedy_done_there(bo, astrid, units, new) -> None:
    told = NewDeviation(units["almen"], "HSL", "Fall utan skada", "Boende föll.", timezone.now())
    case = deviations.report(by=astrid, new=told)
    with pytest.raises(NotVisible):
        actions.set_limits(by=bo, new=replace(new, case_id=case.pk))

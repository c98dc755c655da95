"""Promises of others: told of where they were made, never to another unit; the log keeps words."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.deviations.actions import NewDeviation, report
from vaka.areas.providers import agreement_actions, agreement_queries
from vaka.areas.providers.agreement_actions import NewAgreement
from vaka.areas.providers.agreement_rules import Party
from vaka.areas.providers.models import AgreementDuty, Breach
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.audit.models import AuditRow


def happened(by, unit):
    return report(by=by, new=NewDeviation(unit, "HSL", "Fall utan skada", "Läkare",
                                          timezone.now()))  # fmt: skip


@pytest.fixture
def duty(maja, units) -> AgreementDuty:
    """Give a promise to Almen."""
    today = timezone.localdate()
    new = NewAgreement(units["almen"], "Läkarmedverkan", Party.DOCTORS, "Regionen", "Läkare",
                       today - timedelta(days=9), None, today)  # fmt: skip
    case = agreement_actions.agree(by=maja, new=new)
    agreement_actions.promise(by=maja, case_id=case.pk, version=case.version, who="Regionen",
                              text="Svar inom en timme")  # fmt: skip
    return AgreementDuty.objects.get()


def test_no_promise_is_read_by_way_of_an_event_at_another_unit(duty, bo, cecilia, units, client_as):
    own, other = happened(bo, units["almen"]), happened(cecilia, units["bjorken"])
    assert agreement_queries.held_at(own) == [duty]
    assert agreement_queries.held_at(other) == []
    body = client_as(cecilia).get(reverse("providers:breach") + f"?case={other.pk}")
    assert "Svar inom en timme" not in body.content.decode()
    with pytest.raises(NotVisible):
        agreement_actions.break_duty(by=cecilia, event_id=other.pk, duty_id=duty.pk)
    assert not Breach.objects.exists()


def test_only_a_deviation_breaks_a_promise(duty, maja, client_as):
    agreement = duty.agreement_id
    breach = reverse("providers:breach") + f"?case={agreement}"
    assert client_as(maja).get(breach).status_code == 404
    with pytest.raises(NotVisible):
        agreement_actions.break_duty(by=maja, event_id=agreement, duty_id=duty.pk)


def test_telling_again_keeps_the_words_before_and_a_read_is_logged(duty, bo, cecilia, units):
    event = happened(bo, units["almen"])
    for words in ("Tre timmar", "Fyra timmar"):
        agreement_actions.break_duty(by=bo, event_id=event.pk, duty_id=duty.pk, words=words)
    assert Breach.objects.get().words == "Fyra timmar"
    told = AuditRow.objects.filter(verb="agreement.break_duty").order_by("pk").last().data
    assert (told["was"], told["words"]) == ("Tre timmar", "Fyra timmar")
    reads = AuditRow.objects.filter(verb="deviation.read", object_id=str(event.pk))
    before = reads.count()
    page = agreement_queries.agreement_page(bo, duty.agreement_id)
    assert page.duties[0].breaches[0].words == "Fyra timmar"
    assert reads.count() == before + 1
    agreement_queries.listed(bo)
    shown = AuditRow.objects.filter(verb="agreement.read", object_id="").last().data["shown"]
    assert shown == [str(duty.agreement_id)]

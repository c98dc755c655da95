"""From an application to a contract of free choice, or to a decision with its reason."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.providers import (
    actions,
    application_actions,
    application_queries,
    comparison_queries,
)
from vaka.areas.providers.actions import ContractTerms
from vaka.areas.providers.models import Application, Contract
from vaka.areas.providers.rules import Sort
from vaka.areas.providers.tests.conftest import FORM, SINCE, applied, judged
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.notices.models import Notice
from vaka.law.verdict import RuleRefused


def test_no_contract_of_free_choice_begins_without_an_application(kim, ronnen, own, form):
    terms = ContractTerms("Nya AB", Sort.FREE_CHOICE, SINCE, form_code=form)
    with pytest.raises(RuleRefused, match="börjar som en ansökan"):
        actions.sign(by=kim, unit=ronnen, terms=terms)
    with pytest.raises(RuleRefused, match="börjar som en ansökan"):
        actions.revise_contract(by=kim, case_id=own.pk, version=own.version, terms=terms)
    assert not Contract.objects.filter(sort=Sort.FREE_CHOICE).exists()


def test_it_comes_into_force_when_every_requirement_is_met_and_is_told(kim, mina, ronnen, form):
    case = applied(kim, ronnen)
    approve = {"by": kim, "case_id": case.pk}
    with pytest.raises(RuleRefused, match="Inte bedömt"):
        application_actions.approve_application(**approve, version=case.version)
    case = judged(kim, case, unmet=3)
    with pytest.raises(RuleRefused, match="Intyget saknas"):
        application_actions.approve_application(**approve, version=case.version)
    case = judged(kim, case)
    case = application_actions.approve_application(**approve, version=case.version)
    row = Contract.objects.get(pk=case.pk)
    assert (case.state, row.start_date) == ("running", timezone.localdate())
    assert (row.application.decided_by, row.application.decided_date) == (
        kim.person,
        row.start_date,
    )
    assert Notice.objects.filter(to=mina.person, kind="contract.approve_application").count() == 1
    assert [one.id for one in comparison_queries.comparison(kim).rows] == [case.pk]
    with pytest.raises(RuleRefused, match="avgjord"):
        judged(kim, case, unmet=1)
    assert AuditRow.objects.filter(verb="contract.judge_requirements").count() == 2


def test_it_is_declined_with_a_reason_on_what_is_not_met_and_may_be_tried_again(
    kim, mina, ronnen, form
):
    case = judged(kim, applied(kim, ronnen))
    with pytest.raises(RuleRefused, match="Inget krav"):
        application_actions.decline_application(by=kim, case_id=case.pk, version=case.version,
                                                words="Nej")  # fmt: skip
    case = judged(kim, case, unmet=2)
    decline = {"by": kim, "case_id": case.pk}
    with pytest.raises(RuleRefused, match="Skäl saknas"):
        application_actions.decline_application(**decline, version=case.version, words=" ")
    for times in (1, 2):
        case = application_actions.decline_application(**decline, version=case.version,
                                                       words="Intyget saknas")  # fmt: skip
        assert (case.state, case.closed_at is None) == ("declined", False)
        assert Notice.objects.filter(to=mina.person).count() == times
        case = application_actions.retry_application(**decline, version=case.version,
                                                     words="Domstolen ändrade")  # fmt: skip
    assert (case.state, case.closed_at) == ("applied", None)
    assert Application.objects.get().words == ""


def test_only_who_handles_contracts_judges_and_only_lines_that_are_asked(
    kim, mina, bo, contract, ronnen
):
    case = applied(kim, ronnen)
    for who, error in ((mina, NotAllowed), (bo, NotVisible)):
        with pytest.raises(error):
            judged(who, case)
        assert [one.pk for one in application_queries.waiting(who)] == [case.pk] * (who is mina)
    judge = {"by": kim, "judged": {99: (True, "")}}
    with pytest.raises(NotVisible):
        application_actions.judge_requirements(**judge, case_id=case.pk, version=case.version)
    with pytest.raises(NotVisible):
        application_actions.judge_requirements(
            **judge, case_id=contract.pk, version=contract.version
        )


def test_an_application_by_its_pages(kim, mina, ronnen, form, client_as):
    client, today = client_as(kim), timezone.localdate()
    sent = {"unit": "ronnen", "provider": "Nya AB", "form_code": "", "start_date": today,
            "visits_a_year": 1, "unannounced_a_year": 0,
            "received_date": today + timedelta(days=1)}  # fmt: skip
    body = client.post(reverse("providers:apply"), sent).content.decode()
    assert "inga krav att prövas mot" in body
    assert "kan inte ha kommit den dagen" in body
    sent |= {"form_code": FORM, "received_date": today}
    assert client.post(reverse("providers:apply"), sent).status_code == 302
    case = Case.objects.get(kind="contract")
    page = reverse("providers:contract", args=[case.pk])
    assert "Kan inte godkännas än" in client.get(page).content.decode()
    assert "Nya AB" in client.get(reverse("providers:list")).content.decode()
    lines = Application.objects.get().lines.all()
    judge = reverse("providers:judge", args=[case.pk])
    answers = {"version": case.version} | {f"line-{one.number}": "yes" for one in lines}
    body = client.post(judge, answers | {"line-1": "no"}).content.decode()
    assert "Skriv vad som brister" in body
    assert client.post(judge, answers).status_code == 302
    version = Case.objects.get(pk=case.pk).version
    approve = reverse("providers:step", args=[case.pk, "godkann"])
    assert client_as(mina).post(approve, {"version": version}).status_code == 403
    assert client.post(approve, {"version": version}).status_code == 302
    assert "Planera ett besök" in client.get(page).content.decode()

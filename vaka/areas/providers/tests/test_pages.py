"""Contracts, figures and agreements by their pages; outsiders; late answers on the year wheel."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.deviations.actions import NewDeviation, report
from vaka.areas.figures import queries as figures
from vaka.areas.providers import actions, agreement_actions, comparison_queries, facts
from vaka.areas.providers.actions import NewFigure
from vaka.areas.providers.models import AgreementDuty, AskedFigure
from vaka.areas.providers.tests.conftest import FORM, visited
from vaka.areas.self_checks.rules import Frequency
from vaka.foundation import duties
from vaka.foundation.cases.models import Case
from vaka.foundation.snapshot import writer
from vaka.law.months import add_months
from vaka.law.period import Period
from vaka.metrics.facts import PROVIDER_FIGURE, PROVIDER_VISIT
from vaka.metrics.request import Request


def version(case: Case) -> int:
    return Case.objects.get(pk=case.pk).version


@pytest.fixture
def figure(kim, contract) -> AskedFigure:
    """Give a monthly figure of which three periods are over and late."""
    since = add_months(timezone.localdate().replace(day=1), -3)
    new = NewFigure("Sjukfrånvaro", "%", Frequency.MONTHLY, since, 0)
    actions.ask_figure(by=kim, case_id=contract.pk, version=contract.version, new=new)
    return AskedFigure.objects.get()


def test_a_late_figure_is_on_the_wheel_until_it_is_given(figure, contract, mina, kim, client_as):
    today, start = timezone.localdate(), figure.since_date
    late = [one.name for one in duties.due(mina, start, today) if one.is_late(today)]
    assert late.count("Lämna uppgift: Sjukfrånvaro") == 3
    give = reverse("providers:give", args=[contract.pk, figure.pk, start])
    assert client_as(kim).get(give).status_code == 403
    client = client_as(mina)
    sent = {"version": version(contract), "value": "", "words": ""}
    assert "Värdet saknas" in client.post(give, sent).content.decode()
    assert client.post(give, sent | {"value": "7,5"}).status_code == 302
    page = client.get(reverse("providers:contract", args=[contract.pk])).content.decode()
    assert "7,5" in page
    assert comparison_queries.comparison(kim).rows[0].latest[0].value == 7.5
    after = duties.due(mina, start, today)
    left = [one for one in after if "Sjukfrånvaro" in one.name and one.is_late(today)]
    assert len(left) == 2
    stop = reverse("providers:stop", args=[contract.pk, figure.pk])
    assert client_as(kim).post(stop, {"version": version(contract)}).status_code == 302
    assert AskedFigure.objects.get().until_date == today


def test_a_contract_is_signed_changed_ended_and_taken_up_again(kim, bo, cecilia, own, client_as):
    client, today = client_as(kim), timezone.localdate()
    sent = {"unit": "bjorken", "provider": "Björken", "sort": "own", "form_code": FORM,
            "start_date": today, "visits_a_year": 1, "unannounced_a_year": 2}  # fmt: skip
    new = reverse("providers:new")
    assert "fler än alla besök" in client.post(new, sent).content.decode()
    assert client.post(new, sent | {"unannounced_a_year": 0}).status_code == 302
    for name in ("villkor", "begar", "avsluta"):
        assert client.get(reverse("providers:step", args=[own.pk, name])).status_code == 200
    end = reverse("providers:step", args=[own.pk, "avsluta"])
    assert client.post(end, {"version": own.version, "words": "Flyttat"}).status_code == 302
    again = reverse("providers:step", args=[own.pk, "oppna"])
    assert client.post(again, {"version": version(own), "words": "Fel"}).status_code == 302
    assert client_as(bo).get(end).status_code == 403
    page = reverse("providers:contract", args=[own.pk])
    assert client_as(bo).get(page).status_code == 200
    for address in (page, end, reverse("providers:plan_visit", args=[own.pk])):
        assert client_as(cecilia).get(address).status_code == 404


def test_the_visit_by_its_pages(kim, mina, bo, contract, client_as):
    client, today = client_as(kim), timezone.localdate()
    plan = reverse("providers:plan_visit", args=[contract.pk])
    assert client.post(plan, {"day": today, "is_announced": "no"}).status_code == 302
    case = Case.objects.get(kind="provider_visit")
    record = reverse("providers:record", args=[case.pk])
    body = client.get(record).content.decode()
    assert body.count('type="radio"') == 48
    keys = {name.split('"')[0] for name in body.split('name="')[1:]}
    lines = {key: "yes" for key in keys if f"anteckning-{key}" in keys}
    sent = {"version": case.version, "made_date": today, "seen": "Bra", **lines}
    wrong = client.post(record, sent | {"seen": "Elsa 19121212-1212 såg"}).content.decode()
    assert "personnumret" in wrong
    assert client.post(record, sent | {"larm": "no"}).status_code == 302
    for name, args in (("visit", [case.pk]), ("visits", []), ("matrix", [FORM]), ("list", [])):
        for who in (kim, mina):
            assert client_as(who).get(reverse(f"providers:{name}", args=args)).status_code == 200
    assert client_as(bo).get(reverse("providers:visit", args=[case.pk])).status_code == 404
    close = reverse("providers:visit_step", args=[case.pk, "avsluta"])
    assert client.get(close).status_code == 200
    impose = reverse("providers:impose", args=[contract.pk]) + f"?besok={case.pk}"
    remark = {"version": version(contract), "sanction": "remark", "words": "Larmet"}
    assert client.post(impose, remark).status_code == 302
    assert "Påpekande" in client.get(reverse("providers:visit", args=[case.pk])).content.decode()


def test_the_measures_count_visits_requirements_and_figures(kim, contract, own, figure):
    visited(kim, contract, "larm", "hygien", "sprak", "klagomal")
    visited(kim, own)
    rows = list(facts.visits(None, None))
    PROVIDER_VISIT.table(rows)
    PROVIDER_FIGURE.table(list(facts.figures(None, None)))
    assert sum(row["type"] == "requirement" for row in rows) == 32
    writer.bring_up()
    year = Period.parse(str(timezone.localdate().year))
    wanted = ("requirements_met_share",), "socialforvaltningen", year, ("operator",)
    rows = [row for part in figures.ask(kim, Request(*wanted)).rows for row in part]
    found = {row.by.get("operator"): row.value for row in rows}
    assert {key: found[key] for key in ("own", "contracted")} == {"own": 100, "contracted": 75}


def test_an_agreement_is_broken_in_an_event_and_followed_up(maja, bo, cecilia, units, client_as):
    today, client = timezone.localdate(), client_as(maja)
    sent = {"title": "Läkarmedverkan", "party": "doctors", "parties": "Regionen, kommunen",
            "about": "Läkare i boende", "start_date": today - timedelta(days=400),
            "review_date": today - timedelta(days=1), "unit": "almen"}  # fmt: skip
    assert client.post(reverse("providers:new_agreement"), sent).status_code == 302
    case = Case.objects.get(kind="agreement")
    promise = reverse("providers:agreement_step", args=[case.pk, "atagande"])
    told = {"version": case.version, "who": "Regionen", "text": "Svar inom en timme"}
    assert client.post(promise, told).status_code == 302
    late = [one for one in duties.due(maja, today - timedelta(days=2), today)
            if one.topic == "agreement"]  # fmt: skip
    assert [one.is_late(today) for one in late] == [True]
    event = report(by=bo, new=NewDeviation(units["almen"], "HSL", "Fall utan skada", "Läkare",
                                           timezone.now()))  # fmt: skip
    breach = reverse("providers:breach") + f"?case={event.pk}"
    duty = AgreementDuty.objects.get()
    assert client_as(bo).get(breach).status_code == 200
    assert (
        client_as(bo).post(breach, {"duty_id": duty.pk, "words": "Tre timmar"}).status_code == 302
    )
    page = reverse("providers:agreement", args=[case.pk])
    assert event.reference in client.get(page).content.decode()
    follow = reverse("providers:agreement_step", args=[case.pk, "folj-upp"])
    again = {"version": version(case), "words": "Bättre", "next_date": today}
    assert "Dagen har varit" in client.post(follow, again).content.decode()
    again["next_date"] = today + timedelta(days=365)
    assert client.post(follow, again).status_code == 302
    done = [one for one in duties.due(maja, today - timedelta(days=2), today)
            if one.topic == "agreement"]  # fmt: skip
    assert [one.is_late(today) for one in done] == [False]
    for name in ("avsluta", "oppna"):
        step = reverse("providers:agreement_step", args=[case.pk, name])
        assert (
            client.post(step, {"version": version(case), "words": "Ny kommer"}).status_code == 302
        )
    assert client_as(cecilia).get(page).status_code == 404
    assert client_as(cecilia).get(breach).status_code == 404
    assert client.get(reverse("providers:agreements")).status_code == 200
    agreement_actions.end_agreement(by=maja, case_id=case.pk, version=version(case), words="Slut")
    body = client_as(bo).get(breach).content.decode()
    assert "Ingen överenskommelse gällde när det hände." in body
    assert "Svar inom en timme" not in body

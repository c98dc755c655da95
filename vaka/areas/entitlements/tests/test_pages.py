"""Pages of decisions: what they show, whom they refuse, what they cost, what they log."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vaka.areas.entitlements.models import Decision
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.models import AuditKind, AuditRow
from vaka.foundation.snapshot import writer
from vaka.law.clock import quarter_of

Decided = Callable[..., Decision]
SignIn = Callable[[Viewer], Client]
LIST = reverse("entitlements:list")
QUERIES = 30


def days_ago(days: int) -> str:
    return str(timezone.localdate() - timedelta(days=days))


def page(client: Client, name: str, *args: Any, **query: str) -> str:
    response = client.get(reverse(f"entitlements:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def test_a_figure_opens_to_exactly_its_decisions(
    decided: Decided, beata: Viewer, cecilia: Viewer, client_as: SignIn
) -> None:
    late, early = decided(days_ago(200)), decided(days_ago(10))
    writer.bring_up()
    quarter = str(quarter_of(timezone.localdate()))
    query = {"matt": "decisions_not_executed", "enhet": late.case.unit.code, "period": quarter}
    text = page(client_as(beata), "list", **query)
    assert late.case.reference in text
    assert early.case.reference not in text
    assert client_as(cecilia).get(LIST, query).status_code in (403, 404)
    assert client_as(beata).get(LIST, query | {"matt": "okänt"}).status_code == 404


def test_the_list_shows_those_that_wait_with_their_clock(
    decided: Decided, beata: Viewer, client_as: SignIn
) -> None:
    late, early = decided(days_ago(200)), decided(days_ago(10))
    done = decided("2024-01-10", executed="2024-02-10")
    text = page(client_as(beata), "list")
    assert "2 beslut väntar på verkställighet" in text
    assert text.index(late.case.reference) < text.index(early.case.reference)
    assert done.case.reference not in text
    assert "arbetsdagar sen" in text
    assert "arbetsdagar kvar" in text


def test_the_filter_keeps_the_late_ones(decided: Decided, beata: Viewer, client_as: SignIn) -> None:
    late, early = decided(days_ago(200)), decided(days_ago(10))
    text = page(client_as(beata), "list", lage="late")
    assert "1 beslut har väntat mer än tre månader" in text
    assert late.case.reference in text
    assert early.case.reference not in text


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ({"lage": "alla"}, 2),
        ({"lage": "executed"}, 1),
        ({"lage": "alla", "period": "2024Q1"}, 1),
        ({"lage": "alla", "insats": "Växelvård", "enhet": "bistand"}, 2),
    ],
)
def test_the_filter_narrows(
    decided: Decided, beata: Viewer, client_as: SignIn, query: dict[str, str], shown: int
) -> None:
    decided("2024-01-10", executed="2024-02-10")
    decided(days_ago(10))
    assert page(client_as(beata), "list", **query).count('class="go"') == shown


def test_an_unreadable_period_is_said(decided: Decided, beata: Viewer, client_as: SignIn) -> None:
    assert "ds-validation-message" in page(client_as(beata), "list", period="förra året")


def test_the_page_of_a_decision_tells_all_and_is_logged(
    decided: Decided, beata: Viewer, client_as: SignIn
) -> None:
    one = decided("2024-01-10")
    text = page(client_as(beata), "case", one.pk)
    assert "Mer än tre månader" in text
    assert "Platsbrist" in text
    assert "10 april 2024" in text
    assert reverse("entitlements:execute", args=[one.pk]) in text
    reads = AuditRow.objects.filter(kind=AuditKind.READ, object_id=str(one.pk), actor=beata.person)
    assert reads.exists()


def test_who_only_sees_is_offered_nothing(
    decided: Decided, sven: Viewer, client_as: SignIn
) -> None:
    one, client = decided("2024-01-10"), client_as(sven)
    assert reverse("entitlements:execute", args=[one.pk]) not in page(client, "case", one.pk)
    assert client.get(reverse("entitlements:execute", args=[one.pk])).status_code == 403


def test_another_units_manager_meets_no_decision(
    decided: Decided, cecilia: Viewer, client_as: SignIn
) -> None:
    one, client = decided("2024-01-10"), client_as(cecilia)
    for name in ("case", "execute", "interrupt", "resume", "end", "correct", "take_back"):
        assert client.get(reverse(f"entitlements:{name}", args=[one.pk])).status_code == 404
    assert one.case.reference not in page(client, "list", lage="alla")
    own = page(client, "quarter", "2024Q2")
    assert "0 beslut är inte verkställda" in own
    quarter = reverse("entitlements:quarter", args=["2024Q2"])
    assert client.get(quarter, {"enhet": "bistand"}).status_code == 404


def test_who_sees_no_decisions_is_refused(astrid: Viewer, client_as: SignIn) -> None:
    client = client_as(astrid)
    addresses = [LIST, reverse("entitlements:list_file"),
                 *(reverse(f"entitlements:{n}", args=["2024Q1"])
                   for n in ("quarter", "download", "statistics"))]  # fmt: skip
    assert {client.get(one).status_code for one in addresses} == {403}


STEPS = {
    "execute": {"on": "2024-05-02"},
    "end": {"on": "2024-05-02", "end_code": "Å", "words": "Tog tillbaka ansökan"},
    "correct": {"decided_date": "2024-01-12", "words": "Fel dag"},
}


@pytest.mark.parametrize("step", STEPS)
def test_a_step_is_taken_and_shown(
    decided: Decided, beata: Viewer, client_as: SignIn, step: str
) -> None:
    one, client = decided("2024-01-10"), client_as(beata)
    form = page(client, step, one.pk)
    assert 'name="version" value="1"' in form
    address = reverse(f"entitlements:{step}", args=[one.pk])
    response = client.post(address, {"version": 1, **STEPS[step]})
    assert response.status_code == 302
    one.case.refresh_from_db()
    assert one.case.version == 2
    assert client.post(address, {"version": 1, **STEPS[step]}).status_code == 409


def test_an_interruption_is_taken_and_ended(
    decided: Decided, beata: Viewer, client_as: SignIn
) -> None:
    one, client = decided("2024-01-10", executed="2024-02-10"), client_as(beata)
    stop = {"version": 1, "on": "2024-05-02", "words": "På sjukhus"}
    client.post(reverse("entitlements:interrupt", args=[one.pk]), stop)
    assert "Tre månader" in page(client, "case", one.pk)
    client.post(reverse("entitlements:resume", args=[one.pk]), {"version": 2, "on": "2024-06-01"})
    one.refresh_from_db()
    assert str(one.resumed_date) == "2024-06-01"


def test_an_empty_step_says_what_is_missing(
    decided: Decided, beata: Viewer, client_as: SignIn
) -> None:
    one = decided("2024-01-10")
    response = client_as(beata).post(reverse("entitlements:execute", args=[one.pk]), {"version": 1})
    assert "Rätta det här först" in response.content.decode()


def test_the_quarter_shows_three_tables_and_what_contradicts(
    printed: object, kim: Viewer, sven: Viewer, client_as: SignIn
) -> None:
    text = page(client_as(sven), "quarter", "2024Q1")
    assert "10 beslut är inte verkställda inom tre månader" in text
    assert "30 som rapporterats tidigare" in text
    assert "Inget avbrott" in text
    assert "Återtag 2024-01-0" in text
    assert "kan inte ha rapporterats tidigare" in text
    logged = AuditRow.objects.filter(verb="decision.read", actor=sven.person).latest("id")
    assert len(logged.data["shown"]) == 40


@pytest.mark.parametrize("quarter", ["2024", "2024Q5", "2024-01", "2024Q1..2024Q2"])
def test_what_is_no_quarter_is_not_found(sven: Viewer, client_as: SignIn, quarter: str) -> None:
    assert client_as(sven).get(f"/beslut/kvartal/{quarter}/").status_code == 404


def test_files_hold_the_tables_and_hide_small_counts(
    printed: object, sven: Viewer, client_as: SignIn
) -> None:
    client = client_as(sven)
    for name in ("download", "statistics"):
        response = client.get(reverse(f"entitlements:{name}", args=["2024Q1"]))
        assert response["Content-Disposition"].startswith("attachment")
    lines = response.content.decode("utf-8-sig").splitlines()
    services = [line for line in lines if line.startswith("Inte verkställda") and "Insats" in line]
    assert any("visas inte" in line for line in services)
    counts = [line for line in lines[1:] if ";Median;" not in line]
    shown = [line.rsplit(";", 1)[1] for line in counts]
    assert all(n == "visas inte" or int(n) == 0 or int(n) >= 5 for n in shown)
    assert client.get(reverse("entitlements:list_file")).content[:2] == b"PK"


def test_pages_cost_the_same_for_many(
    decided: Decided, beata: Viewer, client_as: SignIn, django_assert_max_num_queries: Any
) -> None:
    many = [decided(days_ago(100 + n)) for n in range(8)]
    client = client_as(beata)
    quarter = reverse("entitlements:quarter", args=["2024Q2"])
    for address in (LIST, quarter, reverse("entitlements:case", args=[many[0].pk])):
        with django_assert_max_num_queries(QUERIES):
            client.get(address)

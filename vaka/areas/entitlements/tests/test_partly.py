"""A decision of which a part is given: noted, told, corrected, imported, and what stays waiting."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from vaka.areas.entitlements import actions, delivery_queries, downloads, facts, step_rules
from vaka.areas.entitlements.delivery_rules import ToldAs
from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.queries import quarter_account
from vaka.areas.entitlements.tests.conftest import Read
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import CaseEvent
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Decided = Callable[..., Decision]
SignIn = Callable[[Viewer], Client]
PART = "Varannan vecka, varje vecka återstår"
Q1, Q2 = Period.parse("2024Q1"), Period.parse("2024Q2")


def noted(by: Viewer, one: Decision, version: int = 1, **more: Any) -> Decision:
    given = {"on": date(2024, 2, 1), "words": PART, "percent": 50} | more
    actions.record_partly(by=by, case_id=one.pk, version=version, **given)
    return Decision.objects.select_related("case").get(pk=one.pk)


@pytest.mark.parametrize(
    ("words", "percent", "hours", "codes"),
    [
        (PART, None, None, ()),
        (PART, 1, "0.5", ()),
        (PART, 99, "168", ()),
        (" ", 50, None, ("words",)),
        (PART, 0, None, ("percent",)),
        (PART, 100, None, ("percent",)),
        (PART, None, "0", ("hours",)),
        (PART, None, "168.5", ("hours",)),
    ],
)
def test_what_a_part_must_say(
    words: str, percent: int | None, hours: str | None, codes: tuple[str, ...]
) -> None:
    told = Decimal(hours) if hours else None
    assert step_rules.may_execute_partly(words, percent, told).codes == codes


def test_the_rest_waits_until_it_is_given_too(decided: Decided, beata: Viewer) -> None:
    one = decided("2023-11-10")
    due = one.case.due_date
    one = noted(beata, one, hours=Decimal("2.5"))
    assert (one.case.state, one.case.due_date, one.end_code) == ("waiting", due, "")
    assert (one.partly_percent, one.partly_hours) == (50, Decimal("2.5"))
    one = noted(beata, one, 2, on=date(2024, 3, 1), words="Tre dagar av fyra", percent=75)
    assert (one.partly_date, one.partly_words) == (date(2024, 2, 1), "Tre dagar av fyra")
    actions.record_executed(by=beata, case_id=one.pk, version=3, on=date(2024, 6, 3))
    assert Decision.objects.get(pk=one.pk).executed_date == date(2024, 6, 3)
    verbs = ["decision.decide", *["decision.execute_partly"] * 2, "decision.execute"]
    assert list(CaseEvent.objects.filter(case=one.case).values_list("verb", flat=True)) == verbs
    assert AuditRow.objects.filter(verb="decision.execute_partly", actor=beata.person).count() == 2


@pytest.mark.parametrize(
    ("more", "code"),
    [({"on": date(2023, 11, 9)}, "before"), ({"on": date(2999, 1, 1)}, "future"),
     ({"words": " "}, "words"), ({"percent": 100}, "percent")],
)  # fmt: skip
def test_a_refused_part_leaves_nothing(
    decided: Decided, beata: Viewer, more: dict[str, Any], code: str
) -> None:
    one, logged = decided("2023-11-10"), AuditRow.objects.count()
    with pytest.raises(RuleRefused) as refused:
        noted(beata, one, **more)
    assert code in refused.value.verdict.codes
    assert Decision.objects.get(pk=one.pk).partly_date is None
    assert AuditRow.objects.count() == logged


def test_one_that_is_executed_has_no_part(decided: Decided, beata: Viewer) -> None:
    with pytest.raises(RuleRefused) as refused:
        noted(beata, decided("2023-11-10", executed="2024-01-10"))
    assert "state" in refused.value.verdict.codes


def test_only_who_handles_it_may(
    decided: Decided, sven: Viewer, cecilia: Viewer, client_as: SignIn
) -> None:
    one = decided("2023-11-10")
    with pytest.raises(NotAllowed):
        noted(sven, one)
    with pytest.raises(NotVisible):
        noted(cecilia, one)
    address = reverse("entitlements:execute_partly", args=[one.pk])
    assert client_as(cecilia).get(address).status_code == 404


def test_a_quarter_tells_of_it_as_an_interruption_when_the_part_has_lasted(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one = noted(beata, decided("2023-11-10"))
    first, second = (quarter_account(beata, units["bistand"], q) for q in (Q1, Q2))
    assert [row.id for row in first.not_executed] == [one.pk]
    assert not first.interrupted
    assert not second.not_executed
    row = second.interrupted[0]
    assert (row.id, row.interrupted) == (one.pk, date(2024, 2, 1))
    assert row.partly == f"Delvis verkställt från 1 februari 2024, 50 procent: {PART}"
    told = delivery_queries.ivo_rows(beata, second)
    assert [(r.told_as, r.interrupted_date) for r in told] == [
        (ToldAs.INTERRUPTION, date(2024, 2, 1))
    ]
    assert PART in downloads.ivo_bytes(told, second).decode()
    # Before the part was given, nobody knew of it.
    before = quarter_account(beata, units["bistand"], Q1, as_of=date(2024, 1, 31))
    assert [row.partly for row in before.not_executed] == [""]


def test_facts_count_it_as_interrupted_until_the_rest_is_given(
    decided: Decided, beata: Viewer
) -> None:
    one = noted(beata, decided("2023-11-10"))
    actions.record_executed(by=beata, case_id=one.pk, version=2, on=date(2024, 6, 3))
    spans = [
        (f["state"], f["interrupted_date"], f["interrupted_last_day_date"], f["resumed_date"])
        for f in facts.rows([one.pk], None)
    ]
    part, last = date(2024, 2, 1), date(2024, 5, 1)
    assert spans == [
        ("waiting", None, None, None), ("waiting", part, last, None),
        ("executed", part, last, date(2024, 6, 3)),
    ]  # fmt: skip


def test_a_part_is_corrected_and_taken_back(decided: Decided, beata: Viewer) -> None:
    one = noted(beata, decided("2023-11-10"))
    moved: dict[str, date | None] = {"partly_date": date(2024, 1, 15)}
    actions.correct_dates(by=beata, case_id=one.pk, version=2, dates=moved, words="Fel dag")
    assert Decision.objects.get(pk=one.pk).partly_date == date(2024, 1, 15)
    actions.correct_dates(
        by=beata, case_id=one.pk, version=3, dates={"partly_date": None}, words="Fel beslut"
    )
    after = Decision.objects.get(pk=one.pk)
    assert (after.partly_date, after.partly_words, after.partly_percent) == (None, "", None)
    line = CaseEvent.objects.filter(case=one.case, verb="decision.correct").last()
    assert line is not None
    assert line.data["dates"] == {
        "before": {"partly_date": "2024-01-15"}, "after": {"partly_date": ""}
    }  # fmt: skip


def test_the_pages_say_so_and_take_it_back(
    decided: Decided, beata: Viewer, client_as: SignIn
) -> None:
    one, client = decided("2023-11-10"), client_as(beata)
    address = reverse("entitlements:execute_partly", args=[one.pk])
    sent = client.post(address, {"version": 1, "on": "2024-02-01", "words": PART, "hours": "2,5"})
    assert sent.status_code == 302
    shown = client.get(reverse("entitlements:case", args=[one.pk])).content.decode()
    assert f"Delvis verkställt från 1 februari 2024, 2,5 timmar i veckan: {PART}" in shown
    assert "Delvis verkställt, resten väntar" in shown
    other = decided("2023-11-11")
    listed = client.get(reverse("entitlements:list"), {"lage": "partly"}).content.decode()
    assert one.case.reference in listed
    assert PART in listed
    assert other.case.reference not in listed
    back = {"version": 2, "decided_date": "2023-11-10", "partly_date": "", "words": "Fel"}
    assert client.post(reverse("entitlements:correct", args=[one.pk]), back).status_code == 302
    assert Decision.objects.get(pk=one.pk).partly_date is None


def test_a_file_tells_of_parts(units: object, tmp_path: Path, read: Read) -> None:
    path = tmp_path / "delar.csv"
    path.write_text(
        "Beslutsnummer;Beslutsdatum;Insats;Delvis verkställt;Del;Andel;Timmar;Enhet\n"
        "B1;2023-11-10;Hemtjänst;2024-02-01;Bara kvällar;40;2,5;bistand\n"
        "B2;2023-11-10;Hemtjänst;2024-02-01;Allt;100;;bistand\n"
        "B3;2023-11-10;Hemtjänst;;Bara kvällar;;;bistand\n",
        encoding="utf-8",
    )
    receipt = read(path)
    assert (receipt.imported, [one.row for one in receipt.warnings]) == (3, [3, 4])
    found = {one.case.source_key: one for one in Decision.objects.select_related("case")}
    one = found["B1"]
    assert (one.partly_date, one.partly_words) == (date(2024, 2, 1), "Bara kvällar")
    assert (one.partly_percent, one.partly_hours) == (40, Decimal("2.5"))
    assert {number: it.case.state for number, it in found.items()} == dict.fromkeys(
        ("B1", "B2", "B3"), "waiting"
    )
    assert list(one.case.events.values_list("verb", flat=True)) == [
        "decision.decide", "decision.execute_partly",
    ]  # fmt: skip
    assert [found[number].partly_date for number in ("B2", "B3")] == [None, None]

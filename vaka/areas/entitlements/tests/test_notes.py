"""What IVO's form asks beside the reason: field, consequences for the person, follow-ups."""

import csv
from collections.abc import Callable
from datetime import date
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client
from django.urls import reverse

from tests.leaks import search
from vaka.areas.entitlements import (
    actions,
    delivery_actions,
    delivery_queries,
    downloads,
    note_actions,
    note_rules,
)
from vaka.areas.entitlements.case_queries import case_page
from vaka.areas.entitlements.delivery_actions import NewDelivery
from vaka.areas.entitlements.delivery_rules import Receiver
from vaka.areas.entitlements.imports import OTHER_FIELD
from vaka.areas.entitlements.models import Decision, WaitNote
from vaka.areas.entitlements.queries import quarter_account
from vaka.areas.entitlements.tests.conftest import Read
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.organisation.actions import set_local_value
from vaka.law.period import Period
from vaka.law.verdict import RuleRefused

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Decided = Callable[..., Decision]
SignIn = Callable[[Viewer], Client]
DAY, TODAY = date(2024, 2, 1), date(2024, 5, 2)
Q1 = Period.parse("2024Q1")


def _do(verb: Callable[..., object], by: Viewer, one: Decision, **more: Any) -> Decision:
    version = type(one.case).objects.get(pk=one.pk).version
    verb(by=by, case_id=one.pk, version=version, **more)
    return Decision.objects.select_related("case").get(pk=one.pk)


def _note(by: Viewer, one: Decision, kind: str, on: date, words: str) -> Decision:
    return _do(note_actions.note_wait, by, one, kind=kind, on=on, words=words)


@pytest.mark.parametrize(
    ("told", "law", "usual", "field"),
    [("", "SoL", "ÄO", "ÄO"), ("", "SoL", "IFO", "IFO"), ("", "LSS", "ÄO", "OF"),
     ("OF", "SoL", "ÄO", "OF")],
)  # fmt: skip
def test_which_field_a_decision_is_in(told: str, law: str, usual: str, field: str) -> None:
    assert note_rules.field_of(told, law, usual) == field


@pytest.mark.parametrize(
    ("field", "law", "codes"),
    [("ÄO", "SoL", ()), ("OF", "LSS", ()), ("IFO", "LSS", ("field",)), ("XX", "SoL", ("field",))],
)
def test_lss_is_for_persons_with_an_impairment(
    field: str, law: str, codes: tuple[str, ...]
) -> None:
    assert note_rules.may_be_in(field, law).codes == codes


@pytest.mark.parametrize(
    ("kind", "on", "words", "codes"),
    [
        ("consequence", DAY, "Sover hos sin dotter", ()),
        ("follow_up", DAY, " ", ("words",)),
        ("other", DAY, "Ja", ("kind",)),
        ("follow_up", date(2023, 11, 9), "Ja", ("before",)),
        ("follow_up", date(2024, 5, 3), "Ja", ("future",)),
    ],
)
def test_when_a_wait_may_be_noted(kind: str, on: date, words: str, codes: tuple[str, ...]) -> None:
    verdict = note_rules.may_note_wait(kind, on, words, date(2023, 11, 10), TODAY)
    assert verdict.codes == codes


def test_ivo_is_told_of_the_wait_and_nobody_else_is(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer, client_as: SignIn
) -> None:
    one = _note(beata, decided("2023-11-10"), "consequence", DAY, "Sover hos sin dotter")
    one = _note(beata, one, "follow_up", date(2024, 3, 1), "Ringde, mår sämre")
    one = _note(beata, one, "follow_up", date(2024, 6, 1), "Efter fönstret")
    account = quarter_account(beata, units["bistand"], Q1)
    (row,) = delivery_queries.ivo_rows(beata, account)
    assert (row.field, row.consequences, row.follow_ups) == (
        "Äldreomsorg (ÄO)", ("2024-02-01: Sover hos sin dotter",),
        ("2024-03-01: Ringde, mår sämre",),
    )  # fmt: skip
    client = client_as(beata)
    shown = client.get(reverse("entitlements:ivo", args=[Q1])).content.decode()
    file = client.get(reverse("entitlements:ivo_file", args=[Q1])).content.decode("utf-8-sig")
    for words in (*row.consequences, *row.follow_ups, row.field):
        assert words in shown
        assert words in file
    (line,) = csv.DictReader(StringIO(file), delimiter=";")
    assert (line["Enhet"], line["År"], line["Kvartal"]) == (account.unit.name, "2024", "1")
    assert line["Konsekvenser för personen"] == "2024-02-01: Sover hos sin dotter"
    for name in ("quarter", "workspace", "statistics"):
        page = client.get(reverse(f"entitlements:{name}", args=[Q1])).content.decode()
        assert "dotter" not in page
    named = downloads.named_bytes(delivery_queries.ivo_rows(beata, account))
    assert "dotter" not in search.read(named) + search.read(downloads.tables_bytes(account))


def test_a_later_wait_is_told_with_its_own_notes(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one = _note(beata, decided("2023-01-10"), "consequence", date(2023, 5, 1), "Den första")
    one = _do(actions.record_executed, beata, one, on=date(2023, 6, 1))
    one = _do(actions.record_interrupted, beata, one, on=date(2023, 11, 1), words="Sjuk",
              code="R6")  # fmt: skip
    _note(beata, one, "consequence", date(2023, 12, 1), "Den andra")
    said = {}
    for name in ("2023Q2", "2024Q1"):
        account = quarter_account(beata, units["bistand"], Period.parse(name))
        said[name] = [row.consequences for row in delivery_queries.ivo_rows(beata, account)]
    # The first is told as late and, in a row of its own, as carried out.
    assert said == {
        "2023Q2": [("2023-05-01: Den första",), ()], "2024Q1": [("2023-12-01: Den andra",)],
    }  # fmt: skip


def test_a_note_written_after_the_report_is_a_change_to_correct(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    unit, one = units["bistand"], decided("2023-11-10")
    delivery_actions.deliver(by=beata, new=NewDelivery(unit, Q1, Receiver.IVO, TODAY))
    account = quarter_account(beata, unit, Q1)
    assert [row.change for row in delivery_queries.ivo_rows(beata, account)] == [""]
    one = _note(beata, one, "consequence", DAY, "Sover hos sin dotter")
    (row,) = delivery_queries.ivo_rows(beata, account)
    assert row.change == "Ändrad i rättelsen"
    _do(note_actions.take_back_wait_note, beata, one, note=str(WaitNote.objects.get().pk),
        words="Fel person")  # fmt: skip
    assert [row.change for row in delivery_queries.ivo_rows(beata, account)] == [""]
    assert AuditRow.objects.filter(verb="decision.take_back_wait_note").exists()


def test_the_workspace_says_how_many_say_nothing_of_the_person(
    units: "dict[str, Unit]", decided: Decided, beata: Viewer
) -> None:
    one = decided("2023-11-10")
    decided("2023-11-12")
    _note(beata, one, "consequence", DAY, "Sover hos sin dotter")
    space = delivery_queries.workspace(beata, units["bistand"], Q1)
    assert (space.without_consequences, len(space.account.not_executed)) == (1, 2)


def test_the_pages_note_take_back_and_tell_the_field(
    decided: Decided, beata: Viewer, cecilia: Viewer, client_as: SignIn
) -> None:
    one, client = decided("2023-11-10"), client_as(beata)
    sent = {"version": 1, "kind": "follow_up", "on": "2024-02-01", "words": "Besök i hemmet"}
    assert client.post(f"/beslut/{one.pk}/vantan/", sent).status_code == 302
    assert "Besök i hemmet" in client.get(f"/beslut/{one.pk}/").content.decode()
    gone = {"version": 2, "note": str(WaitNote.objects.get().pk), "words": "Fel"}
    assert client.post(f"/beslut/{one.pk}/vantan/ta-tillbaka/", gone).status_code == 302
    assert not WaitNote.objects.exists()
    told = {"version": 3, "field": "OF"}
    assert client.post(f"/beslut/{one.pk}/omrade/", told).status_code == 302
    assert case_page(beata, one.pk).field == "OF"
    with pytest.raises(NotVisible):
        _note(cecilia, one, "follow_up", DAY, "Ja")
    with pytest.raises(RuleRefused):
        _do(note_actions.take_back_wait_note, beata, one, note="none", words="Fel")
    assert client_as(cecilia).get(f"/beslut/{one.pk}/vantan/").status_code == 404


def test_a_units_own_field_is_a_local_value_and_a_file_may_tell_another(
    units: "dict[str, Unit]", tmp_path: Path, read: Read, beata: Viewer
) -> None:
    path = tmp_path / "beslut.csv"
    path.write_text(
        "Beslutsnummer;Beslutsdatum;Insats;Lagrum;Verksamhetsområde;Enhet\n"
        "B1;2023-11-10;Kontaktperson;SoL;IFO;bistand\n"
        "B2;2023-11-10;Växelvård;SoL;;bistand\n"
        "B3;2023-11-10;Ledsagning;LSS;Äldreomsorg;bistand\n",
        encoding="utf-8",
    )
    assert OTHER_FIELD in [one.reason for one in read(path).warnings]
    set_local_value(by=Viewer.system("test"), key="not_executed.service_field", text="OF",
                    valid_from=date(2020, 1, 1), reason="Eget område")  # fmt: skip
    rows = delivery_queries.ivo_rows(beata, quarter_account(beata, units["bistand"], Q1))
    assert {row.service: row.field[-5:].strip("( )") for row in rows} == {
        "Kontaktperson": "IFO", "Växelvård": "OF", "Ledsagning": "OF",
    }  # fmt: skip

"""Whom a decision is about stands in IVO's report only: every other file is searched for them."""

import json
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.leaks.search import Numbers, read
from vaka.areas.entitlements import delivery_actions, delivery_queries, downloads, facts, urls
from vaka.areas.entitlements import event_actions as events
from vaka.areas.entitlements import offer_actions as offers
from vaka.areas.entitlements.delivery_actions import NewDelivery
from vaka.areas.entitlements.delivery_rules import Receiver
from vaka.areas.entitlements.offer_actions import NewDecision
from vaka.areas.entitlements.queries import quarter_account
from vaka.areas.entitlements.report import REPORTS
from vaka.documents.compile import compile_report
from vaka.documents.content import Letterhead, ReportSource
from vaka.documents.template import render
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import CaseEvent, SearchText
from vaka.foundation.notices.models import Notice
from vaka.law.period import Period

if TYPE_CHECKING:
    from vaka.foundation.organisation.models import Unit

Q1 = Period.parse("2024Q1")
NUMBERS = {"811218-9876": "", "19390412-T123": "", "640823-3234": "protected"}
TEMPLATES = Path(__file__).parents[2] / "reports" / "templates"
IVO_ONLY = {"ivo", "ivo_file"}
Files = dict[str, str]
WANTED = Numbers(NUMBERS)


def found_in(files: Files) -> list[str]:
    """Give the files that hold somebody's number, with what was found."""
    return sorted(f"{name}: {one}" for name, text in files.items() for one in WANTED.found(text))


@pytest.fixture
def told(units: "dict[str, Unit]", beata: Viewer) -> str:
    """Have a quarter of three people handed to everybody; gives one decision's id."""
    unit = units["bistand"]
    for number, how in NUMBERS.items():
        given = {"reserve" if "T" in number else "number": number}
        new = NewDecision(unit, "SoL", "Växelvård", date(2023, 11, 10),
                          is_protected=bool(how), **given)  # fmt: skip
        case = offers.decide(by=beata, new=new)
        offers.tell_delay(by=beata, case_id=case.pk, version=1, code="R1", words="")
    for receiver in set(Receiver) - {Receiver.NAMED}:
        delivery_actions.deliver(by=beata, new=NewDelivery(unit, Q1, receiver, date(2024, 5, 2)))
    offers.warn_due(date(2024, 2, 1))
    return str(case.pk)


def pages(client: Client, case_id: str) -> Iterator[tuple[str, str]]:
    """Every page and file of the area as the case officer meets it."""
    values = {"case_id": case_id, "quarter": "2024Q1", "receiver": "board"}
    for one in urls.urlpatterns:
        kwargs = {name: values[name] for name in one.pattern.converters}
        response = client.get(reverse(f"entitlements:{one.name}", kwargs=kwargs))
        yield str(one.name), read(b"".join(response) if response.streaming else response.content)


def reports(by: Viewer, unit: "Unit", folder: Path) -> Iterator[tuple[str, str]]:
    """Every report of the area in each of its formats."""
    for name, kind in REPORTS.items():
        content = kind.content(viewer=by, unit=unit, period=Q1, as_of=date(2024, 5, 2),
                               snapshot="s")  # fmt: skip
        text = (TEMPLATES / kind.template).read_text("utf-8")
        head = Letterhead("Vaka kommun", kind.title, date(2024, 5, 2))
        source = ReportSource(name, head, render(text, content.verbs(), content.values))
        compile_report(source, folder)
    for path in folder.rglob("*"):
        if path.is_file():
            yield path.name, read(path.read_bytes())


def rows() -> Iterator[tuple[str, str]]:
    """What logs, timelines, search, notices, letters and analytics hold."""
    for model in (AuditRow, CaseEvent, SearchText, Notice):
        yield model.__name__, json.dumps(list(model.objects.values()), default=str)
    yield "mail", "".join(str(one.message()) for one in mail.outbox)
    yield "facts", json.dumps(list(facts.rows(None, None)), default=str)


def test_nobody_stands_in_any_file_but_ivos(
    told: str, units: "dict[str, Unit]", beata: Viewer, tmp_path: Path,
    client_as: Callable[[Viewer], Client],
) -> None:  # fmt: skip
    every = dict(pages(client_as(beata), told))
    every |= dict(reports(beata, units["bistand"], tmp_path)) | dict(rows())
    told_ivo = {name: every.pop(name) for name in IVO_ONLY}
    assert len([name for name in every if name.endswith((".pdf", ".docx", ".html"))]) >= 3
    assert found_in(every) == []
    # The search finds what is there, and a protected identity is not even in IVO's file.
    held = {one.split(": ")[1] for one in found_in(told_ivo)}
    assert {"8112189876", "390412T123"} <= held
    assert not any("3234" in part for part in held)


def test_the_auditors_list_and_the_file_to_ivo_differ_in_whom(
    told: str, units: "dict[str, Unit]", beata: Viewer
) -> None:
    account = quarter_account(beata, units["bistand"], Q1)
    auditors = read(downloads.tables_bytes(account))
    ivo = read(downloads.ivo_bytes(delivery_queries.ivo_rows(beata, account), account))
    assert ("9876" in auditors, "9876" in ivo) == (False, True)
    assert "Växelvård" in auditors


def test_the_auditors_get_whom_when_they_have_asked_in_writing(
    told: str, units: "dict[str, Unit]", beata: Viewer, nora: Viewer,
    client_as: Callable[[Viewer], Client],
) -> None:  # fmt: skip
    client, address = client_as(beata), f"/beslut/kvartal/{Q1}/revisorerna/?enhet=bistand"
    assert client.get(address).status_code == 404
    new = NewDelivery(units["bistand"], Q1, Receiver.NAMED, date(2024, 5, 2), words="Rev 2024-7")
    with pytest.raises(NotAllowed):
        delivery_actions.deliver(by=nora, new=new)
    assert delivery_actions.deliver(by=beata, new=new).corrects is None
    text = client.get(address).content.decode("utf-8-sig")
    assert "9876" in text
    assert "3234" not in text  # a protected identity is not there either
    assert "Rev 2024-7" in client.get(f"/beslut/kvartal/{Q1}/lamna/?enhet=bistand").content.decode()
    assert client_as(nora).get(address).status_code == 403


def test_events_are_told_without_a_number(told: str, beata: Viewer) -> None:
    new = events.NewRuling("granted", date(2024, 9, 2))
    events.record_ruling(by=beata, case_id=told, version=2, new=new)  # type: ignore[arg-type]
    assert found_in(dict(rows())) == []

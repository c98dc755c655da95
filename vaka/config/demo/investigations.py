"""Writes the demo's investigations: thirteen over the years, some still under way."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from vaka.areas.investigations import outward, rules
from vaka.areas.investigations.models import (
    Investigation,
    OtherNotification,
    Section,
    SectionVersion,
)
from vaka.areas.investigations.rules import Form, State
from vaka.areas.investigations.words import title_of
from vaka.config.demo.reading import tables
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.cases.models import CaseParty, Confidentiality, Part
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

TARGET = timedelta(days=60)


@dataclass(frozen=True)
class Scene:
    """What every case of the demo is written with."""

    units: dict[str, Unit]
    people: dict[str, Person]
    identity: Callable[[datetime], uuid.UUID]
    today: date


@action
def write(*, by: Viewer, scene: Scene) -> None:
    """Write every planned investigation that has begun by the demo's today, in one batch."""
    planned = sorted(_planned(scene.today), key=lambda row: row["begun"])
    cases = [_incoming(row, scene) for row in planned]
    intake.open_many(by=by, kind="investigation", incoming=cases, source="demo")
    for row, case in zip(planned, cases, strict=True):
        _rows(row, case, scene)


def _planned(today: date) -> Iterator[dict[str, Any]]:
    for row in tables("investigations")["case"]:
        begun = row.get("opened") or today - timedelta(days=row["days_ago"])
        if begun <= today:
            yield row | {"begun": begun, "day": begun - timedelta(days=row["event"])}


def _at(day: date, hour: int) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def _incoming(row: dict[str, Any], scene: Scene) -> Incoming:
    unit, opened = scene.units[row["unit"]], _at(row["begun"], 8)
    steps = list(_steps(row, scene))
    last = steps[-1]
    owner = row["decides"] if row["state"] != State.INVESTIGATING else row["investigator"]
    return Incoming(
        unit_id=unit.pk, unit_name=unit.name, title=title_of(Form(row["form"]), unit.name),
        state=row["state"], opened_at=opened, year=row["day"].year,
        reference_year=row["begun"].year, steps=steps, occurred_at=_at(row["day"], 2),
        due_date=row["begun"] + TARGET, owner_id=scene.people[owner].pk,
        closed_at=last.at if row["state"] == State.CLOSED else None,
        confidentiality=Confidentiality.SECRET, id=scene.identity(opened),
    )  # fmt: skip


def _steps(row: dict[str, Any], scene: Scene) -> Iterator[Step]:
    """Give what has been done so far, each step some days after the one before."""
    state, begun = "", row["begun"]
    lead, decides = scene.people[row["investigator"]].name, scene.people[row["decides"]].name
    for verb, to_state, days, who, words, data in _plan(row, lead, decides):
        yield Step(_at(begun + timedelta(days=days), 9), f"investigation.{verb}", to_state, state,
                   words, who, data)  # fmt: skip
        state = to_state
        if to_state == row["state"]:
            return


def _plan(row: dict[str, Any], lead: str, decides: str) -> Iterator[tuple[Any, ...]]:
    yield "start", State.OPENED, 0, decides, "", {"form": row["form"]}
    named = {"investigator": lead, "decision_maker": decides}
    yield "appoint", State.INVESTIGATING, 1, decides, "", named
    yield "submit", State.READY, 24, lead, "", {}
    if row["state"] == State.READY:
        return
    form, code = Form(row["form"]), row["classification"]
    label = rules.classifications(form, row["day"])[code]
    serious = rules.must_notify(form, code)
    data = {"classification": code, "label": label, "notify": serious}
    yield "decide", State.DECIDED, 30, decides, row["decision"], data
    if serious:
        yield "notify", State.NOTIFIED, 31, lead, "", {"label": _ivo_number(row)}
    if "answer" in row:
        yield "file_answer", State.ANSWERED, 66, lead, row["ivo"], {
            "answer": row["answer"],
            "label": str(outward.ANSWER_LABELS[row["answer"]])}  # fmt: skip
    if "closing" in row:
        yield "close", State.CLOSED, 70, decides, row["closing"], {}


def _ivo_number(row: dict[str, Any]) -> str:
    return f"3.1.1-{row['begun']:%m%d}7/{row['begun'].year}"


def _rows(row: dict[str, Any], case: Incoming, scene: Scene) -> None:
    assert case.id is not None  # given by the series of identities
    found = Investigation(case_id=case.id, **_columns(row, scene), **_outcome(row))
    found.save(force_insert=True)
    people = {scene.people[row["investigator"]], scene.people[row["decides"]]}
    for person in sorted(people, key=lambda one: one.username):
        CaseParty.objects.create(case_id=case.id, person=person, part=Part.CONTRIBUTOR)
    _sections(row, found, scene.people[row["investigator"]])
    _beside(row, found)


def _columns(row: dict[str, Any], scene: Scene) -> dict[str, Any]:
    form, provider = Form(row["form"]), row.get("provider", False)
    basis = rules.law_basis(form, row["law"], row["day"], by_provider=provider).text
    told = row["begun"] + timedelta(days=2)
    waits = row["state"] == State.INVESTIGATING
    return {
        "form": form, "law": row["law"], "law_basis": basis, "event_date": row["day"],
        "is_provider": provider, "board_told_at": _at(row["begun"], 8) if provider else None,
        "investigator": scene.people[row["investigator"]],
        "decision_maker": scene.people[row["decides"]], "delegation_point": row["point"],
        "informed_date": None if waits else told,
        "informed_by": "" if waits else "Enhetschefen",
        "informed_how": "" if waits else "Samtal i hemmet",
        "informed_whom": "" if waits else "Personen själv",
        "told": [] if waits else ["event", "measures"],
        "in_journal": not waits,
    }  # fmt: skip


def _outcome(row: dict[str, Any]) -> dict[str, Any]:
    if "classification" not in row:
        return {}
    found = {
        "classification": row["classification"], "decision_words": row["decision"],
        "decided_at": _at(row["begun"] + timedelta(days=30), 9),
        "closing_words": row.get("closing", ""),
    }  # fmt: skip
    if rules.must_notify(Form(row["form"]), row["classification"]):
        sent = row["begun"] + timedelta(days=31)
        found |= {"notified_date": sent, "investigation_sent_date": sent,
                  "ivo_reference": _ivo_number(row)}  # fmt: skip
    if "answer" in row:
        found |= {"ivo_answer": row["answer"], "ivo_words": row["ivo"],
                  "ivo_answered_date": row["begun"] + timedelta(days=66)}  # fmt: skip
    return found


def _sections(row: dict[str, Any], found: Investigation, who: Person) -> None:
    for number, (code, text) in enumerate(row["sections"].items()):
        at = _at(row["begun"] + timedelta(days=min(2 + 3 * number, row.get("days_ago", 99))), 10)
        said = {"text": text, "version": 1}
        section = Section.objects.create(
            investigation=found,
            code=code,
            saved_by=who,
            saved_by_name=who.name,
            saved_at=at,
            **said,
        )
        SectionVersion(section=section, by=who, by_name=who.name, at=at, **said).save()


def _beside(row: dict[str, Any], found: Investigation) -> None:
    sent = row["begun"] + timedelta(days=1)
    if device := row.get("device"):
        for kind in ("manufacturer", "medical_products_agency"):
            OtherNotification.objects.create(
                investigation=found, kind=kind, is_due=True, device=device, is_kept_aside=True,
                words="Sömmen gav vika under lyft.", sent_date=sent,
            )  # fmt: skip
    if row.get("licensed"):
        OtherNotification.objects.create(
            investigation=found, kind="licensed_person", is_due=False,
            words="Bristen ligger i arbetssättet. Ingen legitimerad bedöms vara en fara.",
        )  # fmt: skip

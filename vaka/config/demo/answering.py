"""The demo's remedies that answer a decision or a risk of another case, with what came of them."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from vaka.areas.remedies.models import Remedy
from vaka.areas.remedies.rules import ANSWERS, RemedyKind, State
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.cases.models import CaseLink
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

DONE, FOUND = "Genomgånget med alla i arbetslaget.", "Det syns i siffrorna efter en månad."


@dataclass(frozen=True)
class PlannedRemedy:
    """A remedy: by whom, and due, checked and done in days from the day it was decided."""

    text: str
    responsible: str
    due: int
    done: int | None = None
    outcome: str = ""
    check: int | None = None


@dataclass(frozen=True)
class Answering:
    """Which case and cause a remedy answers, where and since when."""

    day: date
    unit: str
    case_id: uuid.UUID
    cause_id: uuid.UUID
    remedy: PlannedRemedy


def write(
    *, by: Viewer, made: Sequence[Answering], people: dict[str, Person],
    places: dict[str, Unit], identity: Identity,
) -> None:  # fmt: skip
    """Write the remedies with their links; call inside an @action."""
    rows = [_case(one, people, places, identity) for one in made]
    intake.open_many(by=by, kind="remedy", incoming=rows, source="demo")
    pairs = [(one, row.id) for one, row in zip(made, rows, strict=True) if row.id]
    Remedy.objects.bulk_create([_row(one, case_id, people, places) for one, case_id in pairs])
    CaseLink.objects.bulk_create(
        [CaseLink(from_case_id=case_id, to_case_id=one.case_id, relation=ANSWERS)
         for one, case_id in pairs]
    )  # fmt: skip


def _row(
    one: Answering, case_id: uuid.UUID, people: dict[str, Person], places: dict[str, Unit]
) -> Remedy:
    remedy, check = one.remedy, _check(one)
    done = None if remedy.done is None else one.day + timedelta(days=remedy.done)
    return Remedy(
        case_id=case_id, kind=RemedyKind.CORRECTIVE, text=remedy.text,
        cause_code=str(one.cause_id), reach=places[one.unit],
        responsible=people[remedy.responsible], due_date=one.day + timedelta(days=remedy.due),
        effect_date=check, decided_date=one.day, done_date=done,
        evidence=DONE if done else "", checked_date=check if remedy.outcome else None,
        outcome=remedy.outcome, outcome_words=FOUND if remedy.outcome else "",
    )  # fmt: skip


def _check(one: Answering) -> date | None:
    if one.remedy.check is not None:
        return one.day + timedelta(days=one.remedy.check)
    done = one.remedy.done
    return one.day + timedelta(days=done + 25) if one.remedy.outcome and done is not None else None


def _case(
    one: Answering, people: dict[str, Person], places: dict[str, Unit], identity: Identity
) -> Incoming:
    who, remedy = people[one.remedy.responsible], one.remedy
    steps = list(_steps(one, who))
    due = one.day + timedelta(days=remedy.due)
    check = _check(one)
    row = incoming(places[one.unit], remedy.text[:200], steps, who, identity(steps[0].at),
                   check if remedy.done is not None and check else due)  # fmt: skip
    row.closed_at = steps[-1].at if steps[-1].to_state == State.CHECKED else None
    return row


def _steps(one: Answering, who: Person) -> Iterator[Step]:
    at, remedy, check = moment(one.day) + timedelta(hours=5), one.remedy, _check(one)
    days = {"due_date": str(one.day + timedelta(days=remedy.due)),
            "effect_date": str(check) if check else None}  # fmt: skip
    yield Step(at, "remedy.propose", State.PROPOSED, by_name=who.name)
    yield Step(at, "remedy.decide", State.DECIDED, State.PROPOSED, by_name=who.name, data=days)
    if remedy.done is not None:
        yield Step(moment(one.day + timedelta(days=remedy.done)), "remedy.finish", State.DONE,
                   State.DECIDED, DONE, who.name)  # fmt: skip
    if remedy.outcome and check:
        yield Step(moment(check), "remedy.check_effect", State.CHECKED, State.DONE, FOUND,
                   who.name, {"outcome": remedy.outcome})  # fmt: skip

"""The demo's remedies: what each home did about its events, quarter by quarter, and whether it
helped."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from vaka.areas.deviations.models import Deviation
from vaka.areas.remedies.models import Remedy
from vaka.areas.remedies.rules import ANSWERS, RemedyKind, State
from vaka.config.demo.cast import owner_of
from vaka.config.demo.units import chain, units
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.cases.models import CaseLink
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.local_time import swedish

Identity = Callable[[datetime], uuid.UUID]
HOMES = ("almen", "bjorken", "linden", "asken", "eken")
WHOLE = "sarskilt-boende"
FIRST_YEAR, ANSWERED, WIDE_EVERY = 2023, 3, 6
SHOWN, LATE = (3, 9, 20, 45, 75, 150, 165), (45, 150)
"""How many days ago Almen proposed its latest, and which of them are late today."""
OUTCOMES = ("worked", "worked", "partly", "worked", "not")


@dataclass(frozen=True)
class Idea:
    """One remedy that homes come to, with the type of event, the cause and the measure."""

    type: str
    kind: RemedyKind
    text: str
    cause: str
    code: str
    measure: str


C, P, I = RemedyKind.CORRECTIVE, RemedyKind.PREVENTIVE, RemedyKind.IMMEDIATE  # noqa: E741
FALLS = "falls"
IDEAS = (
    Idea("Fall utan skada", C, "Sätt rörelsestyrda nattlampor mellan säng och toalett",
         "Mörkt på natten när någon går upp", "organisation", FALLS),
    Idea("Läkemedel utebliven dos", C, "Lägg in en kontroll av signeringslistan vid passbyte",
         "Ingen ser att en dos saknas förrän nästa pass", "routines", "deviations"),
    Idea("Fall med skada", P, "Gör fallriskbedömning med Senior alert inom två veckor från inflytt",
         "Risken bedömdes för sent efter inflyttning", "routines", FALLS),
    Idea("Brister i dokumentation", C, "Gå igenom social dokumentation på APT med egna exempel",
         "Olika bild av vad som ska skrivas ner", "competence", "deviations"),
    Idea("Fall utan skada", P, "Erbjud benstyrka och balans i grupp två gånger i veckan",
         "Stillasittande och svaga ben", "organisation", FALLS),
    Idea("Hot och våld", C, "Utbilda arbetslaget i lågaffektivt bemötande",
         "Osäkerhet om hur man möter oro på kvällen", "competence", "deviations"),
    Idea("Fall utan skada", I, "Flytta larmet så att det nås från sängen",
         "", "", ""),
    Idea("Läkemedel fel dos", C, "Byt till dosetter med tydligare märkning av styrka",
         "Två styrkor av samma läkemedel ser lika ut", "technique", "deviations"),
    Idea("Fall utan skada", C, "Inför tillsynsrunda klockan fyra där genomförandeplanen säger det",
         "Flest fall sker före väckning, då ingen är på avdelningen", "routines", FALLS),
    Idea("Brister i informationsöverföring", C, "Inför rapport med checklista mellan natt och dag",
         "Det som hänt på natten stannar hos nattpatrullen", "communication", "deviations"),
)  # fmt: skip
NO_FILE = {"file": False}
EVIDENCE = "Genomgånget på APT och infört i lokal rutin."
FOUND = {
    "worked": "Färre händelser av samma slag sedan dess.",
    "partly": "Bättre på dagen, men natten är oförändrad.",
    "not": "Lika många händelser som förut. Vi behöver göra på ett annat sätt.",
}


@dataclass(frozen=True)
class Planned:
    """One remedy with its steps so far."""

    idea: Idea
    home: str
    responsible: str
    proposed_at: datetime
    due: date | None
    effect: date | None
    steps: tuple[Step, ...]


@action
def write(
    *, by: Viewer, people: dict[str, Person], identity: Identity, seed: int, today: date
) -> None:  # fmt: skip
    """Write the remedies with their links; nothing in them lies after the start of `today`."""
    random = Random(f"remedies-{seed}")  # noqa: S311 - a plan, not a secret
    places = {unit.code: unit for unit in Unit.objects.all()}
    planned = list(_planned(people, random, today))
    incoming = [_case(one, places, people, identity) for one in planned]
    intake.open_many(by=by, kind="remedy", incoming=incoming, source="demo")
    pairs = list(zip(incoming, planned, strict=True))
    wide = {row.id for row in incoming[WIDE_EVERY - 1 :: WIDE_EVERY] if row.state != State.PROPOSED}
    Remedy.objects.bulk_create(
        [_row(row, one, places[WHOLE if row.id in wide else one.home], people)
         for row, one in pairs]
    )  # fmt: skip
    CaseLink.objects.bulk_create(
        [CaseLink(from_case_id=row.id, to_case_id=found, relation=ANSWERS)
         for row, one in pairs if row.id for found in _events(one, places)]
    )  # fmt: skip


def _planned(people: dict[str, Person], random: Random, today: date) -> Iterator[Planned]:
    """One a quarter and home in turn, and at Almen one a month for the last half year."""
    days = [date(year, month, 1 + random.randrange(25))
            for year in range(FIRST_YEAR, today.year + 1) for month in (2, 5, 8, 11)]  # fmt: skip
    wanted = [(day, HOMES[(number + step) % len(HOMES)], False)
              for number, day in enumerate(days) for step in range(3)]  # fmt: skip
    wanted += [(today - timedelta(days=ago), "almen", ago in LATE) for ago in SHOWN]
    for number, (day, home, late) in enumerate(sorted(wanted)):
        if day < today:
            dates = _dated(IDEAS[number % len(IDEAS)], day, random, late)
            yield _one(IDEAS[number % len(IDEAS)], home, dates, people, random, today)


@dataclass(frozen=True)
class Dates:
    """When a remedy is proposed, decided, due, done, to be checked and checked."""

    at: datetime
    decided: datetime
    due: date
    done: datetime
    effect: date | None
    checked: datetime | None


def _dated(idea: Idea, day: date, random: Random, late: bool) -> Dates:
    at = datetime.combine(day, time(8 + random.randrange(8), random.randrange(60)), UTC)
    decided = at + timedelta(days=random.randrange(8))
    due = (decided + timedelta(days=30)).date()
    done = at + timedelta(days=80 if late else random.choice((18, 24, 29, 33, 45)))
    if idea.kind is I:
        return Dates(at, decided, due, done, None, None)
    effect = due + timedelta(days=90)
    waited = timedelta(days=80 if late else random.choice((-4, 0, 1, 6, 20)))
    return Dates(at, decided, due, done, effect, datetime.combine(effect, time(10), UTC) + waited)


def _one(
    idea: Idea, home: str, when: Dates, people: dict[str, Person], random: Random, today: date
) -> Planned:  # fmt: skip
    """Walk a remedy along its dates until today."""
    boss = people[owner_of(home)]
    plan = {"responsible": boss.name, "due_date": when.due.isoformat(), "measure": idea.measure,
            "effect_date": when.effect.isoformat() if when.effect else ""}  # fmt: skip
    first = Step(when.at, "remedy.propose", State.PROPOSED, by_name=boss.name)
    ahead = [
        Step(when.decided, "remedy.decide", State.DECIDED, State.PROPOSED, "", boss.name, plan),
        Step(when.done, "remedy.finish", State.DONE, State.DECIDED, EVIDENCE, boss.name, NO_FILE),
    ]  # fmt: skip
    if when.checked:
        ahead += _end(when.checked, random.choice(OUTCOMES), boss, plan)
    steps = [first, *(step for step in ahead if step.at.date() < today)]
    return Planned(idea, home, owner_of(home), when.at, when.due, when.effect, tuple(steps))


def _end(at: datetime, outcome: str, boss: Person, plan: dict[str, str]) -> list[Step]:
    """A check; what did not work opens again and is done and checked once more."""
    data = {"outcome": outcome, "measure": plan["measure"]}
    if outcome != "not":
        return [Step(at, "remedy.check_effect", State.CHECKED, State.DONE, FOUND[outcome],
                     boss.name, data)]  # fmt: skip
    due, effect = at.date() + timedelta(days=30), at.date() + timedelta(days=120)
    again = plan | {"due_date": due.isoformat(), "effect_date": effect.isoformat()}
    done, checked = at + timedelta(days=28), datetime.combine(effect, time(10), UTC)
    return [
        Step(at, "remedy.find_no_effect", State.DECIDED, State.DONE, FOUND["not"], boss.name,
             data | again),
        Step(done, "remedy.finish", State.DONE, State.DECIDED, EVIDENCE, boss.name, NO_FILE),
        Step(checked, "remedy.check_effect", State.CHECKED, State.DONE, FOUND["worked"], boss.name,
             data | {"outcome": "worked"}),
    ]  # fmt: skip


def _case(
    one: Planned, places: dict[str, Unit], people: dict[str, Person], identity: Identity
) -> Incoming:
    unit, state = places[one.home], one.steps[-1].to_state
    at_once = one.idea.kind is I and state == State.DONE
    closed = one.steps[-1].at if state == State.CHECKED or at_once else None
    due, effect = _dates(one)
    return Incoming(
        unit_id=unit.pk, unit_name=unit.name, title=one.idea.text[:200], state=state,
        opened_at=one.proposed_at, year=swedish(one.proposed_at).year,
        reference_year=swedish(one.proposed_at).year, steps=one.steps,
        text=f"{one.idea.text} {one.idea.cause}",
        due_date={State.DECIDED: due, State.DONE: effect, State.CHECKED: effect}.get(State(state)),
        closed_at=closed, owner_id=people[one.responsible].pk,
        reporter_id=people[one.responsible].pk, id=identity(one.proposed_at),
    )  # fmt: skip


def _dates(one: Planned) -> tuple[date | None, date | None]:
    """The plan that stands after the last step that gave one."""
    plans = [step.data for step in one.steps if step.data and step.data.get("due_date")]
    if not plans:
        return None, None
    effect = plans[-1]["effect_date"]
    return date.fromisoformat(plans[-1]["due_date"]), date.fromisoformat(effect) if effect else None


def _row(row: Incoming, one: Planned, reach: Unit, people: dict[str, Person]) -> Remedy:
    due, effect = _dates(one)
    last = {step.verb.removeprefix("remedy."): step for step in one.steps}
    done, outcome = last.get("finish"), last.get("check_effect") or last.get("find_no_effect")
    reopened = "find_no_effect" in last and row.state == State.DECIDED
    assert row.id is not None
    return Remedy(
        case_id=row.id, kind=one.idea.kind, text=one.idea.text, cause=one.idea.cause,
        cause_code=one.idea.code, reach=reach, measure=one.idea.measure,
        responsible=people[one.responsible] if "decide" in last else None,
        due_date=due, effect_date=effect, decided_date=_day(last.get("decide")),
        done_date=_day(done), evidence="" if done is None or reopened else EVIDENCE,
        checked_date=_day(outcome), outcome=str((outcome.data or {})["outcome"]) if outcome else "",
        outcome_words=outcome.words if outcome else "",
    )  # fmt: skip


def _day(step: Step | None) -> date | None:
    return swedish(step.at).date() if step else None


def _events(one: Planned, places: dict[str, Unit]) -> list[Any]:
    """The latest events of the type at the home before the remedy was proposed."""
    inside = [places[unit.code].pk for unit in units() if one.home in chain(unit.code)]
    found = Deviation.objects.filter(
        type=one.idea.type, case__unit_id__in=inside, case__opened_at__lt=one.proposed_at,
        case__opened_at__gte=one.proposed_at - timedelta(days=120),
    )  # fmt: skip
    return list(found.order_by("-case__opened_at", "pk").values_list("pk", flat=True)[:ANSWERED])

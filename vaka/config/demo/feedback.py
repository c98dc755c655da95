"""The demo's views and complaints: as many a year as were published, and the latest under way."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from random import Random
from typing import Any

from vaka.areas.feedback import rules
from vaka.areas.feedback.models import Feedback
from vaka.areas.feedback.rules import FeedbackKind, State
from vaka.areas.feedback.words import title_of
from vaka.config.demo.cast import owner_of
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.local_time import swedish

Identity = Callable[[datetime], uuid.UUID]
A_YEAR = {2022: 18, 2023: 32, 2024: 35, 2025: 38}
THIS_YEAR_DAYS = 11
"""This year one comes in about every eleventh day."""
WAITS = (2, 5, 9, 13, 19)
"""How many days ago Almen got those that wait or have just been answered."""
DOORS = ("web", "web", "web", "phone", "form", "meeting", "letter", "email", "service_centre")
WRITER = "system:citizen"
FOUND = "Loggen och genomförandeplanen är lästa."


@dataclass(frozen=True)
class Said:
    """What somebody says, about which kind of place, and what they are answered."""

    kind: FeedbackKind
    theme: str
    places: tuple[str, ...]
    text: str
    answer: str
    finding: str = ""


HOMES = ("almen", "bjorken", "linden", "asken", "eken", "hasseln")
HOME_CARE = ("hemtjanst-angen", "hemtjanst-strommen", "hemtjanst-asen", "hemtjanst-bryggan")
SUPPORT = ("gb-blaklinten", "gb-lupinen", "sb-fyren", "dv-verkstan")
K, F, B, S = (
    FeedbackKind.COMPLAINT, FeedbackKind.PROPOSAL, FeedbackKind.PRAISE, FeedbackKind.VIEW,
)  # fmt: skip
SAYINGS = (
    Said(K, "safety", HOMES, "Mamma larmade på kvällen och fick vänta länge. Varför?",
         "Larmet gick till en avdelning som var tom. Vi har ändrat så att det går till båda.",
         "deviation"),
    Said(K, "staff", HOME_CARE, "Det är nya personer hela tiden. Pappa vet inte vem som kommer.",
         "Vi har ordnat en fast omsorgskontakt och en mindre grupp runt din pappa.", "nothing"),
    Said(B, "treatment", HOMES, "Tack till natten som satt kvar hos min man när han var orolig.",
         "Tack. Vi har läst upp det du skrev på mötet."),
    Said(F, "food", HOMES, "Kan middagen serveras senare på helgen?",
         "Ja. Från nästa månad äter vi klockan 13 på helgen."),
    Said(K, "treatment", HOME_CARE, "Hon som kom i går stressade och pratade i telefon hela tiden.",
         "Vi beklagar. Chefen har talat med den som var där.", "nothing"),
    Said(S, "housing", SUPPORT, "Gården är mörk på vintern och svår att gå på.",
         "Fastighetsägaren sätter upp två lampor i november."),
    Said(K, "care", HOME_CARE, "Duschen blev inställd två veckor i rad utan att någon ringde.",
         "Det var fel. Vi har satt in en extra tid och ringer alltid om något ställs in.",
         "deviation"),
    Said(K, "information", HOMES, "Jag fick veta att mamma hade ramlat först dagen efter.",
         "Vi har gått igenom hur närstående får veta, och skrivit det i planen.", "deviation"),
    Said(K, "decision", ("bistand",), "Jag har väntat länge på besked om hemtjänst.",
         "Beslutet är fattat. Vi har ändrat så att du får en kontaktperson från första dagen.",
         "nothing"),
    Said(B, "staff", SUPPORT, "Personalen på gruppbostaden gör ett fantastiskt arbete.",
         "Tack, vi har lämnat det vidare till dem."),
    Said(F, "information", HOME_CARE, "Skicka ett sms när ni är mer än en kvart sena.",
         "Bra idé. Vi prövar det i två grupper i höst."),
    Said(K, "food", HOMES, "Maten är ofta kall när den kommer till rummet.",
         "Vi har köpt nya värmelock och mäter temperaturen varje vecka.", "nothing"),
)  # fmt: skip
NURSING = Said(K, "medicine", ("hsl-hemsjukvard",),
               "Sjuksköterskan kom inte med medicinen på kvällen.",
               "Vi beklagar. Listan har ändrats.", "deviation")  # fmt: skip
LATEST = (State.RECEIVED, State.HANDLED, State.ANSWERED, State.HANDLED, State.HANDLED)
"""How the latest at Almen stand, by `WAITS`: the fourth was opened again, the last is late."""
AGAIN = 3


@action
def write(*, by: Viewer, people: dict[str, Person], identity: Identity, seed: int,
          today: date) -> None:  # fmt: skip
    """Write what came in until the day before `today`."""
    random = Random(f"feedback-{seed}")  # noqa: S311 - a plan, not a secret
    places = {unit.code: unit for unit in Unit.objects.all()}
    planned = sorted(_planned(random, today), key=lambda one: one.at)
    incoming = [_case(one, places, people, identity) for one in planned]
    intake.open_many(by=by, kind="feedback", incoming=incoming, source="demo")
    pairs = zip(incoming, planned, strict=True)
    Feedback.objects.bulk_create([_row(row, one, random) for row, one in pairs])


@dataclass(frozen=True)
class Planned:
    """One case with its steps so far."""

    said: Said
    place: str
    at: datetime
    door: str
    promised: date
    steps: tuple[Step, ...] = ()


def _planned(random: Random, today: date) -> Iterator[Planned]:
    for number, day in enumerate(sorted(_days(random, today))):
        said = SAYINGS[number % len(SAYINGS)]
        if day.year == today.year and number % 13 == 0:
            said = NURSING
        one = _one(said, random.choice(said.places), day, random)
        yield replace(one, steps=tuple(_answered(one, random, today)))
    homes = [said for said in SAYINGS if said.places == HOMES]
    for number, ago in enumerate(WAITS):
        one = _one(homes[number], "almen", today - timedelta(days=ago), random)
        yield replace(one, steps=tuple(_under_way(one, number, today)))


def _days(random: Random, today: date) -> Iterator[date]:
    for year, count in A_YEAR.items():
        days = [date(year, 1, 1) + timedelta(days=random.randrange(365)) for _n in range(count)]
        yield from (day for day in days if day < today - timedelta(days=60))
    first = max(date(today.year, 1, 1), date(max(A_YEAR) + 1, 1, 1))
    span = (today - timedelta(days=60) - first).days
    yield from (first + timedelta(days=n) for n in range(3, max(span, 3), THIS_YEAR_DAYS))


def _one(said: Said, place: str, day: date, random: Random) -> Planned:
    at = datetime.combine(day, time(7 + random.randrange(11), random.randrange(60)), UTC)
    door = "letter" if said.kind is B and random.random() < 0.3 else random.choice(DOORS)
    return Planned(said, place, at, door, rules.promised_date(day, 10))


def _file(one: Planned) -> Step:
    data = {"door": one.door, "kind": str(one.said.kind)}
    return Step(one.at, "feedback.file", State.RECEIVED, by_name=WRITER, data=data)


def _sorted(one: Planned, at: datetime) -> list[Step]:
    who, state = _who(one), State.RECEIVED
    data = {"kind": str(one.said.kind), "theme": one.said.theme, "health_care": one.said is NURSING}
    found = [Step(at, "feedback.sort", "", state, by_name=who, data=data)]
    if one.said.finding:
        found.append(Step(at, "feedback.find", State.HANDLED, state, FOUND, who,
                          {"finding": one.said.finding}))  # fmt: skip
        state = State.HANDLED
    return found


def _who(one: Planned) -> str:
    return owner_of(one.place)


def _answered(one: Planned, random: Random, today: date) -> Iterator[Step]:
    """Sorted within days, answered mostly in time, judged by some, closed by all in the end."""
    yield _file(one)
    yield from _sorted(one, one.at + timedelta(days=1 + random.randrange(3)))
    at = one.at + timedelta(days=random.choice((6, 8, 10, 11, 12, 13, 19, 24)))
    yield Step(at, "feedback.answer", State.ANSWERED, State.HANDLED, one.said.answer, _who(one))
    judged = random.random()
    if judged < 0.35:
        yield Step(at + timedelta(days=2), "feedback.be_content", State.CLOSED, State.ANSWERED,
                   by_name=WRITER)  # fmt: skip
        return
    if judged < 0.45:
        yield Step(at + timedelta(days=2), "feedback.be_discontent", State.HANDLED,
                   State.ANSWERED, "Det hände igen.", WRITER)  # fmt: skip
        at += timedelta(days=9)
        yield Step(at, "feedback.answer", State.ANSWERED, State.HANDLED,
                   "Vi har ringt dig och kommit överens om hur vi gör.", _who(one))  # fmt: skip
    yield Step(at + timedelta(days=22), "feedback.close", State.CLOSED, State.ANSWERED)


def _under_way(one: Planned, number: int, today: date) -> Iterator[Step]:
    yield _file(one)
    if number == 0:
        return
    yield from _sorted(one, one.at + timedelta(days=1))
    if number in (2, AGAIN):
        yield Step(one.at + timedelta(days=4), "feedback.answer", State.ANSWERED, State.HANDLED,
                   one.said.answer, _who(one))  # fmt: skip
    if number == AGAIN:
        yield Step(one.at + timedelta(days=8), "feedback.be_discontent", State.HANDLED,
                   State.ANSWERED, "Nej. Det hände igen i helgen.", WRITER)  # fmt: skip


def _case(
    one: Planned, places: dict[str, Unit], people: dict[str, Person], identity: Identity
) -> Incoming:  # fmt: skip
    unit, day = places[one.place], swedish(one.at).date()
    steps = [replace(step, by_name=_name(step, people)) for step in one.steps]
    state = [step.to_state for step in steps if step.to_state][-1]
    answered = _last(one, "feedback.answer")
    due = one.promised
    if state == State.ANSWERED and answered:
        due = answered + timedelta(days=30)
    if one.steps[-1].verb == "feedback.be_discontent":
        due = rules.promised_date(swedish(one.steps[-1].at).date(), 10)
    return Incoming(
        unit_id=unit.pk, unit_name=unit.name, title=title_of(one.said.kind, one.said.text),
        state=state, opened_at=one.at, year=day.year, reference_year=day.year, steps=steps,
        text=f"{one.said.text} {one.said.answer}", due_date=due,
        closed_at=steps[-1].at if state == State.CLOSED else None,
        owner_id=people[owner_of(one.place)].pk, id=identity(one.at),
    )  # fmt: skip


def _name(step: Step, people: dict[str, Person]) -> str:
    return people[step.by_name].name if step.by_name in people else step.by_name


def _last(one: Planned, verb: str) -> date | None:
    found = [step for step in one.steps if step.verb == verb]
    return swedish(found[-1].at).date() if found else None


def _row(row: Incoming, one: Planned, random: Random) -> Feedback:
    verbs = [step.verb for step in one.steps]
    is_sorted, answered = "feedback.sort" in verbs, _last(one, "feedback.answer")
    said, signs = one.said, "".join(random.choices(rules.ALPHABET, k=rules.CODE_SIGNS))
    more: dict[str, Any] = {}
    if is_sorted:
        more = {"theme": said.theme, "is_health_care": said is NURSING, "finding": said.finding,
                "finding_words": FOUND if said.finding else ""}  # fmt: skip
    if answered:
        is_nursing = said is NURSING
        more |= {"answer": said.answer, "answered_date": answered,
                 "explanation": "Listan gällde gårdagen." if is_nursing else "",
                 "measures": "Listan skrivs ut varje morgon." if is_nursing else ""}  # fmt: skip
    if verbs[-1] in ("feedback.be_content", "feedback.be_discontent"):
        more |= {"is_satisfied": verbs[-1] == "feedback.be_content"}
    assert row.id is not None
    return Feedback(
        case_id=row.id, kind=said.kind, door=one.door, text=said.text, promised_date=one.promised,
        code_digest=rules.code_digest(signs), sender="relative", **more,
    )  # fmt: skip

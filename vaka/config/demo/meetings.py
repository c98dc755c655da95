"""The demo's meetings and visits: what 2023 held as published, and this year's at some homes.

Published: ten quality councils and five analysis workshops in spring 2023, none in autumn; seven
meetings of a joint group and four of a reference group in spring 2024. The rest is invented.
"""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

from vaka.areas.meetings.lists import MeetingKind, kind
from vaka.areas.meetings.models import (
    HomeConsent,
    Meeting,
    MeetingDecision,
    MeetingPoint,
    ReportDespatch,
)
from vaka.areas.meetings.rules import Outcome, State
from vaka.config.demo import answering
from vaka.config.demo.answering import Answering, PlannedRemedy
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.cases.models import CaseParty, Part
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

COUNCILS, WORKSHOPS = 10, 5
"""Held in spring 2023; none in autumn (kvalitetsberättelse 2023, sections 13 and 14)."""
GROUPS = {"joint_group": 7, "reference_group": 4}
"""Held February to April 2024 (Kungsbacka, action plan after Arbetsmiljöverket 2023/058424)."""
COUNCIL_WEEKS, WORKSHOP_WEEKS = 2, 4


@dataclass(frozen=True)
class Said:
    """A decision or a wish, with its answer and the remedy that it became."""

    text: str
    kind: Outcome = Outcome.DECISION
    answer: str = ""
    remedy: PlannedRemedy | None = None


@dataclass(frozen=True)
class PlannedMeeting:
    """One meeting: where, who leads it, its kind, day, state, what was noted and said."""

    unit: str
    leader: str
    sort: str
    day: date
    state: State
    notes: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
    people: int | None = None
    present: str = ""
    words: str = ""
    checker: str = ""


WISH = Outcome.WISH
HOMES = {"almen": "bo", "bjorken": "cecilia", "linden": "lars", "asken": "yvonne"}
MONTHS = (1, 2, 3, 4, 5, 6, 8, 9, 10, 11)
MISSING = 3
"""The home that holds no councils."""
APT = (
    "Fyra av fem beslut från förra träffen är gjorda. Nattlamporna på plan 2 väntar på leverans.",
    "Tre fall på natten mellan rum och toalett. Ingen av dem hade rörelselarm på.",
    "Två tillbud med lyft. Liften på plan 1 är lagad.",
    "Självskattningen av hygien visade att handdesinfektion före rent arbete glöms oftast.",
    "Fler vill äta middag senare på kvällen.",
)
VISIT = (
    "De boende är nöjda med maten och med att känna igen personalen. Kvällarna upplevs långa.",
    "Mer att göra efter klockan arton, och att kunna gå ut när man vill.",
    "Nämnden bör fråga efter hur boendena bemannar kvällar och helger.",
)
COUNCIL = (
    "", "Kaffet kommer ofta sent på helgerna.", "Sittgymnastiken är uppskattad.",
    "Det tar tid innan någon kommer när man larmar på kvällen.",
)  # fmt: skip


def planned(today: date) -> Iterator[PlannedMeeting]:
    """Give every meeting of the demo, those of 2023 first."""
    for number in range(COUNCILS):
        day = date(2023, 1, 12) + timedelta(weeks=COUNCIL_WEEKS * number)
        yield PlannedMeeting("socialforvaltningen", "kim", "quality_council", day, State.CLOSED,
                             ("Genomgång av beslut.",), checker="maja")  # fmt: skip
    for number in range(WORKSHOPS):
        day = date(2023, 1, 26) + timedelta(weeks=WORKSHOP_WEEKS * number)
        yield PlannedMeeting("sarskilt-boende", "susanne", "analysis_workshop", day, State.CLOSED,
                             ("Riskanalyserna är genomgångna.",))  # fmt: skip
    for sort, times in GROUPS.items():
        for number in range(times):
            day = date(2024, 2, 6) + timedelta(days=number * (80 // times))
            yield PlannedMeeting("ordinart-boende", "leila", sort, day, State.CLOSED,
                                 ("Frågorna och enkäten är genomgångna.",),
                                 checker="anneli" if sort == "joint_group" else "")  # fmt: skip
    yield from _series(today)
    yield from _this_year(today)


def _series(today: date) -> Iterator[PlannedMeeting]:
    """Staff meetings each month and councils each quarter at some homes, since last year began."""
    last = today - timedelta(days=90)
    for place, (unit, leader) in enumerate(HOMES.items()):
        for year in (today.year - 1, today.year):
            for month in MONTHS:
                day = date(year, month, 8 + 3 * place)
                missed = (month + place) % 5 == 0
                state = State.CANCELLED if missed else State.CLOSED
                if day < last:
                    yield PlannedMeeting(unit, leader, "workplace", day, state, APT[:1],
                                         words="Sjukdom." if missed else "",
                                         checker="" if missed else "susanne")  # fmt: skip
                if day < last and month % 3 == 0 and place != MISSING:
                    yield PlannedMeeting(
                        unit, leader, "user_council", day + timedelta(days=4), State.CLOSED,
                        COUNCIL[:2], people=9 + month % 4,
                    )  # fmt: skip


def _this_year(today: date) -> Iterator[PlannedMeeting]:
    def ago(days: int) -> date:
        return today - timedelta(days=days)

    yield PlannedMeeting(
        "almen", "bo", "workplace", ago(58), State.CLOSED, APT, (
            Said("Sätt rörelselarm hos alla med fallrisk på natten",
                 remedy=PlannedRemedy("Gå igenom vilka som behöver rörelselarm och sätt det",
                                      "bo", 30, 21, "worked")),
            Said("Öva handdesinfektion före rent arbete på varje planeringsdag",
                 remedy=PlannedRemedy("Öva handdesinfektion på planeringsdagarna i höst",
                                      "bo", 40)),
            Said("Ta reda på om middagen kan serveras till klockan nitton"),
        ), present="Tolv medarbetare, enhetschef, skyddsombud", checker="susanne",
    )  # fmt: skip
    yield PlannedMeeting("almen", "bo", "workplace", ago(30), State.CANCELLED,
                         words="Sjukdom, slogs ihop med nästa träff.")  # fmt: skip
    yield PlannedMeeting("almen", "bo", "workplace", ago(-5), State.PLANNED)
    yield PlannedMeeting("almen", "bo", "workplace", ago(-33), State.PLANNED)
    yield PlannedMeeting(
        "almen", "bo", "user_council", ago(80), State.CLOSED, COUNCIL, (
            Said("Kaffe klockan åtta även på helgen", WISH,
                 "Morgonpasset börjar nu halv åtta på helgen, så kaffet står klart åtta."),
            Said("Någon ska komma fortare när man larmar på kvällen", WISH, "",
                 PlannedRemedy("Ändra kvällens fördelning så att en alltid är nära larmen",
                               "bo", 45)),
            Said("En bänk i solen vid entrén", WISH),
        ), 14,
    )  # fmt: skip
    yield PlannedMeeting("almen", "bo", "user_council", ago(4), State.PLANNED)
    yield PlannedMeeting("almen", "pia", "board_visit", ago(-12), State.PLANNED)
    yield PlannedMeeting("bjorken", "pia", "board_visit", ago(120), State.CLOSED, VISIT, (
        Said("Nämnden frågar efter kvällsbemanningen på boendena"),), 5, checker="cecilia",
    )  # fmt: skip
    yield PlannedMeeting("hemtjanst-angen", "pia", "board_home_visit", ago(-15), State.PLANNED)
    yield PlannedMeeting("linden", "pia", "board_visit", ago(200), State.PLANNED)
    yield PlannedMeeting("bjorken", "cecilia", "workplace", ago(26), State.CLOSED, APT[1:4],
                         present="Nio medarbetare", checker="susanne")  # fmt: skip
    yield PlannedMeeting("bjorken", "maja", "operations_visit", ago(12), State.HELD,
                         ("De är stolta över matsalen och över trädgården.",))  # fmt: skip
    yield PlannedMeeting("almen", "maja", "operations_visit", ago(-20), State.PLANNED)
    yield PlannedMeeting(
        "vaka", "maja", "cooperation", ago(40), State.CLOSED,
        ("Läkarnas rondtider har hållits på fyra av fem boenden.",),
        (Said("Vårdcentralen lämnar rondschema den första varje månad"),),
    )  # fmt: skip
    yield PlannedMeeting("socialforvaltningen", "kim", "quality_council", ago(-9), State.PLANNED)


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write the meetings with points, decisions and the remedies that decisions became."""
    every = list(planned(today))
    cases = [_case(one, people, places, identity) for one in every]
    intake.open_many(by=by, kind="meeting", incoming=cases, source="demo")
    pairs = list(zip(every, cases, strict=True))
    Meeting.objects.bulk_create([_row(one, case, people) for one, case in pairs])
    CaseParty.objects.bulk_create(
        [CaseParty(case_id=_id(case), person=people[one.leader], part=Part.CONTRIBUTOR)
         for one, case in pairs]
    )  # fmt: skip
    MeetingPoint.objects.bulk_create(
        [point for one, case in pairs for point in _points(one, case, identity)]
    )
    HomeConsent.objects.bulk_create(
        [HomeConsent(meeting_id=_id(case), asked=7, willing=4, taken_back=1,
                     asked_date=today - timedelta(days=6), asked_by=people["jonas"],
                     note="I blå pärm på kontoret")
         for one, case in pairs if _sort(one).asks_willing]
    )  # fmt: skip
    ReportDespatch.objects.bulk_create(
        [ReportDespatch(meeting_id=_id(case), receiver=name, sent_date=one.day + timedelta(days=9),
                        how="E-post", by_name=people["nora"].name)
         for one, case in pairs if one.checker for name in _sort(one).receivers[:2]]
    )  # fmt: skip
    _write_said(by, pairs, people, places, identity)


def _id(case: Incoming) -> uuid.UUID:
    """The id that every case has been given."""
    assert case.id is not None
    return case.id


def _sort(one: PlannedMeeting) -> MeetingKind:
    return kind(one.sort, one.day)


def _case(
    one: PlannedMeeting, people: dict[str, Person], places: dict[str, Unit], identity: Identity
) -> Incoming:
    who, sort = people[one.leader], _sort(one)
    began = moment(one.day - timedelta(days=40))
    steps = [Step(began, "meeting.plan", State.PLANNED, by_name=who.name)]
    if one.state is State.CANCELLED:
        steps.append(Step(moment(one.day), "meeting.cancel", one.state, State.PLANNED, one.words,
                          who.name))  # fmt: skip
    elif one.state is not State.PLANNED:
        steps += _held_steps(one, who, sort, people)
    due = one.day + timedelta(days=0 if one.state is State.PLANNED else sort.minutes_days)
    unit = places[one.unit]
    said = " ".join(row.text for row in one.said)
    found = incoming(unit, f"{sort.label}, {unit.name}", steps, who, identity(began), due, said)
    found.closed_at = steps[-1].at if one.state in (State.CLOSED, State.CANCELLED) else None
    return found


def _held_steps(
    one: PlannedMeeting, who: Person, sort: MeetingKind, people: dict[str, Person]
) -> Iterator[Step]:
    yield Step(moment(one.day), "meeting.hold", State.HELD, State.PLANNED, by_name=who.name)
    later = moment(one.day + timedelta(days=6))
    if one.state is State.CLOSED and not sort.check:
        yield Step(later, "meeting.close", State.CLOSED, State.HELD, by_name=who.name)
    elif one.state is State.CLOSED:
        yield Step(later, "meeting.submit", State.REVIEW, State.HELD, by_name=who.name)
        yield Step(later + timedelta(days=2), "meeting.approve", State.CLOSED, State.REVIEW,
                   by_name=people[one.checker].name)  # fmt: skip


def _row(one: PlannedMeeting, case: Incoming, people: dict[str, Person]) -> Meeting:
    is_held = one.state in (State.HELD, State.REVIEW, State.CLOSED)
    is_visit = _sort(one).asks_staff_present
    return Meeting(
        case_id=_id(case), sort=one.sort, planned_date=one.day, time=time(13, 30),
        leader=people[one.leader], held_date=one.day if is_held else None, people=one.people,
        present=one.present, staff_present=False if is_visit and is_held else None,
        figures=_kept(one.day) if is_held else {},
        checked_date=one.day + timedelta(days=8) if one.checker else None,
        checked_by=people[one.checker] if one.checker else None,
    )  # fmt: skip


def _kept(day: date) -> dict[str, Any]:
    """Nothing was ready: these were held before Vaka."""
    return {"on": day.isoformat(), "figures": [], "kinds": [], "remedies_late": [],
            "remedies_open": 0, "effects_due": 0}  # fmt: skip


def _points(one: PlannedMeeting, case: Incoming, identity: Identity) -> Iterator[MeetingPoint]:
    for number, point in enumerate(_sort(one).points, start=1):
        notes = one.notes[number - 1] if number <= len(one.notes) else ""
        yield MeetingPoint(id=identity(moment(one.day)), meeting_id=_id(case), number=number,
                           heading=point.heading, prompt=point.prompt, notes=notes)  # fmt: skip


def _write_said(
    by: Viewer, pairs: list[tuple[PlannedMeeting, Incoming]], people: dict[str, Person],
    places: dict[str, Unit], identity: Identity,
) -> None:  # fmt: skip
    made: list[Answering] = []
    for one, case in pairs:
        for number, said in enumerate(one.said, start=1):
            row = MeetingDecision.objects.create(
                id=identity(moment(one.day)), meeting_id=_id(case), number=number, kind=said.kind,
                text=said.text, answer=said.answer,
                answered_date=one.day + timedelta(days=20) if said.answer else None,
            )  # fmt: skip
            if said.remedy:
                made.append(Answering(one.day, one.unit, _id(case), row.pk, said.remedy))
    answering.write(by=by, made=made, people=people, places=places, identity=identity)

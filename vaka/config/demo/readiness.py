"""The demo's sole tasks, answers before seasons, and a purchase stop; all invented."""

from datetime import date, timedelta

from vaka.areas.readiness import lists, season_queries
from vaka.areas.readiness.lists import Season
from vaka.areas.readiness.models import (
    Cancellation,
    Readiness,
    ReadinessAnswer,
    SoleStanding,
    SoleTask,
    Stop,
)
from vaka.areas.readiness.rules import SoleState
from vaka.areas.readiness.season_rules import Readily, ReadinessState, Reply, state_of
from vaka.areas.readiness.stop_rules import (
    CONSEQUENCE_LABELS,
    HOW_LABELS,
    CancellationState,
    CancelledHow,
    Consequence,
    PlannedSort,
    StopKind,
    StopState,
)
from vaka.config.demo.cast import owner_of
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

Planned = tuple[str, PlannedSort, str, int, CancelledHow, int | None, Consequence, str]
# unit, task, how many can, stand-in, days until it is looked over, who can
TASKS: tuple[tuple[str, str, int, str, int, tuple[str, ...]], ...] = (
    ("internt-stod", "Avgiftshandläggning för äldreomsorg", 1, "", 60, ()),
    ("internt-stod", "Återsökning av kostnader från Migrationsverket", 1, "", -20, ()),
    ("almen", "Beställning av inkontinenshjälpmedel", 1, "Undersköterska på plan 2", 90,
     ("astrid",)),
    ("almen", "Schemaläggning av vikarier", 1, "", 45, ("bo",)),
    ("bistand", "Statistik om ej verkställda beslut", 2, "", 120, ()),
)  # fmt: skip
SILENT = {"holidays": ("hemtjanst-bryggan",), "christmas": ("almen", "eken", "kt-humlan")}
"""Units that have not answered before a season."""
LATE = {"heat": ("asken",), "influenza": ("lotsen", "hemtjanst-kvarnen")}
LACKS = {
    ("heat", "almen"): ("cool", Readily.NO, "Solskydd saknas mot söder på plan 2."),
    ("heat", "linden"): ("medicines", Readily.PARTLY, "Två förråd är för varma."),
    ("influenza", "almen"): ("staff", Readily.PARTLY, "Nattpersonalen har inte fått tider."),
    ("christmas", "bjorken"): ("staffed", Readily.NO, "Tre nätter i mellandagarna är öppna."),
}
# unit, sort, title, days after the stop began, how, new day, consequence, words
CANCELLED: tuple[Planned, ...] = (
    ("almen", PlannedSort.COURSE, "Utbildning i demensvård", 20, CancelledHow.CANCELLED, None,
     Consequence.SERIOUS, "Sex nyanställda arbetar utan utbildningen i vinter."),
    ("bjorken", PlannedSort.CONFERENCE, "Konferens om nattfasta", 25, CancelledHow.CANCELLED, None,
     Consequence.NONE, ""),
    ("linden", PlannedSort.COURSE, "Förflyttningsteknik", 10, CancelledHow.POSTPONED, 70,
     Consequence.SOME, "Två får vänta till våren."),
)  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write the tasks, this year's answers, and a stop with what it cancelled."""
    for number, one in enumerate(TASKS):
        _task(by, number, one, people, places, identity, today)
    for season in lists.seasons(today.year):
        if season.due_date - timedelta(days=20) <= today:
            _season(by, season, people, identity, today)
    _stop(by, people, places, identity, today)


def _task(
    by: Viewer, number: int, one: tuple[str, str, int, str, int, tuple[str, ...]],
    people: dict[str, Person], places: dict[str, Unit], identity: Identity, today: date,
) -> None:  # fmt: skip
    unit, what, count, stand_in, days, can = one
    began, who = today - timedelta(days=150 - number), people[owner_of(unit)]
    step = Step(moment(began), "sole_task.list_task", SoleState.LISTED, by_name=who.name,
                data={"people": count})  # fmt: skip
    row = incoming(places[unit], what, [step], who, identity(moment(began)),
                   today + timedelta(days=days))  # fmt: skip
    intake.open_many(by=by, kind="sole_task", incoming=[row], source="demo")
    assert row.id is not None
    task = SoleTask.objects.create(case_id=row.id, what=what)
    made = SoleStanding.objects.create(id=identity(moment(began)), task=task, since_date=began,
                                       people_count=count, stand_in=stand_in)  # fmt: skip
    made.people.set([people[user] for user in can])


def _season(
    by: Viewer, season: Season, people: dict[str, Person], identity: Identity, today: date
) -> None:
    rows: list[Readiness] = []
    answers: list[ReadinessAnswer] = []
    cases: list[Incoming] = []
    for unit in season_queries.asked_units(season):
        late = unit.code in LATE.get(season.code, ())
        day = season.due_date + timedelta(days=6 if late else -9)
        if unit.code in SILENT.get(season.code, ()) or day > today:
            continue
        who, replies = people[owner_of(unit.code)], _replies(season, unit.code)
        ready = state_of(replies.values()) is ReadinessState.READY
        state = ReadinessState.READY if ready else ReadinessState.LACKING
        lacks = sum(one.answer is not Readily.YES for one in replies.values())
        verb = "readiness.tell_ready" if ready else "readiness.tell_lacking"
        step = Step(moment(day), verb, state, by_name=who.name, data={"lacks": lacks})
        due = None if ready else season.starts_date
        case = incoming(unit, f"{season.title} {season.year}", [step], who, identity(moment(day)),
                        due)  # fmt: skip
        case.closed_at = moment(day) if ready else None
        assert case.id is not None
        cases.append(case)
        rows.append(Readiness(case_id=case.id, unit=unit, season=season.code, year=season.year,
                              answered_date=day))  # fmt: skip
        answers += [
            ReadinessAnswer(readiness_id=case.id, time=1, question=code, answer=one.answer,
                            remains=one.remains, answered_date=day, by=who)
            for code, one in replies.items()
        ]  # fmt: skip
    intake.open_many(by=by, kind="readiness", incoming=cases, source="demo")
    Readiness.objects.bulk_create(rows)
    ReadinessAnswer.objects.bulk_create(answers)


def _replies(season: Season, unit: str) -> dict[str, Reply]:
    code, answer, remains = LACKS.get((season.code, unit), ("", Readily.YES, ""))
    replies = {one.code: Reply(Readily.YES) for one in season.questions}
    return replies | ({code: Reply(answer, remains)} if code else {})


def _stop(
    by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity, today: date
) -> None:
    start, who = today - timedelta(days=60), people["susanne"]
    step = Step(moment(start), "stop.open_stop", StopState.IN_FORCE, by_name=who.name,
                words="Kommunstyrelsen § 118")  # fmt: skip
    row = incoming(places["sarskilt-boende"], "Inköpsstopp", [step], who, identity(moment(start)))
    intake.open_many(by=by, kind="stop", incoming=[row], source="demo")
    assert row.id is not None
    stop = Stop.objects.create(case_id=row.id, kind=StopKind.PURCHASE, from_date=start,
                               decision="Kommunstyrelsen § 118")  # fmt: skip
    stop.units.set([places[code] for code in ("almen", "bjorken", "linden", "asken", "eken")])
    for one in CANCELLED:
        _cancelled(by, stop, one, people, places, identity)


def _cancelled(
    by: Viewer, stop: Stop, one: Planned, people: dict[str, Person], places: dict[str, Unit],
    identity: Identity,
) -> None:  # fmt: skip
    unit, sort, title, days, how, new, consequence, words = one
    who, planned = people[owner_of(unit)], stop.from_date + timedelta(days=days)
    serious = consequence is Consequence.SERIOUS
    state = CancellationState.OPEN if serious else CancellationState.SETTLED
    data = {"how": str(HOW_LABELS[how]), "consequence": str(CONSEQUENCE_LABELS[consequence])}
    noted = moment(planned - timedelta(days=3))
    step = Step(noted, "cancellation.note_cancelled", state, words=words, by_name=who.name,
                data=data)  # fmt: skip
    row = incoming(places[unit], title, [step], who, identity(noted))
    row.closed_at = None if serious else noted
    intake.open_many(by=by, kind="cancellation", incoming=[row], source="demo")
    assert row.id is not None
    Cancellation.objects.create(
        case_id=row.id, stop=stop, sort=sort, title=title, planned_date=planned, how=how,
        new_date=stop.from_date + timedelta(days=new) if new else None, consequence=consequence,
        words=words,
    )  # fmt: skip

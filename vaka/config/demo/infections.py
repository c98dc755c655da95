"""The demo's infections: an outbreak under way, one that is over, loose cases, two rounds."""

from collections.abc import Sequence
from datetime import date, timedelta

from vaka.areas.infections.models import (
    Infection,
    Outbreak,
    VaccinationCount,
    VaccinationRound,
)
from vaka.areas.infections.rules import Certainty, Infected, InfectionEnd, OutbreakState
from vaka.config.demo.plans import Identity, incoming, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person

Planned = tuple[str, str, str, Sequence[tuple[int, str, bool, bool]], int | None, int | None]
R, S = Infected.RESIDENT, Infected.STAFF
# unit, owner, agent, (days ago, who, confirmed, over), outbreak opened and closed days ago
LINES: Sequence[Planned] = (
    ("linden-1", "maja", "calicivirus",
     ((9, R, True, True), (8, R, True, True), (8, S, False, True), (6, R, False, True),
      (5, R, True, False), (5, S, False, False), (2, R, False, False)), 8, None),
    ("almen", "bo", "influensa",
     ((62, R, True, True), (60, R, True, True), (59, S, True, True), (57, R, False, True),
      (55, R, True, True)), 59, 47),
    ("almen-1", "bo", "luftvagsvirus", ((20, R, False, True), (3, R, False, False)), None, None),
    ("bjorken-1", "cecilia", "magsjuka", ((3, R, False, False), (1, R, False, False)), None, None),
)  # fmt: skip
# vaccine, season's offset in days for first and last day, (home, offered, vaccinated, declined)
ROUNDS = (
    ("influensa", -45, 40, (("almen", 36, 29, 5), ("linden", 44, 31, 9))),
    ("covid-19", -230, -140,
     (("almen", 35, 24, 9), ("bjorken", 24, 21, 3), ("linden", 46, 30, 14))),
)  # fmt: skip

# year, unit, (month, confirmed, suspected) of covid-19 that is long over
PAST = (2023, "linden-2", ((1, 6, 2), (2, 4, 1), (3, 3, 2), (9, 2, 3), (10, 5, 2), (11, 7, 3),
                           (12, 4, 1)))  # fmt: skip


@action
def write(
    *, by: Viewer, people: dict[str, Person], places: dict[str, Unit], identity: Identity,
    today: date,
) -> None:  # fmt: skip
    """Write the line list with its outbreaks, and the rounds with what has been counted."""
    numbers: dict[str, int] = {}
    for unit, owner, agent, cases, opened, closed in LINES:
        outbreak = None
        if opened is not None:
            first = today - timedelta(days=cases[0][0])
            span = (first, today - timedelta(days=opened),
                    today - timedelta(days=closed) if closed is not None else None)  # fmt: skip
            outbreak = _outbreak(by, agent, places[unit], people[owner], identity, span)
        for days, who, confirmed, over in cases:
            numbers[unit] = numbers.get(unit, 0) + 1
            day = today - timedelta(days=days)
            Infection.objects.create(
                id=identity(moment(day)), unit=places[unit], number=numbers[unit], agent=agent,
                infected=who, sick_date=day, reported_at=moment(day), outbreak=outbreak,
                certainty=Certainty.CONFIRMED if confirmed else Certainty.SUSPECTED,
                confirmed_date=day if confirmed else None,
                room="" if who == S else f"{10 + numbers[unit]}",
                outcome=InfectionEnd.RECOVERED if over else "",
                over_date=day + timedelta(days=3) if over else None,
            )  # fmt: skip
    _write_past(places, identity, today)
    note(by=by, verb="infection.report_infection", object_kind="infection", object_id="",
         data={"lines": sum(numbers.values())})  # fmt: skip
    _rounds(by, places, identity, today)


def _write_past(places: dict[str, Unit], identity: Identity, today: date) -> None:
    """Single cases of a year that is over, for the yearly report's chart by month."""
    year, unit, months = PAST
    if today.year <= year:
        return
    planned = [(date(year, month, 3 + number), number < confirmed)
               for month, confirmed, suspected in months
               for number in range(confirmed + suspected)]  # fmt: skip
    Infection.objects.bulk_create(
        Infection(
            id=identity(moment(day)), unit=places[unit], number=number, agent="covid-19",
            infected=R, sick_date=day, reported_at=moment(day), room=f"{10 + number % 9}",
            certainty=Certainty.CONFIRMED if sure else Certainty.SUSPECTED,
            confirmed_date=day if sure else None, outcome=InfectionEnd.RECOVERED,
            over_date=day + timedelta(days=9),
        )
        for number, (day, sure) in enumerate(planned, 1)
    )  # fmt: skip


def _outbreak(
    by: Viewer, agent: str, unit: Unit, who: Person, identity: Identity,
    span: tuple[date, date, date | None],
) -> Outbreak:  # fmt: skip
    from vaka.areas.infections import lists

    first, opened, closed = span
    steps = [Step(moment(opened), "outbreak.open_outbreak", OutbreakState.UNDER_WAY,
                  by_name=who.name, data={"by_rule": True})]  # fmt: skip
    if closed:
        steps.append(Step(moment(closed), "outbreak.close_outbreak", OutbreakState.OVER,
                          OutbreakState.UNDER_WAY, by_name=who.name))  # fmt: skip
    title = f"{lists.agent(agent).title} på {unit.name}"
    row = incoming(unit, title, steps, who, identity(moment(opened)))
    row.closed_at = moment(closed) if closed else None
    intake.open_many(by=by, kind="outbreak", incoming=[row], source="demo")
    assert row.id is not None
    return Outbreak.objects.create(
        case_id=row.id,
        agent=agent,
        first_date=first,
        opened_date=opened,
        is_by_rule=True,
        closed_date=closed,
    )


def _rounds(by: Viewer, places: dict[str, Unit], identity: Identity, today: date) -> None:
    for vaccine, start, stop, counts in ROUNDS:
        first, last = today + timedelta(days=start), today + timedelta(days=stop)
        made = VaccinationRound.objects.create(
            id=identity(moment(first)), vaccine=vaccine, season=str(first.year), from_date=first,
            to_date=last,
        )  # fmt: skip
        day = min(today, last)
        VaccinationCount.objects.bulk_create(
            VaccinationCount(
                id=identity(moment(day)), round=made, unit=places[home], offered=offered,
                vaccinated=vaccinated, declined=declined, counted_date=day,
            )
            for home, offered, vaccinated, declined in counts
        )  # fmt: skip
        note(by=by, verb="vaccination.plan_vaccination", object_kind="vaccination",
             object_id=made.pk, data={"vaccine": vaccine})  # fmt: skip

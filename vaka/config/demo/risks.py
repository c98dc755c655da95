"""The demo's risk analyses: one open, one with an accepted risk, one decided; all invented."""

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from vaka.areas.risks.models import RiskAnalysis, RiskLine
from vaka.areas.risks.rules import State
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import intake
from vaka.foundation.cases.intake import Incoming, Step
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.local_time import swedish

Identity = Callable[[datetime], uuid.UUID]


@dataclass(frozen=True)
class Planned:
    """One analysis: home, owner, heading, what, when in days from today, state and its lines.

    A line is: event, cause, whom it concerns, likelihood, consequence, both after, and for how
    many days more it is accepted.
    """

    unit: str
    owner: str
    occasion: str
    title: str
    about: str
    began: int
    due: int
    state: State
    lines: tuple[tuple[Any, ...], ...]


PLANNED = (
    Planned("almen", "bo", "change", "Nytt larmsystem på Almen",
            "Larmen på alla avdelningar byts till ett trådlöst system.", -12, 16, State.OPEN, (
        ("Larm når inte fram vid avbrott i nätet", "Ett enda nät i huset", "person", 3, 4, None,
         None, None),
        ("Personalen känner inte igen de nya signalerna", "Kort tid för genomgång", "operations",
         3, 2, None, None, None),
        ("Stress av fler larm än tidigare", "Larmen går till alla telefoner", "work", 2, 3, None,
         None, None),
    )),
    Planned("almen", "bo", "operations", "Natt med en sjuksköterska för tre hus",
            "Löpande genomgång av nattens bemanning.", -100, -70, State.WATCHED, (
        ("Väntan på sjuksköterska över en timme", "Långa avstånd mellan husen", "person", 3, 3,
         None, None, 80),
        ("Ensamarbete vid hot", "Glest med personal efter 22", "work", 2, 3, None, None, None),
    )),
    Planned("bjorken", "cecilia", "change", "Köket på Björken byggs om",
            "Maten lagas i ett annat kök i åtta veckor.", -200, -150, State.DECIDED, (
        ("Specialkost blandas ihop", "Ny märkning", "person", 2, 3, None, None, None),
        ("Maten kommer för sent", "Transport i rusningstid", "operations", 3, 2, None, None, None),
    )),
)  # fmt: skip

TOLD = date(2023, 1, 1)
"""The year whose reports the demo tells in full; the days of `EARLIER` are counted from here."""
EARLIER = (
    Planned("linden", "maja", "change", "Linden får en avdelning till för demens",
            "Två avdelningar blir tre med egen personal.", 40, 110, State.DECIDED, (
        ("Den som är orolig hittar inte sitt rum", "Nya korridorer", "person", 3, 2, 1, 2, None),
        ("Ny personal kan inte personerna", "Hälften är nyanställda", "operations", 3, 3, 2, 2,
         None),
    )),
    Planned("hemtjanst-angen", "nora", "change", "Hemtjänsten byter system för planering",
            "Turerna läggs i ett annat system från den 1 juni.", 75, 150, State.DECIDED, (
        ("Besök faller bort vid bytet", "Turer flyttas för hand", "person", 3, 4, 1, 4, None),
        ("Rasterna hinns inte med", "Restiden räknas på annat sätt", "work", 3, 2, 2, 2, None),
    )),
    Planned("bjorken", "cecilia", "operations", "Sommaren på Björken",
            "Genomgång inför sommarens vikarier.", 110, 140, State.DECIDED, (
        ("Läkemedel ges av den som saknar delegering", "Många nya samtidigt", "person", 2, 4, 1,
         4, None),
    )),
)  # fmt: skip


@action
def write(*, by: Viewer, people: dict[str, Person], identity: Identity, today: date) -> None:
    """Write the analyses with their risks; nothing in them lies after the start of `today`."""
    places = {unit.code: unit for unit in Unit.objects.all()}
    planned = [*PLANNED, *_earlier(today)]
    incoming = [_case(one, places, people, identity, today) for one in planned]
    intake.open_many(by=by, kind="risk_analysis", incoming=incoming, source="demo")
    rows = [_row(row, one, today) for row, one in zip(incoming, planned, strict=True)]
    RiskAnalysis.objects.bulk_create(rows)
    RiskLine.objects.bulk_create(
        _line(row, one, number, people, identity, today)
        for row, one in zip(rows, planned, strict=True)
        for number in range(1, len(one.lines) + 1)
    )


def _earlier(today: date) -> Iterator[Planned]:
    """Analyses of the year told in full, with their days as counted from today."""
    shift = (TOLD - today).days
    return (replace(one, began=one.began + shift, due=one.due + shift) for one in EARLIER)


def _case(
    one: Planned, places: dict[str, Unit], people: dict[str, Person], identity: Identity,
    today: date,
) -> Incoming:  # fmt: skip
    began, decided = _at(today, one.began), _at(today, one.due - 5)
    who, unit = people[one.owner], places[one.unit]
    steps = [Step(began, "risk_analysis.start", State.OPEN, by_name=who.name)]
    if one.state is not State.OPEN:
        verb = "watch" if one.state is State.WATCHED else "decide"
        steps.append(
            Step(decided, f"risk_analysis.{verb}", one.state, State.OPEN, by_name=who.name)
        )
    ends = [line[7] for line in one.lines if line[7]]
    due = today + timedelta(days=min(ends) if ends else one.due)
    return Incoming(
        unit_id=unit.pk, unit_name=unit.name, title=one.title, state=one.state, opened_at=began,
        year=swedish(began).year, reference_year=swedish(began).year, steps=steps,
        text=f"{one.title} {one.about}", due_date=due,
        closed_at=decided if one.state is State.DECIDED else None, owner_id=who.pk,
        reporter_id=who.pk, id=identity(began),
    )  # fmt: skip


def _row(row: Incoming, one: Planned, today: date) -> RiskAnalysis:
    assert row.id is not None
    change = today + timedelta(days=one.due) if one.occasion == "change" else None
    decided = None if one.state is State.OPEN else _at(today, one.due - 5).date()
    return RiskAnalysis(
        case_id=row.id, occasion=one.occasion, about=one.about, change_date=change,
        participants="Enhetschef, två undersköterskor, sjuksköterska, skyddsombud",
        decided_date=decided,
    )  # fmt: skip


def _line(
    row: RiskAnalysis, one: Planned, number: int, people: dict[str, Person], identity: Identity,
    today: date,
) -> RiskLine:  # fmt: skip
    event, cause, concerns, likelihood, consequence, after, worse, days = one.lines[number - 1]
    return RiskLine(
        id=identity(_at(today, one.began)), analysis=row, number=number, event=event, cause=cause,
        concerns=concerns, likelihood=likelihood, consequence=consequence,
        likelihood_after=after, consequence_after=worse,
        accepted_reason="En sjuksköterska till från hösten. Tills dess ringer huset jouren."
        if days else "",
        accepted_until=today + timedelta(days=days) if days else None,
        accepted_by=people[one.owner] if days else None,
    )  # fmt: skip


def _at(today: date, days: int) -> datetime:
    return datetime.combine(today + timedelta(days=days), time(9), UTC)

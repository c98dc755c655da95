"""Reads of the line list, never past who may see; whoever was shown what is logged."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from vaka.areas.infections import lists, rules, standing, tally
from vaka.areas.infections.models import Infection, InfectionQuerySet
from vaka.areas.infections.rules import Certainty, Infected, InfectionEnd
from vaka.areas.infections.standing import Proposal
from vaka.areas.infections.tally import WeekRow
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units

WEEKS, MOST = 6, 300


@dataclass(frozen=True)
class InfectionRow:
    """One case on the line list."""

    id: uuid.UUID
    number: int
    unit_name: str
    agent: str
    agent_label: str
    infected_label: str
    is_confirmed: bool
    certainty_label: str
    sick_date: date
    room: str
    outcome_label: str
    over_date: date | None
    outbreak_id: uuid.UUID | None
    outbreak_reference: str
    may_change: bool
    may_open: bool


@dataclass(frozen=True)
class ProposalRow:
    """What the rule proposes: how many of what, where, from when to when, and by which rule."""

    infection_id: uuid.UUID
    agent_label: str
    unit_name: str
    count: int
    first_date: date
    last_date: date
    cases: int
    within_days: int
    may_open: bool


@dataclass(frozen=True)
class LineList:
    """The line list as its page shows it."""

    rows: list[InfectionRow]
    ill: int
    proposals: list[ProposalRow]
    mondays: list[date]
    weeks: list[WeekRow]


def line_list(viewer: Viewer, *, with_ended: bool) -> LineList:
    """Give the cases that go on, or all of late, with what the rule proposes and the weeks."""
    demand(viewer, rules.SEE)
    seen = Infection.objects.visible_to(viewer)
    chosen = seen if with_ended else seen.filter(outcome="")
    shown = rows(viewer, chosen[:MOST])
    mondays = tally.weeks(viewer.on, WEEKS)
    late = seen.counted().filter(sick_date__gte=mondays[0])
    return LineList(
        rows=shown, ill=seen.filter(outcome="").count(), mondays=mondays,
        proposals=[_proposal(viewer, one) for one in _proposals(viewer, seen)],
        weeks=tally.by_unit(late.values_list("unit__name", "sick_date"), mondays),
    )  # fmt: skip


def places(viewer: Viewer) -> list[Unit]:
    """Give the units in force at which the viewer may write a case."""
    found = visible_units(viewer, rules.REPORT, on=viewer.on)
    return [unit for unit in found if unit.kind in standing.PLACES]


def rows(viewer: Viewer, found: InfectionQuerySet) -> list[InfectionRow]:
    """Give cases that the viewer may see as a list shows them; that they were shown is logged."""
    shown = [_row(viewer, one) for one in found.select_related("unit", "outbreak__case")]
    if shown:
        note_read(by=viewer, object_kind="infection", object_id="",
                  data={"shown": [str(one.id) for one in shown]})  # fmt: skip
    return shown


def infection(viewer: Viewer, infection_id: uuid.UUID) -> InfectionRow:
    """Give one case. Raises NotVisible."""
    found = rows(viewer, Infection.objects.visible_to(viewer).filter(pk=infection_id))
    if not found:
        raise NotVisible(str(infection_id))
    return found[0]


def proposed_with(viewer: Viewer, infection_id: uuid.UUID) -> ProposalRow | None:
    """Give what the rule proposes for a case that the viewer may see; None if nothing."""
    one = Infection.objects.visible_to(viewer).select_related("unit__parent").get(pk=infection_id)
    found = standing.proposal(one.unit, one.agent, viewer.on)
    return _proposal(viewer, found) if found and one in found.cases else None


def _proposals(viewer: Viewer, seen: InfectionQuerySet) -> Iterable[Proposal]:
    """Keep what the viewer sees every case of: a carer never learns of another ward's."""
    for one in standing.proposals(seen, viewer.on):
        if viewer.everywhere or all(viewer.may(rules.SEE, case.unit_id) for case in one.cases):
            yield one


def _proposal(viewer: Viewer, one: Proposal) -> ProposalRow:
    return ProposalRow(
        infection_id=one.first.pk, agent_label=lists.agent(one.agent).title,
        unit_name=one.unit.name, count=len(one.cases), first_date=one.first.sick_date,
        last_date=one.cases[-1].sick_date, cases=one.rule.cases,
        within_days=one.rule.within_days, may_open=viewer.may(rules.HANDLE, one.unit.pk),
    )  # fmt: skip


def _row(viewer: Viewer, one: Infection) -> InfectionRow:
    return InfectionRow(
        id=one.pk, number=one.number, unit_name=one.unit.name, agent=one.agent,
        agent_label=lists.agent(one.agent).title,
        infected_label=str(rules.INFECTED_LABELS[Infected(one.infected)]),
        is_confirmed=one.certainty == Certainty.CONFIRMED,
        certainty_label=str(rules.CERTAINTY_LABELS[Certainty(one.certainty)]),
        sick_date=one.sick_date, room=one.room, over_date=one.over_date,
        outcome_label=str(rules.END_LABELS[InfectionEnd(one.outcome)]) if one.outcome else "",
        outbreak_id=one.outbreak_id,
        outbreak_reference=one.outbreak.case.reference if one.outbreak else "",
        may_change=not one.outcome and viewer.may(rules.REPORT, one.unit_id),
        may_open=not one.outcome and one.outbreak_id is None
        and viewer.may(rules.HANDLE, one.unit_id),
    )  # fmt: skip

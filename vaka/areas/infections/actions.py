"""What is done with a case on the line list; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Max
from django.utils import timezone

from vaka.areas.infections import lists, rules, standing, telling
from vaka.areas.infections.models import Infection
from vaka.areas.infections.rules import Certainty, Infected, InfectionEnd
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewInfection:
    """What is written of somebody ill: no name, no number, at most a room."""

    unit: Unit
    agent: str
    infected: Infected
    sick_date: date
    certainty: Certainty = Certainty.SUSPECTED
    confirmed_date: date | None = None
    room: str = ""


@action
def report_infection(*, by: Viewer, new: NewInfection) -> Infection:
    """Write a case on the line list; it falls into the outbreak under way, or may propose one."""
    demand(by, rules.REPORT, new.unit.pk)
    is_confirmed = new.certainty is Certainty.CONFIRMED
    confirmed = (new.confirmed_date or timezone.localdate()) if is_confirmed else None
    require(
        rules.may_report(
            sick=new.sick_date, confirmed=confirmed, today=timezone.localdate(),
            is_listed=_is_listed(new.agent, new.sick_date), room=new.room,
            is_place=new.unit.kind in standing.PLACES,
        )
    )  # fmt: skip
    row = Infection(
        unit=new.unit, number=_next_number(new.unit), agent=new.agent, infected=new.infected,
        sick_date=new.sick_date, certainty=new.certainty, confirmed_date=confirmed, room=new.room,
        reported_by=by.person, reported_at=timezone.now(),
    )  # fmt: skip
    row.save(force_insert=True)
    _place(by, row)
    _note(by, "report_infection", row)
    return row


@action
def confirm_infection(
    *, by: Viewer, infection_id: uuid.UUID, agent: str, confirmed_date: date
) -> Infection:
    """Confirm a case, perhaps as another agent than was thought."""
    row = _held(by, infection_id)
    require(
        rules.may_confirm(
            confirmed=confirmed_date, today=timezone.localdate(), is_over=bool(row.outcome),
            is_listed=_is_listed(agent, row.sick_date),
        )
    )  # fmt: skip
    row.agent, row.certainty, row.confirmed_date = agent, Certainty.CONFIRMED, confirmed_date
    if row.outbreak and agent not in lists.counted_with(row.outbreak.agent):
        row.outbreak = None
    row.save(update_fields=["agent", "certainty", "confirmed_date", "outbreak"])
    _place(by, row)
    _note(by, "confirm_infection", row)
    return row


@action
def end_infection(
    *, by: Viewer, infection_id: uuid.UUID, outcome: InfectionEnd, over_date: date
) -> Infection:
    """Tell that a case is over, and how."""
    row = _held(by, infection_id)
    require(
        rules.may_end(over=over_date, sick=row.sick_date, today=timezone.localdate(),
                      is_over=bool(row.outcome))
    )  # fmt: skip
    row.outcome, row.over_date = outcome, over_date
    row.save(update_fields=["outcome", "over_date"])
    _note(by, "end_infection", row)
    return row


def _next_number(unit: Unit) -> int:
    """Give the next number at a unit, which is held so that two at once get different ones."""
    Unit.objects.select_for_update(of=("self",)).get(pk=unit.pk)
    last = Infection.objects.filter(unit=unit).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _place(by: Viewer, row: Infection) -> None:
    """Put a case in the outbreak under way that it falls in, or tell of what the rule proposes."""
    if row.outbreak_id:
        return
    found = standing.open_outbreak(row.unit, row.agent)
    if found is None:
        proposed = standing.proposal(row.unit, row.agent, timezone.localdate())
        if proposed:
            telling.tell_proposal(by, proposed)
        return
    near = timedelta(days=lists.threshold(found.agent, row.sick_date, row.unit).within_days)
    if row.sick_date < found.first_date - near:
        return
    row.outbreak = found
    row.save(update_fields=["outbreak"])
    if row.sick_date < found.first_date:
        found.first_date = row.sick_date
        found.save(update_fields=["first_date"])


def _is_listed(code: str, on: date) -> bool:
    return code in lists.agents() and lists.agent(code).holds_on(on)


def _held(by: Viewer, infection_id: uuid.UUID) -> Infection:
    found = Infection.objects.visible_to(by).select_for_update(of=("self",))
    row = found.select_related("unit", "outbreak").filter(pk=infection_id).first()
    if row is None:
        raise NotVisible(str(infection_id))
    demand(by, rules.REPORT, row.unit_id)
    return row


def _note(by: Viewer, verb: str, row: Infection) -> None:
    """Write in the log what was done to which number; the room stays out of it."""
    data = {
        "number": row.number, "agent": row.agent, "certainty": row.certainty,
        "outcome": row.outcome, "outbreak": str(row.outbreak_id or ""),
    }  # fmt: skip
    note(by=by, verb=f"infection.{verb}", object_kind="infection", object_id=row.pk,
         unit_id=row.unit_id, data=data)  # fmt: skip

"""What is done with orders of deciders and immediate decisions; one transaction each."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from django.utils.translation import gettext as _

from vaka.areas.board import immediate_queries as queries
from vaka.areas.board import immediate_rules as rules
from vaka.areas.board.immediate_models import Decider, ImmediateDecision
from vaka.areas.board.immediate_rules import CareLaw
from vaka.areas.board.incoming_actions import empty_list, fill_list, held
from vaka.areas.board.rules import LEAD
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases.models import Case
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewImmediate:
    """A decision as it was taken; `due` for its first step, by law where none is said."""

    law: CareLaw
    reference: str
    decided_date: date
    decider_id: uuid.UUID
    decided_time: time | None = None
    passed_over: str = ""
    taken_date: date | None = None
    due: date | None = None


@action
def set_order(
    *, by: Viewer, body: str, names: Sequence[str], first: date, paragraph: str
) -> list[Decider]:  # fmt: skip
    """Begin a body's order of deciders on a day; the one that runs ends the day before.

    Raises:
        NotAllowed, RuleRefused.
    """
    demand(by, LEAD)
    running = Decider.objects.filter(body=body, to_date=None)
    latest = running.values_list("from_date", flat=True).first()
    require(rules.may_order(names=names, seated=queries.seated(body, first), first=first,
                            latest=latest))  # fmt: skip
    running.update(to_date=first - timedelta(days=1))
    made = [
        Decider.objects.create(body=body, place=place, name=name, from_date=first,
                               paragraph=paragraph.strip())
        for place, name in enumerate(names, 1)
    ]  # fmt: skip
    note(by=by, verb="immediate_decision.set_order", object_kind="decider", object_id=made[0].pk,
         data={"body": body, "from": first.isoformat(), "count": len(made)})  # fmt: skip
    return made


@action
def record_immediate(*, by: Viewer, new: NewImmediate) -> ImmediateDecision:
    """Write in an immediate decision, with its step before the court.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    demand(by, LEAD)
    decider = Decider.objects.filter(pk=new.decider_id).first()
    if decider is None:
        raise NotVisible(str(new.decider_id))
    holds = Decider.objects.all().on(new.decided_date).filter(pk=decider.pk).exists()
    require(rules.may_record(
        reference=new.reference, decided=new.decided_date, today=by.on, place=decider.place,
        passed_over=new.passed_over, holds=holds,
    ))  # fmt: skip
    last = rules.due_submitted(new.law, decided=new.decided_date, taken=new.taken_date)
    step, due = _("Underställ förvaltningsrätten beslutet"), new.due or last
    require(rules.may_plan_step(step=step, due=due, last=last, decided=new.decided_date))
    row = ImmediateDecision.objects.create(
        body=decider.body, law=new.law, reference=new.reference.strip(), decider=decider,
        decided_date=new.decided_date, decided_time=new.decided_time, step=step, due_date=due,
        passed_over=new.passed_over.strip(), taken_date=new.taken_date,
    )  # fmt: skip
    _note(by, "record_immediate", row)
    return row


@action
def finish_step(
    *, by: Viewer, decision_id: uuid.UUID, done: date, court_number: str
) -> ImmediateDecision:
    """Write in that the step was done; the first puts the decision before the court."""
    row = _led(by, decision_id)
    require(rules.may_finish(done=done, decided=row.decided_date, today=by.on,
                             is_done=row.done_date is not None))  # fmt: skip
    row.done_date = done
    row.submitted_date = row.submitted_date or done
    row.court_number = court_number.strip() or row.court_number
    row.save(update_fields=["done_date", "submitted_date", "court_number"])
    _note(by, "finish_step", row)
    return row


@action
def plan_step(*, by: Viewer, decision_id: uuid.UUID, step: str, due: date) -> ImmediateDecision:
    """Write in what is to be done next and by when."""
    row = _led(by, decision_id)
    require(rules.may_plan_step(step=step, due=due, last=queries.last_date(row),
                                decided=row.decided_date))  # fmt: skip
    row.step, row.due_date, row.done_date = step.strip(), due, None
    row.save(update_fields=["step", "due_date", "done_date"])
    _note(by, "plan_step", row)
    return row


@action
def take_in_immediates(*, by: Viewer, case_id: uuid.UUID, version: int, until: date) -> Case:
    """Tell at an item all immediate decisions of its body up to a day that are told nowhere.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    case, row = held(by, case_id, version)
    return fill_list(case, row, queries.untold(row.body, until), by=by, until=until,
                     verb="board_item.take_in_immediates", nothing=str(rules.ALL_TOLD))  # fmt: skip


@action
def put_back_immediates(*, by: Viewer, case_id: uuid.UUID, version: int) -> Case:
    """Empty an item's list of immediate decisions, so that it can be made anew."""
    case, row = held(by, case_id, version)
    told = row.immediates.all()
    return empty_list(case, row, told, by=by, verb="board_item.put_back_immediates")


def _led(by: Viewer, decision_id: uuid.UUID) -> ImmediateDecision:
    row = queries.decision(by, decision_id)
    demand(by, LEAD)
    return row


def _note(by: Viewer, verb: str, row: ImmediateDecision) -> None:
    note(by=by, verb=f"immediate_decision.{verb}", object_kind="immediate_decision",
         object_id=row.pk, data={"law": row.law, "due": row.due_date.isoformat()})  # fmt: skip

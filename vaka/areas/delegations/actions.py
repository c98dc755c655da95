"""What is done with delegated decisions; each verb is one transaction with its log row."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Max, Sum
from django.utils import timezone

from vaka.areas.delegations import lists, rules
from vaka.areas.delegations.models import (
    BoardNotification,
    DecidingBody,
    DecisionQuerySet,
    DelegatedDecision,
)
from vaka.areas.delegations.rules import NOTIFY, WRITE, Outcome, Taken
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.ids import uuid7
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.numbers import find_numbers
from vaka.law.period import Period
from vaka.law.verdict import require

KIND = "delegated_decision"


@dataclass(frozen=True)
class NewDecision:
    """A decision as it was taken."""

    body_id: uuid.UUID
    taken: Taken
    kind: str
    outcome: Outcome
    statute: str = ""
    matter: str = ""


@dataclass(frozen=True)
class Batch:
    """Rows of a file ready to be saved: new ones, and sums whose count has become another."""

    new: Sequence[DelegatedDecision]
    changed: Sequence[DelegatedDecision] = field(default_factory=list)


@action
def add_body(*, by: Viewer, unit: Unit, name: str) -> DecidingBody:
    """Add an organisation to the one list; the same name in another spelling gives the first."""
    demand(by, WRITE, unit.pk)
    made = body_named(unit, name)
    note(by=by, verb="delegated_decision.add_body", object_kind=KIND, object_id=made.pk,
         unit_id=unit.pk, data={"name": made.name})  # fmt: skip
    return made


def body_named(unit: Unit, name: str) -> DecidingBody:
    """Give a unit's organisation by name, whatever its spaces and capitals; made when it lacks."""
    wanted = " ".join(name.split())
    for one in DecidingBody.objects.filter(unit=unit):
        if one.name.casefold() == wanted.casefold():
            return one
    last = DecidingBody.objects.aggregate(last=Max("place"))["last"] or 0
    return DecidingBody.objects.create(unit=unit, name=wanted, place=last + 1)


@action
def register(*, by: Viewer, new: NewDecision) -> DelegatedDecision:
    """Write a decision in, also one without delegation: it has been taken and must be seen."""
    body = DecidingBody.objects.filter(pk=new.body_id).select_related("unit").first()
    if body is None:
        raise NotVisible(str(new.body_id))
    demand(by, WRITE, body.unit_id)
    taken, words = new.taken, f"{new.kind} {new.matter} {new.taken.number}"
    identity = bool(list(find_numbers(words)))
    today = timezone.localdate()
    require(rules.may_register(taken, kind=new.kind, identity=identity, today=today))
    assert taken.decided is not None
    identifier = uuid7()
    made = DelegatedDecision.objects.create(
        id=identifier, body=body, month=taken.decided.replace(day=1), decided_date=taken.decided,
        number=taken.number, point=taken.point, kind=new.kind, matter=new.matter,
        category=taken.category, statute=new.statute or lists.statute_of(new.kind),
        outcome=new.outcome, role=taken.role, maker=taken.maker, is_urgent=taken.is_urgent,
        urgent_reason=taken.urgent_reason, amount_ore=taken.amount_ore,
        source_key=str(identifier),
    )  # fmt: skip
    data = {"point": taken.point, "kind": new.kind, "decided": str(taken.decided),
            "amount_ore": taken.amount_ore}  # fmt: skip
    note(by=by, verb="delegated_decision.register", object_kind=KIND, object_id=made.pk,
         unit_id=body.unit_id, data=data)  # fmt: skip
    return made


@action
def take_in(*, by: Viewer, unit: Unit, batch: Batch, source: str) -> None:
    """Save a file's rows; the log keeps the counts that a new list has changed."""
    demand(by, WRITE, unit.pk)
    DelegatedDecision.objects.bulk_create(batch.new)
    before = dict(DelegatedDecision.objects.filter(pk__in=[one.pk for one in batch.changed])
                  .values_list("pk", "count"))  # fmt: skip
    DelegatedDecision.objects.bulk_update(batch.changed, ["count", "stated_subtotal"])
    data = {"source": source, "rows": len(batch.new),
            "changed": [{"kind": one.kind, "before": before[one.pk], "after": one.count}
                        for one in batch.changed]}  # fmt: skip
    note(by=by, verb="delegated_decision.take_in", object_kind=KIND, unit_id=unit.pk, data=data)


@action
def notify_board(
    *, by: Viewer, unit: Unit, period: Period, meeting_date: date
) -> BoardNotification:
    """Tell the board of a period's decisions that it has not been told of."""
    demand(by, NOTIFY, unit.pk)
    rows = waiting(unit, period)
    decisions = rows.aggregate(sum=Sum("count"))["sum"] or 0
    require(rules.may_notify(waiting=decisions, last_day=period.last_date, meeting=meeting_date,
                             today=timezone.localdate()))  # fmt: skip
    made = BoardNotification.objects.create(
        unit=unit, period=str(period), meeting_date=meeting_date, decisions=decisions,
        made_at=timezone.now(), made_by=by.person,
    )  # fmt: skip
    rows.update(notified=made)
    data = {"period": str(period), "meeting": str(meeting_date), "decisions": decisions}
    note(by=by, verb="delegated_decision.notify_board", object_kind=KIND, object_id=made.pk,
         unit_id=unit.pk, data=data)  # fmt: skip
    return made


def waiting(unit: Unit, period: Period) -> DecisionQuerySet:
    """Give a period's decisions, of a unit and all below it, that no notification has taken up."""
    below = UnitPath.objects.current().filter(ancestor=unit).values("descendant_id")
    return DelegatedDecision.objects.filter(
        body__unit__in=below, month__gte=period.first_date, month__lte=period.last_date,
        notified=None,
    )  # fmt: skip

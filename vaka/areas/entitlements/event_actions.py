"""What is written of a decision beside its own course: a ruling, another municipality, a number."""

import uuid
from dataclasses import dataclass, replace
from datetime import date

from django.utils import timezone

from vaka.areas.entitlements import charge_queries, event_rules, rules, step_rules
from vaka.areas.entitlements.actions import held
from vaka.areas.entitlements.event_rules import RULED_LABELS, TRANSFER_LABELS, Ruled, TransferKind
from vaka.areas.entitlements.models import Decision, Ruling, Transfer
from vaka.areas.entitlements.queries import waiting_of
from vaka.areas.entitlements.rules import End, State
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.people import identities
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewRuling:
    """A court's ruling; `amount` in kronor only where a charge was judged."""

    ruled: str
    on: date
    number: str = ""
    amount: int | None = None
    words: str = ""


@action
def record_ruling(*, by: Viewer, case_id: uuid.UUID, version: int, new: NewRuling) -> Case:
    """Write in what a court ruled; the decision's course stays as it was."""
    case, decision = held(by, case_id, version, {"ruled": new.ruled, "amount": new.amount})
    limits = charge_queries.limits_of(decision)
    span = (limits.lowest, limits.highest)
    today = timezone.localdate()
    require(event_rules.may_rule(new.ruled, new.on, new.amount, span, new.words, today))
    Ruling.objects.create(
        decision=decision, ruled=new.ruled, ruled_date=new.on, number=new.number.strip(),
        amount=new.amount, words=new.words.strip(), months=_months(decision, new.on),
    )  # fmt: skip
    if new.ruled == Ruled.GRANTED:
        decision.court_date = new.on
        decision.save(update_fields=["court_date"])
    label = str(RULED_LABELS[Ruled(new.ruled)])
    told = Told("decision.record_ruling", new.words, data={"label": label, "on": str(new.on)})
    return cases.change(by=by, case=case, told=told)


@action
def record_transfer(
    *, by: Viewer, case_id: uuid.UUID, version: int, kind: str, other: str, on: date
) -> Case:
    """Write in that another municipality has or had a part; one that takes over ends it here."""
    case, decision = held(by, case_id, version, {"kind": kind, "other": other})
    day = date.min if kind == TransferKind.TAKEN_OVER else decision.decided_date
    today = timezone.localdate()
    require(event_rules.may_transfer(kind, case.state, other, on, day, today))
    Transfer.objects.create(decision=decision, kind=kind, other=other.strip(), on_date=on)
    label = str(TRANSFER_LABELS[TransferKind(kind)])
    more = {"label": f"{label} ({other.strip()})", "on": str(on)}
    if kind != TransferKind.HANDED_OVER:
        return cases.change(by=by, case=case, told=Told("decision.record_transfer", data=more))
    require(step_rules.dates_in_order(_left(decision, on), today))
    decision.ended_date, decision.outcome_date_raw = on, ""
    decision.end_code = step_rules.end_kept(case.state, decision.end_code, End.OTHER)
    decision.save(update_fields=["ended_date", "end_code", "outcome_date_raw"])
    told = Told("decision.record_transfer", to_state=State.ENDED, data=more)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def tell_maker(
    *, by: Viewer, case_id: uuid.UUID, version: int, maker_role: str, point: str, maker: str = ""
) -> Case:
    """Write in who decided and by which point of the delegation order; also when none gives the
    right: the decision has been made and must be seen."""
    new = {"maker_role": maker_role.strip(), "point": point.strip(), "maker": maker.strip()}
    case, decision = held(by, case_id, version, new)
    before = {name: getattr(decision, name) for name in new}
    require(event_rules.may_tell_maker(before, new))
    for name, words in new.items():
        setattr(decision, name, words)
    decision.save(update_fields=list(new))
    named = ", ".join(filter(None, (new["maker_role"], new["point"])))
    told = Told("decision.tell_maker", data={"label": named, "before": before})
    return cases.change(by=by, case=case, told=told)


@action
def give_number(
    *, by: Viewer, case_id: uuid.UUID, version: int, number: str, is_protected: bool = False
) -> Case:
    """Seal whom the decision is about, by a reserve number where a personal number is lacking.

    Raises:
        vaka.foundation.people.numbers.InvalidNumber: it is no reserve number.
    """
    case, _decision = held(by, case_id, version, {})
    require(event_rules.may_give_number(has_number=case.subject_id is not None))
    case.subject = identities.keep_reserve(by=by, number=number, is_protected=is_protected)
    case.save(update_fields=["subject"])
    return cases.change(by=by, case=case, told=Told("decision.give_number"))


def _left(decision: Decision, on: date) -> rules.Waiting:
    return replace(waiting_of(decision, None), ended=on)


def _months(decision: Decision, on: date) -> int:
    """Whole months from the decision to its execution, or to the ruling."""
    left = decision.executed_date or decision.ended_date or on
    until = max(min(left, on), decision.decided_date)
    return rules.months_waited(decision.decided_date, until)

"""What is done with a decision; each verb is one transaction with its log row."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.utils import timezone

from vaka.areas.entitlements import rules, step_rules
from vaka.areas.entitlements.models import Decision, Interruption
from vaka.areas.entitlements.queries import waiting_of
from vaka.areas.entitlements.rules import TRANSITIONS, End, Pause, State
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.law.local_time import moment_from_local
from vaka.law.verdict import Verdict, require

DATES = (
    "applied_date",
    "decided_date",
    "valid_to_date",
    "partly_date",
    "executed_date",
    "interrupted_date",
    "resumed_date",
    "ended_date",
)


@action
def record_executed(
    *, by: Viewer, case_id: uuid.UUID, version: int, on: date, words: str = ""
) -> Case:
    """Write in that the service has begun."""
    case, decision = held(by, case_id, version, {"executed_date": on})
    require(_fits("decision.execute", case, words) + _ordered(by, decision, executed=on))
    _save(decision, executed_date=on, end_code=End.EXECUTED, outcome_date_raw="")
    told = Told("decision.execute", words, to_state=State.EXECUTED, data={"on": str(on)})
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def record_partly(
    *, by: Viewer, case_id: uuid.UUID, version: int, on: date, words: str,
    percent: int | None = None, hours: Decimal | None = None,
) -> Case:  # fmt: skip
    """Write in that a part is given and the rest waited for; the clock goes on from the decision.

    Told again, the part is told anew and its first day stands.

    Args:
        words: what is given and what remains.
        percent: share of what was decided, 1 to 99.
        hours: hours a week that are given.
    """
    case, decision = held(by, case_id, version, {"partly_date": on, "partly_words": words})
    first = decision.partly_date or decision.decided_date
    verdict = step_rules.may_execute_partly(words, percent, hours) + rules.date_fits(
        on, first, by.on
    )
    require(_fits("decision.execute_partly", case, words) + verdict)
    _save(decision, partly_date=decision.partly_date or on, partly_words=words.strip(),
          partly_percent=percent, partly_hours=hours)  # fmt: skip
    data = {"on": str(on), "percent": percent, "hours": str(hours) if hours else ""}
    return cases.change(by=by, case=case, told=Told("decision.execute_partly", words, data=data))


@action
def record_interrupted(
    *, by: Viewer, case_id: uuid.UUID, version: int, on: date, words: str, code: str = ""
) -> Case:
    """Write in that the service has stopped; three months are counted from that day.

    An interruption before it is kept, so that its own quarters tell of it as they did; so is the
    reason of the wait before it.

    Args:
        code: the interruption's own reason, where it is known already.
    """
    case, decision = held(by, case_id, version, {"interrupted_date": on})
    verdict = _fits("decision.interrupt", case, words) + step_rules.may_begin_because(code)
    earlier = waiting_of(decision, None).pauses
    require(verdict + _ordered(by, decision, interrupted=on, resumed=None, earlier=earlier))
    _save(decision, **keep_wait(decision) | {"interrupted_date": on, "reason_code": code})
    data = {"on": str(on), "reason": code}
    told = Told("decision.interrupt", words, to_state=State.INTERRUPTED, data=data)
    due = rules.last_day_in_time(on)
    return cases.change(by=by, case=case, told=told, closed_at=None, due_date=due)


@action
def record_resumed(
    *, by: Viewer, case_id: uuid.UUID, version: int, on: date, words: str = ""
) -> Case:
    """Write in that the service has begun again after an interruption."""
    case, decision = held(by, case_id, version, {"resumed_date": on})
    require(_fits("decision.resume", case, words) + _ordered(by, decision, resumed=on))
    _save(decision, resumed_date=on)
    told = Told("decision.resume", words, to_state=State.EXECUTED, data={"on": str(on)})
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def record_ended(
    *, by: Viewer, case_id: uuid.UUID, version: int, on: date, end_code: str, words: str
) -> Case:
    """Write in that the decision has ended for another reason than execution."""
    ours = {"ended_date": on, "end_code": end_code}
    case, decision = held(by, case_id, version, ours)
    verdict = _fits("decision.end", case, words) + rules.may_end_as(end_code)
    require(verdict + _ordered(by, decision, ended=on))
    kept = step_rules.end_kept(case.state, decision.end_code, end_code)
    _save(decision, ended_date=on, end_code=kept, outcome_date_raw="")
    data = {"on": str(on), "end_code": end_code}
    told = Told("decision.end", words, to_state=State.ENDED, data=data)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def correct_dates(
    *, by: Viewer, case_id: uuid.UUID, version: int, dates: Mapping[str, date | None], words: str,
    pauses: Mapping[uuid.UUID, Pause | None] | None = None,
) -> Case:  # fmt: skip
    """Correct dates that were written wrong; what stood before is kept on the timeline.

    Args:
        dates: new dates by column, among `DATES`; columns left out stay as they are. None takes
            back a date that a decision need not have: application, last day, a part given.
        pauses: new days of earlier interruptions by their id; None takes one away that never was.
    """
    case, decision = held(by, case_id, version, dict(dates))
    told: dict[str, Any] = {name.removesuffix("_date"): day for name, day in dates.items()}
    kept = {one.pk: one for one in decision.interruptions.all()}
    new = {pk: pause for pk, pause in (pauses or {}).items() if pk in kept}
    stood = {pk: Pause(one.from_date, one.resumed_date) for pk, one in kept.items()}
    told["earlier"] = step_rules.corrected(stood, new)
    require(step_rules.may_correct(words, {**dates, **new}) + _ordered(by, decision, **told))
    before = {name: str(getattr(decision, name) or "") for name in dates}
    _save(decision, **_without_raw(dates))
    data: dict[str, Any] = {
        "dates": {"before": before, "after": {n: str(day or "") for n, day in dates.items()}}
    }
    if new:
        data["interruptions"] = [_moved_pause(kept[pk], pause) for pk, pause in new.items()]
    # The year that the decision leaves must be counted anew as well as the one it comes to.
    cases.touch(case)
    moved = _moved(case, decision)
    return cases.change(by=by, case=case, told=Told("decision.correct", words, data=data), **moved)


@action
def take_back_step(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take back the latest step, written in by mistake; its day stands on the timeline."""
    case, decision = held(by, case_id, version, {})
    require(step_rules.may_take_back(case.state, words))
    waiting = waiting_of(decision, None)
    undone = step_rules.undone(case.state, waiting)
    assert undone is not None, case.state
    label = step_rules.STEP_LABELS[undone.column]
    data = {"label": str(label), "on": str(getattr(decision, undone.column) or "")}
    stands: dict[str, Any] = {undone.column: None}
    if undone.column == "interrupted_date":
        stands |= _interruption_before(decision)
    _save(decision, end_code=step_rules.end_left(undone, waiting), outcome_date_raw="", **stands)
    closed = timezone.now() if undone.state is State.EXECUTED else None
    due = rules.last_day_in_time(undone.start or decision.decided_date)
    told = Told("decision.take_back", words, to_state=undone.state, data=data)
    return cases.change(by=by, case=case, told=told, closed_at=closed, due_date=due)


@action
def offer_place(
    *, by: Viewer, case_id: uuid.UUID, version: int, place: str, offered: date,
    move_in: date | None = None, last_answer: date | None = None,
) -> Case:  # fmt: skip
    """Offer a place that another area has found; the rules of every offer hold."""
    from vaka.areas.entitlements import offer_actions
    from vaka.areas.entitlements.offer_rules import OfferDates

    new = offer_actions.NewOffer(place, OfferDates(offered, move_in, last_answer))
    return offer_actions.record_offer(by=by, case_id=case_id, version=version, new=new)


def keep_wait(decision: Decision) -> dict[str, Any]:
    """Put the wait before a new interruption aside with its own reason: an interruption that is
    over among the earlier ones, the first wait beside the decision.

    Gives the decision's columns as the new one finds them; they are not saved.
    """
    anew = {"interrupted_date": None, "resumed_date": None, "reason_code": "", "reason_raw": ""}
    if decision.interrupted_date is None:
        return anew | {"first_reason_code": decision.reason_code,
                       "first_reason_raw": decision.reason_raw}  # fmt: skip
    assert decision.resumed_date is not None, decision.pk
    Interruption.objects.create(
        decision=decision, from_date=decision.interrupted_date, resumed_date=decision.resumed_date,
        reason_code=decision.reason_code, reason_raw=decision.reason_raw,
    )  # fmt: skip
    return anew


def _interruption_before(decision: Decision) -> dict[str, Any]:
    """The columns of the interruption before the one that is taken back, which is the latest again,
    or those of the first wait where there was none."""
    before = decision.interruptions.last()
    if before is None:
        return {"reason_code": decision.first_reason_code,
                "reason_raw": decision.first_reason_raw,
                "first_reason_code": "", "first_reason_raw": ""}  # fmt: skip
    before.delete()
    return {"interrupted_date": before.from_date, "resumed_date": before.resumed_date,
            "reason_code": before.reason_code, "reason_raw": before.reason_raw}  # fmt: skip


def _moved_pause(one: Interruption, pause: Pause | None) -> dict[str, str]:
    """Give an earlier interruption its new days, or take it away. Gives what is told of it."""
    stood = f"{one.from_date}..{one.resumed_date}"
    if pause is None:
        one.delete()
        return {"before": stood, "after": ""}
    assert pause.resumed is not None, one.pk
    one.from_date, one.resumed_date = pause.start, pause.resumed
    one.save(update_fields=["from_date", "resumed_date"])
    return {"before": stood, "after": f"{one.from_date}..{one.resumed_date}"}


def _moved(case: Case, decision: Decision) -> dict[str, Any]:
    """The case's own dates that follow the decision's."""
    interrupted = case.state == State.INTERRUPTED and decision.interrupted_date
    start = interrupted or decision.decided_date
    at = moment_of(decision.decided_date)
    return {"occurred_at": at, "opened_at": at, "due_date": rules.last_day_in_time(start)}


def moment_of(day: date) -> datetime:
    """A date without a time stands at noon, so that no zone moves it to another day."""
    return moment_from_local(datetime.combine(day, time(12))).moment


def _without_raw(dates: Mapping[str, date | None]) -> dict[str, Any]:
    """A corrected date no longer stands as its source wrote it."""
    cleared: dict[str, Any] = dict(dates)
    if "decided_date" in dates:
        cleared["decided_raw"] = ""
    if {"executed_date", "ended_date"} & set(dates):
        cleared["outcome_date_raw"] = ""
    if dates.get("partly_date", date.min) is None:
        cleared |= {"partly_words": "", "partly_percent": None, "partly_hours": None}
    return cleared


def _save(decision: Decision, **columns: Any) -> None:
    for name, value in columns.items():
        setattr(decision, name, value)
    decision.save(update_fields=list(columns))


def _ordered(by: Viewer, decision: Decision, **dates: Any) -> Verdict:
    return step_rules.dates_in_order(replace(waiting_of(decision, None), **dates), by.on)


def held(
    by: Viewer, case_id: uuid.UUID, version: int, ours: dict[str, Any]
) -> tuple[Case, Decision]:
    """Give a decision to change, locked, to whoever may handle it.

    Raises:
        NotVisible, NotAllowed, ChangedByAnother: as `cases.locked`.
    """
    case = cases.locked(by=by, case_id=case_id, version=version, ours=ours)
    demand(by, rules.HANDLE, case.unit_id)
    return case, Decision.objects.get(case=case)


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)

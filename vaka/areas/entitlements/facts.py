"""The rows that decisions give to analytics: one for each case and span with nothing changed."""

import uuid
from collections.abc import Collection, Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.queries import waiting_of
from vaka.areas.entitlements.reason_queries import reason_of
from vaka.areas.entitlements.rules import MONTHS, End, Ground, State, Waiting, last_day_in_time
from vaka.foundation.organisation.models import UnitKind
from vaka.foundation.snapshot.registry import Producer
from vaka.law.months import last_day_within
from vaka.law.period import Period
from vaka.metrics.facts import OPEN_END, calendar_of, day_number

BATCH = 2_000


def rows(ids: Collection[uuid.UUID] | None, year: int | None) -> Iterator[dict[str, Any]]:
    """Give the fact rows of some decisions, or of all, or of those decided in a year.

    A decision of a court and a service without assessment are never reported: they give no rows.
    """
    found = (
        Decision.objects.filter(ground=Ground.BOARD)
        .select_related("case__unit")
        .prefetch_related("stated", "interruptions")
    )
    if ids is not None:
        found = found.filter(case_id__in=list(ids))
    if year is not None:
        found = found.filter(decided_date__year=year)
    for one in found.order_by("case_id").iterator(chunk_size=BATCH):
        yield from _facts(one)


def years() -> list[int]:
    """Give the years in which something was decided."""
    found = Decision.objects.values_list("decided_date__year", flat=True)
    return sorted(set(found.order_by("decided_date__year")))


def _facts(one: Decision) -> Iterator[dict[str, Any]]:
    stated = max(one.stated.all(), key=lambda row: row.quarter, default=None)
    shared = {
        "case_id": str(one.case_id),
        "reference": one.case.reference,
        "unit_code": one.case.unit.code,
        "area": str(UnitKind(one.case.unit.kind).label),
        "law": one.law,
        "service": one.service,
        "sex": one.sex or None,
        "decision_date": one.decided_date,
        "decision_day": day_number(one.decided_date),
        "last_day_within_date": last_day_in_time(one.decided_date),
        "offers_declined": one.offers_declined,
        "stated_quarter": stated.quarter if stated else None,
        "stated_kind": stated.kind if stated else None,
        **calendar_of(one.decided_date),
    }
    waiting = waiting_of(one, None)
    for start, end in _spans(_changes(one, waiting)):
        known = _known(one, waiting, start, stated)
        yield shared | known | {"valid_from_date": start, "valid_to_date": end}


def _changes(one: Decision, waiting: Waiting) -> list[date]:
    """The days on which something became known; an end without a date is known with the list."""
    days = [one.decided_date, one.partly_date, one.executed_date, one.interrupted_date,
            one.resumed_date, one.ended_date]  # fmt: skip
    for before in waiting.earlier:
        days += [before.start, before.resumed]
    if waiting.earlier:
        days += _long_from(waiting)
    return sorted({max(day, one.decided_date) for day in days if day})


def _long_from(waiting: Waiting) -> Iterator[date]:
    """The days from which each interruption has lasted more than three months: until then a row
    tells of the one before."""
    for pause in waiting.pauses:
        last = last_day_within(pause.start, MONTHS)
        if last < (pause.resumed or waiting.ended or OPEN_END):
            yield last + timedelta(days=1)


def _spans(days: list[date]) -> Iterable[tuple[date, date]]:
    return zip(days, [*days[1:], OPEN_END], strict=True)


def _known(one: Decision, waiting: Waiting, on: date, stated: Any) -> dict[str, Any]:
    """What was known of a decision on a day."""

    def by_then(day: date | None) -> date | None:
        return day if day and max(day, one.decided_date) <= on else None

    executed, ended = by_then(one.executed_date), by_then(one.ended_date)
    seen = waiting.seen_on(on)
    interrupted, resumed = seen.interrupted, seen.resumed
    undated = bool(one.end_code) and not (one.executed_date or one.ended_date)
    left = min((day for day in (executed, ended) if day), default=None)
    if undated:
        left = Period.parse(stated.quarter).last_date if stated else one.decided_date
    state = _state(executed, interrupted, resumed, ended, undated)
    code = one.end_code if (executed or ended or undated) else None
    if executed and not (ended and interrupted and not resumed):
        code = End.EXECUTED  # an end that came while it was interrupted is that of the interruption
    if interrupted and left is None:
        left = one.decided_date  # what has been interrupted had begun, on a day nobody has written
    told = seen.told_on(on)
    interrupted, resumed = told.interrupted, told.resumed
    if interrupted is None and (partly := by_then(one.partly_date)):
        # A part counts as an interruption until the rest is given; a later one takes its place.
        interrupted, resumed = partly, left
    return {
        "state": state,
        "reason_code": reason_of(one, told.interrupted, one.interruptions.all()).code or None,
        "executed_date": executed,
        "ended_date": ended,
        "end_code": code,
        "left_date": left,
        "interrupted_date": interrupted,
        "interrupted_last_day_date": last_day_within(interrupted, MONTHS) if interrupted else None,
        "resumed_date": resumed or (ended if interrupted else None),
    }


def _state(
    executed: date | None, interrupted: date | None, resumed: date | None, ended: date | None,
    undated: bool,
) -> str:  # fmt: skip
    if ended or undated:
        return State.ENDED
    if interrupted and not resumed:
        return State.INTERRUPTED
    return State.EXECUTED if executed else State.WAITING


FACTS = {"decision": Producer(rows, key="case_id", years=years)}

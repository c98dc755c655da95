"""The rows that deviations give to analytics: one for each case and span of unchanged state."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date, datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Q

from vaka.areas.deviations import rules
from vaka.areas.deviations.models import Deviation
from vaka.areas.deviations.rules import State
from vaka.foundation.cases.models import CaseEvent
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import areas_by_code, local_value
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import night_of, swedish
from vaka.law.months import add_months
from vaka.metrics.facts import OPEN_END, calendar_of, day_number

COLUMNS = (
    "case_id case__reference case__unit__code law type sex case__occurred_at has_time "
    "case__opened_at"
).split()
EVENTS = ("case_id", "at", "verb", "to_state", "data")
BATCH = 2_000
BESIDE = ("deviation.answer", "deviation.contact")
"""Steps that figures know of though they change no state."""
ANSWERS = ("deviation.answer", "deviation.close")
"""Steps by which the reporter has got an answer."""


class Span(NamedTuple):
    """What held of a case from one date to the day before another."""

    start: date
    end: date
    state: str
    severity: int | None
    likelihood: int | None
    serious: bool
    how: str | None
    first_assessed: date | None
    closed: date | None
    answered: date | None = None
    waits_for: frozenset[int] = frozenset()


def rows(ids: Collection[uuid.UUID] | None, year: int | None) -> Iterator[dict[str, Any]]:
    """Give the fact rows of some cases, or of all, or of a year's events.

    Args:
        ids: only these cases; None for all.
        year: only cases whose event fell in this local year; None for all.
    """
    found = Deviation.objects.order_by("case_id")
    if ids is not None:
        found = found.filter(case_id__in=list(ids))
    if year is not None:
        found = found.filter(_in_year(year))
    context = _Context()
    for batch in _batches(found.values_list(*COLUMNS).iterator(chunk_size=BATCH)):
        events = _events([row[0] for row in batch])
        for row in batch:
            yield from context.facts(row, events.get(row[0], ()))


def _in_year(year: int) -> Q:
    return Q(case__occurred_at__year=year)


def _batches(found: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    batch: list[tuple[Any, ...]] = []
    for row in found:
        batch.append(row)
        if len(batch) == BATCH:
            yield batch
            batch = []
    if batch:
        yield batch


def _events(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[Any, ...]]]:
    found = CaseEvent.objects.filter(case_id__in=ids).filter(~Q(to_state="") | Q(verb__in=BESIDE))
    lines = found.order_by("case_id", "at", "id").values_list(*EVENTS)
    return {case_id: list(some) for case_id, some in groupby(lines, key=itemgetter(0))}


def spans(events: Iterable[tuple[Any, ...]]) -> list[Span]:
    """Turn a case's events into spans; of several on one day the last one holds.

    A case that is joined to another has no span from that day: the event is counted once.
    """
    found: list[Span] = []
    now = Span(date.min, OPEN_END, State.REPORTED, None, None, False, None, None, None)
    for _case, at, verb, to_state, data in events:
        day = swedish(at).date()
        now = _after(now, day, verb, to_state, data or {})
        if found and found[-1].start == day:
            found.pop()
        elif found:
            found[-1] = found[-1]._replace(end=day)
        found.append(now)
    return [span for span in found if span.state != State.JOINED]


def _after(before: Span, day: date, verb: str, to_state: str, data: dict[str, Any]) -> Span:
    now = before._replace(start=day, state=to_state or before.state)
    if verb in ANSWERS:
        now = now._replace(answered=before.answered or day)
    if verb == "deviation.assess":
        now = now._replace(
            severity=data["severity"],
            likelihood=data["likelihood"],
            serious=data.get("serious", False),
            first_assessed=before.first_assessed or day,
        )
    if verb == "deviation.contact":
        now = now._replace(waits_for=_waits_for(before.waits_for, data))
    if not to_state:
        return now
    closed = to_state == State.CLOSED
    return now._replace(closed=day if closed else None, how=data.get("how") if closed else None)


def _waits_for(before: frozenset[int], data: dict[str, Any]) -> frozenset[int]:
    """The contacts outside that an answer is waited for from, after one was written."""
    contact = frozenset([data["contact"]])
    return before | contact if data.get("waits") else before - contact


class _Context:
    """What many rows share: the calendar of a date, the area and local limit of a unit."""

    def __init__(self) -> None:
        self._calendar: dict[date, dict[str, Any]] = {}
        self._areas = areas_by_code()
        self._limits: dict[tuple[str, date], date] = {}
        self._units = {unit.code: unit for unit in Unit.objects.all()}
        self._months: dict[str, int] = {}

    def facts(
        self, row: tuple[Any, ...], events: Iterable[tuple[Any, ...]]
    ) -> Iterator[dict[str, Any]]:
        """Give one case's rows."""
        case_id, reference, code, law, type_name, sex, occurred_at, has_time, opened_at = row
        occurred, reported = swedish(occurred_at), swedish(opened_at).date()
        shared = {
            "case_id": str(case_id),
            "reference": reference,
            "unit_code": code,
            "area": self._areas.get(code),
            "law": law,
            "type": type_name,
            "is_fall": rules.is_fall(type_name),
            "sex": sex or None,
            "reported_date": reported,
            "reported_day": day_number(reported),
            "month_limit_date": self._limit(code, reported),
            **self._when(occurred, has_time),
        }
        for span in spans(events):
            yield shared | _of(span, shared)

    def _when(self, occurred: datetime, has_time: bool) -> dict[str, Any]:
        day = occurred.date()
        if day not in self._calendar:
            self._calendar[day] = calendar_of(day)
        night = night_of(occurred) if has_time else None
        return {
            "occurred_date": day,
            "hour": occurred.hour if has_time else None,
            "is_night": night is not None if has_time else None,
            "night_date": night,
            **self._calendar[day],
        }

    def _limit(self, code: str, reported: date) -> date:
        key = (code, reported)
        if key not in self._limits:
            if code not in self._months:
                self._months[code] = local_value(
                    "deviation.handling_limit_months", reported, self._units[code]
                )
            self._limits[key] = add_months(reported, self._months[code])
        return self._limits[key]


def _of(span: Span, shared: dict[str, Any]) -> dict[str, Any]:
    graded = span.severity is not None and span.likelihood is not None
    reported, closed = shared["reported_date"], span.closed
    return {
        "severity": span.severity,
        "likelihood": span.likelihood,
        "score": rules.score(span.severity, span.likelihood) if graded else None,  # type: ignore[arg-type]
        "state": span.state,
        "is_open": span.state != State.CLOSED,
        "closed_how": span.how,
        "is_serious": span.serious,
        "first_assessed_date": span.first_assessed,
        "closed_date": closed,
        "waits_outside": len(span.waits_for),
        "answered_date": span.answered,
        "answer_days": (span.answered - reported).days if span.answered else None,
        "handling_days": (closed - reported).days if closed else None,
        "closed_in_time": closed <= shared["month_limit_date"] if closed else None,
        "valid_from_date": span.start,
        "valid_to_date": span.end,
    }


def years() -> list[int]:
    """Give the local years in which an event fell."""
    found = Deviation.objects.values_list("case__occurred_at__year", flat=True).distinct()
    return sorted(set(found.order_by("case__occurred_at__year")))


FACTS = {"deviation": Producer(rows, key="case_id", years=years)}

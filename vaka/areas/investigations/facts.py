"""The rows that investigations give to analytics: one for each case and span of unchanged state."""

import uuid
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from vaka.areas.investigations.models import Investigation
from vaka.areas.investigations.rules import State
from vaka.foundation.cases.models import CaseEvent
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import swedish
from vaka.metrics.facts import OPEN_END, calendar_of


def rows(ids: Collection[uuid.UUID] | None, year: int | None) -> Iterator[dict[str, Any]]:
    """Give the fact rows of some cases, or of all, or of a year's events."""
    found = Investigation.objects.select_related("case__unit").order_by("case_id")
    if ids is not None:
        found = found.filter(case_id__in=list(ids))
    if year is not None:
        found = found.filter(case__occurred_at__year=year)
    for row in found.iterator(chunk_size=500):
        yield from facts(row)


def facts(row: Investigation) -> Iterator[dict[str, Any]]:
    """Give one case's rows; of several changes on one day the last one holds."""
    opened = swedish(row.case.opened_at).date()
    event = swedish(row.case.occurred_at or row.case.opened_at).date()
    shared = {
        "case_id": str(row.case_id),
        "reference": row.case.reference,
        "unit_code": row.case.unit.code,
        "form": row.form,
        "law": row.law,
        "is_provider": row.is_provider,
        "opened_date": opened,
        "event_date": event,
        **calendar_of(event),
    }
    events = CaseEvent.objects.filter(case_id=row.case_id).exclude(to_state="").order_by("at", "id")
    spans = list(_spans(events))
    ends = [span["valid_from_date"] for span in spans[1:]] + [OPEN_END]
    for span, end in zip(spans, ends, strict=True):
        yield shared | span | {"valid_to_date": end, "decision_days": _days(opened, span)}


def _spans(events: Iterable[CaseEvent]) -> Iterator[dict[str, Any]]:
    now: dict[str, Any] = {"classification": None, "is_notified": False, "decided_date": None}
    by_day: dict[date, dict[str, Any]] = {}
    for event in events:
        day = swedish(event.at).date()
        now = now | _changed(event, day)
        by_day[day] = now | {"valid_from_date": day}
    yield from by_day.values()


def _changed(event: CaseEvent, day: date) -> dict[str, Any]:
    is_open = event.to_state != State.CLOSED
    now = {"state": event.to_state, "is_open": is_open, "closed_date": None if is_open else day}
    if event.verb == "investigation.decide":
        now |= {"classification": event.data["classification"], "decided_date": day}
    if event.verb == "investigation.notify":
        now |= {"is_notified": True}
    return now


def _days(opened: date, span: dict[str, Any]) -> int | None:
    decided: date | None = span["decided_date"]
    return (decided - opened).days if decided else None


def years() -> list[int]:
    """Give the local years in which an event fell."""
    found = Investigation.objects.values_list("case__occurred_at__year", flat=True).distinct()
    return sorted(set(found.order_by("case__occurred_at__year")))


FACTS = {"investigation": Producer(rows, key="case_id", years=years)}

"""The rows that feedback gives to analytics: one for each case and span of unchanged state."""

import uuid
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from vaka.areas.feedback.models import Feedback
from vaka.areas.feedback.rules import State
from vaka.foundation.cases.models import CaseEvent
from vaka.foundation.organisation.models import UnitKind
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import swedish
from vaka.metrics.facts import OPEN_END, calendar_of

CLOSED = (State.CLOSED, State.FORWARDED)
AGAIN = ("feedback.reopen", "feedback.be_discontent")
VERDICTS = {"feedback.be_content": True, "feedback.be_discontent": False}
Now = dict[str, Any]


def rows(ids: Collection[uuid.UUID] | None, year: int | None) -> Iterator[dict[str, Any]]:
    """Give the fact rows of some cases, or of all, or of those that came in in a year."""
    found = Feedback.objects.select_related("case__unit").order_by("case_id")
    if ids is not None:
        found = found.filter(case_id__in=list(ids))
    if year is not None:
        found = found.filter(case__opened_at__year=year)
    for row in found.iterator(chunk_size=500):
        yield from facts(row)


def facts(row: Feedback) -> Iterator[dict[str, Any]]:
    """Give one case's rows; of several changes on one day the last one holds."""
    received = swedish(row.case.opened_at).date()
    shared = {
        "case_id": str(row.case_id),
        "reference": row.case.reference,
        "unit_code": row.case.unit.code,
        "area": str(UnitKind(row.case.unit.kind).label),
        "door": row.door,
        "is_health_care": row.is_health_care,
        "received_date": received,
        "promised_date": row.promised_date,
        **calendar_of(received),
    }
    events = CaseEvent.objects.filter(case_id=row.case_id).order_by("at", "id")
    found = list(spans(row.kind, events))
    ends = [span["valid_from_date"] for span in found[1:]] + [OPEN_END]
    for span, end in zip(found, ends, strict=True):
        yield shared | span | {"valid_to_date": end}


def spans(kind: str, events: Iterable[CaseEvent]) -> Iterator[Now]:
    """Turn a case's events into spans.

    Args:
        kind: what it is now, for a case whose first event does not tell what it was.
    """
    now: Now = {
        "kind": kind, "theme": None, "finding": None, "answered_date": None,
        "is_satisfied": None, "is_reopened": False,
    }  # fmt: skip
    by_day: dict[date, Now] = {}
    for event in events:
        day = swedish(event.at).date()
        now = now | _changed(now, event, day)
        by_day[day] = now | {"valid_from_date": day}
    yield from by_day.values()


def _changed(now: Now, event: CaseEvent, day: date) -> Now:
    told = {name: event.data[name] for name in ("kind", "theme", "finding") if name in event.data}
    if event.to_state:
        told |= {"state": event.to_state, "is_open": event.to_state not in CLOSED}
    if event.verb == "feedback.answer":
        told |= {"answered_date": now["answered_date"] or day}
    if event.verb in VERDICTS:
        told |= {"is_satisfied": VERDICTS[event.verb]}
    if event.verb in AGAIN:
        told |= {"is_reopened": True}
    return told


def years() -> list[int]:
    """Give the local years in which something came in."""
    found = Feedback.objects.values_list("case__opened_at__year", flat=True).distinct()
    return sorted(set(found.order_by("case__opened_at__year")))


FACTS = {"feedback": Producer(rows, key="case_id", years=years)}

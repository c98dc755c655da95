"""The rows that remedies give to analytics: one for each remedy and span of unchanged state."""

import uuid
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from vaka.areas.remedies.models import Remedy
from vaka.areas.remedies.rules import State
from vaka.foundation.cases.models import CaseEvent
from vaka.foundation.organisation.queries import areas_by_code
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import swedish
from vaka.metrics.facts import OPEN_END, calendar_of

COLUMNS = ("case_id", "case__reference", "case__unit__code", "kind", "case__opened_at")
EVENTS = ("case_id", "at", "verb", "to_state", "data")
BATCH = 2_000


class Span(NamedTuple):
    """What held of a remedy from one date to the day before another."""

    start: date
    end: date
    state: str
    decided: date | None = None
    due: date | None = None
    done: date | None = None
    effect: date | None = None
    checked: date | None = None
    outcome: str | None = None


def rows(ids: Collection[uuid.UUID] | None, year: int | None) -> Iterator[dict[str, Any]]:
    """Give the fact rows of some remedies, or of all, or of those proposed in a year."""
    found = Remedy.objects.order_by("case_id")
    if ids is not None:
        found = found.filter(case_id__in=list(ids))
    if year is not None:
        found = found.filter(case__opened_at__year=year)
    areas = areas_by_code()
    batch: list[tuple[Any, ...]] = []
    for row in found.values_list(*COLUMNS).iterator(chunk_size=BATCH):
        batch.append(row)
        if len(batch) == BATCH:
            yield from _facts(batch, areas)
            batch = []
    yield from _facts(batch, areas)


def years() -> list[int]:
    """Give the local years in which a remedy was proposed."""
    found = Remedy.objects.values_list("case__opened_at__year", flat=True).distinct()
    return sorted(set(found.order_by("case__opened_at__year")))


def spans(events: Iterable[tuple[Any, ...]]) -> list[Span]:
    """Turn a remedy's events into spans; of several on one day the last one holds."""
    found: list[Span] = []
    now = Span(date.min, OPEN_END, State.PROPOSED)
    for _case, at, verb, to_state, data in events:
        day = swedish(at).date()
        now = _after(now, day, verb, to_state, data or {})
        if found and found[-1].start == day:
            found.pop()
        elif found:
            found[-1] = found[-1]._replace(end=day)
        found.append(now)
    return found


def _after(before: Span, day: date, verb: str, to_state: str, data: dict[str, Any]) -> Span:
    now = before._replace(start=day, state=to_state)
    if verb in ("remedy.check_effect", "remedy.find_no_effect"):
        now = now._replace(checked=day, outcome=data["outcome"])
    if verb == "remedy.finish":
        return now._replace(done=day)
    if to_state == State.DECIDED:
        now = now._replace(decided=before.decided or day, done=None)
    if data.get("due_date"):
        effect = data.get("effect_date")
        now = now._replace(
            due=date.fromisoformat(data["due_date"]),
            effect=date.fromisoformat(effect) if effect else None,
        )
    return now


def _facts(batch: Sequence[tuple[Any, ...]], areas: dict[str, str]) -> Iterator[dict[str, Any]]:
    events = _events([row[0] for row in batch])
    for case_id, reference, code, kind, opened_at in batch:
        proposed = swedish(opened_at).date()
        shared = {
            "case_id": str(case_id),
            "reference": reference,
            "unit_code": code,
            "area": areas.get(code),
            "type": kind,
            "proposed_date": proposed,
            **calendar_of(proposed),
        }
        for span in spans(events.get(case_id, ())):
            yield shared | _of(span)


def _of(span: Span) -> dict[str, Any]:
    unchecked = span.state == State.DONE and span.effect is None
    closed = span.state in (State.CHECKED, State.DROPPED) or unchecked
    return {
        "state": span.state,
        "is_open": not closed,
        "decided_date": span.decided,
        "due_date": span.due,
        "done_date": span.done,
        "done_in_time": span.done <= span.due if span.done and span.due else None,
        "effect_date": span.effect,
        "checked_date": span.checked,
        "outcome": span.outcome,
        "valid_from_date": span.start,
        "valid_to_date": span.end,
    }


def _events(ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[tuple[Any, ...]]]:
    found = CaseEvent.objects.filter(case_id__in=ids).exclude(to_state="")
    lines = found.order_by("case_id", "at", "id").values_list(*EVENTS)
    return {case_id: list(some) for case_id, some in groupby(lines, key=itemgetter(0))}


FACTS = {"remedy": Producer(rows, key="case_id", years=years)}

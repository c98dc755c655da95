"""The rows that night plans give to analytics: a room's days with a plan that held, or without."""

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Sum

from vaka.areas.night_care.models import NightRoom, PlanVersion
from vaka.areas.night_care.plan_rules import PlanState
from vaka.foundation.cases.models import Case, CaseEvent
from vaka.foundation.organisation.queries import areas_by_code
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import swedish
from vaka.metrics.facts import OPEN_END
from vaka.metrics.facts.spans import Span, pieces

DAY = timedelta(days=1)


def rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every room's days, from when it was written down until it is used no more."""
    areas, held = areas_by_code(), _held()
    found = NightRoom.objects.filter(unit__is_reference=False).select_related("unit")
    for room in found.order_by("pk"):
        needed = (_written(room.pk), room.ended_date or OPEN_END)
        if needed[0] >= needed[1]:
            continue
        for start, end, is_met in pieces(needed, held[room.pk]):
            yield {
                "row_id": str(room.pk), "unit_code": room.unit.code,
                "area": areas.get(room.unit.code), "sort": "night_plan", "type": "Nattplan",
                "is_met": is_met, "from_date": start, "to_date": end, "valid_from_date": start,
                "valid_to_date": OPEN_END,
            }  # fmt: skip


def stamp() -> str:
    """Tell whether a room has come or gone, or a plan has been agreed on, opened or ended."""
    rooms = NightRoom.objects.aggregate(n=Count("pk"), gone=Count("ended_date"))
    plans = Case.objects.filter(kind="night_plan").aggregate(n=Count("pk"), v=Sum("version"))
    kept = PlanVersion.objects.aggregate(n=Count("pk"), last=Max("agreed_at"))
    return ":".join(str(one) for part in (rooms, plans, kept) for one in part.values())


def _written(room_id: uuid.UUID) -> date:
    """The day a room was written down: its id begins with the milliseconds of that moment."""
    return swedish(datetime.fromtimestamp((room_id.int >> 80) / 1000, UTC)).date()


def _held() -> dict[uuid.UUID, list[Span]]:
    """The days on which each room had a plan agreed on whose review had not passed."""
    found: dict[uuid.UUID, list[Span]] = defaultdict(list)
    agreed = _agreed()
    versions = PlanVersion.objects.select_related("plan").order_by("plan_id", "number")
    for one in versions:
        start, review = swedish(one.agreed_at).date(), one.content.get("review_date")
        if not review:
            continue
        end = date.fromisoformat(review) + DAY
        found[one.plan.room_id] += [
            (max(start, a), min(end, b)) for a, b in agreed[one.plan_id]
            if max(start, a) < min(end, b)
        ]  # fmt: skip
    return found


def _agreed() -> dict[uuid.UUID, list[Span]]:
    """The days on which each plan stood as agreed on, and was not open to be changed or ended."""
    states: dict[uuid.UUID, list[tuple[date, str]]] = defaultdict(list)
    events = CaseEvent.objects.filter(case__kind="night_plan").exclude(to_state="")
    for case, at, state in events.order_by("at", "id").values_list("case_id", "at", "to_state"):
        states[case].append((swedish(at).date(), state))
    return defaultdict(list, {case: _spans(some) for case, some in states.items()})


def _spans(states: list[tuple[date, str]]) -> list[Span]:
    ends = [day for day, _state in states[1:]] + [OPEN_END]
    return [(day, end) for (day, state), end in zip(states, ends, strict=True)
            if state == PlanState.AGREED and day < end]  # fmt: skip


FACTS = {"night_plan": Producer(rows, stamp=stamp)}

"""The rows that time set aside and used gives to analytics; they are few and written whole."""

import uuid
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Count, Sum

from vaka.areas.work_environment import rules
from vaka.areas.work_environment.models import WorkTime
from vaka.areas.work_environment.rules import TIME_LABELS, TimeKind
from vaka.foundation.snapshot.registry import Producer
from vaka.metrics.facts import OPEN_END, calendar_of


def rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every row: a month's minutes of one kind at a unit."""
    for one in WorkTime.objects.select_related("unit").order_by("pk"):
        planned, performed = one.planned_minutes, one.performed_minutes
        yield {
            "row_id": str(one.pk),
            "unit_code": one.unit.code,
            "type": str(TIME_LABELS[TimeKind(one.kind)]),
            "kind": one.kind,
            "month_date": one.month,
            "planned_minutes": planned,
            "performed_minutes": performed,
            "used_percent": rules.time_sum([(planned, performed)]).percent,
            "alarms": one.alarms,
            "valid_from_date": one.month,
            "valid_to_date": OPEN_END,
            **calendar_of(one.month),
        }


def stamp() -> str:
    """Tell whether anything has changed: how many rows, and the sums of what they hold."""
    found = WorkTime.objects.aggregate(
        n=Count("pk"), planned=Sum("planned_minutes"), performed=Sum("performed_minutes"),
        alarms=Sum("alarms"),
    )  # fmt: skip
    return ":".join(str(value) for value in found.values())


FACTS = {"work_time": Producer(rows, stamp=stamp)}

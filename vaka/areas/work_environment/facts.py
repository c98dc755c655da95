"""The rows that time set aside and used gives to analytics; they are few and written whole."""

import uuid
from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import Any

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
    """Tell whether any row has come, gone or changed, the same in every process."""
    columns = ("pk", "unit_id", "month", "kind", "planned_minutes", "performed_minutes", "alarms")
    held = WorkTime.objects.order_by("pk").values_list(*columns)
    return sha256(repr(list(held)).encode()).hexdigest()


FACTS = {"work_time": Producer(rows, stamp=stamp)}

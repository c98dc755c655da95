"""The rows that welfare technology gives to analytics: one for each installed thing and count."""

import uuid
from collections.abc import Collection, Iterator
from hashlib import sha256
from itertools import groupby
from typing import Any

from vaka.areas.technology import rules
from vaka.areas.technology.models import TechnologyCount
from vaka.foundation.snapshot.registry import Producer
from vaka.metrics.facts import OPEN_END, calendar_of


def rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every installed thing for the time that its count held; the first ones are used."""
    found = TechnologyCount.objects.filter(unit__is_reference=False)
    found = found.select_related("technology", "unit")
    ordered = found.order_by("technology_id", "unit_id", "counted_date", "pk")
    for _key, some in groupby(ordered, key=lambda one: (one.technology_id, one.unit_id)):
        counts = list(some)
        ends = [*(one.counted_date for one in counts[1:]), OPEN_END]
        for one, end in zip(counts, ends, strict=True):
            if rules.is_held(one.stage) and one.counted_date < end:
                yield from _things(one, end)


def _things(one: TechnologyCount, end: Any) -> Iterator[dict[str, Any]]:
    for number in range(one.installed or 0):
        yield {
            "row_id": f"{one.technology_id}:{one.unit_id}:{number}", "unit_code": one.unit.code,
            "type": one.technology.name, "is_used": number < (one.used or 0),
            "counted_date": one.counted_date, "to_date": end, "valid_from_date": one.counted_date,
            "valid_to_date": OPEN_END, **calendar_of(one.counted_date),
        }  # fmt: skip


def stamp() -> str:
    """Tell whether anything has been counted or corrected, the same in every process."""
    columns = ("pk", "counted_date", "installed", "used", "stage")
    held = TechnologyCount.objects.order_by("pk").values_list(*columns)
    return sha256(repr(list(held)).encode()).hexdigest()


FACTS = {"technology": Producer(rows, stamp=stamp)}

"""The rows that hours and monthly series give to analytics; they are few and written whole."""

import uuid
from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import Any

from vaka.areas.economy import series_rules
from vaka.areas.economy.models import HomeHours, MonthFigure
from vaka.areas.economy.rules import ORE, Money
from vaka.areas.economy.series_rules import Sort
from vaka.foundation.snapshot.registry import Producer
from vaka.metrics.facts import OPEN_END, calendar_of


def rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every row: a provider's month at a unit."""
    for one in HomeHours.objects.select_related("unit").order_by("pk"):
        granted, performed = one.granted_minutes, one.performed_minutes
        percent = 100 * performed / granted if granted and performed is not None else None
        yield {
            "row_id": str(one.pk),
            "unit_code": one.unit.code,
            "operator": one.operator,
            "month_date": one.month,
            "granted_minutes": granted,
            "planned_minutes": one.planned_minutes,
            "performed_minutes": performed,
            "expected_minutes": one.expected_minutes,
            "performed_percent": percent,
            "valid_from_date": one.month,
            "valid_to_date": OPEN_END,
            **calendar_of(one.month),
        }


def stamp() -> str:
    """Tell whether any row has come, gone or changed, the same in every process."""
    columns = ("pk", "unit_id", "month", "operator", "granted_minutes", "planned_minutes",
               "performed_minutes", "expected_minutes")  # fmt: skip
    held = HomeHours.objects.order_by("pk").values_list(*columns)
    return sha256(repr(list(held)).encode()).hexdigest()


def month_rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every row: a part of a series, a month at a unit."""
    known = series_rules.definitions()
    for one in MonthFigure.objects.filter(series__in=known).select_related("unit").order_by("pk"):
        is_money = known[one.series].sort is Sort.MONEY
        yield {
            "row_id": str(one.pk),
            "unit_code": one.unit.code,
            "series": one.series,
            "part": one.part or None,
            "month_date": one.month,
            "mnkr": one.value / ORE[Money.MNKR] if is_money else None,
            "number": None if is_money else one.value,
            "valid_from_date": one.month,
            "valid_to_date": OPEN_END,
            **calendar_of(one.month),
        }


def month_stamp() -> str:
    """Tell whether any month of a series has come, gone or changed."""
    held = MonthFigure.objects.order_by("pk").values_list(
        "pk", "unit_id", "month", "series", "part", "value"
    )
    return sha256(repr(list(held)).encode()).hexdigest()


FACTS = {
    "home_hours": Producer(rows, stamp=stamp),
    "month_figure": Producer(month_rows, stamp=month_stamp),
}

"""The rows that stays at hospital give to analytics: one a stay, one a day that is paid for."""

import uuid
from collections.abc import Collection, Iterator
from datetime import date
from hashlib import sha256
from typing import Any

from django.utils import timezone

from vaka.areas.discharges import rules
from vaka.areas.discharges.models import Discharge
from vaka.areas.discharges.queries import stay_of
from vaka.areas.discharges.rules import Stay
from vaka.foundation.snapshot.registry import Producer
from vaka.metrics.facts import OPEN_END, calendar_of


def rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every row; a stay counts on the day of leaving, before it on the day it was ready."""
    today = timezone.localdate()
    for one in Discharge.objects.select_related("unit").order_by("pk"):
        stay = stay_of(one)
        if stay.ready is not None:
            day = stay.home or stay.ready
            yield _row(one, stay, "stay" if stay.home else "staying", day, today)
        for day in rules.each_paid(stay, today):
            yield _row(one, stay, "paid_day", day, today)


def _row(one: Discharge, stay: Stay, kind: str, day: date, today: date) -> dict[str, Any]:
    return {
        "row_id": f"{one.pk}-{kind}-{day}",
        "unit_code": one.unit.code,
        "type": kind,
        "goes_to": one.goes_to or "unknown",
        "reason": one.reason or "untold",
        "sip": one.sip or "untold",
        "day_date": day,
        "days_to_home": rules.days_to_home(stay, today) if stay.home else None,
        "is_within": rules.is_within(stay, today),
        "valid_from_date": day,
        "valid_to_date": OPEN_END,
        **calendar_of(day),
    }


def stamp() -> str:
    """Tell whether any row has changed, or a day has gone while somebody stays."""
    held = Discharge.objects.order_by("pk").values_list(
        "pk",
        "unit_id",
        "notice_date",
        "ready_date",
        "told_date",
        "home_date",
        "goes_to",
        "reason",
        "sip",
    )
    return sha256(repr((timezone.localdate(), list(held))).encode()).hexdigest()


FACTS = {"discharge": Producer(rows, stamp=stamp)}

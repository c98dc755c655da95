"""The rows that meetings give to analytics; they are few and written whole."""

import uuid
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from vaka.areas.meetings.lists import labels
from vaka.areas.meetings.models import Meeting
from vaka.foundation.cases.models import Case
from vaka.foundation.snapshot.registry import Producer
from vaka.metrics.facts import promised


def rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every row: known from the day it was planned, done from the day it was held."""
    names = labels()
    found = Meeting.objects.select_related("case__unit").order_by("case_id")
    for one in found:
        case = one.case
        shared = {
            "case_id": str(case.pk), "row_id": str(case.pk), "reference": case.reference,
            "unit_code": case.unit.code, "type": names.get(one.sort, one.sort), "kind": one.sort,
        }  # fmt: skip
        known = timezone.localdate(case.opened_at)
        yield from promised(shared, known, one.planned_date, one.held_date)


def stamp() -> str:
    """Tell whether anything has changed: each change counts a case's version up."""
    found = Case.objects.filter(kind="meeting").aggregate(n=Count("pk"), versions=Sum("version"))
    return f"{found['n']}:{found['versions']}"


FACTS = {"meeting": Producer(rows, stamp=stamp)}

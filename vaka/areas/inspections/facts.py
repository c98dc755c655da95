"""The rows that points of inspections give to analytics; they are few and written whole."""

import uuid
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Count, Sum

from vaka.areas.inspections.models import InspectionPoint
from vaka.foundation.cases.models import Case
from vaka.foundation.snapshot.registry import Producer
from vaka.metrics.facts import promised


def rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every row."""
    found = InspectionPoint.objects.select_related("inspection__case__unit")
    for one in found.order_by("inspection_id", "number"):
        case = one.inspection.case
        shared = {
            "case_id": str(case.pk), "row_id": str(one.pk), "reference": case.reference,
            "unit_code": case.unit.code, "type": one.kind,
        }  # fmt: skip
        known = one.inspection.received_date
        yield from promised(shared, known, one.due_date, one.answered_date)


def stamp() -> str:
    """Tell whether anything has changed: each change counts a case's version up."""
    found = Case.objects.filter(kind="inspection").aggregate(n=Count("pk"), versions=Sum("version"))
    return f"{found['n']}:{found['versions']}"


FACTS = {"inspection_point": Producer(rows, stamp=stamp)}

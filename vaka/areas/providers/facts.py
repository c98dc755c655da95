"""The rows that visits and asked figures give to analytics; they are few and written whole."""

import uuid
from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import Count, Sum
from django.utils import timezone

from vaka.areas.providers.models import NOT_TOLD, AskedFigure, ProviderVisit
from vaka.areas.providers.rules import Sort
from vaka.areas.self_checks import queries as checked
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import swedish
from vaka.metrics.facts import calendar_of, promised
from vaka.metrics.facts.calendar import OPEN_END


def visits(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every visit's rows, with one for each requirement that it judged.

    An unannounced visit is no row until it is made: a figure would warn of it.
    """
    found = ProviderVisit.objects.exclude(NOT_TOLD).select_related("case__unit", "contract")
    for one in found.order_by("pk"):
        shared = _shared(one.case, one.contract.sort) | {"is_met": None}
        assert one.case.due_date is not None
        row = shared | {"row_id": str(one.pk), "type": "visit"}
        yield from promised(row, swedish(one.case.opened_at).date(), one.case.due_date,
                            one.made_date)  # fmt: skip
        if one.made_date is not None and one.protocol_id is not None:
            yield from _requirements(one, shared)


def figures(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every period of every asked figure whose answer has come or been waited for."""
    today = timezone.localdate()
    found = AskedFigure.objects.select_related("contract__case__unit").prefetch_related("given")
    for asked in found.order_by("pk"):
        case, sort = asked.contract.case, asked.contract.sort
        shared = _shared(case, sort) | {"type": "figure", "is_met": None}
        given = {one.start_date: one.given_date for one in asked.given.all()}
        for one in asked.periods(today):
            row = shared | {"row_id": f"{asked.pk}:{one.start}"}
            yield from promised(row, one.start, one.due, given.get(one.start))


def _requirements(one: ProviderVisit, shared: dict[str, Any]) -> Iterator[dict[str, Any]]:
    assert one.made_date is not None
    assert one.protocol_id is not None
    made = {"due_date": one.made_date, "done_date": one.made_date,
            "valid_from_date": one.made_date, "valid_to_date": OPEN_END}  # fmt: skip
    for line in checked.lines(Viewer.system("providers"), one.protocol_id):
        yield {
            **shared, **made, **calendar_of(one.made_date), "row_id": f"{one.pk}:{line.key}",
            "type": "requirement", "is_met": line.is_met,
        }  # fmt: skip


def _shared(case: Case, sort: str) -> dict[str, Any]:
    return {
        "case_id": str(case.pk), "reference": case.reference, "unit_code": case.unit.code,
        "operator": "own" if sort == Sort.OWN else "contracted",
    }  # fmt: skip


def visit_stamp() -> str:
    """Tell whether any visit has changed: each change counts a case's version up."""
    return _stamp("provider_visit")


def figure_stamp() -> str:
    """Tell whether any contract has changed, or a day has passed: periods come with the days."""
    return f"{_stamp('contract')}:{timezone.localdate()}"


def _stamp(kind: str) -> str:
    found = Case.objects.filter(kind=kind).aggregate(n=Count("pk"), versions=Sum("version"))
    return f"{found['n']}:{found['versions']}"


FACTS = {
    "provider_visit": Producer(visits, stamp=visit_stamp),
    "provider_figure": Producer(figures, stamp=figure_stamp),
}

"""The rows that readiness gives to analytics, never a name; they are few and written whole."""

import uuid
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.utils import timezone

from vaka.areas.readiness import lists, rules, season_queries, season_rules, stop_rules
from vaka.areas.readiness.lists import Season
from vaka.areas.readiness.models import Cancellation, Readiness, SoleStanding, SoleTask
from vaka.foundation.organisation.models import Unit
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import swedish
from vaka.metrics.facts import OPEN_END, calendar_of

DAY = timedelta(days=1)
Ids = Collection[uuid.UUID] | None


def sole_rows(_ids: Ids, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every listed task for the days that it stood so."""
    found = SoleTask.objects.select_related("case__unit").prefetch_related("standings")
    for task in found.order_by("pk"):
        every = list(task.standings.all())
        ends = [*(one.since_date for one in every[1:]), OPEN_END]
        for one, end in zip(every, ends, strict=True):
            if one.is_listed and one.since_date < end:
                yield _sole(task, one, end)


def readiness_rows(_ids: Ids, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every unit and season asked of it whose last day has been."""
    today = timezone.localdate()
    answered = {(one.unit_id, one.season, one.year): one.answered_date
                for one in Readiness.objects.all()}  # fmt: skip
    for year in range(lists.first_year(), today.year + 1):
        for season in lists.seasons(year):
            if season.due_date < today:
                for unit in season_queries.asked_units(season):
                    yield _ready(season, unit, answered.get((unit.pk, season.code, year)))


def cancellation_rows(_ids: Ids, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give everything that a stop cancelled or put off."""
    for one in Cancellation.objects.select_related("case__unit").order_by("pk"):
        sort = stop_rules.SORT_LABELS[stop_rules.PlannedSort(one.sort)]
        judged = stop_rules.CONSEQUENCE_LABELS[stop_rules.Consequence(one.consequence)]
        yield {
            "row_id": str(one.pk), "unit_code": one.case.unit.code, "type": str(sort),
            "how": one.how, "consequence": str(judged), "planned_date": one.planned_date,
            "valid_from_date": swedish(one.case.opened_at).date(), "valid_to_date": OPEN_END,
            **calendar_of(one.planned_date),
        }  # fmt: skip


def sole_stamp() -> str:
    """Tell whether any task stands otherwise, the same in every process."""
    columns = ("pk", "since_date", "people_count", "stand_in", "is_listed")
    return _digest(list(SoleStanding.objects.order_by("pk").values_list(*columns)))


def readiness_stamp() -> str:
    """Tell whether a unit has answered, been opened or closed, or a season's day has been."""
    held = Readiness.objects.order_by("pk").values_list("pk", "answered_date")
    units = Unit.objects.order_by("pk").values_list("pk", "kind", "valid_from", "valid_until")
    return _digest([list(held), list(units), timezone.localdate()])


def cancellation_stamp() -> str:
    """Tell whether anything has been noted or judged anew."""
    columns = ("pk", "planned_date", "how", "consequence")
    return _digest(list(Cancellation.objects.order_by("pk").values_list(*columns)))


def _sole(task: SoleTask, one: SoleStanding, end: date) -> dict[str, Any]:
    return {
        "row_id": str(task.pk), "unit_code": task.case.unit.code,
        "is_sole": rules.is_sole(one.people_count), "has_stand_in": bool(one.stand_in.strip()),
        "from_date": one.since_date, "to_date": end, "valid_from_date": one.since_date,
        "valid_to_date": OPEN_END, **calendar_of(one.since_date),
    }  # fmt: skip


def _ready(season: Season, unit: Unit, answered: date | None) -> dict[str, Any]:
    return {
        "row_id": f"{unit.code}:{season.code}:{season.year}", "unit_code": unit.code,
        "type": season.title, "is_answered": answered is not None,
        "is_in_time": season_rules.is_in_time(answered, season.due_date),
        "due_date": season.due_date, "valid_from_date": season.due_date + DAY,
        "valid_to_date": OPEN_END, **calendar_of(season.due_date),
    }  # fmt: skip


def _digest(held: Any) -> str:
    return sha256(repr(held).encode()).hexdigest()


FACTS = {
    "sole_task": Producer(sole_rows, stamp=sole_stamp),
    "readiness": Producer(readiness_rows, stamp=readiness_stamp),
    "cancellation": Producer(cancellation_rows, stamp=cancellation_stamp),
}

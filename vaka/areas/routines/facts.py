"""The rows that routines give to analytics: how long each held, who has read it, where it failed.

No row names a reader. All are few and written whole.
"""

import uuid
from collections.abc import Collection, Iterator
from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, Sum
from django.utils import timezone

from vaka.areas.routines import actions, people
from vaka.areas.routines.models import ReadReceipt, RoutineFailure, RoutineVersion
from vaka.areas.routines.rules import PUBLISHED
from vaka.foundation.access.models import Grant
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import areas_by_code
from vaka.foundation.snapshot.registry import Producer
from vaka.law.local_time import swedish
from vaka.metrics.facts import OPEN_END, calendar_of
from vaka.metrics.facts.spans import Span, pieces

DAY = timedelta(days=1)


def rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give the rows of validity and of reading."""
    areas = areas_by_code()
    for version in _held():
        code, title = version.routine.unit.code, version.routine.title
        needed = _needed(version)
        until = version.valid_until + DAY if version.valid_until else OPEN_END
        shared = {"unit_code": code, "area": areas.get(code), "sort": "validity", "type": title}
        yield from _spans(f"{version.pk}", shared, needed, [(needed[0], until)])
        yield from _readings(version, needed, areas)


def _held() -> Iterator[RoutineVersion]:
    found = RoutineVersion.objects.filter(case__state__in=PUBLISHED, valid_from__isnull=False)
    yield from found.select_related("routine__unit", "case").order_by("pk")


def _needed(version: RoutineVersion) -> Span:
    assert version.valid_from is not None
    return version.valid_from, version.ended_date or OPEN_END


def _readings(
    version: RoutineVersion, needed: Span, areas: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Who were to read it on its last day, or are to today, and since when they have."""
    if needed[0] >= needed[1]:
        return
    last = needed[1] - DAY if version.ended_date else timezone.localdate()
    receipts = ReadReceipt.objects.filter(version=version).values_list("person_id", "at")
    read = {person: swedish(at).date() for person, at in receipts}
    for unit, persons in people.readers(version, max(last, needed[0])).items():
        shared = {"unit_code": unit.code, "area": areas.get(unit.code), "sort": "reading",
                  "type": version.routine.title}  # fmt: skip
        for number, person in enumerate(sorted(persons, key=lambda one: one.pk)):
            met = [(read[person.pk], OPEN_END)] if person.pk in read else []
            yield from _spans(f"{version.pk}:{unit.code}:{number}", shared, needed, met)


def _spans(
    row_id: str, shared: dict[str, Any], needed: Span, met: list[Span]
) -> Iterator[dict[str, Any]]:
    for start, end, is_met in pieces(needed, met):
        yield shared | {"row_id": row_id, "is_met": is_met, "from_date": start, "to_date": end,
                        "valid_from_date": start, "valid_to_date": OPEN_END}  # fmt: skip


def failures(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give a row for each event and routine that failed in it."""
    areas = areas_by_code()
    found = RoutineFailure.objects.select_related("event__unit", "version__routine")
    for one in found.order_by("pk"):
        code, day = one.event.unit.code, actions.event_day(one.event)
        yield {
            "row_id": str(one.pk), "case_id": str(one.event_id), "reference": one.event.reference,
            "unit_code": code, "area": areas.get(code), "type": one.version.routine.title,
            "how": one.how, "event_date": day, **calendar_of(day),
            "valid_from_date": swedish(one.at).date(), "valid_to_date": OPEN_END,
        }  # fmt: skip


def stamp() -> str:
    """Tell whether anything has changed: versions, receipts, and who works where."""
    held = Case.objects.filter(kind="routine").aggregate(n=Count("pk"), v=Sum("version"))
    read = ReadReceipt.objects.aggregate(n=Count("pk"), last=Max("at"))
    work = Grant.objects.aggregate(n=Count("pk"), ended=Count("to_date"), last=Max("to_date"))
    return ":".join(str(one) for part in (held, read, work) for one in part.values())


def failures_stamp() -> str:
    """Tell whether a failure has been told of or taken back."""
    found = RoutineFailure.objects.aggregate(n=Count("pk"), last=Max("at"))
    return f"{found['n']}:{found['last']}"


FACTS = {
    "routine": Producer(rows, stamp=stamp),
    "routine_failure": Producer(failures, stamp=failures_stamp),
}

"""The rows that care plans give to analytics: the days on which what is asked was met, or not."""

import uuid
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, Sum

from vaka.areas.care_plans import lists
from vaka.areas.care_plans.models import CarePlan, FixedContact, PlanVersion, Sip
from vaka.areas.care_plans.rules import CURRENT_MONTHS
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import areas_by_code, local_value
from vaka.foundation.snapshot.registry import Producer
from vaka.law.clock import last_day_within
from vaka.metrics.facts import OPEN_END
from vaka.metrics.facts.spans import Span, pieces

DAY = timedelta(days=1)
Asked = tuple[str, str, Span, list[Span]]


def rows(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every plan's days, from the day its service began until it ended."""
    areas = areas_by_code()
    found = CarePlan.objects.filter(case__unit__is_reference=False).select_related("case__unit")
    for plan in found.prefetch_related("versions", "contacts", "sips").order_by("pk"):
        code = plan.case.unit.code
        for sort, words, needed, met in _asked(plan):
            for start, end, is_met in pieces(needed, met):
                yield {
                    "row_id": str(plan.pk), "unit_code": code, "area": areas.get(code),
                    "sort": sort, "type": words, "is_met": is_met, "from_date": start,
                    "to_date": end, "valid_from_date": start, "valid_to_date": OPEN_END,
                }  # fmt: skip


def stamp() -> str:
    """Tell whether a plan, a contact or a coordinated plan has come, been changed or ended."""
    cases = Case.objects.filter(kind__in=("care_plan", "sip")).aggregate(
        n=Count("pk"), v=Sum("version")
    )
    plans = CarePlan.objects.aggregate(n=Count("pk"), gone=Count("ended_date"))
    versions = PlanVersion.objects.aggregate(
        n=Count("pk"), held=Count("confirmed_date"), seen=Count("reviewed_date")
    )
    contacts = FixedContact.objects.aggregate(n=Count("pk"), gone=Count("until_date"))
    sips = Sip.objects.aggregate(held=Count("settled_date"), gone=Count("ended_date"))
    told = (cases, plans, versions, contacts, sips)
    return ":".join(str(one) for part in told for one in part.values())


def _asked(plan: CarePlan) -> Iterator[Asked]:
    """What is asked of a plan: its days, and those on which it was met."""
    end = plan.ended_date or OPEN_END
    yield "care_plan_current", "Genomförandeplan", (plan.begun_date, end), _current(plan)
    if plan.case.unit.kind in lists.contact_kinds():
        needed = (max(plan.begun_date, lists.contact_asked_since()), end)
        yield "care_contact", "Fast omsorgskontakt", needed, [
            (one.from_date, one.until_date + DAY if one.until_date else OPEN_END)
            for one in plan.contacts.all()
        ]  # fmt: skip
    if plan.needs_region:
        yield "sip", "Samordnad individuell plan", (plan.begun_date, end), [
            (one.settled_date, one.ended_date or OPEN_END)
            for one in plan.sips.all() if one.settled_date
        ]  # fmt: skip


def _current(plan: CarePlan) -> list[Span]:
    """The days on which a version had been made or reviewed lately enough."""
    days: list[date] = []
    for one in plan.versions.all():
        if one.confirmed_date:
            days += [day for day in (one.made_date, one.reviewed_date) if day]
    months = {day: int(local_value(CURRENT_MONTHS, day, plan.case.unit)) for day in days}
    return [(day, last_day_within(day, months[day]) + DAY) for day in days]


FACTS = {"care_plan": Producer(rows, stamp=stamp)}

"""A year of nights at each home: plans, what was done, the newest answer and decision."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from vaka.areas.night_care import performed_queries, plan_rules, rules
from vaka.areas.night_care.models import (
    NightPlan,
    NightRoom,
    NightRound,
    StaffingAnswer,
    StaffingDecision,
)
from vaka.areas.night_care.performed_queries import Followed
from vaka.areas.night_care.plan_rules import PlanState
from vaka.areas.night_care.rules import SEE
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period


@dataclass(frozen=True)
class HomeYear:
    """A home's year.

    Attributes:
        rooms, planned_rooms: rooms in use, and those with a plan that holds, on the last day.
        percent, low, high: of the newest answer of the year; None when nobody asked.
    """

    home: Unit
    rooms: int
    planned_rooms: int
    followed: Followed
    staff: int | None
    percent: float | None
    low: float | None
    high: float | None
    decision: str
    decided_date: date | None
    valid_until: date | None


def year(viewer: Viewer, unit: Unit, period: Period, as_of: date) -> list[HomeYear]:
    """Give the homes at or below a unit. Raises NotVisible."""
    if not viewer.may(SEE, unit.pk):
        raise NotVisible(unit.code)
    homes = Unit.objects.below(unit).filter(kind__in=rules.OF_KIND, is_reference=False)
    last = min(period.last_date, as_of)
    nights_until = min(period.last_date, as_of - timedelta(days=1))  # tonight is not over
    found = list(homes.in_force(last).order_by("name"))
    return list(_homes(found, (period.first_date, nights_until), last))


def _homes(homes: list[Unit], over: tuple[date, date], last: date) -> Iterator[HomeYear]:
    first, until = over
    nights = [first + timedelta(days=k) for k in range((until - first).days + 1)]
    for home in homes:
        units = Unit.objects.below(home)
        rooms = list(NightRoom.objects.filter(unit__in=units, ended_date=None))
        held = NightRound.objects.filter(unit__in=units)
        wards = performed_queries.over(held, nights) if nights else []
        yield _home(home, rooms, performed_queries.together(home, wards), first, last)


def _home(
    home: Unit, rooms: list[NightRoom], followed: Followed, first: date, last: date
) -> HomeYear:
    plans = NightPlan.objects.filter(room__in=rooms, case__state=PlanState.AGREED)
    answer = StaffingAnswer.objects.filter(
        unit=home, tried={}, asked_at__date__gte=first, asked_at__date__lte=last
    ).first()
    decided = StaffingDecision.objects.filter(
        answer__unit=home, signed_date__gte=first, signed_date__lte=last,
        case__state=rules.DecisionState.SIGNED,
    ).order_by("-signed_date").first()  # fmt: skip
    told = answer.found["tonight"]["within"]["all"] if answer else {}
    return HomeYear(
        home, len(rooms),
        sum(plan_rules.is_current(PlanState.AGREED, one.review_date, last) for one in plans),
        followed, answer.found["tonight"]["staff"] if answer else None, told.get("percent"),
        told.get("low"), told.get("high"),
        str(decided.get_ruling_display()) if decided else "",
        decided.signed_date if decided else None, decided.valid_until if decided else None,
    )  # fmt: skip

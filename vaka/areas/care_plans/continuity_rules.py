"""Staff continuity: how many different staff a person meets in a window of days.

The definition (`continuity.toml`) comes in as an argument. A person is counted who had at least so
many visits on every day of the window, between the hours, of the kinds that are not left out; so
whoever was away for a day is not counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from statistics import fmean, median

from django.utils.translation import gettext_lazy

SEE = "care_plan.count"


class VisitKind(StrEnum):
    """What a visit was; the definition says which kinds are left out."""

    CARE = "care"
    ALARM = "alarm"
    MEALS = "meals"
    HEALTH_CARE = "health_care"


VISIT_LABELS = {
    VisitKind.CARE: gettext_lazy("Omsorg"),
    VisitKind.ALARM: gettext_lazy("Larm"),
    VisitKind.MEALS: gettext_lazy("Matleverans"),
    VisitKind.HEALTH_CARE: gettext_lazy("Hälso- och sjukvård"),
}


@dataclass(frozen=True)
class Definition:
    """How continuity is counted from a day; the national series may have ended."""

    since: date
    national_until: date
    days: int
    from_hour: int
    until_hour: int
    visits_a_day: int
    least_age: int
    many_staff: int
    left_out: frozenset[str]
    source: str

    def is_local_on(self, day: date) -> bool:
        """Say whether a figure of the day stands alone, since the national series has ended."""
        return day > self.national_until


@dataclass(frozen=True, slots=True)
class Visited:
    """One visit: person and staff by their keys, the local time it began, and what it was.

    Attributes:
        age: the person's age, None when the source does not say.
    """

    person: str
    staff: str
    began: datetime
    kind: str = VisitKind.CARE
    age: int | None = None


@dataclass(frozen=True)
class Continuity:
    """A window's figures; `left_out` are persons with visits who are not counted."""

    persons: int
    left_out: int
    mean: float | None
    median: float | None
    highest: int | None
    over: int


def is_counted(one: Visited, by: Definition) -> bool:
    """Say whether a visit counts: in the hours, of a kind that counts, to somebody old enough."""
    in_time = by.from_hour <= one.began.hour < by.until_hour
    return in_time and one.kind not in by.left_out and (one.age is None or one.age >= by.least_age)


def staff_met(visits: Iterable[Visited], start: date, by: Definition) -> dict[str, int | None]:
    """Give how many different staff each person met; None for whoever is not counted.

    Args:
        start: the window's first day, a Monday.
    """
    days: dict[str, dict[date, int]] = {}
    staff: dict[str, set[str]] = {}
    last = start + timedelta(days=by.days - 1)
    for one in visits:
        day = one.began.date()
        if not start <= day <= last:
            continue
        mine = days.setdefault(one.person, {})
        if is_counted(one, by):
            mine[day] = mine.get(day, 0) + 1
            staff.setdefault(one.person, set()).add(one.staff)
    return {
        person: len(staff[person]) if _every_day(mine, by) else None
        for person, mine in days.items()
    }


def _every_day(visits: dict[date, int], by: Definition) -> bool:
    return sum(many >= by.visits_a_day for many in visits.values()) == by.days


def windows(days: Iterable[date], length: int) -> Iterator[date]:
    """Give the Mondays of the whole windows, one after another, that days with visits fill.

    A window is whole when there are visits on its first and its last day or between and after.
    """
    found = sorted(set(days))
    if not found:
        return
    start, last = _monday(found[0]), found[-1]
    while start + timedelta(days=length - 1) <= last:
        end = start + timedelta(days=length - 1)
        if any(start <= day <= end for day in found):
            yield start
            start = end + timedelta(days=1)
        else:
            start = _monday(next(day for day in found if day > end))


def _monday(day: date) -> date:
    """The Monday on a day or after it."""
    return day + timedelta(days=-day.weekday() % 7)


def summed(met: Iterable[int | None], by: Definition) -> Continuity:
    """Give the figures of a window."""
    every = list(met)
    counted = [one for one in every if one is not None]
    return Continuity(
        persons=len(counted), left_out=len(every) - len(counted),
        mean=fmean(counted) if counted else None,
        median=float(median(counted)) if counted else None,
        highest=max(counted, default=None), over=sum(one > by.many_staff for one in counted),
    )  # fmt: skip

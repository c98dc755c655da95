"""Cases counted by day or week: the curve of an outbreak, and the weeks of units."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

MOST_DAYS = 21
"""The longest outbreak that is drawn day by day; longer ones are drawn week by week."""


@dataclass(frozen=True)
class WeekRow:
    """A unit's cases week by week, as many as there are weeks asked for."""

    unit_name: str
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts)


def monday(day: date) -> date:
    """Give the Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def weeks(today: date, number: int) -> list[date]:
    """Give the Mondays of the last weeks, this one last."""
    last = monday(today)
    return [last - timedelta(weeks=back) for back in reversed(range(number))]


def week_name(day: date) -> str:
    """Give the short name of a week, as in `v. 47`."""
    return _("v. %(week)s") % {"week": day.isocalendar().week}


def by_unit(found: Iterable[tuple[str, date]], mondays: Sequence[date]) -> list[WeekRow]:
    """Count cases, told by unit and first sick day, for each unit and week; none, no row."""
    counts = Counter((name, monday(day)) for name, day in found)
    names = sorted({name for name, week in counts if week in mondays})
    return [WeekRow(name, tuple(counts[name, week] for week in mondays)) for name in names]


def curve(days: Sequence[date], day_words: str = "{0.day}/{0.month}") -> list[tuple[str, int]]:
    """Count first sick days, each day from first to last, or each week when they are many."""
    if not days:
        return []
    first, last = min(days), max(days)
    if (last - first).days < MOST_DAYS:
        daily = Counter(days)
        span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
        return [(day_words.format(day), daily[day]) for day in span]
    weekly = Counter(monday(day) for day in days)
    number = (monday(last) - monday(first)).days // 7 + 1
    return [(week_name(week), weekly[week]) for week in weeks(last, number)]

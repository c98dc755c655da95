"""Reads of what heads have said of figures, and of the figure that a comment is set beside."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby, islice

from vaka.areas.figures import queries as figures
from vaka.areas.indicators import comment_rules, lists
from vaka.areas.indicators.models import MeasureComment
from vaka.areas.indicators.words import written
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.metrics.measure import Measure
from vaka.metrics.request import Request

SHOWN = 4
GRAINS = ((Grain.YEAR, 2), (Grain.TERTIAL, 3), (Grain.QUARTER, 4))
"""The whole periods that may be commented on, the newest first, and how many of each."""


@dataclass(frozen=True)
class Figure:
    """A measure's value in a period and in the one before; None when it is not known or shown."""

    now: float | None
    before: float | None

    @property
    def way(self) -> int:
        """Which way it went."""
        return comment_rules.way_of(self.now, self.before)


@dataclass(frozen=True)
class CommentLine:
    """One version of a comment."""

    words: str
    who: str
    at: datetime
    version: int
    is_against: bool


@dataclass(frozen=True)
class PeriodComment:
    """What stands for a period, how the figure went, and the versions before."""

    period: str
    period_words: str
    moved: tuple[str, str] | None
    newest: CommentLine
    older: list[CommentLine]


def periods(on: date) -> list[Period]:
    """Give the whole periods that may be commented on."""
    found = []
    for grain, count in GRAINS:
        one = Period.of(on, grain)
        for _step in range(count):
            one = one.previous()
            found.append(one)
    return found


def figure(viewer: Viewer, measure: Measure, unit: Unit, period: Period) -> Figure:
    """Give a measure's value and the one before it. Raises NotAllowed, NotVisible."""
    asked = [Request((measure.name,), unit.code, one) for one in (period, period.previous())]
    answers = figures.ask(viewer, *asked)
    now, before = (next((row.value for row in rows if not row.by), None) for rows in answers.rows)
    return Figure(*(None if one is None else float(one) for one in (now, before)))


def against(measure: Measure, found: Figure, text: str, on: date) -> list[tuple[str, str]]:
    """Give the words of a comment that say the opposite of its figure."""
    bearing = measure.good.bearing(found.way)
    return comment_rules.contradicted(text, found.way, bearing, lists.terms(on))


def role(viewer: Viewer, unit: Unit) -> str:
    """Give the role by which a viewer answers for a unit."""
    held = (one.role for one in viewer.held if comment_rules.COMMENT in one.role.can)
    return next((one.label for one in held), "")


def start(measure: Measure, unit: Unit, period: str) -> dict[str, object]:
    """Give what a comment is begun from: what stands for the period, and how many there are."""
    rows = MeasureComment.objects.filter(measure=measure.name, unit=unit).order_by("version")
    standing = {row.period: row.words for row in rows}
    begun = {"period": period, "words": standing.get(period, "")} if period else {}
    return {**begun, "version": len(rows)}


def comments(measure: Measure, unit: Unit) -> list[PeriodComment]:
    """Give what has been said of a measure at a unit whose figures the viewer may see."""
    return list(islice(_by_period(measure, unit), SHOWN))


def _by_period(measure: Measure, unit: Unit) -> Iterator[PeriodComment]:
    rows = MeasureComment.objects.filter(measure=measure.name, unit=unit)
    ends = sorted(rows, key=lambda row: (Period.parse(row.period).last_date, row.period,
                                         row.version), reverse=True)  # fmt: skip
    for period, some in groupby(ends, key=lambda row: row.period):
        versions = list(some)
        top = versions[0]
        known = top.value is not None and top.before is not None
        moved = (written(measure, top.before), written(measure, top.value)) if known else None
        lines = [_line(one) for one in versions]
        yield PeriodComment(period, Period.parse(period).words(), moved, lines[0], lines[1:])


def _line(row: MeasureComment) -> CommentLine:
    who = f"{row.by_name}, {row.by_role.lower()}" if row.by_role else row.by_name
    return CommentLine(row.words, who, row.at, row.version, row.is_against)

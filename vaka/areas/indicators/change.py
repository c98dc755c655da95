"""Has a measure changed, and could it be chance? Rows of two spans in, a verdict of words out.

Counts of a period are compared as Poisson counts, shares by their 95 % intervals. What is a
state on a day (open cases, an age) has no such test and is only told beside its earlier value.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vaka.calc.intervals import compare_rates, wilson
from vaka.metrics.measure import Count, Measure, Share, Timing
from vaka.metrics.request import Row

Number = float | int


class Direction(StrEnum):
    """Which way a measure went."""

    UP = "up"
    DOWN = "down"
    SAME = "same"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Change:
    """Two values and which way it went; `is_tested` says that chance was weighed in."""

    direction: Direction
    now: Number | None = None
    then: Number | None = None
    is_tested: bool = False


UNKNOWN = Change(Direction.UNKNOWN)


def between(measure: Measure, then: Sequence[Row], now: Sequence[Row]) -> Change:
    """Compare two spans of as many parts each; totals only, in order of time."""
    if (
        not then
        or len(then) != len(now)
        or any(r.value is None and r.n is None for r in [*then, *now])
    ):
        return UNKNOWN
    if measure.timing is not Timing.PERIOD:
        return _beside(then[-1].value, now[-1].value)
    match measure.formula:
        case Count():
            return _counts(_sum(then, "value"), _sum(now, "value"))
        case Share():
            parts = [(_sum(rows, "numerator"), _sum(rows, "denominator")) for rows in (then, now)]
            return _shares(*parts[0], *parts[1])
        case _other:
            return _beside(then[-1].value, now[-1].value)


def _sum(rows: Sequence[Row], name: str) -> int:
    return int(sum(getattr(row, name) or 0 for row in rows))


def _counts(then: int, now: int) -> Change:
    if not then and not now:
        return Change(Direction.SAME, now, then, is_tested=True)
    ratio = compare_rates(now, 1, then, 1)
    way = Direction.UP if ratio.low > 1 else Direction.DOWN if ratio.high < 1 else Direction.SAME
    return Change(way, now, then, is_tested=True)


def _shares(part_then: int, whole_then: int, part_now: int, whole_now: int) -> Change:
    if not whole_then or not whole_now:
        return UNKNOWN
    before, after = wilson(part_then, whole_then), wilson(part_now, whole_now)
    way = Direction.UP if after[0] > before[1] else Direction.DOWN
    is_sure = after[0] > before[1] or after[1] < before[0]
    shares = 100 * part_now / whole_now, 100 * part_then / whole_then
    return Change(way if is_sure else Direction.SAME, *shares, is_tested=True)


def _beside(then: Number | None, now: Number | None) -> Change:
    if then is None or now is None:
        return UNKNOWN
    way = Direction.UP if now > then else Direction.DOWN if now < then else Direction.SAME
    return Change(way, now, then)

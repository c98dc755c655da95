"""From questions to branches: the parts of one fused query. No engine, no data."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from vaka.law.period import Grain, Period
from vaka.metrics.definitions import named
from vaka.metrics.dimensions import DIMENSIONS, UnknownDimensionError
from vaka.metrics.measure import Measure, Timing
from vaka.metrics.moment import Slice
from vaka.metrics.request import DimensionNotOfferedError, Request, Tree

GRAIN_COLUMNS = {
    Grain.DAY: None,  # the fact's own date
    Grain.WEEK: "iso_week",
    Grain.MONTH: "month",
    Grain.QUARTER: "quarter",
    Grain.TERTIAL: "tertial",
    Grain.YEAR: "year",
}


@dataclass(frozen=True, slots=True)
class Shape:
    """What decides the text of a branch; everything else is a bound parameter."""

    measures: tuple[Measure, ...]
    by: tuple[str, ...]
    grain: Grain | None
    only: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Branch:
    """One grouping of some measures over one slice. `periods` are the parts it fills."""

    shape: Shape
    slice: Slice
    periods: tuple[str, ...]


def branches_of(request: Request, today: dt.date) -> list[Branch]:
    """The branches that answer the computed measures of a request.

    Raises UnknownMeasureError, UnknownDimensionError, DimensionNotOfferedError and, when
    the grain does not fit the period, `vaka.law.period.DoesNotNest`.
    """
    families: dict[tuple[Timing, str, tuple[str, ...], tuple[str, ...]], list[Measure]] = {}
    for measure in map(named, dict.fromkeys(request.measures)):
        by, only = offered(measure, request)
        if not measure.is_computed or len(only) < len(request.only):
            continue
        assert measure.fact is not None
        key = (measure.timing, measure.fact.name, by, only)
        families.setdefault(key, []).append(measure)
    return [
        branch
        for (timing, _, by, only), measures in families.items()
        for branch in _family(request, today, timing, Shape(tuple(measures), by, None, only))
    ]


def offered(measure: Measure, request: Request) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The request's dimensions and filters that this measure has; others are refused unless
    the request is lenient."""
    asked = (*request.by, *(name for name, _ in request.only))
    for name in asked:
        if name not in DIMENSIONS:
            raise UnknownDimensionError(name)
        if name not in measure.by and not request.lenient:
            raise DimensionNotOfferedError(measure.name, name, measure.by)
    return (
        tuple(name for name in request.by if name in measure.by),
        tuple(name for name, _ in request.only if name in measure.by),
    )


def parts_of(request: Request) -> tuple[Period, ...]:
    """The parts of the period, one row each."""
    return request.period.parts(request.grain or request.period.kind)


def _family(request: Request, today: dt.date, timing: Timing, shape: Shape) -> Iterator[Branch]:
    """Measures alike in timing, fact and dimensions: one branch, or one for each moment."""
    parts = parts_of(request)
    shapes = _with_totals(shape)
    if timing is Timing.PERIOD:
        grain = parts[0].kind if len(parts) > 1 else None
        whole = slice_of(request, today, timing, parts[0], parts[-1])
        for one in shapes:
            yield Branch(_with_grain(one, grain), whole, tuple(map(str, parts)))
    else:
        for part in parts:
            looked_at = slice_of(request, today, timing, part, part)
            for one in shapes:
                yield Branch(one, looked_at, (str(part),))


def _with_totals(shape: Shape) -> list[Shape]:
    """Totals of sums follow from their groups; those of medians need a branch of their own."""
    apart = tuple(m for m in shape.measures if not m.is_additive)
    if not (apart and shape.by):
        return [shape]
    return [shape, Shape(apart, (), None, shape.only)]


def _with_grain(shape: Shape, grain: Grain | None) -> Shape:
    return Shape(shape.measures, shape.by, grain, shape.only)


def slice_of(
    request: Request, today: dt.date, timing: Timing, first: Period, last: Period
) -> Slice:
    """The values of the moment at which measures of this timing look at these parts."""
    as_of = request.as_of or today
    is_whole = str(last) == str(request.period)
    moment = as_of if timing is Timing.AS_OF and is_whole else min(as_of, last.last_date)
    then = request.tree is Tree.THEN
    return Slice(
        unit=request.unit,
        tree_date=request.period.last_date if then else today,
        period=str(last),
        first_date=first.first_date,
        last_date=last.last_date,
        known_date=moment if timing is Timing.AS_OF else as_of,
        moment_date=as_of if timing is Timing.PERIOD else moment,
        only=request.only,
    )

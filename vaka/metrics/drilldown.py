"""From a figure to its cases, by the same restriction as the figure itself."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from vaka.metrics.definitions import named
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.expressions import MOMENT, restricted
from vaka.metrics.measure import Measure, NotComputedError, Share
from vaka.metrics.moment import Slice
from vaka.metrics.plan import Shape, offered, slice_of
from vaka.metrics.request import GroupKey, Part, Request
from vaka.metrics.statement import KEPT_TEXTS, Statement, bound, neutral_sql, numbered

if TYPE_CHECKING:
    import ibis.expr.types as ir


def statement(
    name: str,
    request: Request,
    by: Mapping[str, GroupKey],
    part: Part,
    today: dt.date,
    dialect: str,
) -> Statement:
    """The query for the case ids of one cell over the whole period, ordered.

    Raises NotComputedError for a measure whose cases only others hold.
    """
    measure = named(name)
    if not measure.is_computed:
        raise NotComputedError(name)
    cells = tuple((k, None if v is None else str(v)) for k, v in by.items())
    asked = replace(request, measures=(name,), by=tuple(by), lenient=False)
    offered(measure, asked)
    one = _slice(asked, measure, cells, today)
    only = tuple(key for key, _ in request.only)
    known = tuple(key for key, value in cells if value is not None)
    unknown = tuple(key for key, value in cells if value is None)
    sql = _sql(dialect, Shape((measure,), (), None, (*only, *known)), unknown, part)
    return Statement(sql, bound(sql, (one,)), 0, 0)


def _slice(
    request: Request, measure: Measure, cells: tuple[tuple[str, str | None], ...], today: dt.date
) -> Slice:
    known = tuple((key, value) for key, value in cells if value is not None)
    filtered = replace(request, only=(*request.only, *known))
    return slice_of(filtered, today, measure.timing, request.period, request.period)


@lru_cache(maxsize=KEPT_TEXTS)
def _sql(dialect: str, shape: Shape, unknown: tuple[str, ...], part: Part) -> str:
    (measure,) = shape.measures
    rows = restricted(shape)
    conditions = [DIMENSIONS[key].key(rows, MOMENT).isnull() for key in unknown]
    if part is Part.NUMERATOR and isinstance(measure.formula, Share):
        conditions.append(measure.formula.part(rows, MOMENT))
    chosen: ir.Table = rows.filter(conditions) if conditions else rows
    ids = chosen.select("case_id").distinct().order_by("case_id")
    return numbered(neutral_sql(ids, dialect), 0)

"""The dates and the unit that a question fills in, as expressions with no value yet.

A `Moment` is what definitions see: each attribute becomes a bound parameter of the compiled
query, so one text serves every unit, period and day. A `Slice` holds the values.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from vaka.law.months import add_months
from vaka.metrics.facts import day_number

if TYPE_CHECKING:
    import ibis.expr.types as ir

_TYPES = {
    "tree_date": "date",
    "previous_date": "date",
    "first_date": "date",
    "last_date": "date",
    "first_year": "int32",
    "last_year": "int32",
    "known_date": "date",
    "moment_date": "date",
    "moment_day": "int32",
}
MONTH_STEPS = (7, 10, 13, 18)
"""Whole months before the moment that definitions may ask for (IVO's age groups)."""
_TYPES |= {f"months_before_{n}": "date" for n in MONTH_STEPS}


_NAMES: dict[Any, str] = {}


@cache
def parameter(name: str) -> ir.Scalar:
    """The one Ibis parameter of this name; dimension filters are `only_<dimension>`."""
    import ibis

    made = ibis.param(_TYPES.get(name, "string"))
    _NAMES[made.op()] = name
    return made


def parameter_name(node: Any) -> str:
    """The name of a parameter met in an expression."""
    return _NAMES[node]


class Moment:
    """What a definition may refer to besides the columns of its fact table."""

    @property
    def first_date(self) -> ir.DateValue:
        """First day of the period."""
        return parameter("first_date")

    @property
    def previous_date(self) -> ir.DateValue:
        """The day before the period, on which the report before was made up."""
        return parameter("previous_date")

    @property
    def last_date(self) -> ir.DateValue:
        """Last day of the period."""
        return parameter("last_date")

    @property
    def period(self) -> ir.StringValue:
        """The period as written, such as `2024Q1`."""
        return parameter("period")

    @property
    def date(self) -> ir.DateValue:
        """The day on which a state is looked at."""
        return parameter("moment_date")

    @property
    def day(self) -> ir.IntegerValue:
        """The same day as a number of days since 1970-01-01."""
        return parameter("moment_day")

    def months_before(self, months: int) -> ir.DateValue:
        """The moment's date, that many calendar months earlier (one of `MONTH_STEPS`)."""
        return parameter(f"months_before_{months}")


@dataclass(frozen=True, slots=True)
class Slice:
    """The values of one moment. `known_date` chooses versions, `moment_date` is the day on
    which a state is looked at, `period` is the period as written."""

    unit: str
    tree_date: dt.date
    period: str
    first_date: dt.date
    last_date: dt.date
    known_date: dt.date
    moment_date: dt.date
    only: tuple[tuple[str, str], ...] = ()

    def values(self) -> dict[str, Any]:
        """Every parameter by name."""
        return dict(self._pairs())

    def _pairs(self) -> Iterator[tuple[str, Any]]:
        yield from (("unit", self.unit), ("tree_date", self.tree_date), ("period", self.period))
        yield "previous_date", self.first_date - dt.timedelta(days=1)
        yield from (("first_date", self.first_date), ("last_date", self.last_date))
        yield from (("first_year", self.first_date.year), ("last_year", self.last_date.year))
        yield from (("known_date", self.known_date), ("moment_date", self.moment_date))
        yield ("moment_day", day_number(self.moment_date))
        for months in MONTH_STEPS:
            yield f"months_before_{months}", add_months(self.moment_date, -months)
        for name, value in self.only:
            yield f"only_{name}", value

"""What a measure is: one figure, defined once, as typed data that holds an expression."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from vaka.metrics.facts import Fact
from vaka.metrics.moment import Moment

if TYPE_CHECKING:
    import ibis.expr.types as ir

Condition = Callable[["ir.Table", Moment], "ir.BooleanValue"]
Quantity = Callable[["ir.Table", Moment], "ir.NumericValue"]


class Timing(StrEnum):
    """Which rows and which day a measure looks at.

    PERIOD: cases of the period (by the fact's `counted_by` date), as known on the as-of day.
    AS_OF: cases up to the period's end, in the state they had on the as-of day; a part of a
    period under a finer grain is looked at on its own last day, if that is earlier.
    PERIOD_END: every row known on the as-of day, judged on the period's last day (or on the
    as-of day while the period is under way).
    """

    PERIOD = "period"
    AS_OF = "as_of"
    PERIOD_END = "period_end"


class Unit(StrEnum):
    """Unit of measure; a percentage is 0–100, a number is a mean or a limit, never added up."""

    COUNT = "count"
    PERCENT = "percent"
    DAYS = "days"
    NUMBER = "number"
    POINTS = "points"
    MNKR = "mnkr"


class Good(StrEnum):
    """The direction that is better."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"

    def bearing(self, way: int) -> str:
        """Give what a direction (up is above nought) means: `better`, `worse`, `signal` where
        neither is good, or nothing where there is no direction."""
        if not way:
            return ""
        if self is Good.NEITHER:
            return "signal"
        return "better" if (way > 0) == (self is Good.HIGHER) else "worse"


class Chart(StrEnum):
    """How the figure is best drawn."""

    BAR = "bar"
    RUN = "run"
    P = "p"
    MATRIX = "matrix"
    TABLE = "table"


@dataclass(frozen=True, slots=True)
class Words:
    """One text in Swedish and English."""

    sv: str
    en: str


@dataclass(frozen=True, slots=True)
class Count:
    """The number of rows that meet `where`."""

    where: Condition | None = None


@dataclass(frozen=True, slots=True)
class Share:
    """100 x rows meeting `part` and `whole`, divided by rows meeting `whole`."""

    part: Condition
    whole: Condition | None = None


@dataclass(frozen=True, slots=True)
class Spread:
    """The exact median, the maximum or the sum of a quantity over the rows that meet `where`.

    `statistic` is median, max or sum; totals are asked anew, never added up from groups.
    """

    statistic: str
    of: Quantity
    where: Condition


Formula = Count | Share | Spread


@dataclass(frozen=True, slots=True, eq=False)
class Measure:
    """One figure. `fact` and `formula` are None when only others hold the cases; then every
    value is an observation. `min_n` is the smallest n on which the value should be judged.

    `what` is the definition in Swedish words, `subject` the part of the catalogue, `register` the
    quality register or survey and `kpi` Kolada's measure by the same definition. The national
    series ends on `national_until`; after it values are local and compared with nobody.
    """

    name: str
    title: Words
    source: str
    unit: Unit
    good: Good
    owner: str
    fact: Fact | None = None
    formula: Formula | None = None
    timing: Timing = Timing.PERIOD
    by: tuple[str, ...] = ()
    target: float | None = None
    min_n: int = 1
    chart: Chart = Chart.BAR
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    replaces: str | None = None
    replaced_by: str = ""
    what: str = ""
    subject: str = ""
    register: str = ""
    kpi: str = ""
    national_until: dt.date | None = None

    def is_local_on(self, day: dt.date) -> bool:
        """Whether a value of the day stands alone, since the national series has ended."""
        return self.national_until is not None and day > self.national_until

    @property
    def is_computed(self) -> bool:
        """Whether Vaka holds the cases behind the figure."""
        return self.formula is not None

    @property
    def is_additive(self) -> bool:
        """Whether totals follow from the groups by adding numerators and denominators."""
        return not isinstance(self.formula, Spread)

    def scope(self, table: ir.Table, at: Moment) -> ir.BooleanValue | None:
        """The rows that may matter: all others can be left unread. None means every row."""
        match self.formula:
            case Count(where=condition) | Share(whole=condition) | Spread(where=condition):
                return None if condition is None else condition(table, at)
            case None:
                raise NotComputedError(self.name)


class NotComputedError(ValueError):
    """The measure has no cases in Vaka, only published values."""

    def __init__(self, name: str) -> None:
        super().__init__(f"Måttet ”{name}” har inga ärenden i Vaka, bara publicerade värden.")

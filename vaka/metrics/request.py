"""A question to the measure engine, and one line of the answer."""

import datetime as dt
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from vaka.law.period import Grain, Period

GroupKey = str | int | None


class Tree(StrEnum):
    """Which tree of units cuts the figure: today's, or that of the period's last day."""

    NOW = "now"
    THEN = "then"


class Part(StrEnum):
    """Which cases of a share; of a count both mean the counted ones."""

    NUMERATOR = "numerator"
    DENOMINATOR = "denominator"


@dataclass(frozen=True, slots=True)
class Request:
    """Measures x unit with all below x period x grain x groups.

    `grain` None takes the kind in which the period is written. `as_of` None is today. `only`
    keeps the cases of one group, such as `(("law", "HSL"),)`. With `lenient` a dimension that
    a measure lacks is ignored instead of refused.
    """

    measures: tuple[str, ...]
    unit: str
    period: Period
    by: tuple[str, ...] = ()
    grain: Grain | None = None
    as_of: dt.date | None = None
    tree: Tree = Tree.NOW
    only: tuple[tuple[str, str], ...] = ()
    lenient: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """One figure. Shares are percent (0–100); `low` and `high` bound a share (95 %).

    `by` is empty for a total. What is missing is None, never NaN.
    """

    name: str
    unit: str
    period: str
    by: dict[str, GroupKey] = field(default_factory=dict)
    value: float | int | None = None
    numerator: float | int | None = None
    denominator: float | int | None = None
    n: float | int | None = None
    low: float | None = None
    high: float | None = None
    source: str = ""

    def as_json(self) -> dict[str, Any]:
        """The row as `vaka measure` prints it."""
        return {name: getattr(self, name) for name in self.__slots__}


class DimensionNotOfferedError(ValueError):
    """The measure cannot be cut that way."""

    def __init__(self, measure: str, dimension: str, offered: tuple[str, ...]) -> None:
        choices = ", ".join(offered) or "ingen indelning"
        super().__init__(f"”{measure}” kan inte delas efter ”{dimension}”. Välj bland: {choices}.")

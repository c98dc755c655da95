"""What holds for monthly series: their definitions, what may be told, and twelve months in a row.

Money is whole öre, counts are whole. A month that nobody has told is left out and named, never
taken for nought. Values in, values and verdicts out; no database and no clock.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from vaka.law.months import add_months
from vaka.law.verdict import Verdict

MONTHS = 12
MOST = 10**13


class Sort(StrEnum):
    """What a series counts."""

    MONEY = "money"
    COUNT = "count"


class Wanted(StrEnum):
    """Which way is good."""

    LOWER = "lower"
    HIGHER = "higher"
    NEITHER = "neither"


@dataclass(frozen=True)
class Series:
    """A series: what it counts, what its parts are called (empty when told whole)."""

    code: str
    label: str
    sort: Sort
    good: Wanted
    what: str
    parts: str = ""


@dataclass(frozen=True)
class Figure:
    """What a month of a part came to: öre or a count."""

    series: str
    month: date
    part: str
    value: int


@dataclass(frozen=True)
class Rolling:
    """Twelve months up to one: their sum, the months told, and the same of the year before.

    `change` is over the months of the year that both years tell; None when there are none.
    """

    total: int
    told: int
    before: int | None
    change: int | None

    @property
    def percent(self) -> float | None:
        """How much more or less than the same months a year before, in percent."""
        if self.change is None or not self.before or self.before < 0:
            return None
        return 100 * self.change / self.before

    @property
    def is_whole(self) -> bool:
        """Tell whether all twelve months are told."""
        return self.told == MONTHS


@cache
def definitions() -> Mapping[str, Series]:
    """Give the series by their codes."""
    path = Path(__file__).with_name("series.toml")
    rows = tomllib.loads(path.read_text("utf-8"))["series"]
    return {row["code"]: Series(row["code"], row["label"], Sort(row["kind"]), Wanted(row["good"]),
                                row["what"], row.get("parts", "")) for row in rows}  # fmt: skip


def by_month(figures: Iterable[Figure]) -> dict[date, int]:
    """Add the figures of each month up."""
    found: dict[date, int] = {}
    for one in figures:
        found[one.month] = found.get(one.month, 0) + one.value
    return found


def rolling(figures: Iterable[Figure], until: date, told: Iterable[date] = ()) -> Rolling:
    """Give the twelve months up to and with `until`.

    Args:
        told: months that the whole series tells; a part without a row there came to nothing.
    """
    held = by_month(figures)
    for month in told:
        held.setdefault(month, 0)
    months = [add_months(until, -back) for back in range(MONTHS)]
    now = [month for month in months if month in held]
    both = [month for month in now if add_months(month, -MONTHS) in held]
    before = sum(held[add_months(month, -MONTHS)] for month in both)
    change = sum(held[month] for month in both) - before
    return Rolling(sum(held[month] for month in now), len(now), before if both else None,
                   change if both else None)  # fmt: skip


def run(figures: Iterable[Figure], until: date) -> list[tuple[date, int | None]]:
    """Give each of the last twelve months and the sum of the twelve up to it, None if one lacks."""
    held = by_month(figures)
    found: list[tuple[date, int | None]] = []
    for back in reversed(range(MONTHS)):
        month = add_months(until, -back)
        twelve = [held.get(add_months(month, -step)) for step in range(MONTHS)]
        told = [one for one in twelve if one is not None]
        found.append((month, sum(told) if len(told) == MONTHS else None))
    return found


def may_tell_figure(figure: Figure, today: date) -> Verdict:
    """A figure is nought or more, of a month that has begun, with its part where it has parts."""
    verdict = Verdict.yes()
    if not 0 <= figure.value <= MOST:
        verdict += Verdict.no("value", _("Värdet är noll eller mer, och rimligt."),
                              _("Rätta raden i källan."))  # fmt: skip
    if figure.month > today:
        verdict += Verdict.no("month", _("Månaden har inte börjat."), _("Rätta månaden."))
    series = definitions().get(figure.series)
    if series is None:
        return verdict + Verdict.no("series", _("Serien finns inte i Vaka."),
                                    _("Välj en av serierna på sidan om tolv månader."))  # fmt: skip
    if bool(series.parts) is not bool(figure.part):
        words = (_("Raden säger inte vilken del den gäller.") if series.parts
                 else _("Serien delas inte upp."))  # fmt: skip
        way = (_("Skriv delen: %s.") % series.parts.lower() if series.parts
               else _("Lämna delen tom."))  # fmt: skip
        verdict += Verdict.no("part", words, way)
    return verdict

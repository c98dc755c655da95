"""How many deviations of each type happen in each area of work in a year.

2023 is the published year: exact by type, law and area. 2022 is exact by type under HSL. The
other years continue them (lists/years.csv) with chance variation.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np

from vaka.config.demo.reading import facts, rows

FIRST_YEAR = 2021
PUBLISHED_YEAR = 2023
AREAS = (
    "special_housing",
    "home_care",
    "disability",
    "health_care",
    "assessment",
    "internal_support",
    "individual_family",
)
ACCIDENT, UNTYPED, FALLS = (
    "Olycksfall/halkolycka",
    "Typ ej redovisad",
    ("Fall utan skada", "Fall med skada"),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """`count` deviations of one type in one area; `pattern` names its hours of the day."""

    type: str
    law: str
    pattern: str
    area: str
    count: int


@dataclass(frozen=True, slots=True)
class Year:
    """How a year differs: factors against 2023, and how quickly cases are handled."""

    year: int
    all: float
    untyped: float
    accident: float
    fall: float
    assess_days: float
    close_days: float
    share_without: float

    def factor(self, kind: str) -> float:
        """Expected cases of a type as a multiple of 2023."""
        return self.all * {ACCIDENT: self.accident, UNTYPED: self.untyped}.get(
            kind, self.fall if kind in FALLS else 1.0
        )


@cache
def traits(year: int) -> Year:
    """The traits of a year; years after the last listed are like the last."""
    known = {int(row["year"]): row for row in rows("years")}
    row = known[min(max(year, min(known)), max(known))]
    return Year(year, **{key: float(value) for key, value in row.items() if key != "year"})


@cache
def published(year: int) -> dict[str, int]:
    """The printed counts by type of a year."""
    return {r["type"]: int(r["count"]) for r in facts("deviation_counts") if r["year"] == str(year)}


def cells(year: int, chance: np.random.Generator) -> Iterator[Cell]:
    """The cells of a year, those without cases left out."""
    for row in rows("placement"):
        for area, count in zip(AREAS, _counts(year, row, chance), strict=True):
            if count:
                yield Cell(row["type"], _law(row["law"], area), row["pattern"], area, count)


def _law(law: str, area: str) -> str:
    """Functional support files under LSS what others file under SoL."""
    return "LSS" if law == "SoL" and area == "disability" else law


def _counts(year: int, row: dict[str, str], chance: np.random.Generator) -> list[int]:
    base = [int(row[area]) for area in AREAS]
    if year == PUBLISHED_YEAR:
        return base
    if row["type"] in published(year):
        return apportion(published(year)[row["type"]], base)
    factor = traits(year).factor(row["type"])
    return [int(n) for n in chance.poisson(np.array(base) * factor)]


def apportion(total: int, weights: list[int]) -> list[int]:
    """Divide `total` by weights in whole numbers (largest remainders)."""
    shares = [total * weight / sum(weights) for weight in weights]
    whole = [int(share) for share in shares]
    order = sorted(range(len(shares)), key=lambda i: whole[i] - shares[i])
    for i in order[: total - sum(whole)]:
        whole[i] += 1
    return whole

"""Tables that papers are made from: published numbers of the repository, and more from shared."""

import csv
import os
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

HERE = Path(__file__).parents[2]
OURS = HERE / "vaka/config/demo/facts"
SHARED = Path(os.environ.get("VAKA_SHARED", HERE.parent / "shared")) / "facts"
CHAIN = ("risk", "causes", "plan")


@dataclass(frozen=True)
class Tables:
    """Rows by subject.

    Attributes:
        types: kind of deviation with its counts of two years.
        chains: year with three pairs of numerator and denominator.
        money: line with tkr.
    """

    types: list[tuple[str, int, int]]
    chains: list[tuple[int, list[tuple[int, int]]]]
    money: list[tuple[str, int]]

    def some(self, r: Random, count: int) -> list[tuple[str, int, int]]:
        """Give some types whose two years differ."""
        fit = [row for row in self.types if row[1] > 2 and row[2] > 2 and row[1] != row[2]]
        return r.sample(fit, count)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _types() -> list[tuple[str, int, int]]:
    found: dict[str, dict[str, int]] = {}
    for row in _rows(OURS / "deviation_counts.csv"):
        if row["count"] and "redovisad" not in row["type"]:
            found.setdefault(row["type"], {})[row["year"]] = int(row["count"])
    return [(name, years.get("2022", years["2023"] * 2 // 3), years["2023"])
            for name, years in sorted(found.items()) if "2023" in years]  # fmt: skip


def _chains() -> list[tuple[int, list[tuple[int, int]]]]:
    found: dict[int, dict[str, tuple[int, int]]] = {}
    for row in _rows(OURS / "observed.csv"):
        step = row["measure"].removeprefix("senior_alert_").removesuffix("_share")
        if step in CHAIN and row["numerator"]:
            pair = int(row["numerator"]), int(row["denominator"])
            found.setdefault(int(row["period"]), {})[step] = pair
    whole = {year: [steps[s] for s in CHAIN] for year, steps in found.items() if len(steps) == 3}
    return [(year, steps) for year, steps in sorted(whole.items()) if steps[0][0] < steps[0][1]]


def _money() -> list[tuple[str, int]]:
    path = SHARED / "harnosand/budget_2024_02.csv"
    if path.is_file():
        found = [(row["line"], int(row["feb_2024_acc_tkr"])) for row in _rows(path)
                 if row["level"] == "2" and abs(int(row["feb_2024_acc_tkr"])) > 60]  # fmt: skip
        return [(name, -value * 9) for name, value in found if value < 0]
    return [(name, after * 37) for name, _before, after in _types()]


@cache
def tables(*, kept_apart: bool) -> Tables:
    """Give two thirds of the rows, or the third that is kept apart."""

    def part(rows: list[object]) -> list[object]:
        return [row for at, row in enumerate(rows) if (at % 3 == 2) is kept_apart]

    types, chains, money = _types(), _chains(), _money()
    return Tables(part(types), part(chains), part(money) if len(money) > 8 else money)  # type: ignore[arg-type]

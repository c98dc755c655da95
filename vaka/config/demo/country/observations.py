"""A principal's published aggregates of a year, and its tree of units."""

from datetime import date
from typing import Any

import numpy as np
import pyarrow as pa

from vaka.config.demo.country import columns
from vaka.config.demo.country.plan import START, Country, Principal, chance
from vaka.law.grains import Grain
from vaka.law.period import Period
from vaka.metrics.definitions import MEASURES
from vaka.metrics.facts import OBSERVATION, OPEN_END, UNIT_TREE, day_number
from vaka.metrics.measure import Unit

SOURCE = "Påhittad uppgift för ett helt land"
_SEXES: tuple[str | None, ...] = (None, "K", "M")


def rows(country: Country, principal: Principal, year: int) -> pa.Table:
    """So many of the cells measure x unit x part of the year x sex as the share asks."""
    draw = chance(country, principal.number, 2, year)
    size = round(principal.observations / country.years)
    names = sorted(name for name, measure in MEASURES.items() if not measure.is_computed)
    parts = _parts(year)
    codes = [principal.code, *(home.code for home in principal.homes)]
    cell = np.arange(min(size, len(names) * len(codes) * len(parts) * len(_SEXES)))
    cell, sex = np.divmod(cell, len(_SEXES))
    cell, part = np.divmod(cell, len(parts))
    name, code = np.divmod(cell, len(codes))
    whole = draw.integers(20, 400, len(cell))
    units = [MEASURES[one].unit for one in names]
    is_share = np.array([unit is Unit.PERCENT for unit in units])[name]
    value = np.where(is_share, np.round(draw.beta(8, 3, len(cell)) * 100, 1), whole)
    made = {
        "measure": columns.looked_up(names, name),
        "unit_code": columns.looked_up(codes, code),
        "period": columns.looked_up([str(p) for p in parts], part),
        "period_kind": columns.looked_up([p.kind.value for p in parts], part),
        "period_first_date": columns.dates(_days([p.first_date for p in parts])[part]),
        "period_last_date": columns.dates(_days([p.last_date for p in parts])[part]),
        "year": columns.whole(np.full(len(cell), year)),
        "sex": columns.looked_up(_SEXES, sex),
        "value": pa.array(value.astype(float)),
        "denominator": pa.array(whole.astype(float)),
        "n": pa.array(whole.astype(float)),
        "unit": columns.looked_up([unit.value for unit in units], name),
        "source": columns.looked_up([SOURCE], np.zeros(len(cell), int)),
    }
    return columns.table(OBSERVATION, made, len(cell))


def _parts(year: int) -> list[Period]:
    whole = Period.parse(str(year))
    return [
        part for grain in (Grain.YEAR, Grain.QUARTER, Grain.MONTH) for part in whole.parts(grain)
    ]


def _days(days: list[date]) -> np.ndarray:
    return np.array([day_number(day) for day in days])


def tree(principal: Principal) -> pa.Table:
    """Every home under the principal, each from and until its days."""
    own = _pair(principal.code, principal.code, 0, f"Kommun {principal.code}", "principal", START)
    found = [own]
    for home in principal.homes:
        for above, depth in ((principal.code, 1), (home.code, 0)):
            row = _pair(above, home.code, depth, home.name, home.kind, home.since)
            found.append(row | {"valid_to_date": home.until})
    return UNIT_TREE.table(found)


def _pair(above: str, code: str, depth: int, name: str, kind: str, since: date) -> dict[str, Any]:
    return {
        "ancestor_code": above, "unit_code": code, "depth": depth, "name": name, "kind": kind,
        "is_reference": False, "valid_from_date": since, "valid_to_date": OPEN_END,
    }  # fmt: skip

"""Invented worlds for the engines: every fact with awkward rows, in one tree that is re-organised.

Values are taken from the specifications' own rows, so that a new measure is tried with what its
conditions look for, besides nulls, ties, single rows and units without any.
"""

import datetime as dt
from functools import cache
from random import Random

from hypothesis import strategies as st

from vaka.metrics.definitions import MEASURES
from vaka.metrics.facts import (
    FACTS,
    OBSERVATION,
    OPEN_END,
    UNIT_TREE,
    Kind,
    calendar_of,
    day_number,
)
from vaka.metrics.specs import SPECS

UNITS = ("almen", "bjorken", "linden", "tom", "harnosand")
"""`tom` never has a case; `harnosand` is a reference unit."""
MOVED = dt.date(2023, 5, 14)
"""The day on which Linden moves from one district to the other."""
SIZES = (0, 1, 2, 9, 30)
TODAY = dt.date(2024, 2, 29)


def worlds():
    """Rows of every fact by name, told by a seed and how many rows each fact has."""
    sizes = st.lists(st.sampled_from(SIZES), min_size=len(FACTS), max_size=len(FACTS))
    return st.builds(world, st.integers(0, 2**31), sizes)


def world(seed, sizes):
    """Make one world."""
    draw = Random(seed)
    made = {
        fact.name: [_row(draw, fact, number) for number in range(size)]
        for fact, size in zip(FACTS.values(), sizes, strict=True)
    }
    return made | {"unit_tree": tree(), OBSERVATION.name: _printed(draw)}


def tree():
    """Two districts; Linden moves from the first to the second in the middle of a period."""
    always = (dt.date(2000, 1, 1), OPEN_END)
    pairs = [(unit, unit, 0, *always) for unit in ("vaka", "norr", "soder", *UNITS)]
    pairs += [("vaka", unit, 1, *always) for unit in ("norr", "soder")]
    pairs += [("vaka", unit, 2, *always) for unit in UNITS[:-1]]
    pairs += [("norr", "almen", 1, *always), ("soder", "bjorken", 1, *always)]
    pairs += [("soder", "tom", 1, *always)]
    pairs += [("norr", "linden", 1, always[0], MOVED), ("soder", "linden", 1, MOVED, OPEN_END)]
    names = UNIT_TREE.column_names
    return [
        dict(zip(names, (up, unit, depth, unit, "unit", unit == "harnosand", *span), strict=True))
        for up, unit, depth, *span in pairs
    ]


@cache
def _domains():
    """The values of each column that the specifications use, with no value where that may be."""
    found = {}
    for spec in SPECS:
        fact = MEASURES[spec.measure].fact
        for row in spec.rows:
            for name, value in row.items():
                found.setdefault((fact.name, name), {})[value] = None
    return {key: [value for value in values if value is not None] for key, values in found.items()}


def _row(draw, fact, number):
    row = {column.name: _value(draw, fact, column, number) for column in fact.columns}
    if fact.counted_by and row.get(fact.counted_by):
        known = calendar_of(row[fact.counted_by])
        row |= {name: value for name, value in known.items() if name in fact.column_names}
    if "valid_to_date" in row:
        row["valid_from_date"] = _day(draw)
        row["valid_to_date"] = draw.choice([OPEN_END, OPEN_END, _day(draw)])
    return row


def _value(draw, fact, column, number):
    if not column.required and draw.random() < 0.3:
        return None
    if column.name in ("case_id", "row_id"):
        return f"{fact.name}-{number // 2}"
    if column.name == "unit_code":
        return draw.choice(("almen", "almen", "bjorken", "linden", "harnosand"))
    known = _domains().get((fact.name, column.name))
    match column.kind:
        case Kind.DATE:
            return _day(draw)
        case Kind.FLAG:
            return draw.random() < 0.5
        case Kind.TEXT:
            return draw.choice(known or ["a", "b"])
        case Kind.WHOLE if column.name.endswith("_day"):
            return day_number(_day(draw))
        case Kind.WHOLE:
            return draw.choice([*(known or []), 0, 1, 2, 3, 3])
    return draw.choice([*(known or []), 0.0, 1.5, 1 / 3, 1 / 3])


def _day(draw):
    """A day around the bounds of years, quarters and the re-organisation, or any."""
    edges = [dt.date(2022, 12, 31), dt.date(2023, 1, 1), dt.date(2023, 3, 31), MOVED, TODAY]
    if draw.random() < 0.4:
        return draw.choice(edges)
    return dt.date(2022, 6, 1) + dt.timedelta(days=draw.randrange(650))


def _printed(draw):
    """Published figures of some cells, with and without numbers beside them."""
    names = draw.sample(sorted(MEASURES), 12)
    cells = [
        (name, unit, period, sex)
        for name in names
        for unit in ("harnosand", "almen")
        for period in ("2023", "2023Q2")
        for sex in (None, "K", "M")
    ]
    return [
        {
            "measure": name, "unit_code": unit, "period": period, "period_kind": "year",
            "period_first_date": dt.date(2023, 1, 1), "period_last_date": dt.date(2023, 12, 31),
            "year": 2023, "sex": sex, "value": draw.choice([None, 0.0, 71.3, 1 / 3]),
            "numerator": draw.choice([None, 5.0]), "denominator": draw.choice([None, 7.0]),
            "n": draw.choice([None, 7.0]), "unit": "percent", "source": "påhittad",
        }
        for name, unit, period, sex in draw.sample(cells, draw.choice([0, 1, 20]))
    ]  # fmt: skip

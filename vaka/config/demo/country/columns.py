"""Columns of invented rows, made whole: NumPy draws, Arrow looks texts up."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import lru_cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from vaka.law.months import add_months
from vaka.metrics.facts import OPEN_END, Fact, calendar_of, day_number

OPEN_DAY = day_number(OPEN_END)


def looked_up(words: Sequence[str | None], index: np.ndarray) -> pa.Array:
    """Texts by their number; a number below nought is no text."""
    places = pa.array(index, mask=index < 0) if (index < 0).any() else pa.array(index)
    return pa.array(words, pa.string()).take(places)


def dates(days: np.ndarray, missing: np.ndarray | None = None) -> pa.Array:
    """Dates from day numbers."""
    return pa.array(days.astype(np.int32), pa.int32(), mask=missing).cast(pa.date32())


def whole(numbers: np.ndarray, missing: np.ndarray | None = None) -> pa.Array:
    """Whole numbers."""
    return pa.array(numbers.astype(np.int32), pa.int32(), mask=missing)


def flags(values: np.ndarray, missing: np.ndarray | None = None) -> pa.Array:
    """Yes and no."""
    return pa.array(values, pa.bool_(), mask=missing)


def coded(before: str, numbers: np.ndarray) -> pa.Array:
    """Texts of a beginning and a number of seven figures."""
    return pc.binary_join_element_wise(
        before, pc.utf8_lpad(pa.array(numbers).cast(pa.string()), 7, "0"), ""
    )


def calendar(year: int, day_of_year: np.ndarray) -> dict[str, pa.Array]:
    """The calendar's columns for days of one year."""
    known = _calendar(year)
    made = {name: looked_up(words, day_of_year) for name, words in known[0].items()}
    return made | {
        name: whole(np.array(numbers)[day_of_year]) for name, numbers in known[1].items()
    }


@lru_cache(maxsize=40)
def _calendar(year: int) -> tuple[dict[str, list[str]], dict[str, list[int]]]:
    days = [calendar_of(date(year, 1, 1) + timedelta(days=k)) for k in range(366)]
    texts = {
        name: [day[name] for day in days] for name in ("tertial", "quarter", "month", "iso_week")
    }
    numbers = {name: [day[name] for day in days] for name in ("year", "weekday")}
    return texts, numbers


@lru_cache(maxsize=2)
def month_later(first: int, count: int) -> np.ndarray:
    """The day number one month after each of so many days."""
    start = date(1970, 1, 1) + timedelta(days=first)
    return np.array([day_number(add_months(start + timedelta(days=k), 1)) for k in range(count)])


def table(fact: Fact, columns: Mapping[str, pa.Array], size: int) -> pa.Table:
    """The columns in the fact's order and types; those left out are empty."""
    schema = fact.arrow_schema()
    arrays = [
        columns[field.name] if field.name in columns else pa.nulls(size, field.type)
        for field in schema
    ]
    return pa.Table.from_arrays(arrays, schema=schema)

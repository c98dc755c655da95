"""The kinds of period, and one part of the calendar at a time: its bounds, text and words."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from vaka.law.months import add_months

FIRST_YEAR, LAST_YEAR = 1900, 2100

MONTH_WORDS = (
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
)


class Grain(StrEnum):
    """The kinds of period, from the finest to the coarsest."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    TERTIAL = "tertial"
    YEAR = "year"


MONTHS_IN = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.TERTIAL: 4, Grain.YEAR: 12}

_FORMS = {
    Grain.YEAR: re.compile(r"([0-9]{4})"),
    Grain.TERTIAL: re.compile(r"([0-9]{4})T([1-3])"),
    Grain.QUARTER: re.compile(r"([0-9]{4})Q([1-4])"),
    Grain.WEEK: re.compile(r"([0-9]{4})-W([0-9]{2})"),
    Grain.MONTH: re.compile(r"([0-9]{4})-([0-9]{2})"),
    Grain.DAY: re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})"),
}


def bounds(day: date, grain: Grain) -> tuple[date, date]:
    """First and last date (both included) of the part of this kind that holds the day."""
    if grain is Grain.DAY:
        return day, day
    if grain is Grain.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    size = MONTHS_IN[grain]
    first = date(day.year, (day.month - 1) // size * size + 1, 1)
    return first, add_months(first, size) - timedelta(days=1)


def year_of(first: date, grain: Grain) -> int:
    """The year a part belongs to: the ISO year for weeks, else the calendar year."""
    return first.isocalendar().year if grain is Grain.WEEK else first.year


def number_of(first: date, grain: Grain) -> int:
    """The part's number within its year: week 1–53, month 1–12, quarter 1–4, tertial 1–3."""
    if grain is Grain.WEEK:
        return first.isocalendar().week
    return (first.month - 1) // MONTHS_IN[grain] + 1


def write(first: date, grain: Grain) -> str:
    """The text of one part, such as `2023-W05`."""
    year = year_of(first, grain)
    if grain is Grain.DAY:
        return first.isoformat()
    if grain is Grain.YEAR:
        return f"{year:04d}"
    sign, width = {"week": ("-W", 2), "month": ("-", 2), "quarter": ("Q", 1), "tertial": ("T", 1)}[
        grain.value
    ]
    return f"{year:04d}{sign}{number_of(first, grain):0{width}d}"


def read(text: str) -> tuple[Grain, date]:
    """Kind and first date of one part as text. Raises ValueError when it is none."""
    for grain, form in _FORMS.items():
        if match := form.fullmatch(text):
            return grain, first_date(grain, *map(int, match.groups()))
    raise ValueError(text)


def first_date(grain: Grain, year: int, number: int = 1, day: int = 1) -> date:
    """First date of a part by its numbers. Raises ValueError for W53 where none exists etc."""
    if grain is Grain.WEEK:
        return date.fromisocalendar(year, number, 1)
    if grain is Grain.DAY:
        return date(year, number, day)
    return date(year, (number - 1) * MONTHS_IN[grain] + 1, 1)


def name(first: date, grain: Grain) -> str:
    """Swedish words of one part without its year; empty for a year."""
    if grain is Grain.DAY:
        return f"{first.day} {MONTH_WORDS[first.month - 1]}"
    if grain is Grain.MONTH:
        return MONTH_WORDS[first.month - 1]
    word = {"week": "vecka", "quarter": "kvartal", "tertial": "tertial", "year": ""}[grain.value]
    return f"{word} {number_of(first, grain)}" if word else ""


def step(first: date, grain: Grain, steps: int) -> date:
    """First date of the part `steps` parts later (or earlier)."""
    if grain in MONTHS_IN:
        return add_months(first, steps * MONTHS_IN[grain])
    return first + timedelta(days=steps * (7 if grain is Grain.WEEK else 1))


def year_before(first: date, grain: Grain) -> date:
    """First date of the same part a year earlier; 29 February gives 28, week 53 gives 52."""
    if grain is not Grain.WEEK:
        return add_months(first, -12)
    year, week, _ = first.isocalendar()
    last_week = date(year - 1, 12, 28).isocalendar().week
    return date.fromisocalendar(year - 1, min(week, last_week), 1)

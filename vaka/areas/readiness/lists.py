"""The seasons that units make ready for, from `seasons.toml`; which holds a year is dated there."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any


class UnknownSeason(LookupError):
    """No season has this code in that year."""


@dataclass(frozen=True)
class Question:
    """One question of a season."""

    code: str
    words: str


@dataclass(frozen=True)
class Season:
    """One season of a year: by which day units answer, when it begins, who is asked what."""

    code: str
    title: str
    year: int
    due_date: date
    starts_date: date
    kinds: tuple[str, ...]
    questions: tuple[Question, ...]
    source: str

    def words_of(self, code: str) -> str:
        """Give a question's words; a question that has gone stands as its code."""
        return next((one.words for one in self.questions if one.code == code), code)


@cache
def seasons(year: int) -> tuple[Season, ...]:
    """Give the seasons of a year in order of the day by which they are answered."""
    held: dict[str, tuple[date, Season]] = {}
    for row in _read()["season"]:
        season = _season(row, year)
        until = row.get("until", date.max)
        before = held.get(season.code, (date.min, season))[0]
        if row["since"] <= season.due_date <= until and row["since"] >= before:
            held[season.code] = row["since"], season
    return tuple(sorted((one for _since, one in held.values()), key=lambda one: one.due_date))


def season(code: str, year: int) -> Season:
    """Give one season of a year. Raises UnknownSeason."""
    found = next((one for one in seasons(year) if one.code == code), None)
    if found is None:
        raise UnknownSeason(f"{code} {year}")
    return found


@cache
def first_year() -> int:
    """Give the first year in which any season is asked about."""
    return int(min(row["since"].year for row in _read()["season"]))


def opens_days_before() -> int:
    """Give from how many days before its last day a season may be answered."""
    return int(_read()["opens_days_before"])


@cache
def _read() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("seasons.toml").read_text("utf-8"))


def _season(row: dict[str, Any], year: int) -> Season:
    return Season(
        code=row["code"], title=row["title"], year=year, due_date=date(year, **row["answer_by"]),
        starts_date=date(year, **row["starts"]), kinds=tuple(row["kinds"]), source=row["source"],
        questions=tuple(Question(one["code"], one["words"]) for one in row["question"]),
    )  # fmt: skip

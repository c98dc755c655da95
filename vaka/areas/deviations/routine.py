"""What a reporter of misconduct is told: the local routine in force on a day, as dated data."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from vaka.foundation.questions.sets import Words


class NoRoutine(LookupError):
    """No routine is in force on the date."""


@dataclass(frozen=True)
class Point:
    """One thing the reporter is told, with its icon."""

    icon: str
    words: Words


@dataclass(frozen=True)
class Routine:
    """A routine between two dates; `until` is included."""

    since: date
    until: date
    source: str
    heading: Words
    points: tuple[Point, ...]


@cache
def routines() -> tuple[Routine, ...]:
    """Give every routine, in the file's order."""
    rows = tomllib.loads(Path(__file__).with_name("routine.toml").read_text("utf-8"))["routine"]
    return tuple(
        Routine(
            since=row["since"],
            until=row.get("until", date.max),
            source=row["source"],
            heading=Words(**row["heading"]),
            points=tuple(Point(one.pop("icon"), Words(**one)) for one in row["point"]),
        )
        for row in rows
    )


def on(day: date) -> Routine:
    """Give the routine of a day, the latest begun first. Raises NoRoutine."""
    held = [one for one in routines() if one.since <= day <= one.until]
    if not held:
        raise NoRoutine(str(day))
    return max(held, key=lambda one: one.since)

"""The kinds of meeting in force on a day, read from `kinds.toml`."""

import tomllib
from dataclasses import dataclass, fields
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any


class UnknownKind(LookupError):
    """No kind of meeting of this name was in force on the day."""


@dataclass(frozen=True)
class TalkPoint:
    """One point of a conversation template: its heading and what to ask."""

    heading: str
    prompt: str


@dataclass(frozen=True)
class MeetingKind:
    """One kind of meeting, as it is held from a day on.

    Attributes:
        per_year: how many a year each unit of the kinds in `at` holds; 0 as needed.
        check: `adjust` by another than who led it, `facts` by the unit's manager, empty by none.
        open_to: who reads it besides those who lead: `staff`, `board` or nobody.
        minutes_days: within how many days the minutes are to be done.
        has_wishes: those who come have wishes that are answered the next time.
        counts_people: only the number of those who came is kept, never names.
        is_deidentified: nobody may be known from its text.
        is_paid: a member of the board is paid for it, once a day at most.
        asks_willing: it is made in homes, of those who have said yes to the unit's manager.
        asks_staff_present: whether staff listened is told, with the reason.
        prepared_with: with whom it is prepared before, as the page says it.
        receivers: to whom the checked report goes.
        figures: names of the measures that stand ready.
    """

    code: str
    since: date
    label: str
    sentence: str
    source: str
    per_year: int
    at: tuple[str, ...]
    check: str
    open_to: str
    minutes_days: int
    points: tuple[TalkPoint, ...]
    figures: tuple[str, ...] = ()
    has_wishes: bool = False
    counts_people: bool = False
    is_deidentified: bool = False
    is_paid: bool = False
    asks_willing: bool = False
    asks_staff_present: bool = False
    prepared_with: str = ""
    receivers: tuple[str, ...] = ()


@cache
def every_version() -> tuple[MeetingKind, ...]:
    """Give every version of every kind, as they stand in the file."""
    rows = tomllib.loads(Path(__file__).with_name("kinds.toml").read_text("utf-8"))["kind"]
    return tuple(_read(row) for row in rows)


def kinds(on: date) -> dict[str, MeetingKind]:
    """Give the kinds in force on a day by code, in the order of the file."""
    found: dict[str, MeetingKind] = {}
    for one in every_version():
        if one.since <= on and (one.code not in found or found[one.code].since < one.since):
            found[one.code] = one
    return found


def kind(code: str, on: date) -> MeetingKind:
    """Give one kind as it is held on a day; before its first day, its first version.

    Raises:
        UnknownKind: there is none of this name.
    """
    versions = sorted((one for one in every_version() if one.code == code), key=lambda k: k.since)
    if not versions:
        raise UnknownKind(code)
    return next((one for one in reversed(versions) if one.since <= on), versions[0])


def labels() -> dict[str, str]:
    """Give the newest name of each kind, in the order of the file."""
    return {one.code: one.label for one in every_version()}


def open_to(door: str) -> list[str]:
    """Give the codes of the kinds that are open to some readers."""
    return sorted({one.code for one in every_version() if one.open_to == door})


def paid() -> list[str]:
    """Give the codes of the kinds that a member of the board is paid for."""
    return sorted({one.code for one in every_version() if one.is_paid})


def _read(row: dict[str, Any]) -> MeetingKind:
    names = {field.name for field in fields(MeetingKind)}
    given: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value
             for name, value in row.items() if name in names}  # fmt: skip
    return MeetingKind(**given | {"points": tuple(TalkPoint(*pair) for pair in row["points"])})

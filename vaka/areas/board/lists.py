"""The set form of a board letter and the standing items, in force on a day, from `form.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Part:
    """One part of a board letter.

    Attributes:
        must: whether a letter with a proposal lacks something without it.
        one_of: the group of which one part is enough.
    """

    code: str
    label: str
    since: date
    hint: str = ""
    must: bool = False
    one_of: str = ""


@dataclass(frozen=True)
class Standing:
    """An item that stands on every agenda, first or last.

    Attributes:
        fills: what it tells by itself: `letters` that have come in, `immediates` of care.
    """

    title: str
    sort: str
    place: str
    since: date
    fills: str = ""


@dataclass(frozen=True)
class Appeal:
    """How a kind of decision is appealed; `words` may hold `{last_day}`."""

    code: str
    label: str
    since: date
    law: str
    words: str


def parts(on: date) -> tuple[Part, ...]:
    """Give the parts of a letter in the order of the form, as it was on a day."""
    return tuple(one for one in _read()[0] if one.since <= on)


def standing(on: date) -> tuple[Standing, ...]:
    """Give the items of every agenda, as they were on a day."""
    return tuple(one for one in _read()[1] if one.since <= on)


def told_in(on: date, fills: str = "letters") -> tuple[str, ...]:
    """Give the titles of the standing items that tell one thing by themselves, such as what has
    come in."""
    return tuple(one.title for one in standing(on) if one.fills == fills)


def appeals(on: date) -> dict[str, Appeal]:
    """Give how decisions of a day are appealed, by kind; the text is the latest begun by then."""
    return {one.code: one for one in _appeals() if one.since <= on}


def usual(sort: str) -> tuple[str, str]:
    """Give what is usually decided of a sort of item, and how that is appealed."""
    return next((row["decision"], row["appeal"]) for row in _minutes()["usual"]
                if row["sort"] == sort)  # fmt: skip


@cache
def _minutes() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((Path(__file__).parent / "minutes.toml").read_text("utf-8"))


@cache
def _appeals() -> tuple[Appeal, ...]:
    rows = sorted(_minutes()["appeal"], key=lambda row: row["since"])
    return tuple(Appeal(**row | {"words": row["words"].strip()}) for row in rows)


@cache
def _read() -> tuple[tuple[Part, ...], tuple[Standing, ...]]:
    told = tomllib.loads((Path(__file__).parent / "form.toml").read_text("utf-8"))
    return tuple(Part(**row) for row in told["part"]), tuple(
        Standing(**row) for row in told["standing"]
    )

"""The reports that are written each year and the areas of their result tables, from the TOML."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from vaka.foundation.access.viewer import NotVisible


@dataclass(frozen=True)
class Kind:
    """One report that is written together.

    Attributes:
        role: who leads it.
        due_law: the topic of a day that stands in law; empty when no law gives one.
        due_local: the local value that holds the board's own day.
        topic: what the law asks of the text.
    """

    name: str
    title: str
    role: str
    topic: str
    since: date
    due_law: str = ""
    due_local: str = ""
    until: date | None = None


@dataclass(frozen=True)
class Result:
    """One area of a report's result table."""

    report: str
    key: str
    area: str
    goal: str
    measure: str
    since: date
    until: date | None = None


def kinds(on: date) -> list[Kind]:
    """Give the reports that are written on a date."""
    return [one for one in _kinds() if _holds(one, on)]


def kind(name: str) -> Kind:
    """Give one report. Raises NotVisible."""
    found = next((one for one in _kinds() if one.name == name), None)
    if found is None:
        raise NotVisible(name)
    return found


def results(report: str, on: date) -> list[Result]:
    """Give the areas of a report's result table on a date, in order."""
    rows = [Result(**row) for row in _told()["result"]]
    return [one for one in rows if one.report == report and _holds(one, on)]


@cache
def _kinds() -> tuple[Kind, ...]:
    return tuple(Kind(**row) for row in _told()["kind"])


@cache
def _told() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("lists.toml").read_text("utf-8"))


def _holds(one: Kind | Result, on: date) -> bool:
    return one.since <= on and (one.until is None or on <= one.until)

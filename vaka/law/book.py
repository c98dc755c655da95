"""Reads `values/*.toml` once into typed rows and refuses what cannot be right."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

Value = int | float | str | tuple[str, ...]

FOLDER = Path(__file__).parent / "values"


class OverlappingValues(ValueError):
    """Two rows of one topic are valid on the same day."""


class UnfitRow(ValueError):
    """A row lacks a field, has an unknown one, or ends before it begins."""


class Basis(StrEnum):
    """What a value rests on; a report never calls anything but `STATUTE` a legal limit."""

    STATUTE = "statute"
    REGULATION = "regulation"
    ADVICE = "advice"
    PRACTICE = "practice"
    LOCAL = "local"


@dataclass(frozen=True, slots=True)
class Act:
    """An act or regulation: its short name with number, its title and its life."""

    code: str
    name: str
    title: str
    since: date | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """A day when rules change, in Swedish words."""

    on: date
    words: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One dated row of a topic; `until` is included, None is open, value None is no number."""

    key: str
    title: str
    act: str
    paragraph: str
    since: date | None
    until: date | None
    verified: bool
    basis: Basis
    value: Value | None
    unit: str
    note: str

    @property
    def text(self) -> str:
        """Act and paragraph as printed, such as `SoL (2025:400) 11 kap. 1 §`."""
        return f"{self.act} {self.paragraph}".strip()

    def holds_on(self, day: date) -> bool:
        return self.overlaps(day, day)

    def overlaps(self, first: date, last: date) -> bool:
        return (self.since or date.min) <= last and first <= (self.until or date.max)


@lru_cache(maxsize=1)
def book() -> dict[str, tuple[Row, ...]]:
    """Every topic with its rows, oldest first. Raises `OverlappingValues`, `UnfitRow`."""
    tables = (read_file(path) for path in sorted(FOLDER.glob("topics_*.toml")))
    return read_topics(tables, acts())


@lru_cache(maxsize=1)
def acts() -> dict[str, Act]:
    """Acts and regulations by code."""
    table = read_file(FOLDER / "acts.toml")
    return {code: _act(code, fields) for code, fields in table.items()}


@lru_cache(maxsize=1)
def calendar() -> tuple[Event, ...]:
    """The days when rules change, oldest first."""
    events = read_file(FOLDER / "calendar.toml")["event"]
    return tuple(sorted((Event(**event) for event in events), key=lambda event: event.on))


def read_file(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def read_topics(
    tables: Iterable[dict[str, Any]], known_acts: dict[str, Act]
) -> dict[str, tuple[Row, ...]]:
    """Rows by topic from parsed files. Raises `OverlappingValues`, `UnfitRow`."""
    topics: dict[str, tuple[Row, ...]] = {}
    for table in tables:
        for key, topic in table.items():
            if key in topics:
                raise OverlappingValues(f"{key} stands in two files")
            topics[key] = _in_order(_topic_rows(key, topic, known_acts))
    return topics


def _act(code: str, fields: dict[str, Any]) -> Act:
    return Act(code, fields["name"], fields["title"], fields.get("since"), fields.get("until"))


def _topic_rows(key: str, topic: dict[str, Any], known: dict[str, Act]) -> Iterator[Row]:
    for fields in topic["rows"]:
        try:
            yield _row(key, topic["title"], dict(fields), known)
        except (KeyError, TypeError, ValueError) as error:
            raise UnfitRow(f"{key}: {fields}: {error}") from error


def _row(key: str, title: str, fields: dict[str, Any], known: dict[str, Act]) -> Row:
    """A row takes its validity from its act unless it states its own."""
    act = known[fields.pop("act")]
    value = fields.pop("value", None)
    return Row(
        key=key,
        title=title,
        act=act.name,
        paragraph=fields.pop("at", ""),
        since=fields.pop("since", act.since),
        until=fields.pop("until", act.until),
        verified=fields.pop("verified"),
        basis=Basis(fields.pop("basis", "statute")),
        value=tuple(value) if isinstance(value, list) else value,
        unit=fields.pop("unit", ""),
        note=fields.pop("note", ""),
        **fields,  # what is left is unknown and refused by the constructor
    )


def _in_order(rows: Iterable[Row]) -> tuple[Row, ...]:
    ordered = tuple(sorted(rows, key=lambda row: row.since or date.min))
    for row in ordered:
        if (row.since or date.min) > (row.until or date.max):
            raise UnfitRow(f"{row.key}: {row.text} ends before it begins")
    for earlier, later in pairwise(ordered):
        if earlier.overlaps(later.since or date.min, later.until or date.max):
            raise OverlappingValues(f"{earlier.key}: {earlier.text} and {later.text}")
    return ordered

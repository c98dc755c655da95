"""Who fills which fact: `config` hands the pairs of schema and producer over at start."""

import uuid
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

Rows = Callable[[Collection[uuid.UUID] | None, int | None], Iterator[Mapping[str, Any]]]
Stamp = Callable[[], str]


@dataclass(frozen=True)
class Producer:
    """How a fact is filled.

    Attributes:
        rows: gives rows of some cases (by id), of a year, or all.
        key: column that names a row's case; empty for facts that are written whole.
        years: gives the years that have rows; empty for a fact in one file.
        stamp: tells whether a fact written whole has changed, by a short text.
    """

    rows: Rows
    key: str = ""
    years: Callable[[], list[int]] | None = None
    stamp: Stamp | None = None


@dataclass(frozen=True)
class Registered:
    """A fact as the writer sees it."""

    name: str
    version: str
    schema: pa.Schema
    producer: Producer


_facts: dict[str, Registered] = {}


def register(name: str, version: str, schema: pa.Schema, producer: Producer) -> None:
    """Pair a fact with its producer; the same name again replaces it."""
    _facts[name] = Registered(name, version, schema, producer)


def all_facts() -> list[Registered]:
    """Give every registered fact."""
    return list(_facts.values())

"""The dated shape of the file to the journal, read once from the TOML beside."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

FILE = Path(__file__).parent / "shape.toml"


class NoShape(LookupError):
    """No shape holds on the day."""


@dataclass(frozen=True)
class Field:
    """One field of a row; `source` names what fills it."""

    name: str
    label: str
    source: str


@dataclass(frozen=True)
class Shape:
    """How a file looks from a day on; `receipt` are the columns that the answer is to have."""

    name: str
    version: int
    since: date
    verified: bool
    source: str
    fields: tuple[Field, ...]
    receipt: tuple[str, ...]
    answers: tuple[str, ...]


def shape(on: date) -> Shape:
    """Give the shape in force on a day. Raises NoShape."""
    found = [one for one in _all() if one.since <= on]
    if not found:
        raise NoShape(str(on))
    return max(found, key=lambda one: one.since)


@lru_cache
def _all() -> tuple[Shape, ...]:
    told = tomllib.loads(FILE.read_text("utf-8"))
    receipt = told["receipt"]
    return tuple(
        Shape(
            one["name"], one["version"], one["since"], one["verified"], one["source"],
            tuple(Field(part["name"], part["label"], part["from"]) for part in one["fields"]),
            tuple(receipt["columns"]), tuple(receipt["answers"]),
        )
        for one in told["shape"]
    )  # fmt: skip

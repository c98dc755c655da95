"""The dated lists that a deviation is described by, read once from `lists.toml`."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path


@dataclass(frozen=True)
class Item:
    """One row of a list; `is_injury` only says something in the list of harm."""

    code: str
    label: str
    since: date | None
    until: date | None
    is_injury: bool = False


@cache
def _all() -> dict[str, dict[str, Item]]:
    table = tomllib.loads(Path(__file__).with_name("lists.toml").read_text("utf-8"))
    return {name: {row["code"]: _item(row) for row in rows} for name, rows in table.items()}


def _item(row: dict[str, object]) -> Item:
    return Item(
        str(row["code"]), str(row["label"]), row.get("since"), row.get("until"),  # type: ignore[arg-type]
        bool(row.get("injury")),
    )  # fmt: skip


def choices(name: str, on: date) -> list[tuple[str, str]]:
    """Give code and label of a list's rows in use on a date, in the file's order."""
    rows = _all()[name].values()
    return [
        (row.code, row.label)
        for row in rows
        if (row.since is None or row.since <= on) and (row.until is None or row.until >= on)
    ]


def label(name: str, code: str) -> str:
    """Give a code's word, in use or not; a code that the list lacks stands as it is."""
    row = _all()[name].get(code)
    return row.label if row else code


def is_injury(code: str) -> bool:
    """Say whether the patient must be told of harm of this kind."""
    row = _all()["harm"].get(code)
    return bool(row and row.is_injury)

"""Local values: what each is, what it steers and what it may be.

The dated rows stand in the organisation; rules get the value in force as an argument. None of
these is a limit in law, and none may be printed as one.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from vaka.law.book import FOLDER, read_file

LocalValue = bool | int | float | str


class UnknownLocalValue(KeyError):
    """No local value is declared under this key."""


class UnfitLocalValue(ValueError):
    """The text is no value of this kind or outside what is allowed; the message is Swedish."""


class Kind(StrEnum):
    """The types a local value can have; hours are whole, spans are `MM-DD..MM-DD`."""

    WHOLE = "whole"
    DECIMAL = "decimal"
    HOUR = "hour"
    YES_NO = "yes_no"
    CHOICE = "choice"
    MONTH_DAY = "month_day"
    SPAN = "span"


@dataclass(frozen=True, slots=True)
class Declaration:
    """One local value: `lowest` and `highest` are included and None where there is no order."""

    key: str
    kind: Kind
    default: LocalValue
    label: str
    steers: str
    source: str
    unit: str = ""
    lowest: float | None = None
    highest: float | None = None
    choices: tuple[str, ...] = ()


def declaration(key: str) -> Declaration:
    """Raises `UnknownLocalValue`."""
    try:
        return _declarations()[key]
    except KeyError as error:
        raise UnknownLocalValue(key) from error


def all_declarations() -> tuple[Declaration, ...]:
    """Every declared local value, in the file's order."""
    return tuple(_declarations().values())


def check(key: str, raw_text: str) -> LocalValue:
    """The typed value of what a person wrote. Raises `UnknownLocalValue`, `UnfitLocalValue`."""
    declared = declaration(key)
    try:
        found = _READERS[declared.kind](raw_text.strip(), declared)
    except ValueError as error:
        raise UnfitLocalValue(f"{declared.label}: {_wanted(declared)}") from error
    if not _in_range(found, declared):
        raise UnfitLocalValue(f"{declared.label}: {_wanted(declared)}")
    return found


@lru_cache(maxsize=1)
def _declarations() -> dict[str, Declaration]:
    table = read_file(FOLDER / "local.toml")
    return {
        key: Declaration(
            key=key,
            kind=Kind(fields.pop("kind")),
            choices=tuple(fields.pop("choices", ())),
            **fields,
        )
        for key, fields in table.items()
    }


def _in_range(found: LocalValue, declared: Declaration) -> bool:
    if declared.lowest is None or declared.highest is None or isinstance(found, str):
        return True
    return declared.lowest <= found <= declared.highest


def _whole(text: str, _: Declaration) -> int:
    if not re.fullmatch(r"-?[0-9]{1,9}", text):
        raise ValueError(text)
    return int(text)


def _decimal(text: str, _: Declaration) -> float:
    """Reads a Swedish decimal comma as well as a point."""
    if not re.fullmatch(r"-?[0-9]{1,9}([.,][0-9]{1,6})?", text):
        raise ValueError(text)
    return float(text.replace(",", "."))


def _yes_no(text: str, _: Declaration) -> bool:
    if text.lower() not in {"ja", "nej"}:
        raise ValueError(text)
    return text.lower() == "ja"


def _choice(text: str, declared: Declaration) -> str:
    if text not in declared.choices:
        raise ValueError(text)
    return text


def _month_day(text: str, _: Declaration) -> str:
    # 2023 has no leap day: a day that comes every fourth year is no day of the year.
    if not re.fullmatch(r"[0-9]{2}-[0-9]{2}", text):
        raise ValueError(text)
    date.fromisoformat(f"2023-{text}")
    return text


def _span(text: str, declared: Declaration) -> str:
    first, last = (_month_day(end, declared) for end in text.split(".."))
    if last < first:
        raise ValueError(text)
    return text


_READERS: dict[Kind, Callable[[str, Declaration], LocalValue]] = {
    Kind.WHOLE: _whole,
    Kind.HOUR: _whole,
    Kind.DECIMAL: _decimal,
    Kind.YES_NO: _yes_no,
    Kind.CHOICE: _choice,
    Kind.MONTH_DAY: _month_day,
    Kind.SPAN: _span,
}


def _wanted(declared: Declaration) -> str:
    """What to write instead, in Swedish."""
    match declared.kind:
        case Kind.YES_NO:
            return "skriv ja eller nej."
        case Kind.CHOICE:
            return f"välj ett av {', '.join(declared.choices)}."
        case Kind.MONTH_DAY:
            return "skriv månad och dag, till exempel 03-31."
        case Kind.SPAN:
            return "skriv första och sista dag, till exempel 04-01..04-30."
        case Kind.DECIMAL:
            sort = "ett tal"
        case _:
            sort = "ett heltal"
    return f"skriv {sort} mellan {declared.lowest:g} och {declared.highest:g}."

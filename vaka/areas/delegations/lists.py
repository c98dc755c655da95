"""Statutes spelled in one way, and the outcome that a decision's words tell: dated TOML."""

import re
import tomllib
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from vaka.areas.delegations.rules import Outcome


def statute_of(words: str) -> str:
    """Give the code of the statute that words name, or nothing."""
    found = set(re.findall(r"[a-zåäö]+", words.casefold()))
    return next((row["code"] for row in _rows("statute") if found & set(row["words"])), "")


def statutes() -> list[str]:
    """Give every code, in the list's order."""
    return [row["code"] for row in _rows("statute")]


def statute_name(code: str, on: date) -> str:
    """Give a statute's name on a day; an unknown code stands for itself."""
    row = next((one for one in _rows("statute") if one["code"] == code), None)
    names = row["names"] if row else []
    held = (one["text"] for one in names if _holds(one, on))
    return str(next(held, code))


def outcome_of(words: str) -> Outcome:
    """Give the outcome that a decision's words tell, or another one."""
    text = words.casefold()
    rows = (row["code"] for row in _rows("outcome") if re.search(row["pattern"], text))
    return Outcome(next(rows, Outcome.OTHER))


def ore_of(kronor: Decimal | None) -> int | None:
    """Give an amount in öre; nothing where none is written."""
    return None if kronor is None else round(Decimal(str(kronor)) * 100)


def _holds(name: dict[str, Any], on: date) -> bool:
    return bool(name.get("since", date.min) <= on <= name.get("until", date.max))


@cache
def _rows(table: str) -> list[dict[str, Any]]:
    text = Path(__file__).with_name("lists.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)[table]
    return rows

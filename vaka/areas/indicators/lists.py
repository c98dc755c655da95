"""The words by which a comment says which way a figure has gone, by the day."""

import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

NOT = "not"


def terms(on: date) -> dict[str, tuple[str, ...]]:
    """Give the beginnings of words for each thing said on a day, also those that deny (`not`)."""
    found: dict[str, tuple[str, ...]] = {}
    for row in _rows():
        if row["since"] <= on and on <= row.get("until", date.max):
            found[row["says"]] = (*found.get(row["says"], ()), *row["words"])
    return found


@cache
def _rows() -> list[dict[str, Any]]:
    text = Path(__file__).with_name("comment_words.toml").read_text("utf-8")
    rows: list[dict[str, Any]] = tomllib.loads(text)["term"]
    return rows

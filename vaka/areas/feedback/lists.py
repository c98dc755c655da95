"""The themes that feedback is coded by, dated, each with the types of deviation beside it."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

LIST = Path(__file__).with_name("themes.toml")


@dataclass(frozen=True)
class Theme:
    """One theme; `types` are the types of deviation that are about the same."""

    code: str
    label: str
    types: tuple[str, ...]
    until: date | None = None


@cache
def themes() -> dict[str, Theme]:
    """Give every theme by its code, those no longer used included."""
    rows = tomllib.loads(LIST.read_text("utf-8"))["theme"]
    return {
        row["code"]: Theme(row["code"], row["label"], tuple(row["types"]), row.get("until"))
        for row in rows
    }


def in_use(day: date) -> list[Theme]:
    """Give the themes that may be chosen on a day."""
    return [one for one in themes().values() if one.until is None or day <= one.until]


def label_of(code: str) -> str:
    """Give a theme's name; a code that the list lacks stands as it is."""
    return themes()[code].label if code in themes() else code


@cache
def theme_of_type(name: str) -> str:
    """Give the theme that a type of deviation is about; `other` for one that no theme names."""
    return next((one.code for one in themes().values() if name in one.types), "other")

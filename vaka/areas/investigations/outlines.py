"""The outlines that investigations are written by: dated data, in a TOML beside."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from vaka.areas.investigations.rules import Form


@dataclass(frozen=True)
class Heading:
    """One section that an investigation is written under."""

    code: str
    label: str
    hint: str
    required: bool = False


@dataclass(frozen=True)
class Outline:
    """The sections of a form between two dates, and where they come from."""

    form: Form
    since: date
    until: date | None
    source: str
    sections: tuple[Heading, ...]


@cache
def outlines() -> tuple[Outline, ...]:
    """Give every outline, oldest first."""
    rows = tomllib.loads(Path(__file__).with_name("outlines.toml").read_text("utf-8"))["outline"]
    found = [
        Outline(Form(r["form"]), r["since"], r.get("until"), r["source"],
                tuple(Heading(**section) for section in r["sections"]))
        for r in rows
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda one: one.since))


def outline(form: Form, on: date) -> Outline:
    """Give the outline in force on a date; before the first, the first."""
    of_form = [one for one in outlines() if one.form is form]
    valid = [one for one in of_form if one.since <= on and (one.until is None or on <= one.until)]
    return valid[-1] if valid else of_form[0]


def missing(outline: Outline, filled: Collection[str]) -> list[str]:
    """Give the labels of the required sections that hold no text."""
    return [one.label for one in outline.sections if one.required and one.code not in filled]

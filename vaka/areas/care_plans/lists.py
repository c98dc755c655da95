"""Dated lists: life areas and scale, where a fixed contact is asked for, how continuity counts."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from vaka.areas.care_plans.continuity_rules import Definition
from vaka.law.book import book
from vaka.law.values import NotInForce, cite


class UnknownLifeArea(LookupError):
    """No life area has this code."""


@dataclass(frozen=True)
class LifeArea:
    """One life area; `easy` is its name in easy Swedish, as the printed plan says it."""

    code: str
    title: str
    easy: str
    since: date
    until: date | None = None

    def holds_on(self, on: date) -> bool:
        """Say whether it may be written on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


@dataclass(frozen=True)
class Level:
    """One step of the scale; what is not measured stands in no comparison."""

    value: int
    title: str
    easy: str
    is_measured: bool = True

    @property
    def label(self) -> str:
        """The number with its words, as forms and tables say it."""
        return f"{self.value} {self.title}"


@cache
def life_areas() -> dict[str, LifeArea]:
    """Give every life area by code, in the file's order."""
    return {one["code"]: LifeArea(**one) for one in _file("life_areas")["area"]}


def life_area(code: str) -> LifeArea:
    """Give one life area. Raises UnknownLifeArea."""
    if code not in life_areas():
        raise UnknownLifeArea(code)
    return life_areas()[code]


@cache
def levels() -> dict[int, Level]:
    """Give the scale by number."""
    return {one["value"]: Level(**one) for one in _file("life_areas")["level"]}


def measured() -> frozenset[int]:
    """Give the numbers of the scale that say how something is."""
    return frozenset(value for value, one in levels().items() if one.is_measured)


@cache
def source() -> str:
    """Say where the life areas and the scale come from."""
    return str(_file("life_areas")["source"])


@cache
def definitions() -> tuple[Definition, ...]:
    """Give every definition of staff continuity, the oldest first."""
    rows = _file("continuity")["definition"]
    return tuple(Definition(**(one | {"left_out": frozenset(one["left_out"])})) for one in rows)


def definition(on: date) -> Definition:
    """Give the definition of staff continuity that holds on a day, the first one before it."""
    held = [one for one in definitions() if one.since <= on]
    return held[-1] if held else definitions()[0]


def homes() -> frozenset[str]:
    """Give the kinds of unit that carry out decisions by plans of their own."""
    return frozenset(_file("contacts")["homes"])


def contact_kinds() -> frozenset[str]:
    """Give the kinds of unit whose users must have a fixed care contact."""
    return frozenset(_file("contacts")["kinds"])


def title_proof() -> str:
    """Give the code of the proof that shows the protected title."""
    return str(_file("contacts")["proof"])


def is_contact_asked(on: date) -> bool:
    """Say whether the law asks for a fixed care contact on a day."""
    return _stands("law", on)


def contact_asked_since() -> date:
    """Give the first day on which the law asks for a fixed care contact."""
    days = [row.since for row in book()[_file("contacts")["law"]] if row.since]
    return min(days)


def is_title_asked(on: date) -> bool:
    """Say whether the law asks for the protected title on a day."""
    return _stands("title_law", on)


def is_exemption_open(on: date) -> bool:
    """Say whether the exemption of those employed before may still be used on a day."""
    return _stands("exemption_law", on)


def contact_law(on: date) -> str:
    """Give the paragraph on the fixed care contact as printed, or nothing before there was one."""
    try:
        return str(cite(_file("contacts")["law"], on=on).text)
    except NotInForce:
        return ""


def _stands(name: str, on: date) -> bool:
    try:
        cite(_file("contacts")[name], on=on)
    except NotInForce:
        return False
    return True


@cache
def _file(name: str) -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name(f"{name}.toml").read_text("utf-8"))

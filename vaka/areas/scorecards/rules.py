"""What a board may hold and who may change it. Values in, values and verdicts out."""

import tomllib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.law.period import Grain, Period
from vaka.law.verdict import Verdict

SHARE = "scorecard.share"
MOST_TILES = 6
"""More than this and nobody sees what has changed."""


class Span(StrEnum):
    """How far back a tile looks, in whole periods."""

    MONTHS = "months"
    QUARTERS = "quarters"
    TERTIALS = "tertials"
    YEARS = "years"


SPANS: dict[Span, tuple[Grain, int]] = {
    Span.MONTHS: (Grain.MONTH, 24),
    Span.QUARTERS: (Grain.QUARTER, 12),
    Span.TERTIALS: (Grain.TERTIAL, 9),
    Span.YEARS: (Grain.YEAR, 6),
}
SPAN_LABELS = {
    Span.MONTHS: gettext_lazy("24 månader"),
    Span.QUARTERS: gettext_lazy("12 kvartal"),
    Span.TERTIALS: gettext_lazy("9 tertial"),
    Span.YEARS: gettext_lazy("6 år"),
}
CUT_LABELS = {
    "": gettext_lazy("allt"),
    "law:HSL": gettext_lazy("bara HSL"),
    "law:SoL": gettext_lazy("bara SoL"),
    "law:LSS": gettext_lazy("bara LSS"),
    "operator:own": gettext_lazy("bara egen regi"),
    "operator:contracted": gettext_lazy("bara utförare"),
}


class UnknownStandard(LookupError):
    """No standard board has this code."""


class Way(StrEnum):
    """Which way a tile is moved."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True)
class Tile:
    """One measure on a board: how far back, and which group of it (`law:HSL`) or all."""

    measure: str
    span: Span
    cut: str = ""

    @property
    def only(self) -> tuple[tuple[str, str], ...]:
        """The group as the measure engine takes it."""
        dimension, _colon, value = self.cut.partition(":")
        return ((dimension, value),) if value else ()

    @property
    def grain(self) -> Grain:
        """The step of its chart."""
        return SPANS[self.span][0]

    def period(self, today: date) -> Period:
        """Give the whole periods that it shows on a day; the one under way is not among them."""
        grain, count = SPANS[self.span]
        last = Period.of(today, grain).previous()
        first = last
        for _step in range(count - 1):
            first = first.previous()
        return Period.parse(f"{first}..{last}")


@dataclass(frozen=True)
class Standard:
    """A board that is ready to look at; see `boards.toml`."""

    code: str
    title: str
    says: str
    roles: tuple[str, ...]
    since: date
    until: date | None
    tiles: tuple[Tile, ...]

    def holds_on(self, on: date) -> bool:
        """Say whether it is offered on a day."""
        return self.since <= on and (self.until is None or on <= self.until)


def standards(on: date) -> list[Standard]:
    """Give the standard boards of a day, in the file's order."""
    return [one for one in _standards() if one.holds_on(on)]


def standard(code: str, on: date) -> Standard:
    """Give one standard board. Raises UnknownStandard."""
    found = next((one for one in standards(on) if one.code == code), None)
    if found is None:
        raise UnknownStandard(code)
    return found


def standard_for(roles: Collection[str], on: date) -> Standard:
    """Give the first standard board of any of the roles, else the last of all, made for everyone.

    Raises:
        UnknownStandard: no board is in force on the day.
    """
    offered = standards(on)
    if not offered:
        raise UnknownStandard(str(on))
    return next((one for one in offered if not set(one.roles).isdisjoint(roles)), offered[-1])


def may_name(name: str, taken: Collection[str]) -> Verdict:
    """Say whether an own board may be called so: something, and nothing that one has already."""
    if not name.strip():
        return Verdict.no("name", _("Tavlan har inget namn."), _("Skriv vad den visar."))
    if name.strip().casefold() in {one.casefold() for one in taken}:
        return Verdict.no("name", _("Du har redan en tavla som heter så."), _("Välj annat namn."))
    return Verdict.yes()


def may_hold(tile: Tile, tiles: Sequence[Tile], by: Collection[str] | None) -> Verdict:
    """Say whether a board takes one more tile: room, no double, a measure that can be cut so.

    Args:
        by: how the catalogue lets the measure be cut; None when it has no such measure.
    """
    verdict = Verdict.yes()
    if len(tiles) >= MOST_TILES:
        verdict += Verdict.no(
            "measure", _("Tavlan har redan %(n)s mått.") % {"n": MOST_TILES},
            _("Ta bort ett först, eller gör en tavla till."),
        )  # fmt: skip
    if tile in tiles:
        verdict += Verdict.no("measure", _("Det måttet finns redan på tavlan."))
    if by is None:
        return verdict + Verdict.no("measure", _("Det finns inget sådant mått."))
    if any(name not in by for name, _value in tile.only):
        verdict += Verdict.no(
            "cut", _("Måttet kan inte delas så."), _("Välj ”allt” eller ett annat mått.")
        )
    return verdict


def may_change(*, is_owner: bool, is_shared: bool, shares_there: bool) -> bool:
    """Say who changes a board: who made it, and a shared one also who may share at its unit, so
    that it lives on when its maker has left."""
    return is_owner or (is_shared and shares_there)


def moved(tiles: Sequence[Tile], place: int, way: Way) -> list[Tile]:
    """Give the tiles with one moved a step; the first cannot go up, nor the last down."""
    found, other = list(tiles), place + (1 if way is Way.DOWN else -1)
    if 0 <= place < len(found) and 0 <= other < len(found):
        found[place], found[other] = found[other], found[place]
    return found


@cache
def _standards() -> tuple[Standard, ...]:
    text = Path(__file__).with_name("boards.toml").read_text("utf-8")
    return tuple(_standard(row) for row in tomllib.loads(text)["board"])


def _standard(row: dict[str, Any]) -> Standard:
    tiles = tuple(Tile(one["measure"], Span(one["span"]), one.get("cut", ""))
                  for one in row["tiles"])  # fmt: skip
    return Standard(row["code"], row["title"], row["says"], tuple(row["roles"]), row["since"],
                    row.get("until"), tiles)  # fmt: skip

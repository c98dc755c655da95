"""The dated layouts of deliveries, read once from the TOML beside; none is verified as official."""

import tomllib
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from pathlib import Path
from typing import Any

from vaka.law.months import add_months
from vaka.law.period import Grain, Period

FILE = Path(__file__).parent / "layouts.toml"


class UnknownLayout(LookupError):
    """No layout of this code holds for the period."""


class Kind(StrEnum):
    """Which decisions a delivery holds: those in force on its day, or what happened in it."""

    IN_FORCE = "in_force"
    EVENTS = "events"


@dataclass(frozen=True)
class Field:
    """One field of a row; `source` names what of a decision fills it, `codes` its code list."""

    name: str
    label: str
    source: str
    type: str
    length: int
    required: bool
    codes: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Layout:
    """One delivery as it looks from a day on.

    Attributes:
        month: the month of its day in a yearly one, 0 in a monthly one.
        due_months: how many months after the month of its day it is due, on `due_day`.
    """

    code: str
    label: str
    law: str
    kind: Kind
    grain: Grain
    month: int
    due_months: int
    due_day: int
    source: str
    verified: bool
    since: date
    until: date | None
    fields: tuple[Field, ...]

    def span(self, period: Period) -> tuple[date, date]:
        """Give the first and last day that a period's rows are about; a yearly one has one day."""
        if self.month:
            day = date(period.first_date.year, self.month, 1)
            return day, day
        return period.first_date, period.last_date

    def due_date(self, period: Period) -> date:
        """Give the last day to hand it over."""
        return add_months(self.span(period)[1].replace(day=1), self.due_months).replace(
            day=self.due_day
        )

    def newest(self, today: date) -> Period:
        """Give the latest period whose rows can be told of on a day."""
        period = Period.of(today, self.grain)
        return period if self.span(period)[1] < today else period.previous()

    def fits(self, period: Period) -> bool:
        """Say whether a period is one of this layout's."""
        return period == Period.of(period.first_date, self.grain)


def layout(code: str, period: Period) -> Layout:
    """Give the layout in force on the last day of a period. Raises UnknownLayout."""
    for one in _all():
        if one.code == code and one.fits(period) and _holds(one, one.span(period)[1]):
            return one
    raise UnknownLayout(code)


def current(today: date) -> list[Layout]:
    """Give the layouts in force on a day, in the file's order."""
    return [one for one in _all() if _holds(one, today - timedelta(days=1))]


@lru_cache(maxsize=1)
def _all() -> tuple[Layout, ...]:
    with FILE.open("rb") as file:
        return tuple(_read(one) for one in tomllib.load(file)["layout"])


def _read(raw: dict[str, Any]) -> Layout:
    fields = tuple(Field(source=one.pop("from"), **one) for one in raw.pop("fields"))
    kind, grain = Kind(raw.pop("kind")), Grain(raw.pop("grain"))
    return Layout(kind=kind, grain=grain, fields=fields, until=raw.pop("until", None), **raw)


def _holds(one: Layout, day: date) -> bool:
    return one.since <= day and (one.until is None or day <= one.until)

"""When a deviation happens, where, and when it is reported; all in local time without zone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from random import Random

import numpy as np

from vaka.config.demo import units
from vaka.config.demo.counts import AREAS, FALLS
from vaka.config.demo.reading import rows
from vaka.config.demo.shapes import PlannedUnit

INTERVENTION = date(2026, 2, 9)
"""Alarm mats at Almen: from then on falls there are about half as many."""
MONTHS = {"fall": (115, 108, 108, 98, 94, 90, 88, 92, 98, 102, 110, 118)}
EVEN = (100, 97, 100, 98, 99, 104, 112, 106, 99, 98, 97, 96)
SETTINGS = {
    "special_housing": "sb", "home_care": "ht", "disability": "fs", "health_care": "hsl",
    "assessment": "bi", "internal_support": "is", "individual_family": "ifo",
}  # fmt: skip
NIGHT = frozenset({22, 23, 0, 1, 2, 3, 4, 5})


@cache
def hours(pattern: str) -> tuple[tuple[float, ...], float]:
    """Weights of the 24 hours and of a weekend day against a weekday."""
    row = next(row for row in rows("hours") if row["pattern"] == pattern)
    return tuple(float(row[f"h{hour:02}"]) for hour in range(24)), float(row["weekend"])


@cache
def _days(year: int, pattern: str) -> tuple[date, np.ndarray]:
    first = date(year, 1, 1)
    months, weekend = MONTHS.get(pattern, EVEN), hours(pattern)[1]
    days = [first + timedelta(days=n) for n in range((date(year + 1, 1, 1) - first).days)]
    weights = np.array([months[d.month - 1] * (weekend if d.weekday() > 4 else 1) for d in days])
    return first, np.cumsum(weights) / weights.sum()


@cache
def _hour_steps(pattern: str) -> np.ndarray:
    weights = np.array(hours(pattern)[0])
    steps: np.ndarray = np.cumsum(weights) / weights.sum()
    return steps


def occurred(year: int, pattern: str, count: int, chance: np.random.Generator) -> list[datetime]:
    """`count` local moments in a year by the pattern's months, weekdays and hours."""
    first, day_steps = _days(year, pattern)
    days = np.searchsorted(day_steps, chance.random(count), side="right")
    hour = np.searchsorted(_hour_steps(pattern), chance.random(count), side="right")
    minute = chance.integers(0, 60, count)
    rounded = np.where(chance.random(count) < 0.65, minute // 5 * 5, minute)
    start = datetime(first.year, 1, 1)
    return [
        start + timedelta(days=int(d), minutes=int(h) * 60 + int(m))
        for d, h, m in zip(days, hour, rounded, strict=True)
    ]


def reported(at: datetime, random: Random) -> datetime:
    """When it is written: mostly in the same shift, at times days later, always the same year."""
    drawn = random.random()
    if drawn < 0.72:
        when = at + timedelta(minutes=15 + random.expovariate(1 / 80))
    else:
        later = 1 if drawn < 0.9 else random.randrange(2, 6)
        day = datetime(at.year, at.month, at.day) + timedelta(days=later)
        when = day + timedelta(minutes=random.randrange(7 * 60, 21 * 60))
    return min(when.replace(microsecond=0), max(at, datetime(at.year, 12, 31, 23, 55)))


def unit_for(area: str, kind: str, at: datetime, random: Random) -> PlannedUnit:
    """The unit where it happened, among those of the area that exist and are open then."""
    night = at.hour in NIGHT
    found = [(u, _weight(u, kind, at, night)) for u in _candidates(area, at.date())]
    open_then = [(unit, weight) for unit, weight in found if weight > 0]
    return random.choices([u for u, _ in open_then], [w for _, w in open_then])[0]


def setting(unit: PlannedUnit) -> tuple[str, ...]:
    """The tags of the unit for its texts, the one that says what persons are called first."""
    if unit.code.startswith("dv-"):
        return ("dv", "fs")
    if unit.kind == "day_care":
        return ("ht", "dagv")
    if unit.kind == "short_term":
        return ("sb", "kt")
    return (SETTINGS[unit.area],)


def place(unit: PlannedUnit, random: Random) -> str:
    """Floor and room in special housing, else nothing; rooms are numbered by floor."""
    if unit.area != "special_housing" or not unit.places:
        return ""
    floor = unit.code[-1] if unit.kind == "ward" else str(1 + random.randrange(2))
    room = random.randrange(1, min(unit.places, 19))
    return f"plan {floor}, rum {room}"


def _candidates(area: str, day: date) -> list[PlannedUnit]:
    return [unit for unit in _leaves()[area] if units.in_force(unit, day)]


@cache
def _leaves() -> dict[str, list[PlannedUnit]]:
    parents = {unit.parent for unit in units.units()}
    leaves = [unit for unit in units.units() if not unit.reference and unit.code not in parents]
    return {area: [unit for unit in leaves if unit.area == area] for area in AREAS}


Weigher = Callable[[PlannedUnit, str, datetime, bool], float]


def _weight(unit: PlannedUnit, kind: str, at: datetime, night: bool) -> float:
    return _WEIGHERS.get(unit.area, _one)(unit, kind, at, night)


def _housing(unit: PlannedUnit, kind: str, at: datetime, night: bool) -> float:
    if unit.parent != "almen" or kind not in FALLS:
        return unit.places * (1.5 if unit.code == "linden-3" else 1.0)
    return unit.places * (0.55 if at.date() >= INTERVENTION else 1.35)


def _home(unit: PlannedUnit, kind: str, at: datetime, night: bool) -> float:
    if unit.kind == "night_patrol":
        return 40.0 if night else 0.0
    if unit.kind == "day_care":
        return 0.5 if at.weekday() < 5 and 9 <= at.hour < 16 else 0.0
    return 1.0


def _disability(unit: PlannedUnit, kind: str, at: datetime, night: bool) -> float:
    if unit.code.startswith("dv-"):
        return 6.0 if at.weekday() < 5 and 8 <= at.hour < 16 else 0.0
    return float(unit.places)


def _health(unit: PlannedUnit, kind: str, at: datetime, night: bool) -> float:
    if unit.code == "hsl-rehab":
        return 6.0 if kind == "Hjälpmedel" else 0.1
    if unit.code == "hsl-natt":
        return 10.0 if night or at.hour >= 17 else 0.2
    return 1.0


def _one(unit: PlannedUnit, kind: str, at: datetime, night: bool) -> float:
    return 1.0


_WEIGHERS: dict[str, Weigher] = {
    "special_housing": _housing,
    "home_care": _home,
    "disability": _disability,
    "health_care": _health,
}

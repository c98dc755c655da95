"""The documented example home: the reference night of docs/explanation/night.md, all assumed.

Sixty residents in five units on three floors, 25 alarms and 40 planned checks in ten hours. No
Swedish log of alarms is public, so every number here is an assumption until a home's own log and a
walk with a watch replace it.
"""

from __future__ import annotations

from dataclasses import replace

from vaka.calc.staffing.scenario import (
    Alarms,
    Break,
    Check,
    Resident,
    Scenario,
    Staff,
    Unit,
)

FLOORS = (0, 0, 1, 1, 2)
PROFILE = (2.2, 1.6, 1.0, 0.7, 0.5, 0.5, 0.6, 0.9, 1.4, 2.2)
ASSUMED = (
    "alarms.per_night", "alarms.profile", "alarms.shape", "alarms.urgent", "alarms.double",
    "alarms.minutes", "alarms.cv", "residents.checks", "residents.at", "walking", "camera",
)  # fmt: skip
CHECKS = 40
BREAK = Break(30, 185, 390, 420)


def home(staff: int = 3, residents: int = 60, *, cameras: int = 0, scale: float | None = None) -> (
    Scenario
):  # fmt: skip
    """Give the example with so many staff; other sizes have work in proportion to residents."""
    part = residents / 60 if scale is None else scale
    units = tuple(Unit(f"E{k + 1}", FLOORS[k % 5], f"H{k // 5 + 1}" if residents > 60 else "")
                  for k in range(max(round(5 * residents / 60), 1)))  # fmt: skip
    return Scenario(
        name="Exempelboendet", units=units, residents=_residents(residents, units, part, cameras),
        staff=tuple(worker(k, units) for k in range(staff)),
        alarms=Alarms(per_night=25 * part, profile=PROFILE), assumed=ASSUMED,
    )  # fmt: skip


def worker(k: int, units: tuple[Unit, ...]) -> Staff:
    """Give the k-th of the night's staff: floating, based in the units in turn."""
    return Staff(f"N{k + 1}", units[k % len(units)].code, rest=BREAK)


def with_staff(one: Scenario, count: int) -> Scenario:
    """Give the same night with so many staff: the first of those there are, then others like them
    in turn, floating over all units."""
    kept = one.staff[:count]
    more = tuple(
        replace(one.staff[k % len(one.staff)], code=f"+{k + 1}", bound=())
        for k in range(len(kept), count)
    )
    return replace(one, staff=kept + more)


def _residents(count: int, units: tuple[Unit, ...], part: float, cameras: int) -> (
    tuple[Resident, ...]
):  # fmt: skip
    checks = round(CHECKS * part)
    each: list[list[Check]] = [[] for _ in range(count)]
    for k in range(checks):
        each[(k * 7) % count].append(_check(k, k < cameras))
    return tuple(
        Resident(f"B{r + 1}", units[r % len(units)].code, round(0.05 + 0.5 * (r // len(units) % 12)
                 / 12, 3), None, tuple(each[r]), (120.0, 480.0) if r % 3 == 0 else None)
        for r in range(count)
    )  # fmt: skip


def _check(k: int, camera: bool) -> Check:
    """The k-th planned check: an hour's window, mean six minutes, every seventh for two."""
    start = 10.0 + 53.0 * (k * 11 % 10)
    if camera:
        return Check(start, start + 60, "camera", 0.5)
    two = 2 if k % 7 == 3 else 1
    form = "help" if k % 2 or two == 2 else "look"
    return Check(start, start + 60, form, 9.0 if form == "help" else 3.0, 0.5, two, "",
                 0.8 if form == "help" else 0.3)  # fmt: skip

"""Nights by the thousand: chunks of a scenario's nights on as many threads as there are cores.

Which night is which follows from its number alone, so the answer is the same however the nights are
dealt out. Counts add up: those of two runs over different nights are merged by `merged`.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from vaka.calc.kernel import Floats, Ints, compiled
from vaka.calc.staffing import arrays, loop
from vaka.calc.staffing import world as col
from vaka.calc.staffing.arrays import Tables
from vaka.calc.staffing.scenario import Scenario

MODEL = "3"  # raised when the same question may give other numbers
ROOMIEST = 64.0


@dataclass(frozen=True)
class Counts:
    """What happened, night by night; columns are those of `world`.

    Attributes:
        nights: nights × outputs.
        units: nights × units × 4.
        people: residents × 2, all nights together: alarms, within the limit.
        hours: half hours × 4, all nights together; the last row is after the night's end.
        waits: 2 × bins of a quarter of a minute.
        busy: minutes with so many at work, all nights together.
    """

    nights: Floats
    units: Floats
    people: Ints
    hours: Floats
    waits: Ints
    busy: Floats


def simulate(one: Scenario, nights: int, seed: int = 1, *, first: int = 0,
             threads: int | None = None, plain: bool = False) -> Counts:  # fmt: skip
    """Simulate so many nights from the `first`; `plain` runs the kernel as Python."""
    run = loop.run_nights if plain else compiled(loop.run_nights)
    many = threads or min(os.cpu_count() or 1, 4)
    parts = np.array_split(np.arange(first, first + nights), min(many, max(nights // 20, 1)))
    chunks = [(int(part[0]), len(part)) for part in parts if len(part)]
    if len(chunks) == 1:
        return _chunk(run, one, seed, *chunks[0])
    with ThreadPoolExecutor(len(chunks)) as pool:
        return merged(list(pool.map(lambda chunk: _chunk(run, one, seed, *chunk), chunks)))


def _chunk(run: Callable[..., int], one: Scenario, seed: int, first: int, count: int) -> Counts:
    """Run some nights, with more room for alarms should a night not find enough."""
    room = 1.0
    while room <= ROOMIEST:
        w = arrays.build(one, count, room)
        if _ran(run, w, seed, first, count) == count:
            names = "NIGHTS UNITS PEOPLE HOURS WAITS BUSY".split()
            return Counts(*(w[name].copy() for name in names))
        room *= 2
    raise OverflowError("a night had more alarms than there is room for")


def _ran(run: Callable[..., int], w: Tables, seed: int, first: int, count: int) -> int:
    with np.errstate(over="ignore"):  # the hash wraps around, on purpose
        return int(run(w.world, seed, first, 0, count))


def merged(parts: list[Counts]) -> Counts:
    """Put counts of different nights together, in the order they are given."""
    return Counts(
        np.concatenate([one.nights for one in parts]),
        np.concatenate([one.units for one in parts]),
        np.add.reduce([one.people for one in parts]), np.add.reduce([one.hours for one in parts]),
        np.add.reduce([one.waits for one in parts]), np.add.reduce([one.busy for one in parts]),
    )  # fmt: skip


def trace(one: Scenario, seed: int, night: int) -> Floats:
    """Give the moves of one night, rows of job, staff, departure, start, end, place, class.

    Job and class are -1 for a break. Runs as Python: a page may ask for it.
    """
    return traced(one, seed, night)[0]


def traced(one: Scenario, seed: int, night: int) -> tuple[Floats, Floats]:
    """Give the moves of one night as `trace` does, and rows of unit, since and until when it stood
    empty: nobody there, who is on the way or has a break not counted."""
    w = arrays.build(one, 1, ROOMIEST, 4096)
    _ran(loop.run_nights, w, seed, night, 1)
    found: Floats = w["TRACE"][: w.world.i[col.G_TRACE]]
    empty = found[:, 0] == col.EMPTY
    return found[~empty], found[empty][:, [1, 3, 4]]

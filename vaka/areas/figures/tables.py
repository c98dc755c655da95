"""A measure's figures for a unit with all below and a whole year: what may be handed out at once.

Everything that a reader can ever fetch of the measure and year is protected together, in one
fixed shape, so that no two questions can be put beside each other to tell a small count.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from vaka.areas.figures.models import Observation
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import named
from vaka.metrics.linked import Parents, counted_with, suppress_linked
from vaka.metrics.request import Request, Row
from vaka.metrics.rollup import may_roll_up, rolled_up

if TYPE_CHECKING:
    from vaka.metrics.engine import Engine

GRAINS = (Grain.YEAR, Grain.QUARTER, Grain.MONTH)
NOT_CUTS = frozenset({"unit", "month", "hour", "weekday"})
"""Cuts that the rows of units and periods give already, or that are too fine to hand out."""
KEPT_TABLES = 400


@dataclass(frozen=True)
class Wanted:
    """A measure in a unit with those below it, a year, and the least count to show; 0 shows all."""

    measure: str
    units: tuple[str, ...]
    above: tuple[tuple[str, str], ...]
    year: int
    limit: int
    printed_in: tuple[tuple[str, tuple[str, ...]], ...] = ()


def wanted(measure: str, above: Mapping[str, str], year: int, limit: int) -> Wanted:
    """Give what tells one table from another, so that it is worked out once a snapshot.

    Args:
        above: each unit with the one above it, the top unit first.
    """
    inside = {unit: parent for unit, parent in above.items() if parent in above}
    printed: dict[str, set[str]] = {}
    rows = Observation.objects.filter(
        measure__in=counted_with(measure), unit__code__in=above, period__startswith=str(year)
    )
    for name, code in rows.values_list("measure", "unit__code"):
        printed.setdefault(name, set()).add(code)
    told = tuple((name, tuple(sorted(codes))) for name, codes in sorted(printed.items()))
    return Wanted(measure, tuple(above), tuple(sorted(inside.items())), year, limit, told)


def cuts(measure: str) -> tuple[str, ...]:
    """Give the cuts in which a measure is handed out, one at a time."""
    return tuple(name for name in named(measure).by if name not in NOT_CUTS)


def rows(engine: "Engine", asked: Wanted) -> list[Row]:
    """Give the rows of a table: each unit by year, quarter and month, and the year by each cut."""
    return list(_kept(engine, engine.source.snapshot, str(engine.today()), asked))


@lru_cache(maxsize=KEPT_TABLES)
def _kept(engine: "Engine", _snapshot: str, _today: str, asked: Wanted) -> tuple[Row, ...]:
    mates = counted_with(asked.measure) if asked.limit else (asked.measure,)
    found = _once([*_rolled(engine, asked, mates), *_asked_apart(engine, asked, mates)])
    if not asked.limit:
        return tuple(found)
    parents: Parents = dict(asked.above)
    return tuple(suppress_linked(found, parents, asked.limit, only=asked.measure))


def _rolled(engine: "Engine", asked: Wanted, mates: Sequence[str]) -> list[Row]:
    """Rows of measures whose units add up, by one question for the top unit."""
    names = tuple(name for name in mates if _adds_up(asked, name))
    year = Period.parse(str(asked.year))
    questions = [
        Request(some, asked.units[0], year, by=("unit", *by), grain=grain)
        for some, by, grain in _shapes(names)
    ]
    found = [row for some in engine.evaluate_many(questions) for row in some]
    return rolled_up(found, dict(asked.above), asked.units)


def _asked_apart(engine: "Engine", asked: Wanted, mates: Sequence[str]) -> list[Row]:
    """Rows that need a question for each unit: medians by year, and what others have printed."""
    year = Period.parse(str(asked.year))
    questions = []
    for name in mates:
        grains = (Grain.YEAR,) if named(name).is_computed and len(asked.units) > 1 else GRAINS
        units = dict(asked.printed_in).get(name, ()) if _adds_up(asked, name) else asked.units
        questions += [
            Request((name,), unit, year, by=by, grain=grain)
            for unit in units
            for some, by, grain in _shapes((name,))
            if grain in grains and not (by and not _adds_up(asked, name) and len(asked.units) > 1)
        ]
    return [row for some in engine.evaluate_many(questions) for row in some]


def _adds_up(asked: Wanted, name: str) -> bool:
    return len(asked.units) > 1 and may_roll_up(name)


def _shapes(names: tuple[str, ...]) -> list[tuple[tuple[str, ...], tuple[str, ...], Grain]]:
    """Measures with a cut and a grain: totals by every grain, each cut by year."""
    if not names:
        return []
    dimensions = dict.fromkeys(cut for name in names for cut in cuts(name))
    return [(names, (), grain) for grain in GRAINS] + [
        (tuple(name for name in names if cut in cuts(name)), (cut,), Grain.YEAR)
        for cut in dimensions
    ]


def _once(found: Sequence[Row]) -> list[Row]:
    """Totals come with every cut; each is kept once, and what was printed is kept last."""
    return list({(r.name, r.unit, r.period, tuple(r.by.items())): r for r in found}.values())

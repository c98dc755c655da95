"""What each piece of the night's model is worth: the share helped in time when it is left out.

The same nights in every cell, so that most of chance goes away. `draw` writes the pictures of
docs/explanation/night.md anew, by the reports' own charts.
"""

import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from vaka.calc.staffing import answers, arrays, example, intervals, questions
from vaka.calc.staffing.run import simulate
from vaka.calc.staffing.scenario import Scenario
from vaka.documents import charts, drawing
from vaka.documents.content import Cell, Chart, Column, Kind, Table
from vaka.documents.series import across, down

NIGHTS, SEED, STAFF, DRAWN, CAMERAS = 10_000, 1, (1, 2, 3, 4), (2, 3), 20
FOLDER = Path(__file__).parents[1] / "docs" / "explanation"
LATE = "Larm som inte hjälps inom tio minuter, procent"
WHOLE, PLAIN, WITH_CAMERAS = "inget", "allt detta (ren kö)", "med kameror"


def without_breaks(one: Scenario) -> Scenario:
    """Leave breaks out."""
    return replace(one, staff=tuple(replace(s, rest=None) for s in one.staff))


def without_checks(one: Scenario) -> Scenario:
    """Leave planned checks out."""
    return replace(one, residents=tuple(replace(r, checks=()) for r in one.residents))


def without_walking(one: Scenario) -> Scenario:
    """Leave walking out."""
    ways = np.zeros_like(arrays.walking(one))
    return replace(one, walking=replace(one.walking, matrix=tuple(map(tuple, ways.tolist()))))


def without_pairs(one: Scenario) -> Scenario:
    """Leave help that needs two out: one does it."""
    residents = tuple(
        replace(r, checks=tuple(replace(c, staff=1) for c in r.checks)) for r in one.residents
    )
    return replace(one, residents=residents, alarms=replace(one.alarms, double=0.0))


def without_all(one: Scenario) -> Scenario:
    """Leave all of it out: what a plain queue knows."""
    return without_breaks(without_checks(without_walking(without_pairs(one))))


PIECES: dict[str, Callable[[Scenario], Scenario]] = {
    WHOLE: lambda one: one, "raster": without_breaks, "planerad tillsyn": without_checks,
    "gångvägar": without_walking, "all dubbelbemanning": without_pairs, PLAIN: without_all,
}  # fmt: skip


def share(one: Scenario) -> float:
    """Percent of alarms helped within their limit."""
    return 100 * intervals.ratio(*answers.within(simulate(one, NIGHTS, SEED)))[0]


def table() -> Table:
    """Each piece left out, at each number of staff."""
    heads = (Column("Utelämnat"), *(Column(_staff(n), Kind.PERCENT) for n in STAFF))
    rows = tuple((name, *(share(leave(example.home(n))) for n in STAFF))
                 for name, leave in PIECES.items())  # fmt: skip
    return Table("bitar", "Vad varje del av modellen betyder", heads, rows)


def _staff(count: int) -> str:
    return f"{count} personal"


def pieces(found: Table) -> Chart:
    """The late ones of the table as bars, for the levels that a home has."""
    late = _late(found.rows, found.columns, found.title)
    return charts.grouped("bitar", late.title, late, down(late, "Utelämnat", *map(_staff, DRAWN)),
                          what=LATE, period="när en del utelämnas")  # fmt: skip


def _late(rows: Sequence[tuple[Cell, ...]], heads: tuple[Column, ...], title: str) -> Table:
    """Shares helped in time as shares that are not: small enough to tell apart when drawn."""
    cells = tuple((name, *(100 - cell for cell in row)) for name, *row in rows)
    return Table("sena", title, heads, cells)


def levels(found: Table) -> Chart:
    """The night, the plain queue and cameras by number of staff."""
    cells = {str(row[0]): row[1:] for row in found.rows}
    cameras = tuple(share(example.home(n, cameras=CAMERAS)) for n in STAFF)
    rows = (("hela natten", *cells[WHOLE]), (WITH_CAMERAS, *cameras), ("ren kö", *cells[PLAIN]))
    heads = (Column("Modell"), *found.columns[1:])
    late = _late(rows, heads, "Sena larm efter antal personal")
    return charts.trend(late.id, late.title, late, across(late), what=LATE,
                        period="efter antal personal")  # fmt: skip


def main() -> int:
    """Print a line a piece, and what cameras change; draw when asked."""
    found = table()
    for name, *cells in found.rows:
        told = " ".join(f"{n}={cell:.1f}" for n, cell in zip(STAFF, cells, strict=True))
        print(f"staffing-pieces without={name!r} {told}; percent within ten minutes, "
              f"{NIGHTS} nights, seed {SEED}")  # fmt: skip
    two = example.home(2)
    change = questions.difference(two, example.home(2, cameras=CAMERAS), NIGHTS, SEED)
    told, nightly = change["within"]["all"], change["per_night"]
    print(f"staffing-pieces cameras={told['points']:+.2f} points ({told['low']:.2f} to "
          f"{told['high']:.2f}), pairing worth {told['pairing']:.1f}, visits "
          f"{nightly['visits']['mean']:.1f} and wakings {nightly['wakings']['mean']:.1f} a night; "
          "two staff")  # fmt: skip
    if "draw" in sys.argv:
        for name, chart in (("night-pieces", pieces(found)), ("night-levels", levels(found))):
            (FOLDER / f"{name}.svg").write_text(
                drawing.svg({**chart.spec, "background": "white"}) + "\n"
            )
            print(f"{name}.svg: {chart.alt}")
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""What came of the rows: a sheet for each area, and where it differs from the one that is kept."""

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from tests.matrix import rows, world

LEFT_OUT = ("POST ", "SEE ")
KEPT = Path(__file__).parent / "expected"
HEAD = """\
# Who gets in at Almen and at Björken. + open, o: to nothing, A or B: names a case or another row of
# Almen or Björken; a or b: the home only. Who is not named is shut out.
# Written by `python -m tests.matrix write`.
"""


def gone_through(what: str, areas: list[str], part: str, *, quick: bool = False) -> int:
    """Try the rows of some areas, or of a part of all; 1 where a sheet differs or a page fails.

    A quick one leaves out what is posted to pages, for the actions behind are tried by themselves,
    and the reads that are called past every page.
    """
    number, of = (int(one) for one in part.split("/"))
    asked = areas or rows.areas()[number - 1 :: of]
    cast, wrong = world.members(), []
    for area in asked:
        lines = sheet(area, cast, quick=quick)
        kept = KEPT / f"{area}.txt"
        if what == "write" and lines:
            kept.write_text(HEAD + "".join(f"{line}\n" for line in lines), "utf-8")
        wrong += [f"{area}: {line}" for line in _failed(lines)]
        if what == "check":
            before = [line for line in read(kept) if not (quick and line.startswith(LEFT_OUT))]
            wrong += [f"{area}: {line}" for line in differs(lines, before)]
    sys.stdout.write("".join(f"{line}\n" for line in wrong))
    return 1 if wrong else 0


def sheet(area: str, cast: list[world.Member], *, quick: bool = False) -> list[str]:
    """Give an area's lines: what was tried, at which place, and who got in with which verdict."""
    every = (row for row in rows.all_rows(area) if not (quick and row.name.startswith(LEFT_OUT)))
    kept = _by_name(read(KEPT / f"{area}.txt"))
    tried = (pair for row in every for pair in lines_of(row, cast, kept))
    return [f"{name}: {said}" for name, said in tried if said]  # nobody in: nothing to keep


def lines_of(
    row: rows.Row, cast: list[world.Member], kept: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Try one row at each of its places. Gives what was tried and where, and who met what.

    Somebody who got in when the sheet was kept goes first: the others then need one way only.
    """
    for place in row.places:
        name = f"{row.name} {place}"
        known = set(re.findall(r"\w+", kept.get(name, "")))
        goes_first = next((one for one in cast if one.name in known), None)
        verdicts = {
            member.name: row.attempt(member, place)
            for member in sorted(cast, key=lambda one: one is not goes_first)
            if place == "almen" or member.name in world.OF_HOMES
        }
        yield name, spelled(verdicts)


def first_difference(area: str, cast: list[world.Member], near: str = "") -> str:
    """Give the first row that differs from its sheet, empty where none does; tried first are those
    of the function that is named."""
    then = _by_name(read(KEPT / f"{area}.txt"))
    for row in sorted(rows.all_rows(area), key=lambda row: not row.name.endswith(f".{near}")):
        for name, said in lines_of(row, cast, then):
            if then.get(name, "") != said:
                return f"{name}: was [{then.get(name, '')}], is [{said}]"
    return ""


def spelled(verdicts: dict[str, str]) -> str:
    """Write who met what, those with the same verdict together: `+ astrid bo | A maja`."""
    alike: dict[str, list[str]] = defaultdict(list)
    for name, verdict in verdicts.items():
        if verdict != "-":
            alike[verdict].append(name)
    if len(alike) == 1 and sum(map(len, alike.values())) == len(verdicts):
        return f"{next(iter(alike))} everybody"
    parts = sorted((verdict, " ".join(sorted(names))) for verdict, names in alike.items())
    return " | ".join(f"{verdict} {names}" for verdict, names in parts)


def read(path: Path) -> list[str]:
    """Give the lines of a kept sheet."""
    text = path.read_text("utf-8") if path.exists() else ""
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def differs(found: Iterable[str], kept: Iterable[str]) -> list[str]:
    """Give a line for each that is new, gone or another."""
    now, then = _by_name(found), _by_name(kept)
    return [
        f"{name}: was [{then.get(name, 'not tried')}], is [{now.get(name, 'not tried')}]"
        for name in sorted(now.keys() | then.keys())
        if now.get(name) != then.get(name)
    ]


def _by_name(lines: Iterable[str]) -> dict[str, str]:
    return dict(line.split(": ", 1) for line in lines)


def _failed(lines: Iterable[str]) -> list[str]:
    return [f"fails: {line}" for line in lines if ": !" in line or "| !" in line]

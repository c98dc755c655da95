"""What a row is said to be: `Fall var 85 år 2022`, `A hade 12 och B 14`, `från 85 till 152`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from vaka.documents.figurecheck.changes import WAY, changes
from vaka.documents.figurecheck.claims.frames import Time, in_order
from vaka.documents.figurecheck.claims.money import MONEY_UNIT, scale_of
from vaka.documents.figurecheck.claims.readings import Reading, agrees, number_of
from vaka.documents.figurecheck.claims.scenes import MARK, Mark, Scene
from vaka.documents.figurecheck.claims.words import SUMS, THAN
from vaka.documents.figurecheck.grammar.numbers import Number

_OF = re.compile(r"^(?:av|utav)\s(?:(?:de|dessa|alla|samtliga)\s)?(?:\w+\s)*?‹[nf]")
_ELSE = re.compile(
    r"\b(?:varav|ytterligare|per (?:dag|vecka|månad|person|boende|plats|patient|brukare|dygn|år"
    r"|enhet|medarbetare|invånare|1 000)|i snitt|i genomsnitt|medel\w*|snittet|genomsnittet"
    r"|median\w*|mellan ‹f|första|sista|flera av|någon av|några av|en av|ett av|första gången)\b",
    re.IGNORECASE,
)
_BY_SO_MUCH = re.compile(rf"(?:{WAY.pattern})[^‹.;]{{0,20}}\bmed\s‹f(?P<at>\d+)›", re.IGNORECASE)
NEAR = 3.5  # a figure further off than so many times counts something else
Pair = tuple[Number, int, int]


def find(scene: Scene, used: frozenset[Number]) -> Iterator[Reading]:
    """Read every figure that no other claim accounts for."""
    marks = [one for one in scene.of("f") if one.number in scene.figures]
    sizes = {scene.mark(found["at"]).number for found in _BY_SO_MUCH.finditer(scene.text)}
    marks = [one for one in marks if one.number not in used and one.number not in sizes]
    if not marks:
        return
    of_part = _OF.search(scene.text) and any(not number_of(one).unit for one in marks)
    if of_part or (_ELSE.search(scene.text) and not _is_of_means(scene)):
        return
    if len(marks) == 2 and (moved := _moved(scene)):
        yield from moved
    elif not THAN.search(scene.text) and not SUMS.search(scene.text):
        yield from _paired(scene, marks)


def _is_of_means(scene: Scene) -> bool:
    grid = scene.frame.grid
    told = re.search(r"snitt|medel|median", f"{grid.caption} {' '.join(grid.table.head)}", re.I)
    return bool(told) and not re.search(r"\bvarav|ytterligare", scene.text)


def _paired(scene: Scene, marks: Sequence[Mark]) -> Iterator[Reading]:
    """Names and figures by turns, the name before its figure or after it."""
    names = scene.of("n")
    if len(names) != len(marks):
        return
    order = "".join(kind for kind, _ in MARK.findall(scene.text) if kind in "nf")
    if order not in ("nf" * len(names), "fn" * len(names)):
        return
    pieces = _pieces(scene)
    if pieces is None:
        return
    for shared in _columns(scene, names, marks, pieces):
        pairs = [(number_of(mark), name.place, column)
                 for mark, name, column in zip(marks, names, shared, strict=True)]  # fmt: skip
        yield from _judged(scene, pairs, "value")


def _pieces(scene: Scene) -> list[str] | None:
    """The text of each pair, up to where the next begins."""
    starts = [found.start() for found in MARK.finditer(scene.text) if found[1] in "nf"][::2]
    ends = [*starts[1:], len(scene.text)]
    return [scene.text[begin:end] for begin, end in zip(starts, ends, strict=True)]


def _columns(
    scene: Scene, names: Sequence[Mark], marks: Sequence[Mark], pieces: Sequence[str]
) -> Iterator[list[int]]:
    """Give the columns that the pairs can be meant to stand in, one for each pair."""
    units = [number_of(mark).unit for mark in marks]
    several = len(names) > 1
    each = [scene.columns(unit, [name.place], piece if several else None)
            for unit, name, piece in zip(units, names, pieces, strict=True)]  # fmt: skip
    if not all(each):
        return
    times = scene.frame.column_times.keys()
    if "kr" not in units and any(len(set(columns) - times) > 1 for columns in each):
        return  # columns of other things: nobody says which
    if all(columns == each[0] for columns in each):
        yield from ([column] * len(names) for column in each[0])
    elif all(len(columns) == 1 for columns in each):
        yield [columns[0] for columns in each]


def _moved(scene: Scene) -> list[Reading]:
    """`ökade från 85 till 152`: two figures of one row, in the order of time."""
    found, frame = changes(scene.told.one), scene.frame
    if len(found) != 1 or len(scene.rows) != 1 or len(frame.column_times) < 2:
        return []
    line = in_order(frame.column_times)
    said = [at for at in line if at in frame.at(scene.times, frame.column_times)]
    spans = [(said[0], said[-1])] if len(said) > 1 else [
        *pairwise(line), (line[0], line[-1])]  # fmt: skip
    if not said and not _is_unbroken(frame.column_times):
        return []  # a year is left out, and which years are meant is not said
    row, readings = scene.rows[0], list[Reading]()
    told = {number.end: number for number in scene.told.numbers}
    old, new = (told.get(number.end, number) for number in (found[0].old, found[0].new))
    for first, last in spans:
        readings += _judged(scene, [(old, row, first), (new, row, last)], "value")
    return readings


def _is_unbroken(times: Mapping[int, Time]) -> bool:
    """Tell whether the years of the columns follow on each other."""
    named = sorted({number for time in times.values() for kind, number in time if kind == "y"})
    return not named or named[-1] - named[0] == len(named) - 1


def scale(scene: Scene, number: Number, row: int, column: int) -> float | None:
    """What a cell's digits stand for beside the figure's unit; None when they do not compare."""
    cell = scene.frame.number(row, column)
    unit = scene.frame.unit(row, column)
    if cell is None:
        return None
    if number.unit != "kr" or cell.unit == "kr":
        return 1.0 if number.unit == unit else None
    sign = _unit(scene, row, column)
    return scale_of(sign) if sign else None


def _judged(scene: Scene, pairs: Sequence[Pair], kind: str) -> Iterator[Reading]:
    """All agree: it holds. One does not: that one is wrong. More: it is not what is meant."""
    wrong = []
    for number, row, column in pairs:
        cell, times = scene.frame.number(row, column), scale(scene, number, row, column)
        if cell is None or times is None:
            return
        if not agrees(number, cell, times):
            wrong.append((number, row, column, abs(cell.value) * times))
    unit = bool(wrong) and _is_unit(scene, *wrong[0][:3])
    far = len(pairs) == 1 and wrong and not unit and not _is_near(wrong[0][0], wrong[0][3])
    if len(wrong) > 1 or far:
        return
    number, row, column, _ = wrong[0] if wrong else (*pairs[0], 0.0)
    right = scene.frame.grid.text(row, column)
    if unit:
        right += f" {_unit(scene, row, column)}"
    yield Reading((kind, pairs[0][0].start), number.text, right, not wrong,
                  frozenset(one for one, _, _ in pairs),
                  rule="unit" if unit else "text_table")  # fmt: skip


def _is_unit(scene: Scene, number: Number, row: int, column: int) -> bool:
    """Tell whether the digits of the cell are told in another unit of money."""
    cell = scene.frame.number(row, column)
    plain = abs(number.value) / number.scale
    return bool(cell and number.unit == "kr" and plain == abs(cell.value) / cell.scale >= 10)


def _unit(scene: Scene, row: int, column: int) -> str:
    """The unit of money that stands over a cell, as printed; empty when none does."""
    grid = scene.frame.grid
    sign = MONEY_UNIT.search(grid.heading(column)) or MONEY_UNIT.search(
        f"{grid.caption} {' '.join(grid.table.head)} {grid.labels[row]}")  # fmt: skip
    return sign.group() if sign else ""


def _is_near(number: Number, true: float) -> bool:
    if number.unit == "%":
        return True
    return true / NEAR <= abs(number.value) <= true * NEAR

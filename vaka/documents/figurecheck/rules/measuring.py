"""`name_units` in sentences: one name and figure, with another unit of measure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import combinations

from vaka.documents.figurecheck.claims.frames import same_word
from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.dates import years
from vaka.documents.figurecheck.grammar.numbers import UNITS, Number
from vaka.documents.figurecheck.grammar.sentences import keys
from vaka.documents.figurecheck.grid import Grid, grids
from vaka.documents.figurecheck.said import Said, said

_NOUNS = re.compile(
    r"^\s+(?P<unit>dagar|dag|dygn|veckor|vecka|månader|månad|timmar|timme|minuter|minut"
    r"|sekunder|personer|person|poäng|kilo|kg|gram|meter|kvadratmeter|kvm|kubikmeter|kilometer|mil|liter|kwh|mwh"
    r")\b",
    re.IGNORECASE,
)
_ONE = {"dag": "dagar", "vecka": "veckor", "månad": "månader", "timme": "timmar",
        "minut": "minuter", "person": "personer", "kg": "kilo", "kvm": "kvadratmeter"}  # fmt: skip
_COUNTED = frozenset({"personer"})
_OTHER = re.compile(r"\b(?:öka\w*|minska\w*|steg|sjönk|mål\w*|jämfört|i fjol|mellan)\b", re.I)
_MEAN = frozenset(keys("medeltal genomsnitt genomsnittlig genomsnittliga snitt medel median"))
LEAST, MANY = 2, 10
"""Words of a name in common, and how large a whole figure is that does not come back by chance."""


@dataclass(frozen=True)
class Measured:
    """A figure with its unit and the words that stand before it."""

    one: Said
    number: Number
    unit: str
    about: frozenset[str]

    @property
    def times(self) -> set[int]:
        """The years that it is of."""
        return years(self.one.text)


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every pair of figures of a paper that are printed alike."""
    seen: dict[tuple[float, int], list[Measured]] = {}
    held: dict[float, list[tuple[Said, Number]]] = {}
    for one in said(document):
        for number in one.numbers:
            if number.decimals and number.unit in ("", "%") and not number.hedge:
                held.setdefault(number.value, []).append((one, number))
            measured = _measured(one, number)
            if measured:
                key = (number.value / number.scale, number.decimals)
                seen.setdefault(key, []).append(measured)
    for grid in grids(document):
        for measured in _cells(document.file, grid):
            number = measured.number
            seen.setdefault((number.value / number.scale, number.decimals), []).append(measured)
    for several in seen.values():
        yield from _differ(several)
    for pairs in held.values():
        yield from _per(pairs)


def _measured(one: Said, number: Number) -> Measured | None:
    """A figure that has a unit, and words enough before it in its sentence."""
    beside = one.text[: number.end] + one.after(number, 12)
    if number.hedge or number.signed or number.unit == "pp" or _OTHER.search(beside):
        return None
    match = _NOUNS.match(one.after(number))
    unit = match["unit"].lower() if match else ""
    unit = _printed_unit(number) if number.unit else _ONE.get(unit, unit)
    about = keys(one.text[: number.start]) - _MEAN
    large = number.decimals or number.value >= MANY
    least = 1 if number.decimals and years(one.text) else LEAST
    return Measured(one, number, unit, about) if unit and large and len(about) >= least else None


def _cells(file: str, grid: Grid) -> Iterator[Measured]:
    """The cells that have a unit in them, each told by its caption, heading and row."""
    for row in range(len(grid.rows)):
        for column in grid.columns:
            number, text = grid.cell(row, column), grid.text(row, column)
            match = _NOUNS.match(text[number.end :]) if number else None
            own = grid.unit_of(row).lower() if grid.unit_column is not None else ""
            if not number or not (match or number.unit == "%" or own in UNITS):
                continue
            words = f"{grid.caption} {grid.heading(column)} {grid.labels[row]}"
            unit = match["unit"].lower() if match else own or _printed_unit(number)
            if own in UNITS:
                kind, scale = UNITS[own]
                number = replace(number, unit=kind, scale=scale, value=number.value * scale)
            about = keys(words) - _MEAN
            one = Said(file, grid.rows[row].line, f"{grid.caption}: {grid.rows[row].quote}.")
            if number.decimals or number.value >= MANY:
                yield Measured(one, number, _ONE.get(unit, unit), about)


def _printed_unit(number: Number) -> str:
    return "procent" if number.unit == "%" else number.text.split()[-1].lower()


def _differ(several: list[Measured]) -> Iterator[Finding]:
    for a, b in combinations(several, 2):
        within = _is_within(a.about, b.about) or _is_within(b.about, a.about)
        same = a.about == b.about or (within and not _is_loose(a, b))
        same = same and (min(len(a.about), len(b.about)) >= LEAST or a.times == b.times)
        if a.unit != b.unit and same and a.one is not b.one and _kind(a) != _kind(b):
            printed = f"{b.number.text} {b.unit}" if not b.number.unit else b.number.text
            right = f"{a.number.text} {a.unit}" if not a.number.unit else a.number.text
            yield Finding(b.one.file, b.one.line, f"{a.one.text} / {b.one.text}", printed, right,
                          "name_units", 0.8)  # fmt: skip


def _is_within(some: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether each word of one name is in the other, in any form."""
    return all(any(same_word(word, other) for other in others) for word in some)


def _is_loose(a: Measured, b: Measured) -> bool:
    """Tell whether as many persons may by chance be as many of something else."""
    return bool({a.unit, b.unit} & _COUNTED) and not a.number.decimals


def _kind(one: Measured) -> tuple[str, float]:
    """What a unit comes to: `mkr` and `mnkr` are one."""
    return (one.number.unit or one.unit, one.number.scale)


def _per(held: list[tuple[Said, Number]]) -> Iterator[Finding]:
    """The same decimal figure of a thing as percent here and as a number per person there."""
    for one, number in held:
        for other, again in held:
            if number.unit == "%" and not again.unit and again is not number and (
                re.search(r"\bper\b", other.after(again, 40))
                and len(keys(one.text) & keys(other.text)) >= LEAST
            ):  # fmt: skip
                printed = re.sub(r"\s+", " ", again.text + other.after(again, 30)).strip()
                yield one.find(number, printed, "name_units", 0.8)

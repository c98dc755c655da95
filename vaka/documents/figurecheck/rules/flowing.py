"""`sum` of what there was, what came, what went and what is left, in a passage or a table.

Whether those who `flyttade in` came or went depends on the queue or the home that is told of: a
flow is wrong only when no reading of its signs gives what is left.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grid import Grid, both_ways, grids
from vaka.documents.figurecheck.said import Said, lists, passages

_OPENS = re.compile(
    r"\b(?:ingående|öppna vid|vid (?:in|början|års)\w*|1 jan(?:uari)?|i januari|ingången av"
    r"|(?:årets|periodens|månadens) (?:början|ingång|start)|när (?:året|perioden) började"
    r"|från (?:förra|föregående|fjol)\w*|(?:året|perioden) (?:började|inleddes|startade))\b",
    re.IGNORECASE,
)
_CLOSES = re.compile(
    r"\b(?:utgående|öppna efter|(?:årets|periodens|månadens) (?:slut|utgång)|utgången av|slutet av"
    r"|31 dec(?:ember)?|i december|årsskiftet|kvar\w*|återst\w+"
    r"|när (?:året|perioden) (?:var slut|slutade)|vilket (?:ger|gav|lämna\w*|innebär))\b",
    re.IGNORECASE,
)
_IN = re.compile(
    r"\b(?:nya?|nytt|tillkom\w*|inkom\w*|kom in|bevilja\w+|börja\w+|påbörja\w+|anställ\w+"
    r"|rekryter\w+|inflytt\w+|flyttade in|starta\w+|öppna\w+|anmäl\w+|inskriv\w+|skrevs in"
    r"|ställde sig|tilldela\w+)\b",
    re.IGNORECASE,
)
_OUT = re.compile(
    r"\b(?:sluta\w+|avsluta\w+|avled\w*|avlid\w+|dog|flytta\w+|utflytt\w+|återtog\w*"
    r"|återtagn\w+|t(?:og|agit) tillbaka"
    r"|återkall\w+|fått|fick (?:\w+ )?(?:plats|bostad|boende|insats\w*)"
    r"|avgick|avgång\w+|stäng\w+|verkställ\w+|utskriv\w+|skrevs ut|gick i pension|avskrev\w*"
    r"|avböj\w+|tacka\w* nej|lämna\w+|avgjor\w+|löst\w*|upphör\w*|placera\w+)\b",
    re.IGNORECASE,
)
_GIVES = re.compile(r"\b(?:vilket|det) (?:ger|gav|lämna\w*|innebär|blir)\b", re.IGNORECASE)
MOST_FLOWS = 4
Wrong = tuple[int, Number, float]  # row, what is printed, what it ought to be


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every passage and every table of a paper."""
    for one in (*passages(document), *lists(document)):
        yield from _told(one)
    for grid in grids(document):
        for way in both_ways(grid):
            for row, number, right in _columns(way):
                line = grid.table.line if way.turned else way.rows[row].line
                yield Finding(document.file, line, way.rows[row].quote, number.text,
                              number.like(right), "sum", 0.85)  # fmt: skip


def _left(opening: Number, flows: Sequence[Number], signs: Sequence[int]) -> float:
    return opening.value + sum(sign * n.value for sign, n in zip(signs, flows, strict=True))


def _told(one: Said) -> Iterator[Finding]:
    """`40 stod i kö vid årets början. 30 tillkom, 25 fick plats. Vid årets slut väntade 50.`"""
    numbers = one.numbers
    if not 3 <= len(numbers) <= MOST_FLOWS + 2 or any(n.unit or n.hedge for n in numbers):
        return
    opening, *flows, left = numbers
    head, tail = one.text[: flows[0].start], one.text[flows[-1].end :]
    told = {_sign(one, at) for at in range(1, len(numbers) - 1)}
    both = told == {1, -1} or (len(told) == 1 and _GIVES.search(tail))
    if None in told or not both or not _OPENS.search(head) or not _CLOSES.search(tail):
        return  # where only those who came are told of, others may have gone
    ways = [_left(opening, flows, signs) for signs in product((1, -1), repeat=len(flows))]
    if not any(left.may_be(value) for value in ways):
        right = min(ways, key=lambda value: abs(value - left.value))
        yield one.find(left, left.like(right), "sum", 0.8)


def _sign(one: Said, at: int) -> int | None:
    """What the words right after a figure, or else before it, say: came, went or neither."""
    numbers = one.numbers
    after = one.text[numbers[at].end : numbers[at + 1].start]
    before = one.text[numbers[at - 1].end : numbers[at].start]
    for text in (re.split(r"[,.;]|\boch\b", after)[0], before):
        if _OUT.search(text) or _IN.search(text):
            return -1 if _OUT.search(text) else 1
    return None


def _columns(grid: Grid) -> Iterator[Wrong]:
    """Columns from what there was to what is left: as most rows read the signs between them."""
    columns = [at for at in grid.columns if not grid.share(at)]
    first = next((at for at in columns if _OPENS.search(grid.heading(at))), None)
    last = next((at for at in columns if _CLOSES.search(grid.heading(at))), None)
    if first is None or last is None or not 1 <= last - first - 1 <= MOST_FLOWS:
        return
    between = [at for at in columns if first < at < last]
    known = all(_IN.search(grid.heading(at)) or _OUT.search(grid.heading(at)) for at in between)
    rows = [(row, [n for at in (first, *between, last) if (n := grid.cell(row, at))])
            for row in range(len(grid.rows))]  # fmt: skip
    full = [(row, cells) for row, cells in rows if len(cells) == len(between) + 2]
    ways = product((1, -1), repeat=len(between))
    wrong = min((_against(full, signs) for signs in ways), key=_badness)
    fits = len(full) - len(wrong)
    if (fits > 1 and len(wrong) <= max(1, fits // 3)) or (len(full) == 1 and known):
        yield from wrong


def _against(full: Sequence[tuple[int, list[Number]]], signs: Sequence[int]) -> list[Wrong]:
    """The rows that are wrong when the flows are read so."""
    found = []
    for row, (opening, *flows, left) in full:
        value = _left(opening, flows, signs)
        if not left.may_be(value):
            found.append((row, left, value))
    return found


def _badness(wrong: Sequence[Wrong]) -> tuple[int, float]:
    return len(wrong), sum(abs(number.value - right) for _, number, right in wrong)

"""How a row is said to have moved: up or down, every year, by so much, or so many times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from vaka.documents.figurecheck.changes import WAY
from vaka.documents.figurecheck.claims.frames import in_order
from vaka.documents.figurecheck.claims.ranks import moved, spans
from vaka.documents.figurecheck.claims.readings import Reading
from vaka.documents.figurecheck.claims.scenes import Scene
from vaka.documents.figurecheck.claims.values import scale
from vaka.documents.figurecheck.claims.words import LESS, MORE, MOST, MOVE
from vaka.documents.figurecheck.grammar.numbers import Number

_EACH = re.compile(
    r"\b(?:varje år|vart och ett av åren|år för år|stadigt|kontinuerligt|successivt|hela perioden"
    r"|(?:två|tre|fyra|fem) år i rad|för varje år|år efter år|varje månad|varje kvartal)\b"
)
_IN_ROW = re.compile(r"\b(två|tre|fyra|fem) år i rad")
_STEPS = {"två": 2, "tre": 3, "fyra": 4, "fem": 5}
_BY = re.compile(
    rf"(?:{WAY.pattern})[^‹.;]{{0,30}}?(?:‹[nct]\d+›[^‹.;]{{0,12}})?\b(?:med|på|om|av)\s(?:hela\s|totalt\s)?‹f(?P<by>\d+)›"
    rf"|‹f(?P<size>\d+)›\s(?:\w+\s)?(?:(?P<more>{MORE})|(?P<less>{LESS}))\b(?!\sän\s‹f)",
    re.IGNORECASE,
)
_GAP = re.compile(
    r"\b(?:skillnad\w*|differens\w*|gap\w*|avstånd\w*|skiljer)\b[^‹]*(?:‹[nct]\d+›[^‹]*)*‹f(?P<by>\d+)›"
    r"|(?P<head>)‹f(?P<ahead>\d+)› [^‹]{0,20}skiljer", re.IGNORECASE)  # fmt: skip
_TIMES = re.compile(
    r"(?:(?P<over>(?:mer|fler) än |över |drygt ))?(?:(?P<half>\bhalver\w+)"
    r"|\b(?P<twice>fördubbla\w*|dubbelt så)\b|\b(?P<thrice>tredubbla\w*)\b"
    r"|\b(?P<four>fyrdubbla\w*)\b)"
    r"|‹f(?P<times>\d+)›\sgånger\s(?:så|fler|högre|vanligare|mer|större|fler än|flera)"
    r"|‹f(?P<share>\d+)›\sså\s(?:många|stor|hög|mycket|vanlig)",
    re.IGNORECASE,
)
_VERB = re.compile(
    r"\b(?:öka\w*|steg|stigit|stiger|vuxit|växte|minska\w*|sjönk|sjunkit|sjunker|förbättra\w*"
    r"|försämra\w*|föll|fallit|gått (?:upp|ned|ner)|gick (?:upp|ned|ner))\b"
)


def way(scene: Scene) -> Iterator[Reading]:
    """`A har minskat sedan 2021`, `B ökade varje år`."""
    signs = [one for one in MOVE.finditer(scene.text) if _VERB.match(one.group())]
    frame = scene.frame
    rows = scene.rows or (list(frame.members) if len(frame.members) == 1 else [])
    if len(signs) != 1 or not rows or scene.figures or MOST.search(scene.text):
        return
    sign = moved(frame, signs[0])
    if not sign:
        return
    for columns in _lines(scene):
        told = [[(frame.number(row, at)) for at in columns] for row in rows]
        if any(cell is None for line in told for cell in line):
            continue
        lines = [[cell for cell in line if cell] for line in told]
        holds = all(sign * (b.value - a.value) > 0 for line in lines for a, b in pairwise(line))
        text = " – ".join(frame.grid.text(rows[0], at) for at in columns)
        yield Reading(("way", signs[0].start()), signs[0].group(), text, holds)


def _lines(scene: Scene) -> list[list[int]]:
    """The columns along which a row must rise or fall."""
    line = in_order(scene.frame.column_times)
    if not _EACH.search(scene.text):
        return [list(span) for span in spans(scene)]
    said = [line.index(at) for at in scene.frame.at(scene.times, scene.frame.column_times)]
    if row := _IN_ROW.search(scene.text):
        steps = _STEPS[row[1]]
        return [line[-steps - 1 :], line[-steps:]] if len(line) > steps else []
    if said:
        begin, end = min(said), max(said) if len(said) > 1 else len(line) - 1
        return [line[begin : end + 1]] if end > begin else []
    return [line] if len(line) > 1 else []


def operands(scene: Scene) -> Iterator[tuple[int, int, int, int]]:
    """Give row and column of what is compared: the later or first told, then the other."""
    rows, frame = scene.rows, scene.frame
    if len(rows) == 2 and len(frame.row_times.keys() & set(rows)) == 2:
        rows = sorted(rows, key=in_order(frame.row_times).index, reverse=True)
    if len(rows) == 2:
        yield from ((rows[0], at, rows[1], at) for at in scene.columns())
    elif len(rows) == 1 and not frame.row_times:
        yield from ((rows[0], last, rows[0], first) for first, last in spans(scene))


def by(scene: Scene) -> Iterator[Reading]:
    """`A ökade med 12`, `B är 5 procent lägre än C`, `skillnaden är 7 procentenheter`."""
    for sign, marks in ((_BY, ("by", "size")), (_GAP, ("by", "ahead"))):
        for found in sign.finditer(scene.text):
            at = next(at for name in marks if (at := found[name]) is not None)
            number, gap = scene.mark(at).number, sign is _GAP
            if gap and len(scene.figures) > 1:
                continue
            if number and len(scene.rows) in (1, 2):
                way = 0 if gap else _sign(found)
                yield from _sized(scene, number, way)


def _sign(found: re.Match[str]) -> int:
    return 1 if found["up"] or found["more"] else -1 if found["down"] or found["less"] else 0


def _sized(scene: Scene, number: Number, way: int) -> Iterator[Reading]:
    frame = scene.frame
    for a, x, b, y in operands(scene):
        one, two = frame.number(a, x), frame.number(b, y)
        if one is None or two is None or frame.unit(a, x) != frame.unit(b, y):
            continue
        sizes = list(_sizes(scene, number, (a, x), (b, y)))
        if sizes:
            free = a != b and not frame.row_times
            right = way == 0 or free or way * (one.value - two.value) >= 0
            holds = right and any(fits for fits, _ in sizes)
            yield Reading(("by", number.start), number.text, number.like(abs(sizes[0][1])), holds,
                          frozenset([number]))  # fmt: skip


def _sizes(
    scene: Scene, number: Number, first: tuple[int, int], second: tuple[int, int]
) -> Iterator[tuple[bool, float]]:
    """Tell for each way of reckoning the difference whether the figure fits, and what it is."""
    frame = scene.frame
    one, two = frame.number(*first), frame.number(*second)
    if one is None or two is None:
        return
    unit = frame.unit(*first)
    if number.unit == "%" and unit != "pp":
        for base in (two, one):
            if base.value:
                true = 100 * (one.value - two.value) / abs(base.value)
                wide = 100 * (base.high - base.low) / abs(base.value)
                yield _within(number, true - wide, true + wide), true
    times = 1.0 if number.unit == "pp" and unit == "%" else scale(scene, number, *first)
    if times is not None:
        low, high = sorted(((one.low - two.high) * times, (one.high - two.low) * times))
        true = (one.value - two.value) * times
        yield _within(number, low, high), true


def _within(number: Number, low: float, high: float) -> bool:
    hedged = number.hedge and (number.may_be(low, high) or number.may_be(-high, -low))
    return bool(hedged) or number.unsigned_may_be(low, high)


def times(scene: Scene) -> Iterator[Reading]:
    """`dubbelt så många`, `har halverats`, `tre gånger fler`."""
    for found in _TIMES.finditer(scene.text):
        number = _figure(scene, found)
        factor = _factor(found, number)
        if factor is None or len(scene.rows) not in (1, 2):
            continue
        low, high = factor * 0.75, factor * 1.3
        if found["over"]:
            low, high = factor * 0.999, factor * 4
        sizes = list(_ratios(scene))
        free = len(scene.rows) == 2 and (not scene.frame.row_times or "så" in found.group())
        for true in sizes:
            holds = low <= true <= high or (free and low <= 1 / true <= high)
            word = number.text if number else found.group().strip()
            told = f"{true:.2g} gånger".replace(".", ",")
            yield Reading(("times", found.start()), word, told, holds,
                          frozenset([number] if number else []))  # fmt: skip


def _figure(scene: Scene, found: re.Match[str]) -> Number | None:
    at = found["times"] or found["share"]
    return scene.mark(at).number if at else None


def _factor(found: re.Match[str], number: Number | None) -> float | None:
    if number:
        return number.value / 100 if number.unit == "%" else number.value
    known: Sequence[tuple[str, float]] = (("half", 0.5), ("twice", 2), ("thrice", 3), ("four", 4))
    return next((size for name, size in known if found[name]), None)


def _ratios(scene: Scene) -> Iterator[float]:
    for a, x, b, y in operands(scene):
        one, two = scene.frame.value(a, x), scene.frame.value(b, y)
        if one and two and one > 0 and two > 0:
            yield one / two

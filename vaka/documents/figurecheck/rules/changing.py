"""`change` in sentences: which way it went, how many times, and by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vaka.documents.figurecheck.changes import NOT, WAY, Change, changes, dated, factor, timeless
from vaka.documents.figurecheck.document import Document, Paragraph
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.dates import years
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.said import Said, of

_LOOSE = re.compile(r"\b(?:nästan|nära|knappt|drygt|mer än|ungefär|i stort sett|närmare)\b", re.I)
_THE_CHANGE = re.compile(
    r"^(?:Det (?:är|innebär|motsvarar|blev|ger|var) en (?:ökning|minskning|höjning|sänkning|uppgång"
    r"|nedgång|förbättring|försämring)\s+(?:med|på|om)\s+(?=\d)|(?:Förbättringen|Försämringen|Ökningen|Minskningen|Uppgången|Nedgången|Skillnaden"
    r"|Differensen|Höjningen|Sänkningen|Förändringen)\s+(?:på|är|var|blir|blev|motsvarar\w*"
    r"|uppgår till|uppgick till)\s+(?=[-−–+]?\d))"
)
_OR = re.compile(r"^(?:\s+[a-zåäö]+)?\s*(?:,\s*)?(?:eller|det vill säga|dvs\.?|\()\s*$")
_SAME = re.compile(
    r"^(?:Medel\w+|Median\w*|Snittet|Genomsnittet|Värdet|Andelen|Antalet|Nivån|Resultatet|Den|Det)"
    r"\s+(?:var|är|uppgick|blev|låg|gick)\b"
)
_LAST_YEAR = re.compile(
    r"^(?:Föregående år|Året (?:innan|före)|I fjol|Förra året|År (?:19|20)\d\d|(?:19|20)\d\d)\s+"
    r"(?:var|låg|uppgick)\s+(?:den|det|andelen|antalet|siffran|nivån)\b",
    re.IGNORECASE,
)
_GROSS = 0.7  # `nästan tredubblats` of what did not even double
STILL = 0.1  # a tenth: less than that is often called unchanged


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence of a paper."""
    for block in document.blocks:
        before: Said | None = None
        for one in of(document.file, block) if isinstance(block, Paragraph) else ():
            for change in changes(one):
                yield from _judged(one, change)
            if before:
                yield from _told_after(one, before)
                yield from _way_before(one, before)
                yield from _year_before(one, before)
            yield from _trend(one)
            before = one


def _told_after(one: Said, before: Said) -> Iterator[Finding]:
    """`Först var det 40 beslut, sedan 30. Minskningen är 10 beslut eller 25 procent.`"""
    if not _THE_CHANGE.match(one.text) or not one.numbers:
        return
    spans = changes(before)
    plain = [n for n in timeless(before) if not n.hedge]
    if not spans and len(plain) == 2 and plain[0].unit == plain[1].unit:
        spans = [Change(plain[0], plain[1], None, "", ())]
    if len(spans) != 1 or spans[0].by:
        return
    sizes = [one.numbers[0]]
    if len(one.numbers) > 1 and _OR.match(one.text[sizes[0].end : one.numbers[1].start]):
        sizes.append(one.numbers[1])
    yield from _sizes(one, Change(spans[0].old, spans[0].new, None, "", tuple(sizes)))


def _way_before(one: Said, before: Said) -> Iterator[Finding]:
    """`Väntetiden har blivit kortare. Medelvärdet var 52 dagar 2022 och 67 dagar 2023.`"""
    ways = list(WAY.finditer(before.text))
    if len(ways) != 1 or before.numbers or NOT.search(before.text) or WAY.search(one.text):
        return
    pairs = dated(one, timeless(one)) if _SAME.match(one.text) else []
    if len(pairs) == 1:
        yield from _opposite(before, ways[0], *pairs[0])


def _year_before(one: Said, before: Said) -> Iterator[Finding]:
    """`Följsamheten har minskat till 66 procent. Föregående år var den 52 procent.`"""
    ways = list(WAY.finditer(before.text))
    old, new = timeless(one), timeless(before)
    if len(ways) != 1 or len(old) != 1 or len(new) != 1 or NOT.search(before.text):
        return
    to = re.search(r"\btill\s+(?:\w+\s+)?$", before.text[: new[0].start])
    if to and ways[0].end() <= new[0].start and _LAST_YEAR.match(one.text) and (
        old[0].unit == new[0].unit and not new[0].hedge):  # fmt: skip
        yield from _opposite(before, ways[0], old[0], new[0])


def _trend(one: Said) -> Iterator[Finding]:
    """`En nedåtgående trend: 9,4 procent 2021, 8,1 procent 2022 och 7,2 procent 2023.`"""
    numbers, ways = one.numbers, list(WAY.finditer(one.text))
    if len(numbers) < 3 or len(ways) != 1 or ways[0].end() > numbers[0].start:
        return
    ends = [*(n.start for n in numbers[1:]), len(one.text)]
    when = [years(one.text[n.end : end]) for n, end in zip(numbers, ends, strict=True)]
    first = [min(some) for some in when if len(some) == 1]
    alike = len({n.unit for n in numbers}) == 1 and len({one.noun(n) for n in numbers}) == 1
    if alike and len(first) == len(numbers) and first == sorted(set(first)) and (
        not NOT.search(one.text)):  # fmt: skip
        yield from _opposite(one, ways[0], numbers[0], numbers[-1])


def _opposite(one: Said, way: re.Match[str], old: Number, new: Number) -> Iterator[Finding]:
    """Say a word for rising over figures that fell, or the other way."""
    rose, fell = new.low > old.high, new.high < old.low
    if (rose and way["down"]) or (fell and way["up"]):
        right = "ökade" if rose else "minskade"
        yield Finding(one.file, one.line, one.text, way.group(), right, "direction", 0.85)


def _judged(one: Said, change: Change) -> Iterator[Finding]:
    old, new = change.old, change.new
    if old.value < 0 or new.value < 0 or (old.unit and new.unit and old.unit != new.unit):
        return
    rose, fell = new.low > old.high, new.high < old.low
    if (rose and change.way == -1) or (fell and change.way == 1):
        right = "ökade" if rose else "minskade"
        yield Finding(one.file, one.line, one.text, change.word, right, "change", 0.95)
        return
    exact = old.low == old.high == new.low == new.high and not (old.hedge or new.hedge)
    if exact and change.way in (1, -1) and not change.by:
        yield Finding(one.file, one.line, one.text, change.word, "oförändrat", "change", 0.85)
        return
    wide = abs(new.value - old.value) > STILL * max(old.value, new.value)
    if change.way == 0 and (rose or fell) and wide and not _LOOSE.search(one.text):
        right = "ökade" if rose else "minskade"
        yield Finding(one.file, one.line, one.text, change.word, right, "change", 0.8)
        return
    if (times := factor(change.word)) and old.value:
        true, loose = new.value / old.value, _LOOSE.search(one.text)
        least, most = (_GROSS, 2 - _GROSS) if loose else (0.75, 1.3)
        if not least * times <= true <= most * times:
            told = f"{true:.2g} gånger".replace(".", ",")
            yield Finding(one.file, one.line, one.text, change.word, told, "change", 0.8)
            return
    yield from _sizes(one, change)


def _sizes(one: Said, change: Change) -> Iterator[Finding]:
    a, b = change.old, change.new
    low, high = sorted((abs(b.low - a.high), abs(b.high - a.low)))
    if a.low <= b.high and b.low <= a.high:
        low = 0.0
    shares = "%" in (a.unit, b.unit)
    relative = 100 * abs(b.value - a.value) / a.value if a.value else 0.0
    wide = 100 * max(a.high - a.low, b.high - b.low) / a.value if a.value else 0.0
    for number in change.by:
        size, half = abs(number.value), (number.high - number.low) / 2
        if number.hedge:
            continue
        near = low - half - 1e-6 <= size <= high + half + 1e-6
        true = abs(b.value - a.value)
        if number.unit == "%":
            right = relative - wide - half <= size <= relative + wide + half or (shares and near)
            true = relative
        elif number.unit == "pp":
            if not shares:
                continue
            right = near
        elif number.unit == b.unit or not b.unit:
            right = near
        else:
            continue
        if not right:
            yield one.find(number, number.like(true), "change", 0.9)

"""`change` in sentences: which way it went, how many times, and by how much."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from vaka.documents.figurecheck.changes import Change, changes, factor
from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.said import Said, said

_LOOSE = re.compile(r"\b(?:nästan|nära|knappt|drygt|mer än|ungefär|i stort sett|närmare)\b", re.I)
STILL = 0.1  # a tenth: less than that is often called unchanged


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence of a paper."""
    for one in said(document):
        for change in changes(one):
            yield from _judged(one, change)


def _judged(one: Said, change: Change) -> Iterator[Finding]:
    old, new = change.old, change.new
    if old.value < 0 or new.value < 0 or (old.unit and new.unit and old.unit != new.unit):
        return
    rose, fell = new.low > old.high, new.high < old.low
    if (rose and change.way == -1) or (fell and change.way == 1):
        right = "ökade" if rose else "minskade"
        yield Finding(one.file, one.line, one.text, change.word, right, "change", 0.95)
        return
    wide = abs(new.value - old.value) > STILL * max(old.value, new.value)
    if change.way == 0 and (rose or fell) and wide and not _LOOSE.search(one.text):
        right = "ökade" if rose else "minskade"
        yield Finding(one.file, one.line, one.text, change.word, right, "change", 0.8)
        return
    if (times := factor(change.word)) and old.value and not _LOOSE.search(one.text):
        true = new.value / old.value
        if not 0.75 * times <= true <= 1.3 * times:
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

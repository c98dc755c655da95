"""`sexes unit` in sentences: figures that are told together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.said import Said, passages, said

PLACES = r"riket|länet|snitt|föregående|jämfört|från|tidigare|respektive|19\d\d|20\d\d"


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence of a paper."""
    for one in said(document):
        yield from _units(one)
    for one in passages(document):
        yield from _sexes(one)


def _sexes(one: Said) -> Iterator[Finding]:
    shares = [n for n in one.numbers if n.unit == "%"]
    if not shares and len(one.numbers) == 3 and one.tells_mean(one.numbers[0]):
        shares = [*one.numbers]
    if len(shares) != 3 or not one.has("kvinn") or not one.has("män|mann|man"):
        return
    women = _nearest(one, shares, r"\bkvinn\w*")
    men = _nearest(one, [n for n in shares if n is not women], r"\b(?:män\w*|mannen)\b")
    if not women or not men:
        return
    total = next(n for n in shares if n not in (women, men))
    named = one.has("total", "alla", "samtliga", "samman", "hela", "båda", "tillsammans")
    mean = total is shares[0] and one.tells_mean(total)
    if not named and not mean and not _stands_over(one, total, women, men):
        return
    low, high = min(women.low, men.low), max(women.high, men.high)
    if not total.may_be(low, high):
        first, last = sorted((women, men), key=lambda n: n.value)
        yield one.find(total, f"mellan {first.text} och {last.text}", "sexes", 0.9)


def _stands_over(one: Said, total: Number, women: Number, men: Number) -> bool:
    """`72 procent är trygga (70 procent av kvinnorna, 75 procent av männen)`, or after a colon."""
    first, last = sorted((women, men), key=lambda n: n.start)
    if re.search(PLACES, one.text, re.IGNORECASE) or total.start > first.start:
        return False
    opened, gap = one.text.find("(", total.end), one.text[total.end : first.start]
    bracketed = 0 <= opened < first.start and last.end <= one.text.find(")", opened)
    return bracketed or (":" in gap and "." not in gap)


def _nearest(one: Said, shares: Sequence[Number], word: str) -> Number | None:
    match = re.search(word, one.text, re.IGNORECASE)
    if not match or not shares:
        return None

    def distance(n: Number) -> int:
        gap = one.text[min(n.end, match.end()) : max(n.start, match.start())]
        apart = 40 * bool(re.search(r",|\boch\b|;|\.\s", gap))
        return min(abs(n.start - match.end()), abs(match.start() - n.end)) + apart

    return min(shares, key=distance)


def _units(one: Said) -> Iterator[Finding]:
    """`2,1 mnkr (210 tkr)`: the same money in two units."""
    for a, b in zip(one.numbers, one.numbers[1:], strict=False):
        between = one.text[a.end : b.start].strip()
        same = re.fullmatch(
            r"(?:(?:per|om|i) (?:år(?:et)?|månad(?:en)?|dygn|plats) )?\("
            r"|,?\s*(?:det vill säga|dvs\.?|d\.v\.s\.?"
            r"|motsvarande|vilket (?:är|motsvarar|blir)|eller|alltså|=)",
            between,
        )
        if a.unit == b.unit == "kr" and a.scale != b.scale and same and not a.agrees(b):
            if between.endswith("(") and not one.text[b.end :].startswith(")"):
                continue
            yield one.find(b, b.like(a.value), "unit", 0.9)

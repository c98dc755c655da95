"""`sum` where a list says its parts: lines under a sentence with the total, or above one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vaka.documents.figurecheck.document import Block, Document, Paragraph
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grid import PART, TOTAL
from vaka.documents.figurecheck.said import Said, of

_OPENS = re.compile(r":$|\b(?:nedan|följande|enligt (?:nedan|följande)|så här)[^.]{0,30}[.]$", re.I)
_BULLET = re.compile(r"^(?:[\s•*·–—➢■▪○o-]+\s|\(?[a-h\d]{1,2}[.)]\s)\s*", re.IGNORECASE)
_PARTED = re.compile(r"(?:[:–—(\t,]|\.{3,}|\s(?:har|med|fick|hade))\s*$")
_DASH = re.compile(r"(?<=\w)\s+[–—-]\s+(?=\d)")  # no minus
_ENDS = re.compile(r"^(?:\s+[^\W\d]+){0,3}\s*[.,;)]?$")
_OF_WHICH = re.compile(
    r"\s*[,(]?\s*\b(?:var\s?av|därav|inklusive|av (?:vilka|dessa|dem))\b.*$", re.I
)
_SOME = re.compile(
    r"bland annat|främst|framför allt|till exempel|t\.?\s?ex|exempelvis|huvudsakligen|varav|bl\.?a"
    r"|till stor del|flera|fler än|både|båda|dessutom|också|vanligaste|några|minst|störst",
    re.IGNORECASE,
)
_PEOPLE = re.compile(
    r"person|brukare|individ|patient|medarbetare|deltagar|anställd|invånare", re.IGNORECASE
)  # who may be counted in several lines
NEARLY, FEWEST, LONGEST = 0.85, 3, 120  # a list that is far from its total counts something else


Item = tuple[Said, Number | None]  # a line, and its figure unless it is of part of another


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every run of lines with a figure each."""
    blocks = [one for block in document.blocks for one in _lines(document.file, block)]
    told, at = [_item(document.file, block) for block in blocks], 0
    while at < len(blocks):
        ends = next((end for end in range(at, len(told)) if told[end] is None), len(told))
        items = [one for one in told[at:ends] if one]
        if len(items) >= FEWEST and at:
            yield from _total_above(document.file, blocks[at - 1], items)
        if len(items) > FEWEST:
            yield from _total_below(items)
        at += len(items) or 1


def _lines(file: str, block: Block) -> list[Block]:
    """A list that was read as one paragraph, as its lines; what stands before or after it too."""
    own = block.own_lines() if isinstance(block, Paragraph) else []
    several = sum(_item(file, line) is not None for line in own) > 1
    return [*own] if several else [block]


def _item(file: str, block: Block) -> Item | None:
    if not isinstance(block, Paragraph) or len(block.text) > LONGEST or block.text.endswith(":"):
        return None
    text = _BULLET.sub("", block.text)
    if PART.match(text) or not text:
        return Said(file, block.line, text), None
    one = Said(file, block.line, _DASH.sub(": ", _OF_WHICH.sub("", text)))
    counts = [n for n in one.numbers if n.unit not in ("%", "pp")]
    parted = [n for n in counts if _PARTED.search(one.text[: n.start])]
    counts = parted if len(counts) > 1 else counts
    if len(counts) != 1:
        return None
    fills = not counts[0].start or parted or _ENDS.match(one.text[counts[0].end :])
    return (Said(file, block.line, text), counts[0]) if fills else None


def _parts(items: Sequence[Item]) -> list[Number]:
    return [number for one, number in items if number and not TOTAL.search(one.text)]


def _total_above(file: str, block: Block, items: Sequence[Item]) -> Iterator[Finding]:
    """`Kommunen har 156 platser på fyra boenden:`; the last of its sentences that has a figure."""
    if not isinstance(block, Paragraph) or not _OPENS.search(block.text.rstrip()):
        return
    parts = _parts(items)
    for one in reversed(of(file, block)):
        totals = [n for n in one.numbers if n.value != len(parts)]
        if totals:
            twice = _PEOPLE.search(block.text) and sum(n.value for n in parts) > totals[0].value
            if len(totals) == 1 and not twice and not _SOME.search(block.text):
                yield from _told(one, totals[0], parts)
            return


def _total_below(items: Sequence[Item]) -> Iterator[Finding]:
    """`Totalt: 156 platser` as the last line."""
    *above, (one, total) = items
    if total and TOTAL.search(one.text) and not any(TOTAL.search(said.text) for said, _ in above):
        yield from _told(one, total, _parts(above))


def _told(one: Said, total: Number, parts: Sequence[Number]) -> Iterator[Finding]:
    """Say that a total is not its parts, when it is near enough to be meant so."""
    if len(parts) < FEWEST or len({n.unit for n in (total, *parts)}) > 1 or any(
        n.hedge or n.signed or n.unit in ("%", "pp") for n in (total, *parts)):  # fmt: skip
        return
    true = sum(n.value for n in parts)
    share = true / total.value if total.value else 0
    may = total.may_be(sum(n.low for n in parts), sum(n.high for n in parts))
    if not may and NEARLY < share < 1 / NEARLY:
        yield one.find(total, total.like(true), "sum", 0.8)

"""`sum` where a list says its parts: bullets under a colon, brackets, and a total told last."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vaka.documents.figurecheck.document import Block, Document, Paragraph
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.said import Said, is_list, of, said

_BULLET = re.compile(r"^[\s•*·–—-]*")
_LEADS = re.compile(r"^[\s•*·–—-]*$")
_ENDS = re.compile(r"^\s*(?:st(?:ycken)?|personer|fall|ärenden|händelser|kr)?\s*[.,;]?\s*$", re.I)
_AFTER = re.compile(
    r"^\s*(?:[a-zåäö]+\s+){0,2}?(?:tillsammans(?! med)|totalt|sammanlagt|i allt|sammantaget)\b",
    re.IGNORECASE,
)
_AHEAD = re.compile(r"\b(?:tillsammans|totalt|sammanlagt|i allt|sammantaget)\s+$", re.IGNORECASE)
_PLACED = re.compile(r"^\s+(?:[\wåäö-]+\s+)?(?:i|på|inom|hos|vid|för|från)\s", re.IGNORECASE)
_MAKES = re.compile(
    r"det vill säga|\bdvs\b|d\.v\.s\.|\balltså\b|vilket (?:ger|blir|innebär)"
    r"|\bblir det\b|[=–]|,\s*$",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"bland annat|främst|framför allt|till exempel|t\.?\s?ex|exempelvis|huvudsakligen|varav|bl\.?a"
    r"|till stor del|flera|fler än ett|både|båda|dessutom"
    r"|också|vanligaste|några|minst",
    re.IGNORECASE,
)
_OF_ALL = re.compile(r"^\s*av\s+[^,.;:()\d]{0,60}$", re.IGNORECASE)
_WERE = re.compile(
    r"^\s*(?:[\wåäö-]+\s+){0,5}?(?:var|är|gällde|gäller|rörde|rör|avsåg|avser|utgjordes? av"
    r"|(?:står|stod|svarar|svarade) [\wåäö -]{2,30} för|utgjorde|bestod av|klassades som"
    r"|bedömdes som)\s+(?:det\s+)?$",
    re.IGNORECASE,
)
_ALIKE = re.compile(r"\b(?:och|samt)\b")
NEARLY, BROAD = 0.85, 0.5  # a list that is far from its total counts something else


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence of a paper, and every list under a colon."""
    for one in said(document):
        for rule in (_together, _brackets, _were, _spread):
            yield from rule(one)
    yield from _bullets(document)


def _told(one: Said, total: Number, parts: Sequence[Number], low: float) -> Iterator[Finding]:
    """Say that a total is not its parts, when it is near enough to be meant so."""
    true = sum(n.value for n in parts)
    share = true / total.value if total.value else 0
    may = total.may_be(sum(n.low for n in parts), sum(n.high for n in parts))
    if not may and low < share < 1 / low:
        yield one.find(total, total.like(true), "sum", 0.8)


def _plain(numbers: Sequence[Number]) -> bool:
    """Tell whether figures are counts or kronor, all of one kind, and none is about so much."""
    return len({n.unit for n in numbers}) == 1 and not any(
        n.hedge or n.signed or n.unit in ("%", "pp") for n in numbers)  # fmt: skip


def _together(one: Said) -> Iterator[Finding]:
    """`120 i hemtjänsten och 240 på boenden, det vill säga 360 tillsammans`."""
    *parts, total = one.numbers or (None,)
    if total is None or len(parts) < 2 or not _plain(one.numbers):
        return
    between = one.text[parts[-1].end : total.start]
    if len(parts) > 2 and parts[0].value == len(parts) - 1:
        parts = parts[1:]  # `tre boenden med 24, 30 och 36 platser`
    told = _AFTER.match(one.after(total, 45)) or _AHEAD.search(one.before(total))
    if told and _MAKES.search(between) and is_list(one, parts):
        yield from _told(one, total, parts, BROAD)


def _brackets(one: Said) -> Iterator[Finding]:
    """`642 avvikelser (300 fall, 200 läkemedel och 142 övriga)`."""
    for match in re.finditer(r"\(([^()]*)\)", one.text):
        parts = [n for n in one.numbers if match.start() < n.start and n.end < match.end()]
        before = [n for n in one.numbers if n.end <= match.start()]
        if len(parts) < 3 or not before or not _plain([before[-1], *parts]):
            continue
        gap = one.text[before[-1].end : match.start()]
        last = one.text[parts[-2].end : parts[-1].start]
        if len(gap) < 40 and not re.search(r"[,;:]", gap) and _ALIKE.search(last) and (
            is_list(one, parts) and not _SOME.search(match.group() + gap)):  # fmt: skip
            yield from _told(one, before[-1], parts, NEARLY)


def _were(one: Said) -> Iterator[Finding]:
    """`Av de 84 synpunkterna var 41 klagomål, 30 förslag och 20 beröm`: more than all of them."""
    if len(one.numbers) < 4 or not _plain(one.numbers):
        return
    total, *parts = one.numbers
    opens = _OF_ALL.match(one.text[: total.start])
    says = _WERE.match(one.text[total.end : parts[0].start])
    last = one.text[parts[-2].end : parts[-1].start]
    if opens and says and _ALIKE.search(last) and is_list(one, parts) and (
        not _SOME.search(one.text) and sum(n.value for n in parts) > total.value):  # fmt: skip
        yield from _told(one, total, parts, NEARLY)


def _spread(one: Said) -> Iterator[Finding]:
    """`12 utredningar, 5 i hemtjänsten, 4 på boenden och 2 inom LSS`: parted by place."""
    if len(one.numbers) < 4 or not _plain(one.numbers) or _SOME.search(one.text):
        return
    total, *parts = one.numbers
    gap = one.text[total.end : parts[0].start]
    last = one.text[parts[-2].end : parts[-1].start]
    placed = all(_PLACED.match(one.after(part)) for part in parts)
    if placed and re.match(r"^[^,;:]+,\s*$", gap) and _ALIKE.search(last) and is_list(one, parts):
        yield from _told(one, total, parts, NEARLY)


def _bullets(document: Document) -> Iterator[Finding]:
    """A sentence that ends in a colon with one figure, and lines under it with one each."""
    for at, block in enumerate(document.blocks):
        if not isinstance(block, Paragraph) or not block.text.rstrip().endswith(":"):
            continue
        opening = of(document.file, block)
        if not opening or len(opening[-1].numbers) != 1:
            continue
        total = opening[-1].numbers[0]
        parts = _items(document.file, document.blocks[at + 1 :])
        if len(parts) >= 3 and _plain([total, *parts]) and not _SOME.search(opening[-1].text):
            yield from _told(opening[-1], total, parts, NEARLY)


def _items(file: str, blocks: Sequence[Block]) -> list[Number]:
    """The figures of the lines that follow each other from the first block."""
    found: list[Number] = []
    for block in blocks:
        if (number := _item(file, block)) is None:
            break
        found.append(number)
    return found


def _item(file: str, block: Block) -> Number | None:
    """The one figure of a line in a list: it stands first or last there."""
    if not isinstance(block, Paragraph) or len(block.text) > 120:
        return None
    one = Said(file, block.line, _BULLET.sub("", block.text))
    if len(one.numbers) != 1:
        return None
    number = one.numbers[0]
    leads = _LEADS.match(one.text[: number.start])
    return number if leads or _ENDS.match(one.text[number.end :]) else None

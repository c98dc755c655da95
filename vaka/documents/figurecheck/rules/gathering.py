"""`sum` in a short passage: a whole and the figures that are told as its parts, in either order.

A run of figures is an enumeration when only commas and a last `och` part them. The whole stands
right before it (`642 avvikelser, varav …`, `642. Den består av …`) or right after (`…, tillsammans
642`), also in the next sentence. What is told beside the list does not disturb it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import product

from vaka.documents.figurecheck.document import Document, Paragraph
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grammar.sentences import sentences
from vaka.documents.figurecheck.said import LONGEST, MOST_IN_PASSAGE, Said, of

_ALL_OF_IT = re.compile(
    r":\s|[(]|\b(?:fördel\w+|bestå(?:r|tt|ende)? av|bestod av|utgör(?:s|des|ts) av|utgjordes av"
    r"|dela(?:s|des|t) upp|uppdela\w+|nämligen)\b",
    re.IGNORECASE,
)
_OF_IT = re.compile(
    r"\b(?:var\s?av|därav|förklaras av|beror på|berodde på)\b|\b(?:gällde|avsåg)\s+$"
    r"|[.]\s+(?:Ut)?Av (?:dem|dessa|de|[a-zåäö]{3,}(?:en|et|na|arna|erna|orna))\b(?!\s+\d)",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"\s+av (?:dem|dessa)\b", re.IGNORECASE)
_TOTAL_NOW = re.compile(r"(?:Totalt|Sammanlagt|Tillsammans)\b")
_AV_DESSA = re.compile(r"[.]\s+(?:Ut)?Av (?:dem|dessa)\b(?!\s+\d)")
_GATHERS = re.compile(
    r"\b(?:tillsammans(?! med)|totalt|sammanlagt|sammantaget|summan|i allt"
    r"|det (?:blir|ger|är) alltså|(?:vilket|det) (?:blir|ger|gör|innebär)|blir det|alltså"
    r"|det vill säga|dvs)\b|=",
    re.IGNORECASE,
)
_COUNTS = re.compile(r"\b(?:tillsammans|totalt|samman\w+|summan|i allt)\b|=", re.IGNORECASE)
_ASIDE = re.compile(
    r"\b(?:som|vilk\w+|medan|men|jämfört|mot|än|budget\w*|mål\w*)\b"
    r"|\b(?:från|till|per|av|år)\s*$",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:bland annat|bl\.?\s?a\b|främst|framför allt|till exempel|t\.?\s?ex|exempelvis"
    r"|vanligast\w*|huvudsakligen|till stor del|flera|fler än|mer än|båd[ae]|bytte|dubbel\w*"
    r"|dessutom|också|några|störst\w*|även)",
    re.IGNORECASE,
)
_AND = re.compile(r"\b(?:och|samt)\b", re.IGNORECASE)
_LAST = re.compile(
    r"\b(?:och|samt)\b[^,]*$|^\s*,\s*(?:och|samt)\b[^,]*,\s*$", re.IGNORECASE
)  # `vård och omsorg, ` goes on; `, och övriga kostnader, ` does not
_AV = re.compile(r"^\W*av\s+[^,.;:()\d]{0,60}$", re.IGNORECASE)
_WERE = re.compile(
    r"^\s*(?:[\wåäö-]+\s+){0,5}?(?:var|är|gällde|gäller|rörde|rör|avsåg|avser|utgjordes? av"
    r"|(?:står|stod|svarar|svarade) [\wåäö -]{2,30} för|utgjorde|bestod av|klassades som"
    r"|bedömdes som)\s+(?:det\s+)?$",
    re.IGNORECASE,
)
_PLACED = re.compile(r"^\s+(?:[\wåäö-]+\s+)?(?:i|på|inom|hos|vid|för|från)\s", re.IGNORECASE)
_REST = re.compile(r"\b(?:övrig\w*|rest(?:en|erande)|annat|andra)\b", re.IGNORECASE)
FAR, MOST_FLOWS, THOUSAND = 90, 6, 1000
# how near the parts are to a whole that is meant as all of them; MORE: only parts above the whole
REST, ALL, SOME, MORE, NOT = 0.5, 0.8, 0.9, 1.0, 2.0


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every short passage of a paper."""
    for block in document.blocks:
        if isinstance(block, Paragraph) and of(document.file, block):
            found = (one for said in _passages(document.file, block) for one in _found(said))
            yield from {one.printed: one for one in found}.values()


def _passages(file: str, block: Paragraph) -> Iterator[Said]:
    """The paragraph in pieces of two sentences: a whole and its parts stand no farther apart."""
    begins = [begin for begin, _ in sentences(block.text)]
    if len(begins) > MOST_IN_PASSAGE or len(block.text) > LONGEST:
        yield from of(file, block)
        return
    ends = [*begins[2:], len(block.text)]
    for begin, end in zip(begins, ends, strict=False):
        yield Said(file, block.line_at(begin), block.text[begin:end])


def _found(one: Said) -> Iterator[Finding]:
    for first, last in _runs(one):
        parts, before = one.numbers[first : last + 1], one.numbers[:first]
        if before:
            yield from _told(one, before[-1], parts, _nearness(one, before[-1], parts))
        if len(parts) > 3 and [bool(_PLACED.match(one.after(n))) for n in parts] == (
            [False] + [True] * (len(parts) - 1)):  # fmt: skip
            yield from _told(one, parts[0], parts[1:], ALL)  # `12 utredningar, 5 i hemtjänsten, …`
        if last + 1 < len(one.numbers):
            total = one.numbers[last + 1]
            gap = one.text[parts[-1].end : total.start]
            money = total.unit == "kr" and _TOTAL_NOW.match(gap.split(". ")[-1])
            same = len(parts) > 2 or bool(money) or not re.search(r"\.\s", gap)
            sure = _COUNTS.search(gap + one.after(total))
            same = same and bool(sure or _is_of_them(one, total, parts))
            if (
                _GATHERS.search(gap)
                and len(gap) < FAR
                and same
                and not _flows(total, before, parts)
            ):
                yield from _told(one, total, parts, REST if sure else ALL)


def _runs(one: Said) -> Iterator[tuple[int, int]]:
    """The first and the last place of each enumeration of like figures, two or more."""
    numbers, at = one.numbers, 0
    while at < len(numbers) - 1:
        end, ended = at, False
        while (
            not ended and end + 1 < len(numbers) and _goes_on(one, numbers[end], numbers[end + 1])
        ):
            end += 1
            ended = bool(_LAST.search(one.text[numbers[end - 1].end : numbers[end].start]))
        if ended:
            yield at, end
        at = max(end, at + 1)


def _goes_on(one: Said, a: Number, b: Number) -> bool:
    """Tell whether an enumeration goes on from one figure to the next."""
    gap = one.text[a.end : b.start]
    alike = a.unit == b.unit and not (a.hedge or b.hedge or a.signed or b.signed)
    plain = len(gap) < FAR and not re.search(r"[.;:]", gap.rstrip()) and a.unit not in ("%", "pp")
    parted = "," in gap or _AND.search(gap)
    other = (_ASIDE, _OF_IT, _GATHERS)
    spread = _ALL_OF_IT.search(gap.replace("(", " "))
    return bool(alike and plain and parted and not spread and not any(x.search(gap) for x in other))


def _nearness(one: Said, total: Number, parts: Sequence[Number]) -> float:
    """How near a whole told first has to be to its parts; NOT when they are not told so."""
    gap = one.text[total.end : parts[0].start]
    if len(gap) >= FAR:
        return NOT
    whole = len(parts) > 2 and _REST.search(one.text[parts[-2].end :])
    if _ALL_OF_IT.search(gap):
        closed = len(parts) > 2 and "(" in gap and one.after(parts[-1], 60).find(")") >= 0
        return REST if whole or closed else ALL
    if len(parts) < 3:
        if _OF_THEM.match(one.after(parts[0])) or _AV_DESSA.search(gap):
            return MORE
        return MORE if total.unit == "kr" and _OF_IT.search(gap) else NOT
    if _OF_IT.search(gap):
        return REST if whole else SOME if re.search(r"[,.–]", gap) else MORE
    return MORE if _AV.match(one.text[: total.start]) and _WERE.match(gap) else NOT


def _is_of_them(one: Said, total: Number, parts: Sequence[Number]) -> bool:
    """Tell whether a total may count what its parts do: it has a noun of theirs, or none."""
    nouns = {one.noun(n) for n in parts} - {""}
    return not nouns or one.noun(total) in {"", *nouns}


def _is_alike(total: Number, part: Number) -> bool:
    """Tell whether a total and a part are of one unit; `9 miljoner` of `28 miljoner kronor` are."""
    bare = total.unit == "kr" and not part.unit and part.scale >= THOUSAND
    return bare or total.unit == part.unit


def _flows(total: Number, before: Sequence[Number], parts: Sequence[Number]) -> bool:
    """Tell whether the total is what is left when some of the parts came and some went."""
    ways = product((1, -1), repeat=len(parts)) if len(parts) <= MOST_FLOWS else ()
    left = [sum(s * n.value for s, n in zip(signs, parts, strict=True)) for signs in ways]
    return any(total.may_be(begun + value) for begun in (0.0, *(n.value for n in before[-1:]))
               for value in left)  # fmt: skip


def _told(one: Said, total: Number, parts: Sequence[Number], near: float) -> Iterator[Finding]:
    """Say a whole that is near its parts but not their sum; a gap told in the text explains it."""
    if not _is_alike(total, parts[0]) or total.hedge or total.signed or not total.value:
        return
    if one.tells_mean(total):
        return
    true = sum(n.value for n in parts)
    share, gap = true / total.value, abs(true - total.value)
    first, last = sorted((total, parts[0], parts[-1]), key=lambda n: n.start)[::2]
    begin, end = one.text.rfind(". ", 0, first.start) + 1, one.text.find(". ", last.end)
    if _SOME.search(one.text[begin : end if end > 0 else None]):
        return  # only some of the parts are told
    told = any(n.may_be(gap) for n in one.numbers
               if n is not total and n not in parts and n.value != len(parts))  # fmt: skip
    if total.may_be(sum(n.low for n in parts), sum(n.high for n in parts)) or told:
        return
    if near < share < NOT:
        yield one.find(total, total.like(true), "sum", 0.8)

"""`hundred` in running text: shares that are told as all there is, in a sentence or as lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vaka.documents.figurecheck.document import Document, Heading, Paragraph
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.rules.listing import PLACES
from vaka.documents.figurecheck.said import Said, is_list, of

_REST = re.compile(r"\b(?:resterande|återstående|övriga|resten)\b[^,.;]*$", re.IGNORECASE)
_REST_AFTER = re.compile(r"^\s+(?:till|från|av)?\s*(?:övriga|resten|andra|annat)\b")
_WAY = re.compile(r"^\s+(från|till)\s")
_UNDER, _OLDER = re.compile(r"\bunder \d\d år"), re.compile(r"\b(?:år eller äldre|över \d\d år)")
_SPLIT = re.compile(
    r"\b(?:vem|vilka|vilken|hur)\b[^.]*\?|\bfördel\w+|\b(?:ande(?:l|len|lar) )?(?:per|efter) \w+"
    r"|\buppdel\w+",
    re.IGNORECASE,
)
_MANY = re.compile(r"\bfler(?:a|e)? (?:svar|val|alternativ)|\bbland annat|\bvanligast", re.I)
_OTHER = re.compile(
    r"\b(?:öka\w*|minska\w*|(?:från|mot) \d|mål\w*|jämfört|i fjol)\b", re.IGNORECASE
)
_ALONE = re.compile(r"^[^.:;]{2,70}[:–-]\s*[^\d]{0,12}$")
_OPINION = re.compile(
    r"\b(?:mycket|ganska|varken|missnöjd\w*|nöjd\w*|vet inte|vet ej|ingen åsikt|delvis|instämmer"
    r"|alltid|ibland|aldrig|sällan|oftast|ja|nej|bra|dålig\w*|trygg\w*|otrygg\w*)\b",
    re.IGNORECASE,
)
LOW, HIGH, FEWEST = 80, 125, 3


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence, and every run of lines under a question or a heading of shares."""
    above, run = "", list[tuple[Said, Number]]()
    for block in [*document.blocks, Heading("", 0)]:
        told = of(document.file, block) if isinstance(block, Paragraph) else ()
        for one in told:
            yield from {found.printed: found for found in (*_answers(one), *_rest(one))}.values()
        share = _line(told[0]) if len(told) == 1 else None
        if share:
            run.append((told[0], share))
            continue
        yield from _lines(above, run)
        run = []
        above = block.text if isinstance(block, Heading) else told[-1].text if told else ""


def _sums(shares: Sequence[Number]) -> bool:
    """Tell whether shares can be 100 together."""
    low, high = sum(n.low for n in shares), sum(n.high for n in shares)
    return low - 1e-6 <= 100 <= high + 1e-6


def _right(shares: Sequence[Number]) -> str:
    """What the last of them would be if the others are right."""
    total = sum(n.value for n in shares)
    return f"{shares[-1].like(100 - total + shares[-1].value)} (summan blir {total:g})"


def _answers(one: Said) -> Iterator[Finding]:
    """`52 procent är mycket nöjda, 30 ganska nöjda och 9 missnöjda` among those who answered."""
    shares = [n for n in one.numbers if n.unit == "%"]
    if len(shares) < FEWEST or any(n.hedge or n.value > 100 for n in shares):
        return
    asked = one.has("svara", "fråg", "svar", "fördel", "uppgav", "uppger", "ansåg")
    if not asked and len(_OPINION.findall(one.text)) < 3:
        return
    if re.search(PLACES, one.text, re.IGNORECASE) or one.has("kvinnor", "män"):
        return
    if not is_list(one, shares):
        return
    total = sum(n.value for n in shares)
    if not _sums(shares) and 70 <= total <= 135:
        yield one.find(shares[-1], _right(shares), "hundred", 0.8)


def _rest(one: Said) -> Iterator[Finding]:
    """`46 procent kom från hemtjänsten, 42 procent från boenden och resterande 22 procent …`."""
    shares = [n for n in one.numbers if n.unit == "%" and not n.hedge]
    if len(shares) < FEWEST - 1 or _OTHER.search(one.text) or _sums(shares):
        return
    counts = [n for n in one.numbers if n not in shares]
    rest = _REST.search(one.text[: shares[-1].start]) or _REST_AFTER.match(one.after(shares[-1]))
    total = sum(n.value for n in shares)
    alike = len(shares) >= FEWEST and LOW <= total <= HIGH and is_list(one, shares)
    if (rest and not counts) or (alike and (_one_way(one, shares) or _ages(one))):
        yield one.find(shares[-1], _right(shares), "hundred", 0.9)


def _one_way(one: Said, shares: Sequence[Number]) -> bool:
    """Tell whether all came from, or go, somewhere: `46 procent från A, 42 procent från B`."""
    ways = {match[1] for n in shares if (match := _WAY.match(one.after(n)))}
    told = [n for n in shares if _WAY.match(one.after(n))]
    return len(ways) == 1 and len(told) == len(shares) == len(one.numbers)


def _ages(one: Said) -> bool:
    return bool(_UNDER.search(one.text) and _OLDER.search(one.text))


def _line(one: Said) -> Number | None:
    numbers = one.numbers
    alone = len(numbers) == 1 and numbers[0].unit == "%" and not numbers[0].hedge
    fits = alone and _ALONE.match(one.text[: numbers[0].start])
    return numbers[0] if fits and not one.text[numbers[0].end :].strip(" .,;") else None


def _lines(above: str, run: Sequence[tuple[Said, Number]]) -> Iterator[Finding]:
    """`Vem utför hemtjänsten?` with a line for each answer."""
    shares = [n for _, n in run]
    if len(run) < FEWEST or not _SPLIT.search(above) or _MANY.search(above) or _sums(shares):
        return
    total = sum(n.value for n in shares)
    if LOW <= total <= HIGH:
        one, last = run[-1]
        told = " / ".join(said.text for said, _ in run)  # any of them may be the wrong one
        yield Finding(one.file, one.line, told, last.text, _right(shares), "hundred", 0.85)

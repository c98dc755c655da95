"""`share chain answer_rate` over two sentences: the second speaks of what the first has counted."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date

from vaka.documents.figurecheck.claims.frames import same_word
from vaka.documents.figurecheck.document import Document, Paragraph
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grammar.sentences import keys, stem
from vaka.documents.figurecheck.rules.sharing import IDIOM, RATE, TIME, Part, parts
from vaka.documents.figurecheck.said import Said, of

_SO = re.compile(
    r"^\W*(?:Det|Detta|Vilket|Andelen)\s+(?:är|var|motsvarar\w*|innebär|ger|gav|blir|blev|utgör)\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"^\s+av\s+(?:(?P<them>dem|dessa)|(?:de\s+)?(?P<noun>[a-zåäö]{4,}))\b", re.I)
_OF_WHAT = re.compile(r"^\s+av\s+(?:(?:den|det|de|hela|nämndens|alla)\s+)?(?P<what>[a-zåäö]{5,})")
_THAT_IS = re.compile(
    r"^\s*[,(–]?\s*(?:det vill säga|dvs\.?|alltså|vilket (?:är|var|motsvarar\w*|utgör|ger)"
    r"|motsvarande|eller)?\s*$",
    re.IGNORECASE,
)
_PER = re.compile(
    r"^\s+(?:[a-zåäö]+\s+)?per\s+(?P<many>1[ \u00a0]?000|tusen|100[ \u00a0]?000|10[ \u00a0]?000)"
    r"\s+(?P<noun>[a-zåäö]{4,})",
    re.IGNORECASE,
)
_MANY = {"tusen": 1000}
_GIVES = re.compile(r"\b(?:ger|gav|blir|blev|motsvarar\w*|innebär|är|alltså|det vill säga|dvs)\b")
_OTHER = re.compile(
    r"\b(?:öka\w*|minska\w*|steg|sjönk|mål\w*|från|jämfört|mot|i fjol|fler än|färre än)\b", re.I
)
_ASKED = re.compile(r"\b(?:utskick\w*|skickade\w*|tillfrågade|urval\w*|inbjudna|utsända)\b", re.I)
_ANSWERED = re.compile(r"\b(?:inkomna|svarande|besvarade|antal svar|svar)\b", re.IGNORECASE)
_OF_THE = re.compile(r"^\W*(?:(?:Av|Bland)\s+(?:de|dessa)|(?:För|Hos)(?: de)?)\s+$", re.IGNORECASE)
LINE = 120  # a line of a list is no longer
LINES = 3


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence together with the one before it."""
    several = list(_in_order(document))
    for at, (one, before) in enumerate(several):
        yield from _idiom(one)
        yield from _of_thing(one, before)
        yield from _per(one, before)
        if before:
            yield from _share(one, before)
            yield from _chain(one, before)
            lines = [line for line, _ in several[max(0, at - LINES) : at]]
            yield from _rate(one, before, lines)


def _in_order(document: Document) -> Iterator[tuple[Said, Said | None]]:
    """Each sentence with the one before: of its paragraph, or the line above in a list."""
    line: Said | None = None
    for block in document.blocks:
        told = of(document.file, block) if isinstance(block, Paragraph) else ()
        before = line if told and len(told[0].text) <= LINE else None
        for one in told:
            yield one, before
            before = one
        last = told[-1] if len(told) == 1 else None
        line = last if last and len(last.text) <= LINE and not last.text.endswith(".") else None


def _counted(one: Said) -> list[Number]:
    """The figures of a sentence that count things: no time, no share, none loosely told."""
    return [n for n in one.counts if not TIME.match(one.after(n)) and not n.hedge]


def _told(one: Said, share: Number, n: Number, whole: Number, rule: str) -> Iterator[Finding]:
    if n.value <= whole.value and not share.may_be_share(n, whole):
        yield one.find(share, share.like(100 * n.value / whole.value), rule, 0.85)


def _share(one: Said, before: Said) -> Iterator[Finding]:
    """`Av 240 har 48 bytt. Det är var tredje.`, `337 anställda. 118 av dem, 53 procent, är …`."""
    shares = [n for n in one.numbers if n.unit == "%"]
    if len(shares) != 1 or _OTHER.search(one.text):
        return
    counts, pairs = _counted(one), parts(before)
    if not counts and _SO.match(one.text) and len(pairs) == 1:
        if not any(n.unit == "%" for n in before.numbers):
            yield from _told(one, shares[0], pairs[0].n, pairs[0].whole, "share")
        return
    wholes = _counted(before)
    match = _OF_THEM.match(one.after(counts[0])) if counts else None
    if any(n.start < shares[0].start for n in counts[1:]):
        return
    if match and len(wholes) == 1 and (
        match["them"] or stem(match["noun"]) == before.noun(wholes[0])):  # fmt: skip
        yield from _told(one, shares[0], counts[0], wholes[0], "share")


def _idiom(one: Said) -> Iterator[Finding]:
    """`Sju av tio hade gått kursen (211 av 236)`."""
    pairs = [pair for pair in parts(one) if pair.close]
    if len(pairs) != 2 or any(n.unit for n in one.numbers):
        return
    loose, exact = pairs
    words = one.text[loose.n.start : loose.whole.end]
    if re.search(r"\d", words) or one.text[: exact.n.start].rstrip()[-1:] != "(":
        return
    told, true = _percent(loose), _percent(exact)
    if abs(told - true) > IDIOM:
        right = f"{true:.0f} procent"
        yield Finding(one.file, one.line, one.text, words, right, "share", 0.85)


def _percent(pair: Part) -> float:
    return 100 * pair.n.value / max(pair.whole.value, 1)


def _of_thing(one: Said, before: Said | None) -> Iterator[Finding]:
    """`Kostnaden blev 536 mnkr. Lönerna var 412 mnkr, det vill säga 87 procent av kostnaden.`"""
    for n, share in itertools.pairwise(one.numbers):
        match = _OF_WHAT.match(one.after(share)) if share.unit == "%" else None
        if n.unit == "%" or not match or not _THAT_IS.match(one.text[n.end : share.start]):
            continue
        what = stem(match["what"])
        wholes = [(said, m) for said in (before, one) if said for m in said.numbers
                  if m.unit == n.unit and m is not n
                  and any(same_word(what, word) for word in _near(said, m))]  # fmt: skip
        if len(wholes) == 1 and not _OTHER.search(one.text):
            yield from _told(one, share, n, wholes[0][1], "share")


def _near(one: Said, number: Number) -> frozenset[str]:
    """The words that say what a figure is: just before it in its clause."""
    clause = re.split(r"[,;:.]\s", one.text[: number.start])[-1]
    return keys(clause)


def _per(one: Said, before: Said | None) -> Iterator[Finding]:
    """`12 006 invånare. 264 har hemtjänst, vilket ger 32 per 1 000 invånare.`"""
    for rate in one.numbers:
        match = _PER.match(one.text[rate.end :])
        if rate.unit or not match:
            continue
        many = _MANY.get(match["many"].lower()) or int(re.sub(r"\D", "", match["many"]))
        noun = stem(match["noun"])
        ahead = [(one, n) for n in _counted(one) if n.end < rate.start]
        told = [*((before, n) for n in _counted(before)), *ahead] if before else ahead
        wholes = [n for said, n in told if said.noun(n) == noun]
        some = [n for _, n in ahead if n not in wholes]
        gives = len(wholes) == len(some) == 1 and _GIVES.search(one.text[some[0].end : rate.start])
        if not gives:
            continue
        true = many * some[0].value / max(wholes[0].value, 1)
        half = 0.5 * 10.0**-rate.decimals
        if not rate.may_be(true - half, true + half):
            yield one.find(rate, rate.like(true), "share", 0.85)


def _chain(one: Said, before: Said) -> Iterator[Finding]:
    """`Bland 160 hade 95 nedsatt hälsa. Av de 59 med nedsatt hälsa fick 40 en plan.`"""
    whole = next((n for n in one.counts if _OF_THE.match(one.text[: n.start])), None)
    if whole is None:
        return
    first, counted = parts(before), _counted(before)
    them = [n for n in counted if _OF_THEM.match(before.after(n))]
    nouns = [n for n in counted if before.noun(n) == one.noun(whole) != ""]
    told = [pair.n for pair in first]
    right = next((some[0] for some in (told, them, nouns, counted) if len(some) == 1), None)
    said = _in_words(one.after(whole, 60))
    noun = before.noun(first[0].whole) if first else before.noun(right) if right else ""
    named = said[: 1 + (said[:1] == [noun])]
    known = keys(before.text)
    if right and named and named != [noun] and all(word in known for word in named) and (
        not any(n.agrees(whole) for n in before.counts)):  # fmt: skip
        yield one.find(whole, right.text, "chain", 0.85)


def _in_words(text: str) -> list[str]:
    """The stems of the words that say what is counted, in order."""
    return [word for one in re.findall(r"[^\W\d]+", text) for word in keys(one)]


def _rate(one: Said, before: Said, lines: Sequence[Said]) -> Iterator[Finding]:
    """`96 av 160 svarade. Svarsfrekvensen blev 66 procent.`, and the same as three lines."""
    shares = [n for n in one.numbers if n.unit == "%"]
    if len(shares) != 1 or len(one.numbers) != 1 or not one.has(RATE):
        return
    pairs = parts(before)
    if len(pairs) == 1 and not any(n.unit == "%" for n in before.numbers):
        yield from _told(one, shares[0], pairs[0].n, pairs[0].whole, "answer_rate")
        return
    alone = [line for line in lines if len(line.text) <= LINE and len(_counted(line)) == 1]
    asked = [line for line in alone if _ASKED.search(line.text)]
    answered = [line for line in alone if _ANSWERED.search(line.text) and line not in asked]
    if len(asked) == len(answered) == 1:
        n, whole = _counted(answered[0])[0], _counted(asked[0])[0]
        yield from _told(one, shares[0], n, whole, "answer_rate")

"""`share numerator more_than_all answer_rate few chain` in sentences: parts, wholes, percent."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from vaka.documents.figurecheck.document import Document, Paragraph
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grammar.sentences import keys
from vaka.documents.figurecheck.said import Said, of

_OF = re.compile(
    r"^\s*(?:\([^)]*\)\s*)?(?:[a-zåäö]{4,}\s+)?(?:ut)?av\s+"
    r"(?:(?:de|den|totalt|alla|sammanlagt|samtliga|dessa|våra|[a-zåäö]+s)\s+)*$"
)
_OF_ALL = re.compile(
    r"\s+av\s+(?:(?:de|alla|samtliga|våra|kommunens|enhetens)\b|[a-zåäö]+(?:arna|erna|orna|na)\b"
    r"|\w*(?:personal|befolkning|grupp|styrka)en\b)"
)
_LEAD = re.compile(
    r"\b(?:ut)?(?:av|bland)\s+(?:(?!(?:är|var|har|hade|fick|blev|gällde|gäller|avsåg)\b)\w+\s+){0,3}$",
    re.IGNORECASE,
)  # a figure after the verb is a part
_THESE = re.compile(r"^\W*(?:(?:Ut)?av|Bland)\s+(?:dessa|dem|de|vilka)\b(?!\s+\d)", re.IGNORECASE)
_TOTAL = re.compile(
    r"\b(?:totalt|sammanlagt|samtliga|alla|antal\w*|har|hade|finns|fanns|är|var|inkom|kom)\b", re.I
)
_BASE = re.compile(r"^\s+av\s+(?:(?:de|alla|samtliga|totalt|dessa|våra|[a-zåäö]+s)\s+)*$")
_ANSWERED_BEFORE = re.compile(
    r"\b(?:svarande|antal svar|besvarad\w* av|besvarade|svarade|deltog"
    r"|inkomna svar)\s*:?\s*(?:endast\s+|bara\s+|av\s+)?$",
    re.I,
)
_ANSWERED_AFTER = re.compile(
    r"^\s+(?:(?:inkomna|personer|boende|brukare|anhöriga|som)\s+){0,2}(?:svar\b"
    r"|svarande\b|svarade\b|har svarat|deltog\b)"
    r"|^\s+av (?:de|våra) (?:[\w-]+\s+){1,4}?(?:svarade på|besvarade|deltog i)\b",
    re.I,
)
IDIOM = 5  # `nio av tio` in words is said of anything between 85 and 95 percent
_CHANGE = r"öka\w*|minska\w*|steg\b|stig\w*|sjönk|sjunk\w*|höj\w*|sänk\w*|från\b|mål\w*|rabatt"
_ANSWERS = r"svar|svarande|enkät|fråg|uppg\w*|uppgav|deltagare|tillfråg"
_MARKED = (
    r"underlag\w* (?:är |var )?(?:för )?(?:litet|lågt)|få svar|litet antal"
    r"|få svarande|litet underlag|försiktig|tolkas|osäker|låg(?:t)? antal"
)
RATE = r"svarsfrekvens|svarsandel|svarsgrad"
_OF_LAND = re.compile(r"^\s+av (?:de|landets|alla|samtliga|våra)\b")
_REACHES = re.compile(
    r"\b(?:når|nådde|nått|(?:över|under)(?= \d\d?\b(?! \d))|minst|högst"
    r"|men|medan|mål\w*|ligger|låg)\b",
    re.IGNORECASE,
)
TIME = re.compile(r"\s+(?:timm|minut|dag|dygn|veck|månad|år\b)", re.IGNORECASE)
_SENT = r"skicka\w*|sänd\w*|gick (?:ut )?till|dela\w* ut|tillfråga\w*|fick enkäten"
_DONE = re.compile(r"utför|genomför", re.IGNORECASE)


@cache
def few_answers() -> int:
    """Give the least number of answers that a share may stand for unmarked."""
    limits = tomllib.loads(Path(__file__).parent.with_name("limits.toml").read_text("utf-8"))
    return int(limits["few_answers"]["value"])


@dataclass(frozen=True)
class Part:
    """`n av N`, or `Av N … n`."""

    n: Number
    whole: Number
    close: bool


def parts(one: Said, before: Said | None = None) -> list[Part]:
    """Find parts of wholes among the counts of a sentence; `Av dessa` points to the one before."""
    found, numbers = [], one.numbers
    for a, b in itertools.pairwise(n for n in numbers if n.unit != "%"):
        if not a.unit and not b.unit and _OF.match(one.text[a.end : b.start]):
            found.append(Part(a, b, True))
    if found or not numbers:
        return found
    return _led(one) or _share_of(one) or (_pointed(one, before) if before else [])


def _led(one: Said) -> list[Part]:
    """`Av de 14 grupperna har 12 infört rutinen`."""
    for at, whole in enumerate(one.numbers):
        if not whole.unit and _LEAD.search(one.before(whole)):
            rest = [n for n in one.numbers[at + 1 :] if _may_be_part(one, n)]
            return [Part(rest[0], whole, False)] if rest else []
    return []


def _may_be_part(one: Said, number: Number) -> bool:
    compared = re.search(r"(?:fler|färre|mer|mindre) än\s*$", one.before(number))
    return not number.unit and number.hedge not in ("more", "less") and not compared


def _share_of(one: Said) -> list[Part]:
    """`154 fall, 40 procent av årets 385 fall`."""
    for share, whole in itertools.pairwise(one.numbers):
        if share.unit == "%" and not whole.unit and _BASE.match(one.text[share.end : whole.start]):
            rest = [n for n in one.counts if n is not whole]
            return [Part(rest[0], whole, False)] if len(rest) == 1 else []
    return []


def _pointed(one: Said, before: Said) -> list[Part]:
    """`Boendet har 40 lägenheter. Av dessa var 38 uthyrda.`"""
    wholes = [n for n in before.counts if n.hedge not in ("more", "less")]
    if len(wholes) != 1 or len(before.numbers) != 1:
        return []
    part = next((n for n in one.numbers if _may_be_part(one, n)), None)
    if part is None:
        return []
    if _THESE.match(one.text):
        return [Part(part, wholes[0], False)]
    bracketed = re.match(r"\s*\(\d[^)]*(?:%|procent)\)", one.after(part))
    whole = re.search(r"\b(?:totalt|sammanlagt|samtliga|alla)\b", before.before(wholes[0]), re.I)
    return [Part(part, wholes[0], False)] if bracketed and whole else []


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence of a paper."""
    for block in document.blocks:
        if not isinstance(block, Paragraph):
            continue
        several = list(of(document.file, block))
        for at, one in enumerate(several):
            before = several[at - 1] if at else None
            pairs = parts(one, before)
            yield from _numerators(one, pairs)
            yield from _shares(one, pairs)
            yield from _few(one, pairs, several[max(0, at - 1) : at + 2])
            yield from _above(one)
            yield from _rates(one, before)
    for together in _together(document):
        yield from _chains(together)


def _together(document: Document) -> Iterator[list[Said]]:
    """The sentences of each paragraph, and the lines of each list."""
    lines = list[Said]()
    for block in document.blocks:
        several = list(of(document.file, block)) if isinstance(block, Paragraph) else []
        if len(several) == 1 and not several[0].text.endswith("."):
            lines += several
            continue
        yield from (lines, several)
        lines = []
    yield lines


def _numerators(one: Said, pairs: list[Part]) -> Iterator[Finding]:
    for pair in pairs:
        if pair.n.low > pair.whole.high and pair.n.scale == pair.whole.scale:
            rule = "numerator" if pair.close else "more_than_all"
            printed = one.text[pair.n.start : pair.whole.end] if pair.close else pair.n.text
            yield Finding(one.file, one.line, one.text, printed, f"högst {pair.whole.text}", rule,
                          0.95 if pair.close else 0.8)  # fmt: skip


def _shares(one: Said, pairs: list[Part]) -> Iterator[Finding]:
    percents = [n for n in one.numbers if n.unit == "%"]
    if (
        len(pairs) != 1
        or len(percents) != 1
        or not pairs[0].whole.value
        or one.has(RATE, "besvara")
    ):
        return
    (pair,), (share,) = pairs, percents
    counts = [n for n in one.counts if n.text not in (pair.n.text, pair.whole.text)
              and n.hedge not in ("more", "less") and not TIME.match(one.after(n))]  # fmt: skip
    if pair.n.value > pair.whole.value or re.search(_CHANGE, one.text, re.IGNORECASE):
        return
    if counts and not pair.close:
        return
    if pair.close and min(abs(share.start - pair.whole.end), abs(pair.n.start - share.end)) > 60:
        return
    low = 100 * pair.n.low / max(pair.whole.high, 1)
    high = 100 * pair.n.high / max(pair.whole.low, 1)
    between = one.text[min(share.end, pair.whole.end) : max(share.start, pair.n.start)]
    if _REACHES.search(between) or share.hedge in ("more", "less"):
        return
    if not re.search(r"\d", share.text):  # `drygt hälften` is said of up to six of ten
        low -= IDIOM * (share.hedge == "above")
        high += IDIOM * (share.hedge == "below")
    loose = 0.0 if re.search(r"\d", pair.n.text + pair.whole.text) else IDIOM
    if not share.may_be(low - loose, high + loose):
        yield one.find(share, share.like(100 * pair.n.value / pair.whole.value), "share", 0.9)


def _few(one: Said, pairs: list[Part], around: list[Said]) -> Iterator[Finding]:
    """A percent of few answers, with no word of caution in the sentences around it."""
    percents = [n for n in one.numbers if n.unit == "%" and re.search(r"\d", n.text)]
    if not percents or any(other.has(_MARKED) for other in around) or one.has(RATE):
        return
    bases = [n for n in one.counts if _is_answered(one, n)]
    if one.has(_ANSWERS):
        bases += [pair.whole for pair in pairs if re.search(r"\d", pair.whole.text)]
        bases += [n for n in one.counts if _LEAD.search(one.before(n)) and not pairs]
    if not bases and around[0] is not one:
        bases = [n for n in around[0].counts if _is_answered(around[0], n)]
    if not bases:
        return
    base = min(bases, key=lambda n: n.value)
    if 0 < base.value < few_answers():
        yield one.find(percents[0], f"{percents[0].text} (få svar: {base.text})", "few", 0.85)


def _is_answered(one: Said, number: Number) -> bool:
    return bool(
        _ANSWERED_BEFORE.search(one.before(number, 40))
        or _ANSWERED_AFTER.match(one.after(number, 60))
    )


def _above(one: Said) -> Iterator[Finding]:
    for number in one.numbers:
        of_all = _OF_ALL.match(one.after(number))
        if number.unit == "%" and number.low > 100 and of_all and not re.search(
            _CHANGE + r"|motsvarar|budget|lön", one.text, re.IGNORECASE
        ):  # fmt: skip
            yield one.find(number, "högst 100 procent", "more_than_all", 0.9)
    for a, b in zip(one.numbers, one.numbers[1:], strict=False):
        between = one.text[a.end : b.start]
        if a.unit == b.unit != "%" and re.search(r",?\s(?:varav|därav)\s", between) and (
            b.low > a.high and a.value > 0
        ):  # fmt: skip
            yield one.find(b, f"högst {a.text}", "more_than_all", 0.9)


def _rates(one: Said, before: Said | None) -> Iterator[Finding]:
    """`219 av 415 svarade, 53 procent`, also `… skickades till 415. 219 svarade …`."""
    rate = next((n for n in one.numbers if n.unit == "%"), None)
    counts = [n for n in one.counts if n.value >= 2]
    if before and len(counts) == 1 and before.has(_SENT) and len(before.numbers) == 1:
        counts += before.counts
    if not rate or len(counts) != 2 or not one.has(RATE, "besvara"):
        return
    small, large = sorted(counts, key=lambda n: n.value)
    if not rate.may_be_share(small, large):
        rule = "answer_rate" if one.has(RATE) or not _OF_LAND.search(one.after(rate)) else "share"
        yield one.find(rate, rate.like(100 * small.value / large.value), rule, 0.9)


_RISK = re.compile(r"\s+(?:\w+\s+)?(?:på|med|hade|har|vid)\s+(\w+)")
_KIND = re.compile(r"\s+(?:\w+\s+)?(?:med|vid|på)\s+(\w+)")
_AHEAD = re.compile(r"\b(?P<how>med|vid|på|hade)\s+(?P<kind>[a-zåäö]+)\b[^.;,\d]*$", re.IGNORECASE)
_PERCENT = re.compile(r"\d+(?:,\d+)?\s?(?:%|procent)")
_OF_THE = re.compile(r"\bav de\s+$", re.IGNORECASE)
_LATER = re.compile(r"plan\b|planer\b|åtgärd|orsak|utred|uppfölj|samtal", re.IGNORECASE)


def _chains(sentences: list[Said]) -> Iterator[Finding]:
    """`320 på risk … 259 av 340 med risk`, `Med risk: 320. Plan vid risk: 259 av 340`."""
    known: dict[frozenset[str], Number] = {}
    for one in sentences:
        pairs = [
            pair for pair in parts(one) if pair.close or _OF_THE.search(one.before(pair.whole))
        ]
        for pair in pairs:
            kind = _kind_of(one, pair)
            first = known.get(kind) if kind else None
            if first and not first.agrees(pair.whole) and not _DONE.search(one.text):
                printed = one.text[pair.n.start : pair.whole.end] or pair.whole.text
                yield Finding(one.file, one.line, one.text, printed,
                              f"{pair.n.text} av {first.text}", "chain", 0.85)  # fmt: skip
        wholes = [pair.whole for pair in pairs]
        for number in one.counts:
            if number in wholes:
                continue
            near = _PERCENT.sub("", one.before(number, 55))
            match, ahead = _RISK.match(one.after(number)), _AHEAD.search(near)
            if match:
                known.setdefault(keys(match[1]), number)
            elif ahead and ahead["how"].lower() != "vid" and not _LATER.search(one.text):
                known.setdefault(keys(ahead["kind"]), number)


def _kind_of(one: Said, pair: Part) -> frozenset[str]:
    after = _KIND.match(one.after(pair.whole))
    if after:
        return keys(after[1])
    ahead = _AHEAD.search(one.before(pair.n, 45))
    return keys(ahead["kind"]) if ahead and _LATER.search(one.text) else frozenset()

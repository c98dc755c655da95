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
from vaka.documents.figurecheck.said import Said, of, said

_OF = re.compile(r"^\s+av\s+(?:de\s+|totalt\s+|alla\s+|sammanlagt\s+|samtliga\s+|dessa\s+)*$")
_OF_ALL = re.compile(r"\s+av\s+(?:de|alla|samtliga|våra|kommunens|[a-zåäö]+(?:na|erna|en|et))\b")
_LEAD = re.compile(r"\b[Aa]v\s+(?:\w+\s+){0,3}$")
_CHANGE = r"öka\w*|minska\w*|steg\b|stig\w*|sjönk|sjunk\w*|höj\w*|sänk\w*|från\b|mål\w*|rabatt"
_ANSWERS = r"svar|svarande|enkät|fråg|uppg\w*|uppgav|deltagare|tillfråg"
_MARKED = r"få svar|litet antal|få svarande|litet underlag|försiktig|tolkas|osäker|låg(?:t)? antal"
_RATE = r"svarsfrekvens|svarsandel|svarsgrad"
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


def parts(one: Said) -> list[Part]:
    """Find parts of wholes among the counts of a sentence."""
    found, numbers = [], one.numbers
    for a, b in itertools.pairwise(numbers):
        if not a.unit and not b.unit and _OF.match(one.text[a.end : b.start]):
            found.append(Part(a, b, True))
    if found or not numbers:
        return found
    for at, whole in enumerate(numbers):
        if not whole.unit and _LEAD.search(one.before(whole)):
            rest = [n for n in numbers[at + 1 :] if not n.unit and n.hedge not in ("more", "less")]
            if rest and not re.search(r"(?:fler|färre|mer|mindre) än\s*$", one.before(rest[0])):
                found.append(Part(rest[0], whole, False))
            break
    return found


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence of a paper."""
    for one in said(document):
        pairs = parts(one)
        yield from _numerators(one, pairs)
        yield from _shares(one, pairs)
        yield from _few(one, pairs)
        yield from _above(one)
        yield from _rates(one)
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield from _chains(list(of(document.file, block)))


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
        or one.has(_RATE, "besvara")
    ):
        return
    (pair,), (share,) = pairs, percents
    counts = [n for n in one.counts if n.text not in (pair.n.text, pair.whole.text)]
    if pair.n.value > pair.whole.value or re.search(_CHANGE, one.text, re.IGNORECASE):
        return
    if counts and not pair.close:
        return
    if pair.close and min(abs(share.start - pair.whole.end), abs(pair.n.start - share.end)) > 60:
        return
    low = 100 * pair.n.low / max(pair.whole.high, 1)
    high = 100 * pair.n.high / max(pair.whole.low, 1)
    if not share.may_be(low, high):
        yield one.find(share, share.like(100 * pair.n.value / pair.whole.value), "share", 0.9)


def _few(one: Said, pairs: list[Part]) -> Iterator[Finding]:
    percents = [n for n in one.numbers if n.unit == "%"]
    wholes = [pair.whole for pair in pairs]
    wholes += [n for n in one.counts if _LEAD.search(one.before(n))]
    wholes += [
        n for n in one.counts if re.match(r"\s+(?:svar\b|svarande|personer svarade)", one.after(n))
    ]
    if not percents or not wholes or not one.has(_ANSWERS) or one.has(_MARKED):
        return
    if one.has(_RATE):
        return
    base = min(wholes, key=lambda n: n.value)
    if 0 < base.value < few_answers():
        yield one.find(percents[0], f"{percents[0].text} (få svar: {base.text})", "few", 0.85)


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


def _rates(one: Said) -> Iterator[Finding]:
    rate = next((n for n in one.numbers if n.unit == "%"), None)
    counts = [n for n in one.counts if n.value >= 2]
    if not rate or len(counts) != 2 or not one.has(_RATE, "besvara"):
        return
    small, large = sorted(counts, key=lambda n: n.value)
    if not rate.may_be(100 * small.low / large.high, 100 * small.high / large.low):
        yield one.find(rate, rate.like(100 * small.value / large.value), "answer_rate", 0.9)


_RISK = re.compile(r"\s+(?:\w+\s+)?(?:på|med|hade|har|vid)\s+(\w+)")
_KIND = re.compile(r"\s+(?:\w+\s+)?(?:med|vid|på)\s+(\w+)")


def _chains(sentences: list[Said]) -> Iterator[Finding]:
    """`320 på risk … 259 av 340 med risk`, and `av dessa 340`."""
    known: dict[frozenset[str], Number] = {}
    for one in sentences:
        pairs = parts(one)
        for pair in pairs:
            after = _KIND.match(one.after(pair.whole))
            kind = keys(after[1]) if after else frozenset()
            first = known.get(kind) if kind else None
            if first and pair.close and not first.agrees(pair.whole) and not _DONE.search(one.text):
                printed = one.text[pair.n.start : pair.whole.end]
                yield Finding(one.file, one.line, one.text, printed,
                              f"{pair.n.text} av {first.text}", "chain", 0.85)  # fmt: skip
        for number in one.counts:
            wholes = [pair.whole for pair in pairs if pair.close]
            if number not in wholes and (match := _RISK.match(one.after(number))):
                known.setdefault(keys(match[1]), number)

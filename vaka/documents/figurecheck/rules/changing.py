"""`change` and `direction` in sentences: from, to, by how much, and whether a goal was reached."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from datetime import date

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.said import Said, said

UP = (r"ökat|ökade|ökar|öka|ökning\w*|steg|stigit|stiger|höjdes|höjts|uppgång|växte|växt|höjning|"
      r"förbättra\w+|större|högre|fler")  # fmt: skip
DOWN = (r"minskat|minskade|minskar|minska|minskning\w*|sjönk|sjunkit|sjunker|sänktes|sänkts|"
        r"nedgång|gick ned|gick ner|halverades|sänkning|mindre|lägre|färre")  # fmt: skip
_VERB = re.compile(rf"\b(?:(?P<up>{UP})|(?P<down>{DOWN}))\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:inte|ej|varken|oförändra\w+|aldrig)\b", re.IGNORECASE)
_BY = re.compile(
    r"\b(?:med|(?:ökning|minskning)(?:en)? (?:med|på|om)|det vill säga(?: med)?|på)\s+"
    r"(?:hela\s+|totalt\s+)?$"
)
_LOWER = re.compile(r"högst|max\w*|under\b|minska|färre|lägre|kortare", re.IGNORECASE)


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence of a paper."""
    for one in said(document):
        yield from _changes(one)
        yield from _goals(one)


def _changes(one: Said) -> Iterator[Finding]:
    numbers = one.numbers
    spans = [(a, b) for a, b in itertools.pairwise(numbers) if _from_to(one, a, b)]
    spans = spans or _compared(one)
    for at, (a, b) in enumerate(spans):
        until = spans[at + 1][0].start if at + 1 < len(spans) else len(one.text)
        since = spans[at - 1][1].end if at else 0
        verb = _verb(one, since, a.start)
        if not verb or a.value < 0 or b.value < 0 or (a.unit and b.unit and a.unit != b.unit):
            continue
        if _NOT.search(one.text, since, a.start):
            continue
        rose = verb.lastgroup == "up"
        if (b.low > a.high and not rose) or (b.high < a.low and rose):
            right = "ökade" if not rose else "minskade"
            yield Finding(one.file, one.line, one.text, verb.group(), right, "change", 0.95)
            continue
        yield from _amount(one, a, b, since, until)


def _verb(one: Said, since: int, before: int) -> re.Match[str] | None:
    found = list(_VERB.finditer(one.text, since, before))
    return found[-1] if found else None


def _from_to(one: Said, a: Number, b: Number) -> bool:
    before = re.search(r"\bfrån\s+(?:\w+\s+){0,1}$", one.before(a) + a.text[:0])
    hedged = re.search(r"\bfrån\s+$", one.text[: a.start])
    between = one.text[a.end : b.start]
    return bool((before or hedged) and re.match(r"^[^.;]{0,45}?\btill\s*$", between))


def _compared(one: Said) -> list[tuple[Number, Number]]:
    """`ökade till 95 från 78`, `ökade till 95 jämfört med 78`: the later figure is said first."""
    result = []
    for b, a in zip(one.numbers, one.numbers[1:], strict=False):
        between = one.text[b.end : a.start]
        if re.search(r"\btill\s+$", one.text[: b.start]) and re.search(
            r"(?:\bfrån|jämfört med|mot)\s+$", between
        ) and len(between) < 60:  # fmt: skip
            result.append((a, b))
    return [pair for pair in result if _VERB.search(one.text, 0, pair[1].start)] and [
        (a, b) for a, b in result if a.start > b.start
    ]


def _amount(one: Said, a: Number, b: Number, since: int, until: int) -> Iterator[Finding]:
    for number in one.numbers:
        if number in (a, b) or not since <= number.start < until:
            continue
        if not _BY.search(one.text[max(0, number.start - 30) : number.start]):
            continue
        low, high = sorted((abs(b.low - a.high), abs(b.high - a.low)))
        shares = "%" in (a.unit, b.unit)
        relative = (100 * abs(b.value - a.value) / a.value) if a.value else 0.0
        wide = 100 * (max(a.high - a.low, b.high - b.low)) / a.value if a.value else 0.0
        if number.unit == "pp" and shares:
            true, right = abs(b.value - a.value), number.may_be(low, high)
        elif number.unit == "%":
            right = number.may_be(relative - wide, relative + wide)
            right = right or (shares and number.may_be(low, high))
            true = relative
        elif number.unit == b.unit:
            true, right = abs(b.value - a.value), number.may_be(low, high)
        else:
            continue
        if not right:
            yield one.find(number, number.like(true), "change", 0.9)


_GOAL = re.compile(r"\bmål(?:et|värdet|nivån|talet)?\b", re.IGNORECASE)
_REACHED = re.compile(r"\b(?:nåddes|uppnåddes|har nåtts|har uppnåtts|är uppnått|är nått|uppfylldes"
                      r"|nås|uppnås|nådde|uppnådde)\b(?P<no>\s+(?:inte|ej))?", re.I)  # fmt: skip


def _goals(one: Said) -> Iterator[Finding]:
    shares = [n for n in one.numbers if n.unit == "%" or n in one.percents]
    reached = _REACHED.search(one.text)
    goal = _GOAL.search(one.text)
    if not reached or not goal or len(shares) != 2 or one.has("nästan", "delvis", "nära"):
        return
    target = min(shares, key=lambda n: abs(n.start - goal.end()) + 100 * (n.start < goal.start()))
    outcome = next(n for n in shares if n is not target)
    lower = bool(_LOWER.search(one.text))
    met = outcome.high <= target.high if lower else outcome.low >= target.low
    missed = outcome.low > target.high if lower else outcome.high < target.low
    negated = bool(reached["no"]) or bool(_NOT.search(one.text[goal.start() : reached.start()]))
    if (missed and not negated) or (met and outcome.value != target.value and negated):
        right = "nåddes inte" if missed else "nåddes"
        yield Finding(one.file, one.line, one.text, reached.group(), right, "direction", 0.9)

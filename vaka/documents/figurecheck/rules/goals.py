"""`direction` in prose: whether a goal was reached, and what is called the highest of its row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vaka.documents.figurecheck.changes import NOT
from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.dates import years
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grid import Grid, both_ways, grids
from vaka.documents.figurecheck.said import Said, passages, said

_GOAL = re.compile(
    r"\b(?:mål(?:et|värdet?|nivån?|talet?|sättningen)?|ambition\w*)\b", re.IGNORECASE
)
_OUT = re.compile(
    r"\b(?:utfall\w*|resultat\w*|blev|blivit|hamnade|landade|ligger|låg|uppmättes"
    r"|uppgick|steg|är nu)\b",
    re.IGNORECASE,
)
_MET = re.compile(
    r"\b(?:(?P<no>inte|ej|icke|aldrig)\s+)?(?:upp)?(?:nåddes|nåtts|nått|nådd|nådde|nås|når|fylldes|fyllt|fylld|fyllts|fylls)"
    r"\b(?:\s+(?:\w+\s+)?(?P<late>inte|ej))?",
    re.IGNORECASE,
)
_PARTLY = re.compile(r"\b(?:nästan|delvis|nära|inte helt|i stort sett|på väg)\b", re.IGNORECASE)
_LOWER = re.compile(
    r"\b(?:högst|max\w*|som mest|under\b|minska\w*|färre|lägre|kortare|mindre än"
    r"|inte (?:fler|mer))",
    re.IGNORECASE,
)


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every passage of a paper, and its tables about what is called the most."""
    for one in passages(document):
        yield from _goals(one)
    tables = list(grids(document))
    if tables:
        for one in said(document):
            yield from _most(one, tables)


def _goals(one: Said) -> Iterator[Finding]:
    met, goal = list(_MET.finditer(one.text)), _GOAL.search(one.text)
    if len(met) != 1 or not goal or _PARTLY.search(one.text):
        return
    (verdict,) = met
    target, outcome = _target_and_outcome(one, goal)
    if target is None or outcome is None:
        return
    lower = bool(_LOWER.search(f"{one.before(target, 40)}{target.text}"))
    aim, real = _plain(target), _plain(outcome)
    half = (outcome.high - outcome.low) / 2 if not outcome.hedge else 0.0
    missed = real - half > aim if lower else real + half < aim
    reached = real <= aim if lower else real >= aim
    negated = bool(verdict["no"] or verdict["late"])
    negated = negated or bool(NOT.search(one.text, max(0, verdict.start() - 25), verdict.start()))
    if (missed and not negated) or (reached and real != aim and negated):
        right = "nåddes inte" if missed else "nåddes"
        yield Finding(one.file, one.line, one.text, verdict.group(), right, "direction", 0.9)


def _plain(number: Number) -> float:
    return number.value


def _target_and_outcome(one: Said, goal: re.Match[str]) -> tuple[Number | None, Number | None]:
    """The figure after the word for goal, and the one after the word for outcome, of one unit."""
    aims = [n for n in one.numbers if n.start >= goal.end() and n.start - goal.end() < 60]
    target = next((n for n in aims if n.unit == "%"), aims[0] if aims else None)
    if target is None:
        return None, None
    rest = [n for n in one.numbers if n is not target and n.unit == target.unit]
    if len(rest) > 1:
        told = [
            n for n in rest if _OUT.search(one.before(n, 30)) and one.noun(n) == one.noun(target)
        ]
        rest = told
    return target, rest[0] if len(rest) == 1 else None


_TOP = re.compile(
    r"\b(?:det|den|de|vårt|kommunens|periodens)\s+(?:näst )?(?P<word>(?P<high>högsta"
    r"|största|flesta)|(?P<low>lägsta|minsta|färsta))\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:sedan|från)\s+(?:år\s+)?((?:19|20)\d\d)"
    r"|\b(?:någonsin|hittills|under perioden|under (?:de )?\w+ åren)",
    re.IGNORECASE,
)


_YEARS = re.compile(r"\s+åren?\b", re.IGNORECASE)
_THIS_YEAR = re.compile(r"\bårets\b|\bi år\b|\bsenaste (?:värdet|året)\b", re.IGNORECASE)
LEAST = 3


def _most(one: Said, tables: Sequence[Grid]) -> Iterator[Finding]:
    """`114, det högsta sedan 2019`, against the years of a table that hold the figure."""
    top, since = _TOP.search(one.text), _SINCE.search(one.text)
    if not top or not since or "näst" in top.group().lower() or NOT.search(one.text):
        return
    first = int(since[1]) if since[1] else 0
    named = [year for year in years(one.text) if year != first]
    plain = [n for n in one.numbers if not _YEARS.match(one.after(n))]
    if not plain and (len(named) == 1 or _THIS_YEAR.search(one.text)):
        yield from _last_of(one, top, (first, named[0] if named else 0), tables)
    plain = [n for n in one.numbers if not n.hedge]
    if len(plain) != 1:
        return
    first = int(since[1]) if since[1] else 0
    series = [row for grid in tables for way in both_ways(grid) for row in _series(way, plain[0])]
    if len(series) != 1:
        return
    values = {year: n for year, n in series[0].items() if year >= first}
    if len(values) < 2 or not any(plain[0].agrees(n) for n in values.values()):
        return
    best = (max if top["high"] else min)(values.values(), key=_plain)
    if not best.agrees(plain[0]):
        yield Finding(one.file, one.line, one.text, top["word"], f"{best.text} är {top['word']}",
                      "direction", 0.85)  # fmt: skip


def _last_of(
    one: Said, top: re.Match[str], span: tuple[int, int], tables: Sequence[Grid]
) -> Iterator[Finding]:
    """`Årets värde är det lägsta under perioden`, where only one row of years can be meant."""
    series = [row for grid in tables for way in both_ways(grid) for row in _series(way, None)]
    if len(series) != 1:
        return
    values = {year: n for year, n in series[0].items() if year >= span[0]}
    last = values.get(span[1] or max(values, default=0))
    if len(values) < LEAST or last is None:
        return
    best = (max if top["high"] else min)(values.values(), key=_plain)
    if not best.agrees(last):
        yield Finding(one.file, one.line, one.text, top["word"], f"{best.text} är {top['word']}",
                      "direction", 0.8)  # fmt: skip


def _series(grid: Grid, number: Number | None) -> Iterator[dict[int, Number]]:
    """Columns whose rows are years, and that hold the figure if one is asked for."""
    labelled = [(min(years(label)), row) for row, label in enumerate(grid.labels)
                if len(years(label)) == 1 and len(label) < 12]  # fmt: skip
    if len(labelled) < 3:
        return
    for column in grid.columns:
        cells = {year: n for year, row in labelled if (n := grid.cell(row, column))}
        if number is None or any(number.agrees(n) for n in cells.values()):
            yield cells

"""`twice papers name_units`: the same quantity given in two places."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.dates import years
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.grammar.sentences import keys
from vaka.documents.figurecheck.grid import PART, TOTAL, Grid, grids
from vaka.documents.figurecheck.readers.tables import is_caption
from vaka.documents.figurecheck.said import Said, said

_PLACES = re.compile(
    r"^(?:enhet|verksamhet|område|kommun|månad|år|period|svar|kön|ålder|grupp|datum|vecka|kvartal"
    r"|tertial|kategori|nivå|boende|distrikt|län)\w*$",
    re.IGNORECASE,
)
_OTHER_TIMES = re.compile(
    r"\b(?:öka|minska|steg\b|sjönk|från\b|jämfört|mål(?:et|värdet)?\b|varav|per\b|snitt"
    r"|medel|fler än"
    r"|färre än|mer än|mindre än|senast|mellan|först\w*|ytterligare)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:det(?!\s+(?:finns|fanns|inkom|kom|görs|gjordes|genomfördes|rapporterades|registrerades|lämnades"
    r"|hölls|blev|skedde|inträffade|anmäldes)\b)|den|detta|denna|dessa|de|här|där|då)\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:i dag|idag|för närvarande|just nu|i nuläget|numera)\b", re.IGNORECASE)
_LINE = re.compile(r"^[^:.;]{6,80}:\s*[^:.;]{1,40}$")
PLAIN_LABEL = re.compile(
    r"^(?:kvinnor|män|alla|mål\w*|utfall|resultat|värde|svar\w*|nöjd\w*|missnöjda|antal|andel|ja|nej|övrigt|annat|riket|länet"
    r"|kommunen|hemtjänst\w*|särskilt boende|säbo|personer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Claim:
    """A figure with the words that say what it counts."""

    one: Said
    number: Number
    about: frozenset[str]
    years: frozenset[int]


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask one paper."""
    tables = list(grids(document))
    sentences = list(said(document))
    yield from _sentences(_claims(sentences), "twice")
    for a, b in combinations(tables, 2):
        yield from _tables(document.file, a, b, "twice")
        yield from _name_units(document.file, a, b)


def between(documents: Sequence[Document]) -> Iterator[Finding]:
    """Ask papers against each other."""
    for a, b in combinations(documents, 2):
        first, second = list(grids(a)), list(grids(b))
        for one in first:
            for other in second:
                yield from _tables(b.file, one, other, "papers")
        claims = _claims(list(said(a)))
        yield from _across(claims, _claims(list(said(b))))


def _claims(sentences: Sequence[Said]) -> list[Claim]:
    """Only a sentence with one figure says for sure what the figure counts."""
    claims = []
    for one in sentences:
        if (
            len(one.numbers) == 1
            and (one.is_whole or _LINE.match(one.text))
            and not is_caption(one.text)
            and not _OTHER_TIMES.search(one.text)
        ):
            number = one.numbers[0]
            rest = one.text[: number.start] + " " + one.text[number.end :]
            about = keys(_NOW.sub(" ", rest))
            least = 1 if _LINE.match(one.text) and years(one.text) else 2 if years(one.text) else 3
            enough = len(about) >= least
            if enough and not _POINTS.match(one.text):
                claims.append(Claim(one, number, about, frozenset(years(one.text))))
    return claims


def _sentences(claims: list[Claim], rule: str) -> Iterator[Finding]:
    by_words: dict[frozenset[str], list[Claim]] = {}
    for claim in claims:
        for first in by_words.setdefault(claim.about, []):
            if _contradicts(first, claim):
                yield claim.one.find(claim.number, first.number.text, rule, 0.85)
                break
        by_words[claim.about].append(claim)


def _across(first: list[Claim], second: list[Claim]) -> Iterator[Finding]:
    known: dict[frozenset[str], Claim] = {claim.about: claim for claim in first}
    for claim in second:
        other = known.get(claim.about)
        if other and _contradicts(other, claim):
            yield claim.one.find(
                claim.number, f"{other.number.text} ({other.one.file})", "papers", 0.85
            )


def _contradicts(a: Claim, b: Claim) -> bool:
    return a.number.unit == b.number.unit and a.years == b.years and not a.number.agrees(b.number)


ALIKE = 4  # stems that begin with as many letters are of one word family: nöjd, nöjdhet


def _meets(some: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether two sets of stems share a word, or two of one family."""
    begun = {word[:ALIKE] for word in others if len(word) >= ALIKE}
    return bool(some & others) or any(word[:ALIKE] in begun for word in some)


@cache
def _branches(caption: str) -> frozenset[int]:
    """Give which branches of care a caption names."""
    words = caption.casefold()
    return frozenset(at for at, signs in enumerate(_known_branches()) if signs.search(words))


@cache
def _known_branches() -> tuple[re.Pattern[str], ...]:
    path = Path(__file__).parent.with_name("branches.toml")
    branches: list[list[str]] = tomllib.loads(path.read_text("utf-8"))["branches"]
    return tuple(re.compile(rf"\b(?:{'|'.join(map(re.escape, one))})") for one in branches)


def _same_heads(a: Grid, b: Grid) -> list[tuple[int, int]]:
    """Columns of two tables that hold the same thing of the same time."""
    if not a.timed_heads.keys() & b.timed_heads.keys():
        return []
    return sorted((x, y) for head, columns in a.timed_heads.items()
                  for x in columns for y in b.timed_heads.get(head, ()))  # fmt: skip


def _tables(file: str, a: Grid, b: Grid, rule: str) -> Iterator[Finding]:
    first, second = a.heading(0), b.heading(0)
    if not first or first.casefold() != second.casefold():
        return
    places = bool(_PLACES.match(first))
    heads = _same_heads(a, b)
    here, there = _branches(a.caption), _branches(b.caption)
    if here and there and not here & there:
        return
    if (places or rule == "papers") and a.subject != b.subject:
        near = places and _meets(a.subject, b.subject)
        heads = [(x, y) for x, y in heads if near and keys(a.heading(x))]
    ahead = {label.casefold(): row for row, label in enumerate(a.labels) if label}
    if len(ahead) < len([label for label in a.labels if label]):
        return
    for x, y in heads:
        agree, wrong = 0, []
        for row, label in enumerate(b.labels):
            other = ahead.get(label.casefold())
            if (
                other is None
                or TOTAL.search(label)
                or PART.match(label)
                or (PLAIN_LABEL.match(label))
            ):
                continue
            one, two = a.cell(other, x), b.cell(row, y)
            if not one or not two or a.share(x) != b.share(y) or one.unit != two.unit:
                continue
            if one.agrees(two):
                agree += 1
            else:
                wrong.append((row, one, two))
        close = agree or rule == "papers" or a.section == b.section
        close = close or all(len(keys(b.labels[row])) >= 2 for row, _, _ in wrong)
        if (
            wrong
            and close
            and ((len(wrong) == 1 and agree + len(wrong) <= 2) or agree >= 2 * len(wrong))
        ):
            for row, one, two in wrong:
                yield Finding(
                    file, b.rows[row].line, b.rows[row].quote, two.text, one.text, rule, 0.85
                )


def _name_units(file: str, a: Grid, b: Grid) -> Iterator[Finding]:
    """One name with the same figure, and another unit of measure."""
    if len(a.units | b.units) < 2:
        return
    for label in a.row_of.keys() & b.row_of.keys():
        row, other = a.row_of[label], b.row_of[label]
        one, two = a.unit_of(row), b.unit_of(other)
        same = a.fine_values(row) & b.fine_values(other)
        column = a.unit_column is not None and b.unit_column is not None
        if one != two and one and two and (column or same):
            yield Finding(file, b.rows[other].line, f"{a.rows[row].quote} / {b.rows[other].quote}",
                          two, one, "name_units", 0.85)  # fmt: skip

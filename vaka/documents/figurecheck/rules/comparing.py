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
from vaka.documents.figurecheck.grammar.dates import Day, days, years
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
    r"|medel(?:tal|värde|ålder|lön)|fler än"
    r"|färre än|mer än|mindre än|senast|mellan|ytterligare"
    r"|först(?!a (?:kvartal|tertial|halvår))\w*)",
    re.IGNORECASE,
)
_POINTS = re.compile(
    r"(?:det(?!\s+(?:finns|fanns|inkom|kom|görs|gjordes|genomfördes|rapporterades|registrerades|lämnades"
    r"|hölls|blev|skedde|inträffade|anmäldes)\b)|den|detta|denna|dessa|de|här|där|då)\b",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:den|det|de)\s+(?!\w*ade\b)\w+(?:a|e)\s+[a-zåäö]{5,}", re.IGNORECASE
)  # `den partssammansatta arbetsgruppen` points to nothing before it
_NOW = re.compile(r"\b(?:i dag|idag|för närvarande|just nu|i nuläget|numera)\b", re.IGNORECASE)
_PARTS = re.compile(
    r",\s+(?:och|men|samt|vilket|vilka|medan|så)\b|\s+(?:när|eftersom|innan|medan)\b"
    r"|\s+och\s+(?=[a-zåäö]+(?:as|des|ats)\b)"
)
_LEAD = re.compile(
    r"^(?:[^:]{3,45}:\s+|.*?\b(?:framgår|konstateras|står|anges|redovisas|skriver\s+\w+)"
    r"[^,.]{0,25}?\batt\s+(?:det\s+)?|(?:Nämnden|Styrelsen|Utskottet|Fullmäktige)\s+(?:godkänner"
    r"|fastställer|noterar)\s+)"
)
_AIM = re.compile(r"^Mål(?:et|värdet|nivån)?\b")
_ONCE = re.compile(
    r"\b(?:löper ut|upphör|öppna[rs]|träder i kraft|gäller (?:till|från)|avslutas|går ut|börjar"
    r"|startar|invigs|stänger)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"^(?:Eftersom|Då|När|Att|Om)\s+", re.IGNORECASE)
FEW = 4
SEVERAL, LONG = 10, 15  # a figure, and a name, that does not come back by chance
NEAR = 1.25  # how near two amounts are that are one, once misprinted
_LINE = re.compile(r"^[^:.;]{6,80}:\s*[^:.;]{1,40}$")
PLAIN_LABEL = re.compile(
    r"^(?:kvinnor|män|alla|mål\w*|utfall|resultat|värde|svar\w*|nöjd\w*|missnöjda|antal|andel|ja|nej|övrigt|annat|riket|länet"
    r"|kommunen|hemtjänst\w*|särskilt boende|säbo|personer)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Claim:
    """A figure with the words that say what it counts; `is_weak` where they are few."""

    one: Said
    number: Number
    about: frozenset[str]
    years: frozenset[int]
    is_weak: bool = False


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask one paper."""
    tables = list(grids(document))
    yield from _sentences(_claims(_speaking(document)), "twice")
    yield from _days(document)
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
        yield from _across(_claims(_speaking(a)), _claims(_speaking(b)))
        yield from _all_but_one(a, b)


def _claims(sentences: Sequence[Said]) -> list[Claim]:
    """Only a sentence, or a clause that can stand alone, with one figure says for sure what the
    figure counts."""
    found = (claim for one in sentences if one.is_whole or _LINE.match(one.text)
             for text in _clauses(one) if (claim := _claim(one, text)))  # fmt: skip
    return [*found]


def _speaking(document: Document) -> list[Said]:
    """The sentences of a paper, and its headings as sentences."""
    headed = (Said(document.file, one.line, f"{one.text.rstrip('.')}.")
              for one in document.headings if not is_caption(one.text))  # fmt: skip
    return [*said(document), *headed]


def _clauses(one: Said) -> list[str]:
    """The sentence, and its first clause that has a figure without what leads up to it."""
    first = _PARTS.split(one.text, maxsplit=1)[0]
    bare = _LEAD.sub("", first)
    return [one.text] if bare == one.text else [one.text, bare]


def _claim(one: Said, text: str) -> Claim | None:
    part = Said(one.file, one.line, text)
    if len(part.numbers) != 1 or is_caption(text) or _OTHER_TIMES.search(_AIM.sub("", text)):
        return None
    number = part.numbers[0]
    about = keys(_NOW.sub(" ", f"{text[: number.start]} {text[number.end :]}"))
    least = 1 if _LINE.match(text) and years(text) else 2 if years(text) else 3
    if len(about) < max(1, least - 1) or (_POINTS.match(text) and not _NAMED.match(text)):
        return None
    return Claim(one, number, about, frozenset(years(text)), len(about) < least)


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
    if a.number.unit != b.number.unit or a.years != b.years or a.number.agrees(b.number):
        return False
    if a.one is b.one or not (a.is_weak or b.is_weak):
        return a.one is not b.one
    near = a.number.value and 1 / NEAR < b.number.value / a.number.value < NEAR
    again = a.number.unit == "kr" and a.number.scale != b.number.scale  # in another unit
    return bool(near and (again or _digits(a.number) == _digits(b.number)))


def _digits(number: Number) -> list[str] | None:
    """The digits of a figure in order of size: two that changed place are a slip. None of few."""
    found = sorted(re.findall(r"\d", number.text))
    return found if len(found) >= FEW else None


def _days(document: Document) -> Iterator[Finding]:
    """`Avtalet löper ut 4 mars 2024` and, elsewhere, another day."""
    first: dict[frozenset[str], Day] = {}
    for one in said(document):
        found = list(days(one.text))
        if len(found) != 1 or found[0].year is None or not _ONCE.search(one.text[: found[0].start]):
            continue
        about = keys(_SINCE.sub("", one.text[: found[0].start]))
        known = first.setdefault(about, found[0]) if len(about) > 2 else found[0]
        if known.date() != found[0].date() and known.year and found[0].date():
            yield Finding(one.file, one.line, one.text, found[0].text, known.text, "twice", 0.8)


def _all_but_one(a: Document, b: Document) -> Iterator[Finding]:
    """One sentence of several figures in two papers, word for word, and one figure is another."""
    first = {_wording(one): one for one in said(a) if len(one.numbers) > 1 and one.is_whole}
    for one in said(b):
        other = first.get(_wording(one)) if len(one.numbers) > 1 else None
        pairs = zip(other.numbers, one.numbers, strict=False) if other else ()
        wrong = [(x, y) for x, y in pairs if x.unit == y.unit and not x.agrees(y)]
        if other and len(wrong) == 1:
            x, y = wrong[0]
            yield one.find(y, f"{x.text} ({other.file})", "papers", 0.85)


def _wording(one: Said) -> str:
    """A sentence with a sign for each figure."""
    text, end = "", 0
    for number in one.numbers:
        text += f"{one.text[end : number.start]}#{number.unit}"
        end = number.end
    return f"{text}{one.text[end:]}".casefold()


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
        yield from _twins(file, a, b, heads, rule)
        heads = [(x, y) for x, y in heads if near and keys(a.heading(x))]
    same = rule == "papers" and a.caption and a.caption.casefold() == b.caption.casefold()
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
                or (PLAIN_LABEL.match(label) and not same)
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


def _twins(
    file: str, a: Grid, b: Grid, heads: Sequence[tuple[int, int]], rule: str
) -> Iterator[Finding]:
    """One row of a long name in two tables, alike in one column and not in the other."""
    for label in a.row_of.keys() & b.row_of.keys():
        row, other = a.row_of[label], b.row_of[label]
        cells = [(one, two) for x, y in heads
                 if (one := a.cell(row, x)) and (two := b.cell(other, y))
                 and one.unit == two.unit and a.share(x) == b.share(y)]  # fmt: skip
        wrong = [(one, two) for one, two in cells if not one.agrees(two)]
        alike = [one for one, two in cells if one.agrees(two) and one.value >= SEVERAL]
        if len(label) >= LONG and len(keys(label)) > 1 and len(wrong) == 1 and alike:
            one, two = wrong[0]
            place = b.rows[other]
            yield Finding(file, place.line, place.quote, two.text, one.text, rule, 0.8)


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

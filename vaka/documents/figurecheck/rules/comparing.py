"""`twice text_table papers name_units`: the same quantity given in two places."""

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
from vaka.documents.figurecheck.grammar.sentences import keys, names
from vaka.documents.figurecheck.grid import PART, TOTAL, Grid, grids
from vaka.documents.figurecheck.readers.tables import is_caption
from vaka.documents.figurecheck.said import Said, said

_CONTENT_WITH = re.compile(
    r"\b(?:miss)?nöjda?\s+(?:med|på)\s+(?:sin|sitt|sina|den|det)?\s*([\wåäö-]+)", re.IGNORECASE
)
_PLACES = re.compile(
    r"^(?:enhet|verksamhet|område|kommun|månad|år|period|svar|kön|ålder|grupp|datum|vecka|kvartal"
    r"|tertial|kategori|nivå|boende|distrikt|län)\w*$",
    re.IGNORECASE,
)
OTHER_TIMES = re.compile(
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
MOST = re.compile(r"\b(?:högst|lägst|flest|störst|minst|färst|vanligast|bäst|sämst)", re.IGNORECASE)
PEOPLE = re.compile(r"\b(?:kvinn|män|mann|flick|pojk)\w*", re.IGNORECASE)
PLAIN_LABEL = re.compile(
    r"^(?:kvinnor|män|alla|mål\w*|utfall|resultat|värde|svar\w*|nöjd\w*|missnöjda|antal|andel|ja|nej|övrigt|annat|riket|länet"
    r"|kommunen|hemtjänst\w*|särskilt boende|säbo|personer)\b",
    re.IGNORECASE,
)


_SCALES = (
    (r"tkr|tusen kr(?:onor)?|ksek", 1e3),
    (r"mn?kr|msek|miljoner kr(?:onor)?", 1e6),
    (r"kr|kronor", 1.0),
)
MONEY_UNIT = re.compile(rf"(?<!\w)(?:{'|'.join(sign for sign, _ in _SCALES)})(?!\w)", re.IGNORECASE)


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
    for one in sentences:
        if _may_tell(one):
            words = keys(one.text)
            for grid in tables:
                yield from _text_table(one, grid, words)
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
            and not OTHER_TIMES.search(one.text)
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


def _may_tell(one: Said) -> bool:
    """Tell whether a sentence may say what a table says: whole, with a figure, nothing apart."""
    apart = OTHER_TIMES.search(one.text) or MOST.search(one.text)
    return bool(one.numbers and one.is_whole and not apart)


def _text_table(one: Said, grid: Grid, words: frozenset[str]) -> Iterator[Finding]:
    """A sentence that names a row in full, and holds one figure of the row's unit."""
    rows = [row for row, about in grid.named_rows if about <= words]
    if len(rows) > 1:
        widest = max(rows, key=lambda row: len(keys(grid.labels[row])))
        inside = all(keys(grid.labels[row]) <= keys(grid.labels[widest]) for row in rows)
        rows = [widest] if inside else []
    if len(rows) != 1:
        return
    row = rows[0]
    label = grid.labels[row]
    if (PEOPLE.search(one.text) and not PEOPLE.search(label)) or _is_of_more(one, grid, label):
        return
    cells = {column: number for column in grid.columns if (number := grid.cell(row, column))}
    yield from _other_unit(one, grid, row, cells)
    if len(keys(label)) == 1 and PLAIN_LABEL.match(label):
        return
    specific = len(keys(label)) >= 2 or re.search(r"tabell", one.text, re.IGNORECASE)
    if not cells or (not specific and len(keys(label)) < 1):
        return
    for unit in ("%", "kr", ""):
        said_here = [n for n in one.numbers if n.unit == unit]
        if len(said_here) != 1 or len(one.numbers) != 1:
            continue
        same = {column: number for column, number in cells.items()
                if grid.unit_at(row, column) == unit}  # fmt: skip
        column = meant(one, grid, same)
        if column is None or any(said_here[0].agrees(number) for number in cells.values()):
            continue
        if not specific and not _meets(grid.subject, words):
            continue
        yield one.find(said_here[0], grid.text(row, column), "text_table", 0.85)


def _is_of_more(one: Said, grid: Grid, label: str) -> bool:
    """Tell whether those told of are content with something that the table does not speak of."""
    match = _CONTENT_WITH.search(one.text)
    known = keys(label) | grid.subject | keys(" ".join(grid.table.head))
    return bool(match) and not keys(match[1] if match else "") <= known


def _other_unit(one: Said, grid: Grid, row: int, cells: dict[int, Number]) -> Iterator[Finding]:
    """The digits of a cell under `tkr`, told as millions."""
    match = MONEY_UNIT.search(f"{' '.join(grid.table.head)} {grid.caption}")
    if not match or len(one.numbers) != 1 or one.numbers[0].unit != "kr":
        return
    number = one.numbers[0]
    scale = scale_of(match.group())
    size = abs(number.value) / number.scale
    for cell in cells.values():
        plain = abs(cell.value) / cell.scale
        if not cell.unit and plain == size and size >= 10 and number.scale != scale:
            right = f"{grid.text(row, next(at for at, one in cells.items() if one is cell))} "
            yield one.find(number, right + match.group(), "unit", 0.85)
            return


def scale_of(unit: str) -> float:
    """Give how many kronor a unit of money is; `unit` is what MONEY_UNIT found."""
    return next(size for sign, size in _SCALES if re.fullmatch(sign, unit, re.IGNORECASE))


ALIKE = 4  # stems that begin with as many letters are of one word family: nöjd, nöjdhet


def _meets(some: frozenset[str], others: frozenset[str]) -> bool:
    """Tell whether two sets of stems share a word, or two of one family."""
    begun = {word[:ALIKE] for word in others if len(word) >= ALIKE}
    return bool(some & others) or any(word[:ALIKE] in begun for word in some)


def meant(one: Said, grid: Grid, cells: dict[int, Number]) -> int | None:
    """Give the column that a sentence speaks of: by its year, its heading, or the only one."""
    named = years(one.text)
    by_year = [column for column in cells if years(grid.heading(column)) & named]
    if len(by_year) == 1:
        return by_year[0]
    if named and any(years(grid.heading(column)) for column in cells):
        return None
    if named and years(grid.caption) and not named & years(grid.caption):
        return None
    by_words = [column for column in cells if names(grid.heading(column), one.text)]
    if len(by_words) == 1:
        return by_words[0]
    return next(iter(cells)) if len(cells) == 1 else None


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

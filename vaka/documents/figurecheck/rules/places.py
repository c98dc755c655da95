"""`numbering contents names`: what is counted and listed, and what places are called."""

from __future__ import annotations

import itertools
import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import TypeGuard

from vaka.documents.figurecheck.document import Block, Document, Heading, Paragraph, Table
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.readers.tables import is_caption
from vaka.documents.figurecheck.said import said

_KINDS = ("tabell", "figur", "diagram", "bilaga")
_CAPTION = re.compile(r"^(tabell|figur|diagram|bilaga)\s+(\d+)\b", re.IGNORECASE)
_CALL = re.compile(
    r"\b(tabell|figur|diagram|bilaga)\s+(\d+)\b(?!\s+i\s+\w*(?:berättels|rapport|bokslut))", re.I
)
_CHAPTER = re.compile(r"^(\d+(?:\.\d+)*)\.?\s+(\S.*)$")
_ENTRY = re.compile(r"^[•\s-]*(\d+(?:\.\d+)*)?\.?\s*([A-ZÅÄÖ].*?)[\s.…]+(\d{1,3})$")
_CONTENTS = re.compile(r"^(?:innehåll|innehållsförteckning)$", re.IGNORECASE)


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask a paper for its order and its names."""
    yield from _captions(document)
    listed, at = _listed(document)
    yield from _chapters(document, at)
    yield from _contents(document, listed, at)
    yield from _names(document)


def _lines(document: Document) -> Iterator[tuple[str, int]]:
    for block in document.blocks:
        if isinstance(block, Table):
            continue
        yield block.text, block.line


def _captions(document: Document) -> Iterator[Finding]:
    held: dict[str, list[tuple[int, str, int]]] = {}
    heads = {heading.line for heading in document.headings}
    for text, line in _lines(document):
        match = _CAPTION.match(text)
        if match and (line in heads if match[1].lower() == "bilaga" else is_caption(text)):
            held.setdefault(match[1].lower(), []).append((int(match[2]), text, line))
    for kind, found in held.items():
        for (before, _, _), (number, text, line) in itertools.pairwise(found):
            if number != before + 1:
                yield Finding(document.file, line, text, f"{kind.capitalize()} {number}",
                              f"{kind.capitalize()} {before + 1}", "numbering", 0.9)  # fmt: skip
    for one in said(document):
        for match in _CALL.finditer(one.text):
            kind, number = match[1].lower(), int(match[2])
            known = [at for at, _, _ in held.get(kind, [])]
            if known and number not in known and match.start() and number > 0:
                yield Finding(document.file, one.line, one.text, match.group(),
                              f"{kind} {known[0]}–{known[-1]}", "numbering", 0.85)  # fmt: skip


def _chapters(document: Document, at: int) -> Iterator[Finding]:
    last: list[int] = []
    for block in document.blocks[at:]:
        match = _CHAPTER.match(block.text) if isinstance(block, Heading) else None
        if not match or not isinstance(block, Heading) or re.match(r"\d{4}\b", block.text):
            continue
        parts = [int(part) for part in match[1].split(".")]
        if len(parts) > 3 or max(parts) > 99:
            continue
        if last and not _follows(last, parts):
            right = ".".join(map(str, _next(last, len(parts))))
            yield Finding(document.file, block.line, block.text, match[1], right, "numbering", 0.85)
        last = parts


def _follows(last: list[int], parts: list[int]) -> bool:
    return parts == _next(last, len(parts)) or (len(parts) == len(last) + 1 and parts == [*last, 1])


def _next(last: list[int], depth: int) -> list[int]:
    if depth > len(last):
        return [*last, *[1] * (depth - len(last))]
    return [*last[: depth - 1], last[depth - 1] + 1]


Entry = tuple[str, str, int, int, str]  # number, name, page (0 when none is told), line, text
_PLAIN_ENTRY = re.compile(r"^[•*·–\s-]*(\d+(?:\.\d+)*)?\.?\s*([A-ZÅÄÖ][^.!?:;]{2,80})$")


def _listed(document: Document) -> tuple[list[Entry], int]:
    """Give the lines of the contents list, and the block after it."""
    begin = next((at for at, block in enumerate(document.blocks) if not isinstance(block, Table)
                  and _CONTENTS.match(block.text.strip())), None)  # fmt: skip
    if begin is None:
        return [], 0
    found: list[Entry] = []
    for at, block in enumerate(document.blocks[begin + 1 :], begin + 1):
        entries = [_ENTRY.match(text) for text, _ in _rows(block)]
        if not entries or not all(entries):
            return (found, at) if found else _unpaged(document, begin + 1)
        for match, (text, line) in zip(entries, _rows(block), strict=True):
            if match:
                found.append((match[1] or "", match[2].strip(), int(match[3]), line, text))
    return found, len(document.blocks)


def _unpaged(document: Document, begin: int) -> tuple[list[Entry], int]:
    """A list without pages: short lines, up to the first that is a heading or comes again."""
    found: list[Entry] = []
    for at, block in enumerate(document.blocks[begin:], begin):
        match = _PLAIN_ENTRY.match(block.text) if isinstance(block, Paragraph) else None
        again = match and _bare(match[2]) in {_bare(name) for _, name, *_ in found}
        if match is None or again or not isinstance(block, Paragraph):
            return found, at
        found.append((match[1] or "", match[2].strip(), 0, block.line, block.text))
    return [], begin


def _rows(block: Block) -> list[tuple[str, int]]:
    if not isinstance(block, Table):
        own = block.own_lines() if isinstance(block, Paragraph) else []
        lines = [(one.text, one.line) for one in own]
        whole = len(lines) > 1 and all(_ENTRY.match(text) for text, _ in lines)
        return lines if whole else [(block.text, block.line)]
    rows = [(" ".join(filter(None, row.cells)), row.line) for row in block.rows]
    head = [(" ".join(filter(None, block.head)), block.line)] if block.head else []
    return head + rows


def _contents(document: Document, listed: list[Entry], at: int) -> Iterator[Finding]:
    headings = [(_bare(block.text), block) for block in document.blocks[at:] if _may_head(block)]
    if len(listed) < 2 or not headings:
        return
    names = {name for name, _ in headings}
    right = sum(_bare(name) in names for _, name, *_ in listed)
    if not right or (not listed[0][2] and right < len(listed) / 2):
        return
    yield from _told_places(document, listed, headings)
    for _, name, page, line, text in listed:
        if _bare(name) not in names:
            yield Finding(document.file, line, text, name, "rubriken finns inte i texten",
                          "contents", 0.85)  # fmt: skip
            continue
        heading = next(block for bare, block in headings if bare == _bare(name))
        if heading.page and page and heading.page != page and _paged(listed, headings):
            yield Finding(document.file, line, text, text, f"sidan {heading.page}", "contents", 0.8)
    yield from _order(document, listed, headings)
    known = {_bare(name) for _, name, _, _, _ in listed}
    depth = max((number.count(".") for number, *_ in listed), default=0)
    for bare, block in headings:
        numbered = isinstance(block, Heading) and _CHAPTER.match(block.text)
        deep = bool(numbered and numbered[1].count(".") > depth)
        sure = bool(numbered and listed[0][0]) or _is_level_of(block, known, headings)
        if bare not in known and not deep and sure:
            yield Finding(document.file, block.line, block.text, block.text,
                          "saknas i innehållsförteckningen", "contents", 0.75)  # fmt: skip


def _told_places(
    document: Document, listed: list[Entry], headings: Sequence[tuple[str, Heading | Paragraph]]
) -> Iterator[Finding]:
    """Pages that fall down the list, and chapters with another number than their heading."""
    for (*_, before, _, _), (_, _, page, line, text) in itertools.pairwise(listed):
        if page < before:
            yield Finding(document.file, line, text, text, f"sidan {before} eller senare",
                          "contents", 0.85)  # fmt: skip
    numbers: dict[str, set[str]] = {}
    for bare, block in headings:
        match = _CHAPTER.match(block.text)
        numbers.setdefault(bare, set()).add(match[1] if match else "")
    for number, name, _, line, text in listed:
        own = numbers.get(_bare(name), {""})
        if number and len(own) == 1 and "" not in own and number not in own:
            yield Finding(document.file, line, text, name, f"kapitel {min(own)}", "contents", 0.85)


def _is_level_of(
    block: Block, known: set[str], headings: Sequence[tuple[str, Heading | Paragraph]]
) -> bool:
    """Tell whether every other heading of the same level is in the list, three of them or more."""
    level = [bare for bare, one in headings
             if (one.level if isinstance(one, Heading) else 0)
             == (block.level if isinstance(block, Heading) else 0)]  # fmt: skip
    listed = sum(bare in known for bare in level)
    return listed >= 3 and listed == len(level) - 1


def _order(
    document: Document, listed: list[Entry], headings: Sequence[tuple[str, Block]]
) -> Iterator[Finding]:
    """Entries stand in the order of the headings; only names that come once can tell."""
    marked = [bare for bare, block in headings if isinstance(block, Heading)]
    names = marked or [bare for bare, _ in headings]
    entries = [(_bare(name), line, text) for _, name, _, line, text in listed]
    once = [bare for bare, _, _ in entries]
    places = [(names.index(bare), line, text) for bare, line, text in entries
              if names.count(bare) == 1 == once.count(bare)]  # fmt: skip
    for (first, _, _), (after, line, text) in itertools.pairwise(places):
        if after < first:
            yield Finding(
                document.file, line, text, text, "annan ordning i texten", "contents", 0.8
            )
            return


def _may_head(block: Block) -> TypeGuard[Heading | Paragraph]:
    short = isinstance(block, Paragraph) and len(block.text) < 90 and block.text[-1:] != "."
    return short or isinstance(block, Heading)


def _paged(listed: list[Entry], headings: Sequence[tuple[str, Block]]) -> bool:
    """Pages can be trusted when most entries stand where they say."""
    right = 0
    for _, name, page, _, _ in listed:
        block = next((block for bare, block in headings if bare == _bare(name)), None)
        right += isinstance(block, (Heading, Paragraph)) and block.page == page
    return right > len(listed) / 2


def _bare(text: str) -> str:
    match = _CHAPTER.match(text)
    return re.sub(r"\s+", " ", (match[2] if match else text)).strip().casefold()


@cache
def municipalities() -> tuple[str, ...]:
    """Give the official names of the 290 municipalities."""
    names = tomllib.loads(Path(__file__).parent.with_name("municipalities.toml").read_text("utf-8"))
    return tuple(names["names"])


_OF = re.compile(
    r"\b((?:(?:Lilla|Östra|Upplands|Dals)[ -])?[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?)"
    r"\s(?:kommun|stad)\b"
)
_NAME = r"[A-ZÅÄÖ][a-zåäö]+(?:-[A-ZÅÄÖ][a-zåäö]+)?"
_SEVERAL = re.compile(
    rf"\bkommunerna\s+((?:{_NAME}(?:,\s+|\s+(?:och|samt)\s+))+{_NAME})"
    rf"|\b((?:{_NAME}(?:,\s+|\s+(?:och|samt)\s+))+{_NAME})\s+kommuner\b"
)
_NO_PLACE = {"Vaka", "Vår", "Denna", "Varje", "Ingen", "Alla", "Samma", "En", "Er", "Region"}


def _named(text: str) -> Iterator[tuple[str, str]]:
    """Names of municipalities as printed: `Timrå kommun`, `kommunerna Timrå och Ånge`."""
    for match in _OF.finditer(text):
        yield match.group(), match[1]
    for match in _SEVERAL.finditer(text):
        for name in re.findall(_NAME, match[1] or match[2]):
            yield name, name


def _names(document: Document) -> Iterator[Finding]:
    known = set(municipalities())
    genitives = {name if name[-1] in "sxz" else name + "s" for name in known}
    for text, line in _lines(document):
        for match, name in _named(text):
            if name in known or name in genitives or name in _NO_PLACE:
                continue
            if near := _near(name.removesuffix("s")) or _near(name):
                yield Finding(document.file, line, text, match, near, "names", 0.85)
    for table in document.tables:
        if not table.head or not re.fullmatch(r"\w*kommun(?:er)?", table.head[0].strip(), re.I):
            continue
        for row in table.rows:
            name = re.sub(r"[¹²³*†]", "", row.cells[0]).strip() if row.cells else ""
            same = name in known or name.title() in known or name.casefold() in {
                one.casefold() for one in known}  # fmt: skip
            if not same and (near := _near(name.capitalize() if name.isupper() else name)):
                yield Finding(document.file, row.line, row.quote, name, near, "names", 0.85)


def _near(name: str) -> str:
    found = get_close_matches(name, municipalities(), 1, 0.8)
    return found[0] if found and len(name) > 3 else ""

"""`numbering`: chapters, tables, figures and appendices in order, and references to them."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Sequence
from datetime import date

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.outline import Line, Outline, outline
from vaka.documents.figurecheck.readers.tables import is_caption
from vaka.documents.figurecheck.said import said

_CAPTION = re.compile(r"^(tabell|figur|diagram|bilaga)\s+(\d+)\b(?:[.:](\d+))?", re.IGNORECASE)
_ELSEWHERE = (
    r"(?!\s+(?:i|från|ur|till)\s+"
    r"(?!denna|detta|den här|avsnitt|kapitel|rapporten|nästa|föregående))"
    r"(?!\s*(?:§|\w*lag(?:en)?\b|(?-i:[A-ZÅÄÖ]{2,}|SoL)\b))"
)
_CALL = re.compile(
    rf"\b(tabell|figur|diagram|bilaga)\s+(\d+)\b(?![.:]\d){_ELSEWHERE}", re.IGNORECASE
)
_CHAPTER_CALL = re.compile(
    rf"\b(avsnitt|kapitel)\s+(\d+(?:\.\d+)*)\b(?!\s*§){_ELSEWHERE}", re.IGNORECASE
)
_OF_OTHERS = re.compile(r"s\s+(?:rapport|föreskrift\w*|sammanställning|årsredovisning),?\s*$")
_FAR, FEWEST, MOST = 99, 3, 3
Number = list[int]


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask a paper for the order of its numbers."""
    paper = outline(document)
    chapters = [one for one in paper.body if one.kind == "heading" and _parts(one)]
    yield from _chapters(document.file, paper, chapters)
    held = _captions(paper)
    yield from _gaps(document.file, held)
    yield from _calls(document, held, chapters)


def _parts(one: Line) -> Number:
    """A heading's number as its parts; none when it is a year, an amount or too deep."""
    parts = [int(part) for part in one.number.split(".")] if one.number else []
    named = re.search(r"^[\d.)\s]*[A-ZÅÄÖ]", one.text) or len(parts) > 1
    return parts if named and len(parts) <= MOST and max(parts, default=100) <= _FAR else []


def _chapters(file: str, paper: Outline, chapters: Sequence[Line]) -> Iterator[Finding]:
    listed = {one.number for one in paper.entries}
    last: list[Number] = []  # the numbers that a list within a chapter broke off are followed again
    for before, one in itertools.pairwise([None, *chapters]):
        parts = _parts(one) if one else []
        at = next((at for at in reversed(range(len(last))) if _follows(last[at], parts)), None)
        if at is not None:
            last[at:] = [parts]
        elif parts == [1] or not last:
            last.append(parts)
        elif one:
            right = ".".join(map(str, _next(last[-1], len(parts))))
            if right not in listed and not _stands(paper, right, before, one):
                yield Finding(file, one.line, one.text, one.number, right, "numbering", 0.85)
            last[-1] = parts


def _follows(last: Number, parts: Number) -> bool:
    below = len(parts) == len(last) + 1 and parts == [*last, 1]
    unseen = len(parts) > 1 and parts == [*_next(last, 1), *[1] * (len(parts) - 1)]
    return parts == _next(last, len(parts)) or below or unseen


def _next(last: Number, depth: int) -> Number:
    if depth > len(last):
        return [*last, *[1] * (depth - len(last))]
    return [*last[: depth - 1], last[depth - 1] + 1]


def _stands(paper: Outline, number: str, before: Line | None, one: Line) -> bool:
    """Tell whether the number that is wanted begins a line that was not read as a heading."""
    between = (line for line in paper.body if (before.line if before else 0) < line.line < one.line)
    return any(line.number == number for line in between)


Held = dict[tuple[str, str], list[tuple[int, Line]]]  # by kind and chapter of the number


def _captions(paper: Outline) -> Held:
    held: Held = {}
    for one in paper.body:
        match = _CAPTION.match(one.text) if one.kind != "row" else None
        if match and (
            one.kind == "heading" if match[1].lower() == "bilaga" else is_caption(one.text)
        ):
            chapter, number = (match[2], match[3]) if match[3] else ("", match[2])
            held.setdefault((match[1].lower(), chapter), []).append((int(number), one))
    return held


def _gaps(file: str, held: Held) -> Iterator[Finding]:
    others = {(kind, chapter): {number for (other, _), found in held.items()
                                if {kind, other} == {"figur", "diagram"} for number, _ in found}
              for kind, chapter in held}  # fmt: skip
    for (kind, chapter), found in held.items():
        for (before, last), (number, one) in itertools.pairwise(found):
            again = number == before and one.key.startswith(last.key)
            restarts = number == 1 and before > 1
            if number == before + 1 or again or restarts or before + 1 in others[kind, chapter]:
                continue
            name = f"{kind.capitalize()} {chapter + '.' if chapter else ''}"
            yield Finding(file, one.line, one.text, f"{name}{number}", f"{name}{before + 1}",
                          "numbering", 0.9)  # fmt: skip


def _calls(document: Document, held: Held, chapters: Sequence[Line]) -> Iterator[Finding]:
    paper = outline(document)
    numbers, read = {one.number for one in chapters}, {one.number for one in paper.body}
    listed = {one.line for at, one in enumerate(paper.lines) if at in paper.listed}
    for one in said(document):
        if one.line in listed:
            continue
        for match in _CALL.finditer(one.text):
            kind, number = match[1].lower(), int(match[2])
            known = [at for at, _ in held.get((kind, ""), [])]
            if _OF_OTHERS.search(one.text[: match.start()]):
                continue
            told = match.start() or not _CAPTION.match(one.text) or not is_caption(one.text)
            if known and number not in known and number > 0 and told and one.is_whole:
                yield one.called(match.group(), f"{kind} {known[0]}–{known[-1]}")
        for match in _CHAPTER_CALL.finditer(one.text):
            if len(numbers) >= FEWEST and match[2] not in read and _is_own(match[2], numbers):
                yield one.called(match.group(), f"{match[1].lower()} som finns")


def _is_own(number: str, numbers: set[str]) -> bool:
    """Tell whether a number would be one of this paper: its parts are numbered as deep."""
    return any(one.count(".") == number.count(".") for one in numbers)

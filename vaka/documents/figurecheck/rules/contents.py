"""`contents`: what a list of contents or of tables says against the headings and captions."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.outline import Entry, Line, Outline, key, outline
from vaka.documents.figurecheck.readers.tables import is_caption

LONGEST = 90
_APPENDICES = re.compile(r"bilagor\s*:", re.IGNORECASE)


def find(document: Document, today: date) -> Iterator[Finding]:
    """Hold the lists of a paper to its text."""
    paper = outline(document)
    yield from _held(document.file, paper.entries, paper.headings, paper)
    captions = [one for one in paper.body if is_caption(one.text)]
    yield from _tables(document.file, paper.tables, captions)


def _held(
    file: str, listed: Sequence[Entry], headings: Sequence[Line], paper: Outline
) -> Iterator[Finding]:
    names = {one.key for one in headings}
    right = sum(one.key in names for one in listed)
    if len(listed) < 2 or 2 * right < len(listed):
        return
    yield from _falling(file, listed)
    yield from _numbers(file, listed, headings)
    yield from _lacking(file, listed, headings, paper)
    yield from _order(file, listed, headings)
    unlisted = list(_unlisted(file, listed, headings, paper))
    if len(unlisted) <= max(2, len(listed) // 3):  # else the list shows only some of them
        yield from unlisted


def _falling(file: str, listed: Sequence[Entry]) -> Iterator[Finding]:
    """Pages that fall down the list."""
    paged = [one for one in listed if one.page]
    for before, one in itertools.pairwise(paged):
        if one.page < before.page:
            yield Finding(file, one.line, one.text, one.text, f"sidan {before.page} eller senare",
                          "contents", 0.85)  # fmt: skip


def _numbers(file: str, listed: Sequence[Entry], headings: Sequence[Line]) -> Iterator[Finding]:
    """Chapters with another number than their heading."""
    for one in listed:
        own = {head.number for head in headings if head.key == one.key}
        if one.number and len(own) == 1 and "" not in own and one.number not in own:
            yield Finding(
                file, one.line, one.text, one.name, f"kapitel {min(own)}", "contents", 0.85
            )


def _lacking(
    file: str, listed: Sequence[Entry], headings: Sequence[Line], paper: Outline
) -> Iterator[Finding]:
    """Entries that no line of the text is called, or that stand on another page."""
    first = {one.key: one for one in reversed(headings)}
    paged = [one for one in listed if one.key in first]
    trusted = sum(first[one.key].page == one.page for one in paged) > len(listed) / 2
    appendices = any(one.text.casefold().startswith("bilaga") for one in headings)
    for one in listed:
        head = first.get(one.key)
        apart = (
            one.may_lack
            or _APPENDICES.match(one.name)
            or (one.name.casefold().startswith("bilaga") and not appendices)
        )
        if head is None and not apart and one.key not in paper.said:
            yield Finding(file, one.line, one.text, one.name, "rubriken finns inte i texten",
                          "contents", 0.85)  # fmt: skip
        elif head and head.page and one.page and head.page != one.page and trusted:
            yield Finding(file, one.line, one.text, one.text, f"sidan {head.page}", "contents", 0.8)


def _order(file: str, listed: Sequence[Entry], headings: Sequence[Line]) -> Iterator[Finding]:
    """Entries stand in the order of the headings; only names that come once can tell."""
    marked = [one.key for one in headings if one.kind == "heading"]
    names = marked or [one.key for one in headings]
    once, often = Counter(one.key for one in listed), Counter(names)
    places = [(names.index(one.key), one) for one in listed if often[one.key] == 1 == once[one.key]]
    for (before, _), (after, one) in itertools.pairwise(places):
        if after < before:
            yield Finding(
                file, one.line, one.text, one.text, "annan ordning i texten", "contents", 0.8
            )
            return


def _unlisted(
    file: str, listed: Sequence[Entry], headings: Sequence[Line], paper: Outline
) -> Iterator[Finding]:
    """Headings that the list lacks, when it has all the others of their level."""
    known = {one.key for one in listed}
    numbered = sum(bool(one.number) for one in listed) * 2 > len(listed)
    depth = max((one.number.count(".") for one in listed), default=0)
    for one in headings:
        if one.key in known or len(one.text) >= LONGEST or one.number.count(".") > depth:
            continue
        told = (
            one.kind == "heading" if numbered and one.number else _is_like_all(one, known, headings)
        )
        if told and (one.kind == "heading" or _heads_text(one, paper)) and (
            bool(one.number) == numbered or not numbered):  # fmt: skip
            yield Finding(file, one.line, one.text, one.text, "saknas i innehållsförteckningen",
                          "contents", 0.75)  # fmt: skip


def _is_like_all(one: Line, known: set[str], headings: Sequence[Line]) -> bool:
    """Tell whether every other heading of the same level is in the list, three of them or more."""
    level = [head.key for head in headings if (head.kind, head.level) == (one.kind, one.level)]
    listed = sum(name in known for name in level)
    return listed >= 3 and listed == len(level) - 1


def _heads_text(one: Line, paper: Outline) -> bool:
    """Tell whether running text follows a line that nothing marks as a heading."""
    at = paper.body.index(one) + 1
    after = paper.body[at] if at < len(paper.body) else None
    return after is not None and (not after.alone or after.text.rstrip()[-1:] in ".!?")


def _tables(file: str, listed: Sequence[Entry], captions: Sequence[Line]) -> Iterator[Finding]:
    """A list of tables with another name than the caption of that number."""
    held = dict(_split(one.text) for one in captions)
    right = sum(held.get(number) == name for number, name in (_split(one.name) for one in listed))
    for one in listed:
        number, name = _split(one.name)
        elsewhere = name in held.values() or right * 2 >= len(listed)
        if number and held and elsewhere and held.get(number) != name:
            yield Finding(file, one.line, one.text, one.name, "heter något annat i texten",
                          "contents", 0.85)  # fmt: skip
    yield from _falling(file, listed)


def _split(text: str) -> tuple[str, str]:
    """Give the kind and number of a table, and its name, for comparing."""
    match = re.match(r"^([^\W\d_]+\s+\d+(?:[.:]\d+)?)[.:]?\s*(.*)$", text)
    return (key(match[1]), key(match[2])) if match else ("", key(text))

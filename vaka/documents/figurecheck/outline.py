"""What a paper says of its own parts: its lists of contents and of tables, and its headings.

A list is read line by line, whatever it lies in: paragraphs, rows of a table, headings of a text
file or lines that were put together. Where it ends and the text begins is told by its own names:
the first that comes again, another kind of line, a number that starts anew, or running text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from vaka.documents.figurecheck.document import Document, Heading, Paragraph, Table
from vaka.documents.figurecheck.readers.tables import is_caption

_NUMBER = re.compile(
    r"^(?:(\d+(?:\.\d+)*)[.)]?\s+"
    r"|(?:kapitel|kap\.?|avsnitt)\s+(\d+(?:\.\d+)*)[.:]?\s+[–-]?\s*)(?=\S)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[¹²³⁴*†‡]+")
_BULLET = re.compile(r"^[•*·–—➢■▪-]\s*")
_PAGED = re.compile(r"^(.*?[^\W\d_].*?)(?:\s*(?:\.\s?){3,}\s*|\s*…+\s*|\s+)(\d{1,3})$")
_LEADER = re.compile(r"(?:\.\s?){3,}$|…$")
_GLUED = re.compile(r"^(.*[^\W\d_][)?]?)(\d{1,3})$")  # a PDF may lose the gap before the page
_COUNTED = re.compile(r"^(?:bilaga|del|kapitel|avsnitt|tabell|figur|diagram|mål)$", re.IGNORECASE)
_TITLE = re.compile(
    r"^(?:\d+\.?\s+)?innehåll(?:sförteckning|söversikt)?(?:\s+sid(?:a|nr|nummer)?)?\s*:?$", re.I
)
_OF_TABLES = re.compile(
    r"^(?:(?:tabell|figur|diagram)s?förteckning|förteckning över (?:tabell|figur|diagram)\w*)"
    r"(?:\s+sida?)?\s*:?$",
    re.IGNORECASE,
)
_HEAD = re.compile(
    r"^(?:(?:avsnitt|rubrik|kapitel|innehåll|nr|nummer|titel|tabell|namn|sid(?:a|nr|nummer)?)\.?\s*)+$",
    re.IGNORECASE,
)
_FOOT = re.compile(r"^(?:sida?\s+)?\d+\s*(?:\(\d+\)|av\s+\d+|/\s*\d+)?$|\s\d+\s?\(\d+\)$", re.I)
_WIDE = re.compile(r"\S(?: {4,}|\t+)\S*[^\W\d_][^\d\t]*$")
_ENDS = re.compile(r"[.,;:]$")
_GOES_ON = re.compile(
    r"(?:\b(?:och|samt|för|av|i|med|till|på|om|vid|inom|som)|[,–-])$", re.IGNORECASE
)
_APPENDIX = re.compile(r"^bilag(?:a|or)\b", re.IGNORECASE)
_APART = re.compile(r"\b(?:separat|eget dokument|egen handling|bifogas|biläggs)", re.IGNORECASE)
LONGEST, LONGEST_HEADING, MOST, FEWEST = 140, 160, 400, 3


@dataclass(frozen=True, slots=True)
class Line:
    """A line as it stands: `kind` is `heading`, `text` or `row`; `alone` if it is a block."""

    text: str
    line: int
    kind: str
    level: int = 0
    page: int | None = None
    alone: bool = True

    @property
    def number(self) -> str:
        """The chapter number that it begins with, empty when there is none."""
        match = _NUMBER.match(_BULLET.sub("", self.text))
        return (match[1] or match[2] or "").rstrip(".") if match else ""

    @property
    def key(self) -> str:
        """Its name without number, signs and capitals, for comparing."""
        return key(self.text)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: `page` is 0 when none is told; what `may_lack` may stand elsewhere."""

    number: str
    name: str
    page: int
    line: int
    text: str
    may_lack: bool = False

    @property
    def key(self) -> str:
        """Its name without signs and capitals, for comparing."""
        return key(self.name)


def key(text: str) -> str:
    """Give a name as it is compared: letters and figures only, no chapter number."""
    bare = _NUMBER.sub("", _BULLET.sub("", text.strip()))
    return re.sub(r"[\W_]+", "", bare).casefold()


@dataclass(frozen=True)
class Outline:
    """A paper's lines, its lists (entries of contents, of tables) and where the text begins."""

    lines: tuple[Line, ...]
    entries: tuple[Entry, ...] = ()
    tables: tuple[Entry, ...] = ()
    listed: frozenset[int] = frozenset()  # places of the lines that belong to a list
    begins: int = 0

    @cached_property
    def body(self) -> tuple[Line, ...]:
        """The lines of the text after the list of contents, those of other lists left out."""
        return tuple(one for at, one in enumerate(self.lines)
                     if at >= self.begins and at not in self.listed)  # fmt: skip

    @cached_property
    def headings(self) -> tuple[Line, ...]:
        """Headings, and short lines that may be: in a text file nothing marks them."""
        return tuple(one for one in self.body if _may_head(one))

    @cached_property
    def said(self) -> frozenset[str]:
        """The keys of all that stands as a line of its own in the text."""
        return frozenset(one.key for one in self.body)


def outline(document: Document) -> Outline:
    """Give a paper's outline, read once for all rules."""
    return _outline(document.blocks, tuple(document.lines))


@lru_cache(maxsize=64)
def _outline(blocks: tuple[Heading | Paragraph | Table, ...], raw: tuple[str, ...]) -> Outline:
    every = [one for block in blocks for one in _lines(block)]
    often = Counter(one.text for one in every)
    lines = tuple(one for one in every if not _is_foot(one, raw, often))
    found: dict[str, tuple[Entry, ...]] = {}
    listed: set[int] = set()
    begins = 0
    for at, one in enumerate(lines):
        name = (
            "entries" if _TITLE.match(one.text) else "tables" if _OF_TABLES.match(one.text) else ""
        )
        if name and at not in listed and name not in found:
            entries, end = _read(lines, at + 1)
            if len(entries) > 1:
                found[name] = tuple(entries)
                listed |= set(range(at, end))
                begins = end if name == "entries" else begins
    return Outline(
        lines, found.get("entries", ()), found.get("tables", ()), frozenset(listed), begins
    )


def _lines(block: Heading | Paragraph | Table) -> Iterator[Line]:
    if isinstance(block, Heading):
        yield Line(block.text.strip(), block.line, "heading", block.level, block.page)
    elif isinstance(block, Paragraph):
        own = _whole(block.own_lines())
        for one in own:
            yield Line(one.text, one.line, "text", 0, block.page, len(own) == 1)
        short = len(block.text) < LONGEST_HEADING and not _ENDS.search(block.text)
        if len(own) > 1 and short and not any(_page(one.text) for one in own):
            yield Line(block.text, block.line, "text", 0, block.page)
    else:
        rows = [(block.head, block.line)] if any(block.head) else []
        for cells, line in [*rows, *((row.cells, row.line) for row in block.rows)]:
            text = _MARKS.sub("", " ".join(cell for cell in cells if cell)).strip()
            yield Line(text, line, "row", alone=False)


def _whole(lines: Sequence[Paragraph]) -> list[Paragraph]:
    """Join a page that came to stand on a line of its own with the dots that lead to it."""
    found: list[Paragraph] = []
    for one in lines:
        if found and one.text.isdigit() and _LEADER.search(found[-1].text):
            found[-1] = replace(found[-1], text=f"{found[-1].text} {one.text}")
        else:
            found.append(one)
    return found


def _is_foot(one: Line, raw: Sequence[str], often: Counter[str]) -> bool:
    """Tell whether a line is a page's number, head or foot: parted by gaps, or there many times."""
    if one.kind == "row" or not one.text:
        return not one.text
    is_wide = (
        one.line <= len(raw) and "|" not in raw[one.line - 1] and _WIDE.search(raw[one.line - 1])
    )
    again = one.kind == "text" and often[one.text] > 2 and not _ENDS.search(one.text)
    return bool(_FOOT.search(one.text) or (one.kind == "text" and is_wide) or again)


def _read(lines: Sequence[Line], begin: int) -> tuple[list[Entry], int]:
    """The entries of the list that begins at a line, and the place after it."""
    held: list[tuple[int, Line]] = []
    told = False
    for at in range(begin, min(begin + MOST, len(lines))):
        one = lines[at]
        if _HEAD.match(one.text) or (held and one.line <= held[-1][1].line):
            continue
        told = _is_told(one)
        after = lines[at + 1] if at + 1 < len(lines) else one
        if told or _is_title(one) or _ends_pages([other for _, other in held], one, after):
            break
        held.append((at, one))
    held = _unglued(held)
    paged = [place for place, (_, one) in enumerate(held) if _page(one.text)]
    if len(paged) > 1 and 2 * len(paged) >= paged[-1] + 1:
        return _with_pages(held, paged[-1], begin)
    return _without_pages(held, begin, told=told)


def _unglued(held: list[tuple[int, Line]]) -> list[tuple[int, Line]]:
    """Part names from the pages that they were glued to, where most lines end so."""
    ends = [(at, one, _GLUED.match(one.text)) for at, one in held]
    rising = [int(match[2]) for _, _, match in ends if match]
    if len(rising) * 3 < len(held) * 2 or rising != sorted(rising) or len(rising) < FEWEST:
        return held
    return [(at, replace(one, text=f"{match[1]} {match[2]}")) for at, one, match in ends if match]


def _is_title(one: Line) -> bool:
    return bool(_TITLE.match(one.text) or _OF_TABLES.match(one.text))


def _ends_pages(held: Sequence[Line], one: Line, after: Line) -> bool:
    """Tell whether a line without a page begins the text below a list with pages."""
    names = [key(match[1]) for other in held if (match := _page(other.text))]
    if _page(one.text) or len(names) < 2 or 2 * len(names) < len(held):
        return False
    half = _page(after.text) and _is_rest(one, after)
    marked = one.kind == "heading" and all(other.kind != "heading" for other in held)
    return (marked and not half) or one.key in names


def _is_told(one: Line) -> bool:
    """Tell whether a line is running text, which ends a list."""
    sentence = one.text.endswith(".") and len(one.text.split()) > 2 and not _page(one.text)
    return len(one.text) > LONGEST or sentence


def _page(text: str) -> re.Match[str] | None:
    match = _PAGED.match(text)
    return None if match is None or _COUNTED.match(match[1].strip()) else match


def _entry(one: Line, before: str = "") -> Entry:
    match = _page(one.text)
    name = f"{before} {match[1] if match else one.text}".strip()
    whole = replace(one, text=name)
    bare = _NUMBER.sub("", _BULLET.sub("", name)).strip(" .…\t")
    lacks = bool(_APART.search(name)) or (not match and not whole.number)
    return Entry(whole.number, bare, int(match[2]) if match else 0, one.line,
                 f"{before} {one.text}".strip(), lacks)  # fmt: skip


def _with_pages(held: Sequence[tuple[int, Line]], last: int, begin: int) -> tuple[list[Entry], int]:
    """Entries with pages; one over two lines has its page on the second."""
    found: list[Entry] = []
    before: Line | None = None
    for _, one in held[: last + 1]:
        if not _page(one.text):
            if before:
                found.append(_entry(before))
            before = one
            continue
        if before and _is_rest(before, one):
            found.append(_entry(one, before.text))
        else:
            found += [_entry(before)] if before else []
            found.append(_entry(one))
        before = None
    end = last + 1
    while end < len(held) - 1 and _APPENDIX.match(held[end][1].text):
        found.append(_entry(held[end][1]))
        end += 1
    return found, held[end - 1][0] + 1 if end else begin


def _is_rest(first: Line, second: Line) -> bool:
    """Tell whether a line goes on with the name of the line before it."""
    goes_on = second.text[:1].islower() or second.text[:1] in "(–-" or _GOES_ON.search(first.text)
    return bool(goes_on or (first.number and not second.number))


def _without_pages(
    held: Sequence[tuple[int, Line]], begin: int, *, told: bool
) -> tuple[list[Entry], int]:
    """Entries without pages: up to the first that is of another kind, or starts anew."""
    joined: list[tuple[int, Line]] = []
    for at, one in held:
        if joined and one.kind == "text" and one.text[:1].islower() and not one.number:
            joined[-1] = (at, replace(joined[-1][1], text=f"{joined[-1][1].text} {one.text}"))
        else:
            joined.append((at, one))
    cut = next((place for place in range(1, len(joined)) if _is_anew(joined, place)), None)
    if cut is None:
        cut = len(joined) - 1 if told else 0
    found = [
        replace(_entry(one), may_lack=bool(_APART.search(one.text))) for _, one in joined[:cut]
    ]
    return found, joined[cut][0] if 0 < cut < len(joined) else begin


def _is_anew(held: Sequence[tuple[int, Line]], place: int) -> bool:
    first, one = held[0][1], held[place][1]
    again = one.key in {other.key for _, other in held[:place]}
    marked = place > 1 and one.kind == "heading" and first.kind != "heading"
    restarts = place > 1 and one.number and one.number == first.number
    return bool(again or marked or restarts)


def _may_head(one: Line) -> bool:
    if is_caption(one.text) or _is_title(one):
        return False
    short = one.alone and len(one.text) < LONGEST_HEADING and not _ENDS.search(one.text)
    return one.kind == "heading" or (one.kind == "text" and short and not _BULLET.match(one.text))

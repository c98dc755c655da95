"""DOCX by its own XML: headings by style, paragraphs, tables; nothing is run or fetched."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree as Xml
from zipfile import BadZipFile

from vaka.documents.figurecheck.document import Block, Document, Heading, Paragraph, Row
from vaka.documents.figurecheck.readers.refusal import Unreadable, opened
from vaka.documents.figurecheck.readers.tables import is_caption, made

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVEL = re.compile(r"^(?:heading|rubrik)\s?(\d)$", re.IGNORECASE)


def read_docx(path: Path) -> Document:
    """Read the body of a Word document. Raises `Unreadable`."""
    with opened(path) as package:
        try:
            body = _xml(package.read("word/document.xml"), path).find(f"{W}body")
            named = "word/styles.xml" in package.namelist()
            styles = _styles(package.read("word/styles.xml"), path) if named else {}
        except (BadZipFile, zlib.error, EOFError, UnicodeDecodeError) as error:
            raise Unreadable(f"{path.name} är skadad och kan inte läsas.") from error
        except (KeyError, OSError, RuntimeError) as error:
            raise Unreadable(f"{path.name} är inget Word-dokument.") from error
    if body is None:
        raise Unreadable(f"{path.name} har inget innehåll.")
    return Document(path.name, tuple(_blocks(body, styles)))


def _xml(raw: bytes, path: Path) -> Xml.Element:
    if b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        raise Unreadable(f"{path.name} har ett innehåll som inte läses av säkerhetsskäl.")
    try:
        return Xml.fromstring(raw)  # noqa: S314  no entities: refused above
    except (Xml.ParseError, LookupError, ValueError) as error:
        raise Unreadable(f"{path.name} är skadad och kan inte läsas.") from error


def _styles(raw: bytes, path: Path) -> dict[str, int]:
    """Give the heading level of each heading style."""
    levels = {}
    for style in _xml(raw, path).iter(f"{W}style"):
        name = style.find(f"{W}name")
        if name is not None and (match := _LEVEL.match(name.get(f"{W}val", ""))):
            levels[style.get(f"{W}styleId", "")] = int(match[1])
    return levels


def _blocks(body: Xml.Element, styles: dict[str, int]) -> Iterator[Block]:
    line, caption = 0, ""
    tabbed: list[Row] = []
    elements = [*_flat(body), Xml.Element("end")]
    below = _captions_below(elements)
    for at_element, element in enumerate(elements):
        said = _text(element).strip() if element.tag == f"{W}p" else ""
        if "\t" in said and not _level(element, styles):
            line += 1
            cells = tuple(cell.strip() for cell in said.split("\t"))
            if tabbed and len(cells) < len(tabbed[-1].cells) and _text(element).startswith("\t"):
                cells = ("", *cells)  # a row whose first cell is empty
            tabbed.append(Row(cells, line))
            continue
        if tabbed:
            yield made(tabbed, caption)
            tabbed = []
        if element.tag == f"{W}p":
            line += 1
            if text := said:
                level = _level(element, styles)
                yield Heading(text, line, level) if level else Paragraph(text, line)
                if level or is_caption(text) or len(text) < 80:
                    caption = text
        elif element.tag == f"{W}tbl":
            rows = [
                Row(tuple(_cells(row)), line + at)
                for at, row in enumerate(element.iter(f"{W}tr"), 1)
            ]
            line += len(rows)
            if rows:
                yield made(rows, below.get(at_element, caption))


def _captions_below(elements: Sequence[Xml.Element]) -> dict[int, str]:
    """Captions of tables that have theirs under them: no table has one of its own above."""
    marks = ["t" if e.tag == f"{W}tbl" else "c" if _is_captioned(e) else "" for e in elements]
    tables = [at for at, mark in enumerate(marks) if mark == "t"]
    if not tables or any(at and marks[at - 1] == "c" and (at < 2 or marks[at - 2] != "t")
                         for at in tables):  # fmt: skip
        return {}
    return {at: _text(elements[at + 1]).strip() for at in tables if marks[at + 1] == "c"}


def _is_captioned(element: Xml.Element) -> bool:
    style = element.find(f"{W}pPr/{W}pStyle") if element.tag == f"{W}p" else None
    named = style.get(f"{W}val", "").lower() if style is not None else ""
    return named in ("caption", "beskrivning") or (
        element.tag == f"{W}p" and is_caption(_text(element).strip())
    )


def _level(paragraph: Xml.Element, styles: dict[str, int]) -> int:
    style = paragraph.find(f"{W}pPr/{W}pStyle")
    named = style.get(f"{W}val", "") if style is not None else ""
    match = _LEVEL.match(named)
    return styles.get(named) or (int(match[1]) if match else 0)


def _flat(body: Xml.Element) -> Iterator[Xml.Element]:
    """The body's parts, those within content controls too."""
    for element in body:
        content = element.find(f"{W}sdtContent") if element.tag == f"{W}sdt" else None
        yield from [element] if content is None else _flat(content)


def _cells(row: Xml.Element) -> Iterator[str]:
    for cell in row.iter(f"{W}tc"):
        span = cell.find(f"{W}tcPr/{W}gridSpan")
        yield " ".join(filter(None, (_text(part).strip() for part in cell.iter(f"{W}p"))))
        many = span.get(f"{W}val", "1") if span is not None else "1"
        yield from [""] * (min(int(many), 50) - 1 if many.isdigit() else 0)


def _text(paragraph: Xml.Element) -> str:
    parts = []
    for element in paragraph.iter():
        if element.tag == f"{W}t":
            parts.append(element.text or "")
        elif element.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
            parts.append("\t" if element.tag == f"{W}tab" else " ")
        elif element.tag == f"{W}noBreakHyphen":
            parts.append("-")
    return "".join(parts)

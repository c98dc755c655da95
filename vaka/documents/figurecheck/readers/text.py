"""Markdown and plain text: headings, pipe tables, tables in columns of spaces, paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path

from vaka.documents.figurecheck.document import Block, Document, Heading, Paragraph, Row, Table
from vaka.documents.figurecheck.readers.columns import aligned, is_columns, rows_of
from vaka.documents.figurecheck.readers.refusal import decoded
from vaka.documents.figurecheck.readers.tables import continued, is_caption, made

_HASHES = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_ITEM = re.compile(r"^\s*(?:[-*•–·]|\d+[.)])\s+\S")
_NUMBERED = re.compile(r"^\d+(?:\.\d+)*\.?\s+[A-ZÅÄÖ][^.!?:;]{2,110}\??$")
_FORM = "\f"


def read_text(path: Path) -> Document:
    """Read a Markdown or text file. Raises `Unreadable`."""
    return document_of(path.name, decoded(path))


def document_of(name: str, text: str) -> Document:
    """Give the document of a text; form feeds part pages."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return Document(name, tuple(_Reader(lines, _FORM in text).blocks()), lines)


class _Reader:
    """Walks the lines once; each kind of block says where it ends."""

    def __init__(self, lines: Sequence[str], paged: bool) -> None:
        self.raw, self.paged = lines, paged
        self.lines = [line.replace(_FORM, "") for line in lines]
        self.found: list[Block] = []

    def blocks(self) -> list[Block]:
        at, page = 0, 1
        while at < len(self.lines):
            page += self.raw[at].count(_FORM)
            at = self._block(at, page if self.paged else None)
        return continued(self.found) if self.paged else self.found

    def _block(self, at: int, page: int | None) -> int:
        line = self.lines[at]
        if not line.strip():
            return at + 1
        if match := _HASHES.match(line):
            self.found.append(Heading(_plain(match[2]), at + 1, len(match[1]), page))
            return at + 1
        if line.count("|") >= 2:
            end = self._until(at, lambda text: text.count("|") >= 2)
            self.found.append(self._pipes(at, end))
            return end
        if is_columns(self.lines, at):
            found, end = rows_of(self.lines, at)
            rows = aligned([cells for _, cells in found])
            made_rows = [Row(row, n + 1) for (n, _), row in zip(found, rows, strict=True)]
            self.found.append(made(made_rows, self._caption()))
            return end
        if _NUMBERED.match(line.strip()) and self._alone(at):
            level = line.strip().split()[0].rstrip(".").count(".") + 1
            self.found.append(Heading(line.strip(), at + 1, level, page))
            return at + 1
        end = self._paragraph_end(at)
        self.found.append(self._joined(at, end, page))
        return end

    def _alone(self, at: int) -> bool:
        """A heading stands between blank lines, or at least after one; a list item does not."""
        before = self.lines[at - 1].strip() if at else ""
        after = self.lines[at + 1].strip() if at + 1 < len(self.lines) else ""
        return not before and not re.match(r"\s*\d+[.)]?\s", after)

    def _until(self, at: int, holds: Callable[[str], bool]) -> int:
        while at < len(self.lines) and self.lines[at].strip() and holds(self.lines[at]):
            at += 1
        return at

    def _caption(self) -> str:
        last = self.found[-1] if self.found else None
        if isinstance(last, Heading) or (
            isinstance(last, Paragraph) and (is_caption(last.text) or len(last.text) < 80)
        ):
            return last.text
        return _last_line(last) if isinstance(last, Paragraph) else ""

    def _pipes(self, begin: int, end: int) -> Table:
        rows, ruled = [], False
        for at in range(begin, end):
            if _RULE.match(self.lines[at]):
                ruled = True
                continue
            cells = self.lines[at].strip().removeprefix("|").removesuffix("|").split("|")
            rows.append(Row(tuple(_plain(cell.strip()) for cell in cells), at + 1))
        return made(rows, self._caption(), headed=ruled)

    def _paragraph_end(self, at: int) -> int:
        first = at
        while at < len(self.lines) and self.lines[at].strip():
            if at > first and self._breaks(at):
                break
            at += 1
        return at

    def _breaks(self, at: int) -> bool:
        line = self.lines[at]
        return bool(
            _ITEM.match(line) or _HASHES.match(line) or line.count("|") >= 2
            or _FORM in self.raw[at] or is_columns(self.lines, at) or is_caption(line.strip())
            or is_caption(self.lines[at - 1].strip())
        )  # fmt: skip

    def _joined(self, begin: int, end: int, page: int | None) -> Paragraph:
        text, breaks = "", []
        for at in range(begin, end):
            line = _plain(re.sub(r"[ \t]{2,}", " ", self.lines[at].strip()))
            if re.search(r"[a-zåäö][-\u00ad]$", text) and re.match(
                r"(?!och\b|eller\b)[a-zåäö]", line
            ):
                text = text[:-1]
            elif text:
                text += " "
            breaks.append((len(text), at + 1))
            text += line
        return Paragraph(text, begin + 1, page, tuple(breaks))


def _last_line(block: Paragraph) -> str:
    """The last line of a paragraph when a sentence ended before it: a caption without a blank."""
    start = block.breaks[-1][0] if block.breaks else 0
    before, line = block.text[:start].rstrip(), block.text[start:].strip()
    ended = before.endswith((".", "!", "?")) and re.match(r"[A-ZÅÄÖ]", line)
    return line if ended and len(line) < 80 and not line.endswith((".", ":", "!", "?")) else ""


def _plain(text: str) -> str:
    """Without the marks of Markdown."""
    text = re.sub(r"(\*\*|__|`|\u00ad)", "", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return text.replace("&nbsp;", "\u00a0").replace("\\", "")

"""PDF as lines of text with their gaps, so that columns stay columns; then read as text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from ctypes import c_double, c_ushort
from itertools import pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.readers.refusal import Unreadable
from vaka.documents.figurecheck.readers.tables import is_caption
from vaka.documents.figurecheck.readers.text import document_of

MOST_PAGES = 2_000
LARGER, LONGEST_HEADING = 1.08, 120  # a heading is larger than the running text, and short
GAP = "   "  # what stands between the cells of a row
PARTED, STEP, PARTED_HEADING = 1.9, 1.3, 1.6  # paragraphs: in sizes, in steps between lines
Sign = tuple[float, float, float, float, str]  # base line, left, right, size, sign
_BASE, _PLACE = itemgetter(0), itemgetter(1, 2)


class Printed(NamedTuple):
    """A printed line: where it stands, how large and what it says; where its last cell begins."""

    base: float
    size: float
    text: str
    left: float = 0.0
    last: float = 0.0


class Type(NamedTuple):
    """How the running text is set: its size, from what step it is parted, and the larger sizes."""

    size: float
    parted: float
    larger: list[float]


def read_pdf(path: Path) -> Document:
    """Read the text of a PDF; form feeds part its pages. Raises `Unreadable`."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise Unreadable(f"{path.name} är skadad, låst eller ingen PDF.") from error
    try:
        if len(pdf) > MOST_PAGES:
            raise Unreadable(f"{path.name} har fler än {MOST_PAGES} sidor. Dela upp den.")
        pages = [_lines(_signs(page)) for page in pdf]
    finally:
        pdf.close()
    if not any(pages):
        raise Unreadable(f"{path.name} har ingen text: är den inskannad?")
    kind = _type(pages)
    return document_of(path.name, "\n\f".join(_page(lines, kind) for lines in pages))


def _signs(page: Any) -> list[Sign]:
    """Give every sign with its base line: runs of text are cut wherever letters were kerned."""
    from pypdfium2 import raw

    text = page.get_textpage()
    x, y, left, right, low, top = (c_double() for _ in range(6))
    handle, origin_of, box_of = text.raw, raw.FPDFText_GetCharOrigin, raw.FPDFText_GetCharBox
    signs: list[Sign] = []
    base, size = float("nan"), 10.0
    for at, sign in enumerate(_text(handle)):
        if sign.isspace() or not sign.isprintable():
            if signs and signs[-1][4] != " ":
                above, _, end, height, _ = signs[-1]
                signs.append((above, end, end, height, " "))
            continue
        origin_of(handle, at, x, y)
        box_of(handle, at, left, right, low, top)
        here = y.value
        if here != base:  # signs of a line have one size, and asking for it is dear
            base, size = here, raw.FPDFText_GetFontSize(handle, at) or 10.0
        signs.append((here, left.value, right.value, size, sign))
    text.close()
    return signs


def _text(handle: Any) -> str:
    """Give the signs of a page in one piece, or one by one where the piece lacks some of them."""
    from pypdfium2 import raw

    count = raw.FPDFText_CountChars(handle)
    held = (c_ushort * (count + 1))()
    if raw.FPDFText_GetText(handle, 0, count, held) == count + 1:
        text = bytes(held).decode("utf-16-le", "replace")[:-1]
        if len(text) == count:
            return text
    return "".join(chr(raw.FPDFText_GetUnicode(handle, at)) for at in range(count))


def _lines(signs: Iterable[Sign]) -> list[Printed]:
    """Give the lines of a page from top to bottom; a wide gap is three spaces or more."""
    lines: list[list[Sign]] = []
    for sign in sorted(signs, key=_BASE, reverse=True):
        if lines and abs(lines[-1][0][0] - sign[0]) < 0.3 * sign[3]:
            lines[-1].append(sign)
        else:
            lines.append([sign])
    printed = map(_line, lines)
    return [one for one in printed if one.text]


def _type(pages: Sequence[Sequence[Printed]]) -> Type:
    """Measure the running text: its size is that of most letters outside columns (a paper full of
    tables has more letters in them), its lines stand closest."""
    sizes, running = Counter[float](), Counter[float]()
    for line in (line for lines in pages for line in lines):
        size = round(line.size, 1)
        sizes[size] += 1
        if GAP not in line.text:
            running[size] += sum(map(str.isalpha, line.text))
    size = (running if any(running.values()) else sizes).most_common(1)[0][0]
    steps = sorted((a.base - b.base) / b.size for lines in pages for a, b in pairwise(lines)
                   if round(b.size, 1) == size and a.base - b.base > 0.9 * b.size)  # fmt: skip
    step = steps[len(steps) // 10] if steps else PARTED
    larger = sorted((one for one in sizes if one >= LARGER * size), reverse=True)
    return Type(size, min(PARTED, STEP * step), larger)


def _page(lines: Sequence[Printed], kind: Type) -> str:
    """Give the page as text: a blank line between paragraphs, a mark before headings."""
    said: list[str] = []
    before: Printed | None = None
    for line in lines:
        step = (before.base - line.base) / line.size if before else 0.0
        if before and _goes_on(before, line) and step < PARTED:
            said[-1] = f"{said[-1].rstrip()} {line.text.strip()}"
            before = before._replace(base=line.base)
            continue
        rows = before is not None and GAP in before.text and GAP in line.text
        level = _level(line, kind)
        again = level and before and before.size == line.size and step < PARTED_HEADING
        if again and said[-1].startswith("#"):
            said[-1] += f" {line.text.strip()}"
        else:
            if said and (step > (PARTED if rows else kind.parted) or level or said[-1][:1] == "#"):
                said.append("")
            said.append(f"{'#' * level} {line.text.strip()}" if level else line.text)
        before = line
    return "\n".join(said)


def _goes_on(row: Printed, line: Printed) -> bool:
    """Tell whether a line is the rest of a row's last cell: words under it, going on in small."""
    under = abs(line.left - row.last) < 0.3 * row.size and GAP in row.text
    told = under and line.size == row.size and GAP not in line.text
    return told and line.text[:1].islower() and row.text.rstrip()[-1:].isalpha()


def _level(line: Printed, kind: Type) -> int:
    """Tell the level of a heading by its size, 0 for running text, figures and captions."""
    size, text = round(line.size, 1), line.text.strip()
    plain = len(text) < LONGEST_HEADING and text[-1:] not in ".,;:" and GAP not in text
    worded = sum(sign.isalpha() for sign in text) > len(text) / 2 and not is_caption(text)
    return min(kind.larger.index(size) + 1, 6) if size in kind.larger and plain and worded else 0


def _line(signs: list[Sign]) -> Printed:
    """Join signs that touch; set others apart by where they stand (a sign is about 5 points)."""
    across = sorted(signs, key=_PLACE)
    first = across[0][1]
    text, right, last = "", first, first
    for _, left, end, size, sign in across:
        if sign == " ":
            if text and text[-1] != " ":
                text += " "
            continue
        gap = left - right
        if gap > 0.9 * size and text.strip():
            text = text.rstrip() + " " * max(3, int(left / 5) - len(text))
            last = left
        elif gap > 0.18 * size and text and text[-1] != " ":
            text += " "
        text += sign
        if end > right:
            right = end
    return Printed(signs[0][0], signs[0][3], text, first, last)

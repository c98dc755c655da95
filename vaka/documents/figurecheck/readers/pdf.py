"""PDF as lines of text with their gaps, so that columns stay columns; then read as text."""

from __future__ import annotations

from collections.abc import Iterable
from ctypes import c_double
from pathlib import Path
from typing import Any

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.readers.refusal import Unreadable
from vaka.documents.figurecheck.readers.text import document_of

MOST_PAGES = 2_000
Sign = tuple[float, float, float, float, str]  # base line, left, right, size, sign


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
        pages = [_page(_signs(page)) for page in pdf]
    finally:
        pdf.close()
    if not any(page.strip() for page in pages):
        raise Unreadable(f"{path.name} har ingen text: är den inskannad?")
    return document_of(path.name, "\n\f".join(pages))


def _signs(page: Any) -> list[Sign]:
    """Give every sign with its base line: runs of text are cut wherever letters were kerned."""
    from pypdfium2 import raw

    text = page.get_textpage()
    x, y, left, right, low, top = (c_double() for _ in range(6))
    signs: list[Sign] = []
    for at in range(raw.FPDFText_CountChars(text)):
        sign = chr(raw.FPDFText_GetUnicode(text, at))
        if sign.isspace() or not sign.isprintable():
            if signs and signs[-1][4] != " ":
                base, _, end, size, _ = signs[-1]
                signs.append((base, end, end, size, " "))
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        raw.FPDFText_GetCharBox(text, at, left, right, low, top)
        size = raw.FPDFText_GetFontSize(text, at) or 10.0
        signs.append((y.value, left.value, right.value, size, sign))
    text.close()
    return signs


def _page(signs: Iterable[Sign]) -> str:
    """Give the page as lines from top to bottom; a wide gap is three spaces or more."""
    lines: list[list[Sign]] = []
    for sign in sorted(signs, key=lambda sign: -sign[0]):
        if lines and abs(lines[-1][0][0] - sign[0]) < 0.3 * sign[3]:
            lines[-1].append(sign)
        else:
            lines.append([sign])
    said: list[str] = []
    base = 0.0
    for line in lines:
        if said and base - line[0][0] > 1.9 * line[0][3]:
            said.append("")
        said.append(_line(sorted(line, key=lambda sign: sign[1:3])))
        base = line[0][0]
    return "\n".join(said)


def _line(signs: list[Sign]) -> str:
    """Join signs that touch; set others apart by where they stand (a sign is about 5 points)."""
    text, right = "", signs[0][1]
    for _, left, end, size, sign in signs:
        gap = left - right
        if sign == " ":
            text = text if text.endswith(" ") or not text else text + " "
            continue
        if text.strip() and gap > 0.9 * size:
            text = text.rstrip() + " " * max(3, int(left / 5) - len(text))
        elif text and gap > 0.18 * size and not text.endswith(" "):
            text += " "
        text, right = text + sign, max(right, end)
    return text

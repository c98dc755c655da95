"""PDF as lines of text with their gaps, so that columns stay columns; then read as text."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from vaka.documents.figurecheck.document import Document
from vaka.documents.figurecheck.readers.refusal import Unreadable
from vaka.documents.figurecheck.readers.text import document_of

MOST_PAGES = 2_000
Box = tuple[float, float, float, float, str]  # left, bottom, right, top, text


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
        pages = [_page(_boxes(page)) for page in pdf]
    finally:
        pdf.close()
    if not any(page.strip() for page in pages):
        raise Unreadable(f"{path.name} har ingen text: är den inskannad?")
    return document_of(path.name, "\n\f".join(pages))


def _boxes(page: object) -> list[Box]:
    text = page.get_textpage()  # type: ignore[attr-defined]
    boxes = []
    for at in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(at)
        said = text.get_text_bounded(left - 0.1, bottom, right + 0.1, top).strip("\r\n")
        if said.strip():
            boxes.append((left, bottom, right, top, said.replace("\r\n", " ")))
    text.close()
    return boxes


def _page(boxes: Iterable[Box]) -> str:
    """Give the page as lines from top to bottom; a wide gap is three spaces or more."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: -(box[1] + box[3])):
        middle = (box[1] + box[3]) / 2
        if lines and lines[-1][0][1] <= middle <= lines[-1][0][3]:
            lines[-1].append(box)
        else:
            lines.append([box])
    said: list[str] = []
    below = 0.0
    for line in lines:
        height = max(box[3] - box[1] for box in line)
        if said and below - max(box[3] for box in line) > 0.9 * height:
            said.append("")
        said.append(_line(sorted(line)))
        below = min(box[1] for box in line)
    return "\n".join(said)


def _line(boxes: list[Box]) -> str:
    """Join boxes that touch; set others apart by where they stand (a sign is about 5 points)."""
    text, right = "", boxes[0][0]
    for left, bottom, end, top, said in boxes:
        gap, height = left - right, top - bottom
        if text and gap > 0.8 * height:
            text = text.rstrip() + " " * max(3, int(left / 5) - len(text))
        elif text and gap > 0.12 * height and not text.endswith(" "):
            text += " "
        text, right = text + said, end
    return text

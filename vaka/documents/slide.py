"""A slide, 16:9, as SVG: a title, rows of a figure then and now, and where it comes from.

Shape and words say better and worse beside the colour. No fonts are embedded: whoever shows it
sees the look's own type where it is installed, otherwise a plain one.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from vaka.documents.palette import FONT, INK, INK_2, LINE

WIDTH, HEIGHT = 1600, 900
MOST_ROWS = 8
_LEFT, _TOP, _STEP = 96, 270, 66
_TONES = {"better": "#1b6148", "worse": "#9b2335", "": INK_2}
_MARKS = {"better": "◆", "worse": "▲", "": "●"}
_LONGEST = 62  # characters of a label on one line


@dataclass(frozen=True)
class SlideRow:
    """One line of a slide; `bearing` is `better`, `worse` or empty, and `word` says it."""

    label: str
    before: str
    now: str
    bearing: str
    word: str


def slide(title: str, columns: tuple[str, str], rows: Sequence[SlideRow], foot: str) -> str:
    """Give the slide; of more rows than fit the first are shown."""
    told = " ".join(
        f"{one.label}: {one.before}, {one.now}, {one.word}." for one in rows[:MOST_ROWS]
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'width="{WIDTH}" height="{HEIGHT}" role="img" font-family="{FONT}, sans-serif">',
        f"<title>{escape(title)}</title><desc>{escape(told)}</desc>",
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>',
        f'<rect width="{WIDTH}" height="16" fill="#10293b"/>',
        _text(_LEFT, 130, title, 52, INK, weight=650),
        _text(1010, _TOP - 66, columns[0], 26, INK_2, end=True),
        _text(1230, _TOP - 66, columns[1], 26, INK_2, end=True),
    ]
    for place, row in enumerate(rows[:MOST_ROWS]):
        parts.append(_row(_TOP + place * _STEP, row))
    parts.append(_text(_LEFT, HEIGHT - 48, foot, 24, INK_2))
    return "".join(parts) + "</svg>"


def _row(y: int, row: SlideRow) -> str:
    label = row.label if len(row.label) <= _LONGEST else row.label[: _LONGEST - 1].rstrip() + "…"
    tone = _TONES[row.bearing]
    return "".join((
        f'<line x1="{_LEFT}" x2="{WIDTH - _LEFT}" y1="{y + 20}" y2="{y + 20}" stroke="{LINE}"/>',
        _text(_LEFT, y, label, 28, INK),
        _text(1010, y, row.before, 28, INK_2, end=True),
        _text(1230, y, row.now, 32, INK, end=True, weight=650),
        _text(1290, y, f"{_MARKS[row.bearing]} {row.word}", 28, tone, weight=600),
    ))  # fmt: skip


def _text(
    x: int, y: int, words: str, size: int, tone: str, *, weight: int = 400, end: bool = False
) -> str:
    anchor = ' text-anchor="end"' if end else ""
    return (f'<text x="{x}" y="{y}" font-size="{size}" font-weight="{weight}" fill="{tone}"'
            f"{anchor}>{escape(words)}</text>")  # fmt: skip

"""Patterns of bars drawn as plain areas: every viewer shows the same, and no tile is painted.

A viewer of PDF shows seams between the tiles of a pattern, and a tile takes longer to paint into a
picture than all else in a chart. Bars and keys of legends are rectangles, so their stripes can be
worked out; a pattern in any other shape stays one.
"""

import re
from collections.abc import Iterator
from math import sqrt

PERIOD, LINE, BAND = 6.0, 1.4, 3.0  # px: from stripe to stripe, a line's height, a band's width
_SIDE = sqrt(2)  # a slanted band's width along an edge, for each of its own
_SHAPE = re.compile(
    r'<path[^>]* d="M(?P<x>[-\d.]+),(?P<y>[-\d.]+)h(?P<wide>[-\d.]+)v(?P<high>[-\d.]+)h[-\d.]+Z"'
    r' fill="url\(#vaka-(?P<name>lines|hatch)\)"[^>]*/>'
)
_KEPT = re.compile(r' (?:transform|opacity)="[^"]*"')


def plainly(svg: str, ink: str) -> str:
    """Give a chart with the stripes of its rectangles as areas of a colour."""
    return _SHAPE.sub(lambda shape: _striped(shape, ink), svg)


def _striped(shape: re.Match[str], ink: str) -> str:
    x, y, wide, high = (float(shape[name]) for name in ("x", "y", "wide", "high"))
    x, y, wide, high = min(x, x + wide), min(y, y + high), abs(wide), abs(high)
    parts = _lines(x, y, wide, high) if shape["name"] == "lines" else _bands(x, y, wide, high)
    paper = shape[0].replace(f"url(#vaka-{shape['name']})", "#fff")
    kept = "".join(_KEPT.findall(shape[0]))
    return f'{paper}<path{kept} d="{"".join(parts)}" fill="{ink}" aria-hidden="true"/>'


def _lines(x: float, y: float, wide: float, high: float) -> Iterator[str]:
    """Level lines, the first half a period down."""
    down = (PERIOD - LINE) / 2
    while down < high:
        line = min(LINE, high - down)
        yield f"M{_at(x, y + down)}h{_short(wide)}v{_short(line)}h{_short(-wide)}z"
        down += PERIOD


def _bands(x: float, y: float, wide: float, high: float) -> Iterator[str]:
    """Bands that rise to the right: the points whose distances from left and top sum to a span."""
    start = 0.0
    while start < wide + high:
        end = min(start + BAND * _SIDE, wide + high)
        corners = _band(start, end, wide, high)
        yield "M" + "L".join(_at(x + right, y + down) for right, down in corners) + "z"
        start += PERIOD * _SIDE


def _band(start: float, end: float, wide: float, high: float) -> Iterator[tuple[float, float]]:
    """The corners of one band within a rectangle at the origin, in turn around it."""
    yield _low(start, high)
    yield _top(start, wide)
    if start < wide < end:
        yield wide, 0.0
    yield _top(end, wide)
    yield _low(end, high)
    if start < high < end:
        yield 0.0, high


def _low(span: float, high: float) -> tuple[float, float]:
    right = max(0.0, span - high)
    return right, span - right


def _top(span: float, wide: float) -> tuple[float, float]:
    right = min(wide, span)
    return right, span - right


def _at(x: float, y: float) -> str:
    return f"{_short(x)},{_short(y)}"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")

"""The control chart: values with centre and limits; signals by shape, words, then colour."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import starmap
from typing import Any

from vaka.documents.content import Chart, Table
from vaka.documents.palette import CONFIG, INK, SCHEMA, TONES, WIDTH

Spec = dict[str, Any]

CENTRE, LIMIT, BAND, LAMP = "#17506f", "#6b7a87", "#e6eef3", "#744700"
BETTER, WORSE = "#1b6148", "#a3222d"
_HEIGHT, _GAP, _SHOWN_TICKS = 250, 0.08, 14
_ENDS = {"type": "text", "align": "left", "dx": 8}


@dataclass(frozen=True)
class Shape:
    """One way to draw a point, with its words in the legend."""

    words: str
    mark: str
    colour: str


@dataclass(frozen=True)
class ControlPoint:
    """One period. What may not be shown, or does not exist, is None and leaves a gap.

    `tick` is what stands under the point, with "|" between its lines; `part` counts up where
    limits were set anew; `note` is written over (or below) `note_at`.
    """

    label: str
    tick: str
    value: float | None
    centre: float | None
    lower: float | None
    upper: float | None
    shape: Shape
    part: int = 0
    note: str = ""
    note_at: float | None = None
    note_below: bool = False


@dataclass(frozen=True)
class Post:
    """Something that happened in a period, as a post through the chart with its name."""

    label: str
    words: str


@dataclass(frozen=True)
class Lines:
    """What the lines are called where they end, each with its value as written."""

    centre: str
    lower: str
    upper: str


def control(
    id: str, table: Table, points: Sequence[ControlPoint], lines: Lines, *, alt: str,
    posts: Sequence[Post] = (), percent: bool = False,
) -> Chart:  # fmt: skip
    """Draw the points of a table. `alt` is the whole sentence for those who do not see it."""
    spec = {
        "$schema": SCHEMA, "description": alt, "config": CONFIG, "width": WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"}, "background": "transparent",
        "data": {"values": [_row(point) for point in points]}, "height": _HEIGHT,
        "encoding": {"x": _periods(points)},
        "layer": [_band(percent), *_limits(), _centre(), *starmap(_post, enumerate(posts)), _line(),
                  _marks(points), *_notes(points), *_ends(points, lines)],
    }  # fmt: skip
    return Chart(id, table.title, spec, alt, table, table.source)


def _row(point: ControlPoint) -> Spec:
    return {
        "label": point.label, "value": point.value, "centre": point.centre, "lower": point.lower,
        "upper": point.upper, "shape": point.shape.words, "part": point.part,
    }  # fmt: skip


def _periods(points: Sequence[ControlPoint]) -> Spec:
    """Every period has its place; where there are many only some are named, years below."""
    shown = [p for p in points if "|" in p.tick] if len(points) > _SHOWN_TICKS else list(points)
    if len(shown) < 3:
        shown = list(points[:: max(1, len(points) // 12)])
    names, words = [point.label for point in shown], [point.tick for point in shown]
    axis = {
        "labelAngle": 0, "title": None, "ticks": False, "values": names, "labelOverlap": False,
        "labelExpr": f"split({words!r}[indexof({names!r}, datum.value)], '|')",
    }  # fmt: skip
    order = [point.label for point in points]
    return {"field": "label", "type": "ordinal", "sort": order, "axis": axis, "title": None}


def _quantity(field: str, axis: Spec | None = None) -> Spec:
    scale = {"zero": True, "nice": True}
    found = {"field": field, "type": "quantitative", "scale": scale, "title": None}
    return {**found, "axis": axis} if axis else found


def _band(percent: bool) -> Spec:
    axis: Spec = {"tickCount": 4, "domain": False, "ticks": False}
    if percent:
        axis["labelExpr"] = "datum.label + '\u00a0%'"
    return {
        "mark": {"type": "area", "color": BAND, "opacity": 1},
        "encoding": {"y": _quantity("lower", axis), "y2": {"field": "upper"}, "detail": _part()},
        "transform": [{"filter": "isValid(datum.lower) && isValid(datum.upper)"}],
    }


def _part() -> Spec:
    return {"field": "part", "type": "nominal"}


def _limits() -> list[Spec]:
    mark = {"type": "line", "stroke": LIMIT, "strokeWidth": 1.5, "strokeDash": [5, 4]}
    return [{"mark": mark, "encoding": {"y": _quantity(field), "detail": _part()}}
            for field in ("lower", "upper")]  # fmt: skip


def _centre() -> Spec:
    mark = {"type": "line", "stroke": CENTRE, "strokeWidth": 2}
    return {"mark": mark, "encoding": {"y": _quantity("centre"), "detail": _part()}}


def _line() -> Spec:
    mark = {"type": "line", "stroke": TONES[1], "strokeWidth": 2}
    return {"mark": mark, "encoding": {"y": _quantity("value")}}


def marks(shapes: set[Shape], y: Spec) -> Spec:
    """Points by shape and colour; a legend only where there is more than one shape."""
    drawn = sorted(shapes, key=lambda shape: (shape.mark != "circle", shape.mark))
    names = [shape.words for shape in drawn]
    legend = {"orient": "top", "title": None, "symbolOpacity": 1} if len(drawn) > 1 else None
    by = {"field": "shape", "type": "nominal", "legend": legend, "title": None}
    return {
        "mark": {"type": "point", "filled": True, "opacity": 1, "size": 72},
        "encoding": {
            "y": y,
            "shape": {**by, "scale": {"domain": names, "range": [s.mark for s in drawn]}},
            "color": {**by, "scale": {"domain": names, "range": [s.colour for s in drawn]}},
        },
    }


def _marks(points: Sequence[ControlPoint]) -> Spec:
    shown = {point.shape for point in points if point.value is not None}
    there = [{"filter": "isValid(datum.value)"}]
    return {**marks(shown, _quantity("value")), "transform": there}


def _notes(points: Sequence[ControlPoint]) -> list[Spec]:
    """What a signal is: over a single point, or outside the limit that a run lies towards."""
    half = len(points) // 2
    rows: dict[tuple[str, int], list[Spec]] = {}
    for place, point in enumerate(points):
        if point.note and point.note_at is not None:
            row = {"label": point.label, "at": point.note_at, "note": point.note}
            side = ("left" if place < half else "right", 18 if point.note_below else -10)
            rows.setdefault(side, []).append(row)
    return [
        {"data": {"values": some}, "mark": {"type": "text", "align": align, "dy": dy,
                                            "dx": -6 if align == "left" else 6, "fontWeight": 600},
         "encoding": {"y": _quantity("at"), "text": {"field": "note", "type": "nominal"}}}
        for (align, dy), some in rows.items()
    ]  # fmt: skip


def _post(place: int, post: Post) -> Spec:
    """A rule down through the period; names step down so that neighbours can be read."""
    data = {"values": [{"label": post.label, "words": post.words}]}
    rule = {"type": "rule", "stroke": LAMP, "strokeWidth": 1.5}
    text = {"type": "text", "align": "right", "dx": -5, "fontWeight": 600, "color": LAMP}
    text["dy"] = 8 + 15 * (place % 3)
    return {
        "data": data,
        "layer": [
            {"mark": rule, "encoding": {"y": {"value": 0}, "y2": {"value": _HEIGHT}}},
            {"mark": text, "encoding": {"y": {"value": 0}, "text": {"field": "words"}}},
        ],
    }


def _ends(points: Sequence[ControlPoint], lines: Lines) -> list[Spec]:
    """The lines' names at the last point, moved apart when they would lie on each other."""
    last = points[-1]
    named = [(last.lower, lines.lower, INK, 400), (last.centre, lines.centre, CENTRE, 600),
             (last.upper, lines.upper, INK, 400)]  # fmt: skip
    heights = [v for p in points for v in (p.value, p.upper, p.centre) if v is not None]
    step, lowest, drawn = max(heights, default=0) * _GAP, float("-inf"), []
    for value, words, colour, weight in named:
        if value is not None:
            at = max(value, lowest)
            lowest = at + step
            drawn.append(_end(last.label, at, words, colour, weight))
    return drawn


def _end(label: str, at: float, words: str, colour: str, weight: int) -> Spec:
    return {
        "data": {"values": [{"label": label, "value": at, "words": words}]},
        "mark": {**_ENDS, "color": colour, "fontWeight": weight},
        "encoding": {"y": _quantity("value"), "text": {"field": "words", "type": "nominal"}},
    }

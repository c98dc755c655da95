"""Pictures that are not plotted on two axes: the ring of a radar, and boxes joined by arrows.

Coordinates are worked out here, so that the specification holds nothing but marks at places.
"""

import math
import textwrap
from collections.abc import Iterator
from typing import Any

from vaka.documents.palette import INK, INK_2, LINE, TONES, WIDTH
from vaka.documents.series import Point, Series

Spec = dict[str, Any]

_FULL = 100.0
_RINGS = (25, 50, 75, 100)
_REACH = 1.3  # how far the field goes beyond the ring upwards, for the labels
_SIDE = 300
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
_SHAPES = ("circle", "square", "diamond", "triangle-up")
_WIDE, _HIGH, _GAP_X, _GAP_Y = 170.0, 56.0, 38.0, 34.0
_LETTERS = 22  # characters in a line of a box


def radar(series: tuple[Series, ...]) -> Spec:
    """Shares of 0 to 100 from the middle outwards, one line round for each series."""
    labels = [point.label for point in series[0].points]
    names = [one.name for one in series]
    by = {"field": "series", "type": "nominal", "title": None}
    legend = {"orient": "top", "title": None, "symbolType": "stroke", "symbolSize": 600,
              "symbolStrokeWidth": 2, "symbolStrokeColor": TONES[1]}  # fmt: skip
    dash = {**by, "scale": {"domain": names, "range": list(_DASHES[: len(names)])}}
    return {
        "height": _SIDE,
        "encoding": _square(-_REACH, _REACH),
        "layer": [
            *_rings(len(labels)),
            _labels(labels),
            {
                "data": {"values": [row for one in series for row in _round(one, len(labels))]},
                "layer": [
                    {
                        "mark": {"type": "line", "stroke": TONES[1], "strokeWidth": 2},
                        "encoding": {
                            "strokeDash": {**dash, "legend": legend},
                            "detail": by,
                            "order": {"field": "turn", "type": "quantitative"},
                        },
                    },
                    *(_points(name, shape) for name, shape in zip(names, _SHAPES, strict=False)),
                ],
            },
        ],
    }


def _points(name: str, shape: str) -> Spec:
    """One series' points, in a layer of their own: the key then shows the lines alone."""
    return {
        "transform": [{"filter": {"field": "series", "equal": name}}],
        "mark": {"type": "point", "filled": True, "size": 50, "color": TONES[1], "shape": shape},
    }


def _square(low: float, high: float) -> Spec:
    def along(field: str, times: float) -> Spec:
        scale = {"domain": [low * times, high * times], "nice": False, "zero": False}
        return {"field": field, "type": "quantitative", "axis": None, "scale": scale}

    return {"x": along("x", WIDTH / _SIDE), "y": along("y", 1)}


def _at(turn: int, turns: int, value: float) -> tuple[float, float]:
    angle = 2 * math.pi * turn / turns
    return math.sin(angle) * value / _FULL, math.cos(angle) * value / _FULL


def _rings(turns: int) -> Iterator[Spec]:
    for ring in _RINGS:
        rows = [_place(i, turns, float(ring)) for i in range(turns + 1)]
        yield {
            "data": {"values": rows},
            "mark": {"type": "line", "stroke": LINE, "strokeWidth": 1},
            "encoding": {"order": {"field": "turn", "type": "quantitative"}},
        }
    marks = [_place(0, turns, float(ring)) | {"text": f"{ring} %"} for ring in _RINGS[:-1]]
    yield {
        "data": {"values": marks},
        "mark": {"type": "text", "align": "left", "dx": 4, "dy": -5, "fontSize": 10,
                 "color": INK_2},
        "encoding": {"text": {"field": "text", "type": "nominal"}},
    }  # fmt: skip


def _place(turn: int, turns: int, value: float) -> Spec:
    x, y = _at(turn, turns, value)
    return {"x": x, "y": y, "turn": turn}


def _labels(labels: list[str]) -> Spec:
    rows: dict[str, list[Spec]] = {}
    for i, name in enumerate(labels):
        lines = textwrap.wrap(name, 20)
        place = _place(i, len(labels), _FULL * 1.1)
        up = 0.07 * (len(lines) - 1) * (1 + place["y"]) / 2  # more lines rise above the ring
        row = place | {"y": place["y"] + up, "text": lines}
        rows.setdefault(_side(place["x"]), []).append(row)
    mark = {"type": "text", "fontSize": 12, "color": INK, "baseline": "middle", "lineHeight": 14}
    return {
        "layer": [
            {
                "data": {"values": some},
                "mark": {**mark, "align": align},
                "encoding": {"text": {"field": "text", "type": "nominal"}},
            }
            for align, some in rows.items()
        ]
    }


def _side(x: float) -> str:
    """How a label stands at its place, so that it never lies over the ring."""
    if abs(x) < 0.1:
        return "center"
    return "left" if x > 0 else "right"


def _round(series: Series, turns: int) -> Iterator[Spec]:
    """The points of one series, and the first again so that the line closes when it is whole."""
    points: list[tuple[int, Point]] = list(enumerate(series.points))
    if all(point.value is not None for _turn, point in points):
        points.append((turns, points[0][1]))
    for turn, point in points:
        if point.value is not None:
            yield {**_place(turn, turns, point.value), "series": series.name}


def flow(boxes: list[str], columns: int) -> Spec:
    """Boxes in reading order, `columns` in a row, with an arrow from each to the next."""
    places = [(i % columns, i // columns) for i in range(len(boxes))]
    rows = [_box(text, *place) for text, place in zip(boxes, places, strict=True)]
    deep = places[-1][1] + 1
    width = columns * _WIDE + (columns - 1) * _GAP_X
    height = deep * _HIGH + (deep - 1) * _GAP_Y
    arrows = [_arrow(rows[i], rows[i + 1]) for i in range(len(rows) - 1)]
    return {
        "height": height,
        "encoding": {"x": _plain("x", width), "y": _plain("y", height, turned=True)},
        "layer": [
            {
                "data": {"values": [point for arrow in arrows for point in arrow]},
                "mark": {"type": "line", "stroke": INK_2, "strokeWidth": 1.5},
                "encoding": {
                    "detail": {"field": "arrow", "type": "nominal"},
                    "order": {"field": "step", "type": "quantitative"},
                },
            },
            *_heads([arrow[-1] for arrow in arrows]),
            {
                "data": {"values": rows},
                "mark": {"type": "rect", "fill": TONES[3], "stroke": TONES[0], "cornerRadius": 6},
                "encoding": {"x2": {"field": "x2"}, "y2": {"field": "y2"}},
            },
            {
                "data": {"values": [_words(row) for row in rows]},
                "mark": {"type": "text", "fontSize": 13, "color": INK, "baseline": "middle",
                         "lineHeight": 16},
                "encoding": {"text": {"field": "text", "type": "nominal"}},
            },
        ],
    }  # fmt: skip


def _heads(ends: list[Spec]) -> Iterator[Spec]:
    """Arrow heads, just before the boxes that they point at."""
    for way, offset in (("right", {"xOffset": -4}), ("down", {"yOffset": -4})):
        mark = {"type": "point", "shape": f"triangle-{way}", "filled": True, "size": 70,
                "color": INK_2, "opacity": 1, **offset}  # fmt: skip
        yield {"data": {"values": [end for end in ends if end["way"] == way]}, "mark": mark}


def _plain(field: str, length: float, *, turned: bool = False) -> Spec:
    scale = {"domain": [0, length], "nice": False, "zero": False, "reverse": turned}
    return {"field": field, "type": "quantitative", "axis": None, "scale": scale}


def _box(text: str, column: int, row: int) -> Spec:
    x, y = column * (_WIDE + _GAP_X), row * (_HIGH + _GAP_Y)
    lines = textwrap.wrap(text, _LETTERS)
    return {"x": x, "y": y, "x2": x + _WIDE, "y2": y + _HIGH, "text": lines}


def _words(row: Spec) -> Spec:
    """The lines of a box, set so that they stand in its middle however many they are."""
    middle = (row["y"] + row["y2"]) / 2 - 8 * (len(row["text"]) - 1)
    return {"x": (row["x"] + row["x2"]) / 2, "y": middle, "text": row["text"]}


def _arrow(one: Spec, two: Spec) -> list[Spec]:
    """Straight on to the next box of a row; down and back to the first of the next row."""
    if one["y"] == two["y"]:
        y = (one["y"] + one["y2"]) / 2
        ways = [(one["x2"], y), (two["x"], y)]
    else:
        from_x, to_x = (one["x"] + one["x2"]) / 2, (two["x"] + two["x2"]) / 2
        middle = (one["y2"] + two["y"]) / 2
        ways = [(from_x, one["y2"]), (from_x, middle), (to_x, middle), (to_x, two["y"])]
    told = {"arrow": " ".join(one["text"]), "way": "right" if one["y"] == two["y"] else "down"}
    return [{**told, "step": i, "x": x, "y": y} for i, (x, y) in enumerate(ways)]

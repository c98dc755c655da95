"""The funnel plot: units by size, against limits that narrow as units grow."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from vaka.documents.content import Chart, Table
from vaka.documents.control import BAND, CENTRE, LIMIT, Shape, marks
from vaka.documents.palette import CONFIG, INK_2, SCHEMA, WIDTH

Spec = dict[str, Any]

_HEIGHT = 320


@dataclass(frozen=True)
class UnitPoint:
    """One unit: its size, its value, how it is drawn; `note` is written beside it."""

    name: str
    size: float
    value: float
    shape: Shape
    note: str = ""


@dataclass(frozen=True)
class Curve:
    """The limits at one size: outer and inner, lower and upper."""

    size: float
    lower: float
    upper: float
    inner_lower: float
    inner_upper: float


def funnel(
    id: str, table: Table, points: Sequence[UnitPoint], curves: Sequence[Curve], centre: float,
    *, sizes: str, centre_words: str, alt: str,
) -> Chart:  # fmt: skip
    """Draw the units of a table. `sizes` names the horizontal axis; values are percent."""
    data = [vars(one) for one in curves]
    spec = {
        "$schema": SCHEMA, "description": alt, "config": CONFIG, "width": WIDTH,
        "autosize": {"type": "fit-x", "contains": "padding"}, "background": "transparent",
        "height": _HEIGHT, "data": {"values": data}, "encoding": {"x": _sizes(sizes)},
        "layer": [_band(), *_lines(), _centre(curves[-1].size, centre, centre_words),
                  _points(points), *_names(points)],
    }  # fmt: skip
    return Chart(id, table.title, spec, alt, table, table.source)


def _sizes(title: str) -> Spec:
    axis = {"title": title, "grid": False, "tickCount": 6, "titleFontWeight": 400,
            "titleColor": INK_2, "titleFontSize": 12}  # fmt: skip
    return {"field": "size", "type": "quantitative", "axis": axis, "scale": {"zero": True}}


def _share(field: str) -> Spec:
    axis = {"tickCount": 5, "domain": False, "ticks": False, "labelExpr": "datum.label + '\u00a0%'"}
    scale = {"zero": True, "nice": True}
    return {"field": field, "type": "quantitative", "axis": axis, "scale": scale, "title": None}


def _band() -> Spec:
    return {
        "mark": {"type": "area", "color": BAND, "opacity": 1},
        "encoding": {"y": _share("lower"), "y2": {"field": "upper"}},
    }


def _lines() -> list[Spec]:
    dashes = {"lower": [5, 4], "upper": [5, 4], "inner_lower": [2, 3], "inner_upper": [2, 3]}
    return [
        {"mark": {"type": "line", "stroke": LIMIT, "strokeWidth": 1.5, "strokeDash": dash},
         "encoding": {"y": _share(field)}}
        for field, dash in dashes.items()
    ]  # fmt: skip


def _centre(size: float, centre: float, words: str) -> Spec:
    text = {"type": "text", "align": "left", "dx": 8, "color": CENTRE, "fontWeight": 600}
    return {
        "data": {"values": [{"size": size, "centre": centre, "words": words}]},
        "layer": [
            {"mark": {"type": "rule", "stroke": CENTRE, "strokeWidth": 2},
             "encoding": {"y": _share("centre"), "x": {"value": 0}, "x2": {"value": "width"}}},
            {"mark": text, "encoding": {"y": _share("centre"), "x": {"value": "width"},
                                        "text": {"field": "words"}}},
        ],
    }  # fmt: skip


def _points(points: Sequence[UnitPoint]) -> Spec:
    data = {"values": [_row(point) for point in points]}
    return {"data": data, **marks({point.shape for point in points}, _share("value"))}


def _row(point: UnitPoint) -> Spec:
    return {"name": point.name, "size": point.size, "value": point.value,
            "shape": point.shape.words, "note": point.note}  # fmt: skip


def _names(points: Sequence[UnitPoint]) -> list[Spec]:
    rows = [_row(point) for point in points if point.note]
    if not rows:
        return []
    return [{
        "data": {"values": rows},
        "mark": {"type": "text", "align": "left", "dx": 8, "fontWeight": 600},
        "encoding": {"y": _share("value"), "text": {"field": "note", "type": "nominal"}},
    }]  # fmt: skip

"""The Vega-Lite specifications behind the charts. Texts at marks are written here, in Swedish."""

import textwrap
from collections.abc import Mapping
from typing import Any

from vaka.documents.content import Kind
from vaka.documents.palette import HEAT, HEAT_STEPS, INK, PATTERNS, TONES
from vaka.documents.series import Series

Spec = dict[str, Any]

_BAR_STEP, _CELL_STEP = 25, 40
_LINE_HEIGHT, _LOW_HEIGHT, _FEW = 220, 128, 8  # pixels; lines of so few points stand lower
_MANY, _TIGHT = 8, 0.75  # from so many labels on, bars stand nearer each other
_TWO_LINES, _LEAST = 36, 14  # pixels for a bar whose name is in two lines; for a value to be read
_LABEL_WIDTH = 34  # characters; longer names go on in a second line
_LABEL_GAP = 16.5  # pixels: line labels nearer than this are moved apart
_DASHES = ([1, 0], [6, 3], [2, 2], [8, 2, 2, 2])
_SHAPES = ("circle", "square", "diamond", "triangle-up")
_KNOWN: Spec = {"filter": "isValid(datum.value)"}
_UNKNOWN: Spec = {"filter": "!isValid(datum.value)"}
_SHOWN: Spec = {"field": "shown", "type": "nominal"}
_LABELS: Spec = {
    "domain": False,
    "ticks": False,
    "labelLimit": 260,
    "labelExpr": "split(datum.label, '\\n')",
    "title": None,
}
_PERIODS: Spec = {"labelAngle": 0, "labelOverlap": "parity", "title": None, "ticks": False}
_BAR: Spec = {"type": "bar", "stroke": TONES[0], "strokeWidth": 1, "height": {"band": 0.66}}
_VALUE: Spec = {"type": "text", "align": "left", "dx": 6, "fontWeight": 600}
_LINE: Spec = {"type": "line", "stroke": TONES[1], "strokeWidth": 2}
_MARK: Spec = {"stroke": INK, "strokeWidth": 1.5, "strokeDash": [4, 3]}
_POINT: Spec = {"type": "point", "filled": True, "size": 36, "color": TONES[1], "opacity": 1}


def bars(series: Series, fill: Spec) -> Spec:
    """Horizontal bars; a value that is not shown leaves its note in place of the bar."""
    x = _quantity(None)
    note = {"x": {"datum": 0}, "text": _SHOWN}
    return {
        "data": {"values": _rows((series,))},
        "height": {"step": _step(_BAR_STEP, series)},
        "encoding": {"y": _names("name", [_wrapped(point.label) for point in series.points])},
        "layer": [
            {"mark": _BAR, "encoding": {"x": x, "fill": fill}, "transform": [_KNOWN]},
            {"mark": _VALUE, "encoding": {"x": x, "text": _SHOWN}, "transform": [_KNOWN]},
            {"mark": {**_VALUE, "fontWeight": 400}, "encoding": note, "transform": [_UNKNOWN]},
        ],
    }


def lines(series: tuple[Series, ...]) -> Spec:
    """Lines with points; a missing value is a gap; each line is named at its last value."""
    y = _quantity(_axis(series[0]))
    x = {**_names("label", [point.label for point in series[0].points]), "axis": _PERIODS}
    ends = {**_VALUE, "dx": 8}
    dash, shape = _by_series(series, _DASHES), _by_series(series, _SHAPES)
    return {
        "data": {"values": _rows(series)},
        "height": _line_height(series),
        "encoding": {"x": {**x, "type": "ordinal"}, "y": y},
        "layer": [
            {"mark": _LINE, "encoding": {"strokeDash": dash}},
            {"mark": _POINT, "encoding": {"shape": shape}, "transform": [_KNOWN]},
            {"data": {"values": _ends(series)}, "mark": ends, "encoding": {"text": _SHOWN}},
        ],
    }


def with_mark(drawn: Mapping[str, Any], label: str, words: str) -> Spec:
    """Lines with a rule down through one label, and its words at the top."""
    data = {"values": [{"label": label, "words": words}]}
    rule = {"data": data, "mark": {"type": "rule", **_MARK}, "encoding": {"y": {"value": 0}}}
    rule["encoding"] |= {"y2": {"value": drawn["height"]}}
    name = {"type": "text", "align": "right", "dx": -6, "dy": 8, "fontWeight": 600, "color": INK}
    text = {
        "data": data,
        "mark": name,
        "encoding": {"y": {"value": 0}, "text": {"field": "words", "type": "nominal"}},
    }
    return {**drawn, "layer": [rule, *drawn["layer"], text]}


def stack(series: tuple[Series, ...]) -> Spec:
    """Bars of parts, one pattern for each part, in the order of the series."""
    names = [one.name for one in series]
    legend = {"orient": "top", "title": None, "symbolType": "square", "symbolStrokeWidth": 1}
    scale = {"domain": names, "range": [PATTERNS[i % len(PATTERNS)] for i in range(len(names))]}
    fill = {"field": "series", "type": "nominal", "scale": scale, "legend": legend}
    return {
        "data": {"values": _rows(series)},
        "height": {"step": _step(_BAR_STEP, series[0])},
        "transform": [_KNOWN],
        "mark": _BAR,
        "encoding": {
            "y": _names("name", [_wrapped(point.label) for point in series[0].points]),
            "x": _quantity(_axis(series[0])),
            "fill": fill,
            "order": {"field": "place", "type": "quantitative"},
        },
    }


def grouped(series: tuple[Series, ...]) -> Spec:
    """Bars of the series side by side under each label, with their values."""
    names = [one.name for one in series]
    legend = {"orient": "top", "title": None, "symbolType": "square", "symbolStrokeWidth": 1}
    scale = {
        "domain": names,
        "range": list(PATTERNS[-len(names) :]),
    }
    fill = {"field": "series", "type": "nominal", "scale": scale, "legend": legend}
    x = _quantity(None)
    offset = {"field": "series", "type": "nominal", "sort": names}
    note = {"x": {"datum": 0}, "text": _SHOWN}
    return {
        "data": {"values": _rows(series)},
        "height": {"step": _step(max(_LEAST, 30 // len(series)), series[0])},
        "encoding": {
            "y": {
                **_names("name", [_wrapped(point.label) for point in series[0].points]),
                "scale": {"paddingInner": 0.3},
            },
            "yOffset": offset,
        },
        "layer": [
            {
                "mark": {"type": "bar", "stroke": TONES[0], "strokeWidth": 1},
                "encoding": {"x": x, "fill": fill},
                "transform": [_KNOWN],
            },
            {"mark": _VALUE, "encoding": {"x": x, "text": _SHOWN}, "transform": [_KNOWN]},
            {"mark": {**_VALUE, "fontWeight": 400}, "encoding": note, "transform": [_UNKNOWN]},
        ],
    }


def matrix(series: tuple[Series, ...]) -> Spec:
    """Cells with their text; the tone follows (rows from the last) × (columns from the first)."""
    rows = _rows(series)
    top = len(series) * len(series[0].points)
    for row in rows:
        row["risk"] = (len(series) - row["place"]) * (row["order"] + 1) / top
    heat = {"type": "threshold", "domain": HEAT_STEPS, "range": HEAT}
    tone = {"field": "risk", "type": "quantitative", "scale": heat, "legend": None}
    light = {"test": f"datum.risk >= {HEAT_STEPS[1]}", "value": "#ffffff"}
    x = {**_names("label", [point.label for point in series[0].points]), "axis": _PERIODS}
    return {
        "data": {"values": rows},
        "height": {"step": _CELL_STEP},
        "encoding": {"y": _names("series", [one.name for one in series]), "x": x},
        "layer": [
            {
                "mark": {"type": "rect", "stroke": "#ffffff", "strokeWidth": 2},
                "encoding": {"fill": tone},
            },
            {
                "mark": {"type": "text", "fontSize": 14, "fontWeight": 600},
                "encoding": {"text": _SHOWN, "fill": {"condition": light, "value": INK}},
            },
        ],
    }


def _rows(series: tuple[Series, ...]) -> list[Spec]:
    """The data. A value that may not be shown is not in it, only its note."""
    return [
        {
            "series": one.name,
            "place": place,
            "label": point.label,
            "name": _wrapped(point.label),
            "order": order,
            "value": point.value,
            "shown": point.note or one.text(point.value or 0),
        }
        for place, one in enumerate(series)
        for order, point in enumerate(one.points)
    ]


def _step(step: int, series: Series) -> int:
    """Pixels from bar to bar; a group's bars are as many steps as it has."""
    if step == _BAR_STEP and any("\n" in _wrapped(point.label) for point in series.points):
        return _TWO_LINES
    return max(round(step * _TIGHT), _LEAST) if len(series.points) >= _MANY else step


def _wrapped(name: str) -> str:
    return "\n".join(textwrap.wrap(name, _LABEL_WIDTH, max_lines=2, placeholder=" …")) or name


def _ends(series: tuple[Series, ...]) -> list[Spec]:
    """Where lines are named: at the last value, moved up when two would lie on each other."""
    drawn = sorted((one for one in series if one.known), key=lambda one: one.known[-1].value or 0)
    highest = max((point.value or 0 for one in drawn for point in one.known), default=0)
    rows: list[Spec] = []
    lowest = float("-inf")
    for one in drawn:
        last = one.known[-1]
        at = max(last.value or 0, lowest)
        lowest = at + highest * _LABEL_GAP / _line_height(series)
        name = f"{one.name} " if len(series) > 1 else ""
        rows.append({"label": last.label, "value": at, "shown": name + one.text(last.value or 0)})
    return rows


def _line_height(series: tuple[Series, ...]) -> int:
    return _LOW_HEIGHT if len(series[0].points) <= _FEW else _LINE_HEIGHT


def _names(field: str, order: list[str]) -> Spec:
    return {"field": field, "type": "nominal", "sort": order, "axis": _LABELS, "title": None}


def _quantity(axis: Spec | None) -> Spec:
    scale = {"zero": True, "nice": axis is not None}
    return {"field": "value", "type": "quantitative", "axis": axis, "scale": scale, "title": None}


def _axis(series: Series) -> Spec:
    axis: Spec = {"tickCount": 4, "domain": False, "ticks": False}
    if series.column.kind is Kind.PERCENT:
        axis["labelExpr"] = "datum.label + '\u00a0%'"
    return axis


def _by_series(series: tuple[Series, ...], values: tuple[Any, ...]) -> Spec:
    names = [one.name for one in series]
    scale = {"domain": names, "range": [values[i % len(values)] for i in range(len(names))]}
    return {"field": "series", "type": "nominal", "scale": scale, "legend": None}

"""Charts out of tables: one Vega-Lite specification for web and paper, with Swedish alt text.

Zero baseline, values written at the marks, no legend for lines, tones and patterns that hold in
grey print (the look's rules for charts). Every function takes the table that it draws, so chart
and table can not differ.
"""

from typing import Any

from vaka.documents import alt
from vaka.documents.content import Chart, Table
from vaka.documents.palette import CONFIG, PATTERNS, TONES, WIDTH
from vaka.documents.series import NothingToDraw, Series

Spec = dict[str, Any]
_SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
_BAR_STEP, _LINE_HEIGHT, _CELL_STEP = 30, 220, 48
_NUMBER_FORMATS = {"count": ",.0f", "money": ",.0f", "decimal": ",.1f", "percent": ",.1f"}


def bars(id: str, title: str, table: Table, series: Series, *, what: str, period: str) -> Chart:
    """Horizontal bars in the table's order, the value at the end of each bar.

    `what` is the measure in words ("Fall med skada"), `period` in words ("januari till mars
    2026"); both open the alt text.
    """
    fill = {"value": TONES[0]}
    return _chart(id, title, table, _bar_spec(series, fill), alt.bars(series, what, period))


def age_bands(
    id: str, title: str, table: Table, series: Series, *, what: str, period: str
) -> Chart:
    """Bars for ages in order, youngest first: the older the band, the heavier the pattern."""
    labels = [point.label for point in series.points]
    ladder = [PATTERNS[min(i, len(PATTERNS) - 1)] for i in range(len(labels))]
    fill = {
        "field": "label",
        "type": "nominal",
        "scale": {"domain": labels, "range": ladder},
        "legend": None,
    }
    return _chart(id, title, table, _bar_spec(series, fill), alt.bars(series, what, period))


def trend(
    id: str, title: str, table: Table, series: tuple[Series, ...], *, what: str, period: str
) -> Chart:
    """Lines over periods with points, each named where it ends; gaps where a value is missing."""
    return _chart(id, title, table, _line_spec(series), alt.trend(series, what, period))


def stacked(
    id: str, title: str, table: Table, series: tuple[Series, ...], *, what: str, period: str
) -> Chart:
    """Parts of wholes: one bar for each label, one pattern for each series, legend above."""
    return _chart(id, title, table, _stack_spec(series), alt.stacked(series, what, period))


def matrix(
    id: str, title: str, table: Table, series: tuple[Series, ...], *, what: str, period: str
) -> Chart:
    """A heat matrix, e.g. risk 4 × 4: rows are series, columns labels, the count in each cell.

    The tone follows the product of the steps (row counted from the last, column from the first),
    which is how a risk matrix is read: put the gravest row first and the likeliest column last.
    """
    return _chart(id, title, table, _matrix_spec(series), alt.matrix(series, what, period))


def _chart(id: str, title: str, table: Table, spec: Spec, alt_text: str) -> Chart:
    head = {"$schema": _SCHEMA, "description": alt_text, "config": CONFIG, "width": WIDTH}
    fit = {"autosize": {"type": "fit-x", "contains": "padding"}, "background": "transparent"}
    return Chart(id, title, {**head, **fit, **spec}, alt_text, table, table.source)


def _rows(series: tuple[Series, ...]) -> list[Spec]:
    """Data of a specification; a value that is not shown is not in it at all."""
    return [
        {"series": one.name, "label": point.label, "order": order}
        | ({"note": point.note} if point.value is None else {"value": point.value})
        for one in series
        for order, point in enumerate(one.points)
    ]


def _bar_spec(series: Series, fill: Spec) -> Spec:
    labels = [point.label for point in series.points]
    y = {"field": "label", "type": "nominal", "sort": labels, "axis": _LABELS, "title": None}
    x = {"field": "value", "type": "quantitative", "axis": None, "scale": {"zero": True}}
    return {
        "data": {"values": _rows((series,))},
        "height": {"step": _BAR_STEP},
        "encoding": {"y": y},
        "layer": [
            {"mark": _BAR, "encoding": {"x": x, "fill": fill}, "transform": [_KNOWN]},
            {"mark": _VALUE, "encoding": {"x": x, "text": _text(series)}, "transform": [_KNOWN]},
            {"mark": _NOTE, "encoding": _NOTE_ENCODING, "transform": [_UNKNOWN]},
        ],
    }


def _line_spec(series: tuple[Series, ...]) -> Spec:
    labels = [point.label for point in series[0].points]
    x = {"field": "label", "type": "ordinal", "sort": labels, "axis": _PERIODS, "title": None}
    y = {"field": "value", "type": "quantitative", "axis": _GRID, "title": None}
    dash = _by_series(series, [[1, 0], [6, 3], [2, 2], [8, 2, 2, 2]], "strokeDash")
    shape = _by_series(series, ["circle", "square", "diamond", "triangle-up"], "shape")
    ends = [one.name + "\n" + point.label for one in series for point in one.known[-1:]]
    last = {"filter": {"field": "end", "oneOf": ends}}
    end = {"calculate": "datum.series + '\\n' + datum.label", "as": "end"}
    name = "datum.series + ' ' + datum.shown" if len(series) > 1 else "datum.shown"
    shown = {"calculate": f"format(datum.value, '{_format(series[0])}')", "as": "shown"}
    words = {"calculate": name, "as": "words"}
    return {
        "data": {"values": _rows(series)},
        "height": _LINE_HEIGHT,
        "encoding": {"x": x, "y": y},
        "layer": [
            {"mark": _LINE, "encoding": dash},
            {"mark": _POINT, "encoding": shape, "transform": [_KNOWN]},
            {
                "mark": _END,
                "encoding": {"text": {"field": "words", "type": "nominal"}},
                "transform": [_KNOWN, end, last, shown, words],
            },
        ],
    }


def _stack_spec(series: tuple[Series, ...]) -> Spec:
    labels = [point.label for point in series[0].points]
    names = [one.name for one in series]
    legend = {"orient": "top", "title": None, "symbolType": "square", "symbolStrokeWidth": 1}
    scale = {"domain": names, "range": list(PATTERNS[: len(names)])}
    order = {"field": "place", "type": "quantitative"}
    place = {"calculate": f"indexof({names!r}, datum.series)", "as": "place"}
    y = {"field": "label", "type": "nominal", "sort": labels, "axis": _LABELS, "title": None}
    x = {"field": "value", "type": "quantitative", "axis": _GRID_ACROSS, "title": None}
    fill = {"field": "series", "type": "nominal", "scale": scale, "legend": legend}
    return {
        "data": {"values": _rows(series)},
        "height": {"step": _BAR_STEP},
        "transform": [_KNOWN, place],
        "mark": _BAR,
        "encoding": {"y": y, "x": x, "fill": fill, "order": order},
    }


def _matrix_spec(series: tuple[Series, ...]) -> Spec:
    labels = [point.label for point in series[0].points]
    names = [one.name for one in series]
    if len(labels) * len(names) == 0:
        raise NothingToDraw("a matrix needs rows and columns")
    step = f"({len(names)} - indexof({names!r}, datum.series)) * (datum.order + 1)"
    risk = {"calculate": step, "as": "risk"}
    top = len(names) * len(labels)
    dark = {"condition": {"test": f"datum.risk > {top} / 2", "value": "#ffffff"}, "value": TONES[0]}
    tone = {"scale": {"domain": [1, top], "range": ["#f3f6f8", TONES[0]]}, "legend": None}
    shown = {
        "calculate": f"isValid(datum.value) ? format(datum.value, '{_format(series[0])}')"
        " : datum.note",
        "as": "shown",
    }
    return {
        "data": {"values": _rows(series)},
        "height": {"step": _CELL_STEP},
        "transform": [risk, shown],
        "encoding": {
            "y": {"field": "series", "type": "nominal", "sort": names, "axis": _LABELS},
            "x": {"field": "label", "type": "ordinal", "sort": labels, "axis": _PERIODS},
        },
        "layer": [
            {
                "mark": {"type": "rect", "stroke": TONES[0], "strokeWidth": 0.5},
                "encoding": {"fill": {"field": "risk", "type": "quantitative", **tone}},
            },
            {
                "mark": {"type": "text", "fontSize": 14, "fontWeight": 600},
                "encoding": {"text": {"field": "shown", "type": "nominal"}, "fill": dark},
            },
        ],
    }


def _by_series(series: tuple[Series, ...], values: list[Any], channel: str) -> Spec:
    names = [one.name for one in series]
    scale = {"domain": names, "range": [values[i % len(values)] for i in range(len(names))]}
    encoding = {"field": "series", "type": "nominal", "scale": scale, "legend": None}
    return {channel: encoding}


def _format(series: Series) -> str:
    if series.column.decimals is not None:
        return f",.{series.column.decimals}f"
    return _NUMBER_FORMATS.get(series.column.kind, ",.0f")


def _text(series: Series) -> Spec:
    return {"field": "value", "type": "quantitative", "format": _format(series)}


_KNOWN: Spec = {"filter": "isValid(datum.value)"}
_UNKNOWN: Spec = {"filter": "isValid(datum.note)"}
_LABELS: Spec = {"domain": False, "ticks": False, "labelLimit": 240, "title": None}
_PERIODS: Spec = {"labelAngle": 0, "labelOverlap": "parity", "title": None, "ticks": False}
_GRID: Spec = {"tickCount": 4, "domain": False, "ticks": False}
_GRID_ACROSS: Spec = {**_GRID, "orient": "bottom"}
_BAR: Spec = {"type": "bar", "stroke": TONES[0], "strokeWidth": 1, "height": {"band": 0.66}}
_VALUE: Spec = {"type": "text", "align": "left", "dx": 6, "fontWeight": 600}
_NOTE: Spec = {"type": "text", "align": "left", "dx": 6, "fontStyle": "normal"}
_NOTE_ENCODING: Spec = {"x": {"datum": 0}, "text": {"field": "note", "type": "nominal"}}
_LINE: Spec = {
    "type": "line",
    "stroke": TONES[1],
    "strokeWidth": 2,
    "invalid": "break-paths-show-domains",
}
_POINT: Spec = {"type": "point", "filled": True, "size": 36, "color": TONES[1], "opacity": 1}
_END: Spec = {"type": "text", "align": "left", "dx": 8, "fontWeight": 600}

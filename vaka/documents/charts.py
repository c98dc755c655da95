"""Charts out of tables: one Vega-Lite specification for web and paper, with Swedish alt text.

Zero baseline, values written at the marks, no legend for lines, tones and patterns that hold in
grey print (the look's rules for charts). Every function takes the table that it draws, so chart
and table can not differ.
"""

from dataclasses import replace

from vaka.documents import alt, figures, specs
from vaka.documents.content import Chart, Table
from vaka.documents.palette import CONFIG, PATTERNS, SCHEMA, TONES, WIDTH
from vaka.documents.series import Series


def bars(id: str, title: str, table: Table, series: Series, *, what: str, period: str) -> Chart:
    """Horizontal bars in the table's order, the value at the end of each bar.

    `what` is the measure in words ("Fall med skada"), `period` in words ("januari till mars
    2026"); both open the alt text.
    """
    fill = {"value": TONES[0]}
    return _chart(id, title, table, specs.bars(series, fill), alt.bars(series, what, period))


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
    return _chart(id, title, table, specs.bars(series, fill), alt.bars(series, what, period))


def trend(
    id: str, title: str, table: Table, series: tuple[Series, ...], *, what: str, period: str
) -> Chart:
    """Lines over periods with points, each named where it ends; gaps where a value is missing."""
    return _chart(id, title, table, specs.lines(series), alt.trend(series, what, period))


def stacked(
    id: str, title: str, table: Table, series: tuple[Series, ...], *, what: str, period: str
) -> Chart:
    """Parts of wholes: one bar for each label, one pattern for each series, legend above."""
    return _chart(id, title, table, specs.stack(series), alt.stacked(series, what, period))


def grouped(
    id: str, title: str, table: Table, series: tuple[Series, ...], *, what: str, period: str
) -> Chart:
    """Bars side by side for each label, one pattern for each series, the value at each bar."""
    return _chart(id, title, table, specs.grouped(series), alt.trend(series, what, period))


def radar(
    id: str, title: str, table: Table, series: tuple[Series, ...], *, what: str, period: str
) -> Chart:
    """Shares round a ring, one line for each series; needs at least three labels."""
    return _chart(id, title, table, figures.radar(series), alt.trend(series, what, period))


def flow(id: str, title: str, table: Table, *, rows: int, what: str) -> Chart:
    """Boxes in order, `rows` of them side by side, joined by arrows; the alt text tells each."""
    boxes = [str(row[0]) for row in table.rows]
    words = f"{what}: {', därefter '.join(boxes)}."
    return replace(_chart(id, title, table, figures.flow(boxes, rows), words), is_told=True)


def matrix(
    id: str, title: str, table: Table, series: tuple[Series, ...], *, what: str, period: str
) -> Chart:
    """A heat matrix, e.g. risk 4 × 4: rows are series, columns labels, the count in each cell.

    The tone follows the product of the steps (row counted from the last, column from the first),
    which is how a risk matrix is read: put the gravest row first and the likeliest column last.
    """
    return _chart(id, title, table, specs.matrix(series), alt.matrix(series, what, period))


def _chart(id: str, title: str, table: Table, spec: specs.Spec, alt_text: str) -> Chart:
    head = {"$schema": SCHEMA, "description": alt_text, "config": CONFIG, "width": WIDTH}
    fit = {"autosize": {"type": "fit-x", "contains": "padding"}, "background": "transparent"}
    return Chart(id, title, {**head, **fit, **spec}, alt_text, table, table.source)


def marked(chart: Chart, label: str, words: str) -> Chart:
    """A trend with one period marked: a rule down through it, named at its top.

    The mark is told in the alt text too, so that nobody has to see it.
    """
    alt_text = f"{chart.alt} {words}: {label}."
    spec = specs.with_mark(chart.spec, label, words)
    return replace(chart, spec={**spec, "description": alt_text}, alt=alt_text)

"""Colours, patterns and type of charts: the look's tokens, as Vega-Lite wants them.

The values are those of the light theme (`--vaka-night`, `--vaka-chart-line`, …). Patterns are
defined in the SVG itself, so that a grey copy and forced colours keep the parts apart.
"""

from typing import Any

SCHEMA = "https://vega.github.io/schema/vega-lite/v6.json"
FONT = "Atkinson Hyperlegible Next"
WIDTH = 604  # px at 96 to the inch: the 160 mm between the margins of an A4 page
INK, INK_2, LINE = "#13222e", "#475663", "#d2dae1"
TONES = ("#10293b", "#2b4354", "#6b7a87", "#e6eef3")
HEAT = [
    "#f3f6f8",
    "#d2dae1",
    "#475663",
    "#10293b",
]  # ink reads on the first two, white on the others
HEAT_STEPS = [0.2, 0.41, 0.7]
PATTERNS = ("#e6eef3", "url(#vaka-lines)", "url(#vaka-hatch)", "#10293b")

PATTERN_DEFS = (
    "<defs>"
    '<pattern id="vaka-lines" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<rect width="6" height="6" fill="#fff"/><rect width="6" height="1.4" fill="#10293b"/>'
    "</pattern>"
    '<pattern id="vaka-hatch" width="6" height="6" patternUnits="userSpaceOnUse"'
    ' patternTransform="rotate(45)">'
    '<rect width="6" height="6" fill="#fff"/><rect width="3" height="6" fill="#10293b"/>'
    "</pattern>"
    "</defs>"
)

CONFIG: dict[str, Any] = {
    "font": FONT,
    "view": {"stroke": None},
    "padding": {"left": 2, "right": 20, "top": 8, "bottom": 4},
    "axis": {
        "labelFontSize": 12,
        "labelColor": INK,
        "gridColor": LINE,
        "domainColor": INK_2,
        "labelPadding": 6,
    },
    "legend": {"labelFontSize": 12, "labelColor": INK, "offset": 8, "symbolSize": 140},
    "text": {"fontSize": 12, "color": INK},
}

"""The colours of paper and the names they have on the screen, where each follows the theme."""

import re
from functools import cache
from pathlib import Path

_TOKENS = Path(__file__).with_name("static") / "vaka" / "tokens.css"
_LIGHT = re.compile(r':root, \[data-color-scheme="light"\] {(.*?)}', re.DOTALL)
_COLOUR = re.compile(r"(--vaka-[\w-]+):\s*(#[0-9a-f]{6});")
# Several names share a value in light; in a chart the colour means the chart's own name.
_FIRST = ("--vaka-chart-", "--vaka-ink", "--vaka-spruce", "--vaka-rowan", "--vaka-lamp")

# The night is dark in both themes, so shapes drawn in it on paper are ink on the screen.
_OF_THEIR_OWN = {"#10293b": "var(--vaka-ink)", "#fff": "var(--vaka-surface)"}


@cache
def names_of_colours() -> dict[str, str]:
    """Give `#rrggbb` of the light theme → `var(--vaka-…)`, as read from `tokens.css`."""
    block = _LIGHT.search(_TOKENS.read_text(encoding="utf-8"))
    found = _COLOUR.findall(block[1]) if block else []
    ranked = sorted(found, key=lambda pair: not pair[0].startswith(_FIRST))
    names = dict(_OF_THEIR_OWN)
    for name, colour in ranked:
        names.setdefault(colour, f"var({name})")
    return names

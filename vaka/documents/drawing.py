"""Charts drawn: Vega-Lite specification to SVG and PNG, without browser and network."""

import functools
import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from vaka.documents.fonts import font_folder
from vaka.documents.palette import PATTERN_DEFS

VEGA_LITE = "6.4"
PNG_SCALE = 2.0
_KEPT = 512  # drawings kept in the process; a report has some twenty
_OPENING = re.compile(r"<svg\b[^>]*>")


def svg(spec: Mapping[str, Any]) -> str:
    """The chart as SVG with Swedish numbers; the same specification is drawn once a process.

    Raises `FontsMissing`, and `ValueError` for a specification that Vega-Lite refuses.
    """
    return _svg(_canonical(spec))


def png(spec: Mapping[str, Any]) -> bytes:
    """The chart as PNG, two pixels for each of the specification's."""
    _ready()
    return bytes(_engine().svg_to_png(svg(spec), scale=PNG_SCALE))


def named(drawn: str, prefix: str) -> str:
    """The SVG with its inner names under a prefix, so that several can stand on one page."""
    return drawn.replace(' id="', f' id="{prefix}-').replace("url(#", f"url(#{prefix}-")


def digest(spec: Mapping[str, Any]) -> str:
    """SHA-256 of a specification, whatever the order of its keys."""
    return hashlib.sha256(_canonical(spec).encode()).hexdigest()


def warm() -> None:
    """Load the engine and its fonts, so that the first chart of a report does not wait."""
    _svg(_canonical({"data": {"values": [{"a": 1}]}, "mark": "bar"}))


def _canonical(spec: Mapping[str, Any]) -> str:
    return json.dumps(spec, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@functools.lru_cache(maxsize=_KEPT)
def _svg(spec: str) -> str:
    _ready()
    drawn = _engine().vegalite_to_svg(
        spec,
        vl_version=VEGA_LITE,
        format_locale="sv-SE",
        time_format_locale="sv-SE",
        allowed_base_urls=[],  # nothing is fetched, whatever a specification asks for
    )
    return _OPENING.sub(lambda opening: opening[0] + PATTERN_DEFS, drawn, count=1)


@functools.cache
def _ready() -> None:
    _engine().register_font_directory(str(font_folder()))


def _engine() -> Any:
    # Loading the engine takes a moment that readers of tables need not wait for.
    import vl_convert

    return vl_convert

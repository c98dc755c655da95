"""Charts drawn: Vega-Lite specification to SVG and PNG, without browser and network.

What is drawn is kept by its content, in the process and, after `keep_in`, in a folder of a bounded
size: a report in which one figure has changed draws one chart.
"""

import functools
import hashlib
import json
import os
import re
import tempfile
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from vaka.documents import hatching
from vaka.documents.fonts import font_folder
from vaka.documents.palette import PATTERN_DEFS, TONES

VEGA_LITE = "6.4"
PNG_SCALE = 2.0
_KEPT = 512  # drawings kept in the process; a report has some twenty
LARGEST_FOLDER = 64 * 1024**2  # bytes; some thousand charts
_OPENING = re.compile(r"<svg\b[^>]*>")
_folder: Path | None = None


def keep_in(folder: Path | None) -> None:
    """Keep drawings of this process in a folder too, or no longer; others may use the same."""
    global _folder
    if folder is not None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    _folder = folder


def trim(folder: Path, largest: int = LARGEST_FOLDER) -> None:
    """Take away the drawings that have not been asked for longest, down to a size in bytes."""
    kept = sorted(((one.stat(), one) for one in folder.iterdir()), key=lambda one: -one[0].st_mtime)
    size = 0
    for state, path in kept:
        size += state.st_size
        if size > largest:
            path.unlink(missing_ok=True)


def svg(spec: Mapping[str, Any]) -> str:
    """The chart as SVG with Swedish numbers; the same specification is drawn once a process.

    Raises `FontsMissing`, and `ValueError` for a specification that Vega-Lite refuses.
    """
    return _svg(_canonical(spec))


def png(spec: Mapping[str, Any]) -> bytes:
    """The chart as PNG, two pixels for each of the specification's."""

    def draw() -> bytes:
        return painted(svg(spec), PNG_SCALE)

    return _kept(f"{_canonical(spec)}{PNG_SCALE}", "png", draw)


def painted(picture: str, scale: float = 1.0) -> bytes:
    """An SVG of our own as PNG, in the look's type; a tenth of a second, without the chart engine's
    start."""
    _ready()
    return bytes(_engine().svg_to_png(picture, scale=scale))


def is_kept(spec: Mapping[str, Any], folder: Path) -> bool:
    """Say whether both forms of a chart lie in a folder."""
    names = ((_canonical(spec), "svg"), (f"{_canonical(spec)}{PNG_SCALE}", "png"))
    return all((folder / _name(*one)).is_file() for one in names)


def named(drawn: str, prefix: str) -> str:
    """The SVG with its inner names under a prefix, so that several can stand on one page."""
    return drawn.replace(' id="', f' id="{prefix}-').replace("url(#", f"url(#{prefix}-")


def digest(spec: Mapping[str, Any]) -> str:
    """SHA-256 of a specification, whatever the order of its keys."""
    return hashlib.sha256(_canonical(spec).encode()).hexdigest()


def warm() -> None:
    """Load the engine and its fonts, so that the first chart of a report does not wait."""
    _drawn(_canonical({"data": {"values": [{"a": 1}]}, "mark": "bar"}))


def _canonical(spec: Mapping[str, Any]) -> str:
    return json.dumps(spec, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


@functools.lru_cache(maxsize=_KEPT)
def _svg(spec: str) -> str:
    return _kept(spec, "svg", lambda: _drawn(spec).encode()).decode()


def _drawn(spec: str) -> str:
    _ready()
    drawn = _engine().vegalite_to_svg(
        spec,
        vl_version=VEGA_LITE,
        format_locale="sv-SE",
        time_format_locale="sv-SE",
        allowed_base_urls=[],  # nothing is fetched, whatever a specification asks for
    )
    plain: str = hatching.plainly(drawn, TONES[0])
    if "url(#vaka-" not in plain:
        return plain
    return _OPENING.sub(lambda opening: opening[0] + PATTERN_DEFS, plain, count=1)


def _kept(content: str, form: str, draw: Callable[[], bytes]) -> bytes:
    """What lies in the folder under the content's name, drawn and put there when it is not."""
    if _folder is None:
        return draw()
    path = _folder / _name(content, form)
    try:
        found = path.read_bytes()
        os.utime(path)
        return found
    except FileNotFoundError:
        made = draw()
    handle, beside = tempfile.mkstemp(dir=_folder)
    with os.fdopen(handle, "wb") as file:
        file.write(made)
    os.replace(beside, path)
    return made


def _name(content: str, form: str) -> str:
    return f"{hashlib.sha256((content + _drawn_by()).encode()).hexdigest()}.{form}"


@functools.cache
def _drawn_by() -> str:
    """What besides the specification decides how a chart looks: engine, patterns, fonts."""
    fonts = sorted((one.name, one.stat().st_size) for one in font_folder().glob("*.ttf"))
    stripes = hashlib.sha256(Path(hatching.__file__).read_bytes()).hexdigest()
    return json.dumps([version("vl-convert-python"), VEGA_LITE, PATTERN_DEFS, stripes, fonts])


@functools.cache
def _ready() -> None:
    _engine().register_font_directory(str(font_folder()))


def _engine() -> Any:
    # Loading the engine takes a moment that readers of tables need not wait for.
    import vl_convert

    return vl_convert

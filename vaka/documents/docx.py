"""DOCX through Pandoc, in the look of `reference.docx`: real headings, header rows, alt texts."""

import base64
import io
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path
from typing import Any

from vaka.documents import drawing, nodes
from vaka.documents.content import Chart, Letterhead
from vaka.documents.nodes import Node
from vaka.documents.pandoc import run_pandoc
from vaka.documents.tree import Tree
from vaka.documents.writers import document, fact_blocks, letterhead_blocks, with_charts

REFERENCE = Path(__file__).parent / "reference.docx"
_STYLES = {"letterhead": "Brevhuvud", "facts": "Uppgifter", "beslut": "Beslut",
           "notis": "Notis", "source": "Källa", "lagrum": "Källa"}  # fmt: skip
_WIDTH = 16.0  # cm
# A picture of one pixel. Each stands for a chart, whose digest follows after its end: Pandoc takes
# seconds over the charts' own bytes, which it does not need.
_PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAGyR6xgAAAABJRU5ErkJggg=="
)


def write_docx(
    tree: Tree, letterhead: Letterhead, *, contents: bool = False, reference: Path = REFERENCE
) -> bytes:
    """The document as DOCX; `reference` may be the municipality's own reference document.

    Raises `PandocFailed` and `FontsMissing`.
    """
    drawn: dict[bytes, bytes] = {}
    draw = partial(_picture, drawn)
    flow = [_shifted(block) for block in with_charts(tree.blocks, tree.charts, draw)]
    head = [*letterhead_blocks(letterhead), *fact_blocks(letterhead)]
    blocks = [_styled(block) for block in [*head, *flow]]
    arguments = ["-f", "json", "-t", "docx", "-o", "-", f"--reference-doc={reference}"]
    arguments += ["--table-caption-position=above", "--figure-caption-position=above"]
    arguments += ["--toc", "--toc-depth=2", "-M", "toc-title=Innehåll"] if contents else []
    stamp = int(datetime.combine(letterhead.date, time(12), UTC).timestamp())
    made = run_pandoc(arguments, document(tree, blocks), SOURCE_DATE_EPOCH=str(stamp))
    return _with_pictures(made, drawn) if drawn else made


def _with_pictures(made: bytes, drawn: Mapping[bytes, bytes]) -> bytes:
    """The document with each stand-in's bytes replaced by those of the chart it stands for."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(made)) as old, zipfile.ZipFile(out, "w") as new:
        for part in old.infolist():
            content = old.read(part)
            if content in drawn:
                part.compress_type = zipfile.ZIP_STORED
            new.writestr(part, drawn.get(content, content))
    return out.getvalue()


def _picture(drawn: dict[bytes, bytes], chart: Chart, caption: list[Any]) -> Node:
    picture = drawing.png(chart.spec)
    stand_in = _PIXEL + drawing.digest(chart.spec).encode()
    drawn[stand_in] = picture
    address = "data:image/png;base64," + base64.b64encode(stand_in).decode()
    wide, high = (int.from_bytes(picture[at : at + 4]) for at in (16, 20))
    size = nodes.attr(width=f"{_WIDTH}cm", height=f"{_WIDTH * high / wide:.3f}cm")
    image = {"t": "Image", "c": [size, nodes.inlines(chart.alt), [address, ""]]}
    return {"t": "Figure", "c": [nodes.attr(chart.id), caption, [{"t": "Plain", "c": [image]}]]}


def _shifted(block: Any) -> Any:
    """Headings one level up: the title has a style of its own in Word."""
    if isinstance(block, list):
        return [_shifted(item) for item in block]
    if not isinstance(block, dict) or "c" not in block:
        return block
    if block["t"] == "Header":
        level, *rest = block["c"]
        return {"t": "Header", "c": [level - 1, *rest]}
    return {"t": block["t"], "c": _shifted(block["c"])}


def _styled(block: Node) -> Node:
    """A block of a known class in its paragraph style."""
    if block["t"] != "Div":
        return block
    (id, classes, pairs), inside = block["c"]
    names = [["custom-style", _STYLES[name]] for name in classes if name in _STYLES]
    return {"t": "Div", "c": [[id, classes, pairs + names], [_loose(_styled(b)) for b in inside]]}


def _loose(block: Any) -> Any:
    """List items as paragraphs: Pandoc gives a tight list a style of its own, frame or not."""
    if isinstance(block, list):
        return [_loose(item) for item in block]
    if not isinstance(block, dict) or "c" not in block:
        return block
    return {"t": "Para" if block["t"] == "Plain" else block["t"], "c": _loose(block["c"])}

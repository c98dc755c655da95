"""PDF by Vaka's own Typst page: PDF/A-2a and PDF/UA-1 in one file, the same bytes every time."""

import functools
import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time
from pathlib import Path
from typing import Any

from vaka.documents import drawing, swedish
from vaka.documents.content import Letterhead
from vaka.documents.fonts import coverage, font_folder
from vaka.documents.tree import Tree
from vaka.documents.typesetting import set_flow, set_inlines

STANDARDS = ["a-2a", "ua-1"]
LONG_FROM = 40  # sections; the contents of a longer document list its chapters only
CONTENTS_FROM = 8  # sections; shorter reports need no contents list
_PAGE = Path(__file__).parent / "typst" / "report.typ"
# Characters that Typst's own fonts add to ours.
_ADDED = frozenset(map(ord, "≤≥≠≈→←↑↓□\n\t"))
_REPLACED = {0x2011: "-", 0x202F: "\u00a0", 0xFFFD: "□"}
_UNKNOWN = "□"


class PdfRefused(RuntimeError):
    """Typst would not make the document: what it said, with hints."""


def write_pdf(tree: Tree, letterhead: Letterhead, contents: bool | None = None) -> bytes:
    """The document as PDF. Charts not drawn before in this process are drawn first.

    Raises `PdfRefused` for what Typst refuses (PDF/UA asks for alt texts and ordered headings)
    and `FontsMissing`.
    """
    return set_pdf(payload(tree, letterhead, contents), letterhead)


def payload(tree: Tree, letterhead: Letterhead, contents: bool | None = None) -> str:
    """What the page is given, as JSON: letterhead, blocks and drawn charts."""
    reference = letterhead.reference
    page = {
        "title": tree.title_text,
        "heading": set_inlines(tree.title),
        "footer": f"{reference}  {tree.title_text}" if reference else tree.title_text,
        "contents": tree.sections >= CONTENTS_FROM if contents is None else contents,
        "depth": 2 if tree.sections > LONG_FROM else 3,
        "letterhead": _head(letterhead),
        "blocks": set_flow(tree.blocks),
        "charts": {id: drawing.svg(chart.spec) for id, chart in tree.charts.items()},
    }
    return _showable(json.dumps(page, ensure_ascii=False))


def set_pdf(page: str, letterhead: Letterhead) -> bytes:
    """Set a payload; of one like it, set before in this process, only what differs is set anew.
    The time stamp is noon of the document's date, so bytes repeat.

    Raises `PdfRefused`.
    """
    stamp = int(datetime.combine(letterhead.date, time(12), UTC).timestamp())
    try:
        with _laid_out(page) as main:
            made = _compiler().compile(
                str(main), root=str(main.parent), format="pdf", pdf_standards=STANDARDS,
                timestamp=stamp,
            )  # fmt: skip
    except RuntimeError as error:
        hints = getattr(error, "hints", None) or []
        raise PdfRefused(" ".join([str(getattr(error, "message", error)), *hints])) from error
    except BaseException as error:
        # Typst's panics come as PanicException, which is not an Exception.
        if type(error).__name__ != "PanicException":
            raise
        raise PdfRefused(f"the typesetter stopped: {error}") from error
    return bytes(made)


@contextmanager
def _laid_out(page: str) -> Iterator[Path]:
    """The page beside its data in a folder that holds nothing else, gone when it has been set."""
    with tempfile.TemporaryDirectory(prefix="vaka-page-") as folder:
        main = Path(folder) / _PAGE.name
        main.write_bytes(_PAGE.read_bytes())
        main.with_name("data.json").write_text(page, "utf-8")
        yield main


def warm() -> None:
    """Load typesetter and fonts."""
    _compiler()


@functools.cache
def _compiler() -> Any:
    import typst  # loading takes a moment; only those who set pages wait for it

    return typst.Compiler(font_paths=[str(font_folder())], ignore_system_fonts=True)


def _head(letterhead: Letterhead) -> dict[str, Any]:
    return {
        "principal": letterhead.principal,
        "office": letterhead.office,
        "kind": letterhead.kind,
        "date": swedish.day(letterhead.date),
        "reference": letterhead.reference,
        "facts": [list(fact) for fact in letterhead.facts],
    }


def _showable(text: str) -> str:
    """The text with every character that no font has replaced; PDF/A refuses it otherwise."""
    unknown = {ord(char) for char in set(text)} - coverage(font_folder()) - _ADDED
    if not unknown:
        return text
    return text.translate({point: _REPLACED.get(point, _UNKNOWN) for point in unknown})

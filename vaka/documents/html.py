"""HTML: a fragment for a page of Vaka's, and a standalone file that needs nothing else.

Neither holds scripts, style attributes or addresses that are fetched; the fragment fits a page
under a strict content security policy.
"""

import html
import re
from functools import partial
from pathlib import Path
from typing import Any

from vaka.documents import drawing, nodes
from vaka.documents.content import Chart, Letterhead, Manuscript
from vaka.documents.nodes import Node
from vaka.documents.pandoc import run_pandoc
from vaka.documents.template import MARK_END, MARK_START
from vaka.documents.tree import Tree, plain, plant
from vaka.documents.writers import document, fact_blocks, letterhead_blocks, with_charts

_TO_FRAGMENT = ("-f", "json", "-t", "html5", "--wrap=none")
_MARKS = re.compile(f"[{MARK_START}{MARK_END}]")
_STAND_IN = re.compile(f"{MARK_START}[0-9]+{MARK_END}")
_STYLE = Path(__file__).parent / "report.css"
_ALIGN = re.compile(r' style="text-align: (left|right|center);"')
_HEAD = re.compile(r"<thead>.*?</thead>", re.DOTALL)
_TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL)
_CAPTION = re.compile(r"<caption>(.*?)</caption>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_TH = re.compile(r"<th(?=[ >])(?! scope)")
_OPENING = re.compile(r"<svg\b")
_SPOKEN = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_WIDTHS = re.compile(r"<colgroup>.*?</colgroup>\s*|<table style=\"[^\"]*\"", re.DOTALL)


def write_fragment(tree: Tree, letterhead: Letterhead) -> str:
    """The document as one `<article class="vaka-report">` whose title is an `<h1>`.

    Raises `PandocFailed` and `FontsMissing`.
    """
    title = {"t": "Header", "c": [1, ["", [], []], list(tree.title)]}
    head = [*letterhead_blocks(letterhead), title, *fact_blocks(letterhead)]
    drawn: dict[str, str] = {}
    blocks = [*head, *with_charts(tree.blocks, tree.charts, partial(_stand_in, drawn))]
    body = _tidy(run_pandoc(_TO_FRAGMENT, document(tree, blocks)).decode())
    whole = _STAND_IN.sub(lambda mark: drawn.get(mark[0], ""), body)
    return f'<article class="vaka-report" lang="sv">\n{whole}</article>\n'


def write_words(markdown: str) -> str:
    """People's own Markdown as a fragment without scripts, images or other schemes than web and
    mail; headings begin at the second level, since the page has the first.

    Raises `PandocFailed`.
    """
    tree = plant(Manuscript(f"# -\n\n{_MARKS.sub('', markdown)}"))
    return _tidy(
        run_pandoc([*_TO_FRAGMENT, "--id-prefix=t-"], document(tree, list(tree.blocks))).decode()
    )


def write_preview(manuscript: Manuscript) -> str:
    """A manuscript as a fragment with the numbers of each chart in its place, since drawing is
    for workers; headings begin at the second level.

    Raises `PandocFailed`, `TitleMissing` and `MisplacedVerb`.
    """
    tree = plant(manuscript)
    title = {"t": "Header", "c": [2, ["", [], []], list(tree.title)]}
    blocks = [title, *with_charts(tree.blocks, tree.charts, _undrawn)]
    return _tidy(run_pandoc([*_TO_FRAGMENT, "--id-prefix=t-"], document(tree, blocks)).decode())


def _undrawn(chart: Chart, caption: list[Any]) -> Node:
    return {"t": "Para", "c": [{"t": "Strong", "c": nodes.inlines(plain(caption[1]))}]}


def write_html(tree: Tree, letterhead: Letterhead) -> str:
    """The document as a file of its own, with its style inside."""
    title = html.escape(f"{tree.title_text} · {letterhead.principal}")
    return (
        '<!doctype html>\n<html lang="sv">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE.read_text('utf-8')}</style>\n</head>\n"
        f"<body>\n<main>\n{write_fragment(tree, letterhead)}</main>\n</body>\n</html>\n"
    )


def _stand_in(drawn: dict[str, str], chart: Chart, caption: list[Any]) -> Node:
    """A mark for a chart, put in when all else is written: pictures are most of a page's signs,
    and neither Pandoc nor the tidying needs them. `plant` refuses words that hold marks."""
    mark = f"{MARK_START}{len(drawn)}{MARK_END}"
    drawn[mark] = _drawn(chart, caption)
    return {"t": "RawBlock", "c": ["html", mark]}


def _drawn(chart: Chart, caption: list[Any]) -> str:
    """A chart as inline SVG with a name; its table follows it in the tree."""
    words = html.escape(plain(caption[1]))
    svg = drawing.named(drawing.svg(chart.spec), chart.id)
    svg = _TAG.sub(lambda tag: _SPOKEN.sub("", tag[0]), svg)  # its parts: the name says it all
    label = f'<svg role="img" aria-label="{html.escape(chart.alt)}"'
    picture = _OPENING.sub(lambda _: label, svg, count=1)
    return f'<figure class="chart"><figcaption>{words}</figcaption>{picture}</figure>'


def _tidy(body: str) -> str:
    """Header cells say what they head; alignment by class, since a policy forbids style.

    Safe as text work: quotation marks and angle brackets in words are escaped by Pandoc.
    """
    body = _WIDTHS.sub(lambda found: "<table" if found[0].startswith("<table") else "", body)
    body = _ALIGN.sub(lambda found: ' class="num"' if found[1] == "right" else "", body)
    body = _HEAD.sub(lambda head: _TH.sub('<th scope="col"', head[0]), body)
    return _TABLE.sub(_within_reach, _TH.sub('<th scope="row"', body))


def _within_reach(table: re.Match[str]) -> str:
    """A table wider than the screen is scrolled, also by whoever has only the keyboard."""
    caption = _CAPTION.search(table[0])
    name = html.escape(html.unescape(_TAG.sub("", caption[1]))) if caption else "Tabell"
    return f'<div class="wide" role="group" aria-label="{name}" tabindex="0">{table[0]}</div>'

"""One tree for all formats: Markdown read once, tables, charts and figures put in as nodes."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from vaka.documents import nodes, swedish
from vaka.documents.content import Chart, Column, Figure, Manuscript, Table
from vaka.documents.nodes import Node
from vaka.documents.pandoc import run_pandoc
from vaka.documents.template import MARK_END, MARK_START

# Everything that could run, read a file or smuggle another language in is off.
_OFF = (
    "raw_html raw_tex raw_attribute native_divs native_spans tex_math_dollars latex_macros "
    "citations yaml_metadata_block pandoc_title_block mmd_title_block markdown_in_html_blocks "
    "smart example_lists implicit_figures"
)
READER = "markdown" + "".join(f"-{name}" for name in _OFF.split())
CHART_SCHEME = "chart:"
IN_NUMBERS = ", i siffror"  # after the name of a chart, above the table that it draws
DEEPEST_HEADING = 4

_MARK = re.compile(f"{MARK_START}([a-z]+)([0-9]+){MARK_END}")
_SAFE_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)


class TitleMissing(ValueError):
    """A template must begin with one heading of the first level; it is the document's title."""


class MisplacedVerb(ValueError):
    """A table, chart or comment stands inside a heading, a table cell or indented code."""


@dataclass(frozen=True)
class Tree:
    """A document as Pandoc blocks after the title, and the charts its images stand for.

    An image's address is `chart:ID`. `version` is the version of the tree's types.
    """

    title: tuple[Node, ...]
    blocks: tuple[Node, ...]
    charts: dict[str, Chart]
    version: tuple[int, ...]

    @property
    def title_text(self) -> str:
        """The title without nodes, for document properties."""
        return plain(self.title)

    @property
    def sections(self) -> int:
        """How many headings there are below the title."""
        return sum(1 for block in self.blocks if block["t"] == "Header")


def read(markdown: str) -> bytes:
    """What Pandoc reads in a text, as its JSON; figures, tables and charts are marks in it, so it
    is the same while only they change. Raises `PandocFailed` when the text cannot be read."""
    return run_pandoc(["-f", READER, "-t", "json"], markdown.encode())


def plant(manuscript: Manuscript, before: bytes | None = None) -> Tree:
    """Read a manuscript into its tree; `before` is what `read` gave for its text, when known.

    Raises `TitleMissing`, `MisplacedVerb`, and `PandocFailed` when the text cannot be read.
    """
    document = json.loads(before or read(manuscript.markdown))
    blocks = _Splicer(manuscript).blocks(document["blocks"])
    if not blocks or blocks[0]["t"] != "Header" or blocks[0]["c"][0] != 1:
        raise TitleMissing("the template does not begin with a heading of level 1")
    if MARK_START in json.dumps(blocks, ensure_ascii=False):
        raise MisplacedVerb("a verb stands inside code; is the line indented?")
    title, rest = blocks[0]["c"][2], _levelled(blocks[1:])
    version = tuple(document["pandoc-api-version"])
    return Tree(tuple(title), tuple(rest), dict(manuscript.charts), version)


def plain(content: Any) -> str:
    """The words of inline nodes."""
    if isinstance(content, (list, tuple)):
        return "".join(plain(item) for item in content)
    if isinstance(content, dict):
        if content["t"] in {"Space", "SoftBreak", "LineBreak"}:
            return " "
        inner = content.get("c", "")
        return inner if content["t"] == "Str" else plain(inner)
    return ""


class _Splicer:
    """Walks blocks and inlines, replaces markers and drops what a document may not hold."""

    def __init__(self, manuscript: Manuscript) -> None:
        self.tables = list(manuscript.tables.values())
        self.charts = list(manuscript.charts.values())
        self.figures = manuscript.figures
        self.comments = manuscript.comments
        self.shown = set(manuscript.tables)

    def blocks(self, blocks: list[Node]) -> list[Node]:
        return [new for block in blocks for new in self._block(block)]

    def _block(self, block: Node) -> list[Node]:
        if block["t"] in {"RawBlock", "Null"}:
            return []
        if block["t"] in {"Para", "Plain"}:
            return self._paragraph(block)
        return [{"t": block["t"], "c": self._inside(block["c"])}] if "c" in block else [block]

    def _paragraph(self, block: Node) -> list[Node]:
        only = _only_marker(block["c"])
        if only and only[0] != "figure":
            return self._placed(*only)
        return nodes.paragraphs(self.inlines(block["c"]), block["t"])

    def _placed(self, kind: str, index: int) -> list[Node]:
        if kind == "table":
            return table_blocks(self.tables[index])
        if kind == "chart":
            return self._chart(self.charts[index])
        return nodes.prose(self.comments[index])

    def _chart(self, chart: Chart) -> list[Node]:
        """A chart with its table, unless the report shows the table elsewhere."""
        with_table = chart.table.id not in self.shown and not chart.is_told
        self.shown.add(chart.table.id)
        return chart_blocks(chart, with_table=with_table)

    def _inside(self, content: Any) -> Any:
        """Blocks and inlines anywhere inside another node; other lists are walked through."""
        if not isinstance(content, list):
            return content
        if content and all(isinstance(item, dict) and "t" in item for item in content):
            inline = all(item["t"] in _INLINE for item in content)
            return self.inlines(content) if inline else self.blocks(content)
        return [self._inside(item) for item in content]

    def inlines(self, content: list[Node]) -> list[Node]:
        return [new for node in content for new in self._inline(node)]

    def _inline(self, node: Node) -> list[Node]:
        kind = node["t"]
        if kind == "Str":
            return list(self._text(node["c"]))
        if kind == "RawInline":
            return []
        if kind == "Image" or (kind == "Link" and not _SAFE_LINK.match(node["c"][2][0])):
            return self.inlines(node["c"][1])
        return [{"t": kind, "c": self._inside(node["c"])}] if "c" in node else [node]

    def _text(self, text: str) -> Iterator[Node]:
        position = 0
        for match in _MARK.finditer(text):
            if match[1] != "figure":
                raise MisplacedVerb(f"{match[1]} must stand in a paragraph of its own")
            yield from _words(text[position : match.start()])
            yield figure_inline(self.figures[int(match[2])])
            position = match.end()
        yield from _words(text[position:])


_INLINE = frozenset(
    {
        "Str",
        "Emph",
        "Underline",
        "Strong",
        "Strikeout",
        "Superscript",
        "Subscript",
        "SmallCaps",
        "Quoted",
        "Cite",
        "Code",
        "Space",
        "SoftBreak",
        "LineBreak",
        "Math",
        "RawInline",
        "Link",
        "Image",
        "Note",
        "Span",
    }
)


def figure_inline(figure: Figure) -> Node:
    """A figure in running text: its words, with measure, period, unit and snapshot beside."""
    value = "" if figure.value is None else repr(figure.value)
    return nodes.span(
        figure.text,
        "",
        ["figure"],
        data_figure=figure.id,
        data_measure=figure.measure,
        data_value=value,
        data_period=figure.period,
        data_unit=figure.unit,
        data_snapshot=figure.snapshot,
    )


def table_blocks(table: Table) -> list[Node]:
    """A table with its caption and header, and the source line under it."""
    return [_table(table), *_source(table.source)]


def chart_blocks(chart: Chart, *, with_table: bool) -> list[Node]:
    """A chart as a figure with alt text and caption, its table, and one source line."""
    image = {"t": "Image", "c": [nodes.attr(), nodes.inlines(chart.alt), [f"chart:{chart.id}", ""]]}
    content = [
        nodes.attr(f"chart-{chart.id}", ["chart"]),
        nodes.caption(chart.title),
        [{"t": "Plain", "c": [image]}],
    ]
    figure = {"t": "Figure", "c": content}
    if not with_table:
        return [figure, *_source(chart.source)]
    same = replace(chart.table, title=f"{chart.table.title}{IN_NUMBERS}")
    numbers = _table(same, "siffror")
    return [figure, numbers, *_source(chart.source or chart.table.source)]


def _source(text: str) -> list[Node]:
    return [nodes.div(nodes.paragraphs(nodes.inlines(text)), "source")] if text else []


def _table(table: Table, *classes: str) -> Node:
    aligns = ["AlignRight" if column.kind.is_number else "AlignLeft" for column in table.columns]
    columns = [[{"t": align}, {"t": "ColWidthDefault"}] for align in aligns]
    head = [nodes.attr(), [nodes.row([nodes.cell(c.name) for c in table.columns])]]
    rows = [_row(table, row) for row in table.rows]
    body, foot = (rows[:-1], rows[-1:]) if table.total else (rows, [])
    named = 1 if len(table.columns) > 1 and not table.columns[0].kind.is_number else 0
    content = [
        nodes.attr(f"table-{table.id}", ["data", *classes]),
        nodes.caption(table.title),
        columns,
        head,
        [[nodes.attr(), named, [], body]],
        [nodes.attr(), foot],
    ]
    return {"t": "Table", "c": content}


def _row(table: Table, row: tuple[Any, ...]) -> list[Any]:
    return nodes.row([_cell(table, c, v) for c, v in zip(table.columns, row, strict=True)])


def _cell(table: Table, column: Column, value: Any) -> list[Any]:
    return nodes.cell(swedish.cell(value, column, table.missing))


def _only_marker(content: list[Node]) -> tuple[str, int] | None:
    words = [node for node in content if node["t"] not in {"Space", "SoftBreak"}]
    if len(words) != 1 or words[0]["t"] != "Str":
        return None
    match = _MARK.fullmatch(words[0]["c"])
    return (match[1], int(match[2])) if match else None


def _words(text: str) -> Iterator[Node]:
    return ({"t": "Str", "c": piece} for piece in nodes.pieces(text))


def _levelled(blocks: list[Node]) -> list[Node]:
    """Headings below the title, also inside frames, without the skips that PDF/UA forbids."""
    level = 1

    def put(block: Node) -> Node:
        nonlocal level
        if block["t"] == "Header":
            wanted, *rest = block["c"]
            level = min(max(wanted, 2), level + 1, DEEPEST_HEADING)
            return {"t": "Header", "c": [level, *rest]}
        if block["t"] == "Div":
            return {"t": "Div", "c": [block["c"][0], [put(inner) for inner in block["c"][1]]]}
        return block

    return [put(block) for block in blocks]

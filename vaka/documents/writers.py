"""What DOCX and HTML share: the tree as Pandoc reads it back, with a letterhead as blocks."""

import json
from collections.abc import Callable
from typing import Any

from vaka.documents import nodes, swedish
from vaka.documents.content import Chart, Letterhead
from vaka.documents.nodes import Node
from vaka.documents.tree import CHART_SCHEME, Tree

ChartNode = Callable[[Chart, list[Any]], Node]


def document(tree: Tree, blocks: list[Node]) -> bytes:
    """The tree's blocks as Pandoc's JSON, with title and language as metadata."""
    meta = {
        "title": {"t": "MetaInlines", "c": list(tree.title)},
        "lang": {"t": "MetaString", "c": "sv-SE"},
    }
    whole = {"pandoc-api-version": list(tree.version), "meta": meta, "blocks": blocks}
    return json.dumps(whole, ensure_ascii=False).encode()


def with_charts(blocks: Any, charts: dict[str, Chart], draw: ChartNode) -> list[Node]:
    """The blocks with every chart's figure replaced by what `draw(chart, caption)` gives."""
    return [_with_charts(block, charts, draw) for block in blocks]


_CHARTLESS = frozenset({"Table", "Para", "Plain", "Header", "CodeBlock", "RawBlock"})


def _with_charts(node: Any, charts: dict[str, Chart], draw: ChartNode) -> Any:
    if isinstance(node, list):
        return [_with_charts(item, charts, draw) for item in node]
    if not isinstance(node, dict):
        return node
    if node.get("t") in _CHARTLESS:  # a chart is a block of its own, and words are many
        return node
    if node.get("t") == "Figure":
        _, caption, content = node["c"]
        address = content[0]["c"][0]["c"][2][0]
        return draw(charts[address.removeprefix(CHART_SCHEME)], caption)
    return {key: _with_charts(value, charts, draw) for key, value in node.items()}


def letterhead_blocks(letterhead: Letterhead) -> list[Node]:
    """Who, what and when, line by line, for formats that flow."""
    who = " · ".join(filter(None, [letterhead.principal, letterhead.office]))
    day = swedish.day(letterhead.date)
    what = " · ".join(filter(None, [letterhead.kind, day, letterhead.reference]))
    lines = [nodes.paragraphs(nodes.inlines(line)) for line in (who, what)]
    return [nodes.div([block for line in lines for block in line], "letterhead")]


def fact_blocks(letterhead: Letterhead) -> list[Node]:
    """The pairs under the title as a definition list; none when there are none."""
    if not letterhead.facts:
        return []
    terms = [
        [nodes.inlines(label), [nodes.paragraphs(nodes.inlines(text))]]
        for label, text in letterhead.facts
    ]
    return [nodes.div([{"t": "DefinitionList", "c": terms}], "facts")]

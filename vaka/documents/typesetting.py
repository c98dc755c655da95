"""A tree made ready for the Typst page: runs of words joined, tables measured."""

import math
import re
from collections.abc import Iterator
from itertools import groupby, takewhile
from typing import Any

from vaka.documents.nodes import Node
from vaka.documents.tree import CHART_SCHEME, plain

# Type sizes of tables by how many average characters a row needs; a line of 160 mm holds some
# 90 at 9.5 points. What needs more than the last goes on a page on its side.
_SIZES = ((90, 9.5), (102, 8.5), (118, 7.5))
_SIZE_ON_SIDE = 8.0
_TEXT_WIDTH = 34  # characters; longer cells wrap
_HYPHENATED = re.compile(r"\w{16,}")
_PLAIN = {"Str", "Long"}
_LONG = 600  # characters; a row with a longer cell may go over two pages
_UNBROKEN = 18  # characters; shorter cells stay on one line
_WRAPPED, _WRAPPED_MORE = 3, 5  # lines of a cell; the more, rather than a page on its side
_AIR = 2.0  # the space between columns, in characters
_LINE = 90  # characters that a line holds at the first size
_WIDEST = 64  # characters; a cell longer than this wraps however much room there is
_LEADS, _SHORT = 5, 220  # paragraphs before a figure, and characters of those that lead to it
_WHOLE = 15  # lines; a table of so few stays on one page
_BESIDE = 6  # lines; so few numbers stay on the page of their chart
_LAW = "lagrum"  # the class of a line that says what law a section rests on
_SOURCE = "source"
_NUMBERS = "siffror"  # the class of a table that says again what the chart above it shows
_SHARES = (0.62, 0.8, 1.0)  # of the line: what a table takes that needs no more


def set_blocks(blocks: Any) -> list[Node]:
    """Blocks for the Typst template, with `Table` and `Chart` in its own simple form."""
    return [_block(block) for block in blocks]


def set_flow(blocks: Any) -> list[Node]:
    """The blocks of a document, with what leads to a table or chart marked, so that it is not
    left behind on the page before; nor is a paragraph without the law it rests on, or a chart
    without its numbers."""
    flow = [_flowing(block) for block in set_blocks(blocks) if not _is_empty(block)]
    for place, block in enumerate(flow):
        if block["t"] == "Table":
            block["c"]["sourced"] = place + 1 < len(flow) and _is_a(flow[place + 1], _SOURCE)
        before = flow[max(place - _LEADS, 0) : place]
        if block["t"] == "Table" and block["c"]["numbers"] and before:
            before[-1]["sticky"] = block["c"]["lines"] <= _BESIDE
        elif block["t"] in {"Table", "Chart"}:
            for lead in _leads(before):
                lead["sticky"] = True
        elif block["t"] == "Law" and before and before[-1]["t"] == "Para":
            before[-1]["sticky"] = _is_short(before[-1])
    return flow


def _flowing(block: Node) -> Node:
    """A block of the outermost row, which may stick to the next."""
    if _is_a(block, _LAW):
        return {"t": "Law", "c": block["c"][1], "sticky": False}
    return {**block, "sticky": False} if block["t"] in {"Para", "Chart"} else block


def _is_empty(block: Node) -> bool:
    """The place of a paragraph of law where none was in force."""
    return _is_a(block, _LAW) and not block["c"][1]


def _is_a(block: Node, name: str) -> bool:
    """Whether it is a block of a class."""
    return block["t"] == "Div" and name in block["c"][0][1]


def _leads(before: list[Node]) -> list[Node]:
    """The paragraphs just before: all from the heading when they are short together, none when
    they are long, since a heading is not left alone; without a heading the last, if short."""
    run = list(takewhile(lambda block: block["t"] in {"Para", "Law"}, reversed(before)))
    if len(run) == len(before) or before[-len(run) - 1]["t"] != "Header":
        return [block for block in run[:1] if _is_short(block)]
    return run if sum(len(plain(block["c"])) for block in run) <= _SHORT else []


def _is_short(block: Node) -> bool:
    return len(plain(block["c"])) <= _SHORT


def set_inlines(content: Any) -> list[Node]:
    """Inline nodes with each run of words and spaces joined to one."""
    return list(_joined(content))


def _joined(content: Any) -> Iterator[Node]:
    for is_text, run in groupby(content, key=lambda node: node["t"] in _WORDS):
        if is_text:
            yield from _text(plain(list(run)))
        else:
            yield from ({"t": node["t"], "c": _inside(node.get("c"))} for node in run)


def _text(words: str) -> Iterator[Node]:
    """Words, with those long enough to need a hyphen apart: only they are worth its cost."""
    position = 0
    for long in _HYPHENATED.finditer(words):
        if long.start() > position:
            yield {"t": "Str", "c": words[position : long.start()]}
        yield {"t": "Long", "c": long[0]}
        position = long.end()
    if position < len(words):
        yield {"t": "Str", "c": words[position:]}


_WORDS = {"Str", "Space", "SoftBreak"}


def _block(block: Node) -> Node:
    kind = block["t"]
    if kind == "Table":
        return {"t": kind, "c": _table(block["c"])}
    if kind == "Figure":
        return _figure(block)
    return {"t": kind, "c": _inside(block.get("c"))}


def _inside(content: Any) -> Any:
    if not isinstance(content, list):
        return content
    if content and all(isinstance(item, dict) and "t" in item for item in content):
        if any(item["t"] in _WORDS for item in content):
            return set_inlines(content)
        return set_blocks(content)
    return [_inside(item) for item in content]


def _figure(block: Node) -> Node:
    _, caption, content = block["c"]
    image = content[0]["c"][0]
    address = image["c"][2][0].removeprefix(CHART_SCHEME)
    chart = {"chart": address, "alt": plain(image["c"][1]), "caption": set_blocks(caption[1])}
    return {"t": "Chart", "c": chart}


def _table(content: list[Any]) -> dict[str, Any]:
    attributes, caption, columns, head, bodies, foot = content
    parts = {
        "head": _rows(head[1]),
        "body": [row for body in bodies for row in _rows(body[2] + body[3])],
        "foot": _rows(foot[1]),
    }
    aligns = [column[0]["t"] for column in columns]
    widths = _widths(aligns, parts, _WRAPPED)
    if sum(widths) > _SIZES[-1][0]:
        widths = _widths(aligns, parts, _WRAPPED_MORE)
    cells = {part: [_bare(c) for row in rows for c in row] for part, rows in parts.items()}
    return {
        "caption": set_blocks(caption[1]),
        "aligns": aligns,
        "widths": (eased := _eased(widths, parts)),
        "share": next((one for one in _SHARES if sum(eased) <= one * _LINE), 1.0),
        "numbers": _NUMBERS in attributes[1],
        **_size(sum(widths)),
        **cells,
        "long": any(len(c["words"]) > _LONG for row in parts["body"] for c in row),
        "bare": all(isinstance(cell, str) for cell in cells["body"]),
        "lines": (lines := _lines(eased, parts["body"])),
        "whole": lines <= (_BESIDE if _NUMBERS in attributes[1] else _WHOLE),
    }


def _rows(rows: list[Any]) -> list[list[dict[str, Any]]]:
    return [
        [
            {"down": down, "across": across, "body": set_blocks(body), "words": plain(body)}
            for _, _, down, across, body in row[1]
        ]
        for row in rows
    ]


def _bare(cell: dict[str, Any]) -> dict[str, Any] | str:
    """A cell of plain words as their text alone, which the page sets several times faster."""
    body = cell["body"]
    only = [node for block in body if block["t"] == "Plain" for node in block["c"]]
    spans = cell["down"] > 1 or cell["across"] > 1
    if spans or len(body) > 1 or not only or any(node["t"] not in _PLAIN for node in only):
        return {"down": cell["down"], "across": cell["across"], "body": body}
    return "".join(node["c"] for node in only)


def _widths(aligns: list[str], parts: dict[str, Any], lines: int) -> list[float]:
    """How much of the line each column needs, in average characters, where a cell of words may
    take so many lines."""
    widths = [1.0] * len(aligns)
    for part, rows in parts.items():
        for row in rows:
            for place, cell in enumerate(row[: len(aligns)]):
                wraps = part == "head" or aligns[place] != "AlignRight"
                need = _need(cell["words"], lines if wraps else 0)
                widths[place] = max(widths[place], need)
    return [width + _AIR for width in widths]


def _eased(widths: list[float], parts: dict[str, Any]) -> list[float]:
    """What the line has over goes first to columns whose cells would otherwise wrap."""
    longest = [width - _AIR for width in widths]
    for row in parts["body"]:
        for place, cell in enumerate(row[: len(widths)]):
            longest[place] = max(longest[place], min(len(cell["words"]), _WIDEST))
    lacking = [long + _AIR - width for long, width in zip(longest, widths, strict=True)]
    room = min(max(_LINE - sum(widths), 0), sum(lacking))
    share = room / sum(lacking) if room else 0
    return [width + share * lack for width, lack in zip(widths, lacking, strict=True)]


def _need(words: str, lines: int) -> float:
    """A cell's width: the whole text, or where it may wrap at least its longest word."""
    if not lines:
        return min(len(words), _TEXT_WIDTH)
    longest = max(map(len, words.split(" ")), default=0)
    unbroken = min(len(words), _UNBROKEN if lines == _WRAPPED else longest)
    return min(max(longest, len(words) / lines, unbroken), _TEXT_WIDTH)


def _lines(widths: list[float], rows: list[Any]) -> int:
    """How many lines the rows of a table take, about."""
    wider = max(_LINE / sum(widths), 1.0)
    return sum(
        max((math.ceil(len(cell["words"]) / max(width * wider - _AIR, 1))
             for cell, width in zip(row, widths, strict=False)), default=1)
        for row in rows
    )  # fmt: skip


def _size(need: float) -> dict[str, Any]:
    """Type size, whether the page lies on its side, whether words may be hyphenated."""
    for characters, size in _SIZES:
        if need <= characters:
            return {"size": size, "wide": False, "tight": size < _SIZES[0][1]}
    return {"size": _SIZE_ON_SIDE, "wide": True, "tight": True}

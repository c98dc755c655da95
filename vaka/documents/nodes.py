"""Nodes of Pandoc's tree, made from plain values (pandoc-types 1.23, as JSON).

Text from people enters documents here, as `Str` nodes: it is never parsed, so nothing in it can
be markup.
"""

from collections.abc import Iterator, Sequence
from typing import Any

Node = dict[str, Any]
Attr = list[Any]

LONGEST_PARAGRAPH = 10_000  # characters; longer runs have made Typst stop (standards, section 6)
LONGEST_WORD = 40  # characters; longer words may break after each
_BREAK = "\u200b"  # zero width space: a place where a line may end


def attr(id: str = "", classes: Sequence[str] = (), **pairs: str) -> Attr:
    """Identifier, classes and key-value pairs; `data_x` becomes `data-x`."""
    return [id, list(classes), [[key.replace("_", "-"), value] for key, value in pairs.items()]]


def inlines(text: str) -> list[Node]:
    """Words and spaces of a text; hard spaces stay inside words."""
    nodes: list[Node] = []
    for word in text.replace("\n", " ").replace("\t", " ").split(" "):
        if nodes:
            nodes.append({"t": "Space"})
        nodes.extend({"t": "Str", "c": piece} for piece in pieces(word))
    return nodes


def pieces(word: str) -> Iterator[str]:
    """A word whole, or in pieces that each end in a possible line break when it is very long."""
    while len(word) > LONGEST_WORD:
        yield word[:LONGEST_WORD] + _BREAK
        word = word[LONGEST_WORD:]
    if word:
        yield word


def paragraphs(content: list[Node], kind: str = "Para") -> list[Node]:
    """One paragraph, or several when the text is longer than `LONGEST_PARAGRAPH`."""
    parts: list[list[Node]] = [[]]
    size = 0
    for node in content:
        length = len(node["c"]) if node["t"] == "Str" else 1
        if size + length > LONGEST_PARAGRAPH:
            parts.append([])
            size = 0
        parts[-1].append(node)
        size += length
    return [{"t": kind, "c": part} for part in parts if part]


def div(blocks: list[Node], *classes: str) -> Node:
    """A block with a class, which each format's template knows how to show."""
    return {"t": "Div", "c": [attr(classes=classes), blocks]}


def span(text: str, id: str, classes: Sequence[str], **pairs: str) -> Node:
    """Running text with classes and key-value pairs."""
    return {"t": "Span", "c": [attr(id, classes, **pairs), inlines(text)]}


def prose(text: str) -> list[Node]:
    """Plain words of a person as blocks: empty lines part paragraphs, "- " begins a list item."""
    blocks: list[Node] = []
    for part in text.split("\n\n"):
        lines = [line.strip() for line in part.splitlines() if line.strip()]
        if lines and all(line.startswith(("- ", "• ", "* ")) for line in lines):
            items = [paragraphs(inlines(line[2:]), "Plain") for line in lines]
            blocks.append({"t": "BulletList", "c": items})
        else:
            blocks.extend(paragraphs(inlines(" ".join(lines))))
    return blocks


def cell(text: str, align: str = "AlignDefault") -> list[Any]:
    """A table cell of one row and one column."""
    return [attr(), {"t": align}, 1, 1, paragraphs(inlines(text), "Plain")]


def row(cells: list[list[Any]]) -> list[Any]:
    """A table row."""
    return [attr(), cells]


def caption(text: str) -> list[Any]:
    """A caption of a table or a figure; none when the text is empty."""
    return [None, [{"t": "Plain", "c": inlines(text)}] if text else []]

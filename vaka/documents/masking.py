"""A copy of a document with some words taken away, and what a made PDF still tells.

Words are taken out of the content before it is set, so that nothing lies hidden under a bar.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass, replace
from enum import Enum
from io import BytesIO
from typing import Any, TypeVar

MASK = "[maskerat]"
BROKEN = re.compile(r"[\u00ad\u2010\u0002\ufffe-]\s*\n\s*")
T = TypeVar("T")


def masked(text: str, quotes: Iterable[str]) -> str:
    """Give a text with each quote as a mark; whole words only, with a genitive s."""
    for quote in sorted(set(quotes), key=len, reverse=True):
        text = _pattern(quote).sub(MASK, text)
    return text


def without(content: T, quotes: Iterable[str]) -> T:
    """Give content with the quotes masked in every text of it, however deep it lies."""
    patterns = [_pattern(quote) for quote in sorted(set(quotes), key=len, reverse=True)]
    made: T = _without(content, patterns)
    return made


def texts(content: Any) -> Iterator[str]:
    """Give every text of some content, in its own order; keys of mappings are no content."""
    if isinstance(content, Enum):
        return
    if isinstance(content, str):
        yield content
    elif isinstance(content, Mapping):
        for value in content.values():
            yield from texts(value)
    elif isinstance(content, list | tuple):
        for value in content:
            yield from texts(value)
    elif is_dataclass(content):
        for one in fields(content):
            yield from texts(getattr(content, one.name))


def told_by(pdf: bytes) -> str:
    """Give all that a PDF tells: its metadata, its bookmarks, the text of every page."""
    import pypdfium2  # loading takes a moment; only those who read back wait for it

    with pypdfium2.PdfDocument(BytesIO(pdf)) as read:
        told = [*read.get_metadata_dict().values()]
        told += [mark.get_title() for mark in read.get_toc()]
        told += [page.get_textpage().get_text_bounded() for page in read]
    return "\n".join(told)


def left_in(pdf: bytes, quotes: Iterable[str]) -> list[str]:
    """Give the quotes that a PDF still tells, however its lines are broken."""
    raw = told_by(pdf)
    ways = [" ".join(BROKEN.sub(hyphen, raw).split()) for hyphen in ("", "-")]
    close = re.sub(r"[\s-]", "", ways[0])
    return [
        quote for quote in quotes
        if any(_pattern(quote).search(way) for way in ways)
        or (_is_code(quote) and re.sub(r"[\s-]", "", quote) in close)
    ]  # fmt: skip


def _pattern(quote: str) -> re.Pattern[str]:
    words = r"\s+".join(re.escape(word) for word in quote.split())
    return re.compile(rf"(?<!\w){words}s?(?!\w)", re.IGNORECASE if _is_code(quote) else 0)


def _is_code(quote: str) -> bool:
    """Numbers and addresses are the same whatever their case; Stig is not stig."""
    return "@" in quote or any(letter.isdigit() for letter in quote)


def _without(content: Any, patterns: list[re.Pattern[str]]) -> Any:
    if isinstance(content, Enum):
        return content
    if isinstance(content, str):
        for pattern in patterns:
            content = pattern.sub(MASK, content)
        return content
    if isinstance(content, Mapping):
        return {key: _without(value, patterns) for key, value in content.items()}
    if isinstance(content, list | tuple):
        return type(content)(_without(value, patterns) for value in content)
    if is_dataclass(content) and not isinstance(content, type):
        changed = {one.name: _without(getattr(content, one.name), patterns)
                   for one in fields(content) if one.init}  # fmt: skip
        return replace(content, **changed)
    return content

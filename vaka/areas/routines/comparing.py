"""What differs between two versions of a text, as pieces that a page can mark."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

WORD = re.compile(r"\s*\S+\s*")
ALIKE = 0.5
"""Lines at least this alike are one line that was changed, marked word by word."""


@dataclass(frozen=True)
class Piece:
    """A part of a line: `same`, `added` or `removed`."""

    kind: str
    words: str


Line = list[Piece]


def compared(old: str, new: str) -> list[Line]:
    """Give the lines of both texts in order, with what was added and removed in each."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Line] = []
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            found += [[Piece("same", line)] for line in after[c:d]]
        else:
            found += _changed(before[a:b], after[c:d])
    return found


def counts(lines: list[Line]) -> tuple[int, int]:
    """Give how many lines hold something added and something removed."""
    kinds = [{piece.kind for piece in line} for line in lines]
    return sum("added" in one for one in kinds), sum("removed" in one for one in kinds)


def _changed(before: list[str], after: list[str]) -> Iterator[Line]:
    """Lines pair in order while they are alike; the rest are removed and added whole."""
    for old, new in zip(before, after, strict=False):
        if SequenceMatcher(None, old, new, autojunk=False).ratio() >= ALIKE:
            yield list(_words(old, new))
        else:
            yield from _whole(old, new)
    yield from ([Piece("removed", line)] for line in before[len(after) :] if line.strip())
    yield from ([Piece("added", line)] for line in after[len(before) :] if line.strip())


def _whole(old: str, new: str) -> Iterator[Line]:
    yield from ([Piece("removed", line)] for line in (old,) if line.strip())
    yield from ([Piece("added", line)] for line in (new,) if line.strip())


def _words(old: str, new: str) -> Iterator[Piece]:
    before, after = WORD.findall(old), WORD.findall(new)
    for kind, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind == "equal":
            yield Piece("same", "".join(after[c:d]))
            continue
        if b > a:
            yield Piece("removed", "".join(before[a:b]))
        if d > c:
            yield Piece("added", "".join(after[c:d]))

"""Two texts that were written at once from the same one, made into one: no word is lost.

The unit is the paragraph. What only one of the two has changed is taken; where both have changed
the same paragraph both stand, one after the other, and are handed back to be chosen from.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

BETWEEN = re.compile(r"\n[ \t]*\n\s*")
Paragraphs = list[str]


@dataclass(frozen=True)
class Twice:
    """One paragraph that both have changed, in the words of each."""

    theirs: str
    mine: str


@dataclass
class Merged:
    """The text of both, and where they changed the same."""

    text: str = ""
    twice: list[Twice] = field(default_factory=list)


def paragraphs(text: str) -> Paragraphs:
    """Give a text's paragraphs without the empty lines between them."""
    return [one.strip() for one in BETWEEN.split(text.replace("\r\n", "\n")) if one.strip()]


def joined(parts: Sequence[str]) -> str:
    """Give a text of paragraphs, an empty line between each."""
    return "\n\n".join(parts)


def merge(base: str, mine: str, theirs: str) -> Merged:
    """Merge two texts that come from the same base; theirs was saved first.

    A text that is alone in being changed is given as it was written, blanks and all.
    """
    if theirs == base or mine == theirs:
        return Merged(mine)
    if mine == base:
        return Merged(theirs)
    found, out = Merged(), []
    for was, own, other in _chunks(paragraphs(base), paragraphs(mine), paragraphs(theirs)):
        out += _merged(was, own, other, found.twice)
    found.text = joined(out)
    return found


def replaced(text: str, old: str, new: str) -> str | None:
    """Give a text with a paragraph put in place of another; None when the old is not there.

    An empty old paragraph puts the new one last, an empty new one takes the old away.
    """
    parts = paragraphs(text)
    fresh = paragraphs(new)
    if not old.strip():
        return joined(parts + fresh)
    wanted = paragraphs(old)
    for place in range(len(parts) - len(wanted) + 1):
        if parts[place : place + len(wanted)] == wanted:
            return joined(parts[:place] + fresh + parts[place + len(wanted) :])
    return None


def _chunks(
    base: Paragraphs, mine: Paragraphs, theirs: Paragraphs
) -> Iterator[tuple[Paragraphs, Paragraphs, Paragraphs]]:
    """Give the parts between the paragraphs that stand unchanged in all three, and those."""
    own, other = _same(base, mine), _same(base, theirs)
    at_base = at_own = at_other = 0
    for place in sorted(own.keys() & other.keys()):
        yield base[at_base:place], mine[at_own : own[place]], theirs[at_other : other[place]]
        yield [base[place]], [base[place]], [base[place]]
        at_base, at_own, at_other = place + 1, own[place] + 1, other[place] + 1
    yield base[at_base:], mine[at_own:], theirs[at_other:]


def _same(base: Paragraphs, other: Paragraphs) -> dict[int, int]:
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {one.a + step: one.b + step for one in blocks for step in range(one.size)}


def _merged(
    was: Paragraphs, mine: Paragraphs, theirs: Paragraphs, twice: list[Twice]
) -> Paragraphs:
    if mine in (was, theirs):
        return theirs
    if theirs == was:
        return mine
    for inner, outer in ((mine, theirs), (theirs, mine)):
        if was and (place := _within(was, outer)) is not None:
            return outer[:place] + inner + outer[place + len(was) :]
    if len(was) == len(mine) == len(theirs) > 1:
        pairs = zip(was, mine, theirs, strict=True)
        return [line for w, m, t in pairs for line in _merged([w], [m], [t], twice)]
    for at, rest in ((0, slice(1, None)), (-1, slice(None, -1))):
        if not (was and mine and theirs and was[at] in (mine[at], theirs[at])):
            continue
        edge = [mine[at] if theirs[at] == was[at] else theirs[at]]
        if edge[0] not in was or mine[at] == theirs[at]:
            inner = _merged(was[rest], mine[rest], theirs[rest], twice)
            return edge + inner if at == 0 else inner + edge
    return _both(was, mine, theirs, twice)


def _within(part: Paragraphs, whole: Paragraphs) -> int | None:
    """Where a chunk stands untouched inside another that has only grown around it."""
    places = range(len(whole) - len(part) + 1)
    return next((n for n in places if whole[n : n + len(part)] == part), None)


def _both(was: Paragraphs, mine: Paragraphs, theirs: Paragraphs, twice: list[Twice]) -> Paragraphs:
    """Let both stand; what one has only written further on is taken as it is.

    What the other left as it was and I took away or rewrote does not come back.
    """
    fresh = [one for one in mine if one not in was and one not in theirs]
    others = [one for one in theirs if one not in was]
    if len(fresh) == 1 and len(others) == 1:
        longest = max(fresh[0], others[0], key=len)
        if longest.startswith((fresh[0], others[0])) and _grows(fresh[0], others[0]):
            return [longest if one == others[0] else one for one in theirs]
    if fresh and others and was:
        twice.append(Twice(joined(others), joined(fresh)))
    return [one for one in theirs if one not in was or one in mine] + fresh


def _grows(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)

"""`text_table unit`: what prose claims of a table in the same paper.

A claim is read against every table in every way that it may be meant. It is wrong when no reading
bears it out, and at least one table is surely the one that is spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from vaka.documents.figurecheck.changes import WAY
from vaka.documents.figurecheck.claims import counts, ranks, trends, values, wholes
from vaka.documents.figurecheck.claims.frames import Frame, frames, index, same_word
from vaka.documents.figurecheck.claims.readings import Reading
from vaka.documents.figurecheck.claims.scenes import Scene, Told
from vaka.documents.figurecheck.claims.words import APART, NOT, SHALL
from vaka.documents.figurecheck.document import Document, Heading, Paragraph
from vaka.documents.figurecheck.finding import Finding
from vaka.documents.figurecheck.grammar.numbers import Number
from vaka.documents.figurecheck.readers.tables import is_caption
from vaka.documents.figurecheck.said import of

_FIRST = (
    counts.counts, wholes.spread, wholes.some_of_all, wholes.part, wholes.together, trends.by,
    trends.times, wholes.total, wholes.mean,
)  # fmt: skip
_CUE = re.compile(
    rf"{WAY.pattern}|\b(?:fler|mer|högre|större|vanligare|färre|mindre|lägre|ing(?:en|et|a)|samtliga"
    r"|alla|hälften|dubbelt|en av|ett av|\w+are|lika)\b"
    r"|(?:est|ast|högst|lägst|minst)[ae]?\b|topp|botten|bäst|sämst|störst|förbättr|försämr",
    re.IGNORECASE,
)
_LAST = (ranks.most, ranks.more, trends.way)


def find(document: Document, today: date) -> Iterator[Finding]:
    """Ask every sentence against the tables that it may speak of."""
    seen = list(frames(document))
    if not seen:
        return
    known = index(seen)
    for told in _sentences(document):
        if told.one.numbers or _CUE.search(told.one.text):
            yield from _judged([Scene(told, seen[at]) for at in _near(told, seen, known)])


def _sentences(document: Document) -> Iterator[Told]:
    section, heading = 0, ""
    for block in document.blocks:
        if isinstance(block, Heading) and not is_caption(block.text):
            section, heading = section + 1, block.text
        if isinstance(block, Paragraph) and not is_caption(block.text):
            before = ""
            for one in of(document.file, block):
                if one.is_whole:
                    yield Told(one, before, section, heading)
                before = one.text


def _near(
    told: Told, seen: Sequence[Frame], known: dict[str, list[tuple[int, int, frozenset[str]]]]
) -> list[int]:
    """The tables that have a name of the sentence, and those of the same section."""
    found = {at for at, frame in enumerate(seen) if frame.section == told.section}
    tried: dict[frozenset[str], bool] = {}
    for start in {word[:4] for word in told.stems}:
        for at, _, about in known.get(start, ()):
            if about not in tried:
                tried[about] = all(any(same_word(one, word) for word in told.stems)
                                   for one in about)  # fmt: skip
            if tried[about]:
                found.add(at)
    return sorted(found)


def _judged(scenes: Sequence[Scene]) -> Iterator[Finding]:
    """Say the first claim that is surely wrong and that no table bears out."""
    near = [scene for scene in scenes if scene.is_near]
    readings = [(scene, one) for scene in near for one in _readings(scene)]
    for scene, one in readings:
        if one.holds or not _is_sure(scene, one) or _is_held(scene, one, readings):
            continue
        apart = [(other, reading) for other in scenes if not other.is_near
                 for reading in _readings(other)]  # fmt: skip
        if not _is_held(scene, one, apart):
            said = scene.told.one
            yield Finding(said.file, said.line, said.text, one.printed, one.computed,
                          one.rule, 0.8)  # fmt: skip
            return


def _is_held(scene: Scene, one: Reading, readings: Sequence[tuple[Scene, Reading]]) -> bool:
    """Tell whether a table that can as well be meant bears the claim out."""
    return any(reading.holds and reading.key == one.key
               and (not other.unknown or other.frame.is_of(scene.frame))
               for other, reading in readings)  # fmt: skip


def _is_sure(scene: Scene, one: Reading) -> bool:
    if one.is_of_all or not scene.names_some:
        near = scene.is_here if one.key[0] == "count" else scene.is_of_head
        counted = one.key[0] in ("total", "value") and not any(number.unit for number in one.used)
        return scene.is_of_all or (near and not counted)
    return scene.is_sure


def _readings(scene: Scene) -> Iterator[Reading]:
    if not scene.is_known or APART.search(scene.text):
        return
    if NOT.search(scene.text):
        return
    used: set[Number] = set()
    shall = SHALL.search(scene.text)
    for kind in _FIRST:
        if shall and kind is not counts.counts:
            return
        for reading in kind(scene):
            used |= reading.used
            yield reading
    for last in _LAST:
        yield from last(scene)
    yield from values.find(scene, frozenset(used))

"""Which row is said to be the most or the least, and which is more than another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from vaka.documents.figurecheck.claims.frames import Frame, in_order
from vaka.documents.figurecheck.claims.readings import Reading
from vaka.documents.figurecheck.claims.scenes import MARK, Mark, Scene
from vaka.documents.figurecheck.claims.words import BAD, MOST, MOVE, THAN
from vaka.documents.figurecheck.grid import TOTAL

_THEN = re.compile(
    r"[;:]|,?\s(?:tätt\s|närmast\s)?följ(?:t|d|s|da|de|er) (?:tätt )?(?:av|på)\b"
    r"|,?\sdärefter|,\s(?:medan|men|och)\s"
    r"|\smedan\s|,?\sföre\s|,?\ssedan\s(?=‹n)|,?\soch därefter|\soch sedan\b|,?\sjämfört med\b"
)
_SINCE = re.compile(r"\b(?:sedan|med|än|från|mot)\s(?:år\s|sedan\s)?‹t\d+›")
_NEXT = re.compile(r"(?:följ\w+ (?:tätt )?(?:av|på)|därefter|och därefter|och sedan|sedan)\s*$")
_IS = re.compile(r"\b(?:är|ligger|finns|får|redovisar|visar)\b|\bhar\b(?! \w+(?:t|ts)\b)")
_APART = re.compile(r"\b(?:skillnad|spridning|differens|förändring|gap|variation|avstånd)")
_RANKS = {"näst": 2, "tredje": 3, "fjärde": 4}
_MUST = re.compile(
    r"\b(?:en|ett) av (?:de|dem)\b|\bbland (?:de|dem)\b|\btillhör\b|\bhör till\b|\bsedan (?:år )?‹"
)
_THAN = re.compile(r"\bän\b|\bjämfört med\b|\bgentemot\b")
_FOCUS = re.compile(
    r"\b(?:\w+des|\w+ts|inträffade|skedde|var|kom|hade)\s(?:det\s)?(?:år |i |under )?‹n\d+›\W*$"
)


def most(scene: Scene) -> Iterator[Reading]:
    """`Flest fall hade A`, `Näst vanligast är B`, `A har den högsta andelen`."""
    if _MUST.search(scene.text) or _APART.search(scene.text):
        return
    signs = list(MOST.finditer(scene.text))
    pieces = _parted(scene.text, signs)
    for sign, piece in pieces:
        names = [scene.mark(at) for kind, at in MARK.findall(piece) if kind == "n"]
        if _is_adverbial(scene, names):
            continue
        if names and len(scene.frame.members) > len(names):
            yield from _ranked(scene, sign, names, piece)
    if len(signs) == 1 and not signs[0]["rank"]:
        yield from _followed(scene, signs[0], pieces[0][1])


def _followed(scene: Scene, sign: re.Match[str], piece: str) -> Iterator[Reading]:
    """`Flest hade A, följt av B`: B comes next after those of the first piece."""
    first = [scene.mark(at).place for kind, at in MARK.findall(piece) if kind == "n"]
    after = scene.text[scene.text.index(piece) + len(piece) :]
    ahead = scene.text[: scene.text.index(piece) + len(piece)]
    if not first or not _NEXT.search(ahead):
        return
    then = _THEN.search(after)
    names = [scene.mark(at) for kind, at in MARK.findall(after[: then.start()] if then else after)
             if kind == "n"]  # fmt: skip
    if names:
        for one in _ranked(scene, sign, names, piece, len(first) + 1):
            yield replace(one, key=("next", sign.start()))


def _is_adverbial(scene: Scene, names: Sequence[Mark]) -> bool:
    """Tell whether a time only says when: `Flest fall 2023 hade A`, not `… på A var det 2023`."""
    heads = [scene.frame.grid.heading(mark.place) for mark in scene.of("c")]
    named = any(not TOTAL.search(head) for head in heads)
    return named and all(mark.time for mark in names) and not _FOCUS.search(scene.text)


def _parted(text: str, signs: Sequence[re.Match[str]]) -> list[tuple[re.Match[str], str]]:
    """Give each superlative with the piece of text that its names stand in."""
    if not signs:
        return []
    if len(signs) == 1:
        cuts = [0, *(cut.end() for cut in _THEN.finditer(text)), len(text)]
        begin = max(cut for cut in cuts if cut <= signs[0].start())
        end = min(cut for cut in cuts if cut >= signs[0].end())
        return [(signs[0], text[begin:end])]
    names = [found.start() for found in MARK.finditer(text) if found[1] == "n"]
    if len(names) != len(signs):
        return []
    ahead = names[0] < signs[0].start()
    found = []
    for at, sign in enumerate(signs):
        begin = names[at] if ahead else sign.start()
        later = [*(names if ahead else [one.start() for one in signs]), len(text)]
        found.append((sign, text[begin : min(one for one in later if one > begin)]))
    return found


def _ranked(
    scene: Scene, sign: re.Match[str], names: Sequence[Mark], piece: str, least: int = 1
) -> Iterator[Reading]:
    rank = _RANKS.get((sign["rank"] or "").strip(), least)
    rows = [mark.place for mark in names]
    moved = MOVE.search(MARK.sub(" ", piece))
    for values in _moves(scene, moved) if moved else _columns(scene):
        if any(row not in values for row in rows) or len(values) < 2:
            continue
        ways = [1, -1] if sign["either"] else [-1 if sign["low"] else 1]
        holds = any(_is_rank({row: way * value for row, value in values.items()}, rows, rank)
                    for way in ways)  # fmt: skip
        right = sorted(values, key=lambda row: -ways[0] * values[row])[rank - 1]
        yield Reading(("most", sign.start()), scene.told.one.text[names[0].start : names[-1].end],
                      scene.frame.grid.labels[right], holds)  # fmt: skip


def _columns(scene: Scene) -> Iterator[dict[int, float]]:
    """The rows of one kind with their values, for each column that can be meant."""
    frame = scene.frame
    columns = scene.columns()
    if _IS.search(scene.text) and not scene.times and set(columns) <= frame.column_times.keys():
        columns = columns[-1:]
    shares = [at for at in columns if frame.grid.share(at)]
    if shares and re.search(r"andel|procent|nöjd|‹f", scene.text) and len(shares) < len(columns):
        said = any(number.unit == "%" for number in scene.figures) or "andel" in scene.text
        columns = shares if said else columns
    for column in columns:
        yield {row: value for row in frame.members
               if (value := frame.value(row, column)) is not None}  # fmt: skip


def _moves(scene: Scene, way: re.Match[str]) -> Iterator[dict[int, float]]:
    """What each row rose or fell by between two times, in number and in proportion."""
    frame = scene.frame
    sign = moved(frame, way)
    if not sign:
        return
    for first, last in spans(scene):
        both = {row: (a, b) for row in frame.members
                if (a := frame.value(row, first)) is not None
                and (b := frame.value(row, last)) is not None}  # fmt: skip
        yield {row: sign * (b - a) for row, (a, b) in both.items()}
        if all(a for a, _ in both.values()):
            yield {row: sign * (b - a) / a for row, (a, b) in both.items()}


def moved(frame: Frame, way: re.Match[str]) -> int:
    """Give 1 for what rose, -1 for what fell; better is more only where more is good, else 0."""
    if way["better"] or way["worse"]:
        said = (
            f"{frame.grid.caption} {' '.join(frame.grid.table.head)} {' '.join(frame.grid.labels)}"
        )
        shares = all(frame.grid.share(at) for at in frame.columns)
        good = shares and not frame.grid.turned and not BAD.search(said)
        return (1 if way["better"] else -1) if good else 0
    return 1 if way["up"] else -1 if way["down"] else 0


def spans(scene: Scene) -> list[tuple[int, int]]:
    """Give the columns of the two times that can be meant by a change: earlier and later."""
    frame = scene.frame
    line = in_order(frame.column_times)
    if scene.frame.is_grouped and len(line) < 2:
        return []
    said = sorted(frame.at(scene.times, frame.column_times), key=line.index)
    if len(said) > 1:
        return [(said[0], said[-1])]
    if len(line) < 2:
        return []
    if said:
        at = line.index(said[0])
        since = _SINCE.search(scene.text) and said[0] != line[-1]
        before = [(line[at - 1], said[0])] if at and not since else []
        after = [(said[0], line[-1])] if said[0] != line[-1] else []
        return [*after, *before]
    return [(line[-2], line[-1]), (line[0], line[-1])]


def _is_rank(values: dict[int, float], rows: Sequence[int], rank: int) -> bool:
    """Tell whether the rows stand at the rank and those after it; alike is either."""
    for row in rows:
        above = sum(value > values[row] for value in values.values())
        level = sum(value >= values[row] for value in values.values())
        if above > rank + len(set(rows)) - 2 or level < rank:
            return False
    return True


def more(scene: Scene) -> Iterator[Reading]:
    """`Fler fall på A än på B`, `A hade färre fall än B`."""
    signs, than = list(THAN.finditer(scene.text)), list(_THAN.finditer(scene.text))
    names = list(MARK.finditer(scene.text))
    rows = [found for found in names if found[1] == "n"]
    if len(signs) != 1 or len(than) != 1 or len(rows) != 2 or scene.figures:
        return
    after = [found for found in rows if found.start() > than[0].end()]
    if len(after) == 1:
        other = after[0]
    elif len(after) == 2 and than[0].start() == 0:
        other = after[0]  # `Jämfört med B hade A fler`
    else:
        return
    subject = next(found for found in rows if found is not other)
    yield from _compared(scene, scene.mark(subject[2]).place, scene.mark(other[2]).place, signs[0])


def _compared(scene: Scene, a: int, b: int, sign: re.Match[str]) -> Iterator[Reading]:
    frame, way = scene.frame, 1 if sign["more"] else -1
    for column in scene.columns():
        one, two = frame.number(a, column), frame.number(b, column)
        if one and two and frame.unit(a, column) == frame.unit(b, column):
            holds = way * (one.value - two.value) > 0
            told = f"{frame.grid.text(a, column)} mot {frame.grid.text(b, column)}"
            yield Reading(("more", sign.start()), sign.group(), told, holds)

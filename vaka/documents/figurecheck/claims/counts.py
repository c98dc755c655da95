"""How many rows are said to be so: `tre av åtta enheter`, `samtliga`, `ingen`, `alla utom två`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from vaka.documents.figurecheck.claims.frames import Frame, akin
from vaka.documents.figurecheck.claims.ranks import moved, spans
from vaka.documents.figurecheck.claims.readings import Reading
from vaka.documents.figurecheck.claims.scenes import Scene
from vaka.documents.figurecheck.claims.words import MOVE, THAN
from vaka.documents.figurecheck.grammar.numbers import Number, scan
from vaka.documents.figurecheck.grammar.sentences import keys, stem

_KINDS = (
    r"(?:enhet|boende|område|verksamhet|kommun|fråg|månad|distrikt|avdelning|typ|kategori|hem\b|grupp"
    r"|rad\b|rader|mått|nyckeltal|kvartal|tertial|år\b|åren|indikator|mål\b|målen|steg|moment|lokal)\w*"
)
_COMPOUND = r"\w+(?:grupp|område|enhet|boende|avdelning|verksamhet)\w*"
_LACKS = re.compile(r"\b(?:saknar|hade ing[ae]n?|har ing[ae]n?)\b")
_OF = re.compile(
    r"(?:‹f(?P<n>\d+)›|(?P<one>\b(?:endast |bara )?(?:en|ett)\b)|(?P<none>\bing(?:en|et|a)\b))\s"
    r"av\s(?:(?:de|våra|kommunens|samtliga|alla|totalt)\s)*(?:‹f(?P<whole>\d+)›\s)?"
    r"(?P<what>\w+(?:\s\w+)?)",
)
_WHOLE_FIRST = re.compile(
    r"\bav\s(?:(?:de|våra|kommunens|samtliga|alla|totalt)\s)*‹f(?P<whole>\d+)›\s(?P<what>\w+)"
    r"[^‹.]*?(?:‹f(?P<n>\d+)›|(?P<one>\b(?:endast |bara )?(?:en|ett)\b)"
    r"|(?P<none>\bing(?:en|et|a)\b))"
)
_EVERY = re.compile(
    r"\b(?P<all>samtliga|alla)\s(?:(?:de|våra|kommunens)\s)?(?:‹f(?P<whole>\d+)›\s)?(?P<what>\w+)"
    r"|\b(?P<none>ing(?:en|et|a))\s(?:av\s)?(?P<which>\w+)"
)
_PLAIN = re.compile(
    r"(?:‹f(?P<n>\d+)›|(?P<one>\b(?:endast|bara|enbart) (?:en|ett)\b))\s(?P<what>\w+)"
)
_REACH = re.compile(r"\b(?:nå\w*|uppnå\w*|klara\w*|uppfyll\w*|nått)\b")
_GOAL = re.compile(r"\bmål\w*|\briktvärde\w*|\bgräns\w*", re.IGNORECASE)
Test = Callable[[int, int], bool | None]


@dataclass(frozen=True)
class Counted:
    """So many of the rows: the figure or word that says it, and how many that is."""

    start: int
    printed: str
    least: float
    most: float
    used: frozenset[Number]


def counts(scene: Scene) -> Iterator[Reading]:
    """Hold what is said of so many rows against the rows."""
    said = _counted(scene)
    if said is None:
        return
    for count, used in _tested(scene, said):
        holds = said.least <= count <= said.most
        yield Reading(("count", said.start), said.printed, str(count), holds, said.used | used,
                      is_of_all=True)  # fmt: skip


def _counted(scene: Scene) -> Counted | None:
    members, text = len(scene.frame.members), scene.text
    if scene.rows or members < 2:
        return None
    for sign in (_OF, _WHOLE_FIRST, _EVERY, _PLAIN):
        for found in sign.finditer(text):
            groups = found.groupdict()
            what = groups.get("what") or groups.get("which") or ""
            whole = scene.mark(groups["whole"]).number if groups.get("whole") else None
            if whole and (whole.value != members or whole.unit):
                continue
            if _is_row(scene.frame, what):
                return _amount(scene, found, members, whole)
    return None


def _is_row(frame: Frame, what: str) -> bool:
    """Tell whether a word means the rows of the table: its first heading, or a word for rows."""
    heads = keys(frame.grid.heading(0))
    kinds = (_COMPOUND, _KINDS)
    return any(any(re.fullmatch(kind, word) for kind in kinds)
               or any(akin(stem(word), head) for head in heads)
               for word in what.split())  # fmt: skip


def _amount(
    scene: Scene, found: re.Match[str], members: int, whole: Number | None
) -> Counted | None:
    groups = found.groupdict()
    used = frozenset([whole] if whole else [])
    if at := groups.get("n"):
        number = scene.mark(at).number
        if number is None or number.unit not in ("", "%") or number.hedge in ("more", "less"):
            return None
        times = members / 100 if number.unit == "%" else 1.0
        return Counted(found.start(), number.text, number.low * times, number.high * times,
                       used | {number})  # fmt: skip
    exact = members if groups.get("all") else 0 if groups.get("none") else 1
    return Counted(found.start(), found.group().split(" ‹")[0], exact, exact, used)


def _tested(scene: Scene, said: Counted) -> Iterator[tuple[int, frozenset[Number]]]:
    """Count the rows that meet what is said of them, in every reading."""
    rest = [number for number in scene.figures if number not in said.used]
    frame = scene.frame
    if _LACKS.search(scene.text) and not rest:
        for column in scene.columns("", frame.members):
            yield _count(frame, column, lambda value: not value), frozenset()
    elif MOVE.search(THAN.sub(" ", scene.text)) and not rest:
        yield from ((count, frozenset[Number]()) for count in _moved(scene))
    elif _REACH.search(scene.text) and _tells_goal(scene) and len(rest) <= 1:
        goal = rest[0] if rest else _goal_before(scene)
        yield from ((count, frozenset(rest)) for count in _reached(scene, goal))
    elif len(rest) == 1 and (rest[0].hedge in ("more", "less") or THAN.search(scene.text)):
        for column in scene.columns(rest[0].unit, frame.members):
            for test in _tests(rest[0]):
                yield _count(frame, column, test), frozenset(rest)


def _tells_goal(scene: Scene) -> bool:
    before = scene.told.before
    return bool(_GOAL.search(scene.text) or (_GOAL.search(before) and scene.text.startswith("det")))


def _tests(number: Number) -> list[Callable[[float], bool]]:
    """`över 80` may or may not take 80 in; `minst 80` does."""
    goal, words = number.value, number.text.lower()
    if number.hedge == "less":
        exact = re.match(r"(?:högst|max)", words)
        return [lambda value: value <= goal, *([] if exact else [lambda value: value < goal])]
    exact = re.match(r"(?:minst|åtminstone)", words)
    return [lambda value: value >= goal, *([] if exact else [lambda value: value > goal])]


def _count(frame: Frame, column: int, test: Callable[[float], bool]) -> int:
    return sum(test(value) for row in frame.members
               if (value := frame.value(row, column)) is not None)  # fmt: skip


def _moved(scene: Scene) -> Iterator[int]:
    """How many rows rose, or fell, between the two times."""
    frame = scene.frame
    found = next(MOVE.finditer(scene.text))
    sign = moved(frame, found)
    if not sign:
        return
    for first, last in spans(scene):
        both = [(a, b) for row in frame.members
                if (a := frame.value(row, first)) is not None
                and (b := frame.value(row, last)) is not None]  # fmt: skip
        if len(both) == len(frame.members):
            yield sum(sign * (b - a) > 0 for a, b in both)


def _goal_before(scene: Scene) -> Number | None:
    """The goal that the sentence before tells."""
    if not _GOAL.search(scene.told.before):
        return None
    numbers = list(scan(scene.told.before))
    return numbers[0] if len(numbers) == 1 else None


def _reached(scene: Scene, goal: Number | None) -> Iterator[int]:
    """How many rows are at the goal or beyond it, whichever side is good."""
    frame = scene.frame
    for column in scene.columns(goal.unit if goal else None, frame.members):
        if frame.goals:
            both = [(frame.value(row, column), frame.value(row, frame.goals[0]))
                    for row in frame.members]  # fmt: skip
            pairs = [(a, b) for a, b in both if a is not None and b is not None]
        elif goal:
            pairs = [(cell, goal.value) for row in frame.members
                     if (cell := frame.value(row, column)) is not None]  # fmt: skip
        else:
            return
        low = goal is not None and goal.hedge == "less"
        yield sum(a <= b if low else a >= b for a, b in pairs)
        if goal is None:
            yield sum(a <= b for a, b in pairs)

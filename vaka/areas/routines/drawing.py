"""The one drawing standard of process maps: lanes by role, boxes in order, gaps dashed.

Data in, places and sizes out; the page draws them as SVG. Nothing here knows a database.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

LANE_HEIGHT, COLUMN, BOX_WIDTH, BOX_HEIGHT = 112, 176, 144, 76
LABEL, EDGE, LINE, LONGEST = 164, 16, 18, 18
CENTRE = 5


@dataclass(frozen=True)
class Step:
    """One activity as it is drawn: a role that is missing is written as empty."""

    name: str
    role: str
    routine: str

    @property
    def is_gap(self) -> bool:
        """Whether it lacks a routine or somebody responsible."""
        return not self.role or not self.routine


@dataclass(frozen=True)
class Written:
    """One line of text at its place."""

    x: int
    y: int
    words: str


@dataclass(frozen=True)
class Box:
    """One activity at its place."""

    x: int
    y: int
    lines: list[Written]
    is_gap: bool


@dataclass(frozen=True)
class Lane:
    """The band of one role; `is_gap` for that of activities without one."""

    y: int
    lines: list[Written]
    is_gap: bool


@dataclass(frozen=True)
class Map:
    """A whole map: its size in pixels, lanes, boxes and the lines from box to box."""

    width: int
    height: int
    lanes: list[Lane]
    boxes: list[Box]
    arrows: list[str]


def drawn(steps: Sequence[Step], nobody: str) -> Map:
    """Give the places of everything; `nobody` is what the lane without a role is called."""
    roles = list(dict.fromkeys(one.role for one in steps))
    lanes = [
        Lane(index * LANE_HEIGHT, _written(role or nobody, EDGE, _middle(index), 14), not role)
        for index, role in enumerate(roles)
    ]
    places = [(LABEL + number * COLUMN, roles.index(one.role)) for number, one in enumerate(steps)]
    boxes = [
        _box(x, lane, one) for (x, lane), one in zip(places, steps, strict=True)
    ]  # fmt: skip
    arrows = [_arrow(one, other) for one, other in pairwise(boxes)]
    width = LABEL + len(steps) * COLUMN + EDGE
    return Map(width, max(len(roles), 1) * LANE_HEIGHT, lanes, boxes, arrows)


def wrapped(words: str, longest: int = LONGEST) -> list[str]:
    """Break words into lines; a word longer than a line is cut with a hyphen."""
    lines: list[str] = [""]
    for word in words.split():
        while len(word) > longest:
            lines.append(f"{word[: longest - 1]}-")
            word = word[longest - 1 :]
        line = f"{lines[-1]} {word}".strip()
        if len(line) <= longest:
            lines[-1] = line
        else:
            lines.append(word)
    return [line for line in lines if line]


def _box(x: int, lane: int, step: Step) -> Box:
    y = lane * LANE_HEIGHT + (LANE_HEIGHT - BOX_HEIGHT) // 2
    return Box(x, y, _written(step.name, x + BOX_WIDTH // 2, _middle(lane)), step.is_gap)


def _middle(lane: int) -> int:
    return lane * LANE_HEIGHT + LANE_HEIGHT // 2


def _written(words: str, x: int, middle: int, longest: int = LONGEST) -> list[Written]:
    lines = wrapped(words, longest)[:4]
    first = middle - (len(lines) - 1) * LINE // 2 + CENTRE
    return [Written(x, first + number * LINE, line) for number, line in enumerate(lines)]


def _arrow(one: Box, other: Box) -> str:
    """A line from the right edge of one box to the left edge of the next, bent between them."""
    x1, y1 = one.x + BOX_WIDTH, one.y + BOX_HEIGHT // 2
    x2, y2 = other.x - 6, other.y + BOX_HEIGHT // 2
    between = (x1 + x2) // 2
    return f"M{x1} {y1}H{between}V{y2}H{x2}"

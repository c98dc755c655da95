"""Where the parts of the night's pictures stand: a night by staff, need by half hour, levels.

Numbers in, shapes out; templates draw them. Each picture has its table on the page.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import time
from typing import Any

from vaka.areas.night_care.rules import SURE

LEFT, WIDTH, ROW, TOP = 90, 1130, 58, 28
CURVE_HEIGHT, CURVE_BASE = 190, 200
EMPTY = "empty"


@dataclass(frozen=True)
class Bar:
    """A bar or box of a picture, with what it is in words."""

    x: float
    y: float
    width: float
    height: float
    kind: str = ""
    words: str = ""


@dataclass(frozen=True)
class Tick:
    """A line of the scale with its word."""

    x: float
    y: float
    words: str


@dataclass(frozen=True)
class Lane:
    """One of the staff, or a unit, through the night; `title_y` is where its name stands."""

    name: str
    y: float
    bars: list[Bar]
    title_y: float
    is_unit: bool = False


@dataclass(frozen=True)
class Night:
    """One night drawn: a lane for each of the staff and each unit; `scale` is a minute's width."""

    lanes: list[Lane]
    ticks: list[Tick]
    height: float
    minutes: int
    left: int
    scale: float


@dataclass(frozen=True)
class Curve:
    """Need by half hour: work and walking as bars, and the line of minutes on duty.

    `marks` is the need as a log corrects it, with its reach; none without a log.
    """

    work: list[Bar]
    walking: list[Bar]
    duty: str
    ticks: list[Tick]
    grid: list[Tick]
    marks: list["Mark"]


@dataclass(frozen=True)
class Mark:
    """Where a half hour stands as it is corrected, how far that reaches, and what was seen."""

    x: float
    corrected: float
    low: float
    high: float
    seen: float = 0.0


@dataclass(frozen=True)
class Seen:
    """Alarms by half hour: expected as bars, with what was seen and what it is corrected to."""

    bars: list[Bar]
    marks: list[Mark]
    ticks: list[Tick]
    grid: list[Tick]


@dataclass(frozen=True)
class Level:
    """A level of staffing with its interval, in percent of the axis."""

    staff: int
    percent: float
    low: float
    high: float
    passes: bool
    is_own: bool
    cannot: bool

    @property
    def spread(self) -> float:
        """Give how wide the interval is, never too narrow to see."""
        return max(round(self.high - self.low, 2), 0.4)

    @property
    def left(self) -> float:
        """Give where the mark of the value begins."""
        return round(min(max(self.percent - 0.8, 0), 98.4), 2)


def clock(start_hour: int, minute: float) -> str:
    """Write the time of day that many minutes into the night."""
    whole = (start_hour * 60 + round(minute)) % 1440
    return f"{time(whole // 60, whole % 60):%H.%M}"


def night(moves: Sequence[Mapping[str, Any]], staff: int, minutes: float, start: int,
          names: Sequence[str],
          empty: Mapping[str, Sequence[Mapping[str, Any]]]) -> Night:  # fmt: skip
    """Draw one night; what goes on after its end is cut at the edge.

    `empty` has each unit's name with when nobody was there.
    """
    scale = (WIDTH - LEFT - 10) / minutes
    lanes = []
    for number in range(staff):
        y = TOP + ROW * number + ROW / 2
        own = [one for one in moves if one["staff"] == number]
        lanes.append(Lane(names[number], y, _bars(own, y, scale, minutes), y))
    for number, (unit, times) in enumerate(empty.items(), staff):
        y = TOP + ROW * number + ROW / 2 + 10  # a unit's name is long, and stands above its line
        own = [{"kind": EMPTY, "room": "", **one} for one in times]
        lanes.append(Lane(unit, y, _bars(own, y, scale, minutes), y - 26, True))
    ticks = [
        Tick(round(LEFT + hour * 60 * scale, 1), 18, clock(start, hour * 60)[:2])
        for hour in range(int(minutes // 60) + 1)
    ]
    height = TOP + ROW * len(lanes) + 8
    return Night(lanes, ticks, height, int(minutes), LEFT, round(scale, 6))


def _bars(moves: Sequence[Mapping[str, Any]], y: float, scale: float, minutes: float) -> list[Bar]:
    return [
        Bar(round(LEFT + one["from"] * scale, 1), y - _half(one["kind"]),
            round(max((min(one["to"], minutes) - one["from"]) * scale, 2.0), 1),
            2 * _half(one["kind"]), one["kind"], one["room"])
        for one in moves if one["from"] < minutes
    ]  # fmt: skip


def _half(kind: str) -> float:
    return {"alarm": 18.0, "planned": 14.0}.get(kind, 10.0)


def curve(rows: Sequence[Mapping[str, Any]], start: int,
          corrected: Sequence[Mapping[str, Any]] = ()) -> Curve:  # fmt: skip
    """Draw the need by half hour against what is on duty, and as it is corrected."""
    most = max([30.0, *(max(one["on_duty"], one["work"] + one["walking"]) for one in rows),
                *(one["work_high"] for one in corrected)])  # fmt: skip
    step, scale = (WIDTH - LEFT - 10) / len(rows), CURVE_HEIGHT / most
    work, walking = [], []
    line: list[str] = []
    for number, one in enumerate(rows):
        x, width = round(LEFT + number * step + 2, 1), round(step - 4, 1)
        tall, walk = one["work"] * scale, one["walking"] * scale
        work.append(_bar(x, CURVE_BASE - tall, width, tall))
        walking.append(_bar(x, CURVE_BASE - tall - walk, width, walk))
        y = round(CURVE_BASE - one["on_duty"] * scale, 1)
        line.append(f"{'L' if line else 'M'}{x - 2:.1f} {y}L{x - 2 + step:.1f} {y}")
    grid = [Tick(LEFT, round(CURVE_BASE - part * most * scale, 1), f"{part * most:.0f}")
            for part in (0, 0.5, 1)]  # fmt: skip
    marks = [
        Mark(round(LEFT + (number + 0.5) * step, 1),
             *(round(CURVE_BASE - one[name] * scale, 1)
               for name in ("work", "work_low", "work_high")))
        for number, one in enumerate(corrected)
    ]  # fmt: skip
    return Curve(work, walking, "".join(line), _ticks(rows, start, step), grid, marks)


def alarms(rows: Sequence[Mapping[str, Any]], start: int) -> Seen:
    """Draw alarms by half hour: expected as bars, seen as rings, corrected as a mark and its reach.

    `rows` are those of an answer's correction.
    """
    most = max(0.1, *(float(one[name]) for one in rows for name in ("expected", "seen", "high")))
    step, scale = (WIDTH - LEFT - 10) / len(rows), CURVE_HEIGHT / most

    def height(value: float) -> float:
        return round(CURVE_BASE - value * scale, 1)

    marks = [
        Mark(round(LEFT + (number + 0.5) * step, 1), height(one["alarms"]), height(one["low"]),
             height(one["high"]), height(one["seen"]))
        for number, one in enumerate(rows)
    ]  # fmt: skip
    bars = [_bar(round(LEFT + number * step + 2, 1), height(one["expected"]), round(step - 4, 1),
                 one["expected"] * scale) for number, one in enumerate(rows)]  # fmt: skip
    grid = [Tick(LEFT, round(CURVE_BASE - part * CURVE_HEIGHT, 1),
                 f"{part * most:.1f}".replace(".", ",")) for part in (0, 0.5, 1)]  # fmt: skip
    return Seen(bars, marks, _ticks(rows, start, step), grid)


def _ticks(rows: Sequence[Mapping[str, Any]], start: int, step: float) -> list[Tick]:
    return [
        Tick(round(LEFT + number * step, 1), CURVE_BASE + 20, clock(start, one["from_minute"])[:2])
        for number, one in enumerate(rows) if one["from_minute"] % 60 == 0
    ]  # fmt: skip


def _bar(x: float, y: float, width: float, height: float) -> Bar:
    return Bar(x, round(y, 1), width, round(height, 1))


def levels(found: Sequence[Mapping[str, Any]], own: int) -> list[Level]:
    """Draw the levels beside each other, each with its interval.

    Where the inputs are reckoned uncertain the interval is that, and a level passes by it too.
    """
    return [_level(one, one["inputs"] or one, one["staff"] == own) for one in found]


def _level(one: Mapping[str, Any], sure: Mapping[str, Any], is_own: bool) -> Level:
    passes = one["passes"] and sure.get("chance", 1.0) >= SURE
    return Level(one["staff"], one["percent"] or 0.0, sure["low"] or 0.0, sure["high"] or 0.0,
                 passes, is_own, any(one["cannot_be_given"].values()))  # fmt: skip

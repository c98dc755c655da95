"""The sentence that is proposed about a figure: level, change, target and others, by rule.

Values in, parts of a sentence out. A part is words, or a number with its place in the data, so
that the report binds each number that the sentence prints. No Django, no database, no clock.
"""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from vaka.documents import swedish
from vaka.documents.content import Column, Kind
from vaka.metrics.measure import Good, Unit

PROPOSED = "Förslag: "
_Z = 1.96  # two-sided 5 %
_SEVERAL = 2


@dataclass(frozen=True)
class Reading:
    """One measure in one year. `part` and `whole` are the numbers behind a share, where told."""

    year: int
    value: float
    part: float | None = None
    whole: float | None = None


@dataclass(frozen=True)
class Line:
    """What a figure shows of one measure: its readings, oldest first, and what they stand beside.

    `peers` are others' values of the last year, by name.
    """

    label: str
    measure: str
    unit: Unit
    good: Good
    readings: tuple[Reading, ...]
    target: float | None = None
    peers: dict[str, float] = field(default_factory=dict)

    @property
    def last(self) -> Reading:
        """The newest reading."""
        return self.readings[-1]

    @property
    def before(self) -> Reading | None:
        """The reading of the year before the newest, if there is one."""
        years = {one.year: one for one in self.readings}
        return years.get(self.last.year - 1)

    @property
    def turn(self) -> int:
        """1 where the value rose from the year before, -1 where it fell, otherwise 0."""
        if self.before is None:
            return 0
        change = self.last.value - self.before.value
        return (change > 0) - (change < 0)


@dataclass(frozen=True)
class Said:
    """A number in a sentence: as it is read, and where it stands in the data."""

    text: str
    value: float
    measure: str
    year: int


Part = str | Said


class Certainty(StrEnum):
    """Whether a difference between two years is more than chance."""

    SURE = "sure"
    CHANCE = "chance"
    UNKNOWN = "unknown"


def certainty(now: Reading, then: Reading, unit: Unit) -> Certainty:
    """Judge a difference at the 5 % level: two shares by their pooled variance (Armitage, Berry
    and Matthews 2002, section 4.5), two counts as Poisson numbers (section 5.3)."""
    if unit is Unit.COUNT:
        total = now.value + then.value
        return _judged(now.value - then.value, math.sqrt(total)) if total else Certainty.CHANCE
    if unit is not Unit.PERCENT or not now.whole or not then.whole:
        return Certainty.UNKNOWN
    pooled = (now.value * now.whole + then.value * then.whole) / (now.whole + then.whole) / 100
    spread = math.sqrt(max(pooled * (1 - pooled), 0) * (1 / now.whole + 1 / then.whole)) * 100
    return _judged(now.value - then.value, spread)


def _judged(difference: float, spread: float) -> Certainty:
    return Certainty.SURE if abs(difference) > _Z * spread else Certainty.CHANCE


def about(line: Line) -> list[Part]:
    """Say what one measure shows: its level, what has changed, its target and others."""
    return [*_level(line), *_change(line), *_target(line), *_peers(line)]


def about_many(lines: Sequence[Line], of: str) -> list[Part]:
    """Say what several measures show together: how many got better, and what changed most."""
    told = [line for line in lines if line.before is not None]
    if not told:
        return about(lines[0]) if len(lines) == 1 else _extremes(lines, of)
    if len(told) == 1:
        return about(told[0])
    return [*tally(told), *_most(told), *_missed(lines)]


def beside(lines: Sequence[Line], other: str) -> list[Part]:
    """Say how measures stand beside one other: each by itself when they are few."""
    told = [line for line in lines if other in line.peers]
    if len(told) < _SEVERAL + 1:
        first = lines[0]
        return [*_level(first), *_peers(first)] if first.peers else []
    over = sum(line.last.value > line.peers[other] for line in told)
    under = sum(line.last.value < line.peers[other] for line in told)
    return [f"Av {len(told)} frågor ligger {over} högre och {under} lägre än {other}."]


def _level(line: Line) -> Iterator[Part]:
    yield f"{line.label} {line.last.year}: "
    yield _said(line, line.last)
    yield "."


def _change(line: Line) -> Iterator[Part]:
    then = line.before
    if then is None:
        yield " Värde för året före saknas."
        return
    if not line.turn:
        yield f" Det är samma som {then.year}."
        return
    bearing = {"better": "bättre", "worse": "sämre"}.get(line.good.bearing(line.turn), "")
    yield f" Det är {'högre' if line.turn > 0 else 'lägre'} än {then.year}, då värdet var "
    yield _said(line, then)
    yield f", alltså {bearing}." if bearing else "."
    match certainty(line.last, then, line.unit):
        case Certainty.SURE:
            yield " Skillnaden är större än slumpen brukar ge."
        case Certainty.CHANCE:
            yield " Skillnaden kan vara en slump."
        case Certainty.UNKNOWN:
            pass


def _target(line: Line) -> Iterator[Part]:
    if line.target is None:
        return
    target = written(line.target, line.unit)
    if reached(line.last.value, line.target, line.good):
        yield f" Målet {target} är nått."
        return
    missing = abs(line.target - line.last.value)
    unit = " procentenheter" if line.unit is Unit.PERCENT else ""
    yield f" Målet {target} är inte nått, det skiljer {_bare(missing)}{unit}."


def reached(value: float, target: float, good: Good) -> bool:
    """Say whether a value is at its target or on the good side of it."""
    return value <= target if good is Good.LOWER else value >= target


def _peers(line: Line) -> Iterator[Part]:
    for name, value in line.peers.items():
        way = (line.last.value > value) - (line.last.value < value)
        if not way:
            yield f" Det är lika med {name}."
            continue
        yield f" Det är {'högre' if way > 0 else 'lägre'} än {name}, som har "
        yield f"{written(value, line.unit)}."


def tally(lines: Sequence[Line]) -> Iterator[Part]:
    """Say how many of several measures are better and worse than the year before."""
    bearings = [line.good.bearing(line.turn) for line in lines]
    judged = [line for line in lines if line.good is not Good.NEITHER]
    if not judged:
        rose = sum(line.turn > 0 for line in lines)
        fell = sum(line.turn < 0 for line in lines)
        yield _shared(len(lines), {"högre": rose, "lägre": fell})
        return
    better, worse = bearings.count("better"), bearings.count("worse")
    yield _shared(len(judged), {"bättre": better, "sämre": worse})


def _shared(many: int, turns: dict[str, int]) -> str:
    """How a number of values fall on two turns, and what is left as before; none is not told."""
    told = {way: count for way, count in turns.items() if count}
    same = many - sum(told.values())
    if not told:
        return f"{_all(many, 'värden')} är oförändrade sedan året före."
    if len(told) == 1 and not same:
        (way,) = told
        return f"{_all(many, 'värden')} är {way} än året före."
    parts = [f"{count} {way}" for way, count in told.items()]
    parts += [f"{same} {'oförändrat' if same == 1 else 'oförändrade'}"] if same else []
    return f"Av {many} värden är {_listed(parts)} jämfört med året före."


def _all(many: int, things: str) -> str:
    if many > _SEVERAL:
        return f"Alla {many} {things}"
    return {"värden": "Båda värdena", "mål": "Båda målen"}[things]


def _listed(parts: Sequence[str]) -> str:
    return " och ".join(filter(None, [", ".join(parts[:-1]), parts[-1]]))


def _most(lines: Sequence[Line]) -> Iterator[Part]:
    changed = [line for line in lines if line.turn]
    if not changed:
        return
    most = max(changed, key=relative)
    then = most.before
    if then is None:
        return
    yield f" Störst är skillnaden för ”{_low(most.label)}”, från "
    yield _said(most, then)
    yield " till "
    yield _said(most, most.last)
    yield "."


def relative(line: Line) -> float:
    """How much a measure changed from the year before: of a share its points, else its part."""
    then = line.before.value if line.before else 0.0
    if line.unit is Unit.PERCENT:
        return abs(line.last.value - then) / 100
    return abs(line.last.value - then) / max(abs(then), abs(line.last.value), 1)


def _missed(lines: Sequence[Line]) -> Iterator[Part]:
    aimed = [line for line in lines if line.target is not None]
    if not aimed:
        return
    met = sum(reached(line.last.value, line.target or 0, line.good) for line in aimed)
    if met == len(aimed):
        yield " Målet är nått." if met == 1 else f" {_all(met, 'mål')} är nådda."
    else:
        yield f" {met or 'Inget'} av {len(aimed)} mål är {'nått' if met < _SEVERAL else 'nådda'}."


def _extremes(lines: Sequence[Line], of: str) -> list[Part]:
    if len({line.unit for line in lines}) > 1:
        return []
    low, high = (find(lines, key=lambda line: line.last.value) for find in (min, max))
    if low.last.value == high.last.value:
        return []
    return [f"{of}: högst är ”{_low(high.label)}” med ", _said(high, high.last),
            f" och lägst är ”{_low(low.label)}” med ", _said(low, low.last), "."]  # fmt: skip


def _said(line: Line, reading: Reading) -> Said:
    text = written(reading.value, line.unit)
    return Said(text, reading.value, line.measure, reading.year)


def written(value: float, unit: Unit) -> str:
    """A value as it is read, with as many decimals as it was told with, at most two."""
    if unit is Unit.PERCENT:
        return swedish.percent(value, decimals([value]))
    words = {Unit.DAYS: " dagar", Unit.POINTS: " procentenheter", Unit.MNKR: " mnkr"}
    return _bare(value) + words.get(unit, "").replace(" ", swedish.HARD_SPACE)


def _bare(value: float) -> str:
    return swedish.cell(round(value, 2), Column("", Kind.DECIMAL, decimals([round(value, 2)])))


def decimals(values: Iterable[float]) -> int:
    """The decimals that numbers were told with: two at most, one for those that were divided."""
    needed = 0
    for value in values:
        exact = next((n for n in (0, 1, 2) if math.isclose(value, round(value, n))), 1)
        needed = max(needed, exact)
    return needed


def _low(label: str) -> str:
    """A label inside a sentence; a name in capitals keeps them."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]

"""How a goal stands, and what may be said and done about it. Values in, verdicts and values out.

The traffic state is never stored: it follows from value, target, direction, tolerance and the
year before, with its reasons. Somebody may judge otherwise, with a reason and a name.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict

SEE, EDIT, ACT, ADOPT = "goal.see", "goal.edit", "goal.act", "goal.adopt"
SAME, SAME_UNDER_ONE = 0.05, 0.005
"""Two printed numbers this near each other are the same number, rounded; small ones have more
decimals."""
FEWEST_LETTERS = 20


class Level(StrEnum):
    """Who has set a goal; a chain runs downward."""

    COUNCIL = "council"
    BOARD = "board"
    UNIT = "unit"


LEVEL_LABELS = {
    Level.COUNCIL: gettext_lazy("Fullmäktiges mål"),
    Level.BOARD: gettext_lazy("Nämndens mål"),
    Level.UNIT: gettext_lazy("Enhetens mål"),
}
ABOVE: dict[Level, tuple[Level, ...]] = {
    Level.COUNCIL: (),
    Level.BOARD: (Level.COUNCIL,),
    Level.UNIT: (Level.BOARD, Level.UNIT),
}


class Direction(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"


DIRECTION_LABELS = {
    Direction.HIGHER: gettext_lazy("högre är bättre"),
    Direction.LOWER: gettext_lazy("lägre är bättre"),
}


class Light(StrEnum):
    """The traffic state of a goal or an indicator, the gravest first."""

    MISSED = "missed"
    NEAR = "near"
    REACHED = "reached"
    UNKNOWN = "unknown"


LIGHT_LABELS = {
    Light.REACHED: gettext_lazy("Nått"),
    Light.NEAR: gettext_lazy("Nästan nått"),
    Light.MISSED: gettext_lazy("Inte nått"),
    Light.UNKNOWN: gettext_lazy("Kan inte bedömas"),
}


class Reason(StrEnum):
    """Why a light is as it is; the words stand in words.py."""

    MEETS = "meets"
    WITHIN = "within"
    BEYOND = "beyond"
    WORSENED = "worsened"
    IMPROVED = "improved"
    UNCHANGED = "unchanged"
    NO_TARGET = "no_target"
    NO_VALUE = "no_value"
    HIDDEN = "hidden"
    DISAGREE = "disagree"
    SUMMED = "summed"
    NO_INDICATOR = "no_indicator"


@dataclass(frozen=True)
class Reading:
    """What is known of an indicator in a year.

    Attributes:
        values: every number told for the year; more than one when sources disagree.
        before: the number of the year before, if one is known.
        tolerance: how far from the target is still near, in the indicator's own unit.
    """

    values: tuple[float, ...]
    target: float | None
    good: Direction
    tolerance: float
    before: float | None = None
    is_hidden: bool = False


@dataclass(frozen=True)
class Judged:
    """A light with its reasons, the deciding one first."""

    light: Light
    reasons: tuple[Reason, ...]


class ActivityState(StrEnum):
    """Where a key activity stands."""

    PLANNED = "planned"
    UNDER_WAY = "under_way"
    DONE = "done"
    STOPPED = "stopped"


ACTIVITY_LABELS = {
    ActivityState.PLANNED: gettext_lazy("Planerad"),
    ActivityState.UNDER_WAY: gettext_lazy("Pågår"),
    ActivityState.DONE: gettext_lazy("Klar"),
    ActivityState.STOPPED: gettext_lazy("Avbruten"),
}
TRANSITIONS = (
    Transition("goal.begin_activity", (ActivityState.PLANNED,), ActivityState.UNDER_WAY,
               gettext_lazy("Påbörja"), ACT),
    Transition("goal.finish_activity", (ActivityState.PLANNED, ActivityState.UNDER_WAY),
               ActivityState.DONE, gettext_lazy("Klar"), ACT, Comment.REQUIRED),
    Transition("goal.stop_activity", (ActivityState.PLANNED, ActivityState.UNDER_WAY),
               ActivityState.STOPPED, gettext_lazy("Avbryt"), ACT, Comment.REQUIRED),
    Transition("goal.resume_activity", (ActivityState.DONE, ActivityState.STOPPED),
               ActivityState.UNDER_WAY, gettext_lazy("Ta upp igen"), ACT, Comment.REQUIRED),
)  # fmt: skip


def judge(reading: Reading) -> Judged:
    """Decide an indicator's light for a year."""
    if reading.is_hidden:
        return Judged(Light.UNKNOWN, (Reason.HIDDEN,))
    if not reading.values:
        return Judged(Light.UNKNOWN, (Reason.NO_VALUE,))
    if not agree(reading.values):
        return Judged(Light.UNKNOWN, (Reason.DISAGREE,))
    value, trend = reading.values[0], _trend(reading)
    if reading.target is None:
        return _without_target(trend)
    short = _short_of(value, reading.target, reading.good)
    if short <= 0:
        return Judged(Light.REACHED, (Reason.MEETS, *trend))
    if short > reading.tolerance:
        return Judged(Light.MISSED, (Reason.BEYOND, *trend))
    if Reason.WORSENED in trend:
        return Judged(Light.MISSED, (Reason.WORSENED, Reason.WITHIN))
    return Judged(Light.NEAR, (Reason.WITHIN, *trend))


def agree(values: Sequence[float]) -> bool:
    """Say whether numbers are the same, but for rounding."""
    largest, smallest = max(values), min(values)
    return largest - smallest <= (SAME if abs(largest) >= 1 else SAME_UNDER_ONE)


def together(own: Sequence[Light], below: Sequence[Light]) -> Judged:
    """Decide a goal's light: its weakest indicator, or without any its weakest goal below."""
    lights = list(own) or list(below)
    if not lights:
        return Judged(Light.UNKNOWN, (Reason.NO_INDICATOR,))
    known = [one for one in lights if one is not Light.UNKNOWN]
    if not known:
        return Judged(Light.UNKNOWN, (Reason.NO_VALUE,))
    return Judged(min(known, key=list(Light).index), (Reason.SUMMED,))


def may_set_goal(
    *, level: Level, title: str, above: Level | None, from_year: int, until_year: int | None
) -> Verdict:  # fmt: skip
    """Say whether a goal hangs together: named, under what it serves, and not over before it began.

    A unit's goal always serves a goal above (C4-093); a board's may be its own.
    """
    verdict = Verdict.yes()
    if not title.strip():
        verdict += Verdict.no("title", _("Målet har ingen text."), _("Skriv vad som ska uppnås."))
    if level is Level.UNIT and above is None:
        verdict += Verdict.no("parent", _("Enhetens mål hör till ett mål ovanför."),
                              _("Välj nämndens mål som det bidrar till."))  # fmt: skip
    if above is not None and above not in ABOVE[level]:
        verdict += Verdict.no("parent", _("Målet kan inte stå under det."), _("Välj ett annat."))
    if until_year is not None and until_year < from_year:
        verdict += Verdict.no("until_year", _("Målet slutar före det börjar."), _("Rätta åren."))
    return verdict


def may_add_indicator(*, measure: str, is_known: bool, title: str) -> Verdict:
    """An indicator is a measure of the catalogue, or a figure with a name of its own."""
    if measure and not is_known:
        return Verdict.no("measure", _("Det finns inget sådant mått."))
    if not measure and not title.strip():
        return Verdict.no("title", _("Indikatorn har inget namn."),
                          _("Välj ett mått, eller skriv vad som räknas."))  # fmt: skip
    return Verdict.yes()


def may_tell_value(*, measure: str, year: int, today: date, source: str) -> Verdict:
    """A figure is given where Vaka counts none, for a year that has begun, with its source."""
    verdict = Verdict.yes()
    if measure:
        verdict += Verdict.no("value", _("Vaka räknar det måttet; det skrivs inte in för hand."))
    if year > today.year:
        verdict += Verdict.no("year", _("Året har inte börjat."), _("Välj ett tidigare år."))
    if not source.strip():
        verdict += Verdict.no("source", _("Källan saknas."), _("Skriv var siffran står."))
    return verdict


def may_judge_otherwise(*, light: Light, ruled: Light, reason: str) -> Verdict:
    """A light is set by hand only to another than the rule's, with a reason to read in a year."""
    verdict = Verdict.yes()
    if light is ruled:
        verdict += Verdict.no("light", _("Regeln säger redan så."), _("Välj en annan bedömning."))
    if len(reason.strip()) < FEWEST_LETTERS:
        verdict += Verdict.no("reason", _("Skälet är för kort för att förstås om ett år."),
                              _("Skriv vad siffran inte visar."))  # fmt: skip
    return verdict


def may_withdraw(*, withdrawn: bool) -> Verdict:
    """A judgement by hand is taken back once."""
    if withdrawn:
        return Verdict.no("withdrawn", _("Bedömningen är redan tillbakatagen."))
    return Verdict.yes()


def may_plan_activity(*, title: str, start: date, due: date) -> Verdict:
    """A key activity says what is done, and ends after it begins."""
    verdict = Verdict.yes()
    if not title.strip():
        verdict += Verdict.no("title", _("Aktiviteten har ingen text."), _("Skriv vad som görs."))
    if due < start:
        verdict += Verdict.no("due_date", _("Aktiviteten slutar före den börjar."),
                              _("Rätta dagarna."))  # fmt: skip
    return verdict


def holds_in(from_year: int, until_year: int | None, year: int) -> bool:
    """Say whether a goal is in force in a year."""
    return from_year <= year and (until_year is None or year <= until_year)


def is_late(state: str, due: date, today: date) -> bool:
    """Say whether a key activity should have been done."""
    return state in (ActivityState.PLANNED, ActivityState.UNDER_WAY) and due < today


def counted(lights: Iterable[Light]) -> dict[Light, int]:
    """Count lights by kind, in their order of gravity."""
    found = list(lights)
    return {light: found.count(light) for light in Light}


def _short_of(value: float, target: float, good: Direction) -> float:
    return target - value if good is Direction.HIGHER else value - target


def _trend(reading: Reading) -> tuple[Reason, ...]:
    if reading.before is None:
        return ()
    change = reading.values[0] - reading.before
    if agree((reading.values[0], reading.before)):
        return (Reason.UNCHANGED,)
    is_better = (change > 0) == (reading.good is Direction.HIGHER)
    return (Reason.IMPROVED if is_better else Reason.WORSENED,)


def _without_target(trend: tuple[Reason, ...]) -> Judged:
    """A goal that only says a direction is judged by the year before."""
    lights = {Reason.IMPROVED: Light.REACHED, Reason.UNCHANGED: Light.NEAR,
              Reason.WORSENED: Light.MISSED}  # fmt: skip
    if not trend:
        return Judged(Light.UNKNOWN, (Reason.NO_TARGET,))
    return Judged(lights[trend[0]], (trend[0], Reason.NO_TARGET))

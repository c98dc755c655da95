"""The answer to a question in words: which measure, how sure, with what filled in, what else."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import lru_cache

from vaka.law.grains import Grain
from vaka.law.period import DoesNotNest, Period
from vaka.metrics.asking.hearing import Heard, Place, Term, heard
from vaka.metrics.asking.ranking import Index, Ranked
from vaka.metrics.definitions import MEASURES
from vaka.metrics.measure import Measure

SURE, MAYBE, LEAD = 0.62, 0.34, 0.07
"""Scores: from which an answer is sure, may be shown at all, and how far ahead a sure one is."""
NEAR, SUGGESTED = 5, 4
STEPS = (Grain.MONTH, Grain.QUARTER, Grain.TERTIAL, Grain.YEAR)
"""The steps that a measure's page has, from the finest."""


class Surety(StrEnum):
    """How sure the answer is."""

    SURE = "sure"
    MAYBE = "maybe"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Match:
    """A measure that may be meant, and the cut its words ask for, if it offers one."""

    measure: Measure
    score: float
    by: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found; of `matches` the likeliest first, which is meant where the answer is sure.

    `not_met` are words that it does not cover, `unknown` those that no measure has, `respelled`
    pairs of what was written and what it was read as, `not_offered` cuts that it does not have.
    """

    heard: Heard
    surety: Surety
    matches: tuple[Match, ...] = ()
    not_met: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    respelled: tuple[tuple[str, str], ...] = ()
    not_offered: tuple[str, ...] = ()
    period: Period | None = None
    grain: Grain | None = None

    @property
    def is_widened(self) -> bool:
        """Whether days or weeks were asked for, and months are given instead."""
        asked = {self.heard.grain, self.heard.period.kind if self.heard.period else None}
        return bool(asked & {Grain.DAY, Grain.WEEK})

    @property
    def best(self) -> Match | None:
        """The likeliest measure."""
        return self.matches[0] if self.matches else None


def find(question: str, places: Sequence[Place] = (), *, today: date) -> Answer:
    """The measure that a question in Swedish means, as far as its words tell.

    Args:
        places: the units that may be named.
        today: the day from which `i fjol` is counted.
    """
    parts = heard(question, places, today)
    index = _index(tuple(MEASURES))
    terms, respelled = _spelled(index, parts.terms)
    ranked = index.ranked([t for t in terms if _counts(index, t)], parts.unit)
    unknown = tuple(t.said for t in terms if not _counts(index, t))
    surety = _surety(ranked, terms, unknown)
    shown = [one for one in ranked if one.score >= MAYBE][:NEAR]
    if surety is Surety.NOTHING:
        return Answer(parts, surety, tuple(map(_suggested, ranked[:SUGGESTED])), unknown=unknown,
                      respelled=respelled)  # fmt: skip
    best = _match(shown[0], parts, terms)
    wanted = _wanted(parts, terms, shown[0])
    period, grain = _steps(parts)
    return Answer(
        parts, surety, (best, *(_match(one, parts, terms) for one in shown[1:])),
        tuple(term.said for term in shown[0].missed), unknown, respelled,
        tuple(cut for cut in wanted if cut not in best.measure.by), period, grain,
    )  # fmt: skip


@lru_cache(maxsize=4)
def _index(names: tuple[str, ...]) -> Index:
    return Index(MEASURES[name] for name in names)


def _spelled(index: Index, terms: Sequence[Term]) -> tuple[list[Term], tuple[tuple[str, str], ...]]:
    """The terms, unknown words read as the known ones that they are most like."""
    read, told = [], []
    for term in terms:
        is_known = _counts(index, term)
        near, meaning = ("", "") if is_known else index.spelled(term.said)
        read.append(replace(term, meaning=meaning) if near else term)
        if near:
            told.append((term.said, near))
    return read, tuple(told)


def _counts(index: Index, term: Term) -> bool:
    return term.is_place or bool(term.cut) or index.knows(term.meaning)


def _surety(ranked: Sequence[Ranked], terms: Sequence[Term], unknown: Sequence[str]) -> Surety:
    """Sure only when all is understood, the score is high and nothing else comes close."""
    if not ranked or ranked[0].score < MAYBE or len(unknown) * 2 > len(terms):
        return Surety.NOTHING
    second = ranked[1].score if len(ranked) > 1 else 0.0
    is_ahead = ranked[0].score - second >= LEAD
    if ranked[0].score >= SURE and is_ahead and not unknown and not ranked[0].missed:
        return Surety.SURE
    return Surety.MAYBE


def _wanted(parts: Heard, terms: Sequence[Term], ranked: Ranked) -> tuple[str, ...]:
    """The cuts asked for: those named, that of the measure's phrase, and those of loose words that
    are not what the measure itself is about."""
    loose = [t.cut for t in terms if t.cut and t.meaning not in _about(ranked)]
    return tuple(dict.fromkeys([*parts.cuts, *filter(None, [ranked.by]), *loose]))


def _about(ranked: Ranked) -> frozenset[str]:
    entries = _index(tuple(MEASURES)).entries
    return next(e.whole for e in entries if e.measure is ranked.measure)


def _match(ranked: Ranked, parts: Heard, terms: Sequence[Term]) -> Match:
    offered = [cut for cut in _wanted(parts, terms, ranked) if cut in ranked.measure.by]
    return Match(ranked.measure, ranked.score, offered[0] if offered else "")


def _suggested(ranked: Ranked) -> Match:
    return Match(ranked.measure, ranked.score)


def _steps(parts: Heard) -> tuple[Period | None, Grain | None]:
    """The period and step for the page: days and weeks widen to the month that holds them."""
    period, grain = parts.period, parts.grain if parts.grain in STEPS else None
    if period is None:
        return None, grain
    if period.kind in (Grain.DAY, Grain.WEEK):
        period = Period(
            Period.of(period.first_date, Grain.MONTH).first_date,
            Period.of(period.last_date, Grain.MONTH).last_date,
            Grain.MONTH,
        )
    fitting = [step for step in STEPS if _nests(period, step)]
    return period, grain if grain in fitting else (fitting[0] if fitting else None)


def _nests(period: Period, step: Grain) -> bool:
    try:
        period.parts(step)
    except DoesNotNest:
        return False
    return True

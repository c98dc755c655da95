"""When a unit owes a plan after a survey, what the plan must hold, and what the next one says.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from math import sqrt

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict

SEE, HANDLE, ASK = "survey_plan.see", "survey_plan.handle", "survey_plan.ask"
FEWEST_WORDS = 5


class PlanState(StrEnum):
    """Where a plan after a survey stands."""

    OWED = "owed"
    HANDED_IN = "handed_in"
    FOLLOWED_UP = "followed_up"


PLAN_LABELS = {
    PlanState.OWED: gettext_lazy("Ska lämnas"),
    PlanState.HANDED_IN: gettext_lazy("Inlämnad"),
    PlanState.FOLLOWED_UP: gettext_lazy("Uppföljd"),
}
PLAN_STEPS = {
    PlanState.OWED: gettext_lazy("Gå igenom resultatet och lämna planen"),
    PlanState.HANDED_IN: gettext_lazy("Följ upp när nästa resultat har kommit"),
    PlanState.FOLLOWED_UP: gettext_lazy("Inget mer att göra"),
}
TRANSITIONS = (
    Transition(
        "survey_plan.hand_in", (PlanState.OWED,), PlanState.HANDED_IN,
        gettext_lazy("Lämna planen"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "survey_plan.send_back", (PlanState.HANDED_IN,), PlanState.OWED,
        gettext_lazy("Begär komplettering"), ASK, Comment.REQUIRED,
    ),
    Transition(
        "survey_plan.follow_up", (PlanState.HANDED_IN,), PlanState.FOLLOWED_UP,
        gettext_lazy("Följ upp"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "survey_plan.take_up", (PlanState.FOLLOWED_UP,), PlanState.HANDED_IN,
        gettext_lazy("Öppna igen"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Answered:
    """One question's result at a unit: the share of good answers in percent, of how many."""

    key: str
    title: str
    value: float
    n: int | None = None


class Change(StrEnum):
    """How the next survey answers the same question."""

    BETTER = "better"
    WORSE = "worse"
    MAYBE_BETTER = "maybe_better"
    MAYBE_WORSE = "maybe_worse"
    SAME = "same"


CHANGE_LABELS = {
    Change.BETTER: gettext_lazy("bättre"),
    Change.WORSE: gettext_lazy("sämre"),
    Change.MAYBE_BETTER: gettext_lazy("något bättre, kan vara slump"),
    Change.MAYBE_WORSE: gettext_lazy("något sämre, kan vara slump"),
    Change.SAME: gettext_lazy("lika"),
}


def weakest(found: Iterable[Answered], count: int) -> list[Answered]:
    """Give the questions with the smallest share of good answers, the weakest first; a tie goes by
    title, so that the same result gives the same plan. What all answered well is never weak."""
    return sorted(
        (one for one in found if one.value < 100), key=lambda one: (one.value, one.title)
    )[:count]


Interval = Callable[[int, int], tuple[float, float]]
"""Part and whole in, the 95 percent interval of the share out, in percent."""


def change(then: Answered, now: Answered, interval: Interval) -> Change:
    """Say how a question's result has changed, no surer than the numbers of answers allow.

    Sure is a change whose 95 percent interval (Newcombe 1998, method 10) does not hold nought;
    without the numbers of answers it may always be chance.
    """
    if now.value == then.value:
        return Change.SAME
    if now.value > then.value:
        return Change.BETTER if _is_sure(now, then, interval) else Change.MAYBE_BETTER
    return Change.WORSE if _is_sure(then, now, interval) else Change.MAYBE_WORSE


def _is_sure(higher: Answered, lower: Answered, interval: Interval) -> bool:
    if not higher.n or not lower.n:
        return False
    low, _top = interval(round(higher.value * higher.n / 100), higher.n)
    _bottom, high = interval(round(lower.value * lower.n / 100), lower.n)
    slack = sqrt((higher.value - low) ** 2 + (high - lower.value) ** 2)
    return higher.value - lower.value > slack


def due_plan(asked: date, days: int) -> date:
    """Give the last day to hand in a plan."""
    return asked + timedelta(days=days)


def may_ask(*, units: int) -> Verdict:
    """Plans are asked for where a survey has results and a unit owes one still."""
    if units:
        return Verdict.yes()
    return Verdict.no("survey", _("Ingen enhet saknar plan efter den undersökningen."),
                      _("Läs in resultaten per enhet först."))  # fmt: skip


def may_hand_in(*, words: str, without: Sequence[str], why_none: str) -> Verdict:
    """A plan says what the unit found, and answers each weak question by a remedy or a reason."""
    verdict = Verdict.yes()
    if len(words.split()) < FEWEST_WORDS:
        verdict += Verdict.no("words", _("Analysen är för kort."),
                              _("Skriv vad ni tror att svaren beror på."))  # fmt: skip
    if without and len(why_none.split()) < FEWEST_WORDS:
        verdict += Verdict.no(
            "why_none",
            _("Ingen åtgärd är knuten till: %(titles)s.") % {"titles": ", ".join(without)},
            _("Lägg till en åtgärd på planens sida, eller skriv varför det inte behövs."),
        )  # fmt: skip
    return verdict


def may_follow_up(*, has_next: bool, words: str) -> Verdict:
    """A plan is followed up against the next result, in words."""
    verdict = Verdict.yes()
    if not has_next:
        verdict += Verdict.no("words", _("Nästa undersöknings resultat har inte kommit."),
                              _("Följ upp när det är inläst."))  # fmt: skip
    if len(words.split()) < FEWEST_WORDS:
        verdict += Verdict.no("words", _("Uppföljningen är för kort."),
                              _("Skriv vad som har hjälpt och vad som återstår."))  # fmt: skip
    return verdict


def is_late(state: PlanState, due: date | None, today: date) -> bool:
    """Say whether a plan should have been handed in before today."""
    return state is PlanState.OWED and due is not None and due < today

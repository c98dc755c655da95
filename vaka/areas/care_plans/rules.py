"""What holds for care plans: complete before they hold, reviewed in time, one original.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import last_day_within
from vaka.law.verdict import Verdict


class State(StrEnum):
    """Where a care plan stands."""

    DRAFT = "draft"
    VALID = "valid"
    REVISING = "revising"
    ENDED = "ended"


STATE_LABELS = {
    State.DRAFT: gettext_lazy("Utkast"),
    State.VALID: gettext_lazy("Gäller"),
    State.REVISING: gettext_lazy("Följs upp"),
    State.ENDED: gettext_lazy("Avslutad"),
}
NEXT_STEPS = {
    State.DRAFT: gettext_lazy("Skriv klart planen tillsammans"),
    State.VALID: gettext_lazy("Följ upp planen"),
    State.REVISING: gettext_lazy("Fastställ den nya versionen"),
    State.ENDED: gettext_lazy("Inget mer att göra"),
}


class Participation(StrEnum):
    """How the person took part when the plan was made."""

    TOOK_PART = "took_part"
    REPRESENTED = "represented"
    DECLINED = "declined"


PARTICIPATION_LABELS = {
    Participation.TOOK_PART: gettext_lazy("Deltog själv"),
    Participation.REPRESENTED: gettext_lazy("Företräddes av någon"),
    Participation.DECLINED: gettext_lazy("Ville inte delta"),
}


class Original(StrEnum):
    """Where a unit's plans are written; the values of the local value `care_plan.original`."""

    HERE = "vaka"
    CASE_SYSTEM = "verksamhetssystemet"


ORIGINAL_LABELS = {
    Original.HERE: gettext_lazy("Originalet finns i Vaka"),
    Original.CASE_SYSTEM: gettext_lazy("Originalet finns i verksamhetssystemet"),
}
SEE, WRITE, MANAGE = "care_plan.see", "care_plan.write", "care_plan.manage"
FOLLOW = "care_plan.follow"
"""To read the plans that carry out decisions of one's own office."""
COUNT = "care_plan.count"
ORIGINAL, CURRENT_MONTHS, MADE_WITHIN = (
    "care_plan.original", "care_plan.current_months", "care_plan.made_within_days",
)  # fmt: skip
LEAST = "disclosure.smallest_cell"
LEAST_WORDS = 3
"""Fewer words than these say nothing of what a review showed."""
OPEN = (State.DRAFT, State.VALID, State.REVISING)
WRITTEN = (State.DRAFT, State.REVISING)
"""States in which the newest version may still be written in."""
HELD = (State.VALID, State.REVISING)
TRANSITIONS = (
    Transition("care_plan.confirm", (State.DRAFT, State.REVISING), State.VALID,
               gettext_lazy("Fastställ"), WRITE),
    Transition("care_plan.review", (State.VALID,), State.REVISING, gettext_lazy("Följ upp"), WRITE),
    Transition("care_plan.drop_review", (State.REVISING,), State.VALID,
               gettext_lazy("Kasta den nya versionen"), WRITE, Comment.REQUIRED),
    Transition("care_plan.end", (State.DRAFT, State.VALID, State.REVISING), State.ENDED,
               gettext_lazy("Avsluta"), MANAGE, Comment.REQUIRED),
    Transition("care_plan.take_up", (State.ENDED,), State.DRAFT,
               gettext_lazy("Ta upp igen"), MANAGE, Comment.REQUIRED),
)  # fmt: skip


@dataclass(frozen=True)
class Written:
    """What a version must have before it holds.

    Attributes:
        goals: for each goal whether it has goal, what and who.
        told: how the person took part, in words.
    """

    participation: str
    told: str
    made: date | None
    valid_from: date | None
    next_review: date | None
    goals: Sequence[bool]


def may_write_here(original: str) -> Verdict:
    """A plan is written where its original is, never in two places."""
    if original == Original.HERE:
        return Verdict.yes()
    return Verdict.no(
        "original", _("Enhetens planer skrivs i verksamhetssystemet."),
        _("Skriv där och läs in uppgifterna hit."),
    )  # fmt: skip


def may_import(original: str) -> Verdict:
    """A plan is read in only where its original is elsewhere."""
    if original == Original.CASE_SYSTEM:
        return Verdict.yes()
    return Verdict.no(
        "original", _("Enhetens planer skrivs i Vaka."),
        _("Ändra det lokala värdet om originalet ska finnas i verksamhetssystemet."),
    )  # fmt: skip


def may_begin(*, decided: date, begun: date, is_ended: bool, has_plan: bool, mark: str) -> Verdict:
    """A plan carries out a decision that runs, and each decision has one plan at a time."""
    verdict = Verdict.yes()
    if begun < decided:
        verdict += Verdict.no("begun_date", _("Insatsen kan inte börja före beslutet."),
                              _("Rätta dagen."))  # fmt: skip
    if is_ended:
        verdict += Verdict.no("decision", _("Beslutet är avslutat."), _("Välj ett som löper."))
    if has_plan:
        verdict += Verdict.no("decision", _("Beslutet har redan en plan."), _("Öppna den planen."))
    if not mark.strip():
        verdict += Verdict.no("mark", _("Det saknas något att känna igen planen på."),
                              _("Skriv till exempel lägenhetens nummer."))  # fmt: skip
    return verdict


def may_set_goal(
    *, state: str, area: str, known: Collection[str], now: int | None, goal: int | None,
    measured: Collection[int],
) -> Verdict:  # fmt: skip
    """A goal lies in a life area, is written in a draft, and does not aim at something worse."""
    verdict = may_write(state)
    if area not in known:
        verdict += Verdict.no("area", _("Livsområdet finns inte i listan."), _("Välj ett annat."))
    both = now in measured and goal in measured
    if both and now is not None and goal is not None and goal > now:
        verdict += Verdict.no(
            "state_goal", _("Målet är sämre än läget nu."),
            _("Rätta ett av talen. Lägre är bättre."),
        )  # fmt: skip
    return verdict


def may_write(state: str) -> Verdict:
    """Only a draft is written in; what holds is kept as it was."""
    if state in WRITTEN:
        return Verdict.yes()
    return Verdict.no("state", _("Planen är fastställd och kan inte ändras."),
                      _("Följ upp den, så skrivs en ny version."))  # fmt: skip


def may_tell_after(state: str, after: int | None, scale: Collection[int]) -> Verdict:
    """The state after is told while a plan is followed up, on the scale."""
    verdict = Verdict.yes()
    if state != State.REVISING:
        verdict += Verdict.no("state", _("Planen följs inte upp nu."), _("Välj Följ upp först."))
    if after is not None and after not in scale:
        verdict += Verdict.no("after", _("Talet finns inte på skalan."), _("Välj 0 till 4."))
    return verdict


def may_confirm(written: Written, today: date, months: int) -> Verdict:
    """A version holds when it has goals, tells how the person took part, and has its dates."""
    verdict = _may_confirm_words(written)
    if written.made is None or written.made > today:
        verdict += Verdict.no(
            "made_date", _("Dagen då planen gjordes saknas eller har inte varit."),
            _("Skriv dagen."),
        )  # fmt: skip
    if written.valid_from is None or (written.made and written.valid_from < written.made):
        verdict += Verdict.no("valid_from", _("Planen kan inte gälla innan den gjordes."),
                              _("Skriv från vilken dag den gäller."))  # fmt: skip
    elif written.next_review is None or not (
        written.valid_from < written.next_review <= due_review(written.valid_from, months)
    ):
        verdict += Verdict.no(
            "next_review", _("Nästa uppföljning ska ligga inom %d månader.") % months,
            _("Välj en tidigare dag, efter den dag då planen börjar gälla."),
        )  # fmt: skip
    return verdict


def _may_confirm_words(written: Written) -> Verdict:
    verdict = Verdict.yes()
    if not written.goals:
        verdict += Verdict.no("goals", _("Planen har inget mål."), _("Lägg till ett mål."))
    elif not all(written.goals):
        verdict += Verdict.no("goals", _("Ett mål saknar vad som ska göras eller av vem."),
                              _("Skriv klart målet."))  # fmt: skip
    if written.participation not in set(Participation):
        verdict += Verdict.no("participation", _("Det står inte om personen har deltagit."),
                              _("Välj hur det var."))  # fmt: skip
    elif not written.told.strip():
        verdict += Verdict.no("told", _("Det står inte hur personen har deltagit."),
                              _("Skriv med några ord."))  # fmt: skip
    return verdict


def may_review(
    *, valid_from: date | None, on: date, today: date, outcome: str
) -> Verdict:  # fmt: skip
    """A review lies between the plan's first day and today, and says what it showed."""
    verdict = Verdict.yes()
    if on > today or (valid_from is not None and on < valid_from):
        verdict += Verdict.no("on", _("Dagen ligger före planen eller har inte varit."),
                              _("Rätta dagen."))  # fmt: skip
    if len(outcome.split()) < LEAST_WORDS:
        verdict += Verdict.no("outcome", _("Det står inte vad uppföljningen visade."),
                              _("Skriv hur det har gått med målen."))  # fmt: skip
    return verdict


def may_end(*, begun: date, on: date, today: date) -> Verdict:
    """A plan ends on a day that has been, not before the service began."""
    if begun <= on <= today:
        return Verdict.yes()
    return Verdict.no("on", _("Dagen ligger före insatsen eller har inte varit."),
                      _("Rätta dagen."))  # fmt: skip


def may_take_up(*, has_plan: bool) -> Verdict:
    """A plan is taken up again unless another one has come for the same decision."""
    if not has_plan:
        return Verdict.yes()
    return Verdict.no("state", _("Beslutet har redan en plan."), _("Öppna den planen."))


def due_made(begun: date, within_days: int) -> date:
    """Give the last day on which the first plan is made in time (a local target)."""
    return begun + timedelta(days=within_days)


def due_review(start: date, months: int) -> date:
    """Give the last day on which a version from a day is reviewed in time."""
    return last_day_within(start, months)


def is_current(followed: date | None, on: date, months: int) -> bool:
    """Say whether a plan made or reviewed on a day counts as current on another."""
    return followed is not None and followed <= on <= last_day_within(followed, months)


def tells_of_few(whole: int, parts: Collection[int], least: int) -> bool:
    """Say whether a whole with parts of it tells of fewer people than may be told of.

    Args:
        parts: counts within the whole; what each leaves of it counts as well.
        least: the smallest count from one up that may be shown.
    """
    counts = {whole, *parts, *(whole - part for part in parts)}
    return any(0 < count < least for count in counts)


def is_late(next_review: date | None, on: date, *, holds: bool) -> bool:
    """Say whether the day of the next review has passed for a plan that holds."""
    return holds and next_review is not None and next_review < on

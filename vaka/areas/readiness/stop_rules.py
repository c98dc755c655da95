"""What holds for a stop of purchases or hiring, and for what was cancelled because of it.

Values in, verdicts and values out; no database and no clock.
"""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class StopKind(StrEnum):
    """What has been stopped."""

    PURCHASE = "purchase"
    HIRING = "hiring"
    BOTH = "both"


STOP_LABELS = {
    StopKind.PURCHASE: gettext_lazy("Inköpsstopp"),
    StopKind.HIRING: gettext_lazy("Anställningsstopp"),
    StopKind.BOTH: gettext_lazy("Inköps- och anställningsstopp"),
}


class StopState(StrEnum):
    """Whether a stop holds."""

    IN_FORCE = "in_force"
    LIFTED = "lifted"


STOP_STATES = {
    StopState.IN_FORCE: gettext_lazy("Gäller"),
    StopState.LIFTED: gettext_lazy("Upphört"),
}
STOP_STEPS = {
    StopState.IN_FORCE: gettext_lazy("Följ vad som ställs in"),
    StopState.LIFTED: gettext_lazy("Inget mer att göra"),
}


class PlannedSort(StrEnum):
    """What was planned."""

    SELF_CHECK = "self_check"
    DUTY = "duty"
    COURSE = "course"
    CONFERENCE = "conference"


SORT_LABELS = {
    PlannedSort.SELF_CHECK: gettext_lazy("Egenkontroll"),
    PlannedSort.DUTY: gettext_lazy("Annat i årshjulet"),
    PlannedSort.COURSE: gettext_lazy("Utbildning"),
    PlannedSort.CONFERENCE: gettext_lazy("Konferens eller resa"),
}
FROM_WHEEL = (PlannedSort.SELF_CHECK, PlannedSort.DUTY)


class CancelledHow(StrEnum):
    """What became of what was planned."""

    CANCELLED = "cancelled"
    POSTPONED = "postponed"


HOW_LABELS = {
    CancelledHow.CANCELLED: gettext_lazy("Ställdes in"),
    CancelledHow.POSTPONED: gettext_lazy("Sköts upp"),
}


class Consequence(StrEnum):
    """How much it matters that it did not take place as planned."""

    NONE = "none"
    SOME = "some"
    SERIOUS = "serious"


CONSEQUENCE_LABELS = {
    Consequence.NONE: gettext_lazy("Ingen"),
    Consequence.SOME: gettext_lazy("Viss"),
    Consequence.SERIOUS: gettext_lazy("Allvarlig"),
}


class CancellationState(StrEnum):
    """Where what was cancelled stands."""

    OPEN = "open"
    SETTLED = "settled"


CANCELLATION_LABELS = {
    CancellationState.OPEN: gettext_lazy("Följs upp"),
    CancellationState.SETTLED: gettext_lazy("Klart"),
}
CANCELLATION_STEPS = {
    CancellationState.OPEN: gettext_lazy("Knyt en riskanalys eller en åtgärd"),
    CancellationState.SETTLED: gettext_lazy("Inget mer att göra"),
}
SEE, HANDLE = "stop.see", "stop.handle"
SEE_CANCELLED, CANCEL = "cancellation.see", "cancellation.handle"
HEADED = ("principal", "administration", "district")
"""Kinds of unit whose head may open a stop for those below."""
INSIDE = "ward"
"""The kind of unit that lies inside another: a stop names its home."""

TRANSITIONS = (
    Transition(
        "stop.lift", (StopState.IN_FORCE,), StopState.LIFTED,
        gettext_lazy("Stoppet har upphört"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "stop.resume", (StopState.LIFTED,), StopState.IN_FORCE,
        gettext_lazy("Gäller igen"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip
CANCELLATION_TRANSITIONS = (
    Transition(
        "cancellation.tie_risk", (CancellationState.OPEN,), CancellationState.OPEN,
        gettext_lazy("Knyt en riskanalys"), CANCEL,
    ),
    Transition(
        "cancellation.settle", (CancellationState.OPEN,), CancellationState.SETTLED,
        gettext_lazy("Markera som klart"), CANCEL, Comment.REQUIRED,
    ),
    Transition(
        "cancellation.judge", (CancellationState.OPEN, CancellationState.SETTLED),
        CancellationState.OPEN, gettext_lazy("Bedöm igen"), CANCEL, Comment.REQUIRED,
    ),
)  # fmt: skip


def may_be_named(kind: str) -> bool:
    """Say whether a stop may name a unit of a kind: homes and the like, not heads, not wards."""
    return kind not in (*HEADED, INSIDE)


def may_open(*, unit_kind: str, units: int, decision: str, start: date,
             until: date | None) -> Verdict:  # fmt: skip
    """A stop is opened by a head for units below, on a decision, with its days in order."""
    verdict = Verdict.yes()
    if unit_kind not in HEADED:
        verdict += Verdict.no(
            "unit", _("Ett stopp öppnas för ett verksamhetsområde eller hela förvaltningen."),
            _("Välj en annan enhet."),
        )  # fmt: skip
    if not units:
        verdict += Verdict.no("units", _("Inga enheter är valda."), _("Välj minst en."))
    if not decision.strip():
        verdict += Verdict.no("decision", _("Beslutet saknas."), _("Skriv datum och nummer."))
    if until is not None and until < start:
        verdict += Verdict.no("until_date", _("Sista dagen ligger före den första."),
                              _("Rätta en av dagarna."))  # fmt: skip
    return verdict


def may_note(*, state: str, is_named: bool, start: date, until: date | None, planned: date,
             is_noted: bool) -> Verdict:  # fmt: skip
    """What was planned in the days of a stop at one of its units is noted, once."""
    verdict = Verdict.yes()
    if state != StopState.IN_FORCE:
        verdict += Verdict.no("state", _("Stoppet har upphört."), _("Öppna det igen först."))
    if not is_named:
        verdict += Verdict.no("unit", _("Stoppet gäller inte enheten."), _("Välj en annan enhet."))
    if planned < start or (until is not None and planned > until):
        verdict += Verdict.no("planned_date", _("Dagen ligger utanför stoppet."),
                              _("Rätta dagen."))  # fmt: skip
    if is_noted:
        verdict += Verdict.no("planned", _("Det är redan antecknat."), _("Se stoppets sida."))
    return verdict


def may_judge(*, how: CancelledHow, planned: date, new_date: date | None,
              consequence: Consequence, words: str) -> Verdict:  # fmt: skip
    """What is put off has a later day, and a consequence is told in words."""
    verdict = Verdict.yes()
    if how is CancelledHow.POSTPONED and (new_date is None or new_date <= planned):
        verdict += Verdict.no("new_date", _("Den nya dagen saknas."),
                              _("Välj en dag efter den planerade."))  # fmt: skip
    if consequence is not Consequence.NONE and not words.strip():
        verdict += Verdict.no("words", _("Konsekvensen är inte beskriven."),
                              _("Skriv vad det leder till."))  # fmt: skip
    return verdict


def may_settle(*, consequence: Consequence, has_risk: bool, has_remedy: bool) -> Verdict:
    """A serious consequence is answered by a risk analysis or a remedy before it is settled."""
    if consequence is not Consequence.SERIOUS or has_risk or has_remedy:
        return Verdict.yes()
    return Verdict.no(
        "tie", _("Konsekvensen är allvarlig, och varken risk eller åtgärd är knuten."),
        _("Knyt en riskanalys eller gör en åtgärd."),
    )  # fmt: skip


def state_of(consequence: Consequence) -> CancellationState:
    """Give the state that a judged consequence leads to: only a serious one waits."""
    serious = consequence is Consequence.SERIOUS
    return CancellationState.OPEN if serious else CancellationState.SETTLED


def holds_on(start: date, until: date | None, day: date) -> bool:
    """Say whether a day lies in a stop."""
    return start <= day and (until is None or day <= until)

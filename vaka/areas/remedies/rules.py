"""What holds for a remedy: kinds, states, who decides, when its effect must be checked.

Values in, verdicts and values out; no database and no clock.
"""

from datetime import date, timedelta
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class RemedyKind(StrEnum):
    """What a remedy is for."""

    IMMEDIATE = "immediate"
    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"


KIND_LABELS = {
    RemedyKind.IMMEDIATE: gettext_lazy("Omedelbar"),
    RemedyKind.CORRECTIVE: gettext_lazy("Korrigerande"),
    RemedyKind.PREVENTIVE: gettext_lazy("Förebyggande"),
}
KIND_HINTS = {
    RemedyKind.IMMEDIATE: gettext_lazy("Tar hand om det som har hänt, här och nu."),
    RemedyKind.CORRECTIVE: gettext_lazy("Tar bort orsaken till det som har hänt."),
    RemedyKind.PREVENTIVE: gettext_lazy("Hindrar något som ännu inte har hänt."),
}


class State(StrEnum):
    """Where a remedy stands."""

    PROPOSED = "proposed"
    DECIDED = "decided"
    DONE = "done"
    CHECKED = "checked"
    DROPPED = "dropped"


STATE_LABELS = {
    State.PROPOSED: gettext_lazy("Föreslagen"),
    State.DECIDED: gettext_lazy("Beslutad"),
    State.DONE: gettext_lazy("Genomförd"),
    State.CHECKED: gettext_lazy("Effekten kontrollerad"),
    State.DROPPED: gettext_lazy("Genomförs inte"),
}
NEXT_STEPS = {
    State.PROPOSED: gettext_lazy("Besluta om åtgärden"),
    State.DECIDED: gettext_lazy("Genomför åtgärden"),
    State.DONE: gettext_lazy("Kontrollera effekten"),
    State.CHECKED: gettext_lazy("Inget mer att göra"),
    State.DROPPED: gettext_lazy("Inget mer att göra"),
}
DECIDED_STATES = (State.DECIDED, State.DONE, State.CHECKED)
"""States of what has been decided, done or not."""


class Outcome(StrEnum):
    """What the check of the effect found."""

    WORKED = "worked"
    PARTLY = "partly"
    NOT = "not"


OUTCOME_LABELS = {
    Outcome.WORKED: gettext_lazy("Ja, den hade effekt"),
    Outcome.PARTLY: gettext_lazy("Delvis"),
    Outcome.NOT: gettext_lazy("Nej, den hade inte effekt"),
}
OUTCOME_TAGS = {
    Outcome.WORKED: gettext_lazy("Hade effekt"),
    Outcome.PARTLY: gettext_lazy("Delvis effekt"),
    Outcome.NOT: gettext_lazy("Ingen effekt"),
}

PROPOSE, DECIDE, HANDLE, CHECK = "remedy.propose", "remedy.decide", "remedy.handle", "remedy.check"
ANSWERS = "answers"
"""The relation from a remedy to the case, risk or finding it answers."""

TRANSITIONS = (
    Transition(
        "remedy.decide", (State.PROPOSED,), State.DECIDED, gettext_lazy("Besluta"), DECIDE
    ),
    Transition(
        "remedy.replan", (State.DECIDED,), State.DECIDED, gettext_lazy("Ändra planen"), DECIDE,
        Comment.REQUIRED,
    ),
    Transition(
        "remedy.finish", (State.DECIDED,), State.DONE, gettext_lazy("Markera som genomförd"), HANDLE
    ),
    Transition(
        "remedy.check_effect", (State.DONE,), State.CHECKED, gettext_lazy("Kontrollera effekten"),
        CHECK, Comment.REQUIRED,
    ),
    Transition(
        "remedy.find_no_effect", (State.DONE,), State.DECIDED, gettext_lazy("Ingen effekt"),
        CHECK, Comment.REQUIRED,
    ),
    Transition(
        "remedy.drop", (State.PROPOSED, State.DECIDED), State.DROPPED,
        gettext_lazy("Genomför inte"), DECIDE, Comment.REQUIRED,
    ),
    Transition(
        "remedy.reopen", (State.DONE, State.CHECKED), State.DECIDED, gettext_lazy("Öppna igen"),
        DECIDE, Comment.REQUIRED,
    ),
    Transition(
        "remedy.restore", (State.DROPPED,), State.PROPOSED, gettext_lazy("Föreslå igen"), PROPOSE,
        Comment.REQUIRED,
    ),
)  # fmt: skip


def may_propose(*, kind: RemedyKind, text: str, cause: str) -> Verdict:
    """Say whether a proposal is whole: what is to be done, and which cause it answers.

    A remedy that answers no cause is what Riksrevisionen (RiR 2023:17) found too often; only what
    was done at once may come before the cause is known.
    """
    verdict = Verdict.yes()
    if not text.strip():
        verdict += Verdict.no(
            "text", _("Åtgärden är inte beskriven."), _("Skriv vad som ska göras.")
        )
    if kind is not RemedyKind.IMMEDIATE and not cause.strip():
        verdict += Verdict.no(
            "cause", _("Orsaken saknas."), _("Skriv vilken orsak åtgärden ska ta bort.")
        )
    return verdict


def may_decide_for(holds: bool, unit_name: str, who: str = "") -> Verdict:
    """Say whether somebody may decide for all of the unit that a remedy reaches.

    Who manages a unit decides within it; what reaches further is decided by whoever has charge of
    all that it reaches.

    Args:
        holds: the viewer may decide remedies at the unit that the remedy reaches.
        who: who does, when somebody is known.
    """
    if holds:
        return Verdict.yes()
    reason = _("Åtgärden gäller hela %(unit)s och beslutas av den som ansvarar för den.")
    way_out = _("Den väntar på beslut av %(who)s.") % {"who": who} if who else ""
    return Verdict.no("reach", reason % {"unit": unit_name}, way_out)


def must_check_effect(kind: RemedyKind) -> bool:
    """What was done at once takes care of the event; only the others should move a curve."""
    return kind is not RemedyKind.IMMEDIATE


def may_plan(*, kind: RemedyKind, today: date, due_date: date, effect_date: date | None) -> Verdict:
    """Say whether dates hold together: due from today on, the effect checked after that."""
    verdict = Verdict.yes()
    if due_date < today and kind is not RemedyKind.IMMEDIATE:
        verdict += Verdict.no(
            "due_date", _("Sista dagen har redan varit."), _("Välj en dag från i dag och framåt.")
        )
    if effect_date is None and must_check_effect(kind):
        verdict += Verdict.no(
            "effect_date", _("Datum för effektkontroll saknas."),
            _("Välj en dag då det går att se om åtgärden har hjälpt."),
        )  # fmt: skip
    if effect_date is not None and effect_date < due_date:
        verdict += Verdict.no(
            "effect_date", _("Effekten kan inte kontrolleras innan åtgärden är klar."),
            _("Välj en dag efter sista dagen för åtgärden."),
        )  # fmt: skip
    return verdict


def may_finish(words: str, has_file: bool) -> Verdict:
    """Done needs evidence: words, a file or both."""
    if words.strip() or has_file:
        return Verdict.yes()
    return Verdict.no(
        "evidence", _("Underlag saknas."),
        _("Skriv hur ni ser att åtgärden är gjord, eller lägg till en fil."),
    )  # fmt: skip


def due_of(state: State, due_date: date | None, effect_date: date | None) -> date | None:
    """Give the day that a remedy waits for: done by, then checked by."""
    return effect_date if state is State.DONE else due_date


def is_late(state: State, waits_for: date | None, today: date) -> bool:
    """Say whether the day has passed: not done in time, or not checked after its effect date."""
    waiting = state in (State.PROPOSED, State.DECIDED, State.DONE)
    return waiting and waits_for is not None and today > waits_for


def suggested_dates(today: date, due_days: int, effect_days: int) -> tuple[date, date]:
    """Give the dates a form begins with, by local habit: done by, and checked by."""
    due = today + timedelta(days=due_days)
    return due, due + timedelta(days=effect_days)

"""What holds for tasks that hang on one person: who takes over, or which risk is weighed.

Values in, verdicts and values out; no database and no clock.
"""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import add_months
from vaka.law.verdict import Verdict


class SoleState(StrEnum):
    """Whether a task is still listed."""

    LISTED = "listed"
    ENDED = "ended"


SOLE_LABELS = {
    SoleState.LISTED: gettext_lazy("På listan"),
    SoleState.ENDED: gettext_lazy("Borttagen"),
}
SOLE_STEPS = {
    SoleState.LISTED: gettext_lazy("Se över vem som kan ta över"),
    SoleState.ENDED: gettext_lazy("Inget mer att göra"),
}
SEE, HANDLE = "sole_task.see", "sole_task.handle"
RISK_KIND, DROPPED = "risk_analysis", "dropped"
WEIGHED_IN = "weighed_in"
"""The relation from a sole task, or what a stop cancelled, to the risk analysis that weighs it."""
ENOUGH_PEOPLE = 2
"""From how many a task no longer hangs on one (Härnösand, quality report 2023, 28.5)."""
REVIEW_MONTHS = 6
"""After how long a task is proposed to be looked over again."""

TRANSITIONS = (
    Transition(
        "sole_task.review", (SoleState.LISTED,), SoleState.LISTED, gettext_lazy("Se över"), HANDLE
    ),
    Transition(
        "sole_task.tie_risk", (SoleState.LISTED,), SoleState.LISTED,
        gettext_lazy("Knyt en riskanalys"), HANDLE,
    ),
    Transition(
        "sole_task.end", (SoleState.LISTED,), SoleState.ENDED,
        gettext_lazy("Ta bort från listan"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "sole_task.resume", (SoleState.ENDED,), SoleState.LISTED,
        gettext_lazy("Ta upp igen"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip


def may_stand(*, people: int, stand_in: str, has_risk: bool) -> Verdict:
    """Say whether a task can do without its person; each refusal is a reason why it is a gap."""
    if people >= ENOUGH_PEOPLE or stand_in.strip() or has_risk:
        return Verdict.yes()
    who = _("Bara en person kan uppgiften.") if people else _("Ingen kan uppgiften just nu.")
    return (
        Verdict.no("people", who, _("Lär upp en till."))
        + Verdict.no("stand_in", _("Ingen vikarie är utsedd."), _("Utse någon som tar över."))
        + Verdict.no("risk", _("Ingen riskanalys är knuten."), _("Knyt en riskanalys."))
    )


def is_sole(people: int) -> bool:
    """Say whether a task hangs on one person, or on nobody."""
    return people < ENOUGH_PEOPLE


def may_list(*, what: str, people: int, picked: int, review: date, today: date) -> Verdict:
    """A task is named, those picked are among those who can do it, and it is looked over again."""
    verdict = Verdict.yes()
    if not what.strip():
        verdict += Verdict.no("what", _("Uppgiften saknas."), _("Skriv vad som ska göras."))
    if picked > people:
        verdict += Verdict.no(
            "people_count", _("Fler är valda än antalet som kan uppgiften."), _("Rätta antalet.")
        )
    if review <= today:
        verdict += Verdict.no("review_date", _("Dagen har varit."), _("Välj en dag framåt."))
    return verdict


def may_tie(*, is_open: bool, is_near: bool, risk_state: str) -> Verdict:
    """A risk analysis of the unit, or one above or below it, is tied unless it was dropped."""
    if not is_open:
        return Verdict.no("state", _("Posten är avslutad."), _("Ta upp den igen först."))
    if not is_near or risk_state == DROPPED:
        return Verdict.no(
            "risk_id", _("Riskanalysen gäller inte enheten."), _("Välj en riskanalys i listan.")
        )
    return Verdict.yes()


def due_review(on: date) -> date:
    """Give the day by which a task is proposed to be looked over again."""
    return add_months(on, REVIEW_MONTHS)


def is_late(review: date | None, today: date, *, is_listed: bool) -> bool:
    """Say whether the day of a listed task's review has passed."""
    return is_listed and review is not None and review < today

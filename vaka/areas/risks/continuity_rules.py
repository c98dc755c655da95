"""What holds for continuity plans: whole commitments, a day of review, drills.

No database and no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.clock import add_months
from vaka.law.verdict import Verdict


class ContinuityState(StrEnum):
    """Where a continuity plan stands."""

    DRAFT = "draft"
    APPROVED = "approved"
    WITHDRAWN = "withdrawn"


CONTINUITY_LABELS = {
    ContinuityState.DRAFT: gettext_lazy("Utkast"),
    ContinuityState.APPROVED: gettext_lazy("Fastställd"),
    ContinuityState.WITHDRAWN: gettext_lazy("Upphävd"),
}
CONTINUITY_STEPS = {
    ContinuityState.DRAFT: gettext_lazy("Fastställ planen"),
    ContinuityState.APPROVED: gettext_lazy("Se över planen"),
    ContinuityState.WITHDRAWN: gettext_lazy("Inget mer att göra"),
}


class Found(StrEnum):
    """Whether the reserve routines held in a drill."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"


FOUND_LABELS = {
    Found.YES: gettext_lazy("Ja, inom acceptabel nivå"),
    Found.PARTLY: gettext_lazy("Delvis"),
    Found.NO: gettext_lazy("Nej"),
}
SEE, HANDLE = "continuity_plan.see", "continuity_plan.handle"

TRANSITIONS = (
    Transition(
        "continuity_plan.approve", (ContinuityState.DRAFT,), ContinuityState.APPROVED,
        gettext_lazy("Fastställ"), HANDLE,
    ),
    Transition(
        "continuity_plan.review", (ContinuityState.APPROVED,), ContinuityState.APPROVED,
        gettext_lazy("Sedd över"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "continuity_plan.amend", (ContinuityState.APPROVED,), ContinuityState.DRAFT,
        gettext_lazy("Ändra planen"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "continuity_plan.withdraw", (ContinuityState.DRAFT, ContinuityState.APPROVED),
        ContinuityState.WITHDRAWN, gettext_lazy("Upphäv"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Whole:
    """What the rules ask of one commitment."""

    number: int
    has_reserve: bool


def may_approve(
    commitments: Sequence[Whole], review: date | None, today: date, longest_months: int
) -> Verdict:
    """A plan names its commitments, each with a reserve routine, and when it is looked at again."""
    verdict = may_review(review, today, longest_months)
    if not commitments:
        return verdict + Verdict.no(
            "commitments", _("Planen har inga prioriterade åtaganden."),
            _("Lägg till det som måste fungera."),
        )  # fmt: skip
    return verdict + Verdict.all_of(
        Verdict.no(
            f"commitment-{one.number}",
            _("Åtagande %(number)s saknar reservrutin.") % {"number": one.number},
            _("Skriv hur det görs när det vanliga sättet inte fungerar."),
            f"#atagande-{one.number}",
        )
        for one in commitments if not one.has_reserve
    )  # fmt: skip


def may_review(review: date | None, today: date, longest_months: int) -> Verdict:
    """The next review lies ahead, and no further than local habit allows."""
    latest = add_months(today, longest_months)
    if review is not None and today < review <= latest:
        return Verdict.yes()
    way_out = _("Välj en dag efter i dag och senast %(day)s.") % {"day": latest}
    return Verdict.no("review_date", _("Dagen för översyn går inte att använda."), way_out)


def may_change(state: ContinuityState) -> Verdict:
    """Commitments are changed in a draft, so that what was approved stays as it was."""
    if state is ContinuityState.DRAFT:
        return Verdict.yes()
    return Verdict.no("state", _("Planen är inte ett utkast."), _("Välj Ändra planen först."))

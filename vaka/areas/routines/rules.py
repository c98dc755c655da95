"""What holds for a controlled document: kinds, states, who sets it, how long it holds.

Values in, verdicts and values out; no database and no clock.
"""

from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.routines.comparing import Line as Line
from vaka.areas.routines.comparing import compared as compared
from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.months import add_months
from vaka.law.verdict import Verdict


class RoutineKind(StrEnum):
    """What sort of controlled document it is."""

    GUIDELINE = "guideline"
    ROUTINE = "routine"
    INSTRUCTION = "instruction"
    CHECKLIST = "checklist"


KIND_LABELS = {
    RoutineKind.GUIDELINE: gettext_lazy("Riktlinje"),
    RoutineKind.ROUTINE: gettext_lazy("Rutin"),
    RoutineKind.INSTRUCTION: gettext_lazy("Instruktion"),
    RoutineKind.CHECKLIST: gettext_lazy("Checklista"),
}


class State(StrEnum):
    """Where one version of a routine stands."""

    DRAFT = "draft"
    REVIEW = "review"
    APPROVED = "approved"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"
    DROPPED = "dropped"


STATE_LABELS = {
    State.DRAFT: gettext_lazy("Utkast"),
    State.REVIEW: gettext_lazy("Väntar på godkännande"),
    State.APPROVED: gettext_lazy("Godkänd"),
    State.SUPERSEDED: gettext_lazy("Ersatt"),
    State.WITHDRAWN: gettext_lazy("Upphävd"),
    State.DROPPED: gettext_lazy("Kasserat utkast"),
}
NEXT_STEPS = {
    State.DRAFT: gettext_lazy("Skriv klart och lämna för godkännande"),
    State.REVIEW: gettext_lazy("Godkänn eller lämna tillbaka"),
    State.APPROVED: gettext_lazy("Se över innan giltigheten går ut"),
    State.SUPERSEDED: gettext_lazy("Inget mer att göra"),
    State.WITHDRAWN: gettext_lazy("Inget mer att göra"),
    State.DROPPED: gettext_lazy("Inget mer att göra"),
}
WORKING = (State.DRAFT, State.REVIEW)
PUBLISHED = (State.APPROVED, State.SUPERSEDED, State.WITHDRAWN)
"""States of what has held at some time, and so is read by those it was valid for."""


class How(StrEnum):
    """In what way a routine failed in an event."""

    NOT_FOLLOWED = "not_followed"
    UNKNOWN = "unknown"
    UNCLEAR = "unclear"
    WRONG = "wrong"


HOW_LABELS = {
    How.NOT_FOLLOWED: gettext_lazy("Den följdes inte"),
    How.UNKNOWN: gettext_lazy("Den var inte känd"),
    How.UNCLEAR: gettext_lazy("Den är svår att förstå eller följa"),
    How.WRONG: gettext_lazy("Den räckte inte, fast den följdes"),
}

SEE, READ, WRITE = "routine.see", "routine.read", "routine.write"
APPROVE, FAIL = "routine.approve", "routine.fail"
FAILED = "failed"
"""The relation from the version that held to the event in which it failed."""

TRANSITIONS = (
    Transition(
        "routine.submit", (State.DRAFT,), State.REVIEW, gettext_lazy("Lämna för godkännande"), WRITE
    ),
    Transition(
        "routine.send_back", (State.REVIEW,), State.DRAFT, gettext_lazy("Lämna tillbaka"), APPROVE,
        Comment.REQUIRED,
    ),
    Transition(
        "routine.approve", (State.REVIEW,), State.APPROVED, gettext_lazy("Godkänn"), APPROVE
    ),
    Transition(
        "routine.extend", (State.APPROVED,), State.APPROVED,
        gettext_lazy("Sedd över, gäller vidare"), APPROVE, Comment.REQUIRED,
    ),
    Transition(
        "routine.supersede", (State.APPROVED,), State.SUPERSEDED, gettext_lazy("Ersätt"), APPROVE,
    ),
    Transition(
        "routine.withdraw", (State.APPROVED,), State.WITHDRAWN, gettext_lazy("Upphäv"), APPROVE,
        Comment.REQUIRED,
    ),
    Transition(
        "routine.drop", WORKING, State.DROPPED, gettext_lazy("Kasta utkastet"), WRITE,
        Comment.REQUIRED,
    ),
)  # fmt: skip


def may_submit(*, text: str, number: int, changed: str) -> Verdict:
    """Say whether a version is whole: a text, and from the second on what has changed."""
    verdict = Verdict.yes()
    if not text.strip():
        verdict += Verdict.no("text", _("Rutinen har ingen text."), _("Skriv texten först."))
    if number > 1 and not changed.strip():
        verdict += Verdict.no(
            "changed", _("Det står inte vad som är ändrat."),
            _("Skriv det med en mening, så vet alla vad de behöver läsa."),
        )  # fmt: skip
    return verdict


def may_write(state: State) -> Verdict:
    """Only a draft is written in; what has been approved stands as it was approved."""
    if state is State.DRAFT:
        return Verdict.yes()
    return Verdict.no(
        "state", _("Bara ett utkast kan ändras."), _("Börja en ny version av den som gäller.")
    )


def may_approve(*, is_author: bool, today: date, valid_from: date, valid_until: date) -> Verdict:
    """Say whether a version may be set: by another than wrote it, from today on, for some time."""
    verdict = Verdict.yes()
    if is_author:
        verdict += Verdict.no(
            "author", _("Du har skrivit versionen och kan inte godkänna den själv."),
            _("Be någon annan med ansvar för enheten att godkänna den."),
        )  # fmt: skip
    if valid_from < today:
        verdict += Verdict.no(
            "valid_from", _("Rutinen kan inte börja gälla bakåt i tiden."),
            _("Välj i dag eller en senare dag."),
        )  # fmt: skip
    return verdict + may_hold_until(valid_from, valid_until)


def may_hold_until(valid_from: date, valid_until: date) -> Verdict:
    """A last day lies after the first."""
    if valid_until > valid_from:
        return Verdict.yes()
    return Verdict.no(
        "valid_until", _("Sista giltighetsdagen måste komma efter den första."),
        _("Välj en senare dag."),
    )  # fmt: skip


def may_reach(inside: bool) -> Verdict:
    """A routine holds where whoever sets it has charge: at its own unit and below."""
    if inside:
        return Verdict.yes()
    return Verdict.no(
        "valid_for", _("Rutinen kan bara gälla enheter under den enhet som beslutar om den."),
        _("Välj bland dem, eller låt en högre enhet besluta."),
    )  # fmt: skip


def may_revise(*, is_in_force: bool, has_working: bool) -> Verdict:
    """Say whether a new version may be begun: of what is in force, one at a time."""
    if not is_in_force:
        return Verdict.no(
            "state", _("Bara den version som gäller kan få en ny version."),
            _("Öppna den version som gäller."),
        )  # fmt: skip
    if has_working:
        return Verdict.no(
            "working", _("Det finns redan ett utkast till ny version."), _("Arbeta vidare i det.")
        )
    return Verdict.yes()


def may_read(*, is_in_force: bool) -> Verdict:
    """A receipt is given for what holds; what has been replaced is no longer to be learnt."""
    if is_in_force:
        return Verdict.yes()
    return Verdict.no(
        "state", _("Den här versionen gäller inte."), _("Läs den version som gäller i dag.")
    )


def may_fail(*, held: bool) -> Verdict:
    """What failed in an event is the version that held when it happened, not today's."""
    if held:
        return Verdict.yes()
    return Verdict.no(
        "case", _("Den versionen gällde inte när det hände."),
        _("Välj bland dem som gällde den dagen."),
    )  # fmt: skip


def is_in_force(state: State, valid_from: date | None, ended: date | None, on: date) -> bool:
    """Say whether a version held on a day; its last day of validity does not end it."""
    if state not in PUBLISHED or valid_from is None:
        return False
    return valid_from <= on and (ended is None or on < ended)


def due_review(valid_until: date, today: date, review_days: int) -> bool:
    """Say whether a version has come to the time for its review."""
    return (valid_until - today).days <= review_days


def suggested_until(valid_from: date, months: int) -> date:
    """Give the last day of validity that local habit suggests."""
    return add_months(valid_from, months)


def share(read: int, readers: int) -> float | None:
    """Give the share of readers that have read, in percent; None without readers."""
    return 100 * read / readers if readers else None


def is_read_enough(read: int, readers: int, target: int) -> bool:
    """Say whether a unit has reached the share that is the local target, without rounding up."""
    return readers > 0 and 100 * read >= target * readers

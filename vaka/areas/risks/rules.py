"""What holds for a risk analysis: its lines, when a risk is high, when it may be decided.

Values in, verdicts and values out; no database and no clock. Source: SOSFS 2011:9, 5 kap. 1 §
(judge for each possible event how likely it is and what it would lead to).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.clock import add_months
from vaka.law.verdict import Verdict


class State(StrEnum):
    """Where a risk analysis stands."""

    OPEN = "open"
    WATCHED = "watched"
    DECIDED = "decided"
    DROPPED = "dropped"


STATE_LABELS = {
    State.OPEN: gettext_lazy("Pågår"),
    State.WATCHED: gettext_lazy("Fastställd, accepterad risk bevakas"),
    State.DECIDED: gettext_lazy("Fastställd"),
    State.DROPPED: gettext_lazy("Avbruten"),
}
NEXT_STEPS = {
    State.OPEN: gettext_lazy("Bedöm riskerna och fastställ"),
    State.WATCHED: gettext_lazy("Pröva den accepterade risken igen"),
    State.DECIDED: gettext_lazy("Inget mer att göra"),
    State.DROPPED: gettext_lazy("Inget mer att göra"),
}


class Occasion(StrEnum):
    """Why the analysis is made."""

    CHANGE = "change"
    OPERATIONS = "operations"


OCCASION_LABELS = {
    Occasion.CHANGE: gettext_lazy("Inför en ändring"),
    Occasion.OPERATIONS: gettext_lazy("Löpande för verksamheten"),
}


class Concerns(StrEnum):
    """Whom or what a risk would hit."""

    PERSON = "person"
    OPERATIONS = "operations"
    WORK = "work"


CONCERNS_LABELS = {
    Concerns.PERSON: gettext_lazy("Den enskilde"),
    Concerns.OPERATIONS: gettext_lazy("Verksamheten"),
    Concerns.WORK: gettext_lazy("Arbetsmiljön"),
}

SEE, HANDLE, DECIDE = "risk_analysis.see", "risk_analysis.handle", "risk_analysis.decide"
HIGH, MEDIUM, LOW = 3, 2, 1

TRANSITIONS = (
    Transition(
        "risk_analysis.decide", (State.OPEN,), State.DECIDED, gettext_lazy("Fastställ"), DECIDE
    ),
    Transition(
        "risk_analysis.watch", (State.OPEN,), State.WATCHED,
        gettext_lazy("Fastställ med accepterad risk"), DECIDE,
    ),
    Transition(
        "risk_analysis.wake", (State.WATCHED,), State.OPEN,
        gettext_lazy("Acceptansen har gått ut"), HANDLE,
    ),
    Transition(
        "risk_analysis.reopen", (State.WATCHED, State.DECIDED), State.OPEN,
        gettext_lazy("Öppna igen"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "risk_analysis.drop", (State.OPEN,), State.DROPPED, gettext_lazy("Avbryt analysen"),
        HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "risk_analysis.restore", (State.DROPPED,), State.OPEN, gettext_lazy("Ta upp igen"),
        HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip


@dataclass(frozen=True)
class LineStanding:
    """What the rules must know of one risk.

    Attributes:
        before: score before remedies.
        after: score after remedies, None until it has been judged.
        remedied: a remedy that answers it has been decided.
        accepted_until: last day on which the risk is accepted.
    """

    number: int
    before: int
    after: int | None = None
    remedied: bool = False
    accepted_until: date | None = None


def score(likelihood: int, consequence: int) -> int:
    """Give the score, 1–16. Raises ValueError for a grade that is not 1–4."""
    if not {likelihood, consequence} <= {1, 2, 3, 4}:
        raise ValueError(f"{likelihood} x {consequence}")
    return likelihood * consequence


def level(points: int, medium_from: int, high_from: int) -> int:
    """Give 3 for high, 2 for medium, 1 for low."""
    if points >= high_from:
        return HIGH
    return MEDIUM if points >= medium_from else LOW


def is_accepted(line: LineStanding, today: date) -> bool:
    """Say whether an acceptance holds today; its last day is included."""
    return line.accepted_until is not None and today <= line.accepted_until


def is_handled(line: LineStanding, high_from: int, today: date) -> bool:
    """Say whether a risk is low enough, remedied below the limit, or accepted for now."""
    if line.before < high_from or is_accepted(line, today):
        return True
    return line.remedied and line.after is not None and line.after < high_from


def may_change(state: State) -> Verdict:
    """Lines are changed while the analysis is open, so that what was decided stays as it was."""
    if state is State.OPEN:
        return Verdict.yes()
    return Verdict.no(
        "state", _("Analysen är fastställd eller avbruten."), _("Öppna den igen först.")
    )


def may_decide(lines: Sequence[LineStanding], high_from: int, today: date) -> Verdict:
    """Say whether an analysis is whole: each high risk is remedied below the limit or accepted."""
    if not lines:
        return Verdict.no(
            "lines", _("Analysen har inga risker."), _("Lägg till minst en möjlig händelse.")
        )
    unhandled = [one for one in lines if not is_handled(one, high_from, today)]
    return Verdict.all_of(_not_handled(one, high_from) for one in unhandled)


def _not_handled(line: LineStanding, high_from: int) -> Verdict:
    words = _("Risk %(number)s är hög och inte omhändertagen.") % {"number": line.number}
    if not line.remedied:
        way_out = _("Besluta om en åtgärd mot den, eller acceptera den med skäl och slutdatum.")
    elif line.after is None:
        way_out = _("Bedöm risken som den blir med åtgärderna.")
    else:
        way_out = _("Den är hög också med åtgärderna. Gör mer, eller acceptera den med slutdatum.")
    return Verdict.no(f"line-{line.number}", words, way_out, f"#risk-{line.number}")


def may_accept(*, reason: str, until: date | None, today: date, longest_months: int) -> Verdict:
    """A risk is accepted with a reason and for a time, never for ever."""
    verdict = Verdict.yes()
    if not reason.strip():
        verdict += Verdict.no("reason", _("Skäl saknas."), _("Skriv varför risken kan accepteras."))
    latest = add_months(today, longest_months)
    if until is None or not today < until <= latest:
        way_out = _("Välj en dag efter i dag och senast %(day)s.") % {"day": latest}
        verdict += Verdict.no("until", _("Slutdatumet går inte att använda."), way_out)
    return verdict


def first_end(lines: Iterable[LineStanding], high_from: int) -> date | None:
    """Give the day the first acceptance of a high risk ends; None when none is accepted."""
    ends = [one.accepted_until for one in lines if one.before >= high_from and one.accepted_until]
    return min(ends, default=None)


def must_wake(ends: Iterable[date | None], today: date) -> bool:
    """Say whether an acceptance has ended, so that the risk is looked at anew."""
    return any(end is not None and end < today for end in ends)


def handled_in_time(decided: date | None, due: date | None, today: date) -> bool | None:
    """Say whether high risks were remedied or accepted by the last day; None while time is left."""
    if decided is not None:
        return due is None or decided <= due
    return False if due is not None and today > due else None

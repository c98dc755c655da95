"""What holds for contracts and their follow-up: visits and sanctions.

Values in, verdicts and values out; no database and no clock.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.foundation.cases.transitions import Comment, Transition
from vaka.law.verdict import Verdict


class Sort(StrEnum):
    """By what law, or on whose word, somebody runs the operation."""

    PROCURED = "procured"
    FREE_CHOICE = "free_choice"
    OWN = "own"


SORT_LABELS = {
    Sort.PROCURED: gettext_lazy("Upphandlat avtal (LOU)"),
    Sort.FREE_CHOICE: gettext_lazy("Valfrihetssystem (LOV)"),
    Sort.OWN: gettext_lazy("Egen regi, uppdrag"),
}


class State(StrEnum):
    """Where a contract stands; one of free choice begins as an application."""

    APPLIED = "applied"
    DECLINED = "declined"
    RUNNING = "running"
    ENDED = "ended"


STATE_LABELS = {
    State.APPLIED: gettext_lazy("Ansökan prövas"),
    State.DECLINED: gettext_lazy("Ansökan avslagen"),
    State.RUNNING: gettext_lazy("Gäller"),
    State.ENDED: gettext_lazy("Upphört"),
}
NEXT_STEPS = {
    State.APPLIED: gettext_lazy("Pröva kraven och besluta"),
    State.DECLINED: gettext_lazy("Inget mer att göra"),
    State.RUNNING: gettext_lazy("Följ upp"),
    State.ENDED: gettext_lazy("Inget mer att göra"),
}


class VisitState(StrEnum):
    """Where a visit stands."""

    PLANNED = "planned"
    MADE = "made"
    CLOSED = "closed"
    CANCELLED = "cancelled"


VISIT_LABELS = {
    VisitState.PLANNED: gettext_lazy("Planerat"),
    VisitState.MADE: gettext_lazy("Gjort, brister följs"),
    VisitState.CLOSED: gettext_lazy("Avslutat"),
    VisitState.CANCELLED: gettext_lazy("Inställt"),
}
VISIT_STEPS = {
    VisitState.PLANNED: gettext_lazy("Gör besöket och fyll i kraven"),
    VisitState.MADE: gettext_lazy("Följ bristerna och avsluta"),
    VisitState.CLOSED: gettext_lazy("Inget mer att göra"),
    VisitState.CANCELLED: gettext_lazy("Inget mer att göra"),
}


class Sanction(StrEnum):
    """What a provider is met with, mildest first; the contract says which there are."""

    REMARK = "remark"
    CORRECTION = "correction"
    PENALTY = "penalty"
    TERMINATION = "termination"


SANCTION_LABELS = {
    Sanction.REMARK: gettext_lazy("Påpekande"),
    Sanction.CORRECTION: gettext_lazy("Krav på rättelse"),
    Sanction.PENALTY: gettext_lazy("Vite"),
    Sanction.TERMINATION: gettext_lazy("Hävning"),
}
HARD = (Sanction.PENALTY, Sanction.TERMINATION)
"""Sanctions that may only follow on a correction that was not made in time."""

SEE, HANDLE, ANSWER = "contract.see", "contract.handle", "contract.answer"
SEE_VISITS, VISIT = "provider_visit.see", "provider_visit.handle"
TRANSITIONS = (
    Transition(
        "contract.end_contract", (State.RUNNING,), State.ENDED, gettext_lazy("Avtalet har upphört"),
        HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "contract.resume_contract", (State.ENDED,), State.RUNNING, gettext_lazy("Gäller igen"),
        HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "contract.approve_application", (State.APPLIED,), State.RUNNING,
        gettext_lazy("Godkänn ansökan"), HANDLE,
    ),
    Transition(
        "contract.decline_application", (State.APPLIED,), State.DECLINED,
        gettext_lazy("Avslå ansökan"), HANDLE, Comment.REQUIRED,
    ),
    Transition(
        "contract.retry_application", (State.DECLINED,), State.APPLIED,
        gettext_lazy("Pröva igen"), HANDLE, Comment.REQUIRED,
    ),
)  # fmt: skip
VISIT_TRANSITIONS = (
    Transition(
        "provider_visit.record_visit", (VisitState.PLANNED,), VisitState.MADE,
        gettext_lazy("Fyll i kraven"), VISIT,
    ),
    Transition(
        "provider_visit.cancel_visit", (VisitState.PLANNED,), VisitState.CANCELLED,
        gettext_lazy("Ställ in"), VISIT, Comment.REQUIRED,
    ),
    Transition(
        "provider_visit.close_visit", (VisitState.MADE,), VisitState.CLOSED,
        gettext_lazy("Avsluta besöket"), VISIT, Comment.REQUIRED,
    ),
    Transition(
        "provider_visit.reopen_visit", (VisitState.CLOSED,), VisitState.MADE,
        gettext_lazy("Öppna igen"), VISIT, Comment.REQUIRED,
    ),
    Transition(
        "provider_visit.replan_visit", (VisitState.CANCELLED,), VisitState.PLANNED,
        gettext_lazy("Planera igen"), VISIT, Comment.REQUIRED,
    ),
)  # fmt: skip
NOT_YET_TOLD = (VisitState.PLANNED, VisitState.CANCELLED)
"""States in which an unannounced visit is known only to those who make it."""


@dataclass(frozen=True)
class Corrected:
    """What the rules must know of a correction that was demanded."""

    due: date
    is_settled: bool


@dataclass(frozen=True)
class YearPlan:
    """How a contract's visits of a year stand to what was decided.

    Attributes:
        wanted: visits decided for the year, `wanted_unannounced` of them without warning.
        made: those made; `planned` wait for their day.
        late: those whose day has passed.
    """

    wanted: int
    wanted_unannounced: int
    made: int
    made_unannounced: int
    planned: int
    late: int

    @property
    def to_plan(self) -> int:
        """Visits decided that are neither made nor planned."""
        return max(0, self.wanted - self.made - self.planned)


def may_sign(*, sort: str, start: date, end: date | None, extend_by: date | None,
             visits: int, unannounced: int, penalty_max: int | None) -> Verdict:  # fmt: skip
    """Say whether the terms of a contract hold together."""
    verdict = Verdict.yes()
    if end is None and sort == Sort.PROCURED:
        verdict += Verdict.no(
            "end_date", _("Ett upphandlat avtal har en sista dag."), _("Välj den.")
        )
    if end is not None and end < start:
        verdict += Verdict.no(
            "end_date", _("Sista dagen ligger före den första."), _("Välj en senare dag.")
        )
    if extend_by is not None and not (end and start <= extend_by <= end):
        verdict += Verdict.no(
            "extend_by_date", _("Dagen för besked ligger utanför avtalstiden."),
            _("Välj en dag i avtalstiden."),
        )  # fmt: skip
    if unannounced > visits:
        verdict += Verdict.no(
            "unannounced_a_year", _("De oanmälda besöken är fler än alla besök."),
            _("Räkna in dem i alla besök."),
        )  # fmt: skip
    if penalty_max is not None and sort == Sort.OWN:
        verdict += Verdict.no(
            "penalty_max", _("Egen regi har inget vite."), _("Lämna fältet tomt.")
        )
    return verdict


def may_change(state: str) -> Verdict:
    """A contract is followed up while it holds."""
    if state == State.RUNNING:
        return Verdict.yes()
    if state == State.ENDED:
        return Verdict.no("state", _("Avtalet har upphört."), _("Öppna det igen först."))
    return Verdict.no("state", _("Ansökan är inte godkänd."), _("Pröva den först."))


def last_day(agreed: date | None, closed: date | None) -> date | None:
    """Give the last day of a contract: as agreed, or when it was ended before that."""
    return min((day for day in (agreed, closed) if day is not None), default=None)


def may_plan_visit(*, state: str, has_form: bool, day: date, today: date) -> Verdict:
    """A visit follows requirements written down, on a day to come."""
    verdict = may_change(state)
    if not has_form:
        verdict += Verdict.no(
            "form", _("Avtalet har inga krav att följa upp."),
            _("Välj ett formulär med kraven i avtalets villkor."),
        )  # fmt: skip
    if day < today:
        verdict += Verdict.no("day", _("Dagen har varit."), _("Välj en dag från i dag."))
    return verdict


def may_record(*, made: date, planned_from: date, today: date) -> Verdict:
    """A visit was made on a day up to today, and not before it was planned."""
    if planned_from <= made <= today:
        return Verdict.yes()
    return Verdict.no(
        "made_date", _("Besöket kan inte ha gjorts den dagen."),
        _("Välj en dag från att besöket planerades till i dag."),
    )  # fmt: skip


def may_close_visit(open_findings: Sequence[tuple[str, str]]) -> Verdict:
    """A visit is closed when each finding has been settled; they come as number and address."""
    return Verdict.all_of(
        Verdict.no(f"finding-{number}", _("%s är inte avslutad.") % number, _("Öppna den."), link)
        for number, link in open_findings
    )


def may_impose_after(*, visit: str, contract: str) -> Verdict:
    """A sanction follows on a visit that is made and not closed, while the contract holds."""
    verdict = may_change(contract)
    if visit != VisitState.MADE:
        verdict += Verdict.no(
            "visit", _("Besöket är inte gjort, eller redan avslutat."),
            _("Gör besöket, eller öppna det igen."),
        )  # fmt: skip
    return verdict


def may_impose(*, sanction: Sanction, sort: str, amount: int | None, penalty_max: int | None,
               due: date | None, decision: str, corrections: Sequence[Corrected],
               today: date) -> Verdict:  # fmt: skip
    """Say whether a sanction may be imposed.

    A hard one follows on a correction whose last day has passed without it being made, has a
    decision to show, and stays within what the contract allows. Own operations are corrected.
    """
    verdict = Verdict.yes()
    if sanction is Sanction.CORRECTION and (due is None or due <= today):
        verdict += Verdict.no(
            "due_date", _("Rättelsen har ingen dag framåt."), _("Välj när den ska vara gjord.")
        )
    if sanction in HARD:
        verdict += _may_be_hard(sort, decision, corrections, today)
    if sanction is Sanction.PENALTY:
        verdict += _fits_amount(amount, penalty_max)
    return verdict


def _may_be_hard(
    sort: str, decision: str, corrections: Sequence[Corrected], today: date
) -> Verdict:
    verdict = Verdict.yes()
    if sort == Sort.OWN:
        verdict += Verdict.no(
            "sanction", _("Egen regi har inget avtal att hävda."), _("Kräv rättelse i stället.")
        )
    if not any(one.due < today and not one.is_settled for one in corrections):
        verdict += Verdict.no(
            "sanction", _("Inget krav på rättelse har gått ut utan att följas."),
            _("Kräv rättelse först, med en sista dag."),
        )  # fmt: skip
    if not decision.strip():
        verdict += Verdict.no(
            "decision", _("Beslutet saknas."), _("Skriv beslutets dag och paragraf eller nummer.")
        )
    return verdict


def _fits_amount(amount: int | None, penalty_max: int | None) -> Verdict:
    if penalty_max is None:
        return Verdict.no("amount", _("Avtalet ger inget vite."), _("Välj något annat."))
    if amount is None or not 0 < amount <= penalty_max:
        return Verdict.no(
            "amount", _("Beloppet går inte att använda."),
            _("Skriv ett belopp upp till avtalets högsta, %(most)s kr.") % {"most": penalty_max},
        )  # fmt: skip
    return Verdict.yes()


def goes_with(sanction: Sanction) -> frozenset[str]:
    """Name what is kept of a sanction besides its words: a day to correct by, or an amount."""
    kept = {Sanction.CORRECTION: "due_date", Sanction.PENALTY: "amount"}
    return frozenset({kept[sanction]} if sanction in kept else ())


def is_late(due: date | None, today: date, *, waits: bool) -> bool:
    """Say whether the day of what still waits to be done has passed."""
    return waits and due is not None and due < today


def may_settle(*, state: str, is_settled: bool) -> Verdict:
    """What was to be corrected is said once to have been, while the contract holds."""
    verdict = may_change(state)
    if is_settled:
        verdict += Verdict.no(
            "settled", _("Rättelsen är redan gjord."), _("Läs hur den gjordes på avtalets sida.")
        )
    return verdict


def lie_apart(
    here: tuple[float, float] | None, there: tuple[float, float] | None
) -> bool | None:  # fmt: skip
    """Say whether two intervals lie apart, so that a difference is sure; None without either."""
    if here is None or there is None:
        return None
    return here[1] < there[0] or there[1] < here[0]

"""Reads of contracts: one contract with its visits, figures and sanctions."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from vaka.areas.providers import actions, figure_rules, rules
from vaka.areas.providers.models import (
    NOT_TOLD,
    AskedFigure,
    Contract,
    GivenFigure,
    ImposedSanction,
    ProviderVisit,
)
from vaka.areas.providers.rules import Sanction, Sort, State, VisitState, YearPlan
from vaka.areas.self_checks import queries as checked
from vaka.areas.self_checks.rules import FOUND_IN, FREQUENCY_LABELS, Frequency
from vaka.calc.intervals import wilson
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case, CaseLink
from vaka.foundation.cases.queries import CaseFrame, TimelineLine

SHOWN_PERIODS = 6
"""How many of a figure's newest periods are shown; every late one is shown besides."""


@dataclass(frozen=True)
class Met:
    """Requirements met of those judged, in percent with its 95 percent interval (Wilson 1927)."""

    met: int
    judged: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class PeriodRow:
    """One period of an asked figure."""

    start: date
    end: date
    due: date
    value: Decimal | None
    words: str
    given_date: date | None
    is_late: bool
    may_answer: bool


@dataclass(frozen=True)
class FigureRow:
    """One asked figure with its latest periods and all that are late, the newest first."""

    id: uuid.UUID
    name: str
    unit_words: str
    frequency_label: str
    is_stopped: bool
    late: int
    periods: list[PeriodRow]


@dataclass(frozen=True)
class SanctionRow:
    """One sanction on the contract's page."""

    id: uuid.UUID
    label: str
    is_correction: bool
    is_hard: bool
    words: str
    imposed_date: date
    due_date: date | None
    settled_date: date | None
    settled_words: str
    is_late: bool
    amount: int | None
    decision: str


@dataclass(frozen=True)
class VisitRow:
    """One visit in a list."""

    id: uuid.UUID
    reference: str
    provider: str
    unit_name: str
    state: str
    state_label: str
    is_announced: bool
    due_date: date | None
    made_date: date | None
    met: Met | None
    findings: int
    is_late: bool


@dataclass(frozen=True)
class ContractPage:
    """One contract as its page shows it."""

    frame: CaseFrame
    contract: Contract
    sort_label: str
    is_own: bool
    form_title: str
    plan: YearPlan
    visits: list[VisitRow]
    figures: list[FigureRow]
    sanctions: list[SanctionRow]
    steps: list[str]
    may_handle: bool
    may_visit: bool
    may_answer: bool
    timeline: list[TimelineLine]
    onward: list[OnwardAction]

    @property
    def is_followed(self) -> bool:
        """Whether it is or has been in force; an application is not."""
        return self.frame.state in (State.RUNNING, State.ENDED)


def visible(viewer: Viewer) -> QuerySet[Contract]:
    """Give the contracts that a viewer may see."""
    seen = Case.objects.visible_to(viewer, actions.KIND)
    found = Contract.objects.filter(case__in=seen).select_related("case__unit", "case__owner")
    return found.order_by("case__unit__name")


def contract_page(viewer: Viewer, case_id: uuid.UUID) -> ContractPage:
    """Give one contract to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = Contract.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    offered = transitions.offered(rules.TRANSITIONS, case.state)
    is_open = rules.may_change(case.state).ok
    may_answer = viewer.may(rules.ANSWER, case.unit_id)
    titles = dict(checked.checklists(viewer.on))
    return ContractPage(
        frame=cases.frame(case), contract=row, is_own=row.sort == Sort.OWN,
        sort_label=str(rules.SORT_LABELS[Sort(row.sort)]), form_title=titles.get(row.form_code, ""),
        plan=year_plan(row, viewer), visits=visit_rows(viewer, row.visits.all()),
        figures=[figure_row(one, viewer.on, may_answer) for one in row.figures.all()],
        sanctions=[sanction_row(one, viewer.on) for one in row.sanctions.all()],
        steps=[one.verb for one in offered if viewer.may(one.capability, case.unit_id)],
        may_handle=is_open and viewer.may(rules.HANDLE, case.unit_id),
        may_visit=is_open and viewer.may(rules.VISIT, case.unit_id),
        may_answer=may_answer, timeline=cases.timeline(case), onward=cases.onward(viewer, case),
    )  # fmt: skip


def year_plan(row: Contract, viewer: Viewer) -> YearPlan:
    """Give how the visits of the year stand to what was decided.

    Nobody learns of an unannounced visit by a count that waits for it.
    """
    on = viewer.on
    year = Q(made_date__year=on.year) | Q(made_date=None, case__due_date__year=on.year)
    known = Q() if viewer.may(rules.VISIT, row.case.unit_id) else ~NOT_TOLD
    planned = Q(case__state=VisitState.PLANNED)
    made = ~Q(made_date=None)
    counts = ProviderVisit.objects.filter(year, known, contract=row).aggregate(
        made=Count("pk", filter=made),
        blind=Count("pk", filter=made & Q(is_announced=False)),
        planned=Count("pk", filter=planned),
        late=Count("pk", filter=planned & Q(case__due_date__lt=on)),
    )
    return YearPlan(
        row.visits_a_year, row.unannounced_a_year, counts["made"], counts["blind"],
        counts["planned"], counts["late"],
    )  # fmt: skip


def visit_rows(viewer: Viewer, found: QuerySet[ProviderVisit]) -> list[VisitRow]:
    """Give the visits that a viewer may see, the newest first; what was shown is logged."""
    seen = Case.objects.visible_to(viewer, "provider_visit")
    rows = found.filter(case__in=seen).select_related("case__unit", "contract")
    visits = list(rows.order_by("-case__due_date"))
    note_shown(viewer, "provider_visit", [one.pk for one in visits])
    findings = findings_of(one.protocol_id for one in visits)
    return [_visit(one, findings, viewer.on) for one in visits]


def note_shown(viewer: Viewer, kind: str, shown: list[uuid.UUID]) -> None:
    """Log what a list has shown as read."""
    if shown:
        note_read(by=viewer, object_kind=kind, object_id="", data={"shown": [*map(str, shown)]})


def findings_of(protocols: Iterable[uuid.UUID | None]) -> dict[uuid.UUID, int]:
    """Count the open findings of protocols."""
    links = CaseLink.objects.filter(
        relation=FOUND_IN, to_case__in=[one for one in protocols if one], from_case__closed_at=None
    )
    counted = links.values_list("to_case_id").annotate(n=Count("pk"))
    return dict(counted)


def met_of(met: int | None, judged: int | None) -> Met | None:
    """Give requirements met as a share with its interval; None when none was judged."""
    if met is None or not judged:
        return None
    low, high = wilson(met, judged)
    return Met(met, judged, 100 * met / judged, low, high)


def figure_of(viewer: Viewer, case_id: uuid.UUID, figure_id: uuid.UUID) -> AskedFigure:
    """Give a figure asked of a contract that the viewer may see. Raises NotVisible."""
    found = AskedFigure.objects.filter(
        pk=figure_id, contract__in=visible(viewer).filter(pk=case_id)
    )
    one = found.first()
    if one is None:
        raise NotVisible(str(figure_id))
    return one


def given(asked: AskedFigure, start: date) -> GivenFigure | None:
    """Give what has been answered for a period, None before that."""
    return asked.given.filter(start_date=start).first()


def checklists(on: date) -> list[tuple[str, str]]:
    """Give the forms of requirements that visits may follow."""
    return checked.checklists(on)


def figure_row(asked: AskedFigure, on: date, may_answer: bool) -> FigureRow:
    """Give one asked figure as pages show it."""
    given = {one.start_date: one for one in asked.given.all()}
    periods = reversed(asked.periods(on))
    rows = [_period(one, given.get(one.start), on, may_answer) for one in periods]
    return FigureRow(
        id=asked.pk, name=asked.name, unit_words=asked.unit_words,
        frequency_label=str(FREQUENCY_LABELS[Frequency(asked.frequency)]),
        is_stopped=not figure_rules.may_stop(until=asked.until_date, today=on).ok,
        late=sum(row.is_late for row in rows),
        periods=[row for n, row in enumerate(rows) if n < SHOWN_PERIODS or row.is_late],
    )  # fmt: skip


def _period(
    one: figure_rules.FigureDue, given: GivenFigure | None, on: date, may_answer: bool
) -> PeriodRow:
    in_time = figure_rules.answered_in_time(given.given_date if given else None, one.due, on)
    return PeriodRow(
        one.start, one.end, one.due, given.value if given else None, given.words if given else "",
        given.given_date if given else None, given is None and in_time is False,
        may_answer and figure_rules.is_over(one.end, on),
    )  # fmt: skip


def sanction_row(one: ImposedSanction, on: date) -> SanctionRow:
    """Give one sanction as pages show it."""
    sort = Sanction(one.sanction)
    return SanctionRow(
        id=one.pk, label=str(rules.SANCTION_LABELS[sort]), words=one.words,
        is_correction=sort is Sanction.CORRECTION, is_hard=sort in rules.HARD,
        imposed_date=one.imposed_date, due_date=one.due_date, settled_date=one.settled_date,
        settled_words=one.settled_words,
        is_late=rules.is_late(one.due_date, on, waits=one.settled_date is None),
        amount=one.amount, decision=one.decision,
    )  # fmt: skip


def _visit(one: ProviderVisit, findings: dict[uuid.UUID, int], on: date) -> VisitRow:
    case, protocol = one.case, one.protocol_id
    is_late = rules.is_late(case.due_date, on, waits=case.state == VisitState.PLANNED)
    return VisitRow(
        id=one.pk, reference=case.reference, provider=one.contract.provider,
        unit_name=case.unit.name, state=case.state,
        state_label=str(rules.VISIT_LABELS[VisitState(case.state)]),
        is_announced=one.is_announced, due_date=case.due_date, made_date=one.made_date,
        met=met_of(one.met, one.judged), is_late=is_late,
        findings=findings.get(protocol, 0) if protocol else 0,
    )  # fmt: skip

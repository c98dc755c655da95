"""Reads of contracts: the list with its comparison, one contract, requirements side by side."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, Q, QuerySet

from vaka.areas.providers import actions, rules
from vaka.areas.providers.models import (
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
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case, CaseLink
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.organisation.models import UnitKind
from vaka.foundation.questions.sets import QuestionSet

SHOWN_PERIODS = 6


@dataclass(frozen=True)
class Met:
    """Requirements met of those judged, in percent with its 95 percent interval (Wilson 1927)."""

    met: int
    judged: int
    value: float
    low: float
    high: float


@dataclass(frozen=True)
class ContractRow:
    """One contract in the comparison, as its latest visit showed it."""

    id: uuid.UUID
    provider: str
    unit_name: str
    kind_label: str
    sort_label: str
    is_own: bool
    is_running: bool
    end_date: date | None
    visited_date: date | None
    met: Met | None
    findings: int
    late_figures: int
    plan: YearPlan
    latest: tuple["Latest", ...]


@dataclass(frozen=True)
class Latest:
    """The newest figure that a provider has given."""

    name: str
    value: Decimal
    unit_words: str
    start: date


@dataclass(frozen=True)
class Side:
    """Contracted or own operations taken together."""

    contracts: int
    met: Met | None


@dataclass(frozen=True)
class Comparison:
    """The contracts under one kind of work, and contracted beside own operations."""

    rows: list[ContractRow]
    contracted: Side
    own: Side

    @property
    def differs(self) -> bool | None:
        """Whether the intervals lie apart; None when one side has not been visited."""
        here, there = self.contracted.met, self.own.met
        if here is None or there is None:
            return None
        return here.high < there.low or there.high < here.low


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
    """One asked figure with its latest periods, the newest first."""

    id: uuid.UUID
    name: str
    unit_words: str
    frequency_label: str
    is_stopped: bool
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


@dataclass(frozen=True)
class Cell:
    """How one requirement was met at one unit; `visit_id` leads to what was seen."""

    visit_id: uuid.UUID
    is_met: bool | None
    finding: CaseFrame | None


@dataclass(frozen=True)
class LineRow:
    """One requirement across the contracts, in the order of the columns."""

    heading: str
    label: str
    cells: list[Cell | None]
    unmet: int


@dataclass(frozen=True)
class Matrix:
    """Requirements by contracts."""

    code: str
    title: str
    columns: list[tuple[ContractRow, date | None]]
    rows: list[LineRow]


def visible(viewer: Viewer) -> QuerySet[Contract]:
    """Give the contracts that a viewer may see."""
    seen = Case.objects.visible_to(viewer).filter(kind=actions.KIND)
    found = Contract.objects.filter(case__in=seen).select_related("case__unit", "case__owner")
    return found.order_by("case__unit__name")


def comparison(viewer: Viewer, kind: str = "") -> Comparison:
    """Give the running contracts of a kind of unit beside each other; all kinds without one."""
    found = visible(viewer).filter(case__state=State.RUNNING)
    if kind:
        found = found.filter(case__unit__kind=kind)
    rows = _rows(found, viewer)
    return Comparison(rows, _side(rows, is_own=False), _side(rows, is_own=True))


def ended(viewer: Viewer) -> list[Contract]:
    """Give the contracts that no longer hold."""
    return list(visible(viewer).filter(case__state=State.ENDED).order_by("-case__closed_at"))


def kinds(viewer: Viewer) -> list[tuple[str, str]]:
    """Give the kinds of unit that running contracts cover, those with a contractor first."""
    found = visible(viewer).filter(case__state=State.RUNNING)
    sorts = found.values_list("case__unit__kind", "sort")
    codes = {kind: True for kind, _sort in sorts}
    codes |= {kind: False for kind, sort in sorts if sort != Sort.OWN}
    return [
        (code, str(UnitKind(code).label)) for code in sorted(codes, key=lambda k: (codes[k], k))
    ]


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
        figures=[_figure(one, viewer.on, may_answer) for one in row.figures.all()],
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
    planned = Q(case__state=VisitState.PLANNED)
    if not viewer.may(rules.VISIT, row.case.unit_id):
        planned &= Q(is_announced=True)
    made = ~Q(made_date=None)
    counts = ProviderVisit.objects.filter(year, contract=row).aggregate(
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
    """Give the visits that a viewer may see, the newest first."""
    seen = Case.objects.visible_to(viewer).filter(kind="provider_visit")
    rows = found.filter(case__in=seen).select_related("case__unit", "contract")
    return [_visit(one, viewer.on) for one in rows.order_by("-case__due_date")]


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


def matrix(viewer: Viewer, form_code: str) -> Matrix:
    """Give a form's requirements at each contract, from the latest visit that the viewer may see.

    Raises NotVisible for a form that is not in use.
    """
    asked = checked.asked_of(form_code, viewer.on)
    found = visible(viewer).filter(case__state=State.RUNNING, form_code=form_code)
    rows = _rows(found, viewer)
    latest = {row.id: _latest_seen(viewer, row.id) for row in rows}
    answered = {pk: _answered(viewer, visit) for pk, visit in latest.items()}
    lines = _lines(asked, [answered[row.id] for row in rows])
    columns = [(row, visit.made_date if (visit := latest[row.id]) else None) for row in rows]
    return Matrix(form_code, asked.title.said(), columns, lines)


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


def forms_compared(viewer: Viewer) -> list[tuple[str, str]]:
    """Give the forms that running contracts are followed by."""
    codes = set(
        visible(viewer).filter(case__state=State.RUNNING).values_list("form_code", flat=True)
    )
    return [(code, title) for code, title in checked.checklists(viewer.on) if code in codes]


def _rows(found: QuerySet[Contract], viewer: Viewer) -> list[ContractRow]:
    contracts = sorted(found, key=lambda one: (one.case.unit.kind, one.sort == Sort.OWN))
    visits = _latest_made(contracts)
    findings = findings_of(one.protocol_id for one in visits.values())
    return [_row(one, visits.get(one.pk), findings, viewer) for one in contracts]


def _latest_made(contracts: list[Contract]) -> dict[uuid.UUID, ProviderVisit]:
    made = ProviderVisit.objects.filter(contract__in=contracts, judged__gt=0)
    return {one.contract_id: one for one in made.order_by("made_date", "pk")}


def _row(
    one: Contract, visit: ProviderVisit | None, findings: dict[uuid.UUID, int], viewer: Viewer
) -> ContractRow:
    figures = [_figure(asked, viewer.on, False) for asked in one.figures.all()]
    protocol = visit.protocol_id if visit else None
    return ContractRow(
        id=one.pk, provider=one.provider, unit_name=one.case.unit.name,
        kind_label=str(UnitKind(one.case.unit.kind).label), is_own=one.sort == Sort.OWN,
        sort_label=str(rules.SORT_LABELS[Sort(one.sort)]),
        is_running=one.case.state == State.RUNNING, end_date=one.end_date,
        visited_date=visit.made_date if visit else None,
        met=met_of(visit.met, visit.judged) if visit else None,
        findings=findings.get(protocol, 0) if protocol else 0,
        late_figures=sum(part.is_late for asked in figures for part in asked.periods),
        plan=year_plan(one, viewer), latest=tuple(_latest(figures)),
    )  # fmt: skip


def _latest(figures: list[FigureRow]) -> Iterable[Latest]:
    for one in figures:
        for part in one.periods:
            if part.value is not None:
                yield Latest(one.name, part.value, one.unit_words, part.start)
                break


def _side(rows: list[ContractRow], *, is_own: bool) -> Side:
    found = [row for row in rows if row.is_own == is_own]
    met = [row.met for row in found if row.met]
    return Side(
        len(found), met_of(sum(one.met for one in met), sum(one.judged for one in met))
    )  # fmt: skip


def _figure(asked: AskedFigure, on: date, may_answer: bool) -> FigureRow:
    given = {one.start_date: one for one in asked.given.all()}
    last = min(asked.until_date or on, on)
    frequency = Frequency(asked.frequency)
    periods = rules.periods(frequency, asked.since_date, last, asked.answer_days)
    rows = [_period(one, given.get(one.start), on, may_answer) for one in periods]
    return FigureRow(
        asked.pk, asked.name, asked.unit_words, str(FREQUENCY_LABELS[frequency]),
        asked.until_date is not None and asked.until_date <= on, rows[::-1][:SHOWN_PERIODS],
    )  # fmt: skip


def _period(
    one: rules.FigureDue, given: GivenFigure | None, on: date, may_answer: bool
) -> PeriodRow:
    in_time = rules.answered_in_time(given.given_date if given else None, one.due, on)
    return PeriodRow(
        one.start, one.end, one.due, given.value if given else None, given.words if given else "",
        given.given_date if given else None, given is None and in_time is False,
        may_answer and one.end < on,
    )  # fmt: skip


def sanction_row(one: ImposedSanction, on: date) -> SanctionRow:
    """Give one sanction as pages show it."""
    sort = Sanction(one.sanction)
    waits = one.due_date is not None and one.settled_date is None
    return SanctionRow(
        id=one.pk, label=str(rules.SANCTION_LABELS[sort]), words=one.words,
        is_correction=sort is Sanction.CORRECTION, is_hard=sort in rules.HARD,
        imposed_date=one.imposed_date, due_date=one.due_date, settled_date=one.settled_date,
        settled_words=one.settled_words,
        is_late=waits and one.due_date is not None and one.due_date < on,
        amount=one.amount, decision=one.decision,
    )  # fmt: skip


def _visit(one: ProviderVisit, on: date) -> VisitRow:
    case = one.case
    findings = findings_of([one.protocol_id])
    is_late = case.state == VisitState.PLANNED and case.due_date is not None and case.due_date < on
    return VisitRow(
        id=one.pk, reference=case.reference, provider=one.contract.provider,
        unit_name=case.unit.name, state=case.state,
        state_label=str(rules.VISIT_LABELS[VisitState(case.state)]),
        is_announced=one.is_announced, due_date=case.due_date, made_date=one.made_date,
        met=met_of(one.met, one.judged), findings=sum(findings.values()), is_late=is_late,
    )  # fmt: skip


def _latest_seen(viewer: Viewer, contract_id: uuid.UUID) -> ProviderVisit | None:
    seen = Case.objects.visible_to(viewer).filter(kind="provider_visit")
    made = ProviderVisit.objects.filter(case__in=seen, contract=contract_id, judged__gt=0)
    return made.order_by("-made_date", "-pk").first()


def _answered(viewer: Viewer, visit: ProviderVisit | None) -> dict[str, Cell]:
    if visit is None or visit.protocol_id is None:
        return {}
    try:
        lines = checked.lines(viewer, visit.protocol_id)
    except NotVisible:  # who sees visits but no self-checks meets the counts alone
        return {}
    return {one.key: Cell(visit.pk, one.is_met, one.finding) for one in lines}


def _lines(asked: QuestionSet, columns: list[dict[str, Cell]]) -> list[LineRow]:
    headings = {step.key: step.name.said() for step in asked.steps}
    return [
        _line(headings.get(one.step, ""), one.label.said(), [c.get(one.key) for c in columns])
        for one in asked.questions
    ]


def _line(heading: str, label: str, cells: list[Cell | None]) -> LineRow:
    unmet = sum(cell is not None and cell.is_met is False for cell in cells)
    return LineRow(heading, label, cells, unmet)

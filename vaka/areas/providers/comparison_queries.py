"""Reads of contracts beside each other: by their latest visits, and line by line."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from vaka.areas.providers import actions, rules, visit_actions
from vaka.areas.providers.models import Contract, ProviderVisit
from vaka.areas.providers.queries import (
    FigureRow,
    Met,
    figure_row,
    findings_of,
    met_of,
    note_shown,
    visible,
    year_plan,
)
from vaka.areas.providers.rules import Sort, State, YearPlan
from vaka.areas.self_checks import queries as checked
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame
from vaka.foundation.organisation.models import UnitKind
from vaka.foundation.questions.sets import QuestionSet


@dataclass(frozen=True)
class ContractRow:
    """One contract in the comparison, as its latest visit showed it."""

    id: uuid.UUID
    provider: str
    unit_name: str
    kind_label: str
    sort_label: str
    is_own: bool
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
        return rules.lie_apart(
            (here.low, here.high) if here else None, (there.low, there.high) if there else None
        )


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


def comparison(viewer: Viewer, kind: str = "") -> Comparison:
    """Give the running contracts of a kind of unit beside each other; all kinds without one.

    What was shown is logged as read, here and below.
    """
    found = visible(viewer).filter(case__state=State.RUNNING)
    if kind:
        found = found.filter(case__unit__kind=kind)
    rows = _rows(found, viewer)
    return Comparison(rows, _side(rows, is_own=False), _side(rows, is_own=True))


def ended(viewer: Viewer) -> list[Contract]:
    """Give the contracts that no longer hold."""
    found = visible(viewer).filter(case__state=State.ENDED).order_by("-case__closed_at")
    note_shown(viewer, actions.KIND, [one.pk for one in found])
    return list(found)


def kinds(viewer: Viewer) -> list[tuple[str, str]]:
    """Give the kinds of unit that running contracts cover, those with a contractor first."""
    found = visible(viewer).filter(case__state=State.RUNNING)
    sorts = found.values_list("case__unit__kind", "sort")
    codes = {kind: True for kind, _sort in sorts}
    codes |= {kind: False for kind, sort in sorts if sort != Sort.OWN}
    return [
        (code, str(UnitKind(code).label)) for code in sorted(codes, key=lambda k: (codes[k], k))
    ]


def matrix(viewer: Viewer, form_code: str) -> Matrix:
    """Give a form's requirements at each contract, from the latest visit that the viewer may see.

    Raises NotVisible for a form that is not in use.
    """
    asked = checked.asked_of(form_code, viewer.on)
    found = visible(viewer).filter(case__state=State.RUNNING, form_code=form_code)
    rows = _rows(found, viewer)
    latest = {row.id: _latest_seen(viewer, row.id) for row in rows}
    note_shown(viewer, visit_actions.KIND, [one.pk for one in latest.values() if one])
    answered = {pk: _answered(viewer, visit) for pk, visit in latest.items()}
    lines = _lines(asked, [answered[row.id] for row in rows])
    columns = [(row, visit.made_date if (visit := latest[row.id]) else None) for row in rows]
    return Matrix(form_code, asked.title.said(), columns, lines)


def forms_compared(viewer: Viewer) -> list[tuple[str, str]]:
    """Give the forms that running contracts are followed by."""
    codes = set(
        visible(viewer).filter(case__state=State.RUNNING).values_list("form_code", flat=True)
    )
    return [(code, title) for code, title in checked.checklists(viewer.on) if code in codes]


def _rows(found: QuerySet[Contract], viewer: Viewer) -> list[ContractRow]:
    note_shown(viewer, actions.KIND, [one.pk for one in found])
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
    figures = [figure_row(asked, viewer.on, False) for asked in one.figures.all()]
    protocol = visit.protocol_id if visit else None
    return ContractRow(
        id=one.pk, provider=one.provider, unit_name=one.case.unit.name,
        kind_label=str(UnitKind(one.case.unit.kind).label), is_own=one.sort == Sort.OWN,
        sort_label=str(rules.SORT_LABELS[Sort(one.sort)]),
        end_date=one.end_date,
        visited_date=visit.made_date if visit else None,
        met=met_of(visit.met, visit.judged) if visit else None,
        findings=findings.get(protocol, 0) if protocol else 0,
        late_figures=sum(asked.late for asked in figures),
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


def _latest_seen(viewer: Viewer, contract_id: uuid.UUID) -> ProviderVisit | None:
    seen = Case.objects.visible_to(viewer, visit_actions.KIND)
    made = ProviderVisit.objects.filter(case__in=seen, contract=contract_id, judged__gt=0)
    return made.order_by("-made_date", "-pk").first()


def _answered(viewer: Viewer, visit: ProviderVisit | None) -> dict[str, Cell]:
    if visit is None or visit.protocol_id is None:
        return {}
    lines = checked.lines(viewer, visit.protocol_id)
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

"""Reads of visits: the list, and one visit with its lines."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from vaka.areas.providers import queries, rules, visit_actions
from vaka.areas.providers.models import Contract, ProviderVisit
from vaka.areas.providers.queries import Met, SanctionRow, VisitRow
from vaka.areas.providers.rules import VISIT_TRANSITIONS
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.queries import RemedyRow
from vaka.areas.self_checks import queries as checked
from vaka.areas.self_checks.queries import Line
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.questions.sets import QuestionSet
from vaka.law.verdict import Verdict

LOOKS = {
    "open": Q(case__closed_at=None), "made": ~Q(made_date=None), "all": Q(),
}  # fmt: skip


@dataclass(frozen=True)
class LineShown:
    """One requirement on the visit's page, with the remedies that answer its finding."""

    line: Line
    remedies: list[RemedyRow]


@dataclass(frozen=True)
class VisitPage:
    """One visit as its page shows it."""

    frame: CaseFrame
    visit: ProviderVisit
    contract: Contract
    met: Met | None
    groups: list[tuple[str, list[LineShown]]]
    unmet: list[LineShown]
    steps: list[str]
    may_close: Verdict
    may_impose: bool
    sanctions: list[SanctionRow]
    timeline: list[TimelineLine]


def listed(
    viewer: Viewer, look: str = "open", ids: Collection[uuid.UUID] | None = None
) -> list[VisitRow]:
    """Give the visits that a viewer may see; the list is logged as read."""
    found = ProviderVisit.objects.filter(LOOKS.get(look, Q()))
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    return queries.visit_rows(viewer, found)


def visit_page(viewer: Viewer, case_id: uuid.UUID) -> VisitPage:
    """Give one visit to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = _visit(case)
    lines = [_shown(viewer, one) for one in _lines(viewer, row)]
    offered = transitions.offered(VISIT_TRANSITIONS, case.state)
    headings = dict.fromkeys(one.line.heading for one in lines)
    steps = [one.verb for one in offered if viewer.may(one.capability, case.unit_id)]
    return VisitPage(
        frame=cases.frame(case), visit=row, contract=row.contract,
        met=queries.met_of(row.met, row.judged), steps=steps,
        groups=[(head, [one for one in lines if one.line.heading == head]) for head in headings],
        unmet=[one for one in lines if one.line.is_met is False],
        may_close=_may_close(lines, steps),
        may_impose=_may_impose(viewer, row),
        sanctions=[queries.sanction_row(one, viewer.on) for one in row.sanctions.all()],
        timeline=cases.timeline(case),
    )  # fmt: skip


def asked_at(viewer: Viewer, page: VisitPage) -> QuestionSet:
    """Give the requirements that a visit fills. Raises NotVisible."""
    return checked.asked_of(page.contract.form_code, viewer.on)


def _visit(case: Case) -> ProviderVisit:
    row = (
        ProviderVisit.objects.filter(case=case)
        .select_related("case", "contract__case__unit")
        .first()
    )
    if row is None:
        raise NotVisible(str(case.pk))
    return row


def _may_close(lines: list[LineShown], steps: list[str]) -> Verdict:
    if "provider_visit.close_visit" not in steps:
        return Verdict.yes()
    return visit_actions.may_close(one.line for one in lines)


def _may_impose(viewer: Viewer, row: ProviderVisit) -> bool:
    asked = rules.may_impose_after(visit=row.case.state, contract=row.contract.case.state)
    return asked.ok and viewer.may(rules.HANDLE, row.case.unit_id)


def _lines(viewer: Viewer, row: ProviderVisit) -> list[Line]:
    return checked.lines(viewer, row.protocol_id) if row.protocol_id else []


def _shown(viewer: Viewer, line: Line) -> LineShown:
    found = remedies.for_case(viewer, line.finding.id) if line.finding else []
    return LineShown(line, found)

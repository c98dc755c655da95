"""Reads of risk analyses: the list, one analysis with its matrix, the lines as causes."""

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.causes import Cause
from vaka.areas.remedies.queries import RemedyRow
from vaka.areas.risks import actions, rules
from vaka.areas.risks.lists import GRADES, RiskMatrix, matrix
from vaka.areas.risks.models import RiskAnalysis, RiskLine
from vaka.areas.risks.rules import LineStanding, State
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import search, transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import UnitPath
from vaka.law.verdict import Verdict

KIND = actions.KIND
LEVEL_WORDS = {rules.LOW: "låg", rules.MEDIUM: "medel", rules.HIGH: "hög"}


@dataclass(frozen=True)
class Risk:
    """How large a risk is, ready to be shown: score, level 1–3 and the words of both grades."""

    likelihood: int
    consequence: int
    score: int
    level: int
    words: str


@dataclass(frozen=True)
class LineRow:
    """One risk on the page of its analysis."""

    id: uuid.UUID
    number: int
    event: str
    cause: str
    concerns: str
    concerns_label: str
    before: Risk
    after: Risk | None
    accepted_reason: str
    accepted_until: date | None
    accepted_by: str
    is_high: bool
    is_handled: bool
    remedies: list[RemedyRow]


@dataclass(frozen=True)
class Square:
    """One square of the matrix with the risks that lie in it."""

    likelihood: int
    consequence: int
    score: int
    level: int
    word: str
    numbers: list[int]


@dataclass(frozen=True)
class Drawn:
    """The matrix as a table: words of the columns, and rows from the likeliest down."""

    columns: list[tuple[int, str]]
    rows: list[tuple[int, str, list[Square]]]


@dataclass(frozen=True)
class AnalysisPage:
    """What the page of one analysis shows."""

    frame: CaseFrame
    occasion_label: str
    about: str
    change_date: date | None
    decided_date: date | None
    participants: str
    lines: list[LineRow]
    before: Drawn
    after: Drawn | None
    high_from: int
    source: str
    steps: list[str]
    may_change: bool
    may_accept: bool
    may_decide: Verdict
    timeline: list[TimelineLine]
    loose_remedies: list[RemedyRow]
    onward: list[OnwardAction]


@dataclass(frozen=True)
class ListRow:
    """One line of the list."""

    id: uuid.UUID
    reference: str
    title: str
    unit_name: str
    occasion_label: str
    state: str
    state_label: str
    opened_date: date
    due_date: date | None
    is_open: bool
    lines: int


LOOKS = {
    "open": Q(case__closed_at=None),
    "watched": Q(case__state=State.WATCHED),
    "decided": Q(case__state=State.DECIDED),
    "all": Q(),
}


def visible(viewer: Viewer) -> QuerySet[RiskAnalysis]:
    """Give the analyses that a viewer may see."""
    seen = Case.objects.visible_to(viewer, KIND)
    return RiskAnalysis.objects.filter(case__in=seen).select_related("case__unit")


def listed(
    viewer: Viewer, look: str = "open", words: str = "", unit_code: str = "",
    ids: Collection[uuid.UUID] | None = None,
) -> QuerySet[RiskAnalysis]:  # fmt: skip
    """Give the analyses that match, those due first."""
    found = visible(viewer).filter(LOOKS.get(look, Q())).annotate(count=Count("lines"))
    if words:
        found = found.filter(case__in=search.find(viewer, words).values("pk"))
    if unit_code:
        below = UnitPath.objects.current().filter(ancestor__code=unit_code)
        found = found.filter(case__unit_id__in=below.values("descendant_id"))
    if ids is not None:
        found = found.filter(pk__in=list(ids))
    return found.order_by(F("case__due_date").asc(nulls_last=True), "-case__opened_at")


def list_row(row: RiskAnalysis) -> ListRow:
    """Give one line of the list, of a row from `listed`."""
    case = row.case
    return ListRow(
        case.pk, case.reference, case.title, case.unit.name,
        str(rules.OCCASION_LABELS[rules.Occasion(row.occasion)]), case.state,
        str(rules.STATE_LABELS[State(case.state)]), timezone.localdate(case.opened_at),
        case.due_date,
        case.closed_at is None, getattr(row, "count", 0),
    )  # fmt: skip


def note_listed(viewer: Viewer, kind: str, ids: Collection[uuid.UUID]) -> None:
    """Write in the log which cases a list showed."""
    note_read(by=viewer, object_kind=kind, object_id="",
              data={"shown": [str(one) for one in ids]})  # fmt: skip


def analysis_page(viewer: Viewer, case_id: uuid.UUID) -> AnalysisPage:
    """Give one analysis to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = RiskAnalysis.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    high, used = actions.high_from(case.unit, viewer.on), matrix(timezone.localdate(case.opened_at))
    found = remedies.for_case(viewer, case.pk)
    lines = _lines(row, found, high, used, viewer.on)
    known = {str(line.id) for line in lines}
    may_change = rules.may_change(State(case.state)).ok
    return AnalysisPage(
        frame=cases.frame(case),
        occasion_label=str(rules.OCCASION_LABELS[rules.Occasion(row.occasion)]),
        about=row.about,
        change_date=row.change_date,
        decided_date=row.decided_date,
        participants=row.participants,
        lines=lines,
        before=drawn(used, high, [(one.before, one.number) for one in lines]),
        after=_after(used, high, lines),
        high_from=high,
        source=used.source,
        steps=steps_of(viewer, case),
        may_change=may_change and viewer.may(rules.HANDLE, case.unit_id),
        may_accept=may_change and viewer.may(rules.DECIDE, case.unit_id),
        may_decide=rules.may_decide(actions.standings(row), high, viewer.on),
        timeline=cases.timeline(case),
        loose_remedies=[one for one in found if one.cause_code not in known],
        onward=cases.onward(viewer, case),
    )


def steps_of(viewer: Viewer, case: Case) -> list[str]:
    """Give the verbs that a viewer may take from here; the clock's own is not among them."""
    offered = transitions.offered(rules.TRANSITIONS, case.state)
    return [
        step.verb for step in offered
        if step.verb != "risk_analysis.wake" and viewer.may(step.capability, case.unit_id)
    ]  # fmt: skip


def line_of(viewer: Viewer, case_id: uuid.UUID, line_id: uuid.UUID) -> RiskLine:
    """Give a risk to change, of an analysis that the viewer may see. Raises NotVisible."""
    found = RiskLine.objects.filter(pk=line_id, analysis__in=visible(viewer).filter(pk=case_id))
    line = found.first()
    if line is None:
        raise NotVisible(str(line_id))
    return line


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give an analysis's risks as causes that a remedy may answer."""
    found = RiskLine.objects.filter(analysis__in=visible(viewer).filter(pk=case_id))
    return [Cause(str(line.pk), f"Risk {line.number}: {line.event}"[:200]) for line in found]


def drawn(used: RiskMatrix, high: int, placed: list[tuple[Risk, int]]) -> Drawn:
    """Draw the matrix with each risk's number in its square."""
    by_square: dict[tuple[int, int], list[int]] = {}
    for risk, number in placed:
        by_square.setdefault((risk.likelihood, risk.consequence), []).append(number)
    rows = [
        (grade, used.likelihood_label(grade),
         [_square(used, high, grade, other, by_square) for other in GRADES])
        for grade in reversed(GRADES)
    ]  # fmt: skip
    return Drawn(list(enumerate(used.consequence, start=1)), rows)


def risk(used: RiskMatrix, high: int, likelihood: int, consequence: int) -> Risk:
    """Give a risk ready to be shown."""
    points = rules.score(likelihood, consequence)
    level = rules.level(points, used.medium_from, high)
    said = f"{used.likelihood_label(likelihood)} × {used.consequence_label(consequence).lower()}"
    return Risk(likelihood, consequence, points, level, said)


def _square(
    used: RiskMatrix, high: int, likelihood: int, consequence: int,
    by_square: dict[tuple[int, int], list[int]],
) -> Square:  # fmt: skip
    one = risk(used, high, likelihood, consequence)
    numbers = by_square.get((likelihood, consequence), [])
    return Square(likelihood, consequence, one.score, one.level, LEVEL_WORDS[one.level], numbers)


def _after(used: RiskMatrix, high: int, lines: list[LineRow]) -> Drawn | None:
    """Draw what remains; None while no risk has been judged anew. The rest stay where they were."""
    if not any(one.after for one in lines):
        return None
    return drawn(used, high, [(one.after or one.before, one.number) for one in lines])


def _lines(
    row: RiskAnalysis, found: list[RemedyRow], high: int, used: RiskMatrix, today: date
) -> list[LineRow]:
    standings = {one.number: one for one in actions.standings(row)}
    every = row.lines.select_related("accepted_by")
    return [_line(one, standings[one.number], found, high, used, today) for one in every]


def _line(
    line: RiskLine, standing: LineStanding, found: list[RemedyRow], high: int, used: RiskMatrix,
    today: date,
) -> LineRow:  # fmt: skip
    after = None
    if line.likelihood_after and line.consequence_after:
        after = risk(used, high, line.likelihood_after, line.consequence_after)
    return LineRow(
        id=line.pk,
        number=line.number,
        event=line.event,
        cause=line.cause,
        concerns=line.concerns,
        concerns_label=str(rules.CONCERNS_LABELS[rules.Concerns(line.concerns)]),
        before=risk(used, high, line.likelihood, line.consequence),
        after=after,
        accepted_reason=line.accepted_reason,
        accepted_until=line.accepted_until,
        accepted_by=line.accepted_by.name if line.accepted_by else "",
        is_high=standing.before >= high,
        is_handled=rules.is_handled(standing, high, today),
        remedies=[one for one in found if one.cause_code == str(line.pk)],
    )


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the analyses with their last day as duties of the year wheel; decided ones are done."""
    role = _("Enhetschef")
    for one in visible(viewer).exclude(case__state=State.DROPPED):
        due = one.change_date or one.case.due_date or one.decided_date
        if due is None or not start <= due <= end:
            continue
        address = reverse("risks:case", args=[one.pk])
        yield Duty(
            _("Riskanalys: %s") % one.case.title, due, one.case.unit.name, role,
            DutyState.DONE if one.decided_date else DutyState.DUE, address, one.decided_date,
            address if one.decided_date else "", "risk_analysis",
        )  # fmt: skip

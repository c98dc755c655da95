"""Reads of deviations: the list with its filter, one case's page."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet

from vaka.areas.deviations import rules, track_queries
from vaka.areas.deviations.models import Deviation
from vaka.areas.deviations.rules import TRANSITIONS, State
from vaka.areas.deviations.track_queries import TrackLine
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import search, transitions
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.cases.transitions import Transition
from vaka.foundation.organisation.models import UnitPath
from vaka.foundation.organisation.queries import local_value
from vaka.law.period import Period
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class ListFilter:
    """What a list is narrowed by; empty does not narrow."""

    words: str = ""
    state: str = ""
    law: str = ""
    type: str = ""
    unit_code: str = ""
    period: Period | None = None
    ids: Collection[uuid.UUID] | None = None


@dataclass(frozen=True)
class ListRow:
    """One line of the list."""

    id: uuid.UUID
    reference: str
    title: str
    type: str
    law: str
    unit_name: str
    occurred_at: datetime
    state: str
    state_label: str
    score: int | None
    level: int
    due_date: date | None
    opened_at: datetime
    is_open: bool
    closed_at: datetime | None = None


@dataclass(frozen=True)
class CasePage:
    """What the page of one deviation shows."""

    frame: CaseFrame
    law: str
    law_label: str
    type: str
    place: str
    text: str
    immediate_measure: str
    has_time: bool
    severity: int | None
    likelihood: int | None
    score: int | None
    level: int
    is_serious: bool
    investigation: str
    closed_how: str
    closing_words: str
    timeline: list[TimelineLine]
    links: list[tuple[str, CaseFrame]]
    tracks: list[TrackLine]
    may_handle: bool
    offers: list[Transition]
    may_close: Verdict
    who_can: list[str]


def listed(viewer: Viewer, wanted: ListFilter) -> QuerySet[Deviation]:
    """Give the deviations a viewer may see that match, newest report first."""
    visible = Case.objects.visible_to(viewer).filter(kind="deviation")
    if wanted.words:
        visible = visible.filter(pk__in=search.find(viewer, wanted.words).values("pk"))
    if wanted.ids is not None:
        visible = visible.filter(pk__in=list(wanted.ids))
    rows = Deviation.objects.filter(_conditions(wanted), case__in=visible)
    return rows.select_related("case__unit").order_by("-case__opened_at", "case_id")


def row(deviation: Deviation, threshold: int) -> ListRow:
    """Give one line of the list."""
    case, points = deviation.case, deviation.score
    return ListRow(
        id=case.pk,
        reference=case.reference,
        title=case.title,
        type=deviation.type,
        law=deviation.law,
        unit_name=case.unit.name,
        occurred_at=case.occurred_at or case.opened_at,
        state=case.state,
        state_label=str(rules.STATE_LABELS[State(case.state)]),
        score=points,
        level=rules.risk_level(points, threshold) if points else 0,
        due_date=case.due_date,
        opened_at=case.opened_at,
        is_open=case.closed_at is None,
        closed_at=case.closed_at,
    )


def note_listed(viewer: Viewer, wanted: ListFilter, ids: Collection[uuid.UUID]) -> None:
    """Write in the log which cases a list showed, and by which filter."""
    told = {name: str(value) for name, value in vars(wanted).items() if value and name != "ids"}
    shown = [str(one) for one in ids]
    note_read(by=viewer, object_kind="deviation", object_id="",
              data={"filter": told, "shown": shown})  # fmt: skip


def case_page(viewer: Viewer, case_id: uuid.UUID) -> CasePage:
    """Give one deviation to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    found = Deviation.objects.filter(case=case).first()
    if found is None:
        raise NotVisible(str(case_id))
    handles = viewer.may(rules.HANDLE, case.unit_id)
    return CasePage(
        frame=cases.frame(case),
        law=found.law,
        law_label=str(rules.LAW_LABELS[rules.Law(found.law)]),
        type=found.type,
        place=found.place,
        text=found.text,
        immediate_measure=found.immediate_measure,
        has_time=found.has_time,
        severity=found.severity,
        likelihood=found.likelihood,
        score=found.score,
        level=_level(found),
        is_serious=found.is_serious,
        closed_how=found.closed_how,
        closing_words=found.closing_words,
        links=cases.links(viewer, case),
        tracks=track_queries.tracks_of(viewer, found) if handles else [],
        may_handle=handles,
        may_close=closing_verdict(found),
        who_can=transitions.role_labels(TRANSITIONS[0]),
        investigation=found.investigation if handles else "",
        timeline=[line for line in cases.timeline(case) if handles or _is_for_reporter(line)],
        offers=transitions.offered(TRANSITIONS, case.state) if handles else [],
    )


def closing_verdict(found: Deviation) -> Verdict:
    """Say what is missing before a deviation may close the way that asks least."""
    how = rules.ClosedHow.WITH if found.is_serious else rules.ClosedHow.WITHOUT
    return rules.may_close(
        assessed=found.severity is not None,
        serious=found.is_serious,
        how=how,
        investigation=found.investigation or "-",
    )


def _is_for_reporter(line: TimelineLine) -> bool:
    """A reporter follows the case's steps, never what was written in the investigation."""
    return bool(line.to_state)


def _level(found: Deviation) -> int:
    if found.score is None:
        return 0
    day = found.case.opened_at.date()
    return rules.risk_level(found.score, threshold(day))


def threshold(on: date) -> int:
    """Give the local score from which a risk is high."""
    return int(local_value("risk.investigate_from_score", on))


def types_in_use(viewer: Viewer) -> list[str]:
    """Give the types that stand on the cases a viewer may see."""
    visible = Case.objects.visible_to(viewer).filter(kind="deviation")
    found = Deviation.objects.filter(case__in=visible).values_list("type", flat=True)
    return sorted(set(found.distinct().order_by("type")), key=str.casefold)


def _conditions(wanted: ListFilter) -> Q:
    conditions = Q()
    if wanted.state == "open":
        conditions &= Q(case__closed_at=None)
    elif wanted.state:
        conditions &= Q(case__state=wanted.state)
    if wanted.law:
        conditions &= Q(law=wanted.law)
    if wanted.type:
        conditions &= Q(type=wanted.type)
    if wanted.unit_code:
        below = UnitPath.objects.current().filter(ancestor__code=wanted.unit_code)
        conditions &= Q(case__unit_id__in=below.values("descendant_id"))
    if wanted.period:
        first, last = wanted.period.first_date, wanted.period.last_date
        conditions &= Q(case__occurred_at__date__gte=first, case__occurred_at__date__lte=last)
    return conditions

"""Reads of deviations: the list with its filter, one case's page."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from vaka.areas.deviations import rules
from vaka.areas.deviations.models import Deviation, Track
from vaka.areas.deviations.rules import Law, State
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import search
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import UnitPath
from vaka.foundation.organisation.queries import local_value
from vaka.law.local_time import moment_from_local
from vaka.law.period import Period


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


def listed(viewer: Viewer, wanted: ListFilter) -> QuerySet[Deviation]:
    """Give the deviations a viewer may see that match, newest report first."""
    visible = Case.objects.visible_to(viewer, "deviation")
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


def threshold(on: date) -> int:
    """Give the local score from which a risk is high."""
    return int(local_value("risk.investigate_from_score", on))


def types_in_use(viewer: Viewer) -> list[str]:
    """Give the types that stand on the cases a viewer may see."""
    visible = Case.objects.visible_to(viewer, "deviation")
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


def unknown_types() -> list[tuple[str, int]]:
    """Count cases by each type that is not in the list: counts only, for those who translate."""
    rows = Deviation.objects.exclude(type__in=list(rules.types())).values_list("type")
    return list(rows.annotate(n=Count("pk")).order_by("-n", "type")[:50])


def reports_by_unit(
    viewer: Viewer, first: date, last: date, law: Law | None = None
) -> dict[uuid.UUID, int]:
    """Count the reports that came in at each unit between two days, both included; with a law
    only those under it, by a track too."""
    rows = _counted(viewer, "case__opened_at", first, last)
    if law is not None:
        also = Track.objects.filter(deviation=OuterRef("pk"), law=law)
        rows = rows.filter(Q(law=law) | Exists(also))
    return dict(rows.values_list("case__unit_id").annotate(n=Count("pk")))


def events_by_type(viewer: Viewer, first: date, last: date) -> dict[str, dict[uuid.UUID, int]]:
    """Count the events of each type that happened at each unit between two days."""
    rows = _counted(viewer, "case__occurred_at", first, last)
    found: dict[str, dict[uuid.UUID, int]] = defaultdict(dict)
    counts = rows.values_list("type", "case__unit_id").annotate(n=Count("pk"))
    for type_name, unit_id, count in counts:
        found[type_name][unit_id] = count
    return found


def untracked_falls(viewer: Viewer, first: date, last: date) -> dict[uuid.UUID, int]:
    """Count the falls at each unit that were filed under SoL or LSS and have no HSL track."""
    tracked = Track.objects.filter(deviation=OuterRef("pk"), law=Law.HSL)
    rows = _counted(viewer, "case__occurred_at", first, last)
    rows = rows.filter(~Exists(tracked), law__in=(Law.SOL, Law.LSS))
    found: dict[uuid.UUID, int] = defaultdict(int)
    counts = rows.values_list("type", "case__unit_id").annotate(n=Count("pk"))
    for type_name, unit_id, count in counts:
        found[unit_id] += count if rules.is_fall(type_name) else 0
    return found


def _counted(viewer: Viewer, moment: str, first: date, last: date) -> QuerySet[Deviation]:
    visible = Case.objects.visible_to(viewer, "deviation")
    span = {f"{moment}__gte": _begins(first), f"{moment}__lt": _begins(last + timedelta(days=1))}
    return Deviation.objects.filter(case__in=visible, **span).order_by()


def _begins(day: date) -> datetime:
    return moment_from_local(datetime.combine(day, time.min)).moment

"""Time set aside against time used, by unit and kind, and alarms month by month."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from vaka.areas.work_environment.models import WorkTime
from vaka.areas.work_environment.pages import AlarmRow, TimePage, TimeRow
from vaka.areas.work_environment.rules import SEE, TIME_LABELS, TimeKind, TimeSum, time_sum
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.law.clock import add_months

MONTHS = 12


def by_kind(units: Iterable[Unit], first: date, last: date) -> dict[TimeKind, TimeSum]:
    """Give the minutes of each kind at some units, over the months that begin within two days."""
    found = WorkTime.objects.filter(unit__in=list(units), month__range=(first, last))
    minutes: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for kind, planned, performed in found.values_list(
        "kind", "planned_minutes", "performed_minutes"
    ):
        minutes[kind].append((planned, performed))
    return {kind: time_sum(minutes[kind]) for kind in TimeKind if kind in minutes}


def time_page(viewer: Viewer, last: date) -> TimePage:
    """Give twelve months of the units that the viewer follows, ending with a month."""
    months = [add_months(last, -back) for back in reversed(range(MONTHS))]
    units = visible_units(viewer, SEE)
    found = list(
        WorkTime.objects.filter(unit__in=units, month__range=(months[0], last))
        .select_related("unit").order_by("unit__name", "month")
    )  # fmt: skip
    return TimePage(
        first=months[0], last=last, rows=_rows(found),
        kinds=[(str(TIME_LABELS[kind]), _sum(rows)) for kind in TimeKind
               if (rows := [one for one in found if one.kind == kind])],
        months=months, alarms=_alarms(found, months), odd_logs=sum(one.odd_logs for one in found),
    )  # fmt: skip


def latest_month(viewer: Viewer) -> date | None:
    """Give the last month that has a row at the viewer's units."""
    units = visible_units(viewer, SEE)
    found = WorkTime.objects.filter(unit__in=units).order_by("-month")
    return found.values_list("month", flat=True).first()


def _sum(rows: Iterable[WorkTime]) -> TimeSum:
    return time_sum((one.planned_minutes, one.performed_minutes) for one in rows)


def _rows(found: list[WorkTime]) -> list[TimeRow]:
    groups: dict[tuple[Unit, str], list[WorkTime]] = defaultdict(list)
    for one in found:
        groups[one.unit, one.kind].append(one)
    order = list(TimeKind)
    rows = [TimeRow(unit, kind, str(TIME_LABELS[TimeKind(kind)]), _sum(of))
            for (unit, kind), of in groups.items()]  # fmt: skip
    return sorted(rows, key=lambda row: (row.unit.name, order.index(TimeKind(row.kind))))


def _alarms(found: list[WorkTime], months: list[date]) -> list[AlarmRow]:
    """Alarms by month, and how many minutes each took: too few or too many alarm rows show here."""
    by_unit: dict[Unit, dict[date, WorkTime]] = defaultdict(dict)
    for one in found:
        if one.kind == TimeKind.ALARM and one.alarms is not None:
            by_unit[one.unit][one.month] = one
    rows = []
    for unit, of in by_unit.items():
        counted = sum(one.alarms or 0 for one in of.values())
        minutes = sum(one.performed_minutes for one in of.values())
        counts = [of[month].alarms if month in of else None for month in months]
        rows.append(AlarmRow(unit, counts, minutes / counted if counted else None))
    return rows

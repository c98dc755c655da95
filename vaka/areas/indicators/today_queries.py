"""Today's page: what waits, and how it goes."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.indicators.words import compared, short
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import saved, worklist
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame
from vaka.foundation.cases.saved import SavedLine
from vaka.foundation.cases.worklist import Whose, WorkFilter, WorkRow
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import named
from vaka.metrics.measure import Measure
from vaka.metrics.request import Request, Row

MONTHS, OWN, QUEUE = 12, 8, 20
TILES = ("falls", "deviations", "deviations_closed_in_month_share")


@dataclass(frozen=True)
class QueueItem:
    """One row of "väntar på mig", as the page draws it."""

    url: str
    title: str
    next_step: str
    reference: str
    used_days: int
    total_days: int
    working_days_left: int | None
    stands_in_for: str = ""


@dataclass(frozen=True)
class Tile:
    """One small chart with its sentence first."""

    sentence: str
    label: str
    last: str
    values: list[float | None]
    source: str
    url: str
    centre: float | None = None
    signals: tuple[str, ...] = ()


def queue(viewer: Viewer) -> tuple[list[QueueItem], int]:
    """Give what waits for the viewer, and how many in all."""
    wanted = WorkFilter()
    found = worklist.rows_of(viewer, wanted).select_related("unit", "owner")[:QUEUE]
    rows = worklist.rows(viewer, found)
    return [_queued(one) for one in rows], worklist.counts(viewer, wanted, worklist.groups(viewer))[
        Whose.MINE
    ]


def _queued(row: WorkRow) -> QueueItem:
    clock = row.clock
    return QueueItem(
        url=reverse(row.url_name, args=[row.id]),
        title=row.title,
        next_step=str(row.todo),
        reference=row.reference,
        used_days=clock.used if clock else 0,
        total_days=clock.total if clock else 0,
        working_days_left=clock.left if clock else None,
        stands_in_for=row.stands_in_for,
    )


def saved_filters(viewer: Viewer) -> list[SavedLine]:
    """Give the viewer's saved filters with how many cases each holds now."""
    return saved.lines(viewer)


def own_reports(viewer: Viewer) -> list[tuple[str, CaseFrame]]:
    """Give what the viewer has reported, the newest first, each with its address."""
    if viewer.person is None:
        return []
    mine = Case.objects.visible_to(viewer).filter(reporter=viewer.person)
    rows = mine.select_related("unit", "owner").order_by("-opened_at")[:OWN]
    return [(reverse(kind_of(one.kind).url_name, args=[one.pk]), cases.frame(one)) for one in rows]


def late(viewer: Viewer) -> int:
    """Count the viewer's own cases that are past their day."""
    return worklist.overdue(viewer)


def tiles(viewer: Viewer, unit: Unit) -> list[Tile]:
    """Give the tiles of a unit: the last twelve whole months of a few measures."""
    last = Period.of(viewer.on, Grain.MONTH).previous()
    first = last
    for _step in range(2 * MONTHS - 1):
        first = first.previous()
    period = Period.parse(f"{first}..{last}")
    asked = [
        Request(measures=(name,), unit=unit.code, period=period, grain=Grain.MONTH)
        for name in TILES
    ]
    answers = figures.ask(viewer, *asked)
    return [
        _tile(named(name), [row for row in rows if not row.by], unit)
        for name, rows in zip(TILES, answers.rows, strict=True)
    ]


def _tile(measure: Measure, rows: list[Row], unit: Unit) -> Tile:
    values = [None if row.value is None else float(row.value) for row in rows]
    recent, before = values[-MONTHS:], values[:-MONTHS]
    known = [value for value in recent if value is not None]
    return Tile(
        sentence=compared(measure, recent, before),
        label=f"{measure.title.sv}, {unit.name}, {_('tolv månader')}",
        last=short(measure, recent[-1] if recent else None),
        values=recent,
        source=_("Tolv hela månader, %(unit)s.") % {"unit": unit.name},
        url=f"{reverse('indicators:measure', args=[measure.name])}?enhet={unit.code}",
        centre=sum(known) / len(known) if known else None,
    )

"""Reads of made reports."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from vaka.areas.reports import exhibits, sentences, template_queries
from vaka.areas.reports.kinds import all_kinds
from vaka.areas.reports.models import Report, ReportQuerySet
from vaka.areas.reports.outlines import sections as sections
from vaka.areas.reports.sentences import PROPOSED as PROPOSED
from vaka.areas.reports.sentences import Certainty
from vaka.documents.kinds import ReportContent
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.files.models import StoredFile
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.foundation.snapshot import writer
from vaka.law.period import Period
from vaka.metrics.definitions import named


def made(viewer: Viewer) -> ReportQuerySet:
    """Give the reports that the viewer may read, newest first."""
    return Report.objects.visible_to(viewer).select_related("unit", "made_by")


def report(viewer: Viewer, report_id: uuid.UUID) -> Report:
    """Give one report; the read is logged. Raises NotVisible."""
    found = made(viewer).filter(pk=report_id).prefetch_related("files").first()
    if found is None:
        raise NotVisible(str(report_id))
    note_read(by=viewer, object_kind="report", object_id=found.pk, unit_id=found.unit_id)
    return found


def units_to_report(viewer: Viewer) -> list[Unit]:
    """Give the units whose reports the viewer makes; the widest first, reference units last."""
    own = visible_units(viewer, "report.make")
    granted = viewer.granted("report.make")
    own.sort(key=lambda unit: (unit.pk not in granted, unit.name))
    return [*own, *Unit.objects.filter(is_reference=True)]


def may_fetch(viewer: Viewer, file: StoredFile) -> bool:
    """A report's file is for those who may read the report."""
    return Report.objects.visible_to(viewer).filter(files=file).exists()


def content(
    viewer: Viewer, name: str, unit: Unit, period: Period, begun_at: datetime
) -> tuple[ReportContent, str, str]:
    """Give what a report would show, its template's text, and the snapshot it is counted from.

    A report that no area offers is empty. The template is the one that it was begun with.
    """
    kind = next((one for one in all_kinds() if one.name == name), None)
    snapshot = writer.bring_up().snapshot
    if kind is None:
        return ReportContent(), "", snapshot
    found = kind.content(viewer=viewer, unit=unit, period=period, as_of=viewer.on,
                         snapshot=snapshot)  # fmt: skip
    return found, template_queries.begun(kind, begun_at).text, snapshot


@dataclass(frozen=True)
class ChangedFigure:
    """A measure of the yearly reports beside the year before.

    Attributes:
        way: 1 where it rose, -1 where it fell, 0 where it is the same.
        bearing: `better`, `worse`, or empty where there is no good direction or no change.
        is_chance: the difference is no larger than chance often gives.
    """

    title: str
    measure: str
    year: int
    before: str
    now: str
    way: int
    bearing: str
    is_chance: bool


def changed_figures(viewer: Viewer, unit: Unit, year: int) -> list[ChangedFigure]:
    """Give the measures of the yearly reports with the year before them, most changed first.

    A measure that is told a year late stands with its newest year.

    Raises NotVisible.
    """
    numbers = exhibits.Numbers(viewer, unit, year, viewer.on)
    told = sorted(exhibits.all_lines(numbers), key=sentences.relative, reverse=True)
    return [_changed(one) for one in told]


def _changed(one: sentences.Line) -> ChangedFigure:
    assert one.before is not None
    bearing = str(one.good.bearing(one.turn)) if one.turn else ""
    chance = sentences.certainty(one.last, one.before, one.unit) is Certainty.CHANCE
    return ChangedFigure(
        named(one.measure).title.sv, one.measure, one.last.year,
        sentences.written(one.before.value, one.unit),
        sentences.written(one.last.value, one.unit), one.turn,
        bearing if bearing in {"better", "worse"} else "", bool(one.turn) and chance,
    )  # fmt: skip

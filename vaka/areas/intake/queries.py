"""Reads of files on their way in: one's own, and nobody else's."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from vaka.areas.intake import kinds, rules
from vaka.areas.intake.models import ImportRun, RunState
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.jobs.queries import JobView, own_job
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root, visible_units


@dataclass(frozen=True)
class RunLine:
    """One line of the history."""

    id: uuid.UUID
    name: str
    kind_label: str
    unit_name: str
    period: str
    at: datetime
    state: str
    state_label: str
    imported: int | None


def own_run(viewer: Viewer, run_id: uuid.UUID) -> ImportRun:
    """Give a run of the viewer's own. Raises NotVisible for anybody else's."""
    runs = ImportRun.objects.visible_to(viewer).select_related("unit", "source")
    run = runs.filter(pk=run_id).first()
    if run is None:
        raise NotVisible(str(run_id))
    return run


def own_runs(viewer: Viewer) -> QuerySet[ImportRun]:
    """Give the viewer's runs, newest first."""
    return ImportRun.objects.filter(by=viewer.person).select_related("unit").order_by("-at")


def line(run: ImportRun) -> RunLine:
    """Give a run as a line of the history."""
    return RunLine(
        id=run.pk,
        name=run.name,
        kind_label=kind_label(run),
        unit_name=unit_name(run),
        period=run.period,
        at=run.at,
        state=run.state,
        state_label=str(RunState(run.state).label),
        imported=run.receipt.get("imported"),
    )


def kind_label(run: ImportRun) -> str:
    """Give the Swedish name of what a file holds; its word when the kind has gone."""
    try:
        return kinds.kind_of(run.kind).label_sv
    except kinds.UnknownImport:
        return run.kind


def unit_name(run: ImportRun) -> str:
    """Give the unit's name, or the municipality's for none."""
    return run.unit.name if run.unit else _("Hela kommunen")


def units(viewer: Viewer) -> list[Unit]:
    """Give the units that the viewer may read in for, those in force today; the root first, then
    those where the viewer has the role, then what is below them."""
    found = visible_units(viewer, rules.IMPORT, viewer.on)
    top = root()
    own = viewer.granted(rules.IMPORT)
    return sorted(found, key=lambda unit: (unit.pk != top.pk, unit.pk not in own, unit.name))


def unit_of_rows(unit: Unit) -> Unit | None:
    """Give the unit as a run keeps it: none for the root, so that a row has the same key as
    when the file is read by `vaka import` without a unit."""
    return None if unit.pk == root().pk else unit


def job_of(viewer: Viewer, run: ImportRun) -> JobView | None:
    """Give the job that works on a run; None when there is none or it has been forgotten."""
    if run.job_id is None:
        return None
    try:
        return own_job(viewer, run.job_id)
    except NotVisible:
        return None

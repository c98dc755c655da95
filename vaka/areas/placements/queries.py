"""Reads of placements: the list, one placement, counts; never past who may see."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.placements import rules
from vaka.areas.placements.models import Consideration, Placement
from vaka.areas.placements.rules import (
    COUNT,
    HANDLE,
    SEE,
    TRANSITIONS,
    Care,
    Due,
    Ground,
    Home,
    Owed,
    PlacementState,
    Terms,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law import cite
from vaka.law.values import number

KIND = "placement"
LEAST, FOLLOW_UP = "disclosure.smallest_cell", "placement.follow_up_months"
WARN = "placement.warn_days"
TOPICS = {
    Owed.CUSTODY: "child.custody_first_months", Owed.MOVING: "child.moving_ban",
}  # fmt: skip
CONTINUED = {
    Ground.SOL: "child.continued_care_months", Ground.LVU: "child.continued_care_lvu_months",
}  # fmt: skip


@dataclass(frozen=True)
class Row:
    """One placement in the list."""

    id: uuid.UUID
    reference: str
    file_number: str
    home_label: str
    ground_label: str
    unit_name: str
    state: str
    next: Due | None
    is_late: bool
    is_soon: bool


@dataclass(frozen=True)
class OwedLine:
    """One thing owed, with its source."""

    due: Due
    source: str
    is_late: bool
    is_soon: bool


@dataclass(frozen=True)
class PlacementPage:
    """One placement as its page shows it."""

    frame: CaseFrame
    placement: Placement
    care: Care
    owed: list[OwedLine]
    considered: list[Consideration]
    timeline: list[TimelineLine]
    steps: list[str]
    may_handle: bool


def listed(viewer: Viewer) -> list[Row]:
    """Give the placements that the viewer may see, the nearest last day first; logged."""
    demand(viewer, SEE)
    found = _seen(viewer).select_related("case__unit").prefetch_related("considered")
    rows = [_row(one, viewer.on) for one in found]
    note_read(by=viewer, object_kind=KIND, object_id="",
              data={"shown": [str(row.id) for row in rows]})  # fmt: skip
    return sorted(rows, key=lambda row: (row.next is None, row.next and row.next.due_date))


def placement_page(viewer: Viewer, case_id: uuid.UUID) -> PlacementPage:
    """Give one placement to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    one = Placement.objects.filter(case=case).prefetch_related("considered").first()
    if one is None:
        raise NotVisible(str(case_id))
    handles = viewer.may(HANDLE, case.unit_id)
    offered = transitions.offered(TRANSITIONS, case.state) if handles else []
    days = int(local_value(WARN, viewer.on, case.unit))
    lines = [
        OwedLine(due, _source(due.owed, Ground(one.ground), viewer.on),
                 rules.is_late(due.due_date, viewer.on),
                 rules.is_soon(due.due_date, viewer.on, days))
        for due in owed_of(one, case.unit, viewer.on)
    ]  # fmt: skip
    return PlacementPage(
        cases.frame(case), one, care_of(one), lines, list(one.considered.all()),
        cases.timeline(case), [step.verb for step in offered], handles,
    )  # fmt: skip


def counts(viewer: Viewer) -> list[tuple[str, str, str]]:
    """Give how many placements owe what, with small numbers hidden; tells of nobody."""
    demand(viewer, COUNT)
    found = Placement.objects.select_related("case__unit").prefetch_related("considered")
    if not viewer.everywhere:
        found = found.filter(case__unit__in=viewer.unit_ids(COUNT))
    least = int(local_value(LEAST, viewer.on))
    dues = [owed_of(one, one.case.unit, viewer.on) for one in found]
    return rules.counts(dues, viewer.on, least)


def owed_of(one: Placement, unit: Unit, on: date) -> list[Due]:
    """Give what a placement owes, by the values in force on a day."""
    done: dict[Owed, date] = {}
    for past in one.considered.all():
        what = Owed(past.what)
        done[what] = max(past.on_date, done.get(what, past.on_date))
    terms = Terms(
        number(CONTINUED[Ground(one.ground)], on=on),
        number("child.custody_first_months", on=on), number("child.custody_again_months", on=on),
        int(local_value(FOLLOW_UP, on, unit)),
    )  # fmt: skip
    return rules.owed(care_of(one), done, terms)


def care_of(one: Placement) -> Care:
    """Give the dates that the rules look at."""
    return Care(Home(one.home), one.begun_date, one.home_since_date, one.end_planned_date,
                one.ended_date, one.test_weeks)  # fmt: skip


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give what placements owe as duties of the year wheel, to those who see placements."""
    if not viewer.may(SEE):
        return
    for one in _seen(viewer).select_related("case__unit").prefetch_related("considered"):
        for due in owed_of(one, one.case.unit, viewer.on):
            if start <= due.due_date <= end:
                yield Duty(
                    name=f"{due.label}, {one.case.reference}", due_date=due.due_date,
                    unit=one.case.unit.name, role=_("Barnets socialsekreterare"),
                    address=reverse("placements:placement", args=[one.pk]), topic=KIND,
                )  # fmt: skip


def _seen(viewer: Viewer) -> QuerySet[Placement]:
    return Placement.objects.filter(case__in=Case.objects.visible_to(viewer, KIND))


def _row(one: Placement, on: date) -> Row:
    case = one.case
    nearest = next(iter(owed_of(one, case.unit, on)), None)
    days = int(local_value(WARN, on, case.unit))
    return Row(
        case.pk, case.reference, one.file_number, str(rules.HOME_LABELS[Home(one.home)]),
        str(rules.GROUND_LABELS[Ground(one.ground)]), case.unit.name,
        str(rules.PLACEMENT_LABELS[PlacementState(case.state)]), nearest,
        nearest is not None and rules.is_late(nearest.due_date, on),
        nearest is not None and rules.is_soon(nearest.due_date, on, days),
    )  # fmt: skip


def _source(what: Owed, ground: Ground, on: date) -> str:
    topic = CONTINUED[ground] if what is Owed.CONTINUED else TOPICS.get(what)
    if topic:
        return _("%s, inte kontrollerat mot lagtexten") % cite(topic, on=on).text
    return _("Beslutet i placeringen") if what is Owed.TEST else _("Lokalt värde")

"""Reads of welfare technology: the register, one technology, trials; never past who may see."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.technology import rules
from vaka.areas.technology.models import Technology, TechnologyCount, Trial
from vaka.areas.technology.rules import SEE, TRANSITIONS, Stage, TrialEnd, TrialState
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit


@dataclass(frozen=True)
class CountRow:
    """The newest count of a technology at a unit, or an area where a source tells no unit."""

    technology_id: uuid.UUID
    name: str
    place: str
    stage: str
    stage_label: str
    counted_date: date
    bought: int | None
    installed: int | None
    used: int | None
    declined: int | None
    degree: float | None
    words: str


@dataclass(frozen=True)
class TechnologyRow:
    """One technology with its counts added up over the units that the viewer may see."""

    id: uuid.UUID
    name: str
    purpose: str
    places: int
    bought: int
    installed: int
    used: int
    declined: int
    degree: float | None
    delayed: int


@dataclass(frozen=True)
class TrialRow:
    """One trial in a list."""

    id: uuid.UUID
    reference: str
    title: str
    unit_name: str
    question: str
    state_label: str
    end_label: str
    due_date: date | None
    is_open: bool
    is_late: bool


@dataclass(frozen=True)
class TechnologyPage:
    """One technology as its page shows it."""

    technology: Technology
    total: TechnologyRow
    rows: list[CountRow]
    trials: list[TrialRow]
    may_count: bool
    may_try: bool


@dataclass(frozen=True)
class TrialPage:
    """One trial as its page shows it."""

    frame: CaseFrame
    trial: Trial
    end_label: str
    steps: list[str]
    timeline: list[TimelineLine]
    onward: list[OnwardAction]


def register(viewer: Viewer) -> list[TechnologyRow]:
    """Give every technology with its counts at the units that the viewer may see."""
    demand(viewer, SEE)
    by_technology: dict[uuid.UUID, list[CountRow]] = {}
    for row in newest(viewer):
        by_technology.setdefault(row.technology_id, []).append(row)
    published_only = Technology.objects.filter(counts__unit__is_reference=True).exclude(
        pk__in=TechnologyCount.objects.filter(unit__is_reference=False).values("technology")
    )
    found = Technology.objects.exclude(pk__in=published_only.values("pk"))
    return [_total(one, by_technology.get(one.pk, [])) for one in found]


def published(viewer: Viewer, unit_code: str) -> list[CountRow]:
    """Give what a reference municipality has published of its technology, area by area."""
    demand(viewer, SEE)
    found = TechnologyCount.objects.filter(unit__is_reference=True, unit__code=unit_code)
    rows = found.select_related("technology", "unit").order_by("area", "technology__name")
    return [_row(one) for one in rows]


def references() -> list[Unit]:
    """Give the reference municipalities with published technology."""
    codes = TechnologyCount.objects.filter(unit__is_reference=True).values("unit")
    return list(Unit.objects.filter(pk__in=codes).order_by("name"))


def newest(viewer: Viewer, technology_id: uuid.UUID | None = None) -> list[CountRow]:
    """Give the newest count of each technology at each unit that the viewer may see."""
    found = TechnologyCount.objects.filter(unit__is_reference=False)
    if technology_id is not None:
        found = found.filter(technology=technology_id)
    if not viewer.everywhere:
        found = found.filter(unit__in=viewer.unit_ids(SEE))
    latest: dict[tuple[uuid.UUID, uuid.UUID], TechnologyCount] = {}
    for one in found.select_related("technology", "unit").order_by("counted_date", "pk"):
        latest[one.technology_id, one.unit_id] = one
    return sorted((_row(one) for one in latest.values()), key=lambda row: row.place)


def technology_page(viewer: Viewer, technology_id: uuid.UUID) -> TechnologyPage:
    """Give one technology with its units and trials. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    one = Technology.objects.filter(pk=technology_id).first()
    if one is None:
        raise NotVisible(str(technology_id))
    rows = newest(viewer, technology_id)
    return TechnologyPage(
        one, _total(one, rows), rows, trials(viewer, one.trials.all()),
        viewer.may(rules.COUNT), viewer.may(rules.TRY),
    )  # fmt: skip


def trials(viewer: Viewer, found: QuerySet[Trial] | None = None) -> list[TrialRow]:
    """Give trials that the viewer may see, those under way first; what was shown is logged."""
    seen = Case.objects.visible_to(viewer, "trial")
    rows = (Trial.objects.all() if found is None else found).filter(case__in=seen)
    shown = [
        _trial(one, viewer.on)
        for one in rows.select_related("case__unit").order_by("-case__closed_at", "case__due_date")
    ]
    if shown:
        note_read(by=viewer, object_kind="trial", object_id="",
                  data={"shown": [str(one.id) for one in shown]})  # fmt: skip
    return sorted(shown, key=lambda one: not one.is_open)


def trial_page(viewer: Viewer, case_id: uuid.UUID) -> TrialPage:
    """Give one trial to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = Trial.objects.filter(case=case).select_related("technology").first()
    if row is None:
        raise NotVisible(str(case_id))
    offered = transitions.offered(TRANSITIONS, case.state)
    return TrialPage(
        frame=cases.frame(case), trial=row, end_label=_end(row),
        steps=[one.verb for one in offered if viewer.may(one.capability, case.unit_id)],
        timeline=cases.timeline(case), onward=cases.onward(viewer, case),
    )  # fmt: skip


def technologies() -> list[Technology]:
    """Give every kind of technology in the register."""
    return list(Technology.objects.all())


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the last days of trials as duties of the year wheel."""
    seen = Case.objects.visible_to(viewer, "trial").filter(due_date__gte=start, due_date__lte=end)
    for one in Trial.objects.filter(case__in=seen).select_related("case__unit"):
        address = reverse("technology:trial", args=[one.pk])
        assert one.case.due_date is not None
        yield Duty(
            name=_("Utvärdera försöket: %s") % one.case.title, due_date=one.case.due_date,
            unit=one.case.unit.name, role=_("Ansvarig för försöket"), address=address,
            state=DutyState.DONE if one.decided_date else DutyState.DUE,
            done_date=one.decided_date, evidence=address if one.decided_date else "",
            topic="technology",
        )  # fmt: skip


def _row(one: TechnologyCount) -> CountRow:
    return CountRow(
        technology_id=one.technology_id, name=one.technology.name, place=one.area or one.unit.name,
        stage=one.stage, stage_label=str(rules.STAGE_LABELS[Stage(one.stage)]),
        counted_date=one.counted_date, bought=one.bought, installed=one.installed, used=one.used,
        declined=one.declined, degree=rules.degree(one.used or 0, one.installed or 0),
        words=one.words,
    )  # fmt: skip


def _total(one: Technology, rows: Iterable[CountRow]) -> TechnologyRow:
    held = [row for row in rows if rules.is_held(row.stage)]
    installed, used = sum(row.installed or 0 for row in held), sum(row.used or 0 for row in held)
    return TechnologyRow(
        id=one.pk, name=one.name, purpose=one.purpose, places=len(held), installed=installed,
        used=used, bought=sum(row.bought or 0 for row in held),
        declined=sum(row.declined or 0 for row in held), degree=rules.degree(used, installed),
        delayed=sum(rules.is_delayed(row.stage, row.words) for row in held),
    )  # fmt: skip


def _trial(one: Trial, on: date) -> TrialRow:
    case = one.case
    is_open = case.closed_at is None
    late = rules.is_late(case.due_date, on, waits=is_open)
    return TrialRow(
        case.pk, case.reference, case.title, case.unit.name, one.question,
        str(rules.TRIAL_LABELS[TrialState(case.state)]), _end(one), case.due_date, is_open, late,
    )  # fmt: skip


def _end(one: Trial) -> str:
    return str(rules.END_LABELS[TrialEnd(one.end)]) if one.end else ""

"""Reads of night plans: the list by home, one plan, its print, grounds; never past who may see."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, time

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.night_care import plan_actions, plan_rules
from vaka.areas.night_care.models import (
    LegalGround,
    NightPlan,
    NightRoom,
    PlannedCheck,
    PlanVersion,
    ProtectiveMeasure,
)
from vaka.areas.night_care.plan_rules import PLAN_TRANSITIONS, SEE_PLAN, WRITE, PlanState
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.queries import local_value
from vaka.law.verdict import Verdict

DAY_TURN = 12


@dataclass(frozen=True)
class RoomRow:
    """A room in the list, with its plan if there is one."""

    room_id: uuid.UUID
    label: str
    unit_name: str
    plan_id: uuid.UUID | None
    state_label: str
    supervision: str
    review_date: date | None
    is_current: bool
    is_late: bool


@dataclass(frozen=True)
class CheckRow:
    """One time of a plan."""

    id: uuid.UUID
    from_time: time
    to_time: time
    label: str
    minutes: float
    staff: int
    wake_percent: int
    skill: str


@dataclass(frozen=True)
class PlanPage:
    """One night plan as its page shows it."""

    frame: CaseFrame
    plan: NightPlan
    checks: list[CheckRow]
    measures: list[ProtectiveMeasure]
    versions: list[PlanVersion]
    fast_hours: float | None
    longest_fast_hours: float
    is_long_fast: bool
    is_current: bool
    uses_technology: bool
    may_agree: Verdict
    steps: list[str]
    may_write: bool
    may_change: bool
    may_protect: bool
    timeline: list[TimelineLine]
    onward: list[OnwardAction]


def rooms(viewer: Viewer) -> list[RoomRow]:
    """Give the rooms of the viewer's homes with their plans. Raises NotAllowed."""
    demand(viewer, SEE_PLAN)
    found = NightRoom.objects.filter(ended_date=None).select_related("unit")
    if not viewer.everywhere:
        found = found.filter(unit__in=viewer.unit_ids(SEE_PLAN))
    found_rooms = list(found)
    plans = _plans(viewer, found_rooms)
    if plans:
        note_read(by=viewer, object_kind="night_plan", object_id="",
                  data={"shown": [str(one.pk) for one in plans.values()]})  # fmt: skip
    return [_row(room, plans.get(room.pk), viewer.on) for room in found_rooms]


def _plans(viewer: Viewer, found: Iterable[NightRoom]) -> dict[uuid.UUID, NightPlan]:
    seen = Case.objects.visible_to(viewer, "night_plan").exclude(state=PlanState.ENDED)
    rows = NightPlan.objects.filter(case__in=seen, room__in=[one.pk for one in found])
    return {one.room_id: one for one in rows.select_related("case")}


def _row(room: NightRoom, plan: NightPlan | None, on: date) -> RoomRow:
    state = plan.case.state if plan else ""
    review = plan.review_date if plan else None
    current = plan_rules.is_current(state, review, on)
    return RoomRow(
        room.pk, room.label, room.unit.name, plan.pk if plan else None,
        str(plan_rules.PLAN_LABELS[PlanState(state)]) if plan else "",
        plan.get_supervision_display() if plan and plan.supervision else "", review, current,
        state == PlanState.AGREED and not current,
    )  # fmt: skip


def plan_page(viewer: Viewer, case_id: uuid.UUID) -> PlanPage:
    """Give one plan to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    plan = NightPlan.objects.filter(case=case).select_related("room__unit", "ground").first()
    if plan is None:
        raise NotVisible(str(case_id))
    checks = _ordered(plan.checks.all())
    offered = transitions.offered(PLAN_TRANSITIONS, case.state)
    hours = plan_rules.fast_hours(plan.last_meal, plan.first_meal)
    longest = float(local_value("night.longest_fast_hours", viewer.on, case.unit))
    writes = viewer.may(WRITE, case.unit_id) and plan_actions.written_here(case.unit, viewer.on).ok
    return PlanPage(
        frame=cases.frame(case), plan=plan, checks=checks, measures=list(plan.measures.all()),
        versions=list(plan.versions.select_related("agreed_by")),
        fast_hours=hours, longest_fast_hours=longest,
        is_long_fast=plan_rules.is_long_fast(hours, longest),
        is_current=plan_rules.is_current(case.state, plan.review_date, viewer.on),
        uses_technology=plan_rules.uses_technology(
            plan.supervision, [one.form for one in plan.checks.all()]
        ),
        may_agree=plan_rules.may_agree(plan_actions.standing_of(plan, viewer.on)),
        steps=[one.verb for one in offered if writes and viewer.may(one.capability, case.unit_id)],
        may_write=writes, may_change=writes and plan_rules.may_write(case.state).ok,
        may_protect=writes and plan_rules.may_protect(case.state).ok, timeline=cases.timeline(case),
        onward=cases.onward(viewer, case),
    )  # fmt: skip


def _ordered(checks: Iterable[PlannedCheck]) -> list[CheckRow]:
    """Give the times in the night's order: the evening before the morning."""
    rows = [
        CheckRow(one.pk, one.from_time, one.to_time, one.get_form_display(), one.minutes,
                 one.staff, one.wake_percent, one.skill)
        for one in checks
    ]  # fmt: skip
    return sorted(rows, key=lambda row: plan_rules.minute_of(row.from_time, DAY_TURN))


def free_rooms(viewer: Viewer) -> list[NightRoom]:
    """Give the rooms where the viewer may begin a plan and there is none."""
    taken = NightPlan.objects.exclude(case__state=PlanState.ENDED).values("room")
    found = NightRoom.objects.filter(ended_date=None, unit__in=viewer.unit_ids(WRITE))
    return list(found.exclude(pk__in=taken).select_related("unit"))


def grounds(viewer: Viewer, *, in_force: bool = False) -> list[LegalGround]:
    """Give the grounds, the newest first; those that hold today if asked so."""
    demand(viewer, SEE_PLAN)
    rows = list(LegalGround.objects.all())
    if not in_force:
        return rows
    return [one for one in rows
            if plan_rules.holds(one.valid_from, one.valid_until, viewer.on)]  # fmt: skip


def current_of(found: Sequence[NightRoom], on: date) -> dict[uuid.UUID, NightPlan]:
    """Give the plans that hold on a day, by room: for the simulation, without a reader."""
    rows = NightPlan.objects.filter(
        room__in=[one.pk for one in found], case__state=PlanState.AGREED, review_date__gte=on
    )
    return {one.room_id: one for one in rows.prefetch_related("checks")}


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the reviews of agreed plans as duties of the year wheel, one for each unit and day."""
    seen = Case.objects.visible_to(viewer, "night_plan").filter(
        due_date__gte=start, due_date__lte=end, state=PlanState.AGREED
    )
    days = {(case.unit.name, case.due_date) for case in seen.select_related("unit")}
    for unit, day in sorted((unit, day) for unit, day in days if day is not None):
        yield Duty(
            name=_("Följ upp nattplaner"), due_date=day, unit=unit, role=_("Enhetschef"),
            address=reverse("night_care:plans"), state=DutyState.DUE, topic="night_plan",
        )  # fmt: skip

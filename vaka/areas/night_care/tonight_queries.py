"""Reads of a night's list: what is left, what is done, notes, alarms, what the day is told."""

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from vaka.areas.night_care import tonight_rules
from vaka.areas.night_care.models import (
    AlarmEvent,
    NightNote,
    NightPlan,
    NightRoom,
    NightRound,
    PerformedCheck,
    PlanVersion,
)
from vaka.areas.night_care.plan_rules import CHECK_LABELS, CheckForm, PlanState
from vaka.areas.night_care.tonight_rules import (
    OUTCOME_LABELS,
    REPORT,
    ROUND_LABELS,
    SEE_ROUND,
    WHY_LABELS,
    Mark,
    Outcome,
    RoundState,
    Step,
    Why,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value

LATE, NOW, LATER, MADE = "late", "now", "later", "made"


@dataclass(frozen=True)
class Planned:
    """A time of a plan as it holds a night: of the plan, or of the version last agreed on."""

    id: uuid.UUID
    room: NightRoom
    plan: NightPlan
    form: str
    from_time: time
    to_time: time
    minutes: float
    staff: int
    skill: str


@dataclass(frozen=True)
class AskedRow:
    """One thing to do, or done, in the list."""

    check_id: uuid.UUID
    room_id: uuid.UUID
    room: str
    unit_name: str
    plan_id: uuid.UUID
    form: str
    label: str
    from_time: time
    to_time: time
    staff: int
    skill: str
    attempt: int
    due_at: datetime
    state: str
    choices: list[tuple[str, str]]
    routine: str
    is_late_plan: bool
    mark: PerformedCheck | None = None

    @property
    def outcome(self) -> str:
        """The word for what came of it, with the reason when it was not made."""
        if self.mark is None:
            return ""
        words = str(OUTCOME_LABELS[Outcome(self.mark.outcome)])
        return f"{words}: {WHY_LABELS[Why(self.mark.why)]}" if self.mark.why else words


@dataclass(frozen=True)
class UnitNight:
    """A unit's night: its round if it is begun, and its notes."""

    unit: Unit
    round_id: uuid.UUID | None
    state_label: str
    is_handed_over: bool


@dataclass(frozen=True)
class Tonight:
    """The list as its page shows it."""

    night: date
    now: datetime
    left: list[AskedRow]
    made: list[AskedRow]
    notes: list[NightNote]
    alarms: list[AlarmEvent]
    rooms: list[NightRoom]
    units: list[UnitNight]
    again_minutes: int
    whys: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True)
class RoundPage:
    """One unit's night as it is handed to the day."""

    frame: CaseFrame
    night: date
    rows: list[AskedRow]
    not_made: list[AskedRow]
    awake: list[AskedRow]
    notes: list[NightNote]
    alarms: list[AlarmEvent]
    is_handed_over: bool
    may_hand_over: bool
    came_after: int
    timeline: list[TimelineLine]


def night_now() -> date:
    """Give the night that it is."""
    return tonight_rules.night_at(timezone.now())


def tonight(viewer: Viewer, now: datetime | None = None) -> Tonight:
    """Give tonight's list of the viewer's units. Raises NotAllowed.

    For nobody (a phone's own empty copy) it is empty: the phone fills it in.
    """
    demand(viewer, REPORT)
    now = now or timezone.now()
    night = tonight_rules.night_at(now)
    rooms = _rooms(viewer)
    units = list({room.unit_id: room.unit for room in rooms}.values())
    again = min((_look_again(unit, night) for unit in units), default=_look_again(None, night))
    if viewer.person is None:
        return Tonight(night, now, [], [], [], [], rooms, [], again)
    rows = list(_rows(rooms, night, now))
    if rows:
        note_read(by=viewer, object_kind="night_plan", object_id="",
                  data={"shown": sorted({str(row.plan_id) for row in rows})})  # fmt: skip
    held = _rounds(units, night)
    ids = [one.pk for one in held.values()]
    return Tonight(
        night, now, left=[row for row in rows if row.mark is None],
        made=sorted((row for row in rows if row.mark), key=_made_at, reverse=True),
        notes=_notes(ids), alarms=_alarms(units, night), rooms=rooms,
        units=[_unit_night(unit, held.get(unit.pk)) for unit in units], again_minutes=again,
        whys=[(one.value, str(words)) for one, words in WHY_LABELS.items()],
    )  # fmt: skip


def round_page(viewer: Viewer, case_id: uuid.UUID) -> RoundPage:
    """Give one unit's night. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    held = NightRound.objects.filter(case=case).select_related("unit").first()
    if held is None:
        raise NotVisible(str(case_id))
    found = NightRoom.objects.filter(unit=held.unit, ended_date=None).select_related("unit")
    rows = sorted(_rows(list(found), held.night_date, timezone.now()), key=_place_in_night)
    is_over = case.state == RoundState.HANDED_OVER
    after = held.checks.filter(received_at__gt=case.closed_at).count() if case.closed_at else 0
    return RoundPage(
        frame=cases.frame(case), night=held.night_date, rows=rows,
        not_made=[row for row in rows if _is_not_made(row)],
        awake=[row for row in rows if row.mark and row.mark.outcome in AWAKE],
        notes=_notes([held.pk]), alarms=_alarms([held.unit], held.night_date),
        is_handed_over=is_over, may_hand_over=not is_over and viewer.may(REPORT, held.unit_id),
        came_after=after, timeline=cases.timeline(case),
    )  # fmt: skip


AWAKE = (Outcome.AWAKE, Outcome.WOKEN)


def rounds(viewer: Viewer, most: int) -> list[NightRound]:
    """Give the newest nights that the viewer may see. Raises NotAllowed."""
    demand(viewer, SEE_ROUND)
    seen = Case.objects.visible_to(viewer, "night_round")
    found = NightRound.objects.filter(case__in=seen).select_related("case", "unit")
    return list(found.order_by("-night_date", "unit__name")[:most])


def planned_of(rooms: Sequence[NightRoom]) -> Iterator[Planned]:
    """Give the times that hold for rooms.

    A plan that is opened to be changed holds as it was last agreed on until the next is; one whose
    follow-up is late holds too, for nobody is left out of a night for that.
    """
    plans = NightPlan.objects.filter(room__in=[one.pk for one in rooms], number__gte=1)
    plans = plans.exclude(case__state=PlanState.ENDED).select_related("case")
    by_room = {one.pk: one for one in rooms}
    drafts = [one.pk for one in plans if one.case.state == PlanState.DRAFT]
    kept = {one.plan_id: one
            for one in PlanVersion.objects.filter(plan__in=drafts).order_by("number")}  # fmt: skip
    for plan in plans.prefetch_related("checks"):
        room = by_room[plan.room_id]
        if plan.case.state == PlanState.AGREED:
            for one in plan.checks.all():
                yield Planned(one.pk, room, plan, one.form, one.from_time, one.to_time,
                              one.minutes, one.staff, one.skill)  # fmt: skip
        elif plan.pk in kept:
            yield from _as_kept(kept[plan.pk], room, plan)


def _as_kept(version: PlanVersion, room: NightRoom, plan: NightPlan) -> Iterator[Planned]:
    for number, one in enumerate(version.content["checks"]):
        begins, ends = time.fromisoformat(one["from"]), time.fromisoformat(one["to"])
        yield Planned(uuid.uuid5(version.pk, str(number)), room, plan, one["form"], begins, ends,
                      one["minutes"], one["staff"], one.get("skill", ""))  # fmt: skip


def marks_of(
    units: Iterable[uuid.UUID], nights: Sequence[date]
) -> dict[tuple[date, uuid.UUID], list[PerformedCheck]]:
    """Give what was marked at units some nights, by night and check, in the order it was made."""
    found: dict[tuple[date, uuid.UUID], list[PerformedCheck]] = defaultdict(list)
    rows = PerformedCheck.objects.filter(round__unit__in=list(units), round__night_date__in=nights)
    for row in rows.select_related("by", "round", "deviation").order_by("at", "id"):
        found[row.round.night_date, row.check_id].append(row)
    return found


def as_marks(rows: Iterable[PerformedCheck]) -> list[Mark]:
    """Give rows as the rules know them."""
    return [Mark(one.attempt, one.outcome, one.at, one.why) for one in rows]


def _rooms(viewer: Viewer) -> list[NightRoom]:
    found = NightRoom.objects.filter(ended_date=None).select_related("unit")
    return list(found.filter(unit__in=viewer.unit_ids(REPORT)))


def _rows(rooms: Sequence[NightRoom], night: date, now: datetime) -> Iterator[AskedRow]:
    planned = list(planned_of(rooms))
    marks = marks_of({room.unit_id for room in rooms}, [night])
    units = {one.room.unit for one in planned}
    minutes = {unit: timedelta(minutes=_look_again(unit, night)) for unit in units}
    rows = []
    for one in planned:
        told = marks.get((night, one.id), [])
        start, end = tonight_rules.window(night, one.from_time, one.to_time)
        last = {row.attempt: row for row in told}
        steps = tonight_rules.steps(one.form, end, as_marks(told),
                                    look_again=minutes[one.room.unit])  # fmt: skip
        rows += [_row(one, step, last.get(step.attempt), start, now) for step in steps]
    yield from sorted(rows, key=lambda row: (row.due_at, row.room))


def _look_again(unit: Unit | None, night: date) -> int:
    return int(local_value("night.look_again_minutes", night, unit))


def _row(
    one: Planned, step: Step, row: PerformedCheck | None, start: datetime, now: datetime
) -> AskedRow:
    begins = start if step.attempt == 1 else step.due_at
    return AskedRow(
        check_id=one.id, room_id=one.room.pk, room=one.room.label, unit_name=one.room.unit.name,
        plan_id=one.plan.pk, form=step.form, label=str(CHECK_LABELS[CheckForm(step.form)]),
        from_time=one.from_time, to_time=one.to_time, staff=one.staff if step.attempt == 1 else 1,
        skill=one.skill if step.attempt == 1 else "",
        attempt=step.attempt, due_at=step.due_at, state=_state(step, begins, now),
        choices=[(code.value, str(OUTCOME_LABELS[code]))
                 for code in tonight_rules.choices(step.form)],
        routine=one.plan.not_seen if step.attempt > 1 else "",
        is_late_plan=one.plan.review_date is not None and one.plan.review_date < now.date(),
        mark=None if step.is_left else row,
    )  # fmt: skip


def _state(step: Step, begins: datetime, now: datetime) -> str:
    if not step.is_left:
        return MADE
    if now > step.due_at:
        return LATE
    return NOW if now >= begins else LATER


def _is_not_made(row: AskedRow) -> bool:
    if row.mark is None:
        return row.state == LATE
    return row.mark.outcome == Outcome.SKIPPED


def _made_at(row: AskedRow) -> datetime:
    assert row.mark is not None
    return row.mark.at


def _place_in_night(row: AskedRow) -> tuple[str, datetime]:
    return row.room, row.due_at


def _rounds(units: Iterable[Unit], night: date) -> dict[uuid.UUID, NightRound]:
    rows = NightRound.objects.filter(unit__in=list(units), night_date=night)
    return {one.unit_id: one for one in rows.select_related("case")}


def _unit_night(unit: Unit, held: NightRound | None) -> UnitNight:
    if held is None:
        return UnitNight(unit, None, "", False)
    state = RoundState(held.case.state)
    return UnitNight(unit, held.pk, str(ROUND_LABELS[state]), state == RoundState.HANDED_OVER)


def _notes(rounds: Sequence[Any]) -> list[NightNote]:
    rows = NightNote.objects.filter(round__in=rounds).select_related("room", "by", "deviation")
    return list(rows)


def _alarms(units: Sequence[Unit], night: date) -> list[AlarmEvent]:
    """Give the night's alarms, from noon to noon, the newest first."""
    first = tonight_rules.on_night(night, time(tonight_rules.NOON))
    rows = AlarmEvent.objects.filter(unit__in=units, raised_at__gte=first)
    rows = rows.filter(raised_at__lt=first + timedelta(days=1)).select_related("room", "unit")
    return list(rows.order_by("-raised_at"))

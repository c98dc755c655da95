"""Reads of a night's staffing: homes, what a question rests on, answers, decisions."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.care_plans import actions as care_plans
from vaka.areas.care_plans.rules import ORIGINAL_LABELS, Original
from vaka.areas.night_care import (
    alarm_queries,
    equipment_queries,
    plan_queries,
    plan_rules,
    rules,
    scenes,
)
from vaka.areas.night_care.alarm_queries import Logged
from vaka.areas.night_care.models import (
    NightHome,
    NightPlace,
    NightPlan,
    NightRoom,
    StaffingAnswer,
    StaffingDecision,
)
from vaka.areas.night_care.rules import (
    HANDLE,
    SEE,
    TRANSITIONS,
    DecisionState,
    Figure,
    Ruling,
)
from vaka.areas.night_care.scenes import Place, Room
from vaka.areas.night_care.shared_models import SharedAnswer
from vaka.areas.remedies.causes import Cause
from vaka.calc.staffing.scenario import Scenario
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit, UnitKind
from vaka.foundation.organisation.queries import local_value
from vaka.law.verdict import Verdict, require

SHOWN = 12


@dataclass(frozen=True)
class AnswerRow:
    """An answer in a list."""

    id: uuid.UUID
    asked_at: datetime
    asked_by: str
    staff: int
    percent: float | None
    sure: rules.Sure
    is_trial: bool


@dataclass(frozen=True)
class Question:
    """What is asked of a home, what is known of it, and which of its figures are measured."""

    home: NightHome
    scenario: Scenario
    held: dict[str, Any]
    measured: list[str]
    log: dict[str, Any] | None
    blind: list[dict[str, Any]]


@dataclass(frozen=True)
class DecisionRow:
    """A decision on staffing in a list."""

    id: uuid.UUID
    reference: str
    label: str
    words: str
    signed_by: str
    signed_date: date
    valid_until: date
    is_in_force: bool


@dataclass(frozen=True)
class HomePage:
    """A home's night as its page shows it."""

    unit: Unit
    home: NightHome | None
    original: str
    places: list["PlaceRow"]
    answers: list[AnswerRow]
    decisions: list[DecisionRow]
    verdict: Verdict
    may_handle: bool


@dataclass(frozen=True)
class PlaceRow:
    """A unit of a home with its rooms."""

    unit: Unit
    floor: int
    is_locked: bool
    rooms: list[NightRoom]


@dataclass(frozen=True)
class DecisionPage:
    """One decision as its page shows it."""

    frame: CaseFrame
    row: StaffingDecision
    label: str
    is_in_force: bool
    steps: list[str]
    timeline: list[TimelineLine]
    onward: list[OnwardAction]


def home_of(viewer: Viewer, code: str, capability: str = SEE) -> Unit:
    """Give a home by its code. Raises NotVisible."""
    found = Unit.objects.filter(code=code, kind__in=rules.OF_KIND, is_reference=False)
    unit = found.in_force(viewer.on).first()
    if unit is None or not viewer.may(capability, unit.pk):
        raise NotVisible(code)
    return unit


def told_of(unit: Unit) -> NightHome | None:
    """Give what was told last of a home's nights."""
    found: NightHome | None = NightHome.objects.filter(unit=unit).last()
    return found


def home_above(unit: Unit) -> Unit:
    """Give the home that a unit is, or is a ward of."""
    parent = unit.parent
    return parent if unit.kind == UnitKind.WARD and parent is not None else unit


def home_page(viewer: Viewer, code: str) -> HomePage:
    """Give a home's night. Raises NotVisible."""
    unit = home_of(viewer, code)
    places, home = places_of(unit, viewer.on), told_of(unit)
    rooms = sum(len(place.rooms) for place in places)
    rows = StaffingAnswer.visible_to(viewer).filter(unit=unit)
    shown = rows.select_related("asked_by", "home")[:SHOWN]
    original = Original(care_plans.original_of(unit, viewer.on))
    return HomePage(
        unit, home, str(ORIGINAL_LABELS[original]), places, [answer_line(one) for one in shown],
        decisions(viewer, unit), rules.may_ask(rooms=rooms, is_told=home is not None),
        viewer.may(HANDLE, unit.pk),
    )  # fmt: skip


def places_of(unit: Unit, on: date) -> list[PlaceRow]:
    """Give a home's wards with their rooms; the home itself when it has no wards."""
    wards = list(Unit.objects.filter(parent=unit, kind=UnitKind.WARD).in_force(on).order_by("name"))
    units = wards or [unit]
    lies = {one.unit_id: one for one in NightPlace.objects.filter(unit__in=units)}
    rooms: dict[uuid.UUID, list[NightRoom]] = {}
    for room in NightRoom.objects.filter(unit__in=units, ended_date=None):
        rooms.setdefault(room.unit_id, []).append(room)
    return [
        PlaceRow(one, lies[one.pk].floor if one.pk in lies else number,
                 one.pk in lies and lies[one.pk].is_locked, rooms.get(one.pk, []))
        for number, one in enumerate(units)
    ]  # fmt: skip


def night_hours(unit: Unit, on: date) -> tuple[int, int]:
    """Give when the night begins and how many hours it has, by the local values."""
    start = int(local_value("night.start_hour", on, unit))
    end = int(local_value("night.end_hour", on, unit))
    return start, (end - start) % 24


def question(viewer: Viewer, code: str) -> Question:
    """Give what is asked of a home tonight. Raises NotVisible, NotAllowed, RuleRefused."""
    unit = home_of(viewer, code)
    demand(viewer, HANDLE, unit.pk)
    home, places = told_of(unit), places_of(unit, viewer.on)
    rooms = [room for place in places for room in place.rooms]
    require(rules.may_ask(rooms=len(rooms), is_told=home is not None))
    assert home is not None
    logged = alarm_queries.logged(rooms, unit, viewer.on)
    scenario, known = told_night(unit, home, places, logged, viewer.on)
    held = scenes.believed(scenario, logged.nights if logged else 0,
                           logged.counts if logged else ())  # fmt: skip
    return Question(home, scenario, held, [one.value for one in known],
                    alarm_queries.by_half_hour(rooms, unit, viewer.on),
                    equipment_queries.told_blind(rooms, viewer.on))  # fmt: skip


def told_night(unit: Unit, home: NightHome, places: Sequence[PlaceRow], logged: Logged | None,
               on: date) -> tuple[Scenario, list[Figure]]:  # fmt: skip
    """Give a home's night as the simulation is told it, and which of its figures are measured."""
    rooms = [room for place in places for room in place.rooms]
    plans = plan_queries.current_of(rooms, on)
    blind = set(equipment_queries.blind_of(rooms, plans))
    rates = logged.expected if logged else {}
    told = [*home.measured, *([Figure.ALARMS.value] if logged else [])]
    known = rules.measured(told, has_plans=len(plans) == len(rooms),
                           rooms_measured=all(room.is_measured for room in rooms))  # fmt: skip
    assumed = tuple(one.value for one in Figure if one not in known)
    return scenes.night(
        _told(unit, home, assumed, on),
        [Place(one.unit.code, one.floor, one.is_locked) for one in places],
        [replace(_room(place.unit.code, room, plans.get(room.pk), unit, on),
                 alarms=rates.get(room.pk), is_blind=room.pk in blind)
         for place in places for room in place.rooms],
    ), known  # fmt: skip


def skills_of(unit: Unit, on: date) -> list[str]:
    """Give the skills that night plans in force at a home ask for, as they are compared."""
    rooms = [room for place in places_of(unit, on) for room in place.rooms]
    plans = plan_queries.current_of(rooms, on).values()
    asked = {plan_rules.skill_of(check.skill) for plan in plans for check in plan.checks.all()}
    return sorted(asked - {""})


def _told(unit: Unit, home: NightHome, assumed: tuple[str, ...], on: date) -> scenes.Told:
    _start, hours = night_hours(unit, on)
    return scenes.Told(
        name=unit.name, minutes=60.0 * hours, staff=home.staff, hours=tuple(home.hours),
        urgent_percent=home.urgent_percent, double_percent=home.double_percent,
        help_minutes=home.help_minutes, checks_without_plan=home.checks_without_plan,
        same_floor_minutes=home.same_floor_minutes, other_floor_minutes=home.other_floor_minutes,
        urgent_limit_minutes=home.urgent_limit_minutes, limit_minutes=home.limit_minutes,
        target_percent=home.target_percent, assumed=assumed,
        skills=tuple(sorted((home.skills or {}).items())),
        look_again_minutes=float(local_value("night.look_again_minutes", on, unit)),
    )  # fmt: skip


def _room(code: str, room: NightRoom, plan: NightPlan | None, unit: Unit, on: date) -> Room:
    """Give a room with what its plan says, in minutes of the night."""
    if plan is None:
        return Room(code, room.label, room.minutes)
    start, hours = night_hours(unit, on)
    night = 60.0 * hours

    def minute(clock: time) -> float:
        return plan_rules.minute_of(clock, start)

    checks = [
        scenes.check(one.form, minute(one.from_time), minute(one.to_time), night,
                     (one.minutes, one.staff, one.wake_percent), plan_rules.skill_of(one.skill))
        for one in plan.checks.all()
    ]  # fmt: skip
    quiet = None
    if plan.undisturbed_from and plan.undisturbed_to:
        quiet = scenes.window(minute(plan.undisturbed_from), minute(plan.undisturbed_to), night)
    kept = tuple(one for one in checks if one is not None)
    return Room(code, room.label, room.minutes, True, kept, quiet)


def answer_row(viewer: Viewer, answer_id: uuid.UUID) -> StaffingAnswer:
    """Give an answer; the read is logged. Raises NotVisible."""
    rows = StaffingAnswer.visible_to(viewer).select_related("unit", "home", "asked_by")
    found: StaffingAnswer | None = rows.filter(pk=answer_id).first()
    if found is None:
        raise NotVisible(str(answer_id))
    note_read(by=viewer, object_kind="staffing_answer", object_id=found.pk, unit_id=found.unit_id)
    return found


def held_of(answer: StaffingAnswer) -> dict[str, Any] | None:
    """Give what was known of an answer's inputs; None where an older model did not ask."""
    inputs: dict[str, Any] = answer.found.get("inputs", {})
    return inputs.get("rests_on")


def log_of(answer: StaffingAnswer) -> dict[str, Any] | None:
    """Give the log by half hour that an answer's demand is corrected by; None where it is not."""
    correction: dict[str, Any] = answer.found.get("correction", {})
    return correction.get("rests_on")


def blind_in(answer: StaffingAnswer) -> dict[str, Any]:
    """Give what an answer says of rooms whose cameras did not work, as a part of its answer."""
    return {name: answer.found[name] for name in ("blind",) if name in answer.found}


def level_of(answer: StaffingAnswer) -> dict[str, Any]:
    """Give the level that an answer is about: that of the night's own staff."""
    staff = answer.found["tonight"]["staff"]
    return next(one for one in levels_of(answer) if one["staff"] == staff)


def levels_of(answer: StaffingAnswer) -> list[dict[str, Any]]:
    """Give the levels of an answer; `inputs` is what each gives when the inputs are uncertain."""
    inputs = {one["staff"]: one for one in answer.found.get("inputs", {}).get("levels", [])}
    return [{**one, "inputs": inputs.get(one["staff"])}
            for one in answer.found["enough"]["levels"]]  # fmt: skip


def answer_line(answer: StaffingAnswer) -> AnswerRow:
    """Give an answer as a list shows it."""
    level = level_of(answer)
    assumed = len(rules.Figure) - len(answer.measured)
    return AnswerRow(
        answer.pk, answer.asked_at, answer.asked_by.name if answer.asked_by else _("Vaka"),
        level["staff"], level["percent"],
        rules.sure_of(level, answer.home.target_percent, assumed), bool(answer.tried),
    )  # fmt: skip


def decisions(viewer: Viewer, unit: Unit, shared: SharedAnswer | None = None) -> list[DecisionRow]:
    """Give a home's decisions on staffing, or those on an answer of shared staff, newest first."""
    seen = Case.objects.visible_to(viewer, "staffing_decision").filter(unit=unit)
    rows = StaffingDecision.objects.filter(case__in=seen, shared=shared)
    rows = rows.select_related("case__owner")
    return [_decision(one, viewer.on) for one in rows.order_by("-case__opened_at")]


def decision_page(viewer: Viewer, case_id: uuid.UUID) -> DecisionPage:
    """Give one decision to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    rows = StaffingDecision.objects.filter(case=case)
    row = rows.select_related("answer__home", "answer__unit", "answer__asked_by").first()
    if row is None:
        raise NotVisible(str(case_id))
    offered = transitions.offered(TRANSITIONS, case.state)
    return DecisionPage(
        cases.frame(case), row, str(rules.RULING_LABELS[Ruling(row.ruling)]),
        rules.is_in_force(case.state, row.valid_until, viewer.on),
        [one.verb for one in offered if viewer.may(one.capability, case.unit_id)],
        cases.timeline(case), cases.onward(viewer, case),
    )  # fmt: skip


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the last days of decisions in force as duties of the year wheel."""
    seen = Case.objects.visible_to(viewer, "staffing_decision").filter(
        due_date__gte=start, due_date__lte=end, state=DecisionState.SIGNED
    )
    for case in seen.select_related("unit"):
        assert case.due_date is not None
        yield Duty(
            name=_("Pröva nattbemanningen på nytt"), due_date=case.due_date, unit=case.unit.name,
            role=_("Enhetschef"), address=reverse("night_care:decision", args=[case.pk]),
            state=DutyState.DUE, topic="night_care",
        )  # fmt: skip


def _decision(one: StaffingDecision, on: date) -> DecisionRow:
    case = one.case
    return DecisionRow(
        case.pk, case.reference, str(rules.RULING_LABELS[Ruling(one.ruling)]), one.words,
        case.owner.name if case.owner else "", one.signed_date, one.valid_until,
        rules.is_in_force(case.state, one.valid_until, on),
    )  # fmt: skip


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give what a decision found, for a remedy to answer."""
    row = StaffingDecision.objects.filter(
        case__in=Case.objects.visible_to(viewer, "staffing_decision"), case=case_id
    ).first()
    if row is None or row.ruling == Ruling.ENOUGH:
        return []
    return [Cause("night_staffing", _("Nattbemanningen räcker inte utan åtgärd"))]

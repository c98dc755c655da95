"""What is done with a night's staffing; each verb is one transaction with its log row."""

import uuid
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from vaka.areas.night_care import rules
from vaka.areas.night_care.models import (
    AnswerReplay,
    NightHome,
    NightPlace,
    NightRoom,
    StaffingAnswer,
    StaffingDecision,
)
from vaka.areas.night_care.rules import HANDLE, TRANSITIONS, DecisionState, Ruling
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require

KIND = "staffing_decision"


@dataclass(frozen=True)
class NewHome:
    """What somebody tells of a home's nights."""

    form: str
    staff: int
    hours: list[float]
    urgent_percent: float
    double_percent: float
    help_minutes: float
    checks_without_plan: int
    same_floor_minutes: float
    other_floor_minutes: float
    urgent_limit_minutes: float
    limit_minutes: float
    target_percent: float
    measured: list[str]
    leader: str = ""
    overview: str = ""
    skills: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class NewRoom:
    """A room of a unit, with the minutes it takes to walk there."""

    label: str
    minutes: float
    is_measured: bool = False


@dataclass(frozen=True)
class NewPlace:
    """A unit's place in the house and its rooms; rooms left out are used no more."""

    unit: Unit
    floor: int
    is_locked: bool
    rooms: Sequence[NewRoom]


@dataclass(frozen=True)
class Answered:
    """What the simulation said, with all that it rests on."""

    home: NightHome
    nights: int
    seed: int
    measured: list[str]
    scenario: dict[str, Any]
    found: dict[str, Any]
    digest: str
    tried: dict[str, int] | None = None
    other: dict[str, Any] | None = None
    changed: dict[str, Any] | None = None


@action
def tell_home(*, by: Viewer, unit: Unit, new: NewHome, night_hours: int) -> NightHome:
    """Tell what a home's nights are like; what was told before stays as it was."""
    demand(by, HANDLE, unit.pk)
    require(rules.may_set_home(hours=new.hours, night_hours=night_hours, staff=new.staff,
                               skills=new.skills))  # fmt: skip
    told = asdict(new)
    made = NightHome(unit=unit, told_by=by.person, told_at=timezone.now(), **told)
    made.save(force_insert=True)
    note(by=by, verb="night_care.tell_home", object_kind="night_home", object_id=made.pk,
         unit_id=unit.pk, data=told)  # fmt: skip
    return made


@action
def set_rooms(*, by: Viewer, unit: Unit, places: Sequence[NewPlace]) -> None:
    """Tell where a home's units lie and which rooms they have."""
    demand(by, HANDLE, unit.pk)
    require(rules.may_set_rooms({
        f"rooms{number}": [(room.label, room.minutes) for room in place.rooms]
        for number, place in enumerate(places)
    }))  # fmt: skip
    today = timezone.localdate()
    for place in places:
        demand(by, HANDLE, place.unit.pk)
        NightPlace.objects.update_or_create(
            unit=place.unit, defaults={"floor": place.floor, "is_locked": place.is_locked}
        )
        _set_rooms(place, today)
    told = {place.unit.code: [room.label for room in place.rooms] for place in places}
    note(by=by, verb="night_care.set_rooms", object_kind="night_home", unit_id=unit.pk, data=told)


def _set_rooms(place: NewPlace, today: date) -> None:
    labels = [room.label for room in place.rooms]
    left = NightRoom.objects.filter(unit=place.unit, ended_date=None).exclude(label__in=labels)
    left.update(ended_date=today)
    for room in place.rooms:
        NightRoom.objects.update_or_create(
            unit=place.unit, label=room.label,
            defaults={"minutes": room.minutes, "is_measured": room.is_measured,
                      "ended_date": None},
        )  # fmt: skip


@action
def keep_answer(*, by: Viewer, new: Answered) -> StaffingAnswer:
    """Keep an answer; it is never changed afterwards."""
    demand(by, HANDLE, new.home.unit_id)
    stamp = new.found["tonight"]
    made = StaffingAnswer(
        unit_id=new.home.unit_id, home=new.home, asked_by=by.person, asked_at=timezone.now(),
        seed=new.seed, nights=new.nights, model=stamp["model"], data_digest=stamp["data"],
        digest=new.digest, measured=new.measured, scenario=new.scenario, found=new.found,
        tried=new.tried or {}, other=new.other or {}, changed=new.changed or {},
    )  # fmt: skip
    made.save(force_insert=True)
    note(by=by, verb="night_care.keep_answer", object_kind="staffing_answer", object_id=made.pk,
         unit_id=new.home.unit_id, data={"digest": new.digest, "tried": made.tried})  # fmt: skip
    return made


@action
def keep_replay(*, by: Viewer, answer: StaffingAnswer, digest: str, model: str) -> AnswerReplay:
    """Keep what came of asking the same question again."""
    demand(by, HANDLE, answer.unit_id)
    made = AnswerReplay(answer=answer, asked_by=by.person, asked_at=timezone.now(), digest=digest,
                        model=model)  # fmt: skip
    made.save(force_insert=True)
    note(by=by, verb="night_care.keep_replay", object_kind="staffing_answer", object_id=answer.pk,
         unit_id=answer.unit_id, data={"same": digest == answer.digest})  # fmt: skip
    return made


@action
def sign(
    *, by: Viewer, answer_id: uuid.UUID, ruling: Ruling, words: str, valid_until: date
) -> Case:
    """Decide on a night's staffing, on an answer; a person signs, never the machine."""
    answer = StaffingAnswer.visible_to(by).filter(pk=answer_id).first()
    if answer is None:
        raise NotVisible(str(answer_id))
    return signed(by, StaffingDecision(answer=answer, ruling=ruling, words=words,
                                       valid_until=valid_until), answer.unit)  # fmt: skip


def signed(by: Viewer, row: StaffingDecision, unit: Unit) -> Case:
    """Open the case of a decision that is signed today, at the unit it is about.

    Raises NotAllowed, RuleRefused.
    """
    demand(by, HANDLE, unit.pk)
    ruling, words, today = Ruling(row.ruling), row.words, timezone.localdate()
    require(rules.may_sign(ruling=ruling, words=words, valid_until=row.valid_until, today=today))
    case = Case(
        kind=KIND, unit=unit, title=str(rules.RULING_LABELS[ruling]), due_date=row.valid_until,
        state=DecisionState.SIGNED, opened_at=timezone.now(), owner=by.person, reporter=by.person,
    )  # fmt: skip
    row.case, row.signed_date = case, today
    told = Told("staffing_decision.sign", words, to_state=DecisionState.SIGNED)
    return cases.start(by=by, case=case, told=told, save_also=row)


@action
def withdraw(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take a decision on staffing back, with the reason."""
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    if case.kind != KIND:
        raise NotVisible(str(case_id))
    demand(by, HANDLE, case.unit_id)
    verb = "staffing_decision.withdraw"
    require(transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.DECISION_LABELS))
    told = Told(verb, words, to_state=DecisionState.WITHDRAWN)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())

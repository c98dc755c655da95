"""Reads of technology thought through before use: what a home has reviewed, and what lacks it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vaka.areas.night_care import equipment_queries, factor_rules, plan_queries
from vaka.areas.night_care.equipment_rules import EQUIPMENT_LABELS, EquipmentKind
from vaka.areas.night_care.factor_models import TechnologyReview
from vaka.areas.night_care.models import NightPlan, NightRoom
from vaka.areas.night_care.plan_rules import CheckForm, Supervision
from vaka.foundation.organisation.models import Unit


@dataclass(frozen=True)
class ReviewRow:
    """A kind of technology of a home: its newest review, if any, answer by answer."""

    kind: str
    label: str
    review: TechnologyReview | None
    is_old: bool
    answers: list[tuple[str, str]]
    is_in_plans: bool


def newest(unit: Unit, kind: str) -> TechnologyReview | None:
    """Give the newest review of a kind at a home."""
    found: TechnologyReview | None = TechnologyReview.objects.filter(unit=unit, kind=kind).first()
    return found


def rows_of(unit: Unit, rooms: Sequence[NightRoom], on: date) -> list[ReviewRow]:
    """Give the kinds that rooms have or night plans in force rest on, each with its review."""
    held = {one.kind for rows in equipment_queries.held_in(rooms).values() for one in rows}
    plans = plan_queries.current_of(rooms, on).values()
    in_plans = {kind.value for plan in plans for kind in _rests_on(plan)}
    return [_row(unit, kind, on, kind in in_plans) for kind in factor_rules.ASKED
            if kind in held | in_plans]  # fmt: skip


def lacking(home: Unit, plan: NightPlan) -> list[str]:
    """Give the kinds that a plan rests on and its home has not thought through."""
    return [str(EQUIPMENT_LABELS[kind]) for kind in _rests_on(plan) if newest(home, kind) is None]


def _rests_on(plan: NightPlan) -> list[EquipmentKind]:
    """The camera where a plan looks by one, and the sensors of the room where it rests on them."""
    forms = [one.form for one in plan.checks.all()]
    asked = [EquipmentKind.CAMERA] if CheckForm.CAMERA in forms else []
    if plan.supervision in (Supervision.SENSOR, Supervision.MIXED):
        rows = equipment_queries.held_in([plan.room]).get(plan.room_id, [])
        asked += [kind for kind in SENSORS if kind in {one.kind for one in rows}]
    return asked


SENSORS = (EquipmentKind.BED, EquipmentKind.FALL, EquipmentKind.DOOR)


def _row(unit: Unit, kind: EquipmentKind, on: date, is_in_plans: bool) -> ReviewRow:
    row = newest(unit, kind)
    now = factor_rules.wording_on(on)
    worded = factor_rules.wording_on(row.wording_date) if row else now
    answers = [(one.label, row.answers.get(one.key, "")) for one in worded.factors] if row else []
    label = str(EQUIPMENT_LABELS[kind])
    return ReviewRow(kind.value, label, row, worded.since < now.since, answers, is_in_plans)

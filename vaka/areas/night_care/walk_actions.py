"""What is done with a night's rounds: kept, planned anew, taken back; earlier ones stay."""

from dataclasses import dataclass

from django.utils import timezone

from vaka.areas.night_care import replans, rules, walk_queries, walk_rules
from vaka.areas.night_care.replans import Came
from vaka.areas.night_care.tonight_rules import REPORT
from vaka.areas.night_care.walk_models import WalkPlan
from vaka.areas.night_care.walk_queries import Asked
from vaka.areas.night_care.walk_rules import WalkKind
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require

KIND = "walk_plan"


@dataclass(frozen=True)
class NewAlarm:
    """An alarm as the night tells of it: `place` is the room's number among the home's rooms."""

    place: int
    room: str
    minutes: float
    limit_minutes: float
    staff: int = 1
    is_urgent: bool = False


@action
def keep_walks(*, by: Viewer, asked: Asked, walked: replans.Walked) -> WalkPlan:
    """Keep the first rounds of a night, or rounds planned from the beginning once more."""
    demand(by, REPORT, asked.unit.pk)
    content = replans.written(walked) | {
        "checks": {name: str(key) for name, key in asked.checks.items()}
    }
    made = WalkPlan(unit=asked.unit, night_date=asked.night, kind=WalkKind.FIRST, content=content,
                    made_by=by.person, made_at=timezone.now())  # fmt: skip
    return _kept(by, made, "keep_walks")


@action
def replan_alarm(*, by: Viewer, unit: Unit, minute: float, new: NewAlarm) -> WalkPlan:
    """Plan the rest of the night anew for an alarm."""
    row = _current(by, unit, minute)
    was = replans.read(row.content)
    came = Came(f"larm.{len(was.alarms) + 1}", new.place, minute, minute + new.limit_minutes,
                new.minutes, new.staff, new.is_urgent)  # fmt: skip
    walked = replans.anew(was, minute, rules.SEED, alarm=came, made=walk_queries.made_of(row))
    return _anew(by, row, walked, WalkKind.ALARM, minute, new.room)


@action
def replan_absence(*, by: Viewer, unit: Unit, minute: float, who: str) -> WalkPlan:
    """Plan the rest of the night anew when somebody goes home."""
    row = _current(by, unit, minute)
    was = replans.read(row.content)
    there = [one.code for one in was.scenario.staff if one.code not in was.absent]
    require(walk_rules.may_leave(who=who, there=there))
    walked = replans.anew(was, minute, rules.SEED, absent=who, made=walk_queries.made_of(row))
    return _anew(by, row, walked, WalkKind.ABSENCE, minute, who)


@action
def undo_replan(*, by: Viewer, unit: Unit) -> WalkPlan:
    """Go back to the rounds before the last change; the change stays among the earlier ones."""
    demand(by, REPORT, unit.pk)
    _hold(unit)
    row = walk_queries.found(by, unit.code)
    require(walk_rules.may_undo(can=row.before is not None))
    back = row.before
    assert back is not None
    made = WalkPlan(unit=unit, night_date=row.night_date, kind=WalkKind.UNDO, minute=back.minute,
                    said={"undone": str(row.pk)}, content=back.content, before=back.before,
                    made_by=by.person, made_at=timezone.now())  # fmt: skip
    return _kept(by, made, "undo_replan")


def _hold(unit: Unit) -> None:
    """Let two who change a home's rounds at once do so one after the other, so that the second
    begins from what the first made."""
    Unit.objects.select_for_update().get(pk=unit.pk)


def _current(by: Viewer, unit: Unit, minute: float) -> WalkPlan:
    demand(by, REPORT, unit.pk)
    _hold(unit)
    row = walk_queries.found(by, unit.code)
    night = float(row.content["scenario"]["minutes"])
    require(walk_rules.may_replan(minute=minute, night=night, since=row.minute))
    return row


def _anew(by: Viewer, row: WalkPlan, walked: replans.Walked, kind: WalkKind, minute: float,
          words: str) -> WalkPlan:  # fmt: skip
    content = replans.written(walked) | {"checks": row.content["checks"]}
    made = WalkPlan(unit=row.unit, night_date=row.night_date, kind=kind, minute=minute,
                    said={"words": words}, content=content, before=row, made_by=by.person,
                    made_at=timezone.now())  # fmt: skip
    return _kept(by, made, f"replan_{kind}")


def _kept(by: Viewer, made: WalkPlan, verb: str) -> WalkPlan:
    made.save(force_insert=True)
    note(by=by, verb=f"night_care.{verb}", object_kind=KIND, object_id=made.pk,
         unit_id=made.unit_id, data={"minute": made.minute, "kind": made.kind})  # fmt: skip
    return made

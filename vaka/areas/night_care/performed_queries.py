"""What was planned against what was done, over some nights: unit by unit, never by person."""

import statistics
import uuid
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils import timezone

from vaka.areas.night_care import scenes, tonight_queries, tonight_rules
from vaka.areas.night_care.models import (
    AlarmEvent,
    NightRoom,
    NightRound,
    PerformedCheck,
    PlanVersion,
    StaffingAnswer,
)
from vaka.areas.night_care.tonight_rules import DONE, SEE_ROUND, WHY_LABELS, Mark, Outcome, Why
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.local_time import swedish

COUNTED = ("planned", "made", "unmarked", "wakings", "awake", "looks", "not_seen", "broken", "late",
           "quiet", "peaceful", "skipped", "alarms", "acknowledged", "helped")  # fmt: skip
Marks = dict[tuple[date, uuid.UUID], list[PerformedCheck]]


@dataclass
class Followed:
    """A unit's nights: what the plans said, and what was marked.

    Attributes:
        planned: planned checks of the nights that were begun.
        unmarked: those of which nothing was marked.
        wakings: times somebody woke because staff came.
        quiet: nights of a resident with hours of peace; `peaceful` those in which it was kept.
        acknowledged, helped: minutes from each alarm to each, of those where the log has it.
        empty_minutes: minutes a night that the unit stood empty, in the newest answer's
            simulation; None when there is none.
    """

    unit: Unit
    nights: int = 0
    planned: int = 0
    made: int = 0
    unmarked: int = 0
    wakings: int = 0
    awake: int = 0
    looks: int = 0
    not_seen: int = 0
    broken: int = 0
    late: int = 0
    quiet: int = 0
    peaceful: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    alarms: int = 0
    acknowledged: list[float] = field(default_factory=list)
    helped: list[float] = field(default_factory=list)
    empty_minutes: float | None = None

    @property
    def made_percent(self) -> float | None:
        """The share of what was planned that was made."""
        return 100 * self.made / self.planned if self.planned else None

    @property
    def peaceful_percent(self) -> float | None:
        """The share of hours of peace that were kept."""
        return 100 * self.peaceful / self.quiet if self.quiet else None

    @property
    def to_acknowledge(self) -> float | None:
        """The median minutes until an alarm was acknowledged."""
        return _median(self.acknowledged)

    @property
    def to_help(self) -> float | None:
        """The median minutes until somebody was there."""
        return _median(self.helped)

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why checks were not made, the commonest first."""
        return [(str(WHY_LABELS[Why(why)]), many) for why, many in self.skipped.most_common()]


@dataclass(frozen=True)
class Report:
    """What followed, over which nights."""

    first: date
    last: date
    rows: list[Followed]


def followed(viewer: Viewer, *, now: datetime | None = None) -> Report:
    """Give the last nights of each unit where the viewer may see them. Raises NotAllowed."""
    demand(viewer, SEE_ROUND)
    tonight = tonight_rules.night_at(now or timezone.now())
    many = int(scenes.taken()["tonight"]["shown_nights"])
    nights = [tonight - timedelta(days=k) for k in range(1, many + 1)]
    seen = Case.objects.visible_to(viewer, "night_round")
    held = NightRound.objects.filter(case__in=seen)
    return Report(nights[-1], nights[0], over(held, nights))


def over(held: Any, nights: Sequence[date]) -> list[Followed]:
    """Give what followed at each unit with a round or an alarm some nights; no viewer is asked.

    Args:
        held: the rounds that may be read, as a query.
    """
    rounds = list(held.filter(night_date__in=nights).select_related("unit"))
    begun: dict[uuid.UUID, set[date]] = defaultdict(set)
    units: dict[uuid.UUID, Unit] = {}
    for one in rounds:
        begun[one.unit_id].add(one.night_date)
        units[one.unit_id] = one.unit
    marks = tonight_queries.marks_of(units, nights)
    planned, empty = _planned(units, nights), _empty(units.values())
    rows = []
    for unit in sorted(units.values(), key=lambda one: one.name):
        row = Followed(unit, nights=len(begun[unit.pk]), empty_minutes=empty.get(unit.code))
        for one in planned:
            if one.room.unit_id == unit.pk and one.night in begun[unit.pk]:
                _count(row, one, marks)
        _count_alarms(row, nights)
        rows.append(row)
    return rows


@dataclass(frozen=True)
class _PlanNight:
    """One plan one night: its checks by id, and its hours of peace."""

    night: date
    room: NightRoom
    checks: list[tuple[uuid.UUID, time]]
    peace: tuple[datetime, datetime] | None


def _planned(units: Iterable[uuid.UUID], nights: Sequence[date]) -> list[_PlanNight]:
    """Give each night what the plans said then: the version last agreed on before it."""
    versions = PlanVersion.objects.filter(plan__room__unit__in=list(units))
    by_plan: dict[uuid.UUID, list[PlanVersion]] = defaultdict(list)
    for one in versions.select_related("plan__room", "plan__case").order_by("number"):
        by_plan[one.plan_id].append(one)
    return [found for some in by_plan.values() for night in nights
            if (found := _in_force(some, night)) is not None]  # fmt: skip


def _in_force(versions: list[PlanVersion], night: date) -> _PlanNight | None:
    plan = versions[0].plan
    closed = plan.case.closed_at
    if closed is not None and swedish(closed).date() <= night:
        return None
    held = [one for one in versions if swedish(one.agreed_at).date() <= night]
    if not held:
        return None
    newest, is_newest = held[-1], held[-1].number == plan.number
    rows = list(plan.checks.all()) if is_newest and plan.case.state == "agreed" else []
    if rows:
        checks = [(one.pk, one.to_time) for one in rows]
    else:
        checks = [(uuid.uuid5(newest.pk, str(number)), time.fromisoformat(one["to"]))
                  for number, one in enumerate(newest.content["checks"])]  # fmt: skip
    return _PlanNight(night, plan.room, checks, _peace(newest.content, night))


def _peace(content: dict[str, Any], night: date) -> tuple[datetime, datetime] | None:
    begins, ends = content.get("undisturbed_from"), content.get("undisturbed_to")
    if not begins or not ends:
        return None
    return tonight_rules.window(night, time.fromisoformat(begins), time.fromisoformat(ends))


def _count(row: Followed, one: _PlanNight, marks: Marks) -> None:
    visits = []
    for check_id, ends in one.checks:
        told = tonight_queries.as_marks(marks.get((one.night, check_id), []))
        held = tonight_rules.standing(told)
        row.planned += 1
        if 1 not in held:
            row.unmarked += 1
        last = tonight_rules.on_night(one.night, ends)
        row.late += 1 in held and held[1].outcome in DONE and held[1].at > last
        _count_marks(row, held)
        visits += [(mark.at, mark.outcome) for mark in held.values()]
    if one.peace is not None:
        row.quiet += 1
        row.peaceful += tonight_rules.undisturbed(one.peace, visits)


def _count_marks(row: Followed, held: dict[int, Mark]) -> None:
    if held and held[max(held)].outcome in DONE:
        row.made += 1
    for mark in held.values():
        row.wakings += mark.outcome == Outcome.WOKEN
        row.awake += mark.outcome == Outcome.AWAKE
        row.looks += mark.outcome in tonight_rules.LOOKS
        row.not_seen += mark.outcome == Outcome.NOT_SEEN
        row.broken += mark.outcome == Outcome.BROKEN
        if mark.outcome == Outcome.SKIPPED:
            row.skipped[mark.why] += 1


def _count_alarms(row: Followed, nights: Sequence[date]) -> None:
    first = tonight_rules.on_night(min(nights), time(tonight_rules.NOON))
    last = tonight_rules.on_night(max(nights), time(tonight_rules.NOON)) + timedelta(days=1)
    found = AlarmEvent.objects.filter(unit=row.unit, raised_at__gte=first, raised_at__lt=last)
    begins = int(local_value("night.start_hour", max(nights), row.unit))
    ends = int(local_value("night.end_hour", max(nights), row.unit))
    alarms = [one for one in found if tonight_rules.is_at_night(one.raised_at, begins, ends)]
    row.alarms = len(alarms)
    row.acknowledged = list(_waits((one.raised_at, one.acknowledged_at) for one in alarms))
    row.helped = list(_waits((one.raised_at, one.helped_at) for one in alarms))


def _waits(pairs: Iterable[tuple[datetime, datetime | None]]) -> Iterator[float]:
    for raised, then in pairs:
        if then is not None:
            yield (then - raised).total_seconds() / 60


def _median(values: Sequence[float]) -> float | None:
    return statistics.median(values) if values else None


def together(home: Unit, rows: Sequence[Followed]) -> Followed:
    """Give the wards of a home as one; nights are those of the ward with the most."""
    found = Followed(home, nights=max((row.nights for row in rows), default=0))
    for row in rows:
        for name in COUNTED:
            setattr(found, name, getattr(found, name) + getattr(row, name))
    return found


def _empty(units: Iterable[Unit]) -> dict[str, float]:
    """Give the minutes a night that units stood empty in the newest answers, by unit's code."""
    homes = {unit.parent_id for unit in units} | {unit.pk for unit in units}
    found: dict[str, float] = {}
    rows = StaffingAnswer.objects.filter(unit__in=[one for one in homes if one], tried={})
    for one in rows.order_by("asked_at"):
        found |= {each["unit"]: each["empty_minutes"] for each in one.found["tonight"]["units"]}
    return found

"""Reads of a night's rounds: the plan that holds, what moved, what can be kept no more."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.night_care import (
    drawing,
    plan_rules,
    queries,
    replans,
    rules,
    scenes,
    tonight_queries,
    tonight_rules,
    walk_rules,
)
from vaka.areas.night_care.models import NightRoom
from vaka.areas.night_care.plan_rules import CHECK_LABELS, CheckForm
from vaka.areas.night_care.replans import Came, Visit, Walked
from vaka.areas.night_care.tonight_rules import REPORT, Outcome
from vaka.areas.night_care.walk_models import WalkPlan
from vaka.areas.night_care.walk_rules import WALK_LABELS, WalkKind
from vaka.calc.staffing.scenario import Check, Scenario
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import require


@dataclass(frozen=True)
class VisitRow:
    """A visit of the rounds as its page shows it."""

    from_clock: str
    to_clock: str
    room: str
    unit_name: str
    label: str
    who: str
    until_clock: str
    is_past: bool
    is_late: bool
    is_alarm: bool
    minutes_late: float


@dataclass(frozen=True)
class MovedRow:
    """A visit before and after."""

    room: str
    label: str
    was_clock: str
    was_who: str
    clock: str
    who: str
    is_alarm: bool


@dataclass(frozen=True)
class LostRow:
    """A visit that nobody can give any more."""

    room: str
    label: str
    from_clock: str
    to_clock: str
    two: bool


@dataclass(frozen=True)
class EarlierRow:
    """One time that rounds were planned, in a list."""

    label: str
    clock: str
    made_at: datetime
    made_by: str
    is_now: bool


@dataclass(frozen=True)
class WalkPage:
    """A home's rounds tonight."""

    unit: Unit
    night: date
    is_planned: bool
    kind: str
    label: str
    clock: str
    said: str
    staff: list[tuple[str, list[VisitRow]]]
    gone: list[str]
    moved: list[MovedRow]
    late: list[VisitRow]
    lost: list[LostRow]
    earlier: list[EarlierRow]
    may_undo: bool


@dataclass(frozen=True)
class Asked:
    """What is planned: the home's night with the checks that hold, and which check is which."""

    unit: Unit
    night: date
    scenario: Scenario
    checks: dict[str, uuid.UUID]


def home_of(viewer: Viewer, code: str) -> Unit:
    """Give a home whose nights the viewer reports on. Raises NotVisible."""
    return queries.home_of(viewer, code, REPORT)


def homes(viewer: Viewer) -> list[Unit]:
    """Give the homes whose rounds the viewer may see."""
    found = Unit.objects.filter(kind__in=rules.OF_KIND, is_reference=False).in_force(viewer.on)
    if not viewer.everywhere:
        found = found.filter(pk__in=viewer.unit_ids(REPORT))
    told = [one for one in found.order_by("name") if queries.told_of(one) is not None]
    return [one for one in told if any(place.rooms for place in queries.places_of(one, viewer.on))]


def asked(viewer: Viewer, code: str) -> Asked:
    """Give what rounds are planned for tonight: the checks of the plans, nothing that is assumed.

    Raises NotVisible, and RuleRefused where rooms or figures are not told.
    """
    unit = home_of(viewer, code)
    home, places = queries.told_of(unit), queries.places_of(unit, viewer.on)
    rooms = [room for place in places for room in place.rooms]
    require(rules.may_ask(rooms=len(rooms), is_told=home is not None))
    assert home is not None
    one = queries.told_night(unit, home, places, None, viewer.on)[0]
    night = tonight_queries.night_now()
    start, hours = queries.night_hours(unit, viewer.on)
    found: dict[uuid.UUID, list[tuple[Check, uuid.UUID]]] = {}
    for each in tonight_queries.planned_of(rooms):
        made = scenes.check(
            each.form, plan_rules.minute_of(each.from_time, start),
            plan_rules.minute_of(each.to_time, start), 60.0 * hours,
            (each.minutes, each.staff, 0), plan_rules.skill_of(each.skill),
        )  # fmt: skip
        if made is not None:
            found.setdefault(each.room.pk, []).append((made, each.id))
    own = [found.get(room.pk, []) for room in rooms]
    residents = tuple(replace(resident, alarms=None, checks=tuple(check for check, _key in rows))
                      for resident, rows in zip(one.residents, own, strict=True))  # fmt: skip
    checks = {f"{r}.{k}": key for r, rows in enumerate(own) for k, (_check, key) in enumerate(rows)}
    return Asked(unit, night, replace(one, residents=residents), checks)


def current(unit: Unit, night: date) -> WalkPlan | None:
    """Give the rounds that hold a night; None where none are planned."""
    found: WalkPlan | None = WalkPlan.objects.filter(unit=unit, night_date=night).first()
    return found


def made_of(row: WalkPlan) -> list[str]:
    """Give the checks of rounds that somebody has marked as made tonight, by their names there."""
    names = {key: name for name, key in row.content["checks"].items()}
    units = [place.unit.pk for place in queries.places_of(row.unit, row.night_date)]
    marks = tonight_queries.marks_of(units, [row.night_date])
    return [
        names[str(check)] for (_night, check), told in marks.items() if str(check) in names
        and any(one.outcome not in (Outcome.NOT_SEEN, Outcome.BROKEN)
                for one in tonight_rules.standing(tonight_queries.as_marks(told)).values())
    ]  # fmt: skip


def page_of(viewer: Viewer, code: str) -> WalkPage:
    """Give a home's rounds tonight; the read is logged. Raises NotVisible."""
    unit, night = home_of(viewer, code), tonight_queries.night_now()
    row = current(unit, night)
    if row is None:
        return WalkPage(unit, night, False, "", "", "", "", [], [], [], [], [], [], False)
    note_read(by=viewer, object_kind="walk_plan", object_id=row.pk, unit_id=unit.pk)
    one = replans.read(row.content)
    start = queries.night_hours(unit, viewer.on)[0]
    told = Telling(one, start, row.minute, _names(one))
    before = replans.read(row.before.content) if row.before and row.kind in AGAIN else None
    rows = list(WalkPlan.objects.filter(unit=unit, night_date=night).select_related("made_by"))
    return WalkPage(
        unit, night, True, row.kind, str(WALK_LABELS[WalkKind(row.kind)]),
        drawing.clock(start, row.minute), row.said.get("words", ""), told.staff(),
        list(one.absent), told.moved(before) if before else [],
        [told.row(each) for each in replans.late(one, row.minute)], list(told.lost()),
        [EarlierRow(str(WALK_LABELS[WalkKind(each.kind)]), drawing.clock(start, each.minute),
                    each.made_at, each.made_by.name if each.made_by else "", each.pk == row.pk)
         for each in rows],
        walk_rules.may_undo(can=row.before_id is not None).ok,
    )  # fmt: skip


AGAIN = (WalkKind.ALARM, WalkKind.ABSENCE)


def rooms_of(unit: Unit, on: date) -> list[NightRoom]:
    """Give a home's rooms, in the order that rounds know them."""
    return [room for place in queries.places_of(unit, on) for room in place.rooms]


def minute_of(unit: Unit, on: date, clock: time) -> float:
    """Give the minute of a home's night that a time of day is."""
    return plan_rules.minute_of(clock, queries.night_hours(unit, on)[0])


def clock_now(unit: Unit, on: date) -> time | None:
    """Give the time of day now; None when it is no night."""
    now = timezone.localtime()
    hours = queries.night_hours(unit, on)[1]
    return now.time() if minute_of(unit, on, now.time()) < 60 * hours else None


@dataclass(frozen=True)
class Telling:
    """Rounds put in words: clock times instead of minutes, rooms instead of places."""

    one: Walked
    start: int
    minute: float
    names: dict[str, str]

    def row(self, each: Visit) -> VisitRow:
        """Give one visit."""
        return VisitRow(
            self._clock(each.start), self._clock(each.end), *self._place(each.place),
            _label(each.form), " + ".join(each.who), self._clock(each.until),
            each.end <= self.minute, each.is_late, each.form == ALARM,
            max(round(each.start - each.until), 1) if each.is_late else 0,
        )  # fmt: skip

    def staff(self) -> list[tuple[str, list[VisitRow]]]:
        """Give each of the staff with their visits."""
        every = replans.visits(self.one)
        return [(who.code, [self.row(each) for each in every if who.code in each.who])
                for who in self.one.scenario.staff]  # fmt: skip

    def moved(self, before: Walked) -> list[MovedRow]:
        """Give what moved since the rounds before."""
        return [
            MovedRow(self._place(one.place)[0], _label(one.form), self._clock(was.start),
                     " + ".join(was.who), self._clock(one.start), " + ".join(one.who),
                     one.form == ALARM)
            for was, one in replans.moved(before, self.one, self.minute)
        ]  # fmt: skip

    def lost(self) -> Iterator[LostRow]:
        """Give what can be given no more."""
        for _name, place, what in replans.missing(self.one):
            came = isinstance(what, Came)
            begins, ends = (what.at, what.until) if isinstance(what, Came) else (
                what.start, what.end)  # fmt: skip
            label = _label(ALARM if came else getattr(what, "form", ""))
            yield LostRow(self._place(place)[0], label, self._clock(begins), self._clock(ends),
                          what.staff > 1)  # fmt: skip

    def _clock(self, minute: float) -> str:
        return drawing.clock(self.start, minute)

    def _place(self, place: int) -> tuple[str, str]:
        unit, _colon, room = self.one.scenario.residents[place].code.partition(":")
        return room, self.names.get(unit, unit)


ALARM = "alarm"


def _label(form: str) -> str:
    return _("Larm") if form == ALARM else str(CHECK_LABELS[CheckForm(form)])


def _names(one: Walked) -> dict[str, str]:
    codes = [unit.code for unit in one.scenario.units]
    return dict(Unit.objects.filter(code__in=codes).values_list("code", "name"))


def found(viewer: Viewer, code: str) -> WalkPlan:
    """Give the rounds that hold tonight. Raises NotVisible where there are none."""
    row = current(home_of(viewer, code), tonight_queries.night_now())
    if row is None:
        raise NotVisible(code)
    return row

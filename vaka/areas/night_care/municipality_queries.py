"""All homes of one night: how each stands against its decided level, and which are asked anew."""

import uuid
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from vaka.areas.night_care import queries, rules, scenes, shared_queries
from vaka.areas.night_care.models import NightHome, NightRoom, StaffingAnswer, StaffingDecision
from vaka.areas.night_care.rules import SEE, DecisionState, Ruling, Stand, Sure
from vaka.calc.staffing.schema import read
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit, UnitKind


@dataclass(frozen=True)
class DecidedRow:
    """The decision in force of a home."""

    case_id: uuid.UUID
    ruling: str
    label: str
    staff: int
    cameras: int
    shared: int
    valid_until: date


@dataclass(frozen=True)
class HomeRow:
    """A home's night beside the others'.

    Attributes:
        percent, low, high: alarms helped in time with tonight's staff, and the interval.
        wait: minutes that one alarm in ten waits longer than, whatever the home's own limits are.
        is_old: the home has told otherwise since the answer.
    """

    code: str
    name: str
    rooms: int
    staff: int | None
    decided: DecidedRow | None
    stand: Stand
    label: str
    percent: float | None
    low: float | None
    high: float | None
    wait: float | None
    target: float | None
    is_old: bool


@dataclass(frozen=True)
class Municipality:
    """All homes that somebody may see, those that ask most first.

    Attributes:
        untold: homes that have told nothing of their nights.
        thin: names of those that ask for a look before tonight.
        holds: how many have staffing as decided.
    """

    rows: list[HomeRow]
    untold: list[HomeRow]
    thin: list[str]
    holds: int


def homes(viewer: Viewer) -> Municipality:
    """Give the homes where the viewer may see staffing. Raises NotAllowed."""
    demand(viewer, SEE)
    units = _units(viewer)
    told = {one.unit_id: one for one in NightHome.objects.filter(unit__in=units)}
    newest = newest_answers(StaffingAnswer.visible_to(viewer).filter(unit__in=units))
    decided, counts = _decided(viewer, units), _room_counts(units)
    order = list(Stand)
    rows = [
        _row(one, counts.get(one.pk, 0), told.get(one.pk), newest.get(one.pk), decided.get(one.pk),
             viewer.on)
        for one in units
    ]  # fmt: skip
    rows.sort(key=lambda row: (order.index(row.stand), row.name))
    thin = [row.name for row in rows if row.stand in rules.THIN]
    known = [row for row in rows if row.stand != Stand.UNTOLD]
    untold = [row for row in rows if row.stand == Stand.UNTOLD]
    return Municipality(known, untold, thin, sum(row.stand == Stand.HOLDS for row in rows))


def newest_answers(rows: "QuerySet[StaffingAnswer]") -> dict[uuid.UUID, StaffingAnswer]:
    """Give the newest answer on tonight itself, what was tried left aside, by its home."""
    newest: dict[uuid.UUID, uuid.UUID] = {}
    for unit_id, key in rows.filter(tried={}).values_list("unit", "pk"):
        newest.setdefault(unit_id, key)
    kept = StaffingAnswer.objects.filter(pk__in=newest.values())  # they are large: no others
    return {one.unit_id: one for one in kept.select_related("home", "unit")}


def has_changed(answer: StaffingAnswer, on: date) -> bool:
    """Say whether what an answer rests on is told otherwise since: home, rooms or night plans.

    Another night of the alarm log is no change, and without rooms there is nothing to ask.
    """
    home = queries.told_of(answer.unit)
    assert home is not None  # an answer rests on what was told
    places = queries.places_of(answer.unit, on)
    if not any(place.rooms for place in places):
        return False
    now, _known = queries.told_night(answer.unit, home, places, None, on)
    return scenes.without_log(now) != scenes.without_log(read(answer.scenario))


def _row(unit: Unit, rooms: int, home: NightHome | None, answer: StaffingAnswer | None,
         decided: DecidedRow | None, on: date) -> HomeRow:  # fmt: skip
    staff = home.staff if home else None
    level = _level(answer, staff)
    is_changed = answer is not None and (level is None or has_changed(answer, on))
    target = home.target_percent if home else None
    stand = rules.stand_of(
        staff=staff, sure=_sure(answer, level), ruling=decided.ruling if decided else "",
        decided=decided.staff if decided else 0, is_changed=is_changed,
    )  # fmt: skip
    share = level or {}
    spread = share.get("inputs") or share
    return HomeRow(
        unit.code, unit.name, rooms, staff, decided, stand, str(rules.STAND_LABELS[stand]),
        share.get("percent"), spread.get("low"), spread.get("high"), _wait(answer, staff), target,
        is_changed,
    )  # fmt: skip


def _level(answer: StaffingAnswer | None, staff: int | None) -> dict[str, Any] | None:
    """Give what an answer says of tonight's number, told perhaps since it was asked."""
    levels = queries.levels_of(answer) if answer else []
    return next((one for one in levels if one["staff"] == staff), None)


def _sure(answer: StaffingAnswer | None, level: dict[str, Any] | None) -> Sure | None:
    if answer is None:
        return None
    if level is None:
        return Sure.UNSURE
    assumed = len(rules.Figure) - len(answer.measured)
    return rules.sure_of(level, answer.home.target_percent, assumed)


def _wait(answer: StaffingAnswer | None, staff: int | None) -> float | None:
    if answer is None or answer.found["tonight"]["staff"] != staff:
        return None
    found: float | None = answer.found["tonight"]["within"]["all"]["wait_90"]
    return found


def _units(viewer: Viewer) -> list[Unit]:
    found = Unit.objects.filter(kind__in=rules.OF_KIND, is_reference=False).in_force(viewer.on)
    if not viewer.everywhere:
        found = found.filter(pk__in=viewer.unit_ids(SEE))
    return list(found.order_by("name"))


def _decided(viewer: Viewer, units: Sequence[Unit]) -> dict[uuid.UUID, DecidedRow]:
    seen = Case.objects.visible_to(viewer, "staffing_decision")
    rows = StaffingDecision.objects.filter(
        case__in=seen, case__state=DecisionState.SIGNED, valid_until__gte=viewer.on
    ).select_related("case", "answer", "shared")
    places = {one.code: one.pk for one in units}
    found: dict[uuid.UUID, DecidedRow] = {}
    for one in rows.order_by("case__opened_at"):
        for unit_id, staff, cameras, shared in _levels_of(one, places):
            found[unit_id] = DecidedRow(
                one.case_id, one.ruling, str(rules.RULING_LABELS[Ruling(one.ruling)]), staff,
                cameras, shared, one.valid_until,
            )  # fmt: skip
    return found


def _levels_of(one: StaffingDecision, places: Mapping[str, uuid.UUID]) -> (
    Iterator[tuple[uuid.UUID, int, int, int]]
):  # fmt: skip
    """Give each home that a decision is about, with its own staff, cameras and who it shares."""
    if one.answer is not None:
        tried = one.answer.tried
        staff = tried["staff"] if tried else one.answer.found["tonight"]["staff"]
        if one.case.unit_id in places.values():
            yield one.case.unit_id, staff, tried.get("cameras", 0), 0
        return
    assert one.shared is not None  # the table's own constraint
    for code, staff in shared_queries.own_staff(one.shared).items():
        if code in places:
            yield places[code], staff, 0, one.shared.asked["count"]


def _room_counts(units: Sequence[Unit]) -> dict[uuid.UUID, int]:
    above = {one.pk: one.pk for one in units}
    wards = Unit.objects.filter(parent__in=units, kind=UnitKind.WARD)
    above |= {ward.pk: ward.parent_id for ward in wards if ward.parent_id}
    counts: dict[uuid.UUID, int] = {}
    rooms = NightRoom.objects.filter(unit__in=above, ended_date=None)
    for unit_id in rooms.values_list("unit", flat=True):
        counts[above[unit_id]] = counts.get(above[unit_id], 0) + 1
    return counts

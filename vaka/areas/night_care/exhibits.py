"""An answer as its page shows it: sentences first, then pictures with their tables."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from vaka.areas.night_care import drawing, queries, rules, scenes, sentences, words
from vaka.areas.night_care.drawing import Curve, Level, Night
from vaka.areas.night_care.models import StaffingAnswer
from vaka.areas.night_care.plan_rules import CHECK_LABELS
from vaka.areas.night_care.sentences import Fact
from vaka.calc.staffing.schema import read
from vaka.foundation.organisation.models import Unit


@dataclass(frozen=True)
class HalfHour:
    """A row of the table of need."""

    clock: str
    work: float
    walking: float
    on_duty: float
    alarms: float
    percent: float | None


@dataclass(frozen=True)
class CorrectedRow:
    """A half hour expected, seen and corrected: alarms a night, and minutes of work with its way.

    `is_sure` is whether the correction's whole interval lies on one side of what was expected.
    """

    clock: str
    expected: float
    seen: float
    alarms: float
    low: float
    high: float
    work_expected: float
    work: float
    work_low: float
    work_high: float
    is_sure: bool


@dataclass(frozen=True)
class Corrected:
    """What a home's log corrects of an answer's demand: sentences, picture, table."""

    words: list[str]
    picture: drawing.Seen
    rows: list[CorrectedRow]


@dataclass(frozen=True)
class MoveRow:
    """A row of the table of one night; `begins` and `ends` are minutes into it.

    `name` is one of the staff; or a unit, where the kind is that nobody was there.
    """

    name: str
    begins: float
    ends: float
    from_clock: str
    to_clock: str
    kind: str
    room: str


@dataclass(frozen=True)
class Stop:
    """A row of a round: when, where, how, and whether two meet there."""

    from_clock: str
    to_clock: str
    unit: str
    room: str
    form: str
    two: bool


@dataclass(frozen=True)
class Walk:
    """One of the staff's round through the night."""

    name: str
    stops: list[Stop]


@dataclass(frozen=True)
class Shown:
    """An answer ready to draw."""

    id: uuid.UUID
    unit_name: str
    unit_code: str
    asked_at: datetime
    asked_by: str
    headline: str
    lead: str
    certainty: str
    panes: list[bool]
    facts: list[Fact]
    worst: list[str]
    least: str
    ignorance: str
    staff: int
    target: float
    residents: int
    levels: list[Level]
    within: list[dict[str, Any]]
    curve: Curve
    curve_words: str
    half_hours: list[HalfHour]
    night: Night
    moves: list[MoveRow]
    figures: list[tuple[str, bool]]
    looks: int
    tried: dict[str, int]
    change: str
    nights: int
    seed: int
    model: str
    data_digest: str
    digest: str
    sure: str
    begins_minute: int
    has_units: bool
    walks: list[Walk]
    walks_words: str
    skills: list[str]
    corrected: Corrected | None
    is_without_log: bool
    blind: list[str]


def of(row: StaffingAnswer, on: date) -> Shown:
    """Give an answer ready to draw."""
    found, level = row.found["tonight"], queries.level_of(row)
    start, _hours = queries.night_hours(row.unit, on)
    names = dict(Unit.objects.filter(
        code__in=[one["unit"] for one in found["units"]]).values_list("code", "name"))  # fmt: skip
    known, target = len(row.measured), row.home.target_percent
    sure = rules.sure_of(level, target, len(rules.Figure) - known)
    one = read(row.other or row.scenario)
    lit = rules.panes(known, len(rules.Figure))
    clock = {each["from_minute"]: drawing.clock(start, each["from_minute"])
             for each in found["half_hours"]}  # fmt: skip
    workers = [f"N{k + 1}" for k in range(found["staff"])]
    empty = _empty(row, names)
    return Shown(
        id=row.pk, unit_name=row.unit.name, unit_code=row.unit.code, asked_at=row.asked_at,
        asked_by=row.asked_by.name if row.asked_by else _("Vaka"), sure=sure.value,
        headline=sentences.headline(sure), certainty=sentences.certainty(known),
        lead=sentences.lead(level, row.home.limit_minutes, target,
                            unskilled=scenes.is_unskilled(one)),
        panes=[k < lit for k in range(4)], facts=sentences.facts(found, names, level),
        worst=sentences.worst(found, names), least=sentences.least(row.found),
        staff=found["staff"], target=target, residents=len(one.residents),
        levels=drawing.levels(queries.levels_of(row), found["staff"]),
        ignorance=sentences.ignorance(row.found.get("inputs")),
        within=[found["within"][name] | {"name": name} for name in ("urgent", "alarm")],
        curve=drawing.curve(found["half_hours"], start,
                            row.found.get("correction", {}).get("half_hours", ())),
        curve_words=sentences.curve(found, clock),
        half_hours=[HalfHour(clock[each["from_minute"]], each["work"], each["walking"],
                             each["on_duty"], each["alarms"], each["percent"])
                    for each in found["half_hours"]],
        night=drawing.night(row.found["shown"], found["staff"], one.minutes, start, workers,
                            empty),
        moves=_moves(row, start, workers, empty), figures=sentences.figure_labels(row.measured),
        looks=scenes.looks(read(row.scenario)), tried=row.tried,
        change=sentences.change(row.changed) if row.changed else "", nights=row.nights,
        seed=row.seed, model=row.model, data_digest=row.data_digest, digest=row.digest,
        begins_minute=60 * start, has_units=bool(empty),
        walks=_walks(row.found.get("rounds"), start, workers, names),
        walks_words=sentences.walks(row.found.get("rounds"), row.changed),
        skills=sentences.skilled(scenes.asked_skills(one), len(one.staff)),
        corrected=_corrected(row.found, start),
        is_without_log=_is_without_log(row.found),
        blind=words.dark_cameras(row.found.get("blind", []), names),
    )  # fmt: skip


def _corrected(found: dict[str, Any], start: int) -> Corrected | None:
    """Give what the home's log corrects; None where none was there, or an older model asked."""
    held = found.get("correction")
    if held is None:
        return None
    rows = [
        CorrectedRow(
            clock=drawing.clock(start, one["from_minute"]),
            is_sure=not one["low"] <= one["expected"] <= one["high"],
            **{name: each for name, each in one.items() if name != "from_minute"},
        )
        for one in held["half_hours"]
    ]
    said = sentences.corrected(held, rows, found["tonight"]["within"]["all"])
    return Corrected(said, drawing.alarms(held["half_hours"], start), rows)


def _is_without_log(found: dict[str, Any]) -> bool:
    """Whether an answer says that there was no log to correct by."""
    held = found.get("inputs", {}).get("rests_on")
    return held is not None and not held["nights"] and "correction" not in found


def _walks(found: dict[str, Any] | None, start: int, workers: list[str],
           names: dict[str, str]) -> list[Walk]:  # fmt: skip
    """Give the rounds that were suggested, one a person; nothing where none were asked for."""
    stops: dict[str, list[Stop]] = {name: [] for name in workers} if found else {}
    for one in (found or {"stops": []})["stops"]:
        unit, _colon, room = one["room"].partition(":")
        stops[workers[one["staff"]]].append(Stop(
            drawing.clock(start, one["from"]), drawing.clock(start, one["to"]),
            names.get(unit, unit), room, str(CHECK_LABELS[one["form"]]), one["two"]))  # fmt: skip
    return [Walk(name, rows) for name, rows in stops.items()]


def _empty(row: StaffingAnswer, names: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Give when each unit stood empty, by its name; nothing where an older model did not say."""
    if "empty" not in row.found:
        return {}
    found: dict[str, list[dict[str, Any]]] = {
        names.get(one["unit"], one["unit"]): [] for one in row.found["tonight"]["units"]
    }
    for one in row.found["empty"]:
        found[names.get(one["unit"], one["unit"])].append(one)
    return found


def _moves(row: StaffingAnswer, start: int, workers: list[str],
           empty: dict[str, list[dict[str, Any]]]) -> list[MoveRow]:  # fmt: skip
    moves = [(workers[one["staff"]], one, one["kind"], one["room"].partition(":")[2])
             for one in row.found["shown"]]  # fmt: skip
    alone = [(unit, one, drawing.EMPTY, "") for unit, times in empty.items() for one in times]
    return [
        MoveRow(name, one["from"], one["to"], drawing.clock(start, one["from"]),
                drawing.clock(start, one["to"]), kind, room)
        for name, one, kind, room in moves + alone
    ]  # fmt: skip

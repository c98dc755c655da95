"""Effect goals as pages show them: what was before, what is now, and how the rule judges it."""

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from vaka.areas.figures import queries as figures
from vaka.areas.goals import rules as goals
from vaka.areas.goals.queries import TOLERANCE, LightMark, mark
from vaka.areas.goals.rules import Direction, Light, Reading
from vaka.areas.projects import rules, words
from vaka.areas.projects.models import EffectGoal
from vaka.areas.projects.rules import EffectUnit
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.queries import local_value
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import MEASURES
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.request import Request, Row


@dataclass(frozen=True)
class ValueRow:
    """One value of an own series, with its source."""

    id: uuid.UUID
    day: date
    value: str
    source: str


@dataclass(frozen=True)
class EffectRow:
    """An effect goal: its light with reasons, the numbers, and the way to where they come from.

    Attributes:
        when: the period or the day that `now` is of, in words; empty before there is one.
        url: the page of the numbers behind it; empty for an own series.
    """

    id: uuid.UUID
    title: str
    good: str
    light: Light
    reasons: list[str]
    target: str
    before: str
    now: str
    when: str
    url: str
    is_measure: bool
    freed_hours: float
    values: list[ValueRow]

    @property
    def mark(self) -> LightMark:
        """How its light is drawn."""
        return mark(self.light)


@dataclass(frozen=True)
class Counted:
    """What Vaka counts for an effect goal; `is_hidden` when this viewer may not see it."""

    before: float | None
    now: tuple[float, ...]
    when: Period | None
    is_hidden: bool


def effect_rows(
    viewer: Viewer, found: Sequence[EffectGoal]
) -> dict[uuid.UUID, list[EffectRow]]:  # fmt: skip
    """Give effect goals judged, by project; all measures are asked for as one question."""
    counted, near = _counted(viewer, found), float(local_value(TOLERANCE, viewer.on))
    rows: dict[uuid.UUID, list[EffectRow]] = defaultdict(list)
    for one in found:
        rows[one.project_id].append(_row(one, counted.get(one.pk) or _told(one), near))
    return rows


def _row(one: EffectGoal, told: Counted, near: float) -> EffectRow:
    measure = MEASURES.get(one.measure)
    unit = measure.unit.value if measure else one.counted_in
    reading = Reading(
        told.now, one.target, Direction(one.good), near if one.tolerance is None else one.tolerance,
        told.before, told.is_hidden,
    )  # fmt: skip
    judged = goals.judge(reading)
    is_freed = one.counted_in == EffectUnit.HOURS and told.now and goals.agree(told.now)
    return EffectRow(
        id=one.pk, title=one.title or (measure.title.sv if measure else one.measure),
        good=str(goals.DIRECTION_LABELS[Direction(one.good)]), light=judged.light,
        reasons=words.because(judged, reading, unit), target=words.figure(one.target, unit),
        before=words.figure(told.before, unit),
        now=" / ".join(words.figure(each, unit) for each in dict.fromkeys(told.now)) or "–",
        when=told.when.words() if told.when and told.now else "", url=_address(one, told),
        is_measure=bool(one.measure), freed_hours=told.now[0] if is_freed else 0.0,
        values=[ValueRow(each.pk, each.day, words.figure(each.value, unit), each.source)
                for each in one.values.all()],
    )  # fmt: skip


def _told(one: EffectGoal) -> Counted:
    """An own series: what stands on its newest day, from every source; a measure is not shown."""
    if one.measure:
        return Counted(None, (), None, is_hidden=True)
    values = list(one.values.all())
    newest = values[0].day if values else None
    now = tuple(each.value for each in values if each.day == newest)
    when = Period.of(newest, Grain.DAY) if newest else None
    return Counted(one.baseline, now, when, is_hidden=False)


def _counted(viewer: Viewer, found: Sequence[EffectGoal]) -> dict[uuid.UUID, Counted]:
    """What Vaka counts before and since the start, where the viewer may see the unit's figures."""
    reached = viewer.unit_ids(figures.SEE)
    mine = [one for one in found if one.measure in MEASURES
            and (viewer.everywhere or one.project.unit_id in reached)]  # fmt: skip
    asked: list[tuple[EffectGoal, Period]] = []
    for one in mine:
        spans = rules.compared(one.project.start_date, viewer.on, Grain(one.grain))
        asked += [(one, span) for span in spans if span is not None]
    if not asked:
        return {}
    answers = figures.ask(viewer, *(
        Request((one.measure,), one.project.unit.code, span) for one, span in asked
    ))  # fmt: skip
    totals = {(one.pk, str(span)): _total(rows) for (one, span), rows
              in zip(asked, answers.rows, strict=True)}  # fmt: skip
    return {one.pk: _before_and_now(viewer, one, totals) for one in mine}


def _before_and_now(
    viewer: Viewer, one: EffectGoal, totals: dict[tuple[uuid.UUID, str], Row | None]
) -> Counted:
    before, now = rules.compared(one.project.start_date, viewer.on, Grain(one.grain))
    was = totals[one.pk, str(before)]
    row = totals[one.pk, str(now)] if now else None
    value = row.value if row else None
    return Counted(
        float(was.value) if was and was.value is not None else None,
        () if value is None else (float(value),), now,
        row is not None and row.numerator is None and is_hidden(row) and not row.source,
    )  # fmt: skip


def _total(rows: Sequence[Row]) -> Row | None:
    return next((row for row in rows if not row.by), None)


def _address(one: EffectGoal, told: Counted) -> str:
    if not one.measure or told.when is None or told.is_hidden:
        return ""
    page = reverse("indicators:measure", args=[one.measure])
    return f"{page}?enhet={one.project.unit.code}&period={told.when}"

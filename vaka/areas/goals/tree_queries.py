"""Goals as their pages show them: each with its indicators judged, as a tree."""

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.goals import rules, words
from vaka.areas.goals.models import Goal, GoalIndicator, KeyActivity, LightChoice
from vaka.areas.goals.rules import ActivityState, Direction, Judged, Level, Light, Reading, Reason
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.queries import local_value
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import MEASURES
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.request import Request, Row

TOLERANCE = "goal.nearly_reached"


@dataclass(frozen=True)
class YearRow:
    """What an indicator was in one year: target, outcome, and where the outcome is told."""

    year: int
    target: str
    outcome: str
    sources: str


@dataclass(frozen=True)
class ChoiceRow:
    """A judgement by hand, also one that was taken back."""

    id: uuid.UUID
    light: Light
    label: str
    reason: str
    decided_by: str
    decided_at: datetime
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class IndicatorRow:
    """An indicator's year: light, reasons, the numbers, and the way to where they come from."""

    id: uuid.UUID
    title: str
    unit_name: str
    measure: str
    good: str
    light: Light
    ruled: Light
    reasons: list[str]
    target: str
    outcome: str
    before: str
    unit_code: str
    year: int
    is_counted: bool
    choice: ChoiceRow | None
    choices: list[ChoiceRow] = field(default_factory=list)
    years: list[YearRow] = field(default_factory=list)

    @property
    def mark(self) -> "LightMark":
        """How its light is drawn."""
        return mark(self.light)

    @property
    def url(self) -> str:
        """The page of the numbers behind it; asked for only where it is shown as a link."""
        if not self.is_counted:
            return ""
        page = reverse("indicators:measure", args=[self.measure])
        return f"{page}?enhet={self.unit_code}&period={self.year - 1}..{self.year}"


@dataclass(frozen=True)
class ActivityRow:
    """A key activity, with the verbs that the viewer may take."""

    id: uuid.UUID
    title: str
    responsible: str
    start_date: date
    due_date: date
    state: str
    label: str
    is_late: bool
    words: str
    steps: list[tuple[str, str]]


@dataclass(frozen=True)
class LightMark:
    """How a light is drawn: an icon, a tone, and the words that always stand beside."""

    icon: str
    tone: str
    words: str


@dataclass(frozen=True)
class GoalNode:
    """A goal of the chain with what stands below it."""

    id: uuid.UUID
    level: str
    level_label: str
    title: str
    words: str
    unit_name: str
    years: str
    light: Light
    reason: str
    indicators: list[IndicatorRow]
    activities: list[ActivityRow]
    children: list["GoalNode"]
    parent_id: uuid.UUID | None

    @property
    def mark(self) -> LightMark:
        """How its light is drawn."""
        return mark(self.light)

    @property
    def late(self) -> int:
        """How many key activities are late."""
        return sum(one.is_late for one in self.activities)

    @property
    def done(self) -> int:
        """How many key activities are done."""
        return sum(one.state == ActivityState.DONE for one in self.activities)


def mark(light: Light) -> LightMark:
    """Give how a light is drawn."""
    icon, tone = words.ICONS[light]
    return LightMark(icon, tone, str(rules.LIGHT_LABELS[light]))


def tree(viewer: Viewer, held: Sequence[Goal], year: int) -> list[GoalNode]:
    """Give goals as a tree; one whose parent is not among them stands at the top."""
    counted = _counted(viewer, [one for goal in held for one in goal.indicators.all()], year)
    near = float(local_value(TOLERANCE, viewer.on))
    known, below = {one.pk for one in held}, defaultdict(list)
    for one in held:
        below[one.parent_id if one.parent_id in known else None].append(one)

    def node(one: Goal) -> GoalNode:
        children = [node(child) for child in below[one.pk]]
        rows = [_indicator(viewer, row, year, counted, near) for row in one.indicators.all()]
        return _node(viewer, one, rows, children)

    return [node(one) for one in sorted(below[None], key=_by_level)]


def _by_level(one: Goal) -> int:
    return list(Level).index(Level(one.level))


def _node(
    viewer: Viewer, one: Goal, rows: list[IndicatorRow], children: list[GoalNode]
) -> GoalNode:
    judged = rules.together([row.light for row in rows], [child.light for child in children])
    return GoalNode(
        id=one.pk, level=one.level, level_label=str(rules.LEVEL_LABELS[Level(one.level)]),
        title=one.title, words=one.words, unit_name=one.unit.name,
        years=f"{one.from_year}–{one.until_year or ''}", light=judged.light,
        reason=_reason(judged, rows, children), indicators=rows, children=children,
        activities=[_activity(viewer, row) for row in one.activities.all()],
        parent_id=one.parent_id,
    )  # fmt: skip


def _reason(judged: Judged, rows: list[IndicatorRow], children: list[GoalNode]) -> str:
    """Why the goal is lit so: the indicator or the goal that decides."""
    if judged.reasons[0] is Reason.NO_INDICATOR:
        return _("Målet har ingen indikator än.")
    if judged.reasons[0] is Reason.NO_VALUE:
        return rows[0].reasons[0] if rows and rows[0].reasons else _("Inget utfall för året än.")
    titles = [(one.light, one.title) for one in rows or children]
    deciding = next(title for light, title in titles if light is judged.light)
    if len(titles) == 1:
        return rows[0].reasons[0] if rows else _("Avgörs av målet under: %s.") % deciding
    return _("Den svagaste avgör: %s.") % deciding


def _counted(
    viewer: Viewer, rows: Sequence[GoalIndicator], year: int
) -> dict[uuid.UUID, dict[int, Row]]:
    """What Vaka counts for indicators of this year and the one before, as one question."""
    reached = viewer.unit_ids(figures.SEE)
    mine = [row for row in rows if row.measure in MEASURES
            and (viewer.everywhere or row.unit_id in reached)]  # fmt: skip
    if not mine:
        return {}
    period = Period.parse(f"{year - 1}..{year}")
    answers = figures.ask(viewer, *(
        Request((row.measure,), row.unit.code, period, grain=Grain.YEAR) for row in mine
    ))  # fmt: skip
    return {
        row.pk: {int(one.period): one for one in found if not one.by}
        for row, found in zip(mine, answers.rows, strict=True)
    }


def _indicator(
    viewer: Viewer, row: GoalIndicator, year: int, counted: dict[uuid.UUID, dict[int, Row]],
    near: float,
) -> IndicatorRow:  # fmt: skip
    targets = {one.year: one.value for one in row.targets.all()}
    told = _told(row, counted)
    hidden = bool(row.measure) and (row.pk not in counted or _is_masked(counted[row.pk].get(year)))
    reading = Reading(
        values=tuple(told.get(year, ())), target=targets.get(year), good=Direction(row.good),
        tolerance=near if row.tolerance is None else row.tolerance,
        before=_agreed(told.get(year - 1, [])), is_hidden=hidden,
    )  # fmt: skip
    ruled = rules.judge(reading)
    unit = _measured_in(row)
    choices = [_choice(one) for one in row.choices.all() if one.year == year]
    chosen = next((one for one in choices if one.withdrawn_at is None), None)
    measure = MEASURES.get(row.measure)
    return IndicatorRow(
        id=row.pk, title=row.title or (measure.title.sv if measure else row.measure),
        unit_name=row.unit.name, measure=row.measure,
        good=str(rules.DIRECTION_LABELS[Direction(row.good)]),
        light=chosen.light if chosen else ruled.light,
        ruled=ruled.light, reasons=words.because(ruled, reading, unit),
        target=words.figure(reading.target, unit),
        outcome=" / ".join(words.figure(one, unit) for one in dict.fromkeys(reading.values)) or "–",
        before=words.figure(reading.before, unit), choice=chosen, choices=choices,
        unit_code=row.unit.code, year=year, is_counted=row.pk in counted,
        years=_year_rows(row, targets, told, unit),
    )  # fmt: skip


def _told(row: GoalIndicator, counted: dict[uuid.UUID, dict[int, Row]]) -> dict[int, list[float]]:
    """Every number of each year: counted here, or given by one source or several."""
    found: dict[int, list[float]] = defaultdict(list)
    if row.measure:
        for year, one in counted.get(row.pk, {}).items():
            if one.value is not None:
                found[year].append(float(one.value))
    else:
        for given in row.given.all():
            found[given.year].append(given.value)
    return found


def _is_masked(row: Row | None) -> bool:
    return row is not None and row.numerator is None and is_hidden(row) and not row.source


def _agreed(values: list[float]) -> float | None:
    """The number that a year's sources agree on."""
    if not values or not rules.agree(values):
        return None
    return values[0]


def _measured_in(row: GoalIndicator) -> str:
    measure = MEASURES.get(row.measure)
    return measure.unit.value if measure else row.measured_in


def _year_rows(
    row: GoalIndicator, targets: dict[int, float], told: dict[int, list[float]], unit: str
) -> list[YearRow]:
    years = sorted({*targets, *told}, reverse=True)
    given = row.given.all()
    return [
        YearRow(
            year, words.figure(targets.get(year), unit),
            " / ".join(words.figure(one, unit) for one in dict.fromkeys(told.get(year, []))) or "–",
            "; ".join(dict.fromkeys(one.source for one in given if one.year == year)),
        )
        for year in years
    ]  # fmt: skip


def _choice(one: LightChoice) -> ChoiceRow:
    light = Light(one.light)
    return ChoiceRow(one.pk, light, str(rules.LIGHT_LABELS[light]), one.reason, one.decided_by,
                     one.decided_at, one.withdrawn_at)  # fmt: skip


def may_act(viewer: Viewer, row: KeyActivity) -> bool:
    """Say whether the viewer tells how an activity goes: who does it, or who leads there."""
    mine = viewer.person is not None and row.responsible_id == viewer.person.pk
    return mine or viewer.may(rules.ACT, row.goal.unit_id)


def _activity(viewer: Viewer, row: KeyActivity) -> ActivityRow:
    may = may_act(viewer, row)
    steps = [(step.verb.removeprefix("goal."), str(step.label))
             for step in rules.TRANSITIONS if may and row.state in step.from_states]  # fmt: skip
    return ActivityRow(
        row.pk, row.title, row.responsible.name, row.start_date, row.due_date, row.state,
        str(rules.ACTIVITY_LABELS[ActivityState(row.state)]),
        rules.is_late(row.state, row.due_date, viewer.on), row.words, steps,
    )  # fmt: skip


def flat(nodes: Sequence[GoalNode]) -> Iterator[GoalNode]:
    """Give every goal of a tree, each before those below it."""
    for one in nodes:
        yield one
        yield from flat(one.children)

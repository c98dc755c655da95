"""Individual follow-up added up: state before, goal and after by life area; small counts hidden.

Counts goals of versions that have held, made in a year, at units whose figures the asker may see.
What nobody has assessed is counted as missing, never left out.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from vaka.areas.care_plans import lists
from vaka.areas.care_plans.models import CarePlan, PlanGoal
from vaka.areas.care_plans.rules import COUNT, HELD, LEAST, Participation, tells_of_few
from vaka.calc.suppression import CannotProtectError, Sum, hidden_cells
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value, visible_units


@dataclass(frozen=True)
class Ends:
    """How many goals came out how; the four parts add up to `goals`. None is not shown."""

    better: int | None
    same: int | None
    worse: int | None
    missing: int | None
    goals: int | None

    @property
    def assessed(self) -> int | None:
        """How many were assessed both before and after; None where that would tell too much."""
        if self.goals is None or self.missing is None:
            return None
        return self.goals - self.missing

    @property
    def parts(self) -> tuple[int | None, ...]:
        """The columns in the order of the table."""
        return self.better, self.same, self.worse, self.missing, self.goals


@dataclass(frozen=True)
class AreaRow:
    """One life area: means on the scale of those assessed both times, and what came of it."""

    title: str
    before: float | None
    aim: float | None
    after: float | None
    ends: Ends


@dataclass(frozen=True)
class Followed:
    """A group's follow-up in a year."""

    rows: list[AreaRow]
    total: Ends
    is_hidden: bool
    least: int


@dataclass(frozen=True)
class Standing:
    """Plans that run, and how many of them hold what is asked."""

    plans: int
    held: int
    took_part: int
    night: int
    is_hidden: bool


@dataclass(frozen=True)
class _Group:
    """One life area's goals as they came out."""

    title: str
    counts: tuple[int, int, int, int]
    means: tuple[float | None, float | None, float | None]


def units(viewer: Viewer) -> list[Unit]:
    """Give the units whose follow-up the viewer may read as figures."""
    return visible_units(viewer, COUNT, on=viewer.on)


def followed(viewer: Viewer, unit: Unit, year: int) -> Followed:
    """Add up the goals of a unit and below it, made in a year. Raises NotAllowed."""
    demand(viewer, COUNT, unit.pk)
    goals = PlanGoal.objects.filter(
        version__plan__case__unit__in=Unit.objects.below(unit),
        version__confirmed_date__isnull=False, version__made_date__year=year,
    )  # fmt: skip
    by_area: dict[str, list[PlanGoal]] = {}
    for one in goals.order_by("pk"):
        by_area.setdefault(one.area, []).append(one)
    order = [code for code in lists.life_areas() if code in by_area]
    groups = [_group(lists.life_area(code).title, by_area[code]) for code in order]
    return _protected(groups, int(local_value(LEAST, viewer.on, unit)))


def standing(viewer: Viewer, unit: Unit) -> Standing:
    """Count the plans that run at a unit and below it. Raises NotAllowed."""
    demand(viewer, COUNT, unit.pk)
    plans = CarePlan.objects.filter(case__unit__in=Unit.objects.below(unit), case__closed_at=None)
    held = took = night = 0
    for plan in plans.filter(case__state__in=HELD).prefetch_related("versions"):
        version = [one for one in plan.versions.all() if one.confirmed_date][-1]
        held += 1
        took += version.participation != Participation.DECLINED
        night += version.has_night
    every, least = plans.count(), int(local_value(LEAST, viewer.on, unit))
    is_hidden = tells_of_few(every, (held,), least) or tells_of_few(held, (took, night), least)
    return Standing(every, held, took, night, is_hidden)


def years(on: date) -> list[int]:
    """Give the years that may be asked for, this one first."""
    return [on.year - back for back in range(4)]


def _group(title: str, goals: Sequence[PlanGoal]) -> _Group:
    scale = lists.measured()
    pairs = [
        (one.state_now, one.state_goal, one.state_after) for one in goals
        if one.state_now in scale and one.state_after in scale
    ]  # fmt: skip
    changes = [after - now for now, _aim, after in pairs if now is not None and after is not None]
    better, worse = sum(one < 0 for one in changes), sum(one > 0 for one in changes)
    same = len(changes) - better - worse
    counts = (better, same, worse, len(goals) - len(changes))
    means = (_mean(one[0] for one in pairs), _mean(one[1] for one in pairs if one[1] in scale),
             _mean(one[2] for one in pairs))  # fmt: skip
    return _Group(title, counts, means)


def _mean(values: Iterable[int | None]) -> float | None:
    known = [one for one in values if one is not None]
    return fmean(known) if known else None


def _protected(groups: list[_Group], least: int) -> Followed:
    """Hide small counts, and with them whatever would give them away by row or column."""
    width = 5
    table = [[*one.counts, sum(one.counts)] for one in groups]
    table.append([sum(row[column] for row in table) for column in range(width)])
    values = [cell for row in table for cell in row]
    sums = [
        Sum(row * width + 4, tuple(row * width + column for column in range(4)))
        for row in range(len(table))
    ] + [
        Sum(len(groups) * width + column, tuple(row * width + column for row in range(len(groups))))
        for column in range(width) if groups
    ]  # fmt: skip
    primary = frozenset(i for i, n in enumerate(values) if 0 < n < least)
    try:
        hidden = hidden_cells(values, sums, primary, least)
    except CannotProtectError:
        hidden = frozenset(range(len(values)))
    shown = [None if i in hidden else value for i, value in enumerate(values)]
    ends = [Ends(*shown[row * width : row * width + width]) for row in range(len(table))]
    rows = [
        AreaRow(group.title, *_means(group, least), end)
        for group, end in zip(groups, ends[:-1], strict=True)
    ]
    return Followed(rows, ends[-1], bool(hidden), least)


def _means(group: _Group, least: int) -> tuple[float | None, float | None, float | None]:
    """Means of fewer than so many are not shown, for they would tell of somebody."""
    return group.means if sum(group.counts[:3]) >= least else (None, None, None)

"""Reads of operations plans: all revisions, one of them, two side by side, and what holds now."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.goals import plan_rules, rules, words
from vaka.areas.goals.models import Goal, GoalIndicator, KeyActivity, OperationsPlan
from vaka.areas.goals.plan_rules import (
    CHANGE_LABELS,
    FIELD_LABELS,
    PART_LABELS,
    Difference,
    PlanChange,
    PlanItem,
    PlanPart,
)
from vaka.areas.goals.rules import DIRECTION_LABELS, ActivityState, Direction
from vaka.documents import swedish
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand, one_of
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.organisation.queries import visible_units
from vaka.law.period import Period
from vaka.metrics.definitions import MEASURES


@dataclass(frozen=True)
class RevisionRow:
    """One revision as lists show it."""

    id: uuid.UUID
    unit: str
    year: int
    revision: int
    adopted_date: date
    decided_by: str
    words: str
    goals: int


@dataclass(frozen=True)
class AdoptedRow:
    """A revision adopted in a period; `counts` says how it differs from the one before it, by kind
    of change, and is empty for a year's first."""

    row: RevisionRow
    counts: Mapping[str, int]


@dataclass(frozen=True)
class PlansPage:
    """Every plan that the viewer sees, its newest revision first, by unit and year."""

    groups: list[tuple[str, list[RevisionRow]]]
    may_adopt: bool


@dataclass(frozen=True)
class ShownItem:
    """A part of a plan as its page shows it: label, title, and the other texts by label."""

    part: str
    label: str
    title: str
    fields: list[tuple[str, str]]


@dataclass(frozen=True)
class PlanPage:
    """One revision with its goals and their parts, and the unit's others to hold it against."""

    row: RevisionRow
    items: list[ShownItem]
    others: list[RevisionRow]
    is_newest: bool
    may_edit: bool


@dataclass(frozen=True)
class ComparedRow:
    """A part in two revisions: what each says, as lines of label and text."""

    part: str
    label: str
    change: str
    change_label: str
    title: str
    old: list[tuple[str, str]]
    new: list[tuple[str, str]]


@dataclass(frozen=True)
class ComparedPage:
    """Two revisions side by side, the older to the left."""

    old: RevisionRow
    new: RevisionRow
    groups: list[tuple[str, list[ComparedRow]]]
    counts: dict[str, int]


def plans_page(viewer: Viewer) -> PlansPage:
    """Give every revision that the viewer sees. Raises NotAllowed."""
    demand(viewer, rules.SEE)
    groups: dict[str, list[RevisionRow]] = {}
    for one in OperationsPlan.objects.visible_to(viewer).select_related("unit"):
        groups.setdefault(f"{one.unit.name} {one.year}", []).append(_row(one))
    return PlansPage(list(groups.items()), may_adopt(viewer))


def plan_page(viewer: Viewer, plan_id: uuid.UUID) -> PlanPage:
    """Give one revision. Raises NotAllowed, NotVisible."""
    one = plan(viewer, plan_id)
    every = OperationsPlan.objects.filter(unit=one.unit).select_related("unit")
    newest = max(each.revision for each in every if each.year == one.year)
    return PlanPage(
        _row(one), [_shown(item) for item in plan_rules.as_read(one.content)],
        [_row(each) for each in every if each.pk != one.pk], one.revision == newest,
        viewer.may(rules.EDIT, one.unit_id),
    )  # fmt: skip


def compared_page(viewer: Viewer, plan_id: uuid.UUID, other_id: uuid.UUID) -> ComparedPage:
    """Give two revisions of one unit's plan side by side; raises NotVisible for any other two."""
    one, other = plan(viewer, plan_id), plan(viewer, other_id)
    if one.unit_id != other.unit_id or one.pk == other.pk:
        raise NotVisible(str(other_id))
    old, new = sorted((one, other), key=lambda each: (each.year, each.revision))
    was, now = plan_rules.as_read(old.content), plan_rules.as_read(new.content)
    found = plan_rules.compare(was, now)
    titles = {item.key: item.title for item in (*was, *now) if item.part is PlanPart.GOAL}
    groups: dict[str, list[ComparedRow]] = {}
    for each in found:
        groups.setdefault(each.goal, []).append(_compared(each))
    counts = {kind.value: n for kind, n in plan_rules.counted(found).items()}
    return ComparedPage(_row(old), _row(new),
                        [(titles[key], rows) for key, rows in groups.items()], counts)  # fmt: skip


def adopted(viewer: Viewer, unit: Unit, period: Period) -> list[AdoptedRow]:
    """Give the revisions that a unit and those below it adopted in a period, for their reports, the
    first first. Raises NotAllowed."""
    demand(viewer, rules.SEE)
    below = UnitPath.objects.current().filter(ancestor=unit).values("descendant_id")
    every = OperationsPlan.objects.visible_to(viewer).filter(unit__in=below)
    by_key = {(one.unit_id, one.year, one.revision): one for one in every.select_related("unit")}
    found = [one for one in by_key.values() if period.contains(one.adopted_date)]
    return [
        AdoptedRow(_row(one), _counts(by_key.get((one.unit_id, one.year, one.revision - 1)), one))
        for one in sorted(found, key=lambda one: (one.adopted_date, one.unit.name, one.revision))
    ]


def plan(viewer: Viewer, plan_id: uuid.UUID) -> OperationsPlan:
    """Give a revision's row. Raises NotAllowed, NotVisible."""
    demand(viewer, rules.SEE)
    return one_of(OperationsPlan.objects.visible_to(viewer).select_related("unit"), plan_id)


def revisions(unit: Unit, year: int) -> list[OperationsPlan]:
    """Give the revisions of a unit's year, the newest first."""
    found = OperationsPlan.objects.filter(unit=unit, year=year).select_related("unit")
    return list(found.order_by("-revision"))


def may_adopt(viewer: Viewer, unit_id: uuid.UUID | None = None) -> bool:
    """Say whether the viewer adopts plans (at a unit): who sets goals there, or who manages it."""
    return viewer.may(rules.EDIT, unit_id) or viewer.may(rules.ADOPT, unit_id)


def demand_adopt(viewer: Viewer, unit: Unit | None = None) -> None:
    """Refuse who adopts no plan (at a unit). Raises NotAllowed."""
    if not may_adopt(viewer, unit.pk if unit else None):
        raise NotAllowed(rules.ADOPT)


def adoptable(viewer: Viewer) -> list[Unit]:
    """Give the units whose plan the viewer may adopt, by name."""
    found = {one.pk: one for capability in (rules.EDIT, rules.ADOPT)
             for one in visible_units(viewer, capability, on=viewer.on)}  # fmt: skip
    return sorted(found.values(), key=lambda one: one.name)


def standing(viewer: Viewer, unit: Unit, year: int) -> list[PlanItem]:
    """Give what is set at a unit for a year as it stands now, as a revision would hold it.

    Raises NotAllowed: the viewer adopts no plan there.
    """
    demand_adopt(viewer, unit)
    found = Goal.objects.filter(unit=unit).select_related("parent", "unit")
    items: list[PlanItem] = []
    for goal in found.prefetch_related("indicators__unit", "indicators__targets",
                                       "activities__responsible"):  # fmt: skip
        if rules.holds_in(goal.from_year, goal.until_year, year):
            items.append(_goal_item(goal))
            items += [_indicator_item(row, year) for row in goal.indicators.all()]
            items += [_activity_item(row) for row in goal.activities.all()
                      if row.state != ActivityState.STOPPED]  # fmt: skip
    return items


def _goal_item(one: Goal) -> PlanItem:
    fields = {
        "title": one.title, "serves": one.parent.title if one.parent else "", "words": one.words,
        "years": f"{one.from_year}–{one.until_year or ''}",
    }  # fmt: skip
    return PlanItem(PlanPart.GOAL, str(one.pk), str(one.pk), fields)


def _indicator_item(one: GoalIndicator, year: int) -> PlanItem:
    measure = MEASURES.get(one.measure)
    unit = measure.unit.value if measure else one.measured_in
    target = next((row.value for row in one.targets.all() if row.year == year), None)
    fields = {
        "title": one.title or (measure.title.sv if measure else one.measure),
        "unit": one.unit.name,
        "measure": measure.title.sv if measure and one.title else "",
        "good": str(DIRECTION_LABELS[Direction(one.good)]),
        "target": words.figure(target, unit) if target is not None else "",
        "tolerance": "" if one.tolerance is None else words.distance(one.tolerance, unit),
    }  # fmt: skip
    return PlanItem(PlanPart.INDICATOR, str(one.pk), str(one.goal_id), fields)


def _activity_item(one: KeyActivity) -> PlanItem:
    fields = {
        "title": one.title, "responsible": one.responsible.name,
        "start": swedish.day(one.start_date), "due": swedish.day(one.due_date),
    }  # fmt: skip
    return PlanItem(PlanPart.ACTIVITY, str(one.pk), str(one.goal_id), fields)


def _counts(before: OperationsPlan | None, one: OperationsPlan) -> Mapping[str, int]:
    if before is None:
        return {}
    found = plan_rules.compare(*(plan_rules.as_read(each.content) for each in (before, one)))
    return {kind.value: n for kind, n in plan_rules.counted(found).items()}


def _row(one: OperationsPlan) -> RevisionRow:
    goals = sum(each["part"] == PlanPart.GOAL for each in one.content)
    return RevisionRow(one.pk, one.unit.name, one.year, one.revision, one.adopted_date,
                       one.decided_by, one.words, goals)  # fmt: skip


def _shown(item: PlanItem) -> ShownItem:
    fields = [(name, text) for name, text in item.fields.items() if name != "title"]
    return ShownItem(item.part.value, str(PART_LABELS[item.part]), item.title, _lines(fields))


def _compared(one: Difference) -> ComparedRow:
    some = one.new or one.old
    title = some.title if some else ""
    if one.change is PlanChange.CHANGED:
        old = [(name, was) for name, was, _now in one.fields]
        new = [(name, now) for name, _was, now in one.fields]
        sides = (_lines(old, blank=True), _lines(new, blank=True))
    else:
        sides = (_whole(one.old), _whole(one.new))
    return ComparedRow(one.part.value, str(PART_LABELS[one.part]), one.change.value,
                       str(CHANGE_LABELS[one.change]), title, *sides)  # fmt: skip


def _whole(item: PlanItem | None) -> list[tuple[str, str]]:
    return _lines(list(item.fields.items())) if item else []


def _lines(fields: Sequence[tuple[str, str]], *, blank: bool = False) -> list[tuple[str, str]]:
    """Give fields with their labels; an empty one only where the other side has a text."""
    return [(str(FIELD_LABELS[name]), text or _("inget")) for name, text in fields if text or blank]

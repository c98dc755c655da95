"""The demo's year wheel: most of what has fallen due is done, a little of it is not; invented."""

import uuid
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from vaka.areas.plans import rules
from vaka.areas.plans.models import DutyMark
from vaka.areas.plans.rules import Marked
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value

FORGOTTEN = {"summer_survey", "influenza"}
LATE_HOMES = {"linden", "eken"}


@action
def write(*, by: Viewer, identity: Callable[[datetime], uuid.UUID], today: date) -> None:
    """Mark the duties of this year and the last that had fallen due before `today`."""
    units = list(Unit.objects.in_force(today).filter(is_reference=False).order_by("code"))
    start, end = date(today.year - 1, 1, 1), today - timedelta(days=1)
    marks = [
        _mark(rule, day, unit, identity)
        for rule in rules.duty_rules()
        for day in rules.due_dates(rule, start, end, lambda key, on: str(local_value(key, on)))
        for unit in units
        if unit.kind in _kinds(rule) and not _is_forgotten(rule, day, unit, today)
    ]
    DutyMark.objects.bulk_create(marks)
    note(by=by, verb="year_wheel.mark", object_kind="duty", data={"marks": len(marks)})


def _kinds(rule: rules.DutyRule) -> tuple[str, ...]:
    return ("administration",) if rule.scope == (rules.PRINCIPAL,) else rule.scope


def _is_forgotten(rule: rules.DutyRule, day: date, unit: Unit, today: date) -> bool:
    late = rule.code in FORGOTTEN or (rule.code == "heat" and unit.code in LATE_HOMES)
    return late and day.year == today.year


def _mark(
    rule: rules.DutyRule, day: date, unit: Unit, identity: Callable[[datetime], uuid.UUID]
) -> DutyMark:
    return DutyMark(
        id=identity(datetime.combine(day, time(9), UTC)), code=rule.code, due_date=day, unit=unit,
        marked=Marked.DONE, words="Diariefört.", marked_date=day - timedelta(days=3),
    )  # fmt: skip

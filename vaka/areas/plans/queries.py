"""Reads of the year wheel: the rules' duties for the units one may see, the wheel, the lists."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.plans import rules
from vaka.areas.plans.models import DutyMark
from vaka.areas.plans.rules import PRINCIPAL, DutyRule, Marked
from vaka.foundation import duties as registry
from vaka.foundation.access.roles import label_of
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law import values
from vaka.law.clock import add_months

LINKS = ("/", "https://")
"""What evidence begins with when it is an address; anything else is shown as words."""
STATES = {Marked.DONE: DutyState.DONE, Marked.NOT_DONE: DutyState.NOT_DONE}


@dataclass(frozen=True)
class Line:
    """What a month's square says: one name with how many are done of how many."""

    name: str
    address: str
    total: int
    done: int
    late: int

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is left."""
        return self.done == self.total


@dataclass(frozen=True)
class Month:
    """One of twelve squares."""

    first_date: date
    is_now: bool
    lines: list[Line]


@dataclass(frozen=True)
class RoleList:
    """What one role answers for, in order of day."""

    role: str
    duties: list[tuple[Duty, bool]]


@dataclass(frozen=True)
class Wheel:
    """A year: months, lists by role, and what is late."""

    year: int
    months: list[Month]
    roles: list[RoleList]
    late: list[Duty]
    total: int
    done: int
    role_names: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class MarkPage:
    """What the page of one duty shows before it is marked."""

    rule: DutyRule
    due_date: date
    unit: Unit
    role: str
    law: str
    mark: DutyMark | None


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the duties of the rules, at the units where the viewer may see the wheel."""
    if viewer.person is None and not viewer.everywhere:
        return
    units = _units(viewer)
    marks = {
        (one.code, one.due_date, one.unit_id): one
        for one in DutyMark.objects.visible_to(viewer).filter(due_date__range=(start, end))
    }
    for rule in rules.duty_rules():
        days = rules.due_dates(rule, start, end, _local)
        for unit in _scope(rule, units):
            for day in days:
                if unit.valid_from <= day:
                    yield _duty(viewer, rule, day, unit, marks.get((rule.code, day, unit.pk)))


def wheel(viewer: Viewer, year: int, role: str = "", look: str = "aret") -> Wheel:
    """Give a year's wheel, cut to one role when asked.

    Args:
        look: what the lists hold: `aret` all, `sena` what is late, `nu` late and soon.
    """
    found = registry.due(viewer, date(year, 1, 1), date(year, 12, 31))
    names = sorted({duty.role for duty in found if duty.role})
    kept = [duty for duty in found if not role or duty.role == role]
    late = [duty for duty in kept if _is_late(duty, viewer.on)]
    shown = {"sena": late, "nu": late + _soon(kept, viewer.on)}.get(look, kept)
    return Wheel(
        year=year,
        months=[_month(year, number, kept, viewer.on) for number in range(1, 13)],
        roles=_by_role(shown, viewer.on),
        late=late,
        total=len(kept),
        done=sum(duty.state is DutyState.DONE for duty in kept),
        role_names=names,
    )


def mark_page(viewer: Viewer, code: str, due_date: date, unit_code: str) -> MarkPage:
    """Give one duty of a rule, to read or mark. Raises NotVisible."""
    unit = Unit.objects.filter(pk__in=viewer.unit_ids(rules.SEE), code=unit_code).first()
    try:
        rule = rules.rule_named(code)
    except rules.UnknownDuty as error:
        raise NotVisible(code) from error
    if unit is None or unit not in _scope(rule, [unit]):
        raise NotVisible(unit_code)
    if due_date not in rules.due_dates(rule, due_date, due_date, _local):
        raise NotVisible(str(due_date))
    mark = DutyMark.objects.filter(code=code, due_date=due_date, unit=unit).first()
    return MarkPage(rule, due_date, unit, label_of(rule.role), law_of(rule, due_date), mark)


def law_of(rule: DutyRule, on: date) -> str:
    """Give the paragraph in force on a day, or that the duty is local habit."""
    if not rule.topic:
        return _("Lokal rutin")
    try:
        return values.cite(rule.topic, on=on).text
    except values.NotInForce:
        return ""


def _units(viewer: Viewer) -> list[Unit]:
    units = Unit.objects.in_force(viewer.on).filter(is_reference=False)
    if not viewer.everywhere:
        units = units.filter(pk__in=viewer.unit_ids(rules.SEE))
    return list(units.order_by("name"))


def _scope(rule: DutyRule, units: list[Unit]) -> list[Unit]:
    """The units that a rule asks: the administration stands for the municipality where it is."""
    if rule.scope == (PRINCIPAL,):
        return [unit for unit in units if unit.kind == "administration"]
    return [unit for unit in units if unit.kind in rule.scope]


def _duty(viewer: Viewer, rule: DutyRule, day: date, unit: Unit, mark: DutyMark | None) -> Duty:
    address = reverse("plans:mark", args=[rule.code, day.isoformat(), unit.code])
    return Duty(
        name=rule.name, due_date=day, unit=unit.name, role=label_of(rule.role),
        state=STATES[Marked(mark.marked)] if mark else DutyState.DUE, address=address,
        done_date=mark.marked_date if mark else None,
        evidence=(mark.evidence if mark.evidence.startswith(LINKS) else address) if mark else "",
        topic=rule.topic or rule.code,
    )  # fmt: skip


def _local(key: str, on: date) -> str:
    return str(local_value(key, on))


def _is_late(duty: Duty, today: date) -> bool:
    return duty.is_late(today) and duty.state is DutyState.DUE


def _soon(found: list[Duty], today: date) -> list[Duty]:
    return [duty for duty in found if today <= duty.due_date <= add_months(today, 3)]


def _month(year: int, number: int, found: list[Duty], today: date) -> Month:
    first = date(year, number, 1)
    after = add_months(first, 1)
    by_name: dict[str, list[Duty]] = defaultdict(list)
    for duty in found:
        if first <= duty.due_date < after:
            by_name[duty.name].append(duty)
    lines = [
        Line(
            name, some[0].address if len(some) == 1 else "", len(some),
            sum(one.state is not DutyState.DUE for one in some),
            sum(_is_late(one, today) for one in some),
        )
        for name, some in by_name.items()
    ]  # fmt: skip
    return Month(first, (today.year, today.month) == (year, number), lines)


def _by_role(found: list[Duty], today: date) -> list[RoleList]:
    by_role: dict[str, list[tuple[Duty, bool]]] = defaultdict(list)
    for duty in found:
        by_role[duty.role].append((duty, _is_late(duty, today)))
    return [RoleList(role, by_role[role]) for role in sorted(by_role)]

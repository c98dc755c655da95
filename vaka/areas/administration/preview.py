"""What a change of units would do, before anything is saved: cases, roles, figures, values."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from vaka.areas.administration import rules
from vaka.areas.administration.models import Reorganisation, RoleChoice
from vaka.areas.administration.rules import ORGANISATION, Fate, Stands
from vaka.areas.figures import queries as figures
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import role, roles_that_can
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import LocalValue, Unit, UnitPath
from vaka.foundation.people.models import Person
from vaka.law import local
from vaka.law.period import Period
from vaka.law.verdict import Verdict
from vaka.metrics.definitions import MEASURES
from vaka.metrics.request import Request

COUNTS = ("deviations", "falls", "deviations_serious", "deviations_open",
          "decisions_not_executed")  # fmt: skip
"""Counts of what Vaka holds itself: they add up along the tree."""


@dataclass(frozen=True)
class Change:
    """What is to happen to units on a date; for a close, the first day without the unit.

    Attributes:
        target: what units are merged into or moved under.
        parts: code, name and places of each unit that a split makes.
        heir: code of the part that takes over a split unit's open cases; "" leaves them above.
    """

    kind: str
    units: tuple[Unit, ...]
    on_date: date
    reason: str
    target: Unit | None = None
    name: str = ""
    parts: tuple[tuple[str, str, int | None], ...] = ()
    heir: str = ""
    roles: str = RoleChoice.CARRY
    reverses: Reorganisation | None = field(default=None, repr=False)


@dataclass(frozen=True)
class CasesFate:
    """How many open cases of a kind there are; they keep their unit and number."""

    label: str
    open_cases: int


@dataclass(frozen=True)
class RoleFate:
    """What becomes of one person's role."""

    name: str
    role: str
    unit: str
    fate: Fate


@dataclass(frozen=True)
class SeriesFate:
    """What becomes of a unit's series, and its sums this year in the tree of now and the new."""

    unit: str
    fate: Fate
    sums: tuple[tuple[str, int, int], ...] = ()


@dataclass(frozen=True)
class ValueFate:
    """A local value of the unit's own."""

    label: str
    text: str
    unit: str
    fate: Fate


@dataclass(frozen=True)
class Preview:
    """All that a change reaches."""

    cases: list[CasesFate]
    roles: list[RoleFate]
    series: list[SeriesFate]
    values: list[ValueFate]
    told: int


def look(change: Change) -> Preview:
    """Say what a change would do to open cases, roles, series and local values."""
    return Preview(
        cases=open_cases(change.units),
        roles=list(_roles(change)),
        series=list(_series(change)),
        values=[_value(one, change.kind) for one in own_values(change.units, change.on_date)],
        told=len(affected(change)),
    )


def may_plan(change: Change, but: Reorganisation | None = None) -> Verdict:
    """Say whether a change may be recorded, or done when it is the plan `but`."""
    others = Reorganisation.objects.filter(state="planned")
    others = others.exclude(pk=but.pk) if but else others
    touched = Q(units__in=change.units) | Q(target__in=change.units)
    verdict = rules.may_plan(others.filter(touched).exists())
    for unit in () if change.reverses else change.units:
        latest = unit.spells.latest("valid_from").valid_from
        verdict += rules.may_change_unit(unit.valid_until, latest, change.on_date)
        verdict += _may_stand(change, unit)
    if change.kind == "split" and not change.reverses:
        codes = [code for code, *_rest in change.parts]
        taken = Unit.objects.filter(code__in=codes).values_list("code", flat=True)
        verdict += rules.may_split(codes, taken)
    return verdict


def _may_stand(change: Change, unit: Unit) -> Verdict:
    if change.kind in {"close", "split"}:
        below = Unit.objects.below(unit).exclude(pk=unit.pk).filter(valid_until=None)
        return rules.may_close(below.count())
    under = UnitPath.objects.current().filter(ancestor=unit, descendant=change.target)
    return rules.may_place(change.target is not None and under.exists())


def may_reverse(row: Reorganisation, on: date) -> Verdict:
    """Say whether a done change may be reversed from a date."""
    later = Reorganisation.objects.filter(units__in=row.units.all(), state__in=("planned", "done"))
    later = later.filter(planned_at__gt=row.planned_at)
    return rules.may_reverse(row.kind, row.state, row.on_date, on, changed_since=later.exists())


def affected(change: Change) -> list[Person]:
    """Give those who hold a role at the units, below them, or just above before or after."""
    near = {unit.parent_id for unit in change.units if unit.parent_id}
    near |= {change.target.pk} if change.target else set()
    at = Q(unit__in=Unit.objects.below(*change.units)) | Q(unit__in=near)
    grants = Grant.objects.in_force(change.on_date).filter(at, person__is_active=True)
    return list(Person.objects.filter(pk__in=grants.values("person")))


def keepers() -> list[Person]:
    """Give those who keep the organisation."""
    codes = [one.code for one in roles_that_can(ORGANISATION)]
    grants = Grant.objects.in_force(timezone.localdate()).filter(role__in=codes)
    return list(Person.objects.filter(pk__in=grants.values("person"), is_active=True))


def roles_at(units: Iterable[Unit], on: date) -> QuerySet[Grant]:
    """Give the roles that hold at these very units the day before a date or later."""
    runs = Q(to_date=None) | Q(to_date__gte=on)
    return Grant.objects.filter(runs, unit__in=list(units)).select_related("person", "unit")


def own_values(units: Iterable[Unit], on: date) -> list[LocalValue]:
    """Give the units' own local values that hold on a date."""
    runs = Q(valid_until=None) | Q(valid_until__gte=on)
    rows = LocalValue.objects.filter(runs, unit__in=list(units), valid_from__lte=on)
    return list(rows.select_related("unit"))


def open_cases(units: Sequence[Unit]) -> list[CasesFate]:
    """Count open cases at or below units by kind."""
    found = Case.objects.open().filter(unit__in=Unit.objects.below(*units))
    rows = found.values_list("kind").annotate(n=Count("pk")).order_by("-n")
    return [CasesFate(str(kind_of(kind).label_plural), n) for kind, n in rows]


def _roles(change: Change) -> Iterable[RoleFate]:
    before, after = _above(change.units), _above_after(change)
    below = Unit.objects.below(*change.units).exclude(pk__in=[one.pk for one in change.units])
    places = {
        Stands.AT: {one.pk for one in change.units},
        Stands.BELOW: set(below.values_list("pk", flat=True)),
        Stands.LEFT: before - after,
        Stands.MET: after - before,
    }
    for stands, units in places.items():
        fate = rules.role_fate(change.kind, stands, change.roles)
        for grant in roles_at(Unit.objects.filter(pk__in=units), change.on_date):
            if grant.person.is_active:
                label = role(grant.role).label
                yield RoleFate(grant.person.name, label, grant.unit.name, fate)


def _above(units: Iterable[Unit]) -> set[uuid.UUID]:
    paths = UnitPath.objects.current().filter(descendant__in=list(units), depth__gt=0)
    return set(paths.values_list("ancestor_id", flat=True))


def _above_after(change: Change) -> set[uuid.UUID]:
    if change.kind not in {"move", "merge"} or change.target is None:
        return _above(change.units)
    paths = UnitPath.objects.current().filter(descendant=change.target)
    return set(paths.values_list("ancestor_id", flat=True))


def _value(value: LocalValue, kind: str) -> ValueFate:
    fate = {"merge": Fate.ENDED, "close": Fate.ENDED, "split": Fate.CARRIED}.get(kind, Fate.KEPT)
    unit = value.unit.name if value.unit else ""
    return ValueFate(local.declaration(value.key).label, value.text, unit, fate)


def _series(change: Change) -> Iterable[SeriesFate]:
    own, left, met = rules.SERIES_FATES[change.kind]
    sums = _sums(change)
    for unit in change.units:
        yield SeriesFate(unit.name, own, _pairs(sums, unit, {}))
    parent = change.units[0].parent
    moved = {name: sum(sums[unit.code].get(name, 0) for unit in change.units) for name in COUNTS}
    if change.target and change.target != parent:
        if parent and parent.pk not in _above_after(change):
            yield SeriesFate(parent.name, left, _pairs(sums, parent, moved, -1))
        yield SeriesFate(change.target.name, met, _pairs(sums, change.target, moved, 1))
    for code, name, _places in change.parts:
        takes = moved if code == change.heir else {}
        pairs = tuple((title, 0, takes.get(key, 0)) for key, title in _titles() if takes.get(key))
        yield SeriesFate(name, met, pairs)


def _pairs(
    sums: dict[str, dict[str, int]], unit: Unit, moved: dict[str, int], sign: int = 0
) -> tuple[tuple[str, int, int], ...]:
    own = sums.get(unit.code, {})
    found = ((title, own.get(key, 0), moved.get(key, 0)) for key, title in _titles())
    return tuple((title, now, now + sign * more) for title, now, more in found if now or more)


def _sums(change: Change) -> dict[str, dict[str, int]]:
    """This year's counts by unit and measure, in today's tree."""
    units = {*change.units, *(one.parent for one in change.units), change.target} - {None}
    period = Period.parse(str(timezone.localdate().year))
    asked = [Request(COUNTS, unit.code, period, lenient=True) for unit in units if unit]
    answers = figures.ask(Viewer.system("reorganisation"), *asked)
    return {
        request.unit: {row.name: int(row.value or 0) for row in rows if not row.by}
        for request, rows in zip(asked, answers.rows, strict=True)
    }


def _titles() -> list[tuple[str, str]]:
    return [(name, MEASURES[name].title.sv) for name in COUNTS]

"""Reads of delegated decisions: a period's list, its single rows, the order of a day."""

import uuid
from collections import Counter
from dataclasses import dataclass
from datetime import date
from itertools import product
from typing import Any

from django.db.models import Max, Min, Q, Sum
from django.utils.translation import gettext as _

from vaka.areas.administration import queries as administration
from vaka.areas.administration.rules import Limit, LimitUnit
from vaka.areas.attests.rules import kronor
from vaka.areas.delegations import rules
from vaka.areas.delegations.models import (
    BoardNotification,
    DecidingBody,
    DecisionQuerySet,
    DelegatedDecision,
)
from vaka.areas.delegations.rules import (
    CATEGORY_LABELS,
    OUTCOME_LABELS,
    SEE,
    Authority,
    Bound,
    Category,
    Group,
    Outcome,
    Taken,
)
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import role
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.organisation.queries import visible_units
from vaka.law import values
from vaka.law.period import Grain, Period
from vaka.law.values import NotInForce

CHAIR = "chair"


@dataclass(frozen=True)
class DecisionRow:
    """One decision as a list prints it; nobody whom it is about stands here, nor who took it."""

    id: uuid.UUID
    organisation: str
    decided_date: date | None
    number: str
    point: str
    kind: str
    matter: str
    category: str
    role: str
    outcome: str
    count: int
    is_urgent: bool
    is_by_chair: bool
    is_notified: bool
    objections: tuple[str, ...]
    amount_ore: int | None


@dataclass(frozen=True)
class PeriodList:
    """What was decided in a period, organisation by organisation.

    Attributes:
        disproved: where sums do not agree.
        found: single decisions with something against them.
        unpointed: how many stand in sums whose source names no point.
        waiting: how many the board has not been told of.
    """

    unit: Unit
    period: Period
    groups: tuple[Group, ...]
    by_outcome: tuple[tuple[str, int], ...]
    by_statute: tuple[tuple[str, int], ...]
    total: int
    refused: int
    tried: int
    refusal_share: float | None
    disproved: tuple[str, ...]
    found: tuple[DecisionRow, ...]
    chairs: tuple[DecisionRow, ...]
    singles: tuple[DecisionRow, ...]
    unpointed: int
    waiting: int


@dataclass(frozen=True)
class OrderLine:
    """One point of the delegation order as its page prints it."""

    number: str
    text: str
    delegate: str
    law: str
    from_date: date
    limit: str


def units_to_list(viewer: Viewer) -> list[Unit]:
    """Give the units whose decisions a viewer may read: their own and the published ones."""
    demand(viewer, SEE)
    own = visible_units(viewer, SEE)
    known = {unit.pk for unit in own}
    return own + [one for one in Unit.objects.filter(is_reference=True) if one.pk not in known]


def latest_month(viewer: Viewer, unit: Unit, today: date) -> Period:
    """Give the last month with decisions, or the present one."""
    last = _of(viewer, unit).aggregate(last=Max("month"))["last"]
    return Period.of(last or today, Grain.MONTH)


def period_list(viewer: Viewer, unit: Unit, period: Period) -> PeriodList:
    """Give a period's decisions of a unit with all below it; the read is logged.

    Raises:
        NotVisible: the viewer sees no decisions there.
    """
    rows = _within(viewer, unit, period)
    outcomes = _counted(rows, "outcome")
    statutes = _counted(rows, "statute")
    groups = _groups(rows)
    singles = [*_rows(rows.filter(count=1).exclude(point="", role="", decided_date=None))]
    told = {"unit": unit.code, "period": str(period)}
    note_read(by=viewer, object_kind="delegated_decision", object_id="", unit_id=unit.pk, data=told)
    total = sum(one.subtotal for one in groups)
    sums = ((_("utfall"), sum(outcomes.values())), (_("lagrum"), sum(statutes.values())))
    unpointed = rows.filter(point="", role="", decided_date=None).aggregate(n=Sum("count"))["n"]
    return PeriodList(
        unit=unit, period=period, groups=groups, total=total,
        by_outcome=tuple((str(OUTCOME_LABELS[Outcome(code)]), n) for code, n in _most(outcomes)),
        by_statute=tuple((code, n) for code, n in _most(statutes)),
        refused=outcomes[Outcome.REFUSED], tried=sum(outcomes[one] for one in rules.TRIED),
        refusal_share=rules.refusal_share(outcomes),
        disproved=tuple(rules.disproved(groups, *sums)),
        found=tuple(one for one in singles if one.objections),
        chairs=tuple(one for one in singles if one.is_by_chair or one.is_urgent),
        singles=tuple(one for one in singles if Category(one.category) not in rules.COUNTED),
        unpointed=unpointed or 0,
        waiting=rows.filter(notified=None).aggregate(n=Sum("count"))["n"] or 0,
    )  # fmt: skip


def decision_rows(viewer: Viewer, unit: Unit, period: Period) -> list[DecisionRow]:
    """Give a period's decisions one by one; the read is logged. Raises NotVisible."""
    shown = _rows(_within(viewer, unit, period))
    told = {"unit": unit.code, "period": str(period), "shown": len(shown)}
    note_read(by=viewer, object_kind="delegated_decision", object_id="", unit_id=unit.pk, data=told)
    return shown


def public_groups(viewer: Viewer, unit: Unit, period: Period) -> tuple[Group, ...]:
    """Give a period's counts for a list that hides small ones, to who may read that list."""
    if not viewer.may(rules.PUBLIC, unit.pk):
        return _groups(_within(viewer, unit, period))
    return _groups(_between(DelegatedDecision.objects.all(), unit, period))


def order_on(viewer: Viewer, on: date) -> list[OrderLine]:
    """Give the delegation order as it read on a day."""
    demand(viewer, SEE)
    return [
        OrderLine(
            one.number,
            one.text,
            one.delegate,
            one.law,
            one.from_date,
            _limit(administration.limit_of(one), on),
        )
        for one in administration.points_on(on)
    ]


def _limit(limit: Limit | None, on: date) -> str:
    return bound_on(limit, on).words if limit else ""


def untold(viewer: Viewer, until: date) -> list[DecisionRow]:
    """Give the urgent decisions and the chair's, taken up to a day, that the board has not been
    told of. Raises NotAllowed."""
    demand(viewer, SEE)
    found = DelegatedDecision.objects.visible_to(viewer).filter(
        notified=None, decided_date__lte=until, body__unit__is_reference=False
    )
    return [row for row in _rows(found.exclude(role="", is_urgent=False))
            if row.is_urgent or row.is_by_chair]  # fmt: skip


def notifications(viewer: Viewer) -> list[BoardNotification]:
    """Give what has been told to the board of the units that the viewer sees, newest first."""
    found = BoardNotification.objects.select_related("unit")
    if not viewer.everywhere:
        found = found.filter(unit__in=viewer.unit_ids(SEE))
    return list(found[:12])


def bodies(viewer: Viewer, capability: str) -> list[DecidingBody]:
    """Give the organisations at the units where the viewer holds a capability."""
    found = DecidingBody.objects.filter(unit__is_reference=False).select_related("unit")
    if not viewer.everywhere:
        found = found.filter(unit__in=viewer.unit_ids(capability))
    return list(found)


class Authorities:
    """Who might decide what on each of some days; what stands of them all is read once."""

    def __init__(self, first: date, last: date) -> None:
        self._points = administration.points_within(first, last)
        self._chairs = administration.holders_within(CHAIR, first, last)
        overlap = Q(to_date=None) | Q(to_date__gte=first)
        grants = Grant.objects.filter(overlap, from_date__lte=last)
        self._grants = list(grants.select_related("person"))
        self._known: dict[date, Authority] = {}

    def on(self, day: date) -> Authority:
        """Give the order's points with their limits, the chairs, and known people's roles."""
        if day not in self._known:
            self._known[day] = self._read(day)
        return self._known[day]

    def _read(self, day: date) -> Authority:
        points = [one for one in self._points if _holds(one, day)]
        chairs = (one.name.casefold() for one in self._chairs if _holds(one, day))
        held: dict[str, set[str]] = {}
        for grant in self._grants:
            if _holds(grant, day):
                name = grant.person.name.casefold()
                held.setdefault(name, set()).add(role(grant.role).label.casefold())
        limits = {one.number: administration.limit_of(one) for one in points}
        return Authority(
            {one.number: one.delegate for one in points}, frozenset(chairs),
            {name: frozenset(labels) for name, labels in held.items()},
            {number: bound_on(limit, day) for number, limit in limits.items() if limit},
        )  # fmt: skip


def _holds(one: Any, day: date) -> bool:
    return one.from_date <= day and (one.to_date is None or one.to_date >= day)


def bound_on(limit: Limit, day: date) -> Bound:
    """Give a limit with what it came to on a day, by the price base amount of its year."""
    if limit.unit is LimitUnit.KRONOR:
        return Bound(_("%s kr") % kronor(limit.in_ore(0)), limit.in_ore(0))
    try:
        ore = limit.in_ore(values.number("board.price_base_amount", on=day))
    except NotInForce:
        return Bound(limit.words, None)
    return Bound(f"{limit.words} ({kronor(ore)} kr)", ore)


def _of(viewer: Viewer, unit: Unit) -> DecisionQuerySet:
    if not (viewer.may(SEE, unit.pk) or (unit.is_reference and viewer.may(SEE))):
        raise NotVisible(unit.code)
    below = UnitPath.objects.current().filter(ancestor=unit).values("descendant_id")
    return DelegatedDecision.objects.visible_to(viewer).filter(body__unit__in=below)


def _within(viewer: Viewer, unit: Unit, period: Period) -> DecisionQuerySet:
    return _between(_of(viewer, unit), unit, period)


def _between(rows: DecisionQuerySet, unit: Unit, period: Period) -> DecisionQuerySet:
    below = UnitPath.objects.current().filter(ancestor=unit).values("descendant_id")
    return rows.filter(
        body__unit__in=below, month__gte=period.first_date, month__lte=period.last_date
    )


def _groups(rows: DecisionQuerySet) -> tuple[Group, ...]:
    """Organisations and kinds in their source's order."""
    found = rows.values("body__name", "body__place", "kind").annotate(
        n=Sum("count"), first=Min("place")
    )
    kinds: dict[str, list[tuple[str, int]]] = {}
    for one in found.order_by("body__place", "body__name", "first", "kind"):
        kinds.setdefault(one["body__name"], []).append((one["kind"], one["n"]))
    stated = _stated(rows)
    return tuple(
        Group(name, tuple(pairs), frozenset(stated.get(name, ()))) for name, pairs in kinds.items()
    )


def _stated(rows: DecisionQuerySet) -> dict[str, set[int]]:
    """The sums that sources print, by organisation: over several months their sum.

    A source that prints two sums for one month gives both.
    """
    months: dict[str, dict[date, set[int]]] = {}
    found = rows.exclude(stated_subtotal=None).values_list("body__name", "month", "stated_subtotal")
    for name, month, stated in found.distinct():
        months.setdefault(name, {}).setdefault(month, set()).add(stated or 0)
    return {
        name: {sum(sums) for sums in product(*by_month.values())}
        for name, by_month in months.items()
    }


def _counted(rows: DecisionQuerySet, column: str) -> Counter[str]:
    found = rows.values_list(column).annotate(n=Sum("count")).order_by(column)
    return Counter(dict(found))


def _most(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _rows(rows: DecisionQuerySet) -> list[DecisionRow]:
    in_order = list(
        rows.select_related("body__unit").order_by("decided_date", "body__place", "place", "pk")
    )
    # Vaka's own delegation order says nothing of another municipality's decisions.
    days = [one.decided_date for one in in_order if one.decided_date and _is_own(one)]
    known = Authorities(min(days), max(days)) if days else None
    return [
        _row(one, known.on(one.decided_date) if known and one.decided_date and _is_own(one)
             else None) for one in in_order
    ]  # fmt: skip


def _is_own(one: DelegatedDecision) -> bool:
    return not one.body.unit.is_reference


def _row(one: DelegatedDecision, authority: Authority | None) -> DecisionRow:
    taken = Taken(one.decided_date, Category(one.category), one.number, one.point, one.role,
                  one.maker, one.is_urgent, one.urgent_reason, one.count,
                  one.amount_ore)  # fmt: skip
    against = rules.objections(taken, authority) if authority else []
    return DecisionRow(
        id=one.pk, organisation=one.body.name, decided_date=one.decided_date, number=one.number,
        point=one.point, kind=one.kind, matter=one.matter, category=one.category, role=one.role,
        outcome=str(OUTCOME_LABELS[Outcome(one.outcome)]), count=one.count,
        is_urgent=one.is_urgent, is_by_chair=rules.is_by_chair(one.role),
        is_notified=one.notified_id is not None, objections=tuple(against),
        amount_ore=one.amount_ore,
    )  # fmt: skip


def category_label(code: str) -> str:
    """Give the word for a category."""
    return str(CATEGORY_LABELS[Category(code)])

"""Which cases belong together: what the rule proposes at a home, and the outbreak one falls in."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from vaka.areas.infections import lists, rules
from vaka.areas.infections.models import Infection, InfectionQuerySet, Outbreak
from vaka.areas.infections.rules import Threshold
from vaka.foundation.organisation.models import Unit, UnitKind, UnitPath

PLACES = frozenset({
    UnitKind.SPECIAL_HOUSING, UnitKind.SHORT_TERM, UnitKind.WARD, UnitKind.HOME_CARE,
    UnitKind.NIGHT_PATROL, UnitKind.DAY_CARE, UnitKind.FUNCTIONAL_SUPPORT,
})  # fmt: skip
"""The kinds of unit where people are cared for, and so fall ill."""


@dataclass(frozen=True)
class Proposal:
    """Cases that together make an outbreak by the rule, at the lowest unit that has them all."""

    unit: Unit
    agent: str
    cases: tuple[Infection, ...]
    rule: Threshold

    @property
    def first(self) -> Infection:
        """The case that fell ill first."""
        return self.cases[0]


def home(unit: Unit) -> Unit:
    """Give the home or other place of work that a unit is, or is a ward of."""
    while unit.kind == UnitKind.WARD and unit.parent is not None:
        unit = unit.parent
    return unit


def proposals(seen: InfectionQuerySet, today: date) -> list[Proposal]:
    """Give every outbreak that the rule proposes among some cases and that nobody has opened."""
    loose = seen.counted().filter(outbreak=None, sick_date__gte=today - timedelta(days=180))
    places = {
        (home(one.unit), one.agent): one.unit
        for one in loose.select_related("unit__parent__parent")
    }
    ordered = sorted(places, key=lambda key: (lists.agent(key[1]).unspecified, key[0].name, key[1]))
    found: list[Proposal] = []
    for place, agent in ordered:
        one = proposal(place, agent, today)
        taken = {case.pk for made in found for case in made.cases}
        if one and not {case.pk for case in one.cases} <= taken:
            found.append(one)
    return found


def proposal(unit: Unit, agent: str, today: date) -> Proposal | None:
    """Give the outbreak of an agent that the rule proposes at a unit's home, if it does."""
    place = home(unit)
    rule = lists.threshold(agent, today, place)
    loose = _of(agent, Unit.objects.below(place)).filter(outbreak=None)
    days = rules.due_outbreak(loose.values_list("sick_date", flat=True), rule, today)
    if not days:
        return None
    cases = loose.filter(sick_date__gte=days[0]).select_related("unit").order_by("sick_date", "pk")
    group = tuple(cases)
    wards = {one.unit for one in group}
    lowest = wards.pop() if len(wards) == 1 else place
    return Proposal(lowest, _plainest(agent, group), group, rule)


def open_outbreak(unit: Unit, agent: str) -> Outbreak | None:
    """Give the outbreak under way at or above a unit that a case of an agent falls in."""
    above = UnitPath.objects.current().filter(descendant=unit).values("ancestor")
    found = Outbreak.objects.filter(
        case__closed_at=None, case__unit__in=above, agent__in=lists.counted_with(agent)
    ).select_related("case__unit")
    return next(iter(sorted(found, key=lambda one: (one.agent != agent, one.opened_date))), None)


def loose_from(unit: Unit, agent: str, first: date) -> InfectionQuerySet:
    """Give the cases of an agent at or below a unit since a day that no outbreak has."""
    below = _of(agent, Unit.objects.below(unit))
    return below.filter(outbreak=None, sick_date__gte=first)


def last_day(outbreak: Outbreak) -> date:
    """Give the first sick day of whoever fell ill last."""
    days = Infection.objects.counted().filter(outbreak=outbreak)
    return max(days.values_list("sick_date", flat=True), default=outbreak.first_date)


def _of(agent: str, units: QuerySet[Unit]) -> InfectionQuerySet:
    return Infection.objects.counted().filter(
        agent__in=lists.counted_with(agent), unit__in=units.values("pk")
    )


def _plainest(agent: str, group: Iterable[Infection]) -> str:
    """Name what is known, where some of the cases are only known by their group."""
    named = [one.agent for one in group if not lists.agent(one.agent).unspecified]
    return named[0] if lists.agent(agent).unspecified and named else agent

"""Reads of staff continuity, window by window, for units whose figures the viewer may see."""

from dataclasses import dataclass
from datetime import date, timedelta

from vaka.areas.care_plans import continuity_rules, lists
from vaka.areas.care_plans.continuity_rules import SEE, Continuity, Definition, Visited
from vaka.areas.care_plans.models import CareVisit
from vaka.areas.care_plans.rules import LEAST
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value, visible_units
from vaka.law.local_time import swedish


@dataclass(frozen=True)
class Window:
    """One window: its days, figures (None where too few to show), and whose definition."""

    first: date
    last: date
    figures: Continuity | None
    is_local: bool


def units(viewer: Viewer) -> list[Unit]:
    """Give the units with visits whose figures the viewer may see."""
    held = CareVisit.objects.order_by().values("unit").distinct()
    seen = {one.pk for one in visible_units(viewer, SEE)}
    return [one for one in Unit.objects.filter(pk__in=held).order_by("name") if one.pk in seen]


def continuity(viewer: Viewer, unit: Unit) -> list[Window]:
    """Give a unit's windows, the newest first. Raises NotVisible."""
    if not viewer.may(SEE, unit.pk):
        raise NotVisible(unit.code)
    least = int(local_value(LEAST, viewer.on, unit))
    found = []
    for first, met, by in met_in_windows(unit):
        figures = continuity_rules.summed(met.values(), by)
        last = first + timedelta(days=by.days - 1)
        shown = None if figures.persons < least else figures
        found.append(Window(first, last, shown, by.is_local_on(last)))
    return found[::-1]


def met_in_windows(unit: Unit) -> list[tuple[date, dict[str, int | None], Definition]]:
    """Give each window's first day, how many staff each person met, and the definition."""
    visits = [
        Visited(one.person_key, one.staff_key, swedish(one.began_at), one.kind, one.age)
        for one in CareVisit.objects.filter(unit=unit).order_by("began_at", "pk").iterator()
    ]
    if not visits:
        return []
    by = lists.definition(visits[-1].began.date())
    by_day: dict[date, list[Visited]] = {}
    for one in visits:
        by_day.setdefault(one.began.date(), []).append(one)
    found = []
    for first in continuity_rules.windows(by_day, by.days):
        days = [first + timedelta(days=number) for number in range(by.days)]
        inside = [one for day in days for one in by_day.get(day, ())]
        found.append((first, continuity_rules.staff_met(inside, first, by), by))
    return found

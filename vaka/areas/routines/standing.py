"""What makes a routine need looking over: its day, the law, the organisation, a system."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.routines import rules
from vaka.areas.routines.models import RoutineVersion
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit, UnitSpell
from vaka.law import values
from vaka.law.book import book
from vaka.law.values import NotInForce, UnknownTopic
from vaka.web.words import day as written

LAWS = (
    "quality.follow_up", "lex_sarah.all_sol", "lex_sarah.report", "documentation.social_services",
    "delegation.limits", "care_contact.fixed", "housing.special", "home_help.own_choice",
    "night.staffing", "health.mar", "health.mas_duties", "not_executed.all_sol",
    "technology.digital",
)  # fmt: skip
"""The topics of the book of law that routines mostly rest on; more are added here."""
AHEAD_DAYS = 180
"""A change of law is told this long before it holds."""


@dataclass(frozen=True)
class ToLookOver:
    """One routine with every reason to look it over."""

    version: RoutineVersion
    reasons: list[str]


def law_choices() -> list[tuple[str, str]]:
    """Give the topics that a routine may say it rests on, by title."""
    found = [(topic, book()[topic][0].title) for topic in LAWS if topic in book()]
    return sorted(found, key=lambda one: one[1].casefold())


def law_titles(topics: list[str]) -> list[str]:
    """Give the titles of topics; one that has gone keeps its code."""
    return [book()[topic][0].title if topic in book() else topic for topic in topics]


def to_look_over(viewer: Viewer, system: str = "") -> list[ToLookOver]:
    """Give the routines where the viewer writes that have a reason to be looked over.

    Args:
        system: one that is to be changed; the routines that rest on it are listed as well.
    """
    held = RoutineVersion.objects.visible_to(viewer).in_force(viewer.on)
    mine = held.filter(case__unit_id__in=list(viewer.unit_ids(rules.WRITE)))
    found = mine.select_related("routine__owner", "case__unit").order_by("valid_until", "case_id")
    every = [ToLookOver(one, list(_reasons(one, viewer.on, system))) for one in found]
    return [one for one in every if one.reasons]


def systems(viewer: Viewer) -> list[str]:
    """Give the systems that routines in force rest on, by name."""
    held = RoutineVersion.objects.visible_to(viewer).in_force(viewer.on).exclude(systems="")
    return sorted({name.strip() for one in held for name in one.systems.split(",")})


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the reviews of routines that fall due where the viewer works, for the year wheel."""
    held = RoutineVersion.objects.visible_to(viewer).in_force(viewer.on)
    due = held.filter(valid_until__range=(start, end)).select_related("routine", "case__unit")
    for one in due:
        assert one.valid_until is not None
        yield Duty(
            _("Se över %(title)s") % {"title": one.routine.title}, one.valid_until,
            one.case.unit.name, _("Rutinens ägare"), DutyState.DUE,
            reverse("routines:case", args=[one.pk]), topic="routine_review",
        )  # fmt: skip


def _reasons(version: RoutineVersion, on: date, system: str) -> Iterator[str]:
    since = version.looked_over_date or version.approved_date or on
    until = version.valid_until
    if until is not None and until < on:
        yield _("Giltigheten gick ut %(date)s.") % {"date": written(until)}
    elif version.case.closed_at is None and until is not None:
        yield _("Giltigheten går ut %(date)s.") % {"date": written(until)}
    yield from _law(version, since, on)
    yield from _organisation(version, since, on)
    if system and system.casefold() in version.systems.casefold():
        yield _("Bygger på systemet %(system)s.") % {"system": system}


def _law(version: RoutineVersion, since: date, on: date) -> Iterator[str]:
    for topic in version.laws:
        before, after = _cited(topic, since), _cited(topic, on + timedelta(days=AHEAD_DAYS))
        if before != after:
            yield _("Lagen har ändrats: %(title)s, nu %(text)s.") % {
                "title": law_titles([topic])[0], "text": after or _("upphävd"),
            }  # fmt: skip


def _cited(topic: str, on: date) -> str:
    try:
        return values.cite(topic, on=on).text
    except (NotInForce, UnknownTopic):
        return ""


def _organisation(version: RoutineVersion, since: date, on: date) -> Iterator[str]:
    units = version.routine.valid_for.all()
    moved = UnitSpell.objects.filter(unit__in=units, valid_from__gt=since, valid_from__lte=on)
    closed = Unit.objects.filter(pk__in=units.values("pk"), valid_until__lt=on)
    names = {one.unit.name for one in moved.select_related("unit")} | {one.name for one in closed}
    for name in sorted(names):
        yield _("Organisationen har ändrats: %(unit)s.") % {"unit": name}

"""What waits for a person today, and how it goes at their unit."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.areas.figures import queries as figures
from vaka.areas.indicators import tiles, words
from vaka.areas.indicators.tiles import Tile
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, WaitingItem, frame, waiting
from vaka.foundation.organisation.models import Unit
from vaka.law.clock import working_days_between
from vaka.metrics.definitions import named

SHOWN = 12
TILES = ("falls", "deviations", "deviations_closed_in_month_share")


@dataclass(frozen=True)
class Item:
    """One line of the worklist; without a last day there is no bar."""

    url: str
    title: str
    next_step: str
    reference: str
    unit_name: str
    used_days: int
    total_days: int | None
    working_days_left: int | None


@dataclass(frozen=True)
class OwnReport:
    """One of the viewer's own reports and where it stands."""

    url: str
    frame: CaseFrame


@dataclass(frozen=True)
class Today:
    """All that the start page shows."""

    greeting: str
    lead: str
    items: list[Item]
    count: int
    own: list[OwnReport]
    unit: Unit | None
    tiles: list[Tile]


def today(viewer: Viewer, now: datetime) -> Today:
    """Give a person's start page at a local moment."""
    found, count = waiting(viewer, SHOWN)
    items = [_item(one, viewer.on) for one in found]
    unit = own_unit(viewer)
    return Today(
        greeting=greeting(_given_name(viewer), now.hour, count),
        lead=lead(items, viewer.on) if items else "",
        items=items,
        count=count,
        own=own_reports(viewer),
        unit=unit,
        tiles=tiles.tiles(viewer, unit, map(named, TILES), viewer.on) if unit else [],
    )


def greeting(name: str, hour: int, count: int) -> str:
    """Greet by the hour and say how much waits."""
    hello = _hello(hour) + (f", {name}" if name else "")
    if not count:
        return _("%(hello)s. Inget väntar på dig.") % {"hello": hello}
    waits = ngettext(
        "%(hello)s. %(n)s sak väntar på dig.", "%(hello)s. %(n)s saker väntar på dig.", count
    )
    return waits % {"hello": hello, "n": words.spelled(count)}


def lead(items: list[Item], on: date) -> str:
    """Say how many are late and how many should be ready this week."""
    left = [item.working_days_left for item in items if item.working_days_left is not None]
    late = sum(days < 0 for days in left)
    week = sum(0 <= days <= 4 - min(on.weekday(), 4) for days in left)
    parts = []
    if late:
        said = ngettext("%(n)s är försenad.", "%(n)s är försenade.", late)
        parts.append(said % {"n": words.spelled(late)})
    if week:
        said = ngettext(
            "%(n)s bör bli klar den här veckan.", "%(n)s bör bli klara den här veckan.", week
        )
        parts.append(said % {"n": words.spelled(week)})
    return " ".join(parts) or _("Inget är bråttom.")


def own_reports(viewer: Viewer) -> list[OwnReport]:
    """Give what the viewer has reported themselves, newest first."""
    return [OwnReport(_address(case), frame(case)) for case in _own(viewer)[:SHOWN]]


def own_unit(viewer: Viewer) -> Unit | None:
    """Give the unit of the viewer's own role among those whose figures they see."""
    units = [one for one in figures.units_with_figures(viewer) if not one.is_reference]
    granted = viewer.granted(figures.SEE)
    return next((one for one in units if one.pk in granted), units[0] if units else None)


def _own(viewer: Viewer) -> QuerySet[Case]:
    if viewer.person is None:
        return Case.objects.none()
    mine = Case.objects.visible_to(viewer).filter(reporter=viewer.person)
    return mine.select_related("unit", "owner").order_by("-opened_at")


def _item(one: WaitingItem, on: date) -> Item:
    case = one.case
    return Item(
        url=reverse(kind_of(case.kind).url_name, args=[case.id]),
        title=case.title,
        next_step=str(one.todo),
        reference=case.reference,
        unit_name=case.unit_name,
        used_days=one.days_used,
        total_days=one.days_allowed,
        working_days_left=_left(case.due_date, on),
    )


def _left(due: date | None, on: date) -> int | None:
    if due is None:
        return None
    return working_days_between(on, due) if due >= on else -max(1, working_days_between(due, on))


def _address(case: Case) -> str:
    return reverse(kind_of(case.kind).url_name, args=[case.pk])


def _given_name(viewer: Viewer) -> str:
    return viewer.person.given_name if viewer.person else ""


def _hello(hour: int) -> str:
    if hour < 4:
        return _("God natt")
    if hour < 10:
        return _("God morgon")
    return _("Hej") if hour < 17 else _("God kväll")

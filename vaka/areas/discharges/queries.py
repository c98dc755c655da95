"""Reads of discharges: a year by month, each stay of a month; never past who may see."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext as _

from vaka.areas.discharges import rules
from vaka.areas.discharges.models import Discharge
from vaka.areas.discharges.rules import (
    COORDINATED_LABELS,
    GOES_LABELS,
    REASON_LABELS,
    SEE,
    TELL,
    Coordinated,
    Goes,
    Planning,
    Reason,
    Stay,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.organisation.queries import local_value, visible_units
from vaka.law.months import add_months
from vaka.law.values import cite

AGREED, AMOUNT = "discharge.agreed_days", "discharge.day_amount"
TOPIC = "discharge.free_days"


@dataclass(frozen=True)
class Month:
    """A month's counts.

    Attributes:
        middle: median days from ready to home, of those who came home; None when nobody did.
        within: how many of those who came home did so within the days agreed on.
        paid: days that the municipality pays for.
        amount: what they cost in kronor; None when the amount a day has not been told.
    """

    first: date
    notices: int
    ready: int
    home: int
    within: int
    middle: float | None
    paid: int
    amount: int | None

    @property
    def share(self) -> float | None:
        """Percent of those who came home that did so in time."""
        return 100 * self.within / self.home if self.home else None


@dataclass(frozen=True)
class YearPage:
    """A year of discharges at a unit and below."""

    unit: Unit
    year: int
    months: Sequence[Month]
    total: Month
    staying: int
    planning: Planning
    agreed_days: int
    law: str
    may_tell: bool


@dataclass(frozen=True)
class StayLine:
    """One stay with its days and why they were many."""

    id: uuid.UUID
    number: str
    unit_name: str
    stay: Stay
    goes: str
    days: int | None
    paid: int
    is_within: bool
    reason: str
    sip: str
    remarks: Sequence[str]


def units(viewer: Viewer) -> list[Unit]:
    """Give the units whose discharges a viewer may read."""
    return visible_units(viewer, SEE, on=viewer.on)


def year_page(viewer: Viewer, unit: Unit, year: int) -> YearPage:
    """Give a year by month, as known on the viewer's day; logged. Raises NotVisible."""
    found = _stays(viewer, unit, date(year, 1, 1), date(year, 12, 31))
    today = viewer.on
    firsts = [date(year, month, 1) for month in range(1, 13)]
    months = [_month(found, one, add_months(one, 1) - rules.DAY, today, _amount(one, unit))
              for one in firsts if one <= today]  # fmt: skip
    return YearPage(
        unit, year, months, _total(found, year, today, months),
        sum(stay.ready is not None and stay.home is None for _row, stay in found),
        rules.planning(row.sip for row, stay in found if stay.home and stay.home.year == year),
        int(local_value(AGREED, today, unit)), cite(TOPIC, on=today).text,
        viewer.may(TELL, unit.pk),
    )  # fmt: skip


def month_lines(viewer: Viewer, unit: Unit, first: date) -> list[StayLine]:
    """Give each stay that was ready, over or paid for in a month, longest first; logged."""
    last = add_months(first, 1) - rules.DAY
    lines = [_line(row, stay, first, last, viewer.on)
             for row, stay in _stays(viewer, unit, first, last)
             if stay.ready is not None and stay.ready <= last]  # fmt: skip
    return sorted(lines, key=lambda one: (-one.paid, -(one.days or 0), one.number))


def one(viewer: Viewer, discharge_id: uuid.UUID) -> tuple[Discharge, StayLine]:
    """Give one stay to tell the reason of; logged. Raises NotVisible."""
    row = Discharge.objects.visible_to(viewer).select_related("unit").filter(pk=discharge_id)
    found = row.first()
    if found is None:
        raise NotVisible(str(discharge_id))
    note_read(by=viewer, object_kind="discharge", object_id=found.pk)
    return found, _line(found, stay_of(found), date.min, viewer.on, viewer.on)


def stay_of(row: Discharge) -> Stay:
    """Give a row's days, with the days agreed on at its unit when the municipality was told."""
    on = row.told_date or row.ready_date or row.notice_date
    free = int(local_value(AGREED, on, row.unit)) if on else 0
    return Stay(row.notice_date, row.ready_date, row.told_date, row.home_date, row.billed_days,
                free)  # fmt: skip


def _stays(viewer: Viewer, unit: Unit, first: date, last: date) -> list[tuple[Discharge, Stay]]:
    """The stays that touch some days: noticed, ready or over in them, or going on through them."""
    demand(viewer, SEE)
    if not viewer.may(SEE, unit.pk):
        raise NotVisible(unit.code)
    begun = Q(notice_date__lte=last) | Q(ready_date__lte=last)
    left = Q(home_date=None) | Q(home_date__gte=first)
    found = Discharge.objects.visible_to(viewer).filter(
        begun & left,
        unit__in=UnitPath.objects.current().filter(ancestor=unit).values("descendant_id"),
    )
    rows = list(found.select_related("unit"))
    note_read(by=viewer, object_kind="discharge", object_id="",
              data={"unit": unit.code, "shown": [str(row.pk) for row in rows]})  # fmt: skip
    return [(row, stay_of(row)) for row in rows]


def _month(
    found: Iterable[tuple[Discharge, Stay]], first: date, last: date, today: date, amount: float
) -> Month:
    stays = [stay for _row, stay in found]
    until = min(last, today - rules.DAY)

    def many(days: Iterable[date | None]) -> int:
        return sum(day is not None and first <= day <= last for day in days)

    home = [one for one in stays if one.home and first <= one.home <= last]
    to_home = [days for one in home if (days := rules.days_to_home(one, today)) is not None]
    paid = sum(rules.paid_days(one, first, until) for one in stays)
    return Month(
        first, many(one.notice for one in stays), many(one.ready for one in stays), len(home),
        sum(rules.is_within(one, today) for one in home), rules.middle(to_home), paid,
        round(paid * amount) if amount else None,
    )  # fmt: skip


def _total(
    found: Iterable[tuple[Discharge, Stay]], year: int, today: date, months: Sequence[Month]
) -> Month:
    """The year; its cost is that of the months, for the amount a day may change within it."""
    whole = _month(found, date(year, 1, 1), date(year, 12, 31), today, 0)
    told = [one.amount for one in months if one.amount is not None]
    return Month(whole.first, whole.notices, whole.ready, whole.home, whole.within, whole.middle,
                 whole.paid, sum(told) if told else None)  # fmt: skip


def _amount(first: date, unit: Unit) -> float:
    return float(local_value(AMOUNT, first, unit))


def _line(row: Discharge, stay: Stay, first: date, last: date, today: date) -> StayLine:
    said = str(REASON_LABELS[Reason(row.reason)]) if row.reason else ""
    words = f"{said}: {row.words}" if said and row.words else said
    return StayLine(
        row.pk, row.number, row.unit.name, stay,
        str(GOES_LABELS[Goes(row.goes_to)]) if row.goes_to else _("Inte sagt"),
        rules.days_to_home(stay, today),
        rules.paid_days(stay, first, min(last, today - rules.DAY)),
        rules.is_within(stay, today), words,
        str(COORDINATED_LABELS[Coordinated(row.sip)]) if row.sip else "",
        rules.contradictions(stay, today),
    )  # fmt: skip

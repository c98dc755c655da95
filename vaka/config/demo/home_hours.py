"""The demo's hours of home care: two years of five own groups and two private providers."""

from datetime import date
from random import Random

from vaka.areas.economy.hours_rules import Operator
from vaka.areas.economy.models import HomeHours, HourRate
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months

OWN, PRIVATE = Operator.OWN, Operator.CONTRACTED
PROVIDERS = (
    # unit, provider, regi, granted hours a month, share performed, change in a year
    ("hemtjanst-angen", "Hemtjänst Ängen", OWN, 4_100, 0.93, -0.05),
    ("hemtjanst-strommen", "Hemtjänst Strömmen", OWN, 3_800, 0.95, 0.01),
    ("hemtjanst-asen", "Hemtjänst Åsen", OWN, 3_200, 0.91, -0.03),
    ("hemtjanst-bryggan", "Hemtjänst Bryggan", OWN, 2_900, 0.94, 0.02),
    ("hemtjanst-kvarnen", "Hemtjänst Kvarnen", OWN, 2_600, 0.92, -0.02),
    ("ordinart-boende", "Ådalens Hemservice AB", PRIVATE, 2_200, 0.96, 0.06),
    ("ordinart-boende", "Trygg i Hemmet HB", PRIVATE, 900, 0.9, -0.08),
)
RATES = ((OWN, 51_200, 52_600), (PRIVATE, 48_900, 50_300))
"""Öre an hour last year and this."""
MONTHS = 24


@action
def write(
    *, by: Viewer, places: dict[str, Unit], identity: Identity, seed: int, today: date
) -> None:
    """Write the hours of the last whole months."""
    random = Random(f"hours-{seed}")  # noqa: S311 - invented hours
    last = add_months(today.replace(day=1), -1)
    made = [
        _row(place, number, last, places, identity, random)
        for number in range(MONTHS) for place in range(len(PROVIDERS))
    ]  # fmt: skip
    HomeHours.objects.bulk_create(made)
    unit = places["socialforvaltningen"]
    HourRate.objects.bulk_create(
        HourRate(id=identity(moment(since)), unit=unit, operator=operator, since_date=since,
                 hour=hour, source=f"Nämndens beslut {since.year - 1}-12-12, § 14{number}")
        for operator, *hours in RATES
        for number, (year, hour) in enumerate(
            ((last.year - 2, hours[0] - 1_300), (last.year - 1, hours[0]), (last.year, hours[1])))
        for since in [date(year, 1, 1)]
    )  # fmt: skip
    note(by=by, verb="home_hours.take_in", object_kind="home_hours",
         data={"source": "demo", "rows": len(made)})  # fmt: skip


def _row(
    place: int, number: int, last: date, places: dict[str, Unit], identity: Identity, random: Random
) -> HomeHours:
    unit, provider, operator, hours, share, change = PROVIDERS[place]
    month = add_months(last, number + 1 - MONTHS)
    grown = hours * (1 + change * number / 12) * random.uniform(0.98, 1.02)
    granted = round(grown) * 60
    performed = round(grown * share * random.uniform(0.985, 1.015)) * 60
    return HomeHours(
        id=identity(moment(month)), unit=places[unit], month=month, provider=provider,
        operator=operator, granted_minutes=granted,
        planned_minutes=round(grown * (share + 0.02)) * 60, performed_minutes=performed,
        expected_minutes=round(hours * (1 + change / 2) * 0.95) * 60,
    )  # fmt: skip

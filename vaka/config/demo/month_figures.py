"""The demo's monthly series: two years of placements, hospital days, grants, fees and rents."""

from datetime import date
from random import Random

from vaka.areas.economy.models import MonthFigure
from vaka.areas.economy.series_rules import Sort, definitions
from vaka.config.demo.plans import Identity, moment
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months

MONTHS = 26
LINES = (
    # series, unit, part, a month (tkr or number), change in a year
    ("placements", "socialforvaltningen", "Familjehem", 1_420, 0.04),
    ("placements", "socialforvaltningen", "HVB", 980, 0.18),
    ("placements", "socialforvaltningen", "Stödboende", 260, -0.08),
    ("hospital_days", "socialforvaltningen", "", 21, -0.25),
    ("hospital_cost", "socialforvaltningen", "", 186, -0.21),
    ("adaptations", "socialforvaltningen", "", 11, 0.05),
    ("adaptation_cost", "socialforvaltningen", "Under 50 000 kr", 190, 0.06),
    ("adaptation_cost", "socialforvaltningen", "Över 50 000 kr", 120, 0.3),
    ("fees", "ordinart-boende", "Hemtjänst", 640, 0.03),
    ("fees", "sarskilt-boende", "Måltider i boende", 910, 0.04),
    ("empty_rents", "sarskilt-boende", "Almen", 14, 0.4),
    ("empty_rents", "sarskilt-boende", "Björken", 9, -0.3),
)


@action
def write(
    *, by: Viewer, places: dict[str, Unit], identity: Identity, seed: int, today: date
) -> None:
    """Write the figures of the last whole months."""
    random = Random(f"series-{seed}")  # noqa: S311 - invented figures
    last = add_months(today.replace(day=1), -1)
    made = [
        _figure(line, number, last, places, identity, random)
        for number in range(MONTHS) for line in LINES
    ]  # fmt: skip
    MonthFigure.objects.bulk_create(made)
    note(by=by, verb="month_figure.take_in", object_kind="month_figure",
         data={"source": "demo", "rows": len(made)})  # fmt: skip


def _figure(
    line: tuple[str, str, str, int, float], number: int, last: date, places: dict[str, Unit],
    identity: Identity, random: Random,
) -> MonthFigure:  # fmt: skip
    series, unit, part, size, change = line
    month = add_months(last, number + 1 - MONTHS)
    value = size * (1 + change * number / 12) * random.uniform(0.85, 1.15)
    is_money = definitions()[series].sort is Sort.MONEY
    return MonthFigure(
        id=identity(moment(month)), unit=places[unit], month=month, series=series, part=part,
        value=round(value * 1_000) * 100 if is_money else round(value),
    )  # fmt: skip

"""Small tiles that say first and draw after: a measure's last twelve months against those before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.indicators import change, words
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months
from vaka.law.period import Grain, Period
from vaka.metrics.measure import Measure
from vaka.metrics.request import Request, Row

MONTHS = 12
YEARS = 5


@dataclass(frozen=True)
class Tile:
    """What `web/parts/tile.html` draws; without values only the sentence stands."""

    sentence: str
    source: str
    url: str
    label: str = ""
    values: list[float | int | None] = field(default_factory=list)
    last: str = ""
    centre: float | None = None
    signals: list[str | None] = field(default_factory=list)


def last_months(today: date) -> Period:
    """Give the last twice twelve whole months."""
    end = Period.of(today, Grain.MONTH).previous()
    first = add_months(end.first_date, 1 - 2 * MONTHS)
    return Period(first, end.last_date, Grain.MONTH)


def tiles(viewer: Viewer, unit: Unit, measures: Iterable[Measure], today: date) -> list[Tile]:
    """Give a tile for each measure, in order; all are asked for at once."""
    chosen = list(measures)
    found = _by_measure(viewer, unit, chosen, last_months(today))
    elsewhere = _published(viewer, [m for m in chosen if not found.get(m.name)], today)
    return [
        _tile(one, unit, found[one.name]) if found.get(one.name) else _silent(one, unit, elsewhere)
        for one in chosen
    ]


def _by_measure(
    viewer: Viewer, unit: Unit, measures: Sequence[Measure], span: Period
) -> dict[str, list[Row]]:
    """Totals by measure. One question a fact, so that a fact whose cases the viewer may see is
    not suppressed for the sake of another."""
    ordered = sorted((m for m in measures if m.fact), key=_fact)
    requests = [
        Request(measures=tuple(m.name for m in group), unit=unit.code, period=span)
        for _name, group in groupby(ordered, key=_fact)
    ]
    rows = figures.ask(viewer, *requests).rows if requests else []
    found: dict[str, list[Row]] = {}
    for row in (row for answer in rows for row in answer if not row.by):
        found.setdefault(row.name, []).append(row)
    return found


def _fact(measure: Measure) -> str:
    return measure.fact.name if measure.fact else ""


def _published(
    viewer: Viewer, measures: Sequence[Measure], today: date
) -> dict[str, tuple[Unit, Row]]:
    """The latest published value of each measure, from whichever reference unit has one."""
    units = [u for u in figures.units_with_figures(viewer) if u.is_reference]
    if not measures or not units:
        return {}
    years = Period.parse(f"{today.year - YEARS}..{today.year}")
    names = tuple(m.name for m in measures)
    asked = [Request(measures=names, unit=unit.code, period=years) for unit in units]
    found: dict[str, tuple[Unit, Row]] = {}
    for unit, rows in zip(units, figures.ask(viewer, *asked).rows, strict=True):
        for row in rows:
            if not row.by and row.value is not None:
                found[row.name] = (unit, row)
    return found


def _tile(measure: Measure, unit: Unit, rows: list[Row]) -> Tile:
    then, now = rows[-2 * MONTHS : -MONTHS], rows[-MONTHS:]
    found = change.between(measure, then, now)
    known = [row.value for row in rows if row.value is not None]
    return Tile(
        sentence=words.change(measure, found),
        source=f"{measure.title.sv}. {words.compared(measure, found)}",
        url=address(measure, unit),
        label=_("%(title)s, tolv månader") % {"title": measure.title.sv},
        values=[row.value for row in now] if any(r.value is not None for r in now) else [],
        last=words.value(measure, now[-1].value) if now[-1].value is not None else "",
        centre=sum(known) / len(known) if known else None,
    )


def _silent(measure: Measure, unit: Unit, elsewhere: dict[str, tuple[Unit, Row]]) -> Tile:
    """A measure without values at the unit: say where there is one."""
    if measure.name not in elsewhere:
        said = _("%(title)s: inga värden än.") % {"title": measure.title.sv}
        return Tile(said, measure.source, address(measure, unit))
    other, row = elsewhere[measure.name]
    said = _("%(title)s: %(value)s i %(unit)s %(period)s.") % {
        "title": measure.title.sv,
        "value": words.value(measure, row.value),
        "unit": other.name,
        "period": Period.parse(row.period).words(),
    }
    return Tile(said, row.source, address(measure, other, row.period))


def address(measure: Measure, unit: Unit, period: str = "") -> str:
    """Give the address of a measure's page for a unit."""
    query = {"enhet": unit.code} | ({"period": period} if period else {})
    return f"{reverse('indicators:measure', args=[measure.name])}?{urlencode(query)}"

"""Units against each other in a funnel plot: who differs more than chance lets one of its size."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.areas.figures import queries as figures
from vaka.areas.indicators import judgement, words
from vaka.calc.spc.funnel import FEW_UNITS, Funnel, curves, funnel
from vaka.documents import funnel as drawn
from vaka.documents import swedish
from vaka.documents.content import Chart, Column, Kind, Table
from vaka.documents.control import Shape
from vaka.documents.funnel import Curve, UnitPoint
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period
from vaka.metrics.measure import Measure
from vaka.metrics.measure import Unit as Measured
from vaka.metrics.request import Request, Row

CURVE_POINTS, MOST_NAMES = 48, 3


@dataclass(frozen=True)
class UnitRow:
    """One unit: its share, of how many, what is expected at that size, and where it lies."""

    name: str
    text: str
    size: str
    expected: str
    standing: str


@dataclass(frozen=True)
class FunnelPage:
    """What the page of units shows; without a chart `why_not` says why."""

    measure: Measure
    unit: Unit
    period: Period
    sentence: str
    lead: str
    rows: list[UnitRow]
    hidden: int
    chart: Chart | None
    why_not: str
    is_suppressed: bool


def can_compare(measure: Measure) -> bool:
    """Whether a measure is a share that can be cut by unit."""
    return measure.unit is Measured.PERCENT and "unit" in measure.by


def funnel_page(viewer: Viewer, measure: Measure, unit: Unit, period: Period) -> FunnelPage:
    """Compare the units below one by a share.

    Raises:
        NotVisible, NotAllowed: the unit's figures are not for this viewer.
    """
    answers = figures.ask(viewer, Request((measure.name,), unit.code, period, ("unit",)))
    cut = [row for row in answers.rows[0] if row.by.get("unit")]
    known = [row for row in cut if row.denominator and row.numerator is not None
             and row.value is not None]  # fmt: skip
    names = dict(Unit.objects.values_list("code", "name"))
    found = funnel(_column(known, "numerator"), _column(known, "denominator"), share=True)
    titles = [names.get(str(row.by["unit"]), str(row.by["unit"])) for row in known]
    few = len(known) < FEW_UNITS
    sentence, lead = _said(measure, found, titles, few)
    return FunnelPage(
        measure, unit, period, sentence, lead,
        rows=[_row(measure, row, titles[k], found, k) for k, row in enumerate(known)],
        hidden=len([row for row in cut if row.value is None and row.denominator is None]),
        chart=None if few else _chart(measure, unit, period, known, titles, found, sentence),
        why_not=_("För få enheter: minst %(n)s behövs.") % {"n": FEW_UNITS} if few else "",
        is_suppressed=answers.is_suppressed,
    )  # fmt: skip


def _column(rows: Sequence[Row], name: str) -> list[float]:
    return [float(getattr(row, name)) for row in rows]


def _said(measure: Measure, found: Funnel, titles: list[str], few: bool) -> tuple[str, str]:
    """The sentence first: who differs; then whether units differ on the whole."""
    if few:
        return _("Det går inte att jämföra så få enheter."), ""
    odd = [name for k, name in enumerate(titles) if abs(found.beyond(k)) == 2]
    wide = _("Enheterna skiljer sig mer än slumpen ger på det hela taget, så gränserna är vidgade.")
    lead = wide if found.widened else _("Skillnader innanför gränserna är inget att rangordna.")
    if not odd:
        return _("Ingen enhet avviker mer än slumpen ger."), lead
    text = ngettext("En enhet avviker mer än slumpen ger: %(names)s.",
                    "%(n)s enheter avviker mer än slumpen ger: %(names)s.", len(odd))  # fmt: skip
    named = ", ".join(odd[:MOST_NAMES])
    if len(odd) > MOST_NAMES:
        named = _("%(names)s och %(n)s till") % {"names": named, "n": len(odd) - MOST_NAMES}
    return text % {"n": len(odd), "names": named}, lead


def _row(measure: Measure, row: Row, name: str, found: Funnel, k: int) -> UnitRow:
    low, high = (words.line_value(measure, 100 * line[k]) for line in (found.lower, found.upper))
    span = _("%s till %s") % (low, high)
    return UnitRow(
        name, words.written(measure, row.value), swedish.number(float(row.denominator or 0)),
        span.replace(" ", swedish.HARD_SPACE), words.beyond(found.beyond(k)),
    )  # fmt: skip


def _shape(measure: Measure, beyond: int) -> Shape:
    """Drawn as a signal only outside the outer limits."""
    shapes = judgement.shapes()
    return shapes[measure.good.bearing(beyond) if abs(beyond) == 2 else ""]


def _chart(
    measure: Measure, unit: Unit, period: Period, rows: Sequence[Row], titles: list[str],
    found: Funnel, sentence: str,
) -> Chart:  # fmt: skip
    sizes = _column(rows, "denominator")
    points = [
        UnitPoint(name, sizes[k], 100 * float(found.y[k]), _shape(measure, found.beyond(k)),
                  name if abs(found.beyond(k)) == 2 else "")
        for k, name in enumerate(titles)
    ]  # fmt: skip
    title = measure.title.sv
    table = Table("enheter", title, (Column(_("Enhet")), Column(title, Kind.PERCENT)),
                  tuple((point.name, point.value) for point in points))  # fmt: skip
    middle = _("alla %s") % words.line_value(measure, 100 * found.centre)
    alt = f"{title}, {unit.name}, {period.words()}. {sentence} {middle.capitalize()}."
    return drawn.funnel(
        "enheter", table, points, _curves(found, max(sizes)), 100 * found.centre,
        sizes=_("antal som andelen räknas på"), centre_words=middle, alt=alt,
    )  # fmt: skip


def _curves(found: Funnel, largest: float) -> list[Curve]:
    """Limits from the smallest possible unit to one a little larger than the largest."""
    grid = np.unique(np.round(np.geomspace(3, max(4.0, largest * 1.05), CURVE_POINTS)))
    root = math.sqrt(found.dispersion) if found.widened else 1.0
    lines = 100 * curves(found.centre, grid, share=True, root=root)
    return [Curve(float(size), *map(float, lines[:, k])) for k, size in enumerate(grid)]

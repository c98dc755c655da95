"""Reads of published numbers beside the measure engine: their span, notes and contradictions."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.figures import rules
from vaka.areas.figures.models import Observation, ObservationBefore
from vaka.documents import swedish
from vaka.law.period import Grain, Period
from vaka.metrics.measure import Measure
from vaka.metrics.measure import Unit as Measured

WOMEN, MEN = "K", "M"


@dataclass(frozen=True)
class Remark:
    """Something to know about the number of one period: the source's own words, or that it does
    not agree with the numbers beside it. `is_finding` tells the second."""

    period: Period
    words: str
    is_finding: bool


def span(measure: str, unit_code: str) -> tuple[Period, Grain] | None:
    """Give the periods that a measure was published for at a unit, or None where it never was.

    Periods of the commonest kind decide: years, where most numbers are of years.
    """
    told = Observation.objects.filter(measure=measure, unit__code=unit_code)
    periods = [Period.parse(text) for text in told.values_list("period", flat=True).distinct()]
    if not periods:
        return None
    kind = Counter(one.kind for one in periods).most_common(1)[0][0]
    same = sorted(one for one in periods if one.kind is kind)
    return Period(same[0].first_date, same[-1].last_date, kind), kind


def latest(unit_code: str) -> dict[str, Period]:
    """Give the newest period with a number, by measure, of all that is published about a unit."""
    told = Observation.objects.filter(unit__code=unit_code, value__isnull=False)
    newest: dict[str, Period] = {}
    for measure, text in told.values_list("measure", "period").distinct():
        period = Period.parse(text)
        if measure not in newest or newest[measure].last_date < period.last_date:
            newest[measure] = period
    return newest


def unit_numbers(measures: Collection[str], period: str = "") -> list[Observation]:
    """Give what is published of some measures at the units of one's own, in all or one period;
    those cut by sex are left out, and so are those that had too few answers for a number.

    The caller keeps to what its viewer may see.
    """
    found = Observation.objects.filter(
        measure__in=measures, unit__is_reference=False, sex="", type="", law="", value__isnull=False
    )
    rows = found.filter(period=period) if period else found
    return list(rows.order_by("measure", "period", "pk"))


@dataclass(frozen=True)
class GivenNumber:
    """One published number, and what stood there before, the newest first."""

    row: Observation
    period: Period
    before: list[ObservationBefore]


def given_numbers(measure: str, unit_code: str) -> list[GivenNumber]:
    """Give what is published of a measure at a unit with its history, the newest period first.

    The caller has asked that the viewer may see figures of the unit.
    """
    rows = Observation.objects.filter(measure=measure, unit__code=unit_code, law="", type="")
    found = [GivenNumber(row, Period.parse(row.period), list(row.before.all()))
             for row in rows.prefetch_related("before").order_by("sex")]  # fmt: skip
    return sorted(found, key=lambda one: one.period.last_date, reverse=True)


def unused(unit_code: str, measure: str = "") -> frozenset[str]:
    """Give the measures (or the one) whose register or survey was not used when last told."""
    newest: dict[str, tuple[date, bool]] = {}
    rows = Observation.objects.filter(unit__code=unit_code)
    if measure:
        rows = rows.filter(measure=measure)
    for name, text, is_unused in rows.values_list("measure", "period", "is_unused"):
        told = (Period.parse(text).last_date, is_unused)
        newest[name] = max(newest.get(name, told), told)
    return frozenset(name for name, (_day, is_unused) in newest.items() if is_unused)


def remarks(measure: Measure, unit_code: str, period: Period) -> list[Remark]:
    """Give what is to be known about the published numbers of a measure, the newest first."""
    return list(remarks_by_measure([measure], unit_code, period).get(measure.name, ()))


def remarks_by_measure(
    measures: Iterable[Measure], unit_code: str, period: Period
) -> dict[str, list[Remark]]:
    """Give the remarks of several measures at once, by the measure's name."""
    asked = {one.name: one for one in measures}
    rows = Observation.objects.filter(measure__in=asked, unit__code=unit_code, law="", type="")
    told: dict[str, list[tuple[Period, Observation]]] = {}
    for row in rows.order_by("measure", "period", "sex"):
        at = Period.parse(row.period)
        if period.first_date <= at.first_date and at.last_date <= period.last_date:
            told.setdefault(row.measure, []).append((at, row))
    return {name: _remarks(asked[name], inside) for name, inside in told.items()}


def _remarks(measure: Measure, inside: list[tuple[Period, Observation]]) -> list[Remark]:
    notes = [Remark(at, row.note, is_finding=False) for at, row in inside if row.note]
    return sorted(
        [*notes, *_contradictions(measure, inside)], key=lambda one: one.period, reverse=True
    )


def _contradictions(
    measure: Measure, rows: Iterable[tuple[Period, Observation]]
) -> Iterable[Remark]:
    values: dict[Period, dict[str, float | None]] = {}
    for at, row in rows:
        values.setdefault(at, {})[row.sex] = row.value
        if measure.unit is Measured.PERCENT and rules.share_differs(
            row.value, row.numerator, row.denominator
        ):
            yield Remark(at, _differs(row), is_finding=True)
    for at, by in values.items():
        if measure.unit is not Measured.COUNT and rules.outside_sexes(
            by.get(""), by.get(WOMEN), by.get(MEN)
        ):
            yield Remark(at, _outside(by), is_finding=True)


def _differs(row: Observation) -> str:
    part, whole = row.numerator or 0, row.denominator or 1
    return _("Källan anger %(value)s men %(part)s av %(whole)s är %(share)s.") % {
        "value": swedish.percent(row.value or 0), "part": swedish.number(part),
        "whole": swedish.number(whole), "share": swedish.percent(100 * part / whole),
    }  # fmt: skip


def _outside(by: dict[str, float | None]) -> str:
    words = _(
        "Hela talet är %(all)s men ska ligga mellan kvinnornas %(women)s och männens %(men)s."
    )
    told = {"all": by[""], "women": by[WOMEN], "men": by[MEN]}
    return words % {name: swedish.number(value or 0) for name, value in told.items()}

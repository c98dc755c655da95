"""The numbers that others have printed of a measure: as written, and what stood before."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from vaka.areas.figures import actions as giving
from vaka.areas.figures import queries as figures
from vaka.areas.figures.queries import Observation
from vaka.areas.indicators.words import written
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.measure import Measure


@dataclass(frozen=True)
class ValueRow:
    """One published number as written, and what stood before it."""

    period: str
    words: str
    sex: str
    text: str
    source: str
    note: str
    given_at: datetime
    before: list[tuple[str, str, str, datetime]]


def may_give(viewer: Viewer, measure: Measure, unit: Unit) -> bool:
    """Say whether the viewer may type in numbers of a measure at a unit."""
    if measure.is_computed and not unit.is_reference:
        return False
    return viewer.may(giving.GIVE) and unit.pk in giving.reached(viewer)


def opens_values(viewer: Viewer, measure: Measure, unit: Unit) -> bool:
    """Say whether a measure's page leads on to the numbers printed of a unit."""
    if may_give(viewer, measure, unit):
        return True
    return unit.is_reference and bool(figures.span(measure.name, unit.code))


def value_rows(viewer: Viewer, measure: Measure, unit: Unit) -> list[ValueRow]:
    """Give what is published of a measure at a unit, the newest first.

    Raises:
        NotAllowed: small numbers of the unit are not for this viewer.
    """
    if not (unit.is_reference or may_give(viewer, measure, unit)):
        raise NotAllowed(giving.GIVE)
    sexes = {code: words.sv for code, words in DIMENSIONS["sex"].labels}
    return [
        ValueRow(
            one.row.period, one.period.words(), sexes.get(one.row.sex, ""),
            _given(measure, one.row), one.row.source, one.row.note, one.row.given_at,
            [(written(measure, old.value), old.reason, old.replaced_by, old.replaced_at)
             for old in one.before],
        )
        for one in figures.given_numbers(measure.name, unit.code)
    ]  # fmt: skip


def _given(measure: Measure, row: Observation) -> str:
    return _("används inte") if row.is_unused else written(measure, row.value)

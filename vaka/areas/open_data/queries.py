"""Reads of keys and of what the feed gives: who a key speaks for, definitions, figures."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from vaka.areas.figures import queries as figures
from vaka.areas.figures.queries import HandedOut
from vaka.areas.open_data.models import FeedKey
from vaka.areas.open_data.rules import ISSUE, STANDING_LABELS, KeyStanding
from vaka.foundation.access.roles import Role
from vaka.foundation.access.viewer import Held, NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.organisation.queries import visible_units
from vaka.law.period import Period
from vaka.metrics.definitions import MEASURES
from vaka.metrics.dimensions import DIMENSIONS
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.measure import Measure
from vaka.metrics.request import Row

SCHEMA_VERSION = "1"
COLUMNS = (
    "measure", "unit", "unit_name", "period", "grain", "dimension", "group", "value", "numerator",
    "denominator", "n", "low", "high", "hidden", "measured_in", "source",
)  # fmt: skip
SYSTEM = Role("feed_system", "System", "", frozenset({figures.SEE}))
"""What a system's key may do: read figures, never cases; so small counts are hidden from it."""


@dataclass(frozen=True)
class KeyRow:
    """One key in the list."""

    id: uuid.UUID
    name: str
    holder: str
    unit_name: str
    from_date: date
    to_date: date
    standing: KeyStanding
    standing_label: str
    used_at: datetime | None
    issued_by: str
    revoked_why: str

    @property
    def may_be_revoked(self) -> bool:
        """Say whether there is anything to revoke."""
        return self.standing in {KeyStanding.VALID, KeyStanding.WAITS}


def keys(viewer: Viewer) -> list[KeyRow]:
    """Give the keys of the viewer's units, those in force first. Raises NotAllowed."""
    demand(viewer, ISSUE)
    found = FeedKey.objects.visible_to(viewer).select_related("person", "unit", "issued_by")
    rows = [_key_row(one, viewer.on) for one in found]
    return sorted(rows, key=lambda row: not row.may_be_revoked)


def visible_key(viewer: Viewer, key_id: uuid.UUID) -> KeyRow:
    """Give one key. Raises NotAllowed, NotVisible."""
    demand(viewer, ISSUE)
    found = FeedKey.objects.visible_to(viewer).select_related("person", "unit", "issued_by")
    one = found.filter(pk=key_id).first()
    if one is None:
        raise NotVisible(str(key_id))
    return _key_row(one, viewer.on)


def units_to_issue(viewer: Viewer) -> list[Unit]:
    """Give the units that a key may reach: where the viewer issues keys and sees figures."""
    seen = {unit.pk for unit in visible_units(viewer, figures.SEE, on=viewer.on)}
    return [unit for unit in visible_units(viewer, ISSUE, on=viewer.on) if unit.pk in seen]


def speaks_for(key: FeedKey, today: date) -> Viewer:
    """Give the viewer that a key is: its person's rights of the day within its unit, or a system.

    A person's key never reaches what the person does not, nor anything above its unit.
    """
    if key.person is None:
        return Viewer(key.name, None, today, (Held(SYSTEM, key.unit_id, key.unit.name),))
    if not key.person.is_active:
        return Viewer(key.person.name, key.person, today)
    own = Viewer.of(key.person, today)
    return Viewer(own.name, own.person, today, tuple(_within(own, key.unit)))


def _within(own: Viewer, unit: Unit) -> Iterator[Held]:
    current = UnitPath.objects.current()
    below = set(current.filter(ancestor=unit).values_list("descendant_id", flat=True))
    above = set(current.filter(descendant=unit).values_list("ancestor_id", flat=True))
    for held in own.held:
        if held.unit_id in below:
            yield held
        elif held.unit_id in above:
            yield Held(held.role, unit.pk, unit.name)


def definitions(names: Sequence[str] | None = None) -> list[dict[str, Any]]:
    """Give the catalogue: each measure's definition, unit, source, cuts and validity."""
    chosen = MEASURES.values() if names is None else [MEASURES[name] for name in names]
    return [definition(measure) for measure in sorted(chosen, key=lambda one: one.name)]


def definition(measure: Measure) -> dict[str, Any]:
    """Give one measure as a document tells it."""
    return {
        "name": measure.name, "title": measure.title.sv, "title_en": measure.title.en,
        "unit": str(measure.unit), "good": str(measure.good), "source": measure.source,
        "owner": measure.owner, "computed": measure.is_computed, "timing": str(measure.timing),
        "target": measure.target, "min_n": measure.min_n, "replaces": measure.replaces,
        "dimensions": {cut: DIMENSIONS[cut].title.sv for cut in figures.cuts(measure.name)},
        "valid_from": measure.valid_from.isoformat() if measure.valid_from else None,
        "valid_to": measure.valid_to.isoformat() if measure.valid_to else None,
    }  # fmt: skip


def lines(table: HandedOut, measure: str) -> list[dict[str, Any]]:
    """Give a table's rows as flat records with `COLUMNS`; what is hidden has no numbers."""
    names = dict(Unit.objects.filter(code__in=table.units).values_list("code", "name"))
    return [line(row, MEASURES[measure], names.get(row.unit, row.unit)) for row in table.rows]


def line(row: Row, measure: Measure, unit_name: str) -> dict[str, Any]:
    """Give one row as a flat record."""
    dimension, group = next(iter(row.by.items()), ("", ""))
    return {
        "measure": row.name, "unit": row.unit, "unit_name": unit_name, "period": row.period,
        "grain": str(Period.parse(row.period).kind), "dimension": dimension,
        "group": "" if group is None else str(group), "value": row.value,
        "numerator": row.numerator, "denominator": row.denominator, "n": row.n, "low": row.low,
        "high": row.high, "hidden": bool(row.n is None and row.value is None and is_hidden(row)),
        "measured_in": str(measure.unit), "source": row.source,
    }  # fmt: skip


def _key_row(one: FeedKey, today: date) -> KeyRow:
    stands = one.standing(today)
    return KeyRow(
        one.pk, one.name, one.person.name if one.person else "", one.unit.name, one.from_date,
        one.to_date, stands, str(STANDING_LABELS[stands]), one.used_at,
        one.issued_by.name if one.issued_by else "", one.revoked_why,
    )  # fmt: skip

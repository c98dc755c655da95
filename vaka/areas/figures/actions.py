"""What is decided about figures from elsewhere: translations of types, breaks in a series."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from vaka.areas.figures import rules
from vaka.areas.figures.models import (
    Observation,
    ObservationBefore,
    SeriesBreak,
    TypeTranslation,
)
from vaka.areas.figures.register_queries import RegistersInUse
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import root
from vaka.law.period import Period
from vaka.law.verdict import require
from vaka.metrics.definitions import named
from vaka.metrics.measure import Unit as Measured

TRANSLATE, GIVE = "local_value.set", "import.run"
CELL = ("measure", "unit", "period", "type", "law", "sex", "area")
KEPT = ("value", "numerator", "denominator", "n", "source", "note")
Cell = dict[str, Any]


@action
def translate_type(
    *, by: Viewer, source_system: str, old_type: str, new_type: str, law: str, valid_from: date,
    reason: str,
) -> TypeTranslation:  # fmt: skip
    """Decide what an older type is called for events from a date; the one before ends.

    Raises:
        NotAllowed: the viewer keeps no local values.
        RuleRefused: a translation of the type begins on that date or later.
    """
    demand(by, TRANSLATE)
    same = TypeTranslation.objects.filter(
        source_system__iexact=source_system, old_type__iexact=old_type
    )
    latest = same.values_list("valid_from", flat=True).order_by("-valid_from").first()
    require(rules.may_translate(latest, valid_from))
    same.filter(valid_until=None).update(valid_until=valid_from - timedelta(days=1))
    row = TypeTranslation.objects.create(
        source_system=source_system, old_type=old_type, new_type=new_type, law=law,
        valid_from=valid_from, reason=reason, decided_by=by.name,
    )  # fmt: skip
    data = {"source": source_system, "old": old_type, "new": new_type, "from": str(valid_from)}
    note(by=by, verb="figures.translate_type", object_kind="type_translation", object_id=row.pk,
         data=data)  # fmt: skip
    return row


@action
def mark_break(*, by: Viewer, fact: str, source: str, on_date: date, reason: str) -> SeriesBreak:
    """Mark from which day a fact's figures are made another way; the same source moves its mark.
    Whoever reads rows in may, for that is what makes them another way. Raises NotAllowed."""
    if not by.may(GIVE):
        demand(by, TRANSLATE)
    row, _new = SeriesBreak.objects.update_or_create(
        fact=fact, source=source, defaults={"on_date": on_date, "reason": reason}
    )
    note(by=by, verb="figures.mark_break", object_kind="series_break", object_id=row.pk,
         data={"fact": fact, "source": source, "on": str(on_date)})  # fmt: skip
    return row


def mark_switch(*, by: Viewer, fact: str, systems: dict[str, date]) -> None:
    """Mark the day after each system's last imported row: later rows are made another way."""
    marked = dict(SeriesBreak.objects.filter(fact=fact).values_list("source", "on_date"))
    for source, last in systems.items():
        day = last + timedelta(days=1)
        if source not in marked or marked[source] < day:
            reason = _("Uppgifter före dagen är inlästa från %(source)s: typer kan vara översatta "
                       "och risk inte bedömd.") % {"source": source}  # fmt: skip
            mark_break(by=by, fact=fact, source=source, on_date=day, reason=reason)


@dataclass(frozen=True)
class NewObservation:
    """A published number typed in: of what, when, whom, and from where it comes.

    `is_unused` says that the register or survey was not used in the period: no number, and never
    nought. `reason` is owed when a number stands already.
    """

    measure: str
    unit: Unit
    period: Period
    sex: str = ""
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None
    n: float | None = None
    source: str = ""
    note: str = ""
    reason: str = ""
    is_unused: bool = False


@action
def give_observation(*, by: Viewer, new: NewObservation) -> None:
    """Type in a published number, or correct one; the one before is kept with the reason.

    Raises:
        NotAllowed, NotVisible: the viewer reads in no figures, or none of the unit.
        UnknownMeasureError: there is no such measure.
        RuleRefused: the number cannot be, is of a period to come, lacks its source or its reason.
    """
    demand(by, GIVE)
    if new.unit.pk not in reached(by):
        raise NotVisible(new.unit.code)
    measure = named(new.measure)
    told = rules.Told(
        is_counted=measure.is_computed and not new.unit.is_reference,
        is_share=measure.unit is Measured.PERCENT, has_sex="sex" in measure.by,
        period=new.period, sex=new.sex, value=new.value,
        numbers=(new.numerator, new.denominator), source=new.source, is_unused=new.is_unused,
        is_outside=RegistersInUse().is_outside(measure, new.unit, new.period),
    )  # fmt: skip
    require(rules.may_give(told, by.on))
    cell = {
        "measure": measure.name, "unit": new.unit, "period": str(new.period), "type": "",
        "law": "", "sex": new.sex, "area": "", "value": new.value, "numerator": new.numerator,
        "denominator": new.denominator, "n": new.n, "measured_in": str(measure.unit),
        "source": new.source.strip(), "note": new.note.strip(), "is_unused": new.is_unused,
    }  # fmt: skip
    stands = Observation.objects.filter(**{name: cell[name] for name in CELL}).exists()
    require(rules.may_correct(stands, new.reason))
    keep_observations(by=by, cells=[cell], source="form", reason=new.reason.strip())


def reached(by: Viewer) -> frozenset[uuid.UUID]:
    """Give the units whose figures the viewer may read in; comparisons are for those of the
    whole."""
    units = Unit.objects.all()
    if not by.everywhere:
        own = by.unit_ids(GIVE)
        compared = Q(is_reference=True) if root().pk in own else Q(pk__in=[])
        units = units.filter(Q(pk__in=own) | compared)
    return frozenset(units.values_list("pk", flat=True))


@action
def keep_observations(*, by: Viewer, cells: list[Cell], source: str, reason: str = "") -> None:
    """Keep published numbers; one that stood in a cell before is kept as it was, with the reason.

    The caller has asked that the viewer reaches the units. The last of a cell's values holds.
    Raises NotAllowed.
    """
    demand(by, GIVE)
    cells = list({_key(cell): cell for cell in cells}.values())
    stands = {_key(row.__dict__ | {"unit": row.unit}): row for row in _standing(cells)}
    fresh = [Observation(**cell) for cell in cells if _key(cell) not in stands]
    changed = [(stands[_key(cell)], cell) for cell in cells if _key(cell) in stands]
    Observation.objects.bulk_create(fresh)
    ObservationBefore.objects.bulk_create([
        ObservationBefore(observation=row, reason=reason, replaced_by=by.name,
                          **{name: getattr(row, name) for name in KEPT})
        for row, _cell in changed
    ])  # fmt: skip
    for row, cell in changed:
        row.is_unused = cell.get("is_unused", False)
        for name in (*KEPT, "measured_in"):
            setattr(row, name, cell[name])
        row.save()
    told = [{"measure": c["measure"], "period": c["period"], "value": c["value"]} for c in cells]
    note(by=by, verb="observation.import", object_kind="observation",
         data={"source": source, "rows": told})  # fmt: skip


def _key(cell: Cell) -> tuple[Any, ...]:
    return tuple(cell["unit"].pk if name == "unit" else cell[name] for name in CELL)


def _standing(cells: list[Cell]) -> list[Observation]:
    """Those of the cells' rows that may stand already."""
    found = Observation.objects.filter(
        measure__in={cell["measure"] for cell in cells}, unit__in={cell["unit"] for cell in cells}
    )
    return list(found.select_related("unit"))

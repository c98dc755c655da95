"""Reads of vaccination: rounds, how many of each unit, and the duty to count."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.infections import lists, rules
from vaka.areas.infections.models import VaccinationCount, VaccinationRound
from vaka.areas.infections.rules import COUNT, SEE_ROUNDS
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit, UnitKind
from vaka.foundation.organisation.queries import visible_units
from vaka.metrics.disclosure import LIMIT

COUNTED_KINDS = (UnitKind.SPECIAL_HOUSING, UnitKind.SHORT_TERM)


@dataclass(frozen=True)
class CoverageRow:
    """A unit's coverage in a round; `share` is None when too few, `count` when not counted."""

    unit_code: str
    unit_name: str
    count: VaccinationCount | None
    share: float | None
    may_count: bool


@dataclass(frozen=True)
class RoundRow:
    """One round in a list, with how many of the viewer's units have counted."""

    id: uuid.UUID
    title: str
    from_date: date
    to_date: date
    counted: int
    units: int


@dataclass(frozen=True)
class RoundPage:
    """One round as its page shows it."""

    round: VaccinationRound
    title: str
    rows: list[CoverageRow]
    counted: int
    may_count: bool


def title_of(one: VaccinationRound) -> str:
    """Give what a round is called, as in `Influensa 2026/27`."""
    return f"{lists.vaccine(one.vaccine).title} {one.season}"


def counting_units(viewer: Viewer, capability: str, on: date) -> list[Unit]:
    """Give the homes at which the viewer may see or count, those in force on a day."""
    found = visible_units(viewer, capability, on=on)
    return [unit for unit in found if unit.kind in COUNTED_KINDS and not unit.is_reference]


def rounds(viewer: Viewer) -> list[RoundRow]:
    """Give every round, the latest first."""
    demand(viewer, SEE_ROUNDS)
    found = []
    for one in VaccinationRound.objects.all():
        units = counting_units(viewer, SEE_ROUNDS, one.to_date)
        counted = one.counts.filter(unit__in=units).count()
        found.append(
            RoundRow(one.pk, title_of(one), one.from_date, one.to_date, counted, len(units))
        )
    return found


def round_page(viewer: Viewer, round_id: uuid.UUID) -> RoundPage:
    """Give one round with the viewer's units; the read is logged. Raises NotVisible."""
    demand(viewer, SEE_ROUNDS)
    one = VaccinationRound.objects.filter(pk=round_id).first()
    if one is None:
        raise NotVisible(str(round_id))
    units = counting_units(viewer, SEE_ROUNDS, one.to_date)
    counts = {row.unit_id: row for row in one.counts.filter(unit__in=units)}
    note_read(by=viewer, object_kind="vaccination", object_id=one.pk,
              data={"units": [unit.code for unit in units]})  # fmt: skip
    rows = [_coverage(viewer, unit, counts.get(unit.pk)) for unit in units]
    return RoundPage(one, title_of(one), rows, len(counts), viewer.may(COUNT))


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the counting of each round at each home as duties of the year wheel."""
    if not viewer.may(SEE_ROUNDS):
        return
    for one in VaccinationRound.objects.filter(to_date__gte=start, to_date__lte=end):
        address = reverse("infections:round", args=[one.pk])
        done = {row.unit_id: row.counted_date for row in one.counts.all()}
        for unit in counting_units(viewer, SEE_ROUNDS, one.to_date):
            day = done.get(unit.pk)
            yield Duty(
                name=_("Räkna vaccinerade: %s") % title_of(one), due_date=one.to_date,
                unit=unit.name, role=_("Enhetschef"), address=address, done_date=day,
                state=DutyState.DONE if day else DutyState.DUE, evidence=address if day else "",
                topic="vaccination",
            )  # fmt: skip


def _coverage(viewer: Viewer, unit: Unit, count: VaccinationCount | None) -> CoverageRow:
    part = rules.share(count.vaccinated, count.offered, LIMIT) if count else None
    return CoverageRow(unit.code, unit.name, count, part, viewer.may(COUNT, unit.pk))

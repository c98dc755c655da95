"""The rows that infections give to analytics: cases, outbreaks, and one for each offered dose."""

import uuid
from collections.abc import Collection, Iterator
from hashlib import sha256
from typing import Any

from vaka.areas.infections import lists
from vaka.areas.infections.models import Infection, Outbreak, VaccinationCount
from vaka.areas.infections.round_queries import title_of
from vaka.areas.infections.rules import Certainty, InfectionEnd
from vaka.foundation.snapshot.registry import Producer
from vaka.metrics.facts import OPEN_END, calendar_of


def infections(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every case by its first sick day; the room stays here."""
    for one in Infection.objects.select_related("unit").order_by("pk"):
        yield {
            "row_id": str(one.pk), "unit_code": one.unit.code, "infected": one.infected,
            "type": lists.agent(one.agent).title, "sick_date": one.sick_date,
            "is_confirmed": one.certainty == Certainty.CONFIRMED,
            "is_ruled_out": one.outcome == InfectionEnd.RULED_OUT,
            "valid_from_date": one.sick_date, "valid_to_date": OPEN_END,
            **calendar_of(one.sick_date),
        }  # fmt: skip


def outbreaks(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give every outbreak, with the days from its first case until it was opened."""
    for one in Outbreak.objects.select_related("case__unit").order_by("pk"):
        yield {
            "row_id": str(one.pk), "unit_code": one.case.unit.code,
            "type": lists.agent(one.agent).title, "opened_date": one.opened_date,
            "days_to_open": (one.opened_date - one.first_date).days,
            "to_date": one.closed_date or OPEN_END, "valid_from_date": one.opened_date,
            "valid_to_date": OPEN_END, **calendar_of(one.opened_date),
        }  # fmt: skip


def doses(_ids: Collection[uuid.UUID] | None, _year: int | None) -> Iterator[dict[str, Any]]:
    """Give a row for each resident that was offered, on the round's last day."""
    for one in VaccinationCount.objects.select_related("round", "unit").order_by("pk"):
        day = one.round.to_date
        for number in range(one.offered):
            yield {
                "row_id": f"{one.pk}:{number}", "unit_code": one.unit.code,
                "type": title_of(one.round), "is_vaccinated": number < one.vaccinated,
                "round_date": day, "valid_from_date": one.counted_date,
                "valid_to_date": OPEN_END, **calendar_of(day),
            }  # fmt: skip


def stamp() -> str:
    """Tell whether anything has been written or changed, the same in every process."""
    held = [
        list(model.objects.order_by("pk").values_list(*columns))
        for model, columns in (
            (Infection, ("pk", "agent", "sick_date", "certainty", "outcome")),
            (Outbreak, ("pk", "first_date", "opened_date", "closed_date")),
            (VaccinationCount, ("pk", "offered", "vaccinated", "round__to_date")),
        )
    ]
    return sha256(repr(held).encode()).hexdigest()


FACTS = {
    "infection": Producer(infections, stamp=stamp),
    "outbreak": Producer(outbreaks, stamp=stamp),
    "vaccination": Producer(doses, stamp=stamp),
}

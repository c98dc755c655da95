"""Published aggregates as rows of the fact `observation`."""

import uuid
from collections.abc import Collection, Iterator
from hashlib import blake2b
from typing import Any

from vaka.areas.figures.models import Observation
from vaka.foundation.snapshot.registry import Producer
from vaka.law.period import Period

COLUMNS = (
    "measure unit__code period type law sex area value numerator denominator n measured_in "
    "source note"
).split()
OPTIONAL = ("type", "law", "sex", "area", "note")


def rows(ids: Collection[uuid.UUID] | None, year: int | None) -> Iterator[dict[str, Any]]:
    """Give every published number; empty texts become null, as the fact has them."""
    for values in Observation.objects.order_by("id").values(*COLUMNS):
        period = Period.parse(values["period"])
        fact = {name: values[name] or None for name in OPTIONAL}
        numbers = {name: values[name] for name in "value numerator denominator n".split()}
        yield (
            fact
            | numbers
            | {
                "measure": values["measure"],
                "unit_code": values["unit__code"],
                "period": values["period"],
                "period_kind": period.kind.value,
                "period_first_date": period.first_date,
                "period_last_date": period.last_date,
                "year": period.first_date.year,
                "unit": values["measured_in"],
                "source": values["source"],
            }
        )


def stamp() -> str:
    """Give a digest of all published numbers; they are few."""
    digest = blake2b(digest_size=8)
    for row in Observation.objects.order_by("id").values_list(*COLUMNS):
        digest.update(repr(row).encode())
    return digest.hexdigest()


FACTS = {"observation": Producer(rows, stamp=stamp)}

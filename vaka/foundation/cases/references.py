"""References such as AVV-2026-00041: one gap-free series for each prefix and year."""

from django.db import transaction

from vaka.foundation.cases.models import ReferenceCounter
from vaka.foundation.retention.models import Tombstone


def take(prefix: str, year: int, count: int = 1) -> range:
    """Reserve the next numbers; they are given back when the surrounding transaction rolls back."""
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("references are taken inside the transaction that uses them")
    ReferenceCounter.objects.get_or_create(prefix=prefix, year=year)
    counter = ReferenceCounter.objects.select_for_update().get(prefix=prefix, year=year)
    first = counter.last + 1
    counter.last += count
    counter.save(update_fields=["last"])
    return range(first, first + count)


def written(prefix: str, year: int, number: int) -> str:
    """Give a reference as people read it."""
    return f"{prefix}-{year}-{number:05d}"


def gaps() -> list[str]:
    """Give each series whose cases and disposed cases are not as many as its last number says:
    none when all is well."""
    from vaka.foundation.cases.models import Case

    found = []
    for counter in ReferenceCounter.objects.order_by("prefix", "year"):
        start = f"{counter.prefix}-{counter.year}-"
        cases = Case.objects.filter(reference__startswith=start).count()
        cases += Tombstone.objects.filter(reference__startswith=start).count()
        if cases != counter.last:
            found.append(f"{start} {cases} ≠ {counter.last}")
    return found

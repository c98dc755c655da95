"""The hash chain over the log: rows get place and digest when sealed, each day a closing digest.

A row's digest is BLAKE2b over the digest before it and the row's canonical JSON, so that a
changed, removed or moved row breaks every digest after it (security.md S19).
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Max, Min
from django.utils import timezone

from vaka.foundation.audit.models import AuditDay, AuditRow

BATCH = 5_000
FIELDS = (
    "id at actor_id actor_name role unit_id kind verb object_kind object_id subject_id data"
).split()


@dataclass(frozen=True)
class ChainState:
    """What a check of the chain found: rows sealed, rows in the unsealed tail, first fault."""

    sealed: int
    tail: int
    broken_at: int | None

    @property
    def ok(self) -> bool:
        """True when no digest is wrong."""
        return self.broken_at is None


def digest_of(before: str, place: int, row: dict[str, object]) -> str:
    """Give the digest of one row in its place after another."""
    text = json.dumps([before, place, row], default=str, sort_keys=True, ensure_ascii=False)
    return blake2b(text.encode(), digest_size=32).hexdigest()


def seal() -> int:
    """Give unsealed rows their place and digest, oldest first; returns how many.

    One at a time may seal: the transaction takes the last sealed row's lock first.
    """
    sealed = 0
    while batch := _seal_batch():
        sealed += batch
    close_days()
    return sealed


@transaction.atomic
def _seal_batch() -> int:
    last = AuditRow.objects.select_for_update().exclude(place=None).order_by("-place").first()
    begins = None if last else anchor()
    place, before = (begins.last_place, begins.digest) if begins else (0, "")
    if last:
        place, before = last.place or 0, last.digest
    rows = list(AuditRow.objects.filter(place=None).order_by("id").values(*FIELDS)[:BATCH])
    sealed = list(_sealed(rows, place, before))
    with connection.cursor() as cursor:
        cursor.executemany(
            "UPDATE audit_auditrow SET place = %s, digest = %s WHERE id = %s AND place IS NULL",
            sealed,
        )
    return len(sealed)


def _sealed(
    rows: Iterable[dict[str, Any]], place: int, before: str
) -> Iterator[tuple[int, str, int]]:
    for row in rows:
        place += 1
        before = digest_of(before, place, row)
        yield place, before, row["id"]


def close_days(today: date | None = None) -> int:
    """Write the closing digest of each day that is over and wholly sealed; returns how many."""
    first_open = today or timezone.localdate()
    closed = 0
    found = (
        AuditRow.objects.exclude(place=None)
        .filter(at__date__lt=first_open)
        .exclude(at__date__in=AuditDay.objects.values("day"))
        .values("at__date")
        .annotate(last=Max("place"), rows=Count("id"))
        .order_by("at__date")
    )
    for row in found:
        digest = AuditRow.objects.get(place=row["last"]).digest
        AuditDay.objects.create(
            day=row["at__date"], last_place=row["last"], rows=row["rows"], digest=digest
        )
        closed += 1
    return closed


def check() -> ChainState:
    """Walk the whole chain and tell where it first breaks; it begins after what was disposed."""
    begins = anchor()
    before, place = (begins.digest, begins.last_place) if begins else ("", 0)
    first = place
    days = dict(AuditDay.objects.filter(last_place__gt=place).values_list("last_place", "digest"))
    for row in _walk():
        place += 1
        found = row.pop("digest")
        right = row.pop("place") == place and found == digest_of(before, place, row)
        if not right or days.pop(place, found) != found:
            return ChainState(place - first, _tail(), broken_at=place)
        before = str(found)
    missing = min(days, default=None)
    return ChainState(place - first, _tail(), broken_at=missing)


def anchor() -> AuditDay | None:
    """Give the day whose digest the chain begins from, when older rows have been disposed."""
    return AuditDay.objects.exclude(disposed_at=None).order_by("-last_place").first()


def block_until(limit: date) -> AuditDay | None:
    """Give the closed day at which the block of rows that are all older than a day ends.

    A block ends where a day's digest stands, so that the rest of the chain can still be proved.
    """
    young = AuditRow.objects.exclude(place=None).filter(at__date__gte=limit)
    first_young = young.aggregate(least=Min("place"))["least"]
    days = AuditDay.objects.filter(disposed_at=None)
    if first_young is not None:
        days = days.filter(last_place__lt=first_young)
    return days.filter(day__lt=limit).order_by("-last_place").first()


def drop_block(last: AuditDay) -> int:
    """Remove every row up to a day's digest, which then stands as the chain's beginning.

    Call inside an @action that has asked who may; returns how many rows went.
    """
    rows = AuditRow.objects.filter(place__lte=last.last_place)
    gone = int(rows._raw_delete(rows.db))
    AuditDay.objects.filter(last_place__lte=last.last_place).update(disposed_at=timezone.now())
    return gone


def _walk() -> Iterator[dict[str, object]]:
    rows = AuditRow.objects.exclude(place=None).order_by("place")
    yield from rows.values(*FIELDS, "place", "digest").iterator(chunk_size=BATCH)


def _tail() -> int:
    return AuditRow.objects.filter(place=None).count()

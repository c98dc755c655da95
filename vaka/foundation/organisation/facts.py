"""The tree of units as a fact, so that figures can be cut by the tree of then or of now."""

import uuid
from collections.abc import Collection, Iterator
from datetime import date
from hashlib import blake2b
from typing import Any

from vaka.foundation.organisation.models import UnitPath
from vaka.foundation.snapshot.registry import Producer

OPEN_END = date(9999, 12, 31)
COLUMNS = (
    "ancestor__code descendant__code depth descendant__name descendant__kind "
    "descendant__is_reference valid_from valid_until"
).split()


def rows(ids: Collection[uuid.UUID] | None, year: int | None) -> Iterator[dict[str, Any]]:
    """Give every path of the tree with its validity; the last day is exclusive in the fact."""
    for row in UnitPath.objects.order_by("id").values_list(*COLUMNS):
        ancestor, code, depth, name, kind, is_reference, start, end = row
        yield {
            "ancestor_code": ancestor,
            "unit_code": code,
            "depth": depth,
            "name": name,
            "kind": kind,
            "is_reference": is_reference,
            "valid_from_date": start,
            "valid_to_date": date.fromordinal(end.toordinal() + 1) if end else OPEN_END,
        }


def stamp() -> str:
    """Give a digest of the tree."""
    digest = blake2b(digest_size=8)
    for row in UnitPath.objects.order_by("id").values_list(*COLUMNS):
        digest.update(repr(row).encode())
    return digest.hexdigest()


FACTS = {"unit_tree": Producer(rows, stamp=stamp)}

"""Removing one case with all that hangs on it: parts, timeline, search words, files' rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, models
from django.db.models.deletion import Collector, ProtectedError

from vaka.areas.disposals.models import DisposalHold
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.models import Case
from vaka.foundation.files.models import StoredFile
from vaka.foundation.people.models import Subject
from vaka.foundation.retention.classes import Kept
from vaka.foundation.retention.columns import classes_of

DEPTH = 12


class StillNeeded(Exception):
    """Another case, or a report, stands on this one."""


@dataclass(frozen=True)
class Gone:
    """How many rows and files went."""

    rows: int
    files: int


def remove(case: Case) -> Gone:
    """Remove a case; call inside a transaction, for what has gone before a refusal comes back.

    The bytes of its files go by the next sweep of the store, when no other row names them.

    Raises:
        StillNeeded: another case or a frozen paper stands on it; nothing may be kept of the try.
    """
    cases.touch(case)  # the snapshot forgets it
    held = list(StoredFile.objects.filter(case=case).values_list("pk", flat=True))
    DisposalHold.objects.filter(case=case).delete()
    StoredFile.objects.filter(pk__in=held).update(case=None)
    rows = _removed(Case.objects.filter(pk=case.pk), case.pk)
    for pk in held:
        rows += _removed(StoredFile.objects.filter(pk=pk), case.pk)
    return Gone(rows, len(held))


def needed(case_ids: Iterable[UUID]) -> set[UUID]:
    """Give those of the cases that a case of another kind stands on, as far as a column says so."""
    ids = list(case_ids)
    found: set[UUID] = set()
    for model, column in _standing_on():
        rows = model._base_manager.filter(**{f"{column}__in": ids})
        found |= set(rows.values_list(column, flat=True))
    return found


@cache
def _standing_on() -> tuple[tuple[Any, str], ...]:
    """The columns by which one case's row cannot do without another case's."""
    owned: list[Any] = [r.related_model for r in Case._meta.related_objects if r.field.primary_key]
    return tuple(
        (relation.related_model, relation.field.name)
        for target in (Case, *owned)
        for relation in target._meta.related_objects
        if relation.on_delete in (models.PROTECT, models.CASCADE)
        and not relation.field.primary_key
        and is_case(relation.related_model)
    )


def forget(subject: Subject) -> bool:
    """Remove an identity that nothing names any more; says whether it went."""
    for relation in Subject._meta.related_objects:
        rows = relation.related_model._base_manager.filter(**{relation.field.name: subject})
        if rows.exists():
            return False
    Subject.objects.filter(pk=subject.pk).delete()
    return True


def _removed(rows: models.QuerySet[Any], case_id: UUID, depth: int = 0) -> int:
    """Remove rows of a case and, first, the parts of them that are protected; how many went."""
    gone = 0
    for _turn in range(DEPTH):
        collector = Collector(using=DEFAULT_DB_ALIAS)
        try:
            collector.collect(list(rows))
        except ProtectedError as error:
            if depth >= DEPTH:
                raise StillNeeded from error
            gone += _parts_removed(error.protected_objects, case_id, depth)
            continue
        _demand_no_other(collector, case_id)
        return gone + collector.delete()[0]
    raise StillNeeded


def _parts_removed(objects: Iterable[models.Model], case_id: UUID, depth: int) -> int:
    by_model: dict[type[models.Model], list[object]] = {}
    for one in objects:
        if not is_part(type(one)):
            raise StillNeeded(type(one).__name__)
        by_model.setdefault(type(one), []).append(one.pk)
    return sum(
        _removed(model._base_manager.filter(pk__in=keys), case_id, depth + 1)
        for model, keys in by_model.items()
    )


def _demand_no_other(collector: Collector, case_id: UUID) -> None:
    """Refuse when what is about to go holds the row of another case. Raises StillNeeded."""
    found = [one for rows in collector.data.values() for one in rows]
    found += [one for rows in collector.fast_deletes if is_case(rows.model) for one in rows]
    for one in found:
        if is_case(type(one)) and one.pk != case_id:
            raise StillNeeded(type(one).__name__)


def is_case(model: type[models.Model]) -> bool:
    """Say whether a row is a case, or what an area keeps of one."""
    return model is Case or any(
        field.primary_key and field.remote_field and field.remote_field.model is Case
        for field in model._meta.concrete_fields
    )


def is_part(model: type[models.Model]) -> bool:
    """Say whether a row is part of a case's file and no case of its own."""
    kept = classes_of(model).kept
    return kept == Kept.CASE_FILE and model is not DisposalHold and not is_case(model)

"""Keeping answers and drafts, making and closing doors."""

import secrets
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.questions.models import Answers, Door, Draft
from vaka.foundation.questions.sets import QuestionSet

LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"
CODE_LENGTH = 8
LARGEST_VALUE = 10_000
MOST_VALUES = 100


class AlreadySent(LookupError):
    """The draft has become a report, so there is nothing left to keep."""


class TooMuch(ValueError):
    """A draft's field is longer than any question allows."""


@dataclass(frozen=True)
class Field:
    """One answer on its way: which form, which filling of it, which field."""

    form: str
    client_id: uuid.UUID
    key: str
    value: str


def keep(
    *, by: Viewer, case: Case, answers: Sequence[tuple[QuestionSet, Mapping[str, str]]],
    at: datetime,
) -> None:  # fmt: skip
    """Store the answers of a case, set by set; call inside an @action."""
    rows = [
        Answers(
            case=case, set_code=one.code, set_version=one.version, values=dict(values),
            answered_at=at,
        )
        for one, values in answers
    ]  # fmt: skip
    Answers.objects.bulk_create(rows)
    told = [[row.set_code, row.set_version] for row in rows]
    note(by=by, verb="questions.keep", object_kind=case.kind, object_id=case.pk,
         unit_id=case.unit_id, data={"sets": told})  # fmt: skip


def draft(*, by: Viewer, field: Field) -> Draft:
    """Keep one field of a draft. The log tells that a draft was begun, not every field of it.

    Raises TooMuch, and AlreadySent when the form went off while the field was on its way.
    """
    if len(field.value) > LARGEST_VALUE or len(field.key) > 60:
        raise TooMuch(field.key)
    found = _drafts(by, field.form, field.client_id).first() or _begun(by=by, field=field)
    with transaction.atomic():
        held = Draft.objects.select_for_update().filter(pk=found.pk).first()
        if held is None:
            raise AlreadySent(field.key)
        if len(held.values) >= MOST_VALUES and field.key not in held.values:
            raise TooMuch(field.key)
        held.values[field.key] = field.value
        held.save(update_fields=["values", "changed_at"])
    return held


@action
def begin(*, by: Viewer, field: Field) -> Draft:
    """Begin a draft. Raises NotVisible for a viewer who is nobody."""
    if by.person is None:
        raise NotVisible("draft")
    made = Draft.objects.create(person=by.person, form=field.form, client_id=field.client_id)
    note(by=by, verb="questions.begin", object_kind="draft", object_id=made.pk)
    return made


def _begun(*, by: Viewer, field: Field) -> Draft:
    try:
        return begin(by=by, field=field)
    except IntegrityError:  # two fields at once: the other began it
        return _drafts(by, field.form, field.client_id).get()


@action
def discard(*, by: Viewer, draft_id: uuid.UUID) -> None:
    """Remove one's own draft. Raises NotVisible."""
    if not Draft.objects.filter(person=by.person, pk=draft_id).delete()[0]:
        raise NotVisible(str(draft_id))
    note(by=by, verb="questions.discard", object_kind="draft", object_id=draft_id)


def sent(*, by: Viewer, form: str, client_id: uuid.UUID) -> None:
    """Remove the draft of what has been sent; call inside the @action that sends it."""
    _drafts(by, form, client_id).delete()


def forget_old() -> int:
    """Remove drafts that nobody has touched for the local number of days."""
    days = local_value("draft.keep_days", timezone.localdate())
    oldest = timezone.now() - timedelta(days=days)
    return Draft.objects.filter(changed_at__lt=oldest).delete()[0]


@action
def open_door(*, by: Viewer, form: str, unit: Unit, place: str = "") -> Door:
    """Make a door to a form at a unit."""
    demand(by, "door.open", unit.pk)
    code = "".join(secrets.choice(LETTERS) for _ in range(CODE_LENGTH))
    made = Door.objects.create(code=code, form=form, unit=unit, place=place, made_by=by.person)
    note(by=by, verb="questions.open_door", object_kind="door", object_id=made.pk,
         unit_id=unit.pk, data={"code": code, "place": place})  # fmt: skip
    return made


@action
def close_door(*, by: Viewer, code: str) -> Door:
    """Close a door: its code leads nowhere from now on. Raises NotVisible."""
    door = Door.objects.filter(code=code, closed_at=None).select_related("unit").first()
    if door is None or not by.may("door.open", door.unit_id):
        raise NotVisible(code)
    door.closed_at = timezone.now()
    door.save(update_fields=["closed_at"])
    note(by=by, verb="questions.close_door", object_kind="door", object_id=door.pk,
         unit_id=door.unit_id)  # fmt: skip
    return door


def _drafts(by: Viewer, form: str, client_id: uuid.UUID) -> QuerySet[Draft]:
    return Draft.objects.filter(person=by.person, form=form, client_id=client_id)

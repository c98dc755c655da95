"""Reads of answers, drafts and doors."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.questions.models import Answers, Door, Draft
from vaka.foundation.questions.sets import Kind, Question, of_version


@dataclass(frozen=True)
class Given:
    """One question and what was answered, in words."""

    key: str
    label: str
    words: str


@dataclass(frozen=True)
class DraftLine:
    """A draft as the one who writes it sees it."""

    id: uuid.UUID
    form: str
    client_id: uuid.UUID
    values: dict[str, str]
    begun_at: datetime
    changed_at: datetime


@dataclass(frozen=True)
class DoorLine:
    """A door as a page shows it."""

    code: str
    form: str
    unit_code: str
    unit_name: str
    place: str
    made_at: datetime


def given(case: Case) -> list[Given]:
    """Give a case's answers by the sets they were asked with, in the language in force.

    The caller has seen to it that the viewer may read the case.
    """
    rows = Answers.objects.filter(case=case).order_by("set_code")
    return [one for row in rows for one in _given(row)]


def _given(row: Answers) -> list[Given]:
    asked = of_version(row.set_code, row.set_version)
    return [_said(q, row.values[q.key]) for q in asked.questions if row.values.get(q.key)]


def _said(question: Question, value: str) -> Given:
    from django.utils.translation import gettext as _

    language = get_language() or "sv"
    words = question.spoken(value, language)
    if question.kind in (Kind.YES_NO, Kind.CHECK):
        words = {"yes": _("Ja"), "no": _("Nej"), "na": _("Ej aktuellt")}.get(value, value)
    return Given(question.key, question.label.said(language), words)


def own_drafts(viewer: Viewer, form: str) -> list[DraftLine]:
    """Give the viewer's drafts of a form, the one last touched first."""
    if viewer.person is None:
        return []
    rows = Draft.objects.filter(person=viewer.person, form=form)
    return [DraftLine(d.pk, d.form, d.client_id, d.values, d.begun_at, d.changed_at) for d in rows]


def door(code: str) -> DoorLine:
    """Give an open door by its code. Raises NotVisible."""
    found = Door.objects.filter(code=code, closed_at=None).select_related("unit").first()
    if found is None:
        raise NotVisible(code)
    return _door(found)


def doors(viewer: Viewer, form: str = "") -> list[DoorLine]:
    """Give the open doors (to one form, if named) where the viewer may open doors."""
    rows = Door.objects.filter(closed_at=None, unit_id__in=viewer.unit_ids("door.open"))
    rows = rows.filter(form=form) if form else rows
    return [_door(one) for one in rows.select_related("unit")]


def _door(found: Door) -> DoorLine:
    unit = found.unit
    return DoorLine(found.code, found.form, unit.code, unit.name, found.place, found.made_at)

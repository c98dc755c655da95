"""Pages of what is written of a wait for IVO: a note, a note taken back, the field."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from vaka.areas.entitlements import note_actions as actions
from vaka.areas.entitlements.note_forms import FieldForm, TakeBackNoteForm, WaitNoteForm
from vaka.areas.entitlements.work import by_step, step


def note_wait(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Note what a wait means for the person, or a follow-up."""
    return step(request, case_id, WaitNoteForm, by_step(actions.note_wait),
                heading=_("Anteckna om väntan"), verb=_("Spara anteckningen"),
                message=_("Anteckningen är sparad."))  # fmt: skip


def take_back(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take back a note."""
    return step(request, case_id, TakeBackNoteForm, by_step(actions.take_back_wait_note),
                heading=_("Ta tillbaka en anteckning"), verb=_("Ta tillbaka"),
                message=_("Anteckningen är tagen tillbaka."))  # fmt: skip


def field(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Say which field of social services a decision belongs to."""
    return step(request, case_id, FieldForm, by_step(actions.tell_field),
                heading=_("Vilket område hör beslutet till?"), verb=_("Spara"),
                message=_("Verksamhetsområdet är sparat."))  # fmt: skip

"""Questions as form fields: one field a question, with its label in the language in force."""

import re
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from vaka.foundation.files import pictures
from vaka.foundation.number_fields import NumberField
from vaka.foundation.questions.sets import Answered, Kind, Question

CLOCK = re.compile(r"^([01]?\d|2[0-3])[.:]?([0-5]\d)$")


class TimeOfDay(forms.RegexField):
    """A time, written 04.05, 04:05 or 0405; its value is `04:05`."""

    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(CLOCK, error_messages={"invalid": _("Skriv tiden som 04.05.")}, **kwargs)

    def clean(self, value: Any) -> str:
        """Give hours and minutes with a colon, or nothing."""
        found = CLOCK.match(str(super().clean(str(value or "").strip())))
        return f"{int(found[1]):02}:{found[2]}" if found else ""


class PhotoInput(forms.TextInput):
    """Chooses or takes a photo; the page's script makes it small and writes it as text."""

    template_name = "questions/photo.html"

    def id_for_label(self, id_: str) -> str:
        """The label belongs to the button that opens the camera."""
        return f"{id_}_file" if id_ else id_


class PhotoField(forms.CharField):
    """A photo as a data address; its value is that of a small JPEG without metadata."""

    widget = PhotoInput

    def clean(self, value: Any) -> str:
        """Read the photo, or give nothing."""
        text = str(super().clean(value))
        if not text:
            return ""
        try:
            return pictures.as_text(pictures.plain_jpeg(pictures.from_text(text)))
        except pictures.UnreadablePhoto as error:
            raise forms.ValidationError(str(error)) from None


def field_of(question: Question, answers: Answered) -> forms.Field:
    """Give the field of a question; it is required only where the answers before it show it."""
    language = get_language() or "sv"
    field = _MAKERS[question.kind](
        question,
        language,
        required=question.demanded(answers),
        label=question.label.said(language),
        help_text=question.hint.said(language),
    )
    missing = question.missing.said(language) or _("Svara på frågan.")
    field.error_messages["required"] = missing
    return field


def _text(question: Question, language: str, **common: Any) -> forms.Field:
    area = forms.Textarea(attrs={"rows": question.rows})
    widget = area if question.rows > 1 else forms.TextInput()
    return forms.CharField(max_length=question.longest, widget=widget, **common)


def _choice(question: Question, language: str, **common: Any) -> forms.Field:
    choices = [(one.value, one.label.said(language)) for one in question.choices]
    widget = forms.RadioSelect()
    return forms.ChoiceField(
        choices=choices,
        widget=widget,
        error_messages={"invalid_choice": _("Välj ett av svaren.")},
        **common,
    )


def _yes_no(question: Question, language: str, **common: Any) -> forms.Field:
    choices = [("yes", _("Ja")), ("no", _("Nej"))]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect(), **common)


def _check(question: Question, language: str, **common: Any) -> forms.Field:
    """Yes, no, or not applicable: a step that the situation did not ask for is neither."""
    choices = [("yes", _("Ja")), ("no", _("Nej")), ("na", _("Ej aktuellt"))]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect(), **common)


def _date(question: Question, language: str, **common: Any) -> forms.Field:
    return forms.DateField(widget=forms.DateInput(format="%Y-%m-%d"), **common)


def _time(question: Question, language: str, **common: Any) -> forms.Field:
    return TimeOfDay(**common)


def _number(question: Question, language: str, **common: Any) -> forms.Field:
    return NumberField(min_value=question.lowest, max_value=question.highest, **common)


def _scale(question: Question, language: str, **common: Any) -> forms.Field:
    ends = range(int(question.lowest), int(question.highest) + 1)
    choices = [(str(one), str(one)) for one in ends]
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect(), **common)


def _photo(question: Question, language: str, **common: Any) -> forms.Field:
    return PhotoField(**common)


_MAKERS: dict[Kind, Callable[..., forms.Field]] = {
    Kind.TEXT: _text,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.CHECK: _check,
    Kind.DATE: _date,
    Kind.TIME: _time,
    Kind.NUMBER: _number,
    Kind.SCALE: _scale,
    Kind.PHOTO: _photo,
}


def written(value: Any) -> str:
    """Give a cleaned value as it is stored."""
    if value is None:
        return ""
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f"{value:g}" if isinstance(value, float) else str(value)

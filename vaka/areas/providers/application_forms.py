"""Forms of applications to a system of free choice: shape and wording only."""

from collections.abc import Iterator, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vaka.areas.providers.forms import ContractForm
from vaka.areas.providers.models import ApplicationLine
from vaka.areas.providers.rules import Sort
from vaka.foundation.people.numbers import find_numbers
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

ANSWERS = {"yes": True, "no": False, "left": None}


class ApplicationForm(ContractForm):
    """An application: the terms of the contract that it would give."""

    sort = None  # type: ignore[assignment]
    received_date = forms.DateField(label=_("Ansökan kom in"), widget=forms.DateInput)
    field_order = ["unit", "received_date"]

    def clean(self) -> dict[str, Any]:
        """Say the sort that an application always has."""
        return (super().clean() or self.cleaned_data) | {"sort": Sort.FREE_CHOICE}


class JudgeForm(StepForm):
    """The requirements of an application, line by line."""

    def __init__(self, *args: Any, lines: Sequence[ApplicationLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.numbers = [one.number for one in lines]
        answered = {value: key for key, value in ANSWERS.items()}
        for one in lines:
            self.fields[f"line-{one.number}"] = forms.ChoiceField(
                label=f"{one.number}. {one.label}", widget=Segmented,
                initial=answered[one.is_met],
                choices=[("yes", _now("Uppfyllt")), ("no", _now("Inte uppfyllt")),
                         ("left", _now("Inte bedömt"))],
            )  # fmt: skip
            self.fields[f"note-{one.number}"] = forms.CharField(
                label=_now("Vad visar det? Krav %s") % one.number, max_length=2_000,
                required=False, widget=area(2), initial=one.words,
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Refuse identity numbers in what was written."""
        data = super().clean() or {}
        for name, value in list(data.items()):
            if isinstance(value, str) and find_numbers(value):
                self.add_error(name, ValidationError(_now("Ta bort personnumret.")))
        return data

    @property
    def lines(self) -> Iterator[tuple[forms.BoundField, forms.BoundField]]:
        """Give each requirement with its note."""
        for number in self.numbers:
            yield self[f"line-{number}"], self[f"note-{number}"]

    def judged(self) -> dict[int, tuple[bool | None, str]]:
        """Give what was judged, by number."""
        data = self.cleaned_data
        return {n: (ANSWERS[data[f"line-{n}"]], data[f"note-{n}"]) for n in self.numbers}

"""Forms of visits: shape and wording only; what may be done is asked of the rules."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from vaka.areas.providers.forms import TEXT
from vaka.areas.providers.visit_actions import Seen
from vaka.foundation.people.numbers import find_numbers
from vaka.foundation.questions.forms import AskedField, QuestionsForm
from vaka.foundation.questions.sets import QuestionSet
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

NOTE = "anteckning-"


class VisitForm(StepForm):
    """When, and whether they are told before."""

    day = forms.DateField(label=_("Vilken dag?"), widget=forms.DateInput)
    is_announced = forms.TypedChoiceField(
        label=_("Får verksamheten veta det i förväg?"), widget=Segmented,
        choices=[("yes", _("Anmält")), ("no", _("Oanmält"))], initial="yes",
        coerce=lambda value: value == "yes",
        help_text=_("Ett oanmält besök ser bara ni som gör det, tills det är gjort."),
    )  # fmt: skip


class ReplanForm(StepForm):
    """A new day for a cancelled visit."""

    day = forms.DateField(label=_("Vilken dag?"), widget=forms.DateInput)
    words = forms.CharField(label=_("Varför?"), max_length=TEXT, widget=area())


class ClosingForm(StepForm):
    """What came of a visit."""

    words = forms.CharField(
        label=_("Vad blev det av besöket?"), max_length=TEXT, widget=area(),
        help_text=_("Det som utföraren och nämnden behöver veta."),
    )  # fmt: skip


@dataclass(frozen=True)
class AskedLine:
    """One requirement with room for a note."""

    asked: AskedField
    note: forms.BoundField


class RecordForm(QuestionsForm, StepForm):
    """The requirements, line by line, with what was seen."""

    made_date = forms.DateField(label=_("När gjordes besöket?"), widget=forms.DateInput)
    who_met = forms.CharField(
        label=_("Vilka träffade ni?"), max_length=200, required=False,
        help_text=_("Roller, inga namn: enhetschef, två undersköterskor, tre boende."),
    )  # fmt: skip
    seen = forms.CharField(
        label=_("Sammanfattning"), max_length=TEXT, widget=area(),
        help_text=_("Vad fungerar väl, vad behöver bli bättre? Inga namn eller personnummer."),
    )  # fmt: skip

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, asked: QuestionSet, **kwargs: Any
    ) -> None:
        super().__init__(data, sets=[asked], **kwargs)
        for question in self.questions:
            self.fields[NOTE + question.key] = forms.CharField(
                label=_now("Anteckning"), max_length=2_000, required=False, widget=area(2)
            )

    def clean(self) -> dict[str, Any]:
        """Refuse identity numbers in what was written."""
        data = super().clean() or {}
        for name, value in list(data.items()):
            if isinstance(value, str) and find_numbers(value):
                self.add_error(name, ValidationError(_now("Ta bort personnumret.")))
        return data

    @property
    def groups(self) -> Iterator[tuple[str, list[AskedLine]]]:
        """Give the requirements under their headings, as the page draws them."""
        names = {step.key: step.name.said() for step in self.steps}
        for step in dict.fromkeys(one.step for one in self.questions):
            lines = [self._line(one) for one in self.in_step(step)]
            yield names.get(step, ""), lines

    def _line(self, one: AskedField) -> AskedLine:
        return AskedLine(one, self[NOTE + one.question.key])

    def what_was_seen(self) -> Seen:
        """Give what was written."""
        data, keys = self.cleaned_data, {one.key for one in self.questions}
        notes = {key: data.get(NOTE + key, "") for key in keys}
        values = {key: value for key, value in self.answers().items() if key in keys}
        return Seen(data["made_date"], values, notes, data["who_met"], data["seen"])

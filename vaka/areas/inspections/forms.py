"""Forms of inspections: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.inspections.actions import NewInspection, NewInspectionPoint
from vaka.areas.inspections.rules import POINT_LABELS, SORT_LABELS, PointKind, Sort
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

TEXT = 10_000


class InspectionForm(StepForm):
    """What has come in."""

    sort = forms.ChoiceField(
        label=_("Vad är det?"), widget=Segmented, choices=list(SORT_LABELS.items())
    )
    authority = forms.CharField(
        label=_("Vem granskar?"), max_length=120,
        help_text=_("Till exempel IVO, Arbetsmiljöverket, revisorerna."),
    )  # fmt: skip
    title = forms.CharField(label=_("Rubrik"), max_length=90)
    number = forms.CharField(label=_("Myndighetens nummer"), max_length=60, required=False)
    about = forms.CharField(
        label=_("Vad gäller det?"), max_length=TEXT, widget=area(),
        help_text=_("Skriv inga namn eller personnummer."),
    )  # fmt: skip
    received_date = forms.DateField(label=_("När kom det?"), widget=forms.DateInput)
    due_date = forms.DateField(label=_("Svar senast"), widget=forms.DateInput)
    unit = forms.ChoiceField(label=_("Enhet"))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self) -> NewInspection:
        """Give what was written."""
        data = self.cleaned_data
        return NewInspection(
            self.units[data["unit"]], Sort(data["sort"]), data["title"], data["authority"],
            data["about"], data["received_date"], data["due_date"], data["number"],
        )  # fmt: skip


class PointForm(StepForm):
    """One question or fault."""

    kind = forms.ChoiceField(
        label=_("Fråga eller brist?"), widget=Segmented, choices=list(POINT_LABELS.items()),
        initial=PointKind.FAULT,
    )  # fmt: skip
    text = forms.CharField(
        label=_("Vad frågas eller kritiseras?"), max_length=TEXT, widget=area(),
        help_text=_("Myndighetens egna ord, utan namn."),
    )  # fmt: skip
    due_date = forms.DateField(label=_("Besvaras senast"), widget=forms.DateInput)
    owner = forms.ChoiceField(label=_("Vem svarar?"))

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        named = [(key, person.name) for key, person in self.people.items()]
        self.choose("owner", [("", _("Välj person")), *named])

    def new(self) -> NewInspectionPoint:
        """Give what was written."""
        data = self.cleaned_data
        return NewInspectionPoint(
            PointKind(data["kind"]), data["text"], data["due_date"], self.people[data["owner"]]
        )


class AnswerForm(StepForm):
    """The answer to a point, and what proves it."""

    answer = forms.CharField(label=_("Svar"), max_length=TEXT, widget=area(5))
    proof = forms.CharField(
        label=_("Underlag"), max_length=TEXT, required=False, widget=area(2),
        help_text=_("Vad visar det? En rutin, ett protokoll, en åtgärd eller en mätning."),
    )  # fmt: skip


class AgainForm(StepForm):
    """What the authority asks once more."""

    words = forms.CharField(label=_("Vad frågar myndigheten?"), max_length=TEXT, widget=area())
    due_date = forms.DateField(label=_("Svar senast"), widget=forms.DateInput)


class CloseForm(StepForm):
    """The authority's own decision."""

    decided = forms.DateField(label=_("Myndighetens beslut är från"), widget=forms.DateInput)
    number = forms.CharField(label=_("Beslutets nummer"), max_length=60)
    words = forms.CharField(
        label=_("Vad säger beslutet?"), max_length=TEXT, required=False, widget=area(2)
    )

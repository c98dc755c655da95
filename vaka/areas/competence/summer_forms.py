"""Forms of a summer's staffing: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence import lists
from vaka.areas.competence.summer_actions import NewSeason, NewShifts
from vaka.areas.competence.summer_rules import LESSON_LABELS, PART_LABELS
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm

TEXT = 10_000


class SeasonForm(StepForm):
    """Which summer, and where."""

    unit = forms.ChoiceField(label=_("För vilken del av verksamheten?"))
    year = forms.IntegerField(label=_("År"), min_value=2015, max_value=2100)
    from_date = forms.DateField(label=_("Från och med"), widget=forms.DateInput)
    until_date = forms.DateField(label=_("Till och med"), widget=forms.DateInput)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {one.code: one for one in units}
        self.choose("unit", [(one.code, one.name) for one in units])

    def new(self) -> NewSeason:
        """Give what was written."""
        data = self.cleaned_data
        return NewSeason(
            self.units[data["unit"]], data["year"], data["from_date"], data["until_date"]
        )


class ShiftsForm(StepForm):
    """What is needed each day of some days."""

    unit = forms.ChoiceField(label=_("Enhet"))
    part = forms.ChoiceField(
        label=_("Vilket pass?"), widget=Segmented, choices=list(PART_LABELS.items())
    )
    from_date = forms.DateField(label=_("Från och med"), widget=forms.DateInput)
    until_date = forms.DateField(label=_("Till och med"), widget=forms.DateInput)
    needed = WholeField(label=_("Hur många behövs varje dag?"), min_value=1, max_value=99)
    tasks = forms.MultipleChoiceField(
        label=_("Vilka uppgifter kräver delegering?"), required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Någon på passet måste ha en giltig delegering för varje uppgift."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {one.code: one for one in units}
        self.choose("unit", [(one.code, one.name) for one in units])
        self.choose("tasks", [(one.code, one.title) for one in lists.tasks().values()])

    def new(self) -> NewShifts:
        """Give what was written."""
        data = self.cleaned_data
        return NewShifts(
            self.units[data["unit"]], data["from_date"], data["until_date"], data["part"],
            data["needed"], data["tasks"],
        )  # fmt: skip


class FillForm(StepForm):
    """Who works the shift."""

    person = forms.ChoiceField(
        label=_("Vem arbetar passet?"),
        help_text=_("De som är introducerade på enheten och inte redan arbetar då."),
    )

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        named = [(key, one.name) for key, one in self.people.items()]
        self.choose("person", [("", _("Välj person")), *named])


class CountForm(StepForm):
    """How many have applied and been hired up to a day."""

    on_date = forms.DateField(label=_("Vilken dag?"), widget=forms.DateInput)
    applicants = WholeField(label=_("Sökande hittills"), min_value=0)
    hired = WholeField(label=_("Anställda hittills"), min_value=0)
    minors = WholeField(label=_("Av dem under 18 år"), min_value=0, initial=0)


class SayForm(StepForm):
    """How one subject stands, for the board."""

    subject = forms.ChoiceField(label=_("Ämne"))
    words = forms.CharField(
        label=_("Hur är läget?"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv till nämnden. Inga namn."),
    )  # fmt: skip
    value = forms.CharField(label=_("I korthet"), max_length=60, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("subject", list(lists.subjects().items()))


class LearnForm(StepForm):
    """What the summer taught."""

    kind = forms.ChoiceField(
        label=_("Vad är det?"), widget=Segmented, choices=list(LESSON_LABELS.items())
    )
    group = forms.CharField(
        label=_("Vem säger det?"), max_length=100,
        help_text=_("Till exempel: vikarier, ordinarie personal, enhetschefer, anhöriga."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Vad har vi lärt oss?"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3})
    )

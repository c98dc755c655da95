"""Forms of delegations: shape and wording only; what may be done is asked of the rules."""

import uuid
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence import lists
from vaka.areas.competence.actions import NewDelegation
from vaka.areas.competence.staff_actions import NewAttempt
from vaka.areas.competence.staff_rules import LONGEST_DAYS
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm

TEXT = 10_000
YES_NO = (("yes", _("Ja")), ("no", _("Nej")))


class DelegationForm(StepForm):
    """Who is to have which tasks, where and until when."""

    receiver = forms.ChoiceField(
        label=_("Vem ska få delegeringen?"),
        help_text=_("De som arbetar på enheten i dag eller börjar senare."),
    )
    tasks = forms.MultipleChoiceField(
        label=_("Vilka uppgifter?"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Bara det som behövs, och bara det du själv har formell kompetens för."),
    )  # fmt: skip
    places = forms.CharField(
        label=_("Var gäller den?"), max_length=200,
        help_text=_("Till exempel: plan 1 och 2, alla pass. Skriv inga namn på boende."),
    )  # fmt: skip
    is_single = forms.ChoiceField(
        label=_("Gäller den ett enda tillfälle?"), widget=Segmented, choices=YES_NO, initial="no"
    )
    from_date = forms.DateField(label=_("Från och med"), widget=forms.DateInput)
    until_date = forms.DateField(
        label=_("Till och med"), widget=forms.DateInput, help_text=_("Högst ett år.")
    )

    def __init__(
        self, *args: Any, unit: Unit, people: list[Person], on: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.unit, self.people = unit, {str(one.pk): one for one in people}
        named = [(key, one.name) for key, one in self.people.items()]
        self.choose("receiver", [("", _("Välj person")), *named])
        held = [one for one in lists.tasks().values() if one.holds_on(on)]
        self.choose("tasks", [(one.code, one.title) for one in held])

    def new(self, renews: uuid.UUID | None) -> NewDelegation:
        """Give what was written; a single occasion is one day."""
        data = self.cleaned_data
        single = data["is_single"] == "yes"
        until = data["from_date"] if single else data["until_date"]
        return NewDelegation(
            self.unit, self.people[data["receiver"]], data["tasks"], data["places"],
            data["from_date"], until, single, renews,
        )  # fmt: skip


class CourseForm(StepForm):
    """The day when a course was done or a proof was shown."""

    on_date = forms.DateField(label=_("När gjordes det?"), widget=forms.DateInput)


class IntroductionForm(StepForm):
    """How many days the introduction took, and its last day."""

    days = WholeField(
        label=_("Hur många dagar?"), min_value=1, max_value=LONGEST_DAYS,
        help_text=_("Bredvidgång på arbetsplatsen, i hela dagar."),
    )  # fmt: skip
    on_date = forms.DateField(label=_("Sista dagen"), widget=forms.DateInput)


class AttemptForm(StepForm):
    """One attempt at a test."""

    on_date = forms.DateField(label=_("När gjordes provet?"), widget=forms.DateInput)
    is_passed = forms.ChoiceField(label=_("Godkänt?"), widget=Segmented, choices=YES_NO)
    is_at_workplace = forms.ChoiceField(
        label=_("Gjordes det på arbetsplatsen?"), widget=Segmented, choices=YES_NO,
        help_text=_("Bara ett prov på arbetsplatsen räknas."),
    )  # fmt: skip

    def new(self, code: str) -> NewAttempt:
        """Give what was written."""
        data = self.cleaned_data
        return NewAttempt(
            code, data["on_date"], data["is_passed"] == "yes", data["is_at_workplace"] == "yes"
        )


class FollowUpForm(StepForm):
    """What the follow-up showed."""

    words = forms.CharField(
        label=_("Vad visade uppföljningen?"), max_length=TEXT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Hur uppgiften utförs och vad som behövs. Skriv inga namn på boende."),
    )  # fmt: skip

"""Forms of tasks that hang on one person: shape and wording only; the rules say what may be."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.readiness.actions import WhoCan
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.web.steps import StepForm


class WhoForm(StepForm):
    """Who can do a task, who takes over, and when it is looked over again."""

    people_count = WholeField(label=_("Hur många kan uppgiften i dag?"), min_value=0, max_value=99)
    people = forms.MultipleChoiceField(
        label=_("Vilka?"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=_("Frivilligt. Namnen ser bara chefer och de som följer upp enheten."),
    )  # fmt: skip
    stand_in = forms.CharField(
        label=_("Vem tar över?"), required=False, max_length=120,
        help_text=_("Namn eller funktion. Lämna tomt om ingen är utsedd."),
    )  # fmt: skip
    review_date = forms.DateField(label=_("Ses över igen"), widget=forms.DateInput)

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("people", [(str(one.pk), one.name) for one in people])
        if not people:
            del self.fields["people"]

    def who(self) -> WhoCan:
        """Give what was written."""
        data = self.cleaned_data
        picked = tuple(uuid.UUID(one) for one in data.get("people", ()))
        return WhoCan(data["people_count"], data["review_date"], data["stand_in"], picked)


class SoleForm(WhoForm):
    """A task that few can do."""

    unit = forms.ChoiceField(label=_("Enhet"))
    what = forms.CharField(
        label=_("Vilken uppgift?"), max_length=200,
        help_text=_("Till exempel avgiftshandläggning eller återsökning av kostnader."),
    )  # fmt: skip
    field_order = ("unit", "what", "people_count", "stand_in", "review_date")

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, people=[], **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])


class RiskForm(StepForm):
    """A risk analysis to tie."""

    risk_id = forms.TypedChoiceField(label=_("Riskanalys"), coerce=uuid.UUID)

    def __init__(self, *args: Any, risks: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("risk_id", risks)

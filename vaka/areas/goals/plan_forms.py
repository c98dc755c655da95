"""Forms of operations plans and of changed goals: shape and wording only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.goals.forms import year_field
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import area
from vaka.web.steps import StepForm


class ChangeGoalForm(StepForm):
    """What a goal says, and why."""

    title = forms.CharField(label=_("Vad ska uppnås?"), max_length=200)
    words = forms.CharField(label=_("Varför?"), max_length=10_000, required=False, widget=area(2))


class AdoptForm(StepForm):
    """Which plan is frozen, who decided it and why."""

    unit = forms.ChoiceField(label=_("Enhet"))
    year = year_field(_("År"))
    adopted_date = forms.DateField(label=_("Fastställd den"), widget=forms.DateInput)
    decided_by = forms.CharField(
        label=_("Beslutad av"), max_length=200,
        help_text=_("Nämnd och paragraf, eller chefens titel."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Varför revideras planen?"), max_length=10_000, required=False, widget=area(),
        help_text=_("Behövs från och med revision 2."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

"""The form of a rate: shape and wording only; what may be set is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.economy.hours_actions import NewRate
from vaka.areas.economy.hours_rules import OPERATOR_LABELS, Operator
from vaka.foundation.number_fields import AmountField
from vaka.foundation.organisation.models import Unit
from vaka.web.steps import StepForm


class RateForm(StepForm):
    """What an hour of home care gives from a day."""

    unit = forms.ChoiceField(label=_("Gäller för"))
    operator = forms.TypedChoiceField(label=_("Regi"), coerce=Operator, widget=forms.RadioSelect,
                                      choices=list(OPERATOR_LABELS.items()))  # fmt: skip
    provider = forms.CharField(
        label=_("Utförare"), max_length=120, required=False,
        help_text=_("Lämna tomt om ersättningen gäller alla med samma regi."),
    )  # fmt: skip
    since = forms.DateField(label=_("Från och med"), widget=forms.DateInput)
    kronor = AmountField(label=_("Kronor per timme"), decimal_places=2, max_digits=8)
    source = forms.CharField(label=_("Beslut"), max_length=200,
                             help_text=_("Nämndens beslut, med datum och paragraf."))  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self) -> NewRate:
        """Give what was written, in öre."""
        data = self.cleaned_data
        return NewRate(self.units[data["unit"]], data["operator"], data["since"],
                       int(data["kronor"] * 100), data["source"],
                       " ".join(data["provider"].split()))  # fmt: skip

"""Forms of the follow-up: shape and wording only; what may be done is asked of the rules."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.economy.actions import Forecast
from vaka.areas.economy.rules import ORE, Money
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import area
from vaka.web.steps import StepForm

TEXT = 2_000


class MonthForm(StepForm):
    """A month to open."""

    unit = forms.ChoiceField(label=_("Vems tabell?"))
    month = forms.DateField(
        label=_("Månad"), widget=forms.DateInput, help_text=_("Vilken dag som helst i månaden.")
    )

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])


class ForecastForm(StepForm):
    """What a line is thought to differ from its budget by the year's end, and why."""

    forecast_deviation = WholeField(
        label=_("Avvikelse mot årsbudgeten vid årets slut, i tkr"),
        min_value=-10_000_000, max_value=10_000_000,
        help_text=_("Minus om ni tror att pengarna inte räcker, plus om det blir över."),
    )  # fmt: skip
    cause = forms.CharField(
        label=_("Vad beror det på?"), max_length=TEXT, widget=area(), required=False,
        help_text=_("Behövs när utfallet eller prognosen är sämre än budget. Inga namn."),
    )  # fmt: skip
    measure = forms.CharField(
        label=_("Vad gör ni åt det?"), max_length=TEXT, widget=area(), required=False,
        help_text=_("Behövs när prognosen är sämre än budget."),
    )  # fmt: skip
    change_words = forms.CharField(
        label=_("Varför är prognosen en annan än förra månaden?"), max_length=TEXT,
        widget=area(2), required=False,
    )  # fmt: skip

    def new(self) -> Forecast:
        """Give what was written, in öre."""
        data = self.cleaned_data
        ore = int(Decimal(data["forecast_deviation"]) * ORE[Money.TKR])
        return Forecast(ore, data["cause"], data["measure"], data["change_words"])

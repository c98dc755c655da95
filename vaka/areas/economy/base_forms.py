"""Forms of a budget base: shape and wording only; what may be kept is asked of the rules."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.economy.base_rules import Base
from vaka.areas.economy.rules import ORE, Money
from vaka.foundation.number_fields import AmountField, WholeField
from vaka.foundation.organisation.models import Unit
from vaka.law.grains import MONTH_WORDS
from vaka.web.forms import area
from vaka.web.steps import StepForm


class BaseForm(StepForm):
    """A year's frame and the agreed raise."""

    unit = forms.ChoiceField(label=_("Vems underlag?"))
    year = forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)
    frame = WholeField(label=_("Ram, i tkr"), max_value=100_000_000)
    raise_percent = AmountField(
        label=_("Avtalad höjning av lönerna, i procent"), max_digits=5, decimal_places=2
    )  # fmt: skip
    raise_month = forms.TypedChoiceField(label=_("Höjningen gäller från"), coerce=int, initial=4)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        self.choose("raise_month", [(str(n), name) for n, name in enumerate(MONTH_WORDS, 1)])

    def new(self) -> Base:
        """Give what was written, in öre."""
        data = self.cleaned_data
        frame = int(Decimal(data["frame"]) * ORE[Money.TKR])
        return Base(data["year"], frame, data["raise_percent"], data["raise_month"])


class ExplainForm(StepForm):
    """Why something is right in spite of what was found."""

    words = forms.CharField(
        label=_("Varför är det rätt?"), max_length=2_000, widget=area(), required=False,
        help_text=_("Lämna tomt för att ta bort förklaringen."),
    )  # fmt: skip

"""Forms of the register of attesters: shape and wording only."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.attests.rules import ALL, COST_LABELS, Cost, Line, substitutes_in
from vaka.foundation.number_fields import AmountField
from vaka.web.forms import area
from vaka.web.steps import StepForm

MOST = Decimal(1_000_000_000)


def _kronor(label: Any, **more: Any) -> AmountField:
    return AmountField(label=label, min_value=0, max_value=MOST, decimal_places=0, **more)


class LineForm(StepForm):
    """Who attests for a responsibility, from a day."""

    responsibility = forms.CharField(
        label=_("Ansvar"), max_length=20,
        help_text=_("Till exempel 744550, eller 744* för alla under 744."),
    )  # fmt: skip
    name = forms.CharField(label=_("Ansvarets namn"), max_length=160)
    attester = forms.CharField(label=_("Attestant"), max_length=120)
    substitutes = forms.CharField(
        label=_("Ersättare"), max_length=600, required=False, widget=area(2),
        help_text=_("En på varje rad, den som ersätter först överst."),
    )  # fmt: skip
    operating = _kronor(_("Gräns för drift i kronor"))
    investment = _kronor(_("Gräns för investering i kronor"))
    note = forms.CharField(label=_("Anteckning"), max_length=300, required=False)
    valid_from = forms.DateField(label=_("Gäller från"), widget=forms.DateInput)

    def new(self, activity: str = ALL) -> Line:
        """Give what was written, in öre."""
        data = self.cleaned_data
        return Line(
            0, data["responsibility"].replace(" ", ""), activity, data["name"],
            " ".join(data["attester"].split()), substitutes_in(data["substitutes"]),
            int(data["operating"] * 100), int(data["investment"] * 100), data["note"],
        )  # fmt: skip


class EndForm(StepForm):
    """A line's last day."""

    valid_until = forms.DateField(label=_("Sista dag"), widget=forms.DateInput)


class AskForm(forms.Form):
    """Who may attest an amount on a day."""

    ansvar = forms.CharField(label=_("Ansvar"), max_length=20, required=False)
    belopp = _kronor(_("Belopp i kronor"), required=False)
    slag = forms.ChoiceField(label=_("Slag"), required=False, choices=list(COST_LABELS.items()))
    dag = forms.DateField(label=_("Dag"), required=False, widget=forms.DateInput)

    @property
    def cost(self) -> str:
        """Give the kind asked about."""
        return self.cleaned_data.get("slag") or Cost.OPERATING

"""Forms of keys and open data: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.open_data.actions import NewKey
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm

SYSTEM, OWN = "system", "own"


class KeyForm(StepForm):
    """A key to issue."""

    name = forms.CharField(
        label=_("Vad ska nyckeln användas till?"), max_length=80,
        help_text=_("Till exempel verktygets namn och vem som sköter det."),
    )  # fmt: skip
    holder = forms.ChoiceField(
        label=_("Vems rättigheter har nyckeln?"), widget=Segmented, initial=SYSTEM,
        choices=[(SYSTEM, _("Ett system")), (OWN, _("Mina egna"))],
        help_text=_("Ett system läser bara mått, med små tal dolda. Med dina egna rättigheter "
                    "läser nyckeln det du får se, också rader utan namn."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Enhet, med dem under"))
    from_date = forms.DateField(label=_("Gäller från"), widget=forms.DateInput)
    to_date = forms.DateField(label=_("Gäller till och med"), widget=forms.DateInput)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self) -> NewKey:
        """Give what was written."""
        data = self.cleaned_data
        return NewKey(data["name"], self.units[data["unit"]], data["from_date"], data["to_date"],
                      data["holder"] == OWN)  # fmt: skip

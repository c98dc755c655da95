"""Forms of money that is shared: shape and wording only; what may be done is asked of the rules."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.allocations.actions import NewAllocation, NewApplication
from vaka.areas.allocations.claims import LARGEST
from vaka.areas.allocations.rules import OPERATION_LABELS, SETTING_LABELS
from vaka.foundation.number_fields import AmountField, WholeField
from vaka.web.forms import UploadField
from vaka.web.steps import StepForm

MOST = Decimal(10_000_000_000)


def _kronor(label: Any, hint: Any = "") -> AmountField:
    return AmountField(label=label, help_text=hint, min_value=0, max_value=MOST,
                              decimal_places=2)  # fmt: skip


def _year() -> forms.IntegerField:
    return forms.IntegerField(label=_("År"), min_value=2000, max_value=2100)


class AllocationForm(StepForm):
    """A year's money of a foundation."""

    year = _year()
    foundation = forms.CharField(label=_("Stiftelse"), max_length=160)
    purpose = forms.CharField(label=_("Ändamål enligt gåvobrevet"), max_length=300)
    distributable = _kronor(_("Utdelningsbar avkastning i kronor"))
    percent = WholeField(
        label=_("Procent av den till ändamålet"), min_value=1, max_value=100, initial=25,
        help_text=_("Som gåvobrevet säger."),
    )  # fmt: skip

    def new(self) -> NewAllocation:
        """Give what was written, in öre."""
        data = self.cleaned_data
        return NewAllocation(data["year"], data["foundation"], data["purpose"],
                             int(data["distributable"] * 100), data["percent"])  # fmt: skip


class ApplicationForm(StepForm):
    """What somebody asks for."""

    received_date = forms.DateField(label=_("Ansökan kom in"), widget=forms.DateInput)
    unit_name = forms.CharField(label=_("Verksamhet"), max_length=160)
    setting = forms.ChoiceField(label=_("Vilka är lokalerna för?"), widget=forms.RadioSelect,
                                choices=list(SETTING_LABELS.items()))  # fmt: skip
    operation = forms.ChoiceField(label=_("Vem driver verksamheten?"), widget=forms.RadioSelect,
                                  choices=list(OPERATION_LABELS.items()))  # fmt: skip
    words = forms.CharField(label=_("Vad ska pengarna gå till?"), max_length=300,
                            help_text=_("Skriv inga namn på personer."))  # fmt: skip
    fits_purpose = forms.BooleanField(label=_("Det är stiftelsens ändamål"), required=False)

    def new(self) -> NewApplication:
        """Give what was written."""
        return NewApplication(**{k: v for k, v in self.cleaned_data.items() if k != "version"})


class AllowanceForm(StepForm):
    """A year's grant and the file of those who had an allowance."""

    year = _year()
    grant = _kronor(_("Statsbidrag i kronor"))
    file = UploadField(
        label=_("Fil med ersättningar"), kinds=("CSV", "XLSX"), max_bytes=LARGEST,
        help_text=_("En rad för varje person: Referens, Månader med ersättning (2024-02, 2024-03), "
                    "Beslut från, Beslut till. Inga personnummer. Högst 2 MB."),
    )  # fmt: skip

    @property
    def grant_ore(self) -> int:
        """Give the grant in öre."""
        return int(self.cleaned_data["grant"] * 100)

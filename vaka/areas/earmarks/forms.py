"""Forms of money with a purpose: shape and wording only; what may be done is asked of the rules."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.earmarks.actions import NewEntry, Terms
from vaka.areas.earmarks.rules import ENTRY_LABELS, SORT_LABELS, EarmarkSort, EntryKind
from vaka.areas.economy.rules import ORE, Money
from vaka.foundation.number_fields import AmountField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import area
from vaka.web.steps import StepForm

TEXT = 4_000


def kronor(label: Any, help_text: Any = "") -> AmountField:
    """Give a field for an amount in kronor."""
    return AmountField(label=label, help_text=help_text, max_digits=14, decimal_places=2)


def in_ore(amount: Decimal) -> int:
    """Give kronor in öre."""
    return int(amount * ORE[Money.KR])


class EarmarkForm(StepForm):
    """What the money is, for what, how much and by when."""

    sort = forms.TypedChoiceField(label=_("Slag"), coerce=EarmarkSort, widget=forms.RadioSelect,
                                  choices=list(SORT_LABELS.items()))  # fmt: skip
    unit = forms.ChoiceField(label=_("Enhet som har pengarna"))
    name = forms.CharField(label=_("Namn"), max_length=160)
    giver = forms.CharField(label=_("Från"), max_length=160, required=False,
                            help_text=_("Till exempel Socialstyrelsen eller nämnden."))  # fmt: skip
    amount = kronor(_("Belopp eller tak, i kronor"), _("Det beviljade, avsatta eller högsta."))
    conditions = forms.CharField(
        label=_("Villkor"), max_length=TEXT, widget=area(4),
        help_text=_("Vad pengarna får användas till, och hur."),
    )  # fmt: skip
    apply_by = forms.DateField(label=_("Sök senast"), required=False, widget=forms.DateInput)
    use_by = forms.DateField(label=_("Använd senast"), required=False, widget=forms.DateInput)
    report_by = forms.DateField(
        label=_("Återrapportera senast"), required=False, widget=forms.DateInput,
        help_text=_("Behövs för statsbidrag."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        if units:
            self.choose("unit", [(unit.code, unit.name) for unit in units])
        else:
            del self.fields["unit"]

    def new(self) -> Terms:
        """Give what was written, in öre."""
        data = self.cleaned_data
        return Terms(
            data["sort"], data["name"], data["conditions"], in_ore(data["amount"]), data["giver"],
            data["apply_by"], data["use_by"], data["report_by"],
        )  # fmt: skip


class EntryForm(StepForm):
    """Money received, used or given back."""

    kind = forms.TypedChoiceField(
        label=_("Vad hände?"), coerce=EntryKind, widget=forms.RadioSelect,
        choices=list(ENTRY_LABELS.items()),
    )  # fmt: skip
    day = forms.DateField(label=_("Dag"), widget=forms.DateInput)
    amount = kronor(_("Belopp, i kronor"))
    words = forms.CharField(label=_("Till vad?"), max_length=300,
                            help_text=_("Eller varifrån. Inga namn på personer."))  # fmt: skip

    def new(self) -> NewEntry:
        """Give what was written, in öre."""
        data = self.cleaned_data
        return NewEntry(data["kind"], data["day"], in_ore(data["amount"]), data["words"])

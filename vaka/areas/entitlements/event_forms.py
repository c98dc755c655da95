"""Forms of a ruling, of another municipality, of who decided, and of a reserve number."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.entitlements.event_rules import RULED_LABELS, TRANSFER_LABELS
from vaka.areas.entitlements.forms import RESERVE_HELP, MakerFields, ReserveField, VersionedForm
from vaka.areas.entitlements.models import Decision
from vaka.foundation.number_fields import WholeField


class RulingForm(VersionedForm):
    """What a court ruled."""

    ruled = forms.ChoiceField(
        label=_("Vad blev utgången?"), choices=list(RULED_LABELS.items()), widget=forms.RadioSelect
    )
    on = forms.DateField(label=_("Domens dag"), widget=forms.DateInput)
    number = forms.CharField(label=_("Målnummer"), required=False, max_length=40)
    amount = WholeField(
        label=_("Avgift i kronor"), required=False, min_value=0,
        help_text=_("Bara när en särskild avgift dömdes ut."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Domstolens skäl i korthet"), required=False, max_length=300,
        help_text=_("Skriv inga namn."), widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class TransferForm(VersionedForm):
    """Another municipality's part in a decision."""

    kind = forms.ChoiceField(
        label=_("Vad har hänt?"), choices=list(TRANSFER_LABELS.items()), widget=forms.RadioSelect,
        help_text=_("Ett beslut som lämnas över avslutas här. Vistelsekommunen rapporterar."),
    )  # fmt: skip
    other = forms.CharField(label=_("Vilken kommun?"), max_length=80)
    on = forms.DateField(label=_("Vilken dag?"), widget=forms.DateInput)


class MakerForm(VersionedForm, MakerFields):
    """Who decided, and by which right; filled from what stands."""

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in MakerFields.base_fields:
            self.fields[name].initial = getattr(decision, name)


class NumberForm(VersionedForm):
    """A reserve number for somebody without a personal number."""

    number = ReserveField(label=_("Reservnummer"), help_text=RESERVE_HELP)
    is_protected = forms.BooleanField(label=_("Skyddade personuppgifter"), required=False)

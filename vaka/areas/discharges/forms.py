"""The form of a reason: shape and wording only; what may be told is asked of the rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.discharges.rules import REASON_LABELS
from vaka.web.steps import StepForm


class ReasonForm(StepForm):
    """Why somebody stayed past the days agreed on."""

    reason = forms.ChoiceField(label=_("Skäl"), choices=list(REASON_LABELS.items()))
    words = forms.CharField(
        label=_("Mer om skälet"), max_length=300, required=False,
        help_text=_("Skriv inget som pekar ut personen. Behövs när skälet är ett annat."),
    )  # fmt: skip

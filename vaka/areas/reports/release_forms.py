"""The forms of approving a report."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.web.forms import area
from vaka.web.steps import StepForm


class ApproveForm(StepForm):
    """What the approval rests on, and what is corrected when there is an earlier report."""

    decision = forms.CharField(
        label=_("Beslut"), required=False, max_length=200,
        help_text=_("Till exempel: Socialnämnden 2024-03-27 § 45."),
    )  # fmt: skip
    correction = forms.CharField(
        label=_("Vad som rättas"), required=False, max_length=2000, widget=area(),
        help_text=_("Skriv vad som är annorlunda mot den godkända versionen."),
    )  # fmt: skip

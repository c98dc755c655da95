"""Forms of plans after surveys: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.survey_plans.queries import Pending
from vaka.web.forms import area
from vaka.web.steps import StepForm

TEXT = 10_000


class AskForm(StepForm):
    """After which survey plans are asked for."""

    survey = forms.ChoiceField(label=_("Undersökning"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, pending: list[Pending], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("survey", [
            (one.key, f"{one.title}, {one.when} ({', '.join(one.units)})") for one in pending
        ])  # fmt: skip


class HandInForm(StepForm):
    """What the unit found in its result, and why a weak question has no remedy."""

    words = forms.CharField(
        label=_("Vad beror svaren på?"), max_length=TEXT, widget=area(5),
        help_text=_("Vad säger arbetsgruppen och de boende? Skriv inga namn."),
    )  # fmt: skip
    why_none = forms.CharField(
        label=_("Varför har en fråga ingen åtgärd?"), max_length=TEXT, widget=area(2),
        required=False,
        help_text=_("Behövs bara när en av de svaga frågorna saknar åtgärd."),
    )  # fmt: skip


class BackForm(StepForm):
    """What a plan lacks."""

    words = forms.CharField(label=_("Vad saknas i planen?"), max_length=TEXT, widget=area(3))


class FollowUpForm(StepForm):
    """What has helped and what is left, against the next result."""

    words = forms.CharField(
        label=_("Vad har hjälpt, och vad återstår?"), max_length=TEXT, widget=area(5),
        help_text=_("Jämför med nästa undersöknings resultat, som står på planens sida."),
    )  # fmt: skip

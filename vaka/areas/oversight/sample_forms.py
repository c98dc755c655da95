"""Forms of a sample: shape and wording only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.oversight.rules import MOST, VERDICTS, ReadingVerdict
from vaka.web.steps import StepForm


class DrawForm(StepForm):
    """The days, and how many readings."""

    first = forms.DateField(label=_("Från och med"), widget=forms.DateInput)
    last = forms.DateField(label=_("Till och med"), widget=forms.DateInput)
    size = forms.IntegerField(label=_("Antal läsningar"), min_value=1, max_value=MOST, initial=20)


class JudgeForm(StepForm):
    """The verdict, and a note without anything about the person read of."""

    verdict = forms.ChoiceField(
        label=_("Bedömning"), widget=forms.RadioSelect,
        choices=[(one.value, VERDICTS[one]) for one in ReadingVerdict
                 if one is not ReadingVerdict.WAITING],
    )  # fmt: skip
    words = forms.CharField(
        label=_("Anteckning"), required=False, max_length=500,
        help_text=_("Vem du frågade och vad svaret blev. Skriv inget om den enskilde."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )  # fmt: skip


class CloseForm(StepForm):
    """What the sample showed."""

    words = forms.CharField(
        label=_("Slutsats"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad stickprovet visade och vad som görs åt det."),
    )  # fmt: skip

"""The form by which a duty is told as done or not."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.plans.actions import NewMark
from vaka.areas.plans.rules import MARKED_LABELS, Marked
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm


class MarkForm(StepForm):
    """Done or not, with what shows it."""

    marked = forms.ChoiceField(
        label=_("Är det gjort?"), widget=Segmented, choices=list(MARKED_LABELS.items()),
        initial=Marked.DONE,
    )  # fmt: skip
    evidence = forms.CharField(
        label=_("Länk till underlaget"), required=False, max_length=300,
        help_text=_("En sida i Vaka eller ett diarienummer."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Kommentar"), required=False, max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Om det inte blir gjort: skriv varför."),
    )  # fmt: skip

    def new(self) -> NewMark:
        """Give what was written."""
        data = self.cleaned_data
        return NewMark(Marked(data["marked"]), data["evidence"], data["words"])

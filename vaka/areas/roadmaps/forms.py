"""The form of a line's review: shape and wording only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.roadmaps.rules import STATE_LABELS, LineState
from vaka.web.forms import area
from vaka.web.steps import StepForm


class ReviewForm(StepForm):
    """Where a line stands and what has happened."""

    reviewed_date = forms.DateField(label=_("Genomgången den"), widget=forms.DateInput)
    state = forms.TypedChoiceField(label=_("Läge"), coerce=LineState, widget=forms.RadioSelect,
                                   choices=list(STATE_LABELS.items()))  # fmt: skip
    words = forms.CharField(
        label=_("Vad har hänt sedan sist?"), max_length=2_000, widget=area(),
        help_text=_("Nya beslut, vad som är gjort och vad som återstår. Inga namn."),
    )  # fmt: skip

"""Forms of rounds and findings: shape and wording only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.foundation.number_fields import WholeField

TEXT = 10_000


class WordsForm(forms.Form):
    """A step with words."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    words = forms.CharField(max_length=TEXT, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: object, label: object, hint: object = "", **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.fields["words"].label = label  # type: ignore[assignment]
        self.fields["words"].help_text = hint  # type: ignore[assignment]


class FindingForm(forms.Form):
    """What was found."""

    text = forms.CharField(
        label=_("Vad är bristen?"), max_length=TEXT, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Skriv vad som brister, inte vem. Inga namn eller personnummer."),
    )  # fmt: skip


class DrawForm(forms.Form):
    """A sample by lot out of a list."""

    population = WholeField(
        label=_("Hur många står på listan?"), min_value=1, max_value=1_000_000,
        help_text=_("Ta fram listan ur verksamhetssystemet och numrera den från 1."),
    )  # fmt: skip
    size = WholeField(label=_("Hur många ska granskas?"), min_value=1, max_value=1000)

"""Forms of orders of process maps: shape and wording only."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.web.steps import StepForm

WORDS = 2_000


def _area() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 3})


class MapOrderForm(StepForm):
    """What a map is asked of."""

    title = forms.CharField(
        label=_("Vilket arbete ska kartan visa?"), max_length=120,
        help_text=_("Till exempel: När någon flyttar in."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Var gör ni det?"))
    why = forms.CharField(
        label=_("Vad ska kartan användas till?"), max_length=WORDS, widget=_area()
    )


class MapAnswerForm(StepForm):
    """The process that was drawn, or why there is none."""

    process = forms.ChoiceField(label=_("Kartan som är ritad"), required=False)
    words = forms.CharField(
        label=_("Svar"), required=False, max_length=WORDS, widget=_area(),
        help_text=_("Behövs när det inte blir någon karta. Den som beställt läser det."),
    )  # fmt: skip

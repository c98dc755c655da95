"""Forms of deliveries: shape and wording only; what may be done is asked of the rules."""

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.submissions.rules import ANSWER_LABELS, Answer
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm


class MakeForm(StepForm):
    """How a period's file is made; what is not asked of this period is taken away by the view."""

    leave_out = forms.BooleanField(label=_("Lämna utan raderna med fel"), required=False)
    why = forms.CharField(
        label=_("Varför lämnas de utanför?"), max_length=300, required=False, widget=area(2),
        help_text=_("Skälet sparas tillsammans med vilka beslut det gäller."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Vad rättas?"), max_length=300, required=False, widget=area(2),
        help_text=_("Perioden är redan lämnad. Den nya filen ersätter den förra."),
    )  # fmt: skip


class SendForm(StepForm):
    """That a file was handed over."""

    sent_date = forms.DateField(label=_("Vilken dag lämnades filen?"), widget=forms.DateInput)
    receipt = forms.CharField(
        label=_("Ärendenummer"), max_length=200, required=False,
        help_text=_("Om mottagaren gav ett direkt. Kvittensen antecknas när den kommer."),
    )  # fmt: skip


class AnswerForm(StepForm):
    """What the receiver answered."""

    answer = forms.TypedChoiceField(
        label=_("Vad svarade mottagaren?"), widget=Segmented, choices=list(ANSWER_LABELS.items()),
        coerce=Answer,
    )  # fmt: skip
    receipt = forms.CharField(
        label=_("Kvittens"), max_length=200,
        help_text=_("Numret, eller varför leveransen avvisades."),
    )  # fmt: skip

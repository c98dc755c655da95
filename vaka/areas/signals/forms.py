"""The form by which a signal is answered: shape and wording only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.signals.actions import NewAnswer
from vaka.web.forms import area
from vaka.web.steps import StepForm

TEXT = 10_000


class AnswerForm(StepForm):
    """What was found, why, and when the picture is looked at again."""

    answer = forms.ChoiceField(label=_("Vad har ni kommit fram till?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Varför?"), max_length=TEXT, widget=area(),
        help_text=_("Vad har ni undersökt, och vad fann ni? Skriv inga namn."),
    )  # fmt: skip
    relook_date = forms.DateField(
        label=_("Se över igen"), widget=forms.DateInput,
        help_text=_("Till den dagen gäller svaret, om bilden inte blir värre."),
    )  # fmt: skip

    def __init__(self, *args: Any, answers: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("answer", answers)

    def new(self) -> NewAnswer:
        """Give what was written."""
        data = self.cleaned_data
        return NewAnswer(data["answer"], data["words"], data["relook_date"])

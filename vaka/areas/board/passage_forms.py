"""Forms of an item's way up: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.passage_actions import Answer, Onward
from vaka.areas.board.passage_rules import (
    ANSWERS,
    LEVEL_LABELS,
    PASSAGE_LABELS,
    Level,
    PassageState,
)
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

HOW = [(one, PASSAGE_LABELS[one]) for one in ANSWERS]
CLAUSES = _("En rad för varje att-sats, ordagrant.")


class SendOnForm(StepForm):
    """Where an item goes on, with which proposal."""

    level = forms.TypedChoiceField(label=_("Till vilket organ?"), widget=Segmented, coerce=Level,
                                   choices=list(LEVEL_LABELS.items()))  # fmt: skip
    name = forms.CharField(label=_("Vilket annat organ?"), required=False, max_length=200)
    proposal = forms.CharField(label=_("Förslag till beslut"), max_length=20_000, widget=area(6),
                               help_text=CLAUSES)  # fmt: skip
    sent_date = forms.DateField(label=_("Skickat"), widget=forms.DateInput)
    diary_number = forms.CharField(
        label=_("Deras diarienummer"), required=False, max_length=40,
        help_text=_("Bara om organet har ett eget. Ärendets nummer följer med."),
    )  # fmt: skip

    def onward(self) -> Onward:
        """Give what was asked for."""
        data: dict[str, Any] = self.cleaned_data
        return Onward(data["level"], data["proposal"], data["sent_date"], data["name"],
                      data["diary_number"])  # fmt: skip


class AnswerForm(StepForm):
    """What a body decided."""

    state = forms.TypedChoiceField(label=_("Hur beslutades det?"), widget=Segmented,
                                   coerce=PassageState, choices=HOW)  # fmt: skip
    decision = forms.CharField(label=_("Beslut"), required=False, max_length=20_000,
                               widget=area(6), help_text=CLAUSES)  # fmt: skip
    decided_date = forms.DateField(label=_("Beslutat"), widget=forms.DateInput)
    paragraph = forms.CharField(label=_("Paragraf"), max_length=40)
    diary_number = forms.CharField(label=_("Deras diarienummer"), required=False, max_length=40)

    def answer(self) -> Answer:
        """Give what was decided."""
        data: dict[str, Any] = self.cleaned_data
        return Answer(data["state"], data["decided_date"], data["paragraph"], data["decision"],
                      data["diary_number"])  # fmt: skip

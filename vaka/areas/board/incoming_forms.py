"""Forms of what has come in: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.forms import ground_field, openness_field
from vaka.areas.board.incoming_actions import ToldLetter
from vaka.areas.board.incoming_rules import LETTER_LABELS, SENDER_LABELS, LetterSort, SenderKind
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm

COLUMNS = ("body", "diary_number", "sort", "sender_kind", "sender", "subject", "paragraph",
           "received_date", "openness", "ground")  # fmt: skip


class LetterLineForm(StepForm):
    """What the register has of something that came."""

    diary_number = forms.CharField(label=_("Diarienummer"), max_length=40,
                                   help_text=_("Till exempel VO-2024-00141."))  # fmt: skip
    received_date = forms.DateField(label=_("Kom in"), widget=forms.DateInput)
    sort = forms.TypedChoiceField(label=_("Slag"), widget=Segmented, coerce=LetterSort,
                                  choices=list(LETTER_LABELS.items()))  # fmt: skip
    sender_kind = forms.TypedChoiceField(label=_("Slag av avsändare"), coerce=SenderKind,
                                         choices=list(SENDER_LABELS.items()))  # fmt: skip
    sender = forms.CharField(
        label=_("Avsändare"), max_length=200,
        help_text=_("Myndigheten, föreningen eller företaget. Om en enskild har skrivit: skriv "
                    "Enskild, utan namn."),
    )  # fmt: skip
    subject = forms.CharField(label=_("Vad gäller den?"), max_length=500,
                              help_text=_("Skriv inget namn på en enskild."))  # fmt: skip
    paragraph = forms.CharField(
        label=_("Paragraf"), required=False, max_length=40,
        help_text=_("När fullmäktige har beslutat, till exempel § 57."),
    )  # fmt: skip
    body = forms.ChoiceField(label=_("Till vilket organ?"))
    openness = openness_field()
    ground = ground_field()

    def __init__(self, *args: Any, bodies: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("body", list(bodies.items()))

    def told(self) -> ToldLetter:
        """Give what was written."""
        data: dict[str, Any] = self.cleaned_data
        return ToldLetter(
            data["body"], data["diary_number"], data["sort"], data["sender_kind"], data["sender"],
            data["subject"], data["received_date"], data["paragraph"], data["openness"],
            data["ground"],
        )  # fmt: skip


class UntilForm(StepForm):
    """Up to which day what has come in is told."""

    until = forms.DateField(
        label=_("Till och med"), widget=forms.DateInput,
        help_text=_("Allt som har kommit in till och med den dagen och inte är anmält kommer med."),
    )  # fmt: skip

"""Forms of consultations and motions: shape and wording only; what may be done is asked of the
rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.actions import NewItem
from vaka.areas.board.incoming_models import IncomingLetter
from vaka.areas.board.referral_actions import NewReferral, Reply
from vaka.areas.board.referral_rules import (
    ANSWERING_LABELS,
    REFERRAL_LABELS,
    Answering,
    ReferralSort,
)
from vaka.areas.board.rules import ItemSort, Openness
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm


class ReferralForm(StepForm):
    """What came, who answers and by when."""

    title = forms.CharField(
        label=_("Rubrik"), max_length=200, help_text=_("Skriv inget namn på en enskild.")
    )
    sort = forms.TypedChoiceField(label=_("Slag"), widget=Segmented, coerce=ReferralSort,
                                  choices=list(REFERRAL_LABELS.items()))  # fmt: skip
    sender = forms.CharField(label=_("Avsändare"), max_length=200,
                             help_text=_("Till exempel Socialdepartementet."))  # fmt: skip
    sender_number = forms.CharField(label=_("Avsändarens nummer"), required=False, max_length=80)
    diary_number = forms.CharField(label=_("Diarienummer"), required=False, max_length=40,
                                   help_text=_("Till exempel VO-2024-00141."))  # fmt: skip
    received_date = forms.DateField(label=_("Kom in"), widget=forms.DateInput)
    answer_due_date = forms.DateField(label=_("Ska besvaras senast"), widget=forms.DateInput)
    body = forms.ChoiceField(label=_("Vilket organ svarar?"))
    unit = forms.ChoiceField(label=_("Enhet som bereder"))
    responsible = forms.CharField(label=_("Ansvarig roll"), required=False, max_length=200)

    def __init__(
        self, *args: Any, units: list[Unit], bodies: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        self.choose("body", list(bodies.items()))

    def new(self, letter: IncomingLetter | None = None) -> NewReferral:
        """Give what was written, as secret as the letter that asks."""
        data: dict[str, Any] = self.cleaned_data
        columns = (("diary_number", data["diary_number"]), ("responsible", data["responsible"]))
        item = NewItem(self.units[data["unit"]], data["body"], data["title"], ItemSort.DECISION,
                       Openness(letter.openness) if letter else Openness.COMMON,
                       letter.ground if letter else "", columns=columns)  # fmt: skip
        return NewReferral(item, data["sort"], data["sender"], data["received_date"],
                           data["answer_due_date"], data["sender_number"])  # fmt: skip


class ReplyForm(StepForm):
    """How something was answered."""

    how = forms.TypedChoiceField(label=_("Vem svarade?"), widget=Segmented, coerce=Answering,
                                 choices=list(ANSWERING_LABELS.items()))  # fmt: skip
    answered_date = forms.DateField(label=_("Svaret skickades"), widget=forms.DateInput)
    point = forms.CharField(
        label=_("Delegationspunkt"), required=False, max_length=20,
        help_text=_("När någon annan än organet svarade. Svaret anmäls på nästa sammanträde."),
    )  # fmt: skip

    def reply(self) -> Reply:
        """Give how it was answered."""
        data: dict[str, Any] = self.cleaned_data
        return Reply(data["how"], data["answered_date"], data["point"])

"""Forms of agreements with others: shape and wording only."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.providers.agreement_actions import NewAgreement
from vaka.areas.providers.agreement_rules import PARTY_LABELS, Party
from vaka.areas.providers.forms import TEXT
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import area
from vaka.web.steps import StepForm


class AgreementForm(StepForm):
    """What has been agreed with whom."""

    title = forms.CharField(label=_("Namn"), max_length=120)
    party = forms.ChoiceField(label=_("Med vem?"), choices=list(PARTY_LABELS.items()))
    parties = forms.CharField(
        label=_("Parter"), max_length=300, help_text=_("Alla som har åtagit sig något.")
    )
    about = forms.CharField(label=_("Vad gäller den?"), max_length=TEXT, widget=area())
    forum = forms.CharField(
        label=_("Forum"), max_length=200, required=False,
        help_text=_("Var parterna möts, till exempel lokal samverkansgrupp, fyra gånger om året."),
    )  # fmt: skip
    start_date = forms.DateField(label=_("Gäller från"), widget=forms.DateInput)
    end_date = forms.DateField(
        label=_("Gäller till och med"), widget=forms.DateInput, required=False
    )
    review_date = forms.DateField(label=_("Följs upp senast"), widget=forms.DateInput)
    unit = forms.ChoiceField(label=_("Enhet"))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self) -> NewAgreement:
        """Give what was written."""
        data = self.cleaned_data
        return NewAgreement(
            self.units[data["unit"]], data["title"], Party(data["party"]), data["parties"],
            data["about"], data["start_date"], data["end_date"], data["review_date"],
            data["forum"],
        )  # fmt: skip


class PromiseForm(StepForm):
    """One party's promise."""

    who = forms.CharField(label=_("Vem åtar sig det?"), max_length=120)
    text = forms.CharField(label=_("Vad?"), max_length=TEXT, widget=area())


class FollowUpForm(StepForm):
    """What the parties found."""

    words = forms.CharField(
        label=_("Vad visar uppföljningen?"), max_length=TEXT, widget=area(),
        help_text=_("Vad som hållits, vad som inte hållits, och vad ni kom överens om."),
    )  # fmt: skip
    next_date = forms.DateField(label=_("Följs upp nästa gång senast"), widget=forms.DateInput)


class BreachForm(StepForm):
    """What was not kept in an event."""

    duty_id = forms.ChoiceField(label=_("Vilket åtagande?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Vad brast?"), max_length=TEXT, required=False, widget=area(2),
        help_text=_("Skriv inga namn eller personnummer."),
    )  # fmt: skip

    def __init__(self, *args: Any, duties: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("duty_id", duties)

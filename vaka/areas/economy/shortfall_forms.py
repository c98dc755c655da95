"""Forms of the deficit rule: shape and wording only; what may be done is asked of the rules."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.economy.rules import ORE, Money
from vaka.areas.economy.shortfall_actions import Decision, FollowUp, NewSaving
from vaka.areas.economy.shortfall_rules import SAVING_LABELS, SavingState
from vaka.foundation.cases.models import Case
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import area
from vaka.web.steps import StepForm

TEXT, LARGEST = 4_000, 10_000_000


def tkr(label: Any, help_text: Any, **more: Any) -> WholeField:
    """Give a field for an amount in thousands of kronor."""
    return WholeField(label=label, help_text=help_text, max_value=LARGEST, **more)


class SavingForm(StepForm):
    """A measure against a deficit."""

    what = forms.CharField(label=_("Åtgärd"), max_length=300, help_text=_("Vad ni gör. Inga namn."))
    answers = forms.ChoiceField(label=_("Vilken enhet svarar?"))
    due_date = forms.DateField(label=_("Klar senast"), widget=forms.DateInput)
    expected = tkr(
        _("Väntad effekt i år, i tkr"), _("Hur mycket bättre året blir, som ett plusbelopp."),
        min_value=1,
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("answers", [(unit.code, unit.name) for unit in units])

    def new(self) -> NewSaving:
        """Give what was written, in öre."""
        data = self.cleaned_data
        expected = data["expected"] * ORE[Money.TKR]
        return NewSaving(data["what"], self.units[data["answers"]], data["due_date"], expected)


class FollowForm(StepForm):
    """Where a measure stands."""

    day = forms.DateField(label=_("Uppföljd den"), widget=forms.DateInput)
    state = forms.TypedChoiceField(label=_("Läge"), coerce=SavingState, widget=forms.RadioSelect,
                                   choices=list(SAVING_LABELS.items()))  # fmt: skip
    reached = tkr(
        _("Effekt hittills i år, i tkr"), _("Noll om den inte har gett något än."), min_value=0
    )
    words = forms.CharField(label=_("Vad har åtgärden lett till?"), max_length=TEXT, widget=area())

    def new(self) -> FollowUp:
        """Give what was written, in öre."""
        data = self.cleaned_data
        reached = data["reached"] * ORE[Money.TKR]
        return FollowUp(data["day"], data["state"], reached, data["words"])


class ProposalForm(StepForm):
    """What the board is asked to decide."""

    proposal = forms.CharField(
        label=_("Förslag till beslut"), max_length=TEXT, widget=area(5),
        help_text=_("Åtgärderna följer med. Skriv att-satser som i tjänsteskrivelsen."),
    )  # fmt: skip
    rest = forms.CharField(
        label=_("Vad händer med det som åtgärderna inte täcker?"), max_length=TEXT,
        widget=area(), required=False,
        help_text=_("Behövs när åtgärderna inte räcker till hela underskottet."),
    )  # fmt: skip


class DecisionForm(StepForm):
    """What the board decided."""

    day = forms.DateField(label=_("Sammanträdets dag"), widget=forms.DateInput)
    paragraph = forms.CharField(
        label=_("Paragraf"), max_length=40, help_text=_("Till exempel § 41.")
    )
    item = forms.ChoiceField(
        label=_("Nämndärende i Vaka"), required=False,
        help_text=_("Välj om ärendet finns i Vaka, så leder sidorna till varandra."),
    )  # fmt: skip

    def __init__(self, *args: Any, items: list[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(str(one.pk), f"{one.reference} {one.title}") for one in items]
        self.choose("item", [("", _("Inget")), *named])

    def new(self) -> Decision:
        """Give what was written."""
        data = self.cleaned_data
        item = uuid.UUID(data["item"]) if data["item"] else None
        return Decision(data["day"], data["paragraph"], item)

"""Forms of contracts: shape and wording only; what may be done is asked of the rules."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.providers.actions import ContractTerms, NewFigure, NewSanction
from vaka.areas.providers.rules import SANCTION_LABELS, SORT_LABELS, Sanction, Sort
from vaka.areas.self_checks.rules import FREQUENCY_LABELS, Frequency
from vaka.foundation.number_fields import AmountField, WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

TEXT = 10_000


class TermsForm(StepForm):
    """The terms of a contract."""

    provider = forms.CharField(label=_("Utförare"), max_length=120)
    organisation_number = forms.CharField(
        label=_("Organisationsnummer"), max_length=20, required=False
    )
    sort = forms.ChoiceField(label=_("Slag"), widget=Segmented, choices=list(SORT_LABELS.items()))
    form_code = forms.ChoiceField(
        label=_("Krav som följs upp"), required=False,
        help_text=_("En checklista ur Egenkontroll. Samma krav går att följa i egen regi."),
    )  # fmt: skip
    source = forms.CharField(
        label=_("Vad kraven grundas på"), max_length=200, required=False,
        help_text=_("Till exempel fullmäktiges program för privata utförare, med paragraf."),
    )  # fmt: skip
    start_date = forms.DateField(label=_("Gäller från"), widget=forms.DateInput)
    end_date = forms.DateField(
        label=_("Gäller till och med"), widget=forms.DateInput, required=False
    )
    extend_by_date = forms.DateField(
        label=_("Besked om förlängning senast"), widget=forms.DateInput, required=False
    )
    visits_a_year = forms.IntegerField(
        label=_("Besök om året"), min_value=0, max_value=50, initial=1
    )
    unannounced_a_year = forms.IntegerField(
        label=_("Varav oanmälda"), min_value=0, max_value=50, initial=0
    )
    penalty_max = WholeField(
        label=_("Högsta vite, kronor"), min_value=1, max_value=100_000_000, required=False,
        help_text=_("Lämna tomt om avtalet inte ger något vite."),
    )  # fmt: skip

    def __init__(self, *args: Any, checklists: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("form_code", [("", _("Inga krav än")), *checklists])

    def terms(self) -> ContractTerms:
        """Give what was written."""
        kept = {name: self.cleaned_data[name] for name in TERMS}
        return ContractTerms(**kept | {"sort": Sort(kept["sort"])})


TERMS = tuple(ContractTerms.__dataclass_fields__)


class ContractForm(TermsForm):
    """A contract at a unit."""

    unit = forms.ChoiceField(label=_("Verksamhet"))
    field_order = ["unit"]

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def chosen(self) -> Unit:
        """Give the unit that the contract is for."""
        return self.units[self.cleaned_data["unit"]]


class FigureForm(StepForm):
    """A figure to ask for."""

    name = forms.CharField(
        label=_("Vilken uppgift?"), max_length=120,
        help_text=_("Till exempel: andel med aktuell genomförandeplan."),
    )  # fmt: skip
    unit_words = forms.CharField(label=_("Enhet"), max_length=30, initial="%")
    frequency = forms.ChoiceField(
        label=_("Hur ofta?"), choices=list(FREQUENCY_LABELS.items()), initial=Frequency.QUARTERLY
    )
    since_date = forms.DateField(label=_("Första perioden börjar"), widget=forms.DateInput)
    answer_days = WholeField(
        label=_("Dagar att svara efter perioden"), min_value=1, max_value=365, initial=30
    )

    def new(self) -> NewFigure:
        """Give what was written."""
        data = self.cleaned_data
        return NewFigure(
            data["name"], data["unit_words"], Frequency(data["frequency"]), data["since_date"],
            data["answer_days"],
        )  # fmt: skip


class GiveForm(StepForm):
    """The figure of one period."""

    value = AmountField(label=_("Värde"), max_digits=12, decimal_places=2, required=False)
    words = forms.CharField(
        label=_("Kommentar"), max_length=TEXT, required=False, widget=area(2),
        help_text=_("Vad ligger bakom? Kan uppgiften inte lämnas, skriv varför."),
    )  # fmt: skip


class SanctionForm(StepForm):
    """A sanction to impose."""

    sanction = forms.ChoiceField(
        label=_("Vad gör ni?"), widget=forms.RadioSelect, choices=list(SANCTION_LABELS.items()),
        help_text=_("Vite och hävning förutsätter att ett krav på rättelse gått ut."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Varför?"), max_length=TEXT, widget=area(),
        help_text=_("Vad i avtalet som inte följs, och hur ni vet det. Inga namn."),
    )  # fmt: skip
    due_date = forms.DateField(
        label=_("Rättas senast"), widget=forms.DateInput, required=False,
        help_text=_("För krav på rättelse."),
    )  # fmt: skip
    amount = WholeField(
        label=_("Belopp, kronor"), min_value=1, required=False, help_text=_("För vite.")
    )
    decision = forms.CharField(
        label=_("Beslut"), max_length=120, required=False,
        help_text=_("Dag och paragraf eller nummer, för vite och hävning."),
    )  # fmt: skip

    def __init__(self, *args: Any, is_own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_own:
            mild = (Sanction.REMARK, Sanction.CORRECTION)
            self.choose("sanction", [(one, SANCTION_LABELS[one]) for one in mild])
            for name in ("amount", "decision"):
                del self.fields[name]

    def new(self, visit_id: uuid.UUID | None) -> NewSanction:
        """Give what was written."""
        data = self.cleaned_data
        return NewSanction(
            Sanction(data["sanction"]), data["words"], data["due_date"], data.get("amount"),
            data.get("decision", ""), visit_id,
        )  # fmt: skip


class SettledForm(StepForm):
    """What shows that a correction has been made."""

    words = forms.CharField(label=_("Vad visar att det är rättat?"), max_length=TEXT, widget=area())

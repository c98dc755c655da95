"""Forms of delegated decisions: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.delegations import lists
from vaka.areas.delegations.actions import NewDecision
from vaka.areas.delegations.models import DecidingBody
from vaka.areas.delegations.rules import CATEGORY_LABELS, OUTCOME_LABELS, Category, Outcome, Taken
from vaka.foundation.number_fields import AmountField
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period, UnreadablePeriod
from vaka.web.forms import area
from vaka.web.steps import StepForm


class DecisionForm(StepForm):
    """A decision as it was taken."""

    body = forms.ChoiceField(label=_("Organisation"))
    decided_date = forms.DateField(label=_("Beslutsdatum"), widget=forms.DateInput)
    category = forms.ChoiceField(label=_("Slag av ärende"), choices=list(CATEGORY_LABELS.items()))
    kind = forms.CharField(
        label=_("Vad beslutades?"), max_length=300,
        help_text=_("Till exempel: Yttrande över detaljplan. Inga namn eller personnummer."),
    )  # fmt: skip
    number = forms.CharField(
        label=_("Nummer"), max_length=80, required=False,
        help_text=_("Diarienummer eller beslutsnummer. Behövs för allt utom bistånd."),
    )  # fmt: skip
    outcome = forms.TypedChoiceField(
        label=_("Utfall"), choices=list(OUTCOME_LABELS.items()), coerce=Outcome
    )
    statute = forms.ChoiceField(label=_("Författning"), required=False)
    point = forms.CharField(
        label=_("Delegationspunkt"), max_length=20, required=False,
        help_text=_("Numret i delegationsordningen, till exempel 1.1."),
    )  # fmt: skip
    amount = AmountField(
        label=_("Belopp i kronor"), required=False, min_value=0, max_digits=13, decimal_places=2,
        help_text=_("Behövs när punkten har en beloppsgräns, till exempel vid inköp."),
    )  # fmt: skip
    role = forms.CharField(
        label=_("Delegat"), max_length=120,
        help_text=_("Rollen som delegationsordningen skriver den, till exempel enhetschef."),
    )  # fmt: skip
    maker = forms.CharField(
        label=_("Vem beslutade?"), max_length=120, required=False,
        help_text=_("Står aldrig i listor. Visar om personen hade rollen den dagen."),
    )  # fmt: skip
    is_urgent = forms.BooleanField(
        label=_("Brådskande ärende som ordföranden beslutade i nämndens ställe"), required=False
    )
    urgent_reason = forms.CharField(
        label=_("Varför kunde det inte vänta?"), max_length=500, required=False, widget=area(2)
    )

    def __init__(self, *args: Any, bodies: list[DecidingBody], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.bodies = {str(one.pk): one for one in bodies}
        self.choose("body", [(str(one.pk), one.name) for one in bodies])
        self.choose(
            "statute", [("", _("Framgår av beslutet")), *((c, c) for c in lists.statutes())]
        )

    def new(self) -> NewDecision:
        """Give what was written."""
        data = self.cleaned_data
        taken = Taken(
            data["decided_date"], Category(data["category"]), data["number"].strip(),
            data["point"].strip(), data["role"].strip(), data["maker"].strip(), data["is_urgent"],
            data["urgent_reason"].strip(), amount_ore=lists.ore_of(data["amount"]),
        )  # fmt: skip
        body = self.bodies[data["body"]]
        return NewDecision(body.pk, taken, data["kind"].strip(), data["outcome"], data["statute"])


class BodyForm(StepForm):
    """An organisation of the one list."""

    unit = forms.ChoiceField(label=_("Enhet"))
    name = forms.CharField(
        label=_("Vad heter organisationen i listan?"), max_length=200,
        help_text=_("Till exempel: Utredningsgruppen."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])


class NotifyForm(StepForm):
    """A period's decisions to a meeting of the board."""

    unit = forms.ChoiceField(label=_("Enhet"))
    period = forms.CharField(
        label=_("Period"), max_length=20, help_text=_("Till exempel 2026-02 eller 2026Q1.")
    )
    meeting_date = forms.DateField(label=_("Nämndens sammanträde"), widget=forms.DateInput)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def clean_period(self) -> Period:
        """Give the period. Raises ValidationError with the forms that are understood."""
        try:
            found = Period.parse(self.cleaned_data["period"].strip())
        except UnreadablePeriod as error:
            raise forms.ValidationError(str(error)) from error
        if found.kind not in (Grain.MONTH, Grain.QUARTER, Grain.YEAR):
            raise forms.ValidationError(_("Välj en månad, ett kvartal eller ett år."))
        return found

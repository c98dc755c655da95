"""Forms of the yearly needs of competence: shape and wording only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence.need_actions import Decision, Wanted
from vaka.areas.competence.need_rules import FORM_LABELS, PRIORITY_LABELS
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm

MOST_KR = 100_000_000


def kronor(label: Any, *, required: bool = True, hint: Any = "") -> WholeField:
    """Give a field for whole kronor."""
    return WholeField(
        label=label, min_value=0, max_value=MOST_KR, required=required, help_text=hint
    )


class NeedForm(StepForm):
    """What a unit needs: of what, for how many, how, at what cost and why."""

    subject = forms.CharField(
        label=_("Vad behöver ni kunna?"), max_length=120,
        help_text=_("Till exempel: bemötande vid demens, språk, dokumentation. Inga namn."),
    )  # fmt: skip
    persons = WholeField(label=_("För hur många?"), min_value=1, max_value=10_000)
    form = forms.ChoiceField(label=_("I vilken form?"), choices=list(FORM_LABELS.items()))
    cost_kr = kronor(
        _("Beräknad kostnad i kronor"), hint=_("Kurs, resor och vikarier. 0 om inget.")
    )
    priority = forms.TypedChoiceField(
        label=_("Hur viktigt är det för enheten?"), widget=Segmented, coerce=int,
        choices=list(PRIORITY_LABELS.items()),
    )  # fmt: skip
    reason = forms.CharField(
        label=_("Varför?"), max_length=500, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Vad har ni sett: avvikelser, egenkontroll, nya uppgifter?"),
    )  # fmt: skip

    def new(self) -> Wanted:
        """Give what was written."""
        data = self.cleaned_data
        return Wanted(
            data["subject"], data["persons"], data["form"], data["cost_kr"], data["priority"],
            data["reason"],
        )  # fmt: skip


class NewNeedForm(NeedForm):
    """The same, of which unit."""

    unit = forms.ChoiceField(label=_("Enhet"))
    field_order = ("unit",)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {one.code: one for one in units}
        self.choose("unit", [(one.code, one.name) for one in units])


class HandInForm(StepForm):
    """Which unit hands in its inventory."""

    unit = forms.ChoiceField(label=_("Enhet"))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {one.code: one for one in units}
        self.choose("unit", [(one.code, one.name) for one in units])


class DecideForm(StepForm):
    """Granted with money, or declined with the reason; and the place in the order."""

    grants = forms.ChoiceField(
        label=_("Beslut"), widget=Segmented,
        choices=[("yes", _("Bevilja")), ("no", _("Avslå"))],
    )  # fmt: skip
    granted_kr = kronor(_("Beviljade kronor"), required=False)
    rank = WholeField(
        label=_("Plats i kommunens ordning"), min_value=1, max_value=999, required=False,
        help_text=_("1 går först. Tomt: efter dem som har en plats."),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Skäl"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Krävs vid avslag och när ett beslut ändras. Enheten läser det."),
    )  # fmt: skip

    def new(self) -> Decision:
        """Give what was written."""
        data = self.cleaned_data
        return Decision(data["grants"] == "yes", data["granted_kr"], data["rank"], data["words"])


class CarryOutForm(StepForm):
    """What was carried out."""

    done_date = forms.DateField(label=_("När blev det klart?"), widget=forms.DateInput)
    done_persons = WholeField(label=_("Hur många gick?"), min_value=1, max_value=10_000)
    done_kr = kronor(_("Vad kostade det, i kronor?"))


class BudgetForm(StepForm):
    """What there is for competence a year."""

    kronor = kronor(_("Budget i kronor"))

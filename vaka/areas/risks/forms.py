"""Forms of risk analyses: shape and wording only; what may be done is asked of the rules."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.risks.actions import NewAnalysis, NewLine
from vaka.areas.risks.lists import GRADES, matrix
from vaka.areas.risks.rules import CONCERNS_LABELS, OCCASION_LABELS, Concerns, Occasion
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

TEXT = 10_000


class AnalysisForm(StepForm):
    """What is to be analysed."""

    occasion = forms.ChoiceField(
        label=_("Varför görs analysen?"), widget=forms.RadioSelect,
        choices=list(OCCASION_LABELS.items()),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Rubrik"), max_length=90,
        help_text=_("Till exempel: Nytt larmsystem på Almen. Skriv inga namn."),
    )  # fmt: skip
    about = forms.CharField(
        label=_("Vad ändras eller granskas?"), max_length=TEXT, widget=area(),
        help_text=_("Vad är nytt, vilka berörs och vad är inte med?"),
    )  # fmt: skip
    change_date = forms.DateField(
        label=_("När sker ändringen?"), required=False, widget=forms.DateInput,
        help_text=_("Analysen ska vara fastställd senast den dagen."),
    )  # fmt: skip
    participants = forms.CharField(
        label=_("Vilka deltar?"), required=False, max_length=TEXT, widget=area(2),
        help_text=_("Yrken och roller. Ta med skyddsombud när arbetsmiljön berörs."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Enhet"))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def clean(self) -> dict[str, Any]:
        """A change has a day."""
        data = super().clean() or {}
        if data.get("occasion") == Occasion.CHANGE and not data.get("change_date"):
            self.add_error("change_date", _("Välj vilken dag ändringen sker."))
        return data

    def new(self) -> NewAnalysis:
        """Give what was written."""
        data = self.cleaned_data
        return NewAnalysis(
            self.units[data["unit"]], Occasion(data["occasion"]), data["title"], data["about"],
            data["change_date"], data["participants"],
        )  # fmt: skip


class GradesForm(StepForm):
    """Likelihood and consequence by the matrix in force on a day."""

    likelihood = forms.TypedChoiceField(
        label=_("Hur sannolikt är det?"), coerce=int, widget=Segmented
    )
    consequence = forms.TypedChoiceField(
        label=_("Hur stor blir konsekvensen?"), coerce=int, widget=Segmented
    )

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        used = matrix(on)
        self.choose("likelihood", [(str(g), f"{g} {used.likelihood_label(g)}") for g in GRADES])
        self.choose("consequence", [(str(g), f"{g} {used.consequence_label(g)}") for g in GRADES])


class LineForm(GradesForm):
    """One possible event with the risk as it is today."""

    event = forms.CharField(
        label=_("Vad kan hända?"), max_length=TEXT, widget=area(2),
        help_text=_("En möjlig händelse på varje rad. Skriv inga namn."),
    )  # fmt: skip
    cause = forms.CharField(
        label=_("Varför skulle det kunna hända?"), required=False, max_length=TEXT, widget=area(2)
    )
    concerns = forms.ChoiceField(
        label=_("Vem eller vad drabbas?"), widget=Segmented,
        choices=list(CONCERNS_LABELS.items()), initial=Concerns.PERSON,
    )  # fmt: skip
    field_order = ("version", "event", "cause", "concerns", "likelihood", "consequence")

    def new(self) -> NewLine:
        """Give what was written."""
        data = self.cleaned_data
        return NewLine(
            data["event"], data["likelihood"], data["consequence"], data["cause"],
            Concerns(data["concerns"]),
        )  # fmt: skip


class AcceptForm(StepForm):
    """Why a risk is accepted, and until when."""

    reason = forms.CharField(
        label=_("Varför kan risken accepteras?"), max_length=TEXT, widget=area()
    )
    until = forms.DateField(
        label=_("Till och med"), widget=forms.DateInput,
        help_text=_("Dagen efter öppnar Vaka analysen igen och säger till den som ansvarar."),
    )  # fmt: skip

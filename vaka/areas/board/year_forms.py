"""The form of a row in a year plan: shape and wording only; the rules say what may be done."""

from typing import Any

from django import forms
from django.utils.dates import MONTHS
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.forms import UNPLANNED
from vaka.areas.board.rules import SORT_LABELS, ItemSort
from vaka.areas.board.year_actions import PlanLine
from vaka.foundation.organisation.models import Unit
from vaka.web.steps import StepForm

EVERYBODY = _("Hela förvaltningen")


class PlannedForm(StepForm):
    """What comes up, when, and who prepares it."""

    title = forms.CharField(
        label=_("Ärende"), max_length=200, help_text=_("Skriv inget namn på en enskild.")
    )
    sort = forms.TypedChoiceField(
        label=_("Slag"), choices=list(SORT_LABELS.items()), coerce=ItemSort
    )
    body = forms.ChoiceField(label=_("Organ"))
    year = forms.IntegerField(label=_("År"))
    month = forms.TypedChoiceField(
        label=_("Månad"), required=False, coerce=int, empty_value=None,
        choices=[("", UNPLANNED), *((number, name) for number, name in MONTHS.items())],
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Enhet som bereder"), required=False)
    responsible = forms.CharField(label=_("Ansvarig roll"), required=False, max_length=200)
    goes_to = forms.CharField(label=_("Går vidare till"), required=False, max_length=200,
                              help_text=_("Till exempel kommunfullmäktige."))  # fmt: skip
    earlier = forms.CharField(
        label=_("Tidigare beslut"), required=False, max_length=200,
        help_text=_("Till exempel 2024-01-25 § 7. En rad med tidigare beslut kommer bara en gång."),
    )  # fmt: skip
    note = forms.CharField(label=_("Anmärkning"), required=False, max_length=500)

    def __init__(
        self, *args: Any, units: list[Unit], bodies: dict[str, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [("", EVERYBODY), *((unit.code, unit.name) for unit in units)])
        self.choose("body", list(bodies.items()))

    def line(self) -> PlanLine:
        """Give what was written."""
        data: dict[str, Any] = self.cleaned_data
        return PlanLine(
            data["body"], data["year"], data["month"], data["title"], data["sort"],
            self.units.get(data["unit"]), data["responsible"], data["goes_to"], data["earlier"],
            data["note"],
        )  # fmt: skip

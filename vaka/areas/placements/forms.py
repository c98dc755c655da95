"""Forms of placements: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.placements.actions import Considered, NewPlacement
from vaka.areas.placements.rules import (
    DECIDER_LABELS,
    GROUND_LABELS,
    HOME_LABELS,
    OWED_LABELS,
    Decider,
    Ground,
    Home,
    Owed,
)
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm


class PlacementForm(StepForm):
    """A child's placement."""

    unit = forms.ChoiceField(label=_("Enhet"))
    file_number = forms.CharField(
        label=_("Aktnummer"), max_length=40,
        help_text=_("Numret i verksamhetssystemet. Skriv inget namn eller personnummer."),
    )  # fmt: skip
    ground = forms.TypedChoiceField(
        label=_("Lagrum"), widget=Segmented, choices=list(GROUND_LABELS.items()), coerce=Ground
    )
    home = forms.TypedChoiceField(
        label=_("Var bor barnet?"), choices=list(HOME_LABELS.items()), coerce=Home
    )
    begun_date = forms.DateField(label=_("När började vården?"), widget=forms.DateInput)
    home_since_date = forms.DateField(
        label=_("Sedan när bor barnet i hemmet?"), widget=forms.DateInput
    )
    test_weeks = WholeField(
        label=_("Veckor mellan drogtester"), required=False, min_value=1, max_value=26,
        help_text=_("Bara om drogtester är beslutade."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self) -> NewPlacement:
        """Give what was written."""
        data = self.cleaned_data
        return NewPlacement(
            self.units[data["unit"]], data["file_number"], data["ground"], data["home"],
            data["begun_date"], data["home_since_date"], data["test_weeks"],
        )  # fmt: skip


class ConsideredForm(StepForm):
    """Something owed, done."""

    what = forms.TypedChoiceField(
        label=_("Vad har gjorts?"), choices=list(OWED_LABELS.items()), coerce=Owed
    )
    on_date = forms.DateField(label=_("Vilken dag?"), widget=forms.DateInput)
    decider = forms.TypedChoiceField(
        label=_("Av vem?"), choices=list(DECIDER_LABELS.items()), coerce=Decider
    )
    words = forms.CharField(
        label=_("Vad beslutades, och varför?"), max_length=10_000, widget=area(),
        help_text=_("Skriv inget namn."),
    )  # fmt: skip
    informed_date = forms.DateField(
        label=_("När fick barnet och vårdnadshavarna veta?"), required=False,
        widget=forms.DateInput,
    )  # fmt: skip

    def new(self) -> Considered:
        """Give what was written."""
        data = self.cleaned_data
        return Considered(data["what"], data["on_date"], data["decider"], data["words"],
                          data["informed_date"])  # fmt: skip


class PlanForm(StepForm):
    """The day when care is meant to end."""

    on_date = forms.DateField(label=_("Vilken dag ska vården upphöra?"), widget=forms.DateInput)


class EndForm(StepForm):
    """The day when care ended, and why."""

    on_date = forms.DateField(label=_("Vilken dag upphörde vården?"), widget=forms.DateInput)
    words = forms.CharField(
        label=_("Varför, och vad har förändrats varaktigt?"), max_length=10_000, widget=area()
    )

"""The selector above a measure: unit, period, step, and the day as of which it is known."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.foundation.organisation.models import Unit
from vaka.law.period import DoesNotNest, Grain, Period, UnreadablePeriod

GRAINS = (
    (Grain.MONTH.value, _("månad")),
    (Grain.QUARTER.value, _("kvartal")),
    (Grain.TERTIAL.value, _("tertial")),
    (Grain.YEAR.value, _("år")),
)
MOST_PARTS = 130


class ChoiceForm(forms.Form):
    """What to look at; the address holds it, so that a view can be sent to a colleague."""

    enhet = forms.ChoiceField(label=_("Enhet"))
    period = forms.CharField(label=_("Period"), max_length=40)
    steg = forms.ChoiceField(label=_("Per"), choices=GRAINS)
    per = forms.DateField(label=_("Läget den dagen"), widget=forms.DateInput(format="%Y-%m-%d"))

    def __init__(self, given: dict[str, str], *, unit: Unit, units: list[Unit], today: date):
        chosen = {
            "period": f"{today.year - 1}..{today.year}",
            "steg": Grain.MONTH.value,
            "per": today.isoformat(),
        }
        told = {name: value for name, value in given.items() if value and name in chosen}
        super().__init__(chosen | told | {"enhet": unit.code})
        choices = [(one.code, one.name) for one in units]
        self.fields["enhet"].choices = choices  # type: ignore[attr-defined]

    def clean_period(self) -> Period:
        """Read the period; the message tells the accepted forms."""
        try:
            return Period.parse(self.cleaned_data["period"].strip())
        except UnreadablePeriod as error:
            raise forms.ValidationError(str(error)) from error

    def clean(self) -> dict[str, Any]:
        """Refuse a period that the steps do not fill, and one with too many steps to draw."""
        found: dict[str, Any] = super().clean() or {}
        if "period" in found and "steg" in found:
            self._check_steps(found["period"], Grain(found["steg"]))
        return found

    def _check_steps(self, period: Period, grain: Grain) -> None:
        try:
            parts = len(period.parts(grain))
        except DoesNotNest as error:
            self.add_error("steg", str(error))
            return
        if parts > MOST_PARTS:
            self.add_error("steg", _("Det blir för många steg. Välj längre steg."))

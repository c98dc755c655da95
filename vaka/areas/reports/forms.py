"""The form that asks for a report."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.reports.kinds import all_kinds
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period, UnreadablePeriod


class ReportForm(forms.Form):
    """Which report, of which unit, for which period, as known on which day."""

    name = forms.ChoiceField(label=_("Rapport"))
    unit = forms.ChoiceField(label=_("Enhet"))
    period = forms.CharField(
        label=_("Period"), help_text=_("Till exempel 2025, 2026T1 eller 2026Q1.")
    )
    as_of = forms.DateField(
        label=_("Läget den dagen"),
        required=False,
        help_text=_("Tomt är i dag. Det som hänt senare räknas inte."),
        widget=forms.DateInput,
    )

    is_public = forms.BooleanField(
        label=_("Ska publiceras"), required=False,
        help_text=_("Små tal döljs, så att ingen kan kännas igen."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        names = [(kind.name, kind.title) for kind in all_kinds()]
        self.fields["name"].choices = names  # type: ignore[attr-defined]
        self.fields["unit"].choices = [(unit.code, unit.name) for unit in units]  # type: ignore[attr-defined]

    def clean_period(self) -> Period:
        """Read the period."""
        try:
            return Period.parse(self.cleaned_data["period"].strip())
        except UnreadablePeriod as error:
            raise forms.ValidationError(str(error)) from error

    def clean_as_of(self) -> date | None:
        """A day to come is not known yet."""
        day: date | None = self.cleaned_data["as_of"]
        if day and day > date.today():
            raise forms.ValidationError(_("Välj i dag eller en tidigare dag."))
        return day

    def clean(self) -> dict[str, Any]:
        """Check that the report is made for such a period."""
        data = super().clean() or {}
        kind = next((one for one in all_kinds() if one.name == data.get("name")), None)
        period = data.get("period")
        if kind and period and (period.kind not in kind.grains or period.parts(period.kind)[1:]):
            self.add_error("period", _("Rapporten görs inte för en sådan period."))
        return data

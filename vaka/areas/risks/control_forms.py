"""Forms of internal control: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.risks.control_actions import NewPoint, NewTest
from vaka.areas.risks.control_rules import (
    OUTCOME_LABELS,
    PACE_LABELS,
    REPORT_PACES,
    Pace,
    TestOutcome,
)
from vaka.areas.risks.forms import TEXT
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm


class PlanForm(StepForm):
    """A year's plan."""

    year = forms.IntegerField(label=_("År"), min_value=2015, max_value=2099)
    title = forms.CharField(label=_("Rubrik"), max_length=90)
    pace = forms.ChoiceField(
        label=_("Hur ofta rapporteras den?"), widget=forms.RadioSelect,
        choices=[(pace.value, PACE_LABELS[pace]) for pace in REPORT_PACES],
        help_text=_("Nämnden har beslutat om en enda period. Den gäller hela året."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Gäller för"))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])


class PointForm(StepForm):
    """One control point."""

    risk = forms.CharField(
        label=_("Vilken risk gäller det?"), max_length=TEXT, widget=area(2),
        help_text=_("Till exempel: utbetalning görs två gånger."),
    )  # fmt: skip
    control = forms.CharField(label=_("Vad kontrolleras?"), max_length=200)
    method = forms.CharField(
        label=_("Hur görs kontrollen?"), max_length=TEXT, widget=area(2),
        help_text=_("Urval, underlag och vad som räknas som fel."),
    )  # fmt: skip
    pace = forms.ChoiceField(
        label=_("Hur ofta?"), widget=forms.RadioSelect, choices=list(PACE_LABELS.items())
    )
    responsible = forms.ChoiceField(label=_("Vem ansvarar?"))

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        named = [(key, person.name) for key, person in self.people.items()]
        self.choose("responsible", [("", _("Välj person")), *named])

    def new(self) -> NewPoint:
        """Give what was written."""
        data = self.cleaned_data
        return NewPoint(
            data["risk"], data["control"], data["method"], Pace(data["pace"]),
            self.people[data["responsible"]],
        )  # fmt: skip


class TestForm(StepForm):
    """What a control found."""

    __test__ = False

    period = forms.ChoiceField(label=_("För vilken period?"))
    sample = forms.CharField(
        label=_("Vad har granskats?"), max_length=200, required=False,
        help_text=_("Till exempel: 30 av 412 utbetalningar. Skriv inga namn."),
    )  # fmt: skip
    outcome = forms.ChoiceField(
        label=_("Vad blev resultatet?"), widget=Segmented, choices=list(OUTCOME_LABELS.items())
    )
    words = forms.CharField(
        label=_("Vad visade kontrollen?"), max_length=TEXT, widget=area(),
        help_text=_("Om den inte gick att göra: skriv varför."),
    )  # fmt: skip

    def __init__(self, *args: Any, periods: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("period", periods)

    def new(self) -> NewTest:
        """Give what was written."""
        data = self.cleaned_data
        return NewTest(data["period"], TestOutcome(data["outcome"]), data["words"], data["sample"])


class ReportForm(StepForm):
    """What a report says."""

    words = forms.CharField(
        label=_("Sammanfattning till nämnden"), max_length=TEXT, widget=area(5),
        help_text=_("Vad visar kontrollerna, och vad görs åt bristerna?"),
    )  # fmt: skip


class AdoptForm(StepForm):
    """By which decision the plan is adopted."""

    words = forms.CharField(
        label=_("Nämndens beslut"), max_length=200,
        help_text=_("Datum och paragraf, till exempel 2025-12-10 § 142."),
    )  # fmt: skip

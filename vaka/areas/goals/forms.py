"""Forms of goals: shape and wording only; what may be done is asked of the rules."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.goals.actions import NewActivity, NewGoal, NewIndicator
from vaka.areas.goals.models import MEASURED_IN, Goal
from vaka.areas.goals.rules import DIRECTION_LABELS, LEVEL_LABELS, LIGHT_LABELS, Direction, Level
from vaka.foundation.number_fields import NumberField, WholeField
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.metrics.definitions import MEASURES
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

FIRST_YEAR, LAST_YEAR = 2000, 2100


def year_field(label: Any, **more: Any) -> forms.IntegerField:
    """Give a field for a year."""
    return WholeField(label=label, min_value=FIRST_YEAR, max_value=LAST_YEAR, **more)


class GoalForm(StepForm):
    """A goal, and what it serves."""

    title = forms.CharField(label=_("Vad ska uppnås?"), max_length=200)
    level = forms.ChoiceField(label=_("Vems mål?"), choices=list(LEVEL_LABELS.items()))
    unit = forms.ChoiceField(label=_("Enhet"))
    parent = forms.ChoiceField(label=_("Vilket mål bidrar det till?"), required=False)
    words = forms.CharField(label=_("Varför?"), max_length=10_000, required=False, widget=area(2))
    from_year = year_field(_("Gäller från och med år"))
    until_year = year_field(_("Gäller till och med år"), required=False)

    def __init__(self, *args: Any, units: list[Unit], parents: list[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        above = [(str(one.pk), f"{LEVEL_LABELS[Level(one.level)]}: {one.title}") for one in parents]
        self.choose("parent", [("", _("inget, det står överst")), *above])

    def new(self) -> NewGoal:
        """Give what was written."""
        data = self.cleaned_data
        return NewGoal(
            Level(data["level"]), self.units[data["unit"]], data["title"], data["from_year"],
            data["until_year"], uuid.UUID(data["parent"]) if data["parent"] else None,
            data["words"],
        )  # fmt: skip


class EndForm(StepForm):
    """Until when a goal holds."""

    until_year = year_field(_("Gäller till och med år"))


class IndicatorForm(StepForm):
    """A measure or a figure with a direction and a first target."""

    measure = forms.ChoiceField(label=_("Mått i Vaka"), required=False)
    title = forms.CharField(
        label=_("Eller en siffra som skrivs in"), max_length=200, required=False,
        help_text=_("Till exempel ett resultat ur en undersökning."),
    )  # fmt: skip
    measured_in = forms.ChoiceField(label=_("Räknas i"), choices=MEASURED_IN)
    unit = forms.ChoiceField(label=_("Enhet"))
    good = forms.ChoiceField(label=_("Åt vilket håll?"), widget=Segmented,
                             choices=list(DIRECTION_LABELS.items()))  # fmt: skip
    year = year_field(_("Målår"), required=False)
    target = NumberField(label=_("Målvärde"), required=False)
    tolerance = NumberField(
        label=_("Så nära räknas som nästan nått"), required=False, min_value=0,
        help_text=_("Lämna tomt för det som gäller i kommunen."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        titled = sorted((one.title.sv, name) for name, one in MEASURES.items())
        self.choose("measure", [("", _("inget")), *((name, title) for title, name in titled)])

    def new(self) -> NewIndicator:
        """Give what was written."""
        data = self.cleaned_data
        return NewIndicator(
            self.units[data["unit"]], Direction(data["good"]), data["measure"], data["title"],
            data["measured_in"], data["tolerance"], data["year"], data["target"],
        )  # fmt: skip


class TargetForm(StepForm):
    """What an indicator is to reach in a year."""

    year = year_field(_("År"))
    value = NumberField(label=_("Målvärde"))


class FigureForm(StepForm):
    """What a source says that an indicator was."""

    year = year_field(_("År"))
    value = NumberField(label=_("Utfall"))
    source = forms.CharField(
        label=_("Källa"), max_length=200,
        help_text=_("Var siffran står. Säger två källor olika får båda stå."),
    )  # fmt: skip


class JudgeForm(StepForm):
    """A light by hand, with the reason."""

    year = year_field(_("År"))
    light = forms.ChoiceField(label=_("Din bedömning"), widget=Segmented,
                              choices=list(LIGHT_LABELS.items()))  # fmt: skip
    reason = forms.CharField(
        label=_("Varför bedömer du annorlunda än regeln?"), max_length=10_000, widget=area(),
        help_text=_("Vad säger inte siffran? Skälet och ditt namn visas."),
    )  # fmt: skip


class ActivityForm(StepForm):
    """Something that is done to reach a goal."""

    title = forms.CharField(label=_("Vad ska göras?"), max_length=200)
    responsible = forms.ChoiceField(label=_("Ansvarig"))
    start_date = forms.DateField(label=_("Börjar"), widget=forms.DateInput)
    due_date = forms.DateField(label=_("Klar senast"), widget=forms.DateInput)

    def __init__(self, *args: Any, people: list[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        self.choose("responsible", [(key, one.name) for key, one in self.people.items()])

    def new(self) -> NewActivity:
        """Give what was written."""
        data = self.cleaned_data
        return NewActivity(data["title"], self.people[data["responsible"]], data["start_date"],
                           data["due_date"])  # fmt: skip


class ActivityStepForm(StepForm):
    """How a key activity goes, in words."""

    words = forms.CharField(label=_("Vad har hänt?"), max_length=10_000, required=False,
                            widget=area())  # fmt: skip

"""Forms of projects: shape and wording only; what may be done is asked of the rules."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.goals.rules import DIRECTION_LABELS, Direction
from vaka.areas.projects.models import Project
from vaka.areas.projects.rules import (
    EFFECT_UNIT_LABELS,
    GRAINS,
    KIND_LABELS,
    EffectTold,
    EffectUnit,
    ProjectKind,
    ProjectTold,
)
from vaka.foundation.number_fields import NumberField
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.period import Grain
from vaka.metrics.definitions import MEASURES
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

TEXT = 10_000


class ProjectForm(StepForm):
    """What is told of a project; who owns it is asked once it is there."""

    title = forms.CharField(label=_("Vad heter det?"), max_length=200)
    kind = forms.ChoiceField(label=_("Slag"), widget=Segmented, choices=list(KIND_LABELS.items()))
    purpose = forms.CharField(
        label=_("Syfte"), max_length=TEXT, widget=area(),
        help_text=_("Vad ska bli bättre, och för vem?"),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Enhet"))
    owner = forms.ChoiceField(label=_("Ägare"))
    parent = forms.ChoiceField(label=_("Hör till program"), required=False)
    start_date = forms.DateField(label=_("Börjar"), widget=forms.DateInput)
    end_date = forms.DateField(label=_("Slutar"), widget=forms.DateInput)

    def __init__(
        self, *args: Any, programmes: list[Project], units: list[Unit] | None = None,
        people: list[Person] | None = None, **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units or []}
        self.people = {str(one.pk): one for one in people or []}
        for name, known in (("unit", units), ("owner", people)):
            if known is None:
                del self.fields[name]
        if units is not None:
            self.choose("unit", [(unit.code, unit.name) for unit in units])
        if people is not None:
            self.choose("owner", [(key, one.name) for key, one in self.people.items()])
        self.choose("parent", [("", _("inget")),
                               *((str(one.pk), one.title) for one in programmes)])  # fmt: skip

    def told(self) -> ProjectTold:
        """Give what was written."""
        data = self.cleaned_data
        return ProjectTold(
            ProjectKind(data["kind"]), data["title"].strip(), data["purpose"].strip(),
            data["start_date"], data["end_date"],
        )  # fmt: skip

    def parent_id(self) -> uuid.UUID | None:
        """Give the programme chosen; None without one."""
        chosen = self.cleaned_data["parent"]
        return uuid.UUID(chosen) if chosen else None


class PhaseForm(StepForm):
    """A phase and its days."""

    title = forms.CharField(label=_("Vad heter fasen?"), max_length=200)
    start_date = forms.DateField(label=_("Börjar"), widget=forms.DateInput)
    end_date = forms.DateField(label=_("Slutar"), widget=forms.DateInput)


class EffectForm(StepForm):
    """What a project is to change: a measure, or a series of one's own."""

    measure = forms.ChoiceField(label=_("Mått i Vaka"), required=False)
    grain = forms.ChoiceField(
        label=_("Måttet jämförs per"), choices=list(GRAINS.items()), initial=Grain.QUARTER,
        help_text=_("Den sista hela perioden före start mot den senaste hela efter."),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Eller en egen serie"), max_length=200, required=False,
        help_text=_("Till exempel en fråga i en enkät, eller timmar som blir över."),
    )  # fmt: skip
    counted_in = forms.ChoiceField(label=_("Den egna serien räknas i"),
                                   choices=list(EFFECT_UNIT_LABELS.items()))  # fmt: skip
    baseline = NumberField(label=_("Den egna seriens värde före start"), required=False)
    good = forms.ChoiceField(label=_("Åt vilket håll?"), widget=Segmented,
                             choices=list(DIRECTION_LABELS.items()))  # fmt: skip
    target = NumberField(label=_("Målvärde"))
    tolerance = NumberField(
        label=_("Så nära räknas som nästan nått"), required=False, min_value=0,
        help_text=_("Lämna tomt för det som gäller i kommunen."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titled = sorted((one.title.sv, name) for name, one in MEASURES.items())
        self.choose("measure", [("", _("inget")), *((name, title) for title, name in titled)])

    def told(self) -> EffectTold:
        """Give what was written."""
        data = self.cleaned_data
        return EffectTold(
            data["title"], data["measure"], EffectUnit(data["counted_in"]), data["target"],
            Grain(data["grain"]), data["tolerance"], data["baseline"],
        )  # fmt: skip

    def direction(self) -> Direction:
        """Give which way is better."""
        return Direction(self.cleaned_data["good"])


class ValueForm(StepForm):
    """What a source says that an effect was on a day."""

    day = forms.DateField(label=_("Dag"), widget=forms.DateInput)
    value = NumberField(label=_("Värde"))
    source = forms.CharField(
        label=_("Källa"), max_length=200,
        help_text=_("Var siffran står. Säger två källor olika får båda stå."),
    )  # fmt: skip


class EndForm(StepForm):
    """What was learnt."""

    lessons = forms.CharField(
        label=_("Lärdomar"), max_length=TEXT, widget=area(5), required=False,
        help_text=_("Vad fungerade, och vad skulle ni göra annorlunda? Inga namn."),
    )  # fmt: skip
    obstacles = forms.CharField(label=_("Hinder på vägen"), max_length=TEXT, required=False,
                                widget=area())  # fmt: skip


class FollowUpForm(StepForm):
    """What is left of the effect."""

    done_date = forms.DateField(label=_("Gjord den"), widget=forms.DateInput)
    words = forms.CharField(
        label=_("Vad står kvar av effekten?"), max_length=TEXT, widget=area(), required=False,
        help_text=_("Jämför värdena nu med dem när projektet avslutades."),
    )  # fmt: skip

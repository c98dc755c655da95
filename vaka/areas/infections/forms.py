"""Forms of the line list: shape and wording only; what may be done is asked of the rules."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.infections import lists
from vaka.areas.infections.actions import NewInfection
from vaka.areas.infections.rules import (
    CERTAINTY_LABELS,
    END_LABELS,
    INFECTED_LABELS,
    LONGEST_ROOM,
    Certainty,
    Infected,
    InfectionEnd,
)
from vaka.areas.self_checks.queries import RoundRow
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm


def agents_on(day: date) -> list[tuple[str, str]]:
    """Give the agents that may be chosen on a day."""
    return [(one.code, one.title) for one in lists.agents().values() if one.holds_on(day)]


class InfectionForm(StepForm):
    """Somebody ill, in as few touches as may be: today, a resident, suspected."""

    unit = forms.ChoiceField(label=_("Enhet"))
    agent = forms.ChoiceField(
        label=_("Vad är det, eller vad liknar det?"), widget=forms.RadioSelect
    )
    infected = forms.TypedChoiceField(
        label=_("Vem är sjuk?"), widget=Segmented, choices=list(INFECTED_LABELS.items()),
        coerce=Infected,
    )  # fmt: skip
    certainty = forms.TypedChoiceField(
        label=_("Misstänkt eller bekräftad?"), widget=Segmented,
        choices=list(CERTAINTY_LABELS.items()), coerce=Certainty,
    )  # fmt: skip
    sick_date = forms.DateField(label=_("Första sjukdagen"), widget=forms.DateInput)
    room = forms.CharField(
        label=_("Rum"), required=False, max_length=LONGEST_ROOM,
        help_text=_("Bara rummets nummer. Inga namn, inga personnummer."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        self.choose("agent", agents_on(on))
        if len(units) == 1:
            self.fields["unit"].widget = forms.HiddenInput()
            self.fields["unit"].initial = units[0].code

    def new(self) -> NewInfection:
        """Give what was written."""
        data = self.cleaned_data
        return NewInfection(
            self.units[data["unit"]], data["agent"], data["infected"], data["sick_date"],
            data["certainty"], room=data["room"].strip(),
        )  # fmt: skip


class ConfirmForm(StepForm):
    """What a test or a doctor found."""

    agent = forms.ChoiceField(label=_("Vad är det?"), widget=forms.RadioSelect)
    confirmed_date = forms.DateField(label=_("Bekräftad den"), widget=forms.DateInput)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("agent", agents_on(on))


class EndForm(StepForm):
    """How and when it ended."""

    outcome = forms.TypedChoiceField(
        label=_("Hur slutade det?"), widget=forms.RadioSelect, choices=list(END_LABELS.items()),
        coerce=InfectionEnd,
    )  # fmt: skip
    over_date = forms.DateField(label=_("Dag"), widget=forms.DateInput)


class CheckForm(StepForm):
    """Which round of hygiene checks belongs to the outbreak."""

    round_id = forms.TypedChoiceField(label=_("Hygienkontroll"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, rounds: list[RoundRow], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [(str(one.id), f"{one.title}, {one.unit_name}, {one.start_date}") for one in rounds]
        self.choose("round_id", said)


class RoundForm(StepForm):
    """A round of vaccination."""

    vaccine = forms.ChoiceField(label=_("Vaccin"), widget=forms.RadioSelect)
    season = forms.CharField(
        label=_("Säsong"), max_length=20, help_text=_("Till exempel 2026/27 eller våren 2027.")
    )
    from_date = forms.DateField(label=_("Från"), widget=forms.DateInput)
    to_date = forms.DateField(label=_("Till och med"), widget=forms.DateInput)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [one for one in lists.vaccines().values() if one.holds_on(on)]
        self.choose("vaccine", [(one.code, one.title) for one in known])


class CoverageForm(StepForm):
    """How many of a unit's residents were offered, took and declined."""

    unit = forms.ChoiceField(label=_("Enhet"))
    offered = WholeField(label=_("Erbjudna"), min_value=0, max_value=9999)
    vaccinated = WholeField(label=_("Vaccinerade"), min_value=0, max_value=9999)
    declined = WholeField(
        label=_("Avstår"), min_value=0, max_value=9999,
        help_text=_("Så många som tackat nej. Inga namn."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

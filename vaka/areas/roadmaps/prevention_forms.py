"""Forms of preventive measures: shape and wording; a step's questions come from its data."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.roadmaps.prevention_rules import (
    DECISION_LABELS,
    REACHED_LABELS,
    STANDING_LABELS,
    Frame,
    KubinolStep,
    MeasureTold,
    PresentTold,
    PreventionDuty,
    StepTold,
)
from vaka.areas.roadmaps.reach_rules import ReachTold
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months
from vaka.law.period import Grain, Period
from vaka.web.forms import area
from vaka.web.steps import StepForm, Words

TEXT = 5_000
MONTHS = 24


class MeasureForm(StepForm):
    """A preventive measure to begin."""

    title = forms.CharField(label=_("Vad heter insatsen?"), max_length=200)
    unit = forms.ChoiceField(label=_("Enhet"))
    focus_area = forms.ChoiceField(label=_("Fokusområde"))
    level = forms.ChoiceField(label=_("Nivå"), widget=forms.RadioSelect)
    aim = forms.ChoiceField(label=_("Syfte"), widget=forms.RadioSelect)
    duty_topic = forms.ChoiceField(label=_("Vilken skyldighet hör den till?"), required=False)
    duty = forms.CharField(
        label=_("Eller en annan skyldighet"), max_length=200, required=False,
        help_text=_("Ett uppdrag, till exempel nämndens beslut med paragraf."),
    )  # fmt: skip
    target = forms.ChoiceField(label=_("Målgrupp"), widget=forms.RadioSelect)
    target_size = WholeField(label=_("Ungefär hur många är målgruppen?"), min_value=1,
                                     max_value=1_000_000)  # fmt: skip
    answers = forms.CharField(
        label=_("Vem svarar för insatsen?"), max_length=200,
        help_text=_("Funktion, till exempel anhörigkonsulent. Inga namn."),
    )  # fmt: skip
    begun_date = forms.DateField(label=_("Började"), widget=forms.DateInput)

    def __init__(
        self, *args: Any, units: list[Unit], frame: Frame, duties: list[PreventionDuty],
        **kwargs: Any,
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        self.choose("duty_topic", in_force(duties))
        self.choose("focus_area", list(frame.focus_areas.items()))
        self.choose("level", list(frame.levels.items()))
        self.choose("aim", list(frame.aims.items()))
        self.choose("target", list(frame.targets.items()))

    def new(self) -> tuple[Unit, MeasureTold]:
        """Give the unit and what was written."""
        told = {name: self.cleaned_data[name] for name in MeasureTold.__dataclass_fields__}
        return self.units[self.cleaned_data["unit"]], MeasureTold(**told)


class DutyForm(StepForm):
    """Another duty that a measure points to, when the law or the assignment is another."""

    duty_topic = forms.ChoiceField(label=_("Vilken skyldighet hör den till?"), required=False)
    duty = forms.CharField(label=_("Eller en annan skyldighet"), max_length=200, required=False)

    def __init__(self, *args: Any, duties: list[PreventionDuty], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("duty_topic", in_force(duties))


def in_force(duties: list[PreventionDuty]) -> list[tuple[str, Words]]:
    """Give the duties that are in force as choices, each with its paragraph."""
    known = [(one.topic, f"{one.title}, {one.current.text}") for one in duties if one.current]
    return [("", _("en annan, skriven nedan")), *known]


class PresentForm(StepForm):
    """A way of working as it is now."""

    focus_area = forms.ChoiceField(label=_("Fokusområde"))
    unit = forms.ChoiceField(label=_("Enhet"))
    standing = forms.ChoiceField(
        label=_("Hur fast är det?"), widget=forms.RadioSelect,
        choices=list(STANDING_LABELS.items()),
    )  # fmt: skip
    words = forms.CharField(
        label=_("Hur arbetar ni i dag?"), max_length=1000, widget=area(),
        help_text=_("Görs inget: skriv vad som saknas. Inga namn."),
    )  # fmt: skip
    resources = forms.CharField(
        label=_("Resurser och kompetens"), max_length=1000, widget=area(), required=False,
        help_text=_("Vilka som har uppdraget, hur mycket tid de har och vad de kan."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], frame: Frame, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("focus_area", list(frame.focus_areas.items()))
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self) -> tuple[Unit, PresentTold]:
        """Give the unit and what was written."""
        told = {name: self.cleaned_data[name] for name in PresentTold.__dataclass_fields__}
        return self.units[self.cleaned_data["unit"]], PresentTold(**told)


class ReachForm(StepForm):
    """What a measure did in a month; a month told again is replaced."""

    month = forms.ChoiceField(label=_("Månad"))
    contacts = WholeField(
        label=_("Kontakter"), min_value=0, max_value=1_000_000,
        help_text=_("Besök, samtal och deltagande, varje gång räknad."),
    )  # fmt: skip
    persons = WholeField(label=_("Personer som ni nådde"), min_value=0, max_value=1_000_000)
    needs = WholeField(
        label=_("Personer där ni hittade ett behov"), min_value=0, max_value=1_000_000
    )
    result = forms.CharField(
        label=_("Resultat"), max_length=500, widget=area(), required=False,
        help_text=_("Vad blev det? Inga namn."),
    )  # fmt: skip

    def __init__(self, *args: Any, begun: date, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = begun.replace(day=1)
        months = [add_months(on.replace(day=1), -back) for back in range(MONTHS)]
        self.choose("month", [(str(one), Period.of(one, Grain.MONTH).words())
                              for one in months if one >= first])  # fmt: skip

    def new(self) -> ReachTold:
        """Give what was written."""
        told = {name: self.cleaned_data[name] for name in ReachTold.__dataclass_fields__}
        return ReachTold(**told | {"month": date.fromisoformat(told["month"])})


class TellForm(StepForm):
    """What a step has found; its questions stand between the day and the evidence."""

    done_date = forms.DateField(label=_("Gjort den"), widget=forms.DateInput)
    evidence = forms.CharField(
        label=_("Vad visar det?"), max_length=500,
        help_text=_("En länk, ett diarienummer eller var underlaget finns."),
    )  # fmt: skip

    def __init__(self, *args: Any, step: KubinolStep, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        for ask in step.asks:
            self.fields[ask.code] = forms.CharField(
                label=ask.label, help_text=ask.hint, max_length=TEXT, widget=area()
            )
        if step.decides:
            self.fields["reached"] = _choice(_("Är nyttan nådd?"), REACHED_LABELS)
            self.fields["decision"] = _choice(_("Vad beslutar ni?"), DECISION_LABELS)
        self.order_fields([*(ask.code for ask in step.asks), "reached", "decision", "evidence",
                           "done_date"])  # fmt: skip

    def new(self) -> StepTold:
        """Give what was written."""
        data = self.cleaned_data
        told = {ask.code: data[ask.code] for ask in self.step.asks}
        return StepTold(data["done_date"], told, data["evidence"], data.get("reached", ""),
                        data.get("decision", ""))  # fmt: skip


class MoveForm(StepForm):
    """Another last day for a step."""

    due_date = forms.DateField(label=_("Klart senast"), widget=forms.DateInput)


def _choice(label: Any, choices: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, widget=forms.RadioSelect, choices=list(choices.items()))

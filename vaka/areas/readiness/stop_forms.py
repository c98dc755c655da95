"""Forms of stops and what they cancel: shape and wording only; the rules say what may be."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.readiness.stop_actions import Judged, NewStop, Planned
from vaka.areas.readiness.stop_rules import (
    CONSEQUENCE_LABELS,
    HOW_LABELS,
    SORT_LABELS,
    STOP_LABELS,
    CancelledHow,
    Consequence,
    PlannedSort,
    StopKind,
)
from vaka.foundation.organisation.models import Unit
from vaka.web import words
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

OTHER = "other"


class StopForm(StepForm):
    """What is stopped, where, from when and on which decision."""

    kind = forms.ChoiceField(
        label=_("Vad stoppas?"), widget=Segmented, choices=list(STOP_LABELS.items())
    )
    unit = forms.ChoiceField(label=_("Beslutat för"))
    from_date = forms.DateField(label=_("Från och med"), widget=forms.DateInput)
    until_date = forms.DateField(
        label=_("Till och med"), widget=forms.DateInput, required=False,
        help_text=_("Lämna tomt om det gäller tills vidare."),
    )  # fmt: skip
    decision = forms.CharField(
        label=_("Beslut"), max_length=120, help_text=_("Datum, paragraf eller diarienummer.")
    )
    units = forms.MultipleChoiceField(
        label=_("Vilka enheter berörs?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, heads: list[Unit], units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {unit.code: unit for unit in [*heads, *units]}
        self.choose("unit", [(unit.code, unit.name) for unit in heads])
        self.choose("units", [(unit.code, unit.name) for unit in units])

    def new(self) -> NewStop:
        """Give what was written."""
        data = self.cleaned_data
        return NewStop(
            self.known[data["unit"]], StopKind(data["kind"]), data["from_date"],
            data["until_date"], data["decision"], tuple(self.known[one] for one in data["units"]),
        )  # fmt: skip


class JudgeForm(StepForm):
    """What became of what was planned, and what that leads to."""

    how = forms.ChoiceField(
        label=_("Vad hände?"), widget=Segmented, choices=list(HOW_LABELS.items())
    )
    new_date = forms.DateField(label=_("Ny dag"), widget=forms.DateInput, required=False,
                               help_text=_("Om det sköts upp."))  # fmt: skip
    consequence = forms.ChoiceField(
        label=_("Konsekvens"), widget=Segmented, choices=list(CONSEQUENCE_LABELS.items())
    )
    words = forms.CharField(
        label=_("Vad leder det till?"), max_length=2000, required=False,
        widget=area(),
    )  # fmt: skip

    def judged(self) -> Judged:
        """Give what was judged."""
        data = self.cleaned_data
        return Judged(CancelledHow(data["how"]), Consequence(data["consequence"]),
                      data["new_date"], data["words"])  # fmt: skip


class AgainForm(JudgeForm):
    """What is judged anew, with the reason."""

    why = forms.CharField(label=_("Varför bedöms det igen?"), max_length=500)


class NoteForm(JudgeForm):
    """What was planned: something of the year wheel, or a course or conference in words."""

    planned = forms.ChoiceField(label=_("Vad var planerat?"))
    sort = forms.ChoiceField(
        label=_("Om det inte står i listan: vad var det?"), required=False,
        choices=[("", "–"), *((one, SORT_LABELS[one])
                 for one in (PlannedSort.COURSE, PlannedSort.CONFERENCE))],
    )  # fmt: skip
    title = forms.CharField(label=_("Vad heter det?"), max_length=200, required=False)
    planned_date = forms.DateField(label=_("När var det planerat?"), widget=forms.DateInput,
                                   required=False)  # fmt: skip
    field_order = ("planned", "sort", "title", "planned_date")

    def __init__(self, *args: Any, wheel: list[Planned], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.wheel = {str(number): one for number, one in enumerate(wheel)}
        rows = [(key, f"{one.title}, {words.day(one.planned_date)}")
                for key, one in self.wheel.items()]  # fmt: skip
        other = (OTHER, _("Något annat: utbildning, konferens eller resa"))
        self.choose("planned", [other, *rows])

    def clean(self) -> dict[str, Any] | None:
        """Ask for the name and day of what does not stand in the year wheel."""
        data = super().clean()
        if self.cleaned_data.get("planned") == OTHER:
            for name in ("sort", "title", "planned_date"):
                if not self.cleaned_data.get(name) and name not in self.errors:
                    self.add_error(name, _("Fyll i det här, eller välj i listan."))
        return data

    def chosen(self) -> Planned:
        """Give what was planned."""
        data = self.cleaned_data
        if data["planned"] in self.wheel:
            return self.wheel[data["planned"]]
        return Planned(PlannedSort(data["sort"]), data["title"], data["planned_date"])

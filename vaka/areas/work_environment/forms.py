"""Forms of work-environment investigations: shape and wording only."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.work_environment.actions import NewTime, NewWorkInvestigation
from vaka.areas.work_environment.rules import (
    QUESTION_LABELS,
    TIME_LABELS,
    QuestionKind,
    TimeKind,
)
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

TEXT = 10_000
Units = list[Unit]


class InvestigationForm(StepForm):
    """What is to be investigated, where and by when."""

    title = forms.CharField(label=_("Rubrik"), max_length=90)
    about = forms.CharField(
        label=_("Vad ska undersökas?"), max_length=TEXT, widget=area(),
        help_text=_("Skriv inga namn på medarbetare."),
    )  # fmt: skip
    ordered_by = forms.CharField(
        label=_("Vem kräver det?"), max_length=120, required=False,
        help_text=_("Arbetsmiljöverket, skyddsombudet eller arbetsgivaren själv."),
    )  # fmt: skip
    number = forms.CharField(label=_("Beslutets nummer"), max_length=60, required=False)
    received_date = forms.DateField(label=_("När kom det?"), widget=forms.DateInput)
    due_date = forms.DateField(label=_("Klart senast"), widget=forms.DateInput)
    unit = forms.ChoiceField(
        label=_("Ansvarig enhet"),
        help_text=_("Planen gås sedan igenom på alla enheter av samma slag under den."),
    )  # fmt: skip
    covers = forms.MultipleChoiceField(
        label=_("Vilka enheter gäller det?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, units: Units, inspection_id: uuid.UUID | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.inspection_id = inspection_id
        for name in ("unit", "covers"):
            self.choose(name, [(unit.code, unit.name) for unit in units])

    def new(self) -> NewWorkInvestigation:
        """Give what was written."""
        data = self.cleaned_data
        return NewWorkInvestigation(
            self.units[data["unit"]], data["title"], data["about"], data["received_date"],
            data["due_date"], [self.units[code] for code in data["covers"]], data["ordered_by"],
            data["number"], self.inspection_id,
        )  # fmt: skip


class QuestionForm(StepForm):
    """One question."""

    kind = forms.ChoiceField(
        label=_("Vad gäller frågan?"), widget=Segmented, choices=list(QUESTION_LABELS.items()),
        initial=QuestionKind.TIME,
    )  # fmt: skip
    time_kind = forms.ChoiceField(
        label=_("Tid för vad?"), required=False,
        choices=[("", _("Inte om tid")), *TIME_LABELS.items()],
        help_text=_("Då visas avsatt och utförd tid bredvid svaret."),
    )  # fmt: skip
    text = forms.CharField(label=_("Frågan"), max_length=TEXT, widget=area())


class AnswerForm(StepForm):
    """How a question was found out, and what was found."""

    method = forms.CharField(
        label=_("Hur tog ni reda på det?"), max_length=TEXT, widget=area(2),
        help_text=_("Enkät, tid ur planeringen, larmstatistik, samtal."),
    )  # fmt: skip
    finding = forms.CharField(label=_("Vad kom ni fram till?"), max_length=TEXT, widget=area(4))
    felt_percent = WholeField(
        label=_("Hur många procent svarar att tiden inte räcker?"), required=False,
        min_value=0, max_value=100,
        help_text=_("Ur enkäten. Vaka säger om tiden och medarbetarna säger samma sak."),
    )  # fmt: skip


class SurveyForm(StepForm):
    """How many were asked and answered."""

    asked = WholeField(label=_("Hur många fick enkäten?"), min_value=1)
    answered = WholeField(label=_("Hur många svarade?"), min_value=0)
    period = forms.CharField(label=_("När gjordes den?"), max_length=80, required=False)
    words = forms.CharField(
        label=_("Vad visar den?"), max_length=TEXT, required=False, widget=area(4)
    )


class RiskForm(StepForm):
    """One risk."""

    text = forms.CharField(label=_("Vilken risk ser ni?"), max_length=TEXT, widget=area())
    source = forms.CharField(
        label=_("Hur hittades den?"), max_length=TEXT, required=False, widget=area(2)
    )


class GradeForm(StepForm):
    """Whether a risk is serious."""

    is_serious = forms.TypedChoiceField(
        label=_("Är risken allvarlig?"), widget=Segmented,
        choices=[("yes", _("Ja")), ("no", _("Nej"))],
        coerce=lambda value: value == "yes",
    )  # fmt: skip
    reason = forms.CharField(label=_("Varför?"), max_length=TEXT, required=False, widget=area(2))
    done_at_once = forms.CharField(
        label=_("Gjordes något genast?"), max_length=TEXT, required=False, widget=area(2),
        help_text=_("Det som inte görs genast blir en åtgärd med person, dag och kontroll."),
    )  # fmt: skip


class ReviewForm(StepForm):
    """That a unit has gone through the plan."""

    unit = forms.ChoiceField(label=_("Enhet"))
    reviewed = forms.DateField(label=_("När gicks planen igenom?"), widget=forms.DateInput)
    words = forms.CharField(
        label=_("Vad gör enheten?"), max_length=TEXT, required=False, widget=area(2)
    )

    def __init__(self, *args: Any, units: Units, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def clean_unit(self) -> Unit:
        """Give the unit itself."""
        return self.units[self.cleaned_data["unit"]]


class TimeForm(StepForm):
    """A month's minutes of one kind."""

    unit = forms.ChoiceField(label=_("Enhet"))
    month = forms.DateField(
        label=_("Månad"), widget=forms.DateInput, help_text=_("Välj någon dag i månaden.")
    )
    kind = forms.ChoiceField(label=_("Tid för"), choices=list(TIME_LABELS.items()))
    planned_minutes = WholeField(label=_("Avsatta minuter"), min_value=0)
    performed_minutes = WholeField(label=_("Utförda minuter"), min_value=0)
    alarms = WholeField(
        label=_("Antal larm"), required=False, min_value=0, help_text=_("Bara för larm.")
    )
    odd_logs = WholeField(label=_("Besök där in- eller utloggning saknas"), min_value=0, initial=0)

    def __init__(self, *args: Any, units: Units, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self) -> NewTime:
        """Give what was written."""
        data = self.cleaned_data
        return NewTime(
            self.units[data["unit"]], data["month"], TimeKind(data["kind"]),
            data["planned_minutes"], data["performed_minutes"], data["alarms"], data["odd_logs"],
        )  # fmt: skip

"""Forms of continuity plans: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.risks.continuity_actions import NewCommitment
from vaka.areas.risks.continuity_rules import FOUND_LABELS
from vaka.areas.risks.forms import TEXT
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm


class ContinuityForm(StepForm):
    """A new plan."""

    title = forms.CharField(
        label=_("Rubrik"), max_length=90, help_text=_("Till exempel: Kontinuitetsplan för Almen.")
    )
    scope = forms.CharField(
        label=_("Vad omfattar planen?"), max_length=TEXT, widget=area(),
        help_text=_("Verksamheten, och vilka störningar som planen är till för."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Enhet"))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])


class CommitmentForm(StepForm):
    """One priority commitment."""

    name = forms.CharField(
        label=_("Vad måste fungera?"), max_length=200,
        help_text=_("Till exempel: läkemedel ges på rätt tid."),
    )  # fmt: skip
    depends_on = forms.CharField(
        label=_("Vad beror det på?"), required=False, max_length=TEXT, widget=area(2),
        help_text=_("Personal, el, it, vatten, lokaler, leveranser."),
    )  # fmt: skip
    acceptable = forms.CharField(
        label=_("Vad är acceptabel nivå vid en störning?"), max_length=TEXT, widget=area(2)
    )
    longest_hours = WholeField(
        label=_("Hur många timmar kan det vara borta helt?"), min_value=0, max_value=2000
    )
    reserve = forms.CharField(
        label=_("Reservrutin"), required=False, max_length=TEXT, widget=area(),
        help_text=_("Hur görs det när det vanliga sättet inte fungerar?"),
    )  # fmt: skip

    def new(self) -> NewCommitment:
        """Give what was written."""
        data = self.cleaned_data
        return NewCommitment(
            data["name"], data["acceptable"], data["longest_hours"], data["reserve"],
            data["depends_on"],
        )  # fmt: skip


class ApproveForm(StepForm):
    """Until when an approved plan holds before it is looked at."""

    review_date = forms.DateField(
        label=_("När ses planen över igen?"), widget=forms.DateInput,
        help_text=_("Vaka påminner, och dagen står i årshjulet."),
    )  # fmt: skip


class ReviewForm(ApproveForm):
    """What a review saw."""

    words = forms.CharField(label=_("Vad visade översynen?"), max_length=TEXT, widget=area())
    field_order = ("version", "words", "review_date")


class DrillForm(StepForm):
    """A drill to come."""

    scenario = forms.CharField(
        label=_("Vad ska övas?"), max_length=TEXT, widget=area(2),
        help_text=_("Till exempel: el borta i fyra timmar en natt."),
    )  # fmt: skip
    due_date = forms.DateField(label=_("Övas senast"), widget=forms.DateInput)


class DrillDoneForm(StepForm):
    """What a drill showed."""

    found = forms.ChoiceField(
        label=_("Fungerade reservrutinerna?"), widget=Segmented, choices=list(FOUND_LABELS.items())
    )
    lessons = forms.CharField(label=_("Vad visade övningen?"), max_length=TEXT, widget=area())

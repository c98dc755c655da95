"""Forms of immediate decisions: shape and wording only; what may be done is asked of the rules."""

import uuid
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.board.immediate_actions import NewImmediate
from vaka.areas.board.immediate_models import Decider
from vaka.areas.board.immediate_rules import CARE_LAW_LABELS, CareLaw
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm


class OrderForm(StepForm):
    """Who decides, in which order and from when."""

    body = forms.ChoiceField(label=_("Organ"))
    names = forms.CharField(
        label=_("Beslutsfattare i ordning"), widget=area(4), max_length=2000,
        help_text=_("Ett namn på varje rad, den första först, som i registret över mandat."),
    )  # fmt: skip
    from_date = forms.DateField(label=_("Gäller från och med"), widget=forms.DateInput)
    paragraph = forms.CharField(label=_("Nämndens beslut"), required=False, max_length=80,
                                help_text=_("Till exempel 2026-01-29 § 7."))  # fmt: skip

    def __init__(self, *args: Any, bodies: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("body", list(bodies.items()))

    def clean_names(self) -> tuple[str, ...]:
        """Read the names, one a line."""
        return tuple(filter(None, map(str.strip, self.cleaned_data["names"].splitlines())))


class ImmediateForm(StepForm):
    """A decision as it was taken."""

    law = forms.TypedChoiceField(label=_("Lagrum"), widget=Segmented, coerce=CareLaw,
                                 choices=list(CARE_LAW_LABELS.items()))  # fmt: skip
    reference = forms.CharField(label=_("Aktens nummer"), max_length=40,
                                help_text=_("Skriv numret, aldrig ett namn."))  # fmt: skip
    decided_date = forms.DateField(label=_("Beslutat den"), widget=forms.DateInput)
    decided_time = forms.TimeField(label=_("Klockan"), required=False,
                                   widget=forms.TimeInput(attrs={"type": "time"}))  # fmt: skip
    decider = forms.ChoiceField(label=_("Vem beslutade?"))
    passed_over = forms.CharField(
        label=_("Varför inte den före?"), required=False, max_length=500, widget=area(2),
        help_text=_("När den som står före i ordningen inte kunde besluta."),
    )  # fmt: skip
    taken_date = forms.DateField(
        label=_("Omhändertagen den"), required=False, widget=forms.DateInput,
        help_text=_("Vid LVM räknas tiden därifrån."),
    )  # fmt: skip

    def __init__(self, *args: Any, deciders: list[Decider], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("decider", [(str(one.pk), f"{one.place}. {one.name}") for one in deciders])

    def new(self) -> NewImmediate:
        """Give what was written."""
        data: dict[str, Any] = self.cleaned_data
        return NewImmediate(
            data["law"], data["reference"], data["decided_date"], uuid.UUID(data["decider"]),
            data["decided_time"], data["passed_over"], data["taken_date"],
        )  # fmt: skip


class DoneForm(StepForm):
    """When a step was done, with the court's number."""

    done_date = forms.DateField(label=_("Gjort den"), widget=forms.DateInput)
    court_number = forms.CharField(label=_("Domstolens nummer"), required=False, max_length=40)


class NextStepForm(StepForm):
    """What is to be done next, and by when."""

    step = forms.CharField(label=_("Nästa steg"), max_length=200,
                           help_text=_("Till exempel: ansök om vård."))  # fmt: skip
    due_date = forms.DateField(label=_("Senast"), widget=forms.DateInput)

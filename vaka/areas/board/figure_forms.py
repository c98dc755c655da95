"""The form that binds a measure to an item."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.foundation.organisation.models import Unit
from vaka.metrics.definitions import MEASURES
from vaka.web.steps import StepForm


class BindForm(StepForm):
    """Which measure, at which unit."""

    measure = forms.ChoiceField(label=_("Mått"))
    unit = forms.ChoiceField(label=_("Enhet"))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        titled = sorted((one.title.sv, name) for name, one in MEASURES.items())
        self.choose("measure", [(name, title) for title, name in titled])

"""Forms of registers: shape and wording only; what may be decided is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.registers import lists
from vaka.areas.registers.actions import NewUse
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import area
from vaka.web.steps import StepForm

WHY = _("Vem beslutade, och varför? Skriv inga namn på patienter.")


class BeginForm(StepForm):
    """A unit that begins to use a register."""

    unit = forms.ChoiceField(label=_("Enhet"), help_text=_("Gäller även enheterna under."))
    from_date = forms.DateField(label=_("Används från och med"), widget=forms.DateInput)
    words = forms.CharField(label=_("Beslut och skäl"), max_length=300, widget=area(2),
                            help_text=WHY)  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self, register: str) -> NewUse:
        """Give what was written."""
        data = self.cleaned_data
        return NewUse(register, self.units[data["unit"]], data["from_date"], data["words"])


class EndForm(StepForm):
    """A unit that ceases to use a register."""

    until_date = forms.DateField(label=_("Används till och med"), widget=forms.DateInput)
    replaced_by = forms.ChoiceField(
        label=_("Ersätts av"), required=False,
        help_text=_("Måtten får ett markerat brott den dagen."),
    )  # fmt: skip
    words = forms.CharField(label=_("Beslut och skäl"), max_length=300, widget=area(2),
                            help_text=WHY)  # fmt: skip

    def __init__(self, *args: Any, register: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [(one.code, one.title) for one in lists.registers().values()
                  if one.code != register and not one.test_of]  # fmt: skip
        own = (lists.OWN, lists.title_of(lists.OWN))
        self.choose("replaced_by", [("", _("inget")), own, *others])

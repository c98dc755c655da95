"""Forms of welfare technology: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.technology.actions import Counted, NewTrial
from vaka.areas.technology.models import Technology
from vaka.areas.technology.rules import END_LABELS, STAGE_LABELS, Stage, TrialEnd
from vaka.foundation.number_fields import WholeField
from vaka.foundation.organisation.models import Unit
from vaka.web.forms import Segmented, area
from vaka.web.steps import StepForm

TEXT = 10_000


def number(label: Any, hint: Any = "") -> WholeField:
    """Give a field for how many."""
    return WholeField(label=label, min_value=0, max_value=100_000, help_text=hint)


class TechnologyForm(StepForm):
    """A kind of technology."""

    name = forms.CharField(label=_("Vad heter tekniken?"), max_length=80)
    purpose = forms.CharField(label=_("Vad är den till för?"), max_length=300, required=False)
    supplier = forms.CharField(label=_("Leverantör"), max_length=120, required=False)


class CountForm(StepForm):
    """What a unit has of a technology."""

    unit = forms.ChoiceField(label=_("Enhet"))
    counted_date = forms.DateField(label=_("Räknad"), widget=forms.DateInput)
    stage = forms.ChoiceField(label=_("Läge"), choices=list(STAGE_LABELS.items()))
    bought = number(_("Inköpta"))
    installed = number(_("Installerade"))
    used = number(_("Används"), _("Så många som verkligen är i bruk den dagen."))
    declined = number(_("Avstår"), _("Så många som erbjudits och tackat nej. Inga namn."))
    words = forms.CharField(
        label=_("Försening eller annat"), max_length=300, required=False,
        help_text=_("Till exempel att leverantören byter plattform."),
    )  # fmt: skip

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self) -> Counted:
        """Give what was written."""
        data = self.cleaned_data
        return Counted(
            self.units[data["unit"]], data["counted_date"], Stage(data["stage"]), data["bought"],
            data["installed"], data["used"], data["declined"], data["words"],
        )  # fmt: skip


class TrialForm(StepForm):
    """A technology to try."""

    unit = forms.ChoiceField(label=_("Enhet"))
    question = forms.CharField(
        label=_("Vilken fråga ska försöket svara på?"), max_length=TEXT, widget=area(2),
        help_text=_("Till exempel: sköter fler sina läkemedel själva med automaten?"),
    )  # fmt: skip
    baseline = forms.CharField(
        label=_("Hur är det nu?"), max_length=TEXT, widget=area(),
        help_text=_("Mät före, annars går frågan inte att svara på."),
    )  # fmt: skip
    due_date = forms.DateField(label=_("Utvärderas senast"), widget=forms.DateInput)

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])

    def new(self, technology: Technology) -> NewTrial:
        """Give what was written."""
        data = self.cleaned_data
        return NewTrial(self.units[data["unit"]], technology, data["question"], data["baseline"],
                        data["due_date"])  # fmt: skip


class DecideForm(StepForm):
    """What a trial showed, and what becomes of the technology."""

    result = forms.CharField(
        label=_("Vad visar försöket?"), max_length=TEXT, widget=area(),
        help_text=_("Svara på frågan, och jämför med utgångsläget."),
    )  # fmt: skip
    end = forms.TypedChoiceField(
        label=_("Vad beslutar ni?"), widget=Segmented, choices=list(END_LABELS.items()),
        coerce=TrialEnd,
    )  # fmt: skip
    words = forms.CharField(label=_("Varför?"), max_length=TEXT, widget=area(2))

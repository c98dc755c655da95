"""The form of a data set: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.figures.queries import cuts
from vaka.areas.open_data.dataset_actions import NewDataset
from vaka.areas.open_data.rules import (
    LICENCE_LABELS,
    METHOD_LABELS,
    DisclosureMethod,
    Licence,
)
from vaka.foundation.organisation.models import Unit
from vaka.metrics.definitions import MEASURES, SUBJECTS
from vaka.metrics.dimensions import DIMENSIONS
from vaka.web.forms import area
from vaka.web.steps import StepForm

FIRST, LAST = 2000, 2100


class MeasureChecks(forms.CheckboxSelectMultiple):
    """Measures as boxes by subject; a box for the whole subject chooses all of it, without script.

    The field's template draws the widget as a whole.
    """

    template_name = "open_data/measures.html"
    is_whole = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[str]:
        """Give what was ticked, with all measures of the subjects ticked as a whole."""
        wanted = set(data.getlist(f"{name}_all")) if hasattr(data, "getlist") else set()
        whole = [code for title, some in self.choices if title in wanted for code, _words in some]
        ticked = super().value_from_datadict(data, files, name) or []
        return list(dict.fromkeys([*ticked, *whole]))

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        """Say which subjects stand open: those with something ticked."""
        context = super().get_context(name, value, attrs)
        groups = context["widget"]["optgroups"]
        context["widget"]["opened"] = [
            title for title, some, _place in groups if any(one["selected"] for one in some)
        ]
        return context


class DatasetForm(StepForm):
    """What is to be given out."""

    title = forms.CharField(label=_("Rubrik"), max_length=120)
    slug = forms.SlugField(
        label=_("Adress"), max_length=60,
        help_text=_("Sista delen av sidans adress, till exempel fall-per-boende."),
    )  # fmt: skip
    description = forms.CharField(
        label=_("Beskrivning"), max_length=2000, widget=area(3),
        help_text=_("Vad talen visar, hur de samlas in och vad de inte säger."),
    )  # fmt: skip
    measures = forms.MultipleChoiceField(
        label=_("Mått"), widget=MeasureChecks,
        help_text=_("Öppna ett ämne och kryssa i måtten."),
    )  # fmt: skip
    unit = forms.ChoiceField(label=_("Enhet, med dem under"))
    first_year = forms.IntegerField(label=_("Från år"), min_value=FIRST, max_value=LAST)
    last_year = forms.IntegerField(label=_("Till år"), min_value=FIRST, max_value=LAST)
    cut = forms.ChoiceField(label=_("Indelning"), required=False)
    method = forms.TypedChoiceField(
        label=_("Hur skyddas små tal?"), choices=list(METHOD_LABELS.items()),
        coerce=DisclosureMethod, widget=forms.RadioSelect,
    )  # fmt: skip
    licence = forms.TypedChoiceField(
        label=_("Licens"), choices=list(LICENCE_LABELS.items()), coerce=Licence,
        widget=forms.RadioSelect,
    )  # fmt: skip
    contact_name = forms.CharField(label=_("Kontakt"), max_length=120)
    contact_email = forms.EmailField(label=_("Kontaktens e-post"))

    def __init__(self, *args: Any, units: list[Unit], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        self.fields["measures"].choices = _by_subject()  # type: ignore[attr-defined]
        found = sorted({cut for name in MEASURES for cut in cuts(name)})
        told = [(name, DIMENSIONS[name].title.sv) for name in found]
        self.choose("cut", [("", _("Ingen, bara totalen")), *told])

    def new(self) -> NewDataset:
        """Give what was written."""
        data = {name: value for name, value in self.cleaned_data.items() if name != "version"}
        unit, measures = self.units[data.pop("unit")], tuple(data.pop("measures"))
        return NewDataset(unit=unit, measures=measures, **data)


def _by_subject() -> list[tuple[str, list[tuple[str, str]]]]:
    known = sorted(MEASURES.values(), key=lambda one: one.title.sv)
    found = [
        (title, [(one.name, one.title.sv) for one in known if one.subject == code])
        for code, title in SUBJECTS.items()
    ]
    return [(title, some) for title, some in found if some]

"""Forms of boards: shape and wording only; what may be done is asked of the rules."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vaka.areas.scorecards.actions import NewBoard
from vaka.areas.scorecards.rules import CUT_LABELS, SPAN_LABELS, Span, Tile
from vaka.foundation.organisation.models import Unit
from vaka.metrics.definitions import MEASURES
from vaka.web.forms import Segmented
from vaka.web.steps import StepForm


class BoardForm(StepForm):
    """What a board is called, for which unit, and who sees it."""

    name = forms.CharField(label=_("Vad heter tavlan?"), max_length=80)
    unit = forms.ChoiceField(label=_("Enhet"))
    shared = forms.ChoiceField(
        label=_("Vem ser den?"), widget=Segmented, required=False, initial="",
        choices=[("", _("Bara jag")), ("ja", _("Alla på enheten"))],
    )  # fmt: skip

    def __init__(
        self, *args: Any, units: list[Unit], may_share: bool = True, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.units = {unit.code: unit for unit in units}
        self.choose("unit", [(unit.code, unit.name) for unit in units])
        if not may_share:
            del self.fields["shared"]

    def new(self) -> NewBoard:
        """Give what was written."""
        data = self.cleaned_data
        return NewBoard(data["name"], self.units[data["unit"]], data.get("shared") == "ja")


class TileForm(StepForm):
    """One more measure on a board."""

    measure = forms.ChoiceField(label=_("Mått"))
    span = forms.ChoiceField(
        label=_("Visar"), choices=list(SPAN_LABELS.items()), initial=Span.MONTHS
    )
    cut = forms.ChoiceField(label=_("Del av måttet"), choices=list(CUT_LABELS.items()),
                            required=False)  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        titled = sorted((one.title.sv, name) for name, one in MEASURES.items())
        self.choose("measure", [(name, title) for title, name in titled])

    def tile(self) -> Tile:
        """Give what was chosen."""
        data = self.cleaned_data
        return Tile(data["measure"], Span(data["span"]), data["cut"])

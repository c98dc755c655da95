"""The page of cost models: assumptions in, the cost out; nothing is kept but in the address."""

from dataclasses import dataclass
from decimal import Decimal

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.economy import cost_rules as rules
from vaka.areas.economy.cost_rules import CostModel
from vaka.areas.economy.rules import SEE_CLOSED
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.number_fields import AmountField


class CostForm(forms.Form):
    """A model's assumptions, beginning with those of its source."""

    def __init__(self, model: CostModel, request: HttpRequest) -> None:
        asked = request.GET if request.GET.get("modell") == model.code else None
        super().__init__(asked, auto_id=f"{model.code}_%s")
        for one in model.assumptions:
            self.fields[one.code] = AmountField(
                label=one.label, min_value=0, max_digits=14, decimal_places=2,
                initial=one.value,
            )  # fmt: skip


@dataclass(frozen=True)
class CostRow:
    """A model as the page shows it: its form and what it comes to, kronor."""

    model: CostModel
    form: CostForm
    cost: Decimal | None
    is_sources: bool


def listing(request: HttpRequest) -> HttpResponse:
    """Show every model with what it comes to, by its source's assumptions or by those asked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE_CLOSED)
    rows = [_row(one, request) for one in rules.models_on(viewer.on)]
    return render(request, "economy/costs.html", {"rows": rows})


def _row(model: CostModel, request: HttpRequest) -> CostRow:
    form = CostForm(model, request)
    own = {one.code: one.value for one in model.assumptions}
    told = own if not form.is_bound else form.cleaned_data if form.is_valid() else {}
    return CostRow(model, form, rules.reckon(model, told), told == own)

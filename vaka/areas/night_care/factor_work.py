"""The page on which a technology is thought through before it is used at night."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.night_care import factor_actions, factor_queries, factor_rules, queries
from vaka.areas.night_care.equipment_rules import EQUIPMENT_LABELS, EquipmentKind
from vaka.areas.night_care.rules import HANDLE
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.web.forms import area
from vaka.web.steps import StepForm, StepPage, take

NOT_ANSWERED = _("Skriv vad ni har kommit fram till, eller varför det inte gäller här.")


class ReviewForm(StepForm):
    """An answer to each factor, who decided and when."""

    def __init__(self, *args: Any, factors: tuple[factor_rules.Factor, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in factors:
            self.fields[one.key] = forms.CharField(
                label=one.label, max_length=2000, widget=area(2),
                error_messages={"required": NOT_ANSWERED},
                help_text=factor_rules.SOURCES[one.source],
            )  # fmt: skip
        self.fields["decided_by"] = forms.CharField(
            label=_("Vem beslutade?"), max_length=120, help_text=_("Roll eller nämnd, och namn.")
        )
        self.fields["decided_date"] = forms.DateField(label=_("När?"), widget=forms.DateInput)


def review(request: HttpRequest, unit: str, kind: str) -> HttpResponse:
    """Think a kind of technology through, factor by factor."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    home = queries.home_of(viewer, unit)
    if not viewer.may(HANDLE, home.pk):
        raise NotAllowed(HANDLE)
    if kind not in factor_rules.ASKED:
        raise Http404(kind)
    factors, last = factor_rules.wording_on(viewer.on).factors, factor_queries.newest(home, kind)
    stands: dict[str, Any] = {"decided_date": viewer.on}
    if last is not None:
        stands |= {**last.answers, "decided_by": last.decided_by}
    form = ReviewForm(request.POST or None, factors=factors, initial=stands)
    back = reverse("night_care:equipment", args=[home.code])
    label = EQUIPMENT_LABELS[EquipmentKind(kind)]
    page = StepPage(
        _("Pröva innan tekniken används"), _("Spara prövningen"), _("Prövningen är sparad."), back,
        [(_("Utrustning på rummen"), back)], f"{label}, {home.name}",
        _("Svara på varje faktor. Prövningen säger inte att tekniken är tillåten: det bedömer den "
          "som beslutar."),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        factor_actions.review_technology(
            by=viewer, unit=home, kind=kind, answers={one.key: data[one.key] for one in factors},
            decided_by=data["decided_by"], decided_date=data["decided_date"],
        )  # fmt: skip

    return take(request, form, page, done)

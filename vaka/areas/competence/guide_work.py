"""Pages of guides: taken against asked, and a month that is counted."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence import guide_actions, guide_queries
from vaka.areas.competence.guide_forms import CountGuideForm
from vaka.areas.competence.guide_rules import COUNT
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.web.steps import StepPage, take


def guides(request: HttpRequest) -> HttpResponse:
    """Show by subject and month how many took the guide and how many asked support."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "competence/guides.html", {"page": guide_queries.guides_page(viewer)})


def count(request: HttpRequest) -> HttpResponse:
    """Count a month."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit = guide_queries.top_unit(viewer)
    if unit is None:
        raise NotAllowed(COUNT)
    above = reverse("competence:guides")
    stands = {"code": request.GET.get("amne", ""), "month": viewer.on.replace(day=1)}
    form = CountGuideForm(request.POST or None, initial=stands)

    def done(_data: dict[str, Any]) -> None:
        guide_actions.count_guide(by=viewer, unit=unit, new=form.new())

    crumbs = [(_("Guider och frågor"), above)]
    page = StepPage(_("Räkna en månad"), _("Spara"), _("Månaden är sparad."), above, crumbs,
                    unit.name)  # fmt: skip
    return take(request, form, page, done)

"""The page where a unit answers before a season, for the first time or again."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.readiness import season_actions as actions
from vaka.areas.readiness import season_queries as queries
from vaka.areas.readiness import season_rules as rules
from vaka.areas.readiness.models import Readiness
from vaka.areas.readiness.season_forms import ReadinessForm
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.web import words
from vaka.web.steps import StepPage, take


def answer(request: HttpRequest, season: str, year: int, unit: str) -> HttpResponse:
    """Answer a season's questions for a unit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    asked = queries.season_of(season, year)
    place, row = queries.unit_asked(viewer, asked, unit)
    if not viewer.may(rules.HANDLE, place.pk):
        raise NotAllowed(rules.HANDLE)
    form = ReadinessForm(request.POST or None, season=asked, initial=_stands(row))
    above = reverse("readiness:season", args=[season, year])
    title = f"{asked.title} {year}"
    page = StepPage(
        _("Är enheten beredd?"), _("Spara svaren"), _("Svaren är sparade."), above,
        [(_("Beredskap"), reverse("readiness:start")), (title, above)], f"{title}, {place.name}",
        _("Svara senast %(day)s.") % {"day": words.day(asked.due_date)},
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        case = actions.answer(by=viewer, unit_id=place.pk, season=asked, replies=form.replies(),
                              version=data["version"])  # fmt: skip
        return reverse("readiness:readiness", args=[case.pk])

    return take(request, form, page, done)


def _stands(row: Readiness | None) -> dict[str, Any]:
    if row is None:
        return {}
    stands: dict[str, Any] = {"version": row.case.version}
    for one in queries.current(row):
        stands |= {one.question: one.answer, f"{one.question}_remains": one.remains}
    return stands

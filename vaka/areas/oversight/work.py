"""Pages of the log's samples: draw, look, judge, sign off."""

import uuid
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.oversight import actions, rules, sample_queries
from vaka.areas.oversight.sample_forms import CloseForm, DrawForm, JudgeForm
from vaka.foundation.access.viewer import Viewer, demand
from vaka.law.period import Grain, Period
from vaka.web.steps import StepPage, Words, take

PER_PAGE = 30
HEAD = _("Stickprov i loggen")


def samples(request: HttpRequest) -> HttpResponse:
    """Show the samples that have been drawn."""
    page = Paginator(sample_queries.samples(_reviewer(request)), PER_PAGE)
    return render(
        request, "oversight/samples.html", {"page": page.get_page(request.GET.get("sida"))}
    )


def sample(request: HttpRequest, sample_id: uuid.UUID) -> HttpResponse:
    """Show a sample's readings with what was found."""
    page = sample_queries.sample_page(_reviewer(request), sample_id)
    return render(request, "oversight/sample.html", {"page": page})


def draw(request: HttpRequest) -> HttpResponse:
    """Draw a sample; last month is proposed."""
    viewer = _reviewer(request)
    month = Period.of(viewer.on, Grain.MONTH).previous()
    stands = {"first": month.first_date, "last": month.last_date}
    form = DrawForm(request.POST or None, initial=stands)
    page = StepPage(
        _("Dra ett stickprov"), _("Dra"), _("Stickprovet är draget."),
        reverse("oversight:samples"), _crumbs(),
        lead=_("Läsningarna väljs av slumpen. Fröet sparas, så att ingen kan ha valt dem."),
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.draw_readings(by=viewer, first=data["first"], last=data["last"],
                                   size=data["size"])  # fmt: skip
        return reverse("oversight:sample", args=[made.pk])

    return take(request, form, page, done)


def judge(request: HttpRequest, sample_id: uuid.UUID, reading_id: uuid.UUID) -> HttpResponse:
    """Judge one reading."""
    viewer = _reviewer(request)
    told = sample_queries.reading_page(viewer, sample_id, reading_id)
    one = told.one
    address = reverse("oversight:sample", args=[sample_id])
    given = {"verdict": "" if one.verdict == rules.ReadingVerdict.WAITING else one.verdict}
    form = JudgeForm(request.POST or None, initial=given | {"words": one.words})
    where = ", ".join(part for part in (told.role, one.unit_name) if part)
    lead = f"{told.verb}. {where}"
    page = StepPage(_("Bedöm läsningen"), _("Spara"), _("Bedömningen är sparad."),
                    f"{address}#rad-{one.pk}", [*_crumbs(), (_("Stickprov"), address)],
                    f"{one.actor_name}, {one.at:%Y-%m-%d %H:%M}", lead)  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.judge_reading(by=viewer, sample_id=sample_id, reading_id=reading_id,
                              verdict=data["verdict"], words=data["words"])  # fmt: skip

    return take(request, form, page, done)


def close(request: HttpRequest, sample_id: uuid.UUID) -> HttpResponse:
    """Sign a sample off."""
    viewer = _reviewer(request)
    one = sample_queries.sample(viewer, sample_id)
    address = reverse("oversight:sample", args=[one.pk])
    page = StepPage(_("Avsluta stickprovet"), _("Avsluta"), _("Stickprovet är avslutat."), address,
                    [*_crumbs(), (_("Stickprov"), address)],
                    lead=_("Sedan kan ingen bedömning ändras."))  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.close_sample(by=viewer, sample_id=one.pk, words=data["words"])

    return take(request, CloseForm(request.POST or None), page, done)


def _reviewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.READ)
    return viewer


def _crumbs() -> list[tuple[Words, str]]:
    return [(_("Logg"), reverse("oversight:log")), (HEAD, reverse("oversight:samples"))]

"""Pages that show remedies: the list, one remedy, its effect, a unit's action plan."""

import uuid
from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.remedies import effect, pages, queries, rules
from vaka.areas.remedies.forms import FilterForm
from vaka.areas.remedies.queries import LOOKS, ListFilter, RemedyRow
from vaka.areas.remedies.words import told
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.law.clock import working_days_between
from vaka.web.downloads import to_keep

PER_PAGE, LARGEST_FILE = 25, 20_000
SEE = "remedy.see"


def listing(request: HttpRequest) -> HttpResponse:
    """List the remedies that the viewer may see and the filter keeps."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    form, wanted, figure = _filter(request, viewer)
    page = Paginator(queries.listed(viewer, wanted), PER_PAGE).get_page(request.GET.get("sida"))
    rows = [queries.row(one, viewer.on) for one in page.object_list]
    queries.note_listed(viewer, wanted, [row.id for row in rows])
    context = {
        "form": form,
        "figure": figure,
        "page": page,
        "rows": [(row, _clock(row, viewer)) for row in rows],
        "look": wanted.look,
        "looks": queries.looks(viewer, wanted),
        "may_propose": viewer.may(rules.PROPOSE),
    }
    return render(request, "remedies/list.html", context)


def download(request: HttpRequest) -> HttpResponse:
    """Give the list with its filter as a workbook."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    _form, wanted, _figure = _filter(request, viewer)
    found = queries.listed(viewer, wanted)[:LARGEST_FILE]
    rows = [queries.row(one, viewer.on) for one in found]
    queries.note_listed(viewer, wanted, [row.id for row in rows])
    content = writers.xlsx_bytes(_("Åtgärder"), _headings(), _cells(rows))
    return to_keep(content, writers.XLSX_TYPE, "atgarder.xlsx")


def plan(request: HttpRequest) -> HttpResponse:
    """Show a unit's action plan: what is open by when and by whom, and what came of the rest."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    units = visible_units(viewer, SEE, on=viewer.on)
    granted = viewer.granted(SEE)
    own = next((unit for unit in units if unit.pk in granted), units[0])
    unit = next((one for one in units if one.code == request.GET.get("enhet")), own)
    found = queries.action_plan(viewer, unit)
    queries.note_listed(viewer, ListFilter(unit_code=unit.code), found.ids)
    return render(request, "remedies/plan.html", {"plan": found, "unit": unit, "units": units})


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one remedy."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = pages.remedy_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    context = {
        "page": page,
        "events": events,
        "clock": _clock(page.row, viewer),
        "may_see_figures": bool(page.measure) and viewer.may(figures.SEE, page.frame.unit_id),
    }
    return render(request, "remedies/case.html", context)


def effect_page(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show the remedy's measure before and after; at its own unit when what it reaches is not
    for this viewer."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = pages.remedy_page(viewer, case_id)
    demand(viewer, figures.SEE)
    unit = queries.unit_for_figures(viewer, case_id, figures.SEE)
    found = effect.effect(viewer, page.measure, unit, page.done_date)
    return render(request, "remedies/effect.html", {"page": page, "effect": found})


def _filter(
    request: HttpRequest, viewer: Viewer
) -> tuple[FilterForm, ListFilter, figures.FigureAsked | None]:
    form = FilterForm(request.GET or None, units=visible_units(viewer, SEE))
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    figure = _figure(request, viewer)
    look = request.GET.get("visa", "all" if figure else "open")
    wanted = ListFilter(
        look=look if look in LOOKS else "open",
        words=data.get("q", ""),
        kind=data.get("slag", ""),
        unit_code=data.get("enhet", ""),
        ids=figure.ids if figure else None,
    )
    return form, wanted, figure


def _figure(request: HttpRequest, viewer: Viewer) -> figures.FigureAsked | None:
    """When the list is opened from a figure, keep exactly the remedies that it counted."""
    try:
        return figures.asked(viewer, request.GET.dict())
    except figures.UnclearFigure as error:
        raise Http404(str(error)) from error


def _clock(row: RemedyRow, viewer: Viewer) -> dict[str, int] | None:
    """Days used and allowed, and working days left, until the day that it waits for."""
    due, on = row.waits_for, viewer.on
    if due is None:
        return None
    left = working_days_between(on, due) if due >= on else -working_days_between(due, on)
    opened = row.opened_date
    return {"used": (on - opened).days, "total": (due - opened).days, "left": left}


def _headings() -> list[str]:
    return [
        _("Nummer"), _("Åtgärd"), _("Slag"), _("Enhet"), _("Orsak"), _("Läge"), _("Ansvarig"),
        _("Klar senast"), _("Effekten kontrolleras"), _("Effekt"),
    ]  # fmt: skip


def _cells(rows: list[RemedyRow]) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            row.reference, row.title, row.kind_label, row.unit_name, row.cause, row.state_label,
            row.responsible_name, row.due_date, row.effect_date, row.outcome_label,
        ]  # fmt: skip

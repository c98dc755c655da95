"""Pages that show: the plans, one plan, its print, contacts, coordinated plans, and figures."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.care_plans import (
    contact_queries,
    continuity_queries,
    lists,
    queries,
    rules,
    sip_queries,
    tally,
)
from vaka.areas.care_plans.words import told
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases.clock import case_clock
from vaka.foundation.cases.queries import TimelineLine
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value

ENDED = "avslutade"


def listing(request: HttpRequest) -> HttpResponse:
    """Show the plans that the viewer may see, those late for review first."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not (viewer.may(rules.SEE) or viewer.may(rules.FOLLOW)):
        raise NotAllowed(rules.SEE)
    ended = request.GET.get("visa") == ENDED
    units = queries.units_of(viewer)
    unit = _chosen(request, units)
    rows = queries.listed(viewer, unit, ended=ended)
    context = {
        "rows": rows, "originals": queries.originals([unit] if unit else units, viewer.on),
        "units": units, "unit": unit, "ended": ended,
        "months": int(local_value(rules.CURRENT_MONTHS, viewer.on, unit)),
        "late": sum(row.is_late for row in rows), "current": sum(row.is_current for row in rows),
        "contact_units": contact_queries.units(viewer), "may_count": viewer.may(rules.COUNT),
    }  # fmt: skip
    return render(request, "care_plans/list.html", context)


def plan(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one plan."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.plan_page(viewer, case_id)
    clock = None
    if not page.frame.closed_at:
        begun = page.shown.version.valid_from or page.plan.begun_date
        clock = case_clock(begun, page.frame.due_date, viewer.on)
    context = {"page": page, "events": _events(page.timeline), "clock": clock,
               "source": lists.source()}  # fmt: skip
    return render(request, "care_plans/plan.html", context)


def printed(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show a plan in easy Swedish, for the person, to print."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.plan_page(viewer, case_id)
    contact = next((one.name for one in page.contacts if one.is_standing), "")
    context = {"page": page, "shown": page.holds or page.shown, "contact": contact}
    return render(request, "care_plans/printed.html", context)


def contacts(request: HttpRequest, unit: str) -> HttpResponse:
    """Show how evenly a unit has spread its users over fixed care contacts."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    units = contact_queries.units(viewer)
    chosen = next((one for one in units if one.code == unit), None)
    if chosen is None:
        raise Http404(unit)
    page = contact_queries.unit_contacts(viewer, chosen)
    return render(request, "care_plans/contacts.html", {"page": page, "units": units})


def sip(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one coordinated individual plan."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = sip_queries.sip_page(viewer, case_id)
    clock = case_clock(
        page.sip.settled_date or page.sip.offered_date, page.sip.next_date, viewer.on
    )
    context = {"page": page, "events": _events(page.timeline),
               "clock": clock if not page.frame.closed_at else None}  # fmt: skip
    return render(request, "care_plans/sip.html", context)


def followed(request: HttpRequest) -> HttpResponse:
    """Show individual follow-up added up by life area, for units whose figures one may see."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.COUNT)
    units, years = tally.units(viewer), tally.years(viewer.on)
    unit = _chosen(request, units) or (units[0] if units else None)
    if unit is None:
        raise NotAllowed(rules.COUNT)
    asked = request.GET.get("ar", "")
    year = int(asked) if asked in {str(one) for one in years} else years[0]
    context = {
        "units": units, "unit": unit, "years": years, "year": year,
        "page": tally.followed(viewer, unit, year), "standing": tally.standing(viewer, unit),
        "sip": sip_queries.share(viewer, unit), "source": lists.source(),
    }  # fmt: skip
    return render(request, "care_plans/followed.html", context)


def continuity(request: HttpRequest) -> HttpResponse:
    """Show how many different staff a person meets in fourteen days."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.COUNT)
    units = continuity_queries.units(viewer)
    unit = _chosen(request, units) or (units[0] if units else None)
    windows = continuity_queries.continuity(viewer, unit) if unit else []
    context = {"units": units, "unit": unit, "windows": windows,
               "by": lists.definition(viewer.on)}  # fmt: skip
    return render(request, "care_plans/continuity.html", context)


def _chosen(request: HttpRequest, units: list[Unit]) -> Unit | None:
    code = request.GET.get("enhet", "")
    return next((one for one in units if one.code == code), None)


def _events(timeline: list[TimelineLine]) -> list[dict[str, Any]]:
    return [{"at": line.at, "words": told(line), "is_done": True} for line in timeline]

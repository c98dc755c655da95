"""Pages of reports: those made, a new one, one with its files."""

import uuid

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.reports import queries, release_queries, rules
from vaka.areas.reports.actions import MAKE
from vaka.areas.reports.forms import ReportForm
from vaka.areas.reports.kinds import named
from vaka.areas.reports.rules import REPORT_LABELS, TRANSITIONS, ReportState
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases import transitions
from vaka.foundation.jobs import actions as jobs
from vaka.law.period import Period

PER_PAGE = 25
FORMATS = {"pdf": "PDF", "docx": "Word", "html": "HTML", "json": "JSON"}


def start(request: HttpRequest) -> HttpResponse:
    """List the reports that have been made."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not (viewer.may(MAKE) or viewer.may("report.see")):
        raise NotAllowed("report.see")
    page = Paginator(queries.made(viewer), PER_PAGE).get_page(request.GET.get("sida"))
    rows = [(one, Period.parse(one.period)) for one in page.object_list]
    context = {"page": page, "rows": rows, "may_make": viewer.may(MAKE),
               "may_change": viewer.may(rules.TEMPLATE)}  # fmt: skip
    return render(request, "reports/start.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Ask for a report; it is made in the background."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, MAKE)
    asked = {"name": request.GET.get("namn"), "unit": request.GET.get("enhet"),
             "period": request.GET.get("period", str(timezone.localdate().year))}  # fmt: skip
    form = ReportForm(request.POST or None, initial=asked, units=queries.units_to_report(viewer))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        unit = form.units[data["unit"]]
        day = data["as_of"] or timezone.localdate()
        label = f"{named(data['name']).title}, {unit.name}, {data['period'].words()}"
        job = jobs.start(by=viewer, kind=MAKE, label=label, name=data["name"],
                         unit_code=unit.code, period=str(data["period"]),
                         as_of=day.isoformat(), is_public=data["is_public"])  # fmt: skip
        return redirect("jobs:show", job.pk)
    context = {"form": form, "heading": _("Gör en rapport"), "verb": _("Gör rapporten"),
               "way_back": reverse("reports:start")}  # fmt: skip
    return render(request, "web/form_page.html", context)


def report(request: HttpRequest, report_id: uuid.UUID) -> HttpResponse:
    """Show one report with its files and what does not add up in it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = queries.report(viewer, report_id)
    files = [(FORMATS.get(file.name.rsplit(".", 1)[-1], ""), file) for file in found.files.all()]
    offered = transitions.offered(TRANSITIONS, found.state)
    at = None if found.unit.is_reference else found.unit_id
    context = {
        "report": found, "files": files, "period": Period.parse(found.period),
        "steps": {one.verb.split(".")[1] for one in offered if viewer.may(one.capability, at)},
        "state": REPORT_LABELS[ReportState(found.state)],
        "verdict": release_queries.publishable(found),
        "earlier": release_queries.latest_approved(found),
        "publication": release_queries.publication_of(found),
        "later": release_queries.correction_of(found),
    }  # fmt: skip
    return render(request, "reports/report.html", context)

"""Pages that show: all money with a purpose, one of it, the list as a file."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vaka.areas.earmarks import queries
from vaka.areas.earmarks.work import SLUGS
from vaka.areas.economy.rules import LEAD, ORE, Money
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer
from vaka.web.downloads import CSV_TYPE, to_keep


def listing(request: HttpRequest) -> HttpResponse:
    """Show all that the viewer may see."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.earmarks(viewer)
    late = sum(row.is_late for row in rows)
    context = {"rows": rows, "late": late, "may_lead": viewer.may(LEAD)}
    return render(request, "earmarks/list.html", context)


def show(request: HttpRequest, earmark_id: uuid.UUID) -> HttpResponse:
    """Show one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.earmark_page(viewer, earmark_id)
    slugs = {verb: slug for slug, verb in SLUGS.items()}
    steps = [(slugs[one.verb], one.label) for one in page.steps]
    return render(request, "earmarks/show.html", {"page": page, "steps": steps})


def download(request: HttpRequest) -> HttpResponse:
    """Give the list as CSV, in kronor."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    headings = [_("Namn"), _("Slag"), _("Enhet"), _("Från"), _("Läge"), _("Belopp eller tak (kr)"),
                _("Mottaget (kr)"), _("Använt (kr)"), _("Återbetalt (kr)"), _("Kvar (kr)"),
                _("Nästa dag")]  # fmt: skip
    rows = [
        [row.name, row.sort_label, row.unit, row.giver, row.state_label,
         *(f"{ore / ORE[Money.KR]:.2f}"
           for ore in (row.amount, row.received, row.used, row.returned, row.left)),
         str(row.due_date or "")]
        for row in queries.earmarks(viewer)
    ]  # fmt: skip
    return to_keep(writers.csv_bytes(headings, rows), CSV_TYPE, "sarskilda-medel.csv")

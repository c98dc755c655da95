"""Pages that show: the roadmap as table and timeline, one line with its reviews."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vaka.areas.roadmaps import queries
from vaka.areas.roadmaps.queries import RoadmapPage
from vaka.areas.roadmaps.rules import HORIZON_LABELS, STATE_LABELS
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer
from vaka.law.period import Grain
from vaka.web.downloads import CSV_TYPE, to_keep
from vaka.web.periods import period_named


def listing(request: HttpRequest) -> HttpResponse:
    """Show an edition, cut to a horizon or a state when asked."""
    page = _asked(request)
    if page is None:
        return render(request, "roadmaps/none.html")
    horizon, state = request.GET.get("sikt", ""), request.GET.get("lage", "")
    rows = [
        row for row in page.rows
        if horizon in {"", row.horizon} and state in {"", row.state}
    ]  # fmt: skip
    context = {
        "page": page, "rows": rows, "horizon": horizon, "state": state,
        "horizons": HORIZON_LABELS.items(), "states": STATE_LABELS.items(),
    }  # fmt: skip
    return render(request, "roadmaps/list.html", context)


def line(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Show one line with its reviews."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return render(request, "roadmaps/line.html", {"page": queries.line_page(viewer, line_id)})


def download(request: HttpRequest) -> HttpResponse:
    """Give an edition as CSV."""
    page = _asked(request)
    if page is None:
        raise Http404(_("Ingen färdplan är inläst än."))
    headings = [_("Nummer"), _("Område"), _("Behov"), _("Vad görs nationellt?"),
                _("Vad görs i kommunen?"), _("Vad mer behöver göras?"), _("Tidshorisont"),
                _("Läge"), _("Genomgången")]  # fmt: skip
    rows = [
        [str(row.number), row.area, row.need, "; ".join(row.national), "; ".join(row.municipal),
         row.more, row.horizon_label, row.state_label, str(row.reviewed or "")]
        for row in page.rows
    ]  # fmt: skip
    name = f"fardplan-{page.roadmap.edition_date:%Y-%m}.csv"
    return to_keep(writers.csv_bytes(headings, rows), CSV_TYPE, name)


def _asked(request: HttpRequest) -> RoadmapPage | None:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    text = request.GET.get("utgava", "").strip()
    asked = period_named(text, {Grain.MONTH}, _("Välj en månad.")).first_date if text else None
    found = queries.edition(viewer, asked=asked)
    return queries.roadmap_page(viewer, found, viewer.on) if found else None

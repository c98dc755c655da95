"""A waiting list to give out: small counts are hidden, and cannot be worked out from the rest."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.waiting_lists import disclosure_queries as disclosure
from vaka.areas.waiting_lists import queries
from vaka.areas.waiting_lists.rules import SEE
from vaka.areas.waiting_lists.views import kind_named, unit_named, year_named
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import local_value
from vaka.web.downloads import CSV_TYPE, to_keep


def public(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Give a list's year as CSV to publish."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    kind, today = kind_named(code), timezone.localdate()
    unit = unit_named(viewer, queries.units(viewer), request.GET.get("enhet", ""))
    page = queries.year_list(viewer, kind, unit, year_named(str(year)), today)
    least = int(local_value("disclosure.smallest_cell", today))
    rows = disclosure.published(page, least)
    headings = [_("Grupp"), _("Mått"), *(f"{month:%Y-%m}" for month in page.months)]
    return to_keep(writers.csv_bytes(headings, rows), CSV_TYPE, f"vantelista-{code}-{year}.csv")

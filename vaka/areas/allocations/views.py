"""Pages that show: what there is to share, SKR's fees, one foundation's year."""

import uuid

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vaka.areas.allocations import queries, rules
from vaka.areas.allocations.queries import FeePage, NoFee
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.queries import root
from vaka.web.downloads import CSV_TYPE, to_keep


def listing(request: HttpRequest) -> HttpResponse:
    """Show fees, distributions and allowances that were paid afterwards."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {"page": queries.list_page(viewer), "fees": queries.fee_page(viewer)}
    return render(request, "allocations/list.html", context)


def fees(request: HttpRequest) -> HttpResponse:
    """Show a year's fees, and one municipality's when it is asked for."""
    page = _asked(request)
    name = request.GET.get("kommun", "").strip() or root().name
    chosen = page.of(name)
    context = {
        "page": page, "name": name, "chosen": chosen, "asked": "kommun" in request.GET,
        "thirds": rules.equal_shares(chosen.fee.total, 3) if chosen else [],
        "differing": [words for row in page.differing for words in queries.differing_words(row)],
    }  # fmt: skip
    return render(request, "allocations/fees.html", context)


def fees_file(request: HttpRequest) -> HttpResponse:
    """Give a year's fees as CSV."""
    page = _asked(request)
    headings = [_("Kommun"), _("Invånare"), _("Faktura 1 (kr)"), _("Faktura 2 (kr)"),
                _("Totalt (kr)")]  # fmt: skip
    rows = [
        [row.municipality, str(row.inhabitants), str(row.fee.invoice_1), str(row.fee.invoice_2),
         str(row.fee.total)]
        for row in page.rows
    ]  # fmt: skip
    name = f"skr-avgift-{page.rule.year}.csv"
    return to_keep(writers.csv_bytes(headings, rows), CSV_TYPE, name)


def allocation(request: HttpRequest, allocation_id: uuid.UUID) -> HttpResponse:
    """Show one foundation's year."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.allocation_page(viewer, allocation_id)
    return render(request, "allocations/allocation.html", {"page": page})


def _asked(request: HttpRequest) -> FeePage:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    year = request.GET.get("ar", "")
    try:
        return queries.fee_page(viewer, int(year) if year else None)
    except (ValueError, NoFee) as error:
        raise Http404(str(error)) from error

"""The page of a waiting list: a year by month, what contradicts itself, the queue ahead."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vaka.areas.waiting_lists import check_rules, queries, rules
from vaka.areas.waiting_lists.rules import SEE, TELL, ListKind, Measure
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.web.nav import address_of

YEARS_SHOWN = 4


def listing(request: HttpRequest) -> HttpResponse:
    """Show a list's year, the latest one unless another is asked for."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    kind = kind_named(request.GET.get("lista") or next(iter(rules.lists())))
    units = queries.units(viewer)
    unit = unit_named(viewer, units, request.GET.get("enhet", ""))
    today = timezone.localdate()
    year = year_named(request.GET.get("ar") or str(today.year))
    page = queries.year_list(viewer, kind, unit, year, today)
    late = sum(page.at(group.code, Measure.LATE, page.newest).number for group in kind.groups)
    context = {
        "page": page,
        "waiting": page.at("", Measure.TOTAL, page.newest).number,
        "late": late,
        "findings": [(check_rules.label(one, kind), one) for one in page.findings],
        "kinds": rules.lists().values(),
        "units": units,
        "years": [today.year - n for n in range(YEARS_SHOWN)],
        "months": [month for month in page.months if month <= today],
        "outlooks": [queries.outlook(viewer, group, unit, today) for group in kind.groups],
        "may_tell": viewer.may(TELL, unit.pk),
        "report_url": address_of("reports:new") if viewer.may("report.make") else "",
    }
    return render(request, "waiting_lists/list.html", context)


def kind_named(code: str) -> ListKind:
    """Give the list that an address names. Raises Http404."""
    if code not in rules.lists():
        raise Http404(code)
    return rules.lists()[code]


def unit_named(viewer: Viewer, units: list[Unit], code: str) -> Unit:
    """Give the unit that an address names, else that of the viewer's own role. Raises Http404."""
    granted = viewer.granted(SEE)
    found = next((one for one in units if (one.code == code if code else one.pk in granted)), None)
    if found is None:
        raise Http404(code)
    return found


def year_named(text: str) -> int:
    """Read a year of an address. Raises Http404."""
    if not text.isdecimal() or not 2000 <= int(text) <= 2100:
        raise Http404(text)
    return int(text)

"""The pages of discharges: a year by month, and each stay of a month."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.discharges import queries
from vaka.areas.discharges.rules import SEE, TELL
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain, Period
from vaka.web.downloads import CSV_TYPE, to_keep
from vaka.web.periods import period_named

YEARS_SHOWN = 4


def listing(request: HttpRequest) -> HttpResponse:
    """Show a year by month, this one unless another is asked for."""
    viewer, unit = _asked(request)
    this_year = timezone.localdate().year
    text = request.GET.get("ar") or str(this_year)
    if not text.isdecimal() or not 2018 <= int(text) <= this_year:
        raise Http404(text)
    page = queries.year_page(viewer, unit, int(text))
    years = [this_year - n for n in range(YEARS_SHOWN)]
    context = {"page": page, "units": queries.units(viewer), "years": years}
    return render(request, "discharges/list.html", context)


def month(request: HttpRequest, month: str) -> HttpResponse:
    """Show each stay of a month, with its days and why they were many."""
    viewer, unit = _asked(request)
    period = _month(month)
    lines = queries.month_lines(viewer, unit, period.first_date)
    context = {
        "unit": unit, "period": period, "lines": lines, "may_tell": viewer.may(TELL),
        "paid": sum(one.paid for one in lines),
        "untold": sum(not one.is_within and not one.reason for one in lines),
    }  # fmt: skip
    return render(request, "discharges/month.html", context)


def month_file(request: HttpRequest, month: str) -> HttpResponse:
    """Give a month's stays as CSV, to compare with the region's invoice."""
    viewer, unit = _asked(request)
    period = _month(month)
    headings = [_("Ärendenummer"), _("Inskrivningsmeddelande"), _("Utskrivningsklar"),
                _("Kommunen underrättad"), _("Hemgång"), _("Till"), _("Dagar till hemgång"),
                _("Dygn att betala"), _("Dygn enligt regionen"), _("Skäl"), _("SIP"),
                _("Att se över")]  # fmt: skip
    rows = [
        [one.number, one.stay.notice, one.stay.ready, one.stay.told, one.stay.home, one.goes,
         one.days, one.paid, one.stay.billed, one.reason, one.sip, " ".join(one.remarks)]
        for one in queries.month_lines(viewer, unit, period.first_date)
    ]  # fmt: skip
    return to_keep(writers.csv_bytes(headings, rows), CSV_TYPE, f"utskrivningar-{period}.csv")


def _month(text: str) -> Period:
    return period_named(text, {Grain.MONTH}, _("Välj en månad."))


def _asked(request: HttpRequest) -> tuple[Viewer, Unit]:
    """Give the viewer and the unit of the address, else that of their own role. Raises Http404."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    code, granted = request.GET.get("enhet", ""), viewer.granted(SEE)
    units = queries.units(viewer)
    found = next((one for one in units if (one.code == code if code else one.pk in granted)), None)
    if found is None:
        raise Http404(code)
    return viewer, found

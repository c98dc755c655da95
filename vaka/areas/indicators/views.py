"""Pages: today, the catalogue of measures, one measure, its file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.areas.figures import queries as figures
from vaka.areas.indicators import queries
from vaka.areas.indicators.queries import MeasurePage
from vaka.exchange import writers
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import DoesNotNest, Grain, Period, UnreadablePeriod
from vaka.metrics.definitions import MEASURES, UnknownMeasureError, named
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.request import Request

GRAINS = {
    Grain.MONTH: "månad",
    Grain.QUARTER: "kvartal",
    Grain.TERTIAL: "tertial",
    Grain.YEAR: "år",
}


def today(request: HttpRequest) -> HttpResponse:
    """Greet, show what waits, and how it goes."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    items, count = queries.queue(viewer)
    unit = _own_unit(viewer)
    context = {
        "greeting": _greeting(viewer, count),
        "items": items,
        "count": count,
        "late": queries.late(items),
        "unit": unit,
        "tiles": queries.tiles(viewer, unit) if unit else [],
        "may_report": viewer.may("deviation.report"),
        "today": timezone.localdate(),
    }
    return render(request, "indicators/today.html", context)


def catalogue(request: HttpRequest) -> HttpResponse:
    """List every measure with its value this year for the viewer's unit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(figures.SEE):
        raise NotAllowed(figures.SEE)
    unit = _asked_unit(request, viewer)
    period = Period.of(timezone.localdate(), Grain.YEAR)
    words = request.GET.get("q", "").casefold()
    found = [m for m in MEASURES.values() if words in f"{m.title.sv} {m.name}".casefold()]
    answers = figures.ask(viewer, *(Request((m.name,), unit.code, period) for m in found))
    values = [next((r for r in rows if not r.by), None) for rows in answers.rows]
    rows = [
        (m, row, is_hidden(row) if row else False) for m, row in zip(found, values, strict=True)
    ]
    context = {"rows": rows, "unit": unit, "units": _units(viewer), "period": period, "q": words}
    return render(request, "indicators/catalogue.html", context)


def measure(request: HttpRequest, name: str) -> HttpResponse:
    """Show one measure over time, cut by its dimensions, compared with others."""
    page = _page(request, name)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {"page": page, "units": _units(viewer), "grains": GRAINS.items()}
    return render(request, "indicators/measure.html", context)


def download(request: HttpRequest, name: str) -> HttpResponse:
    """Give the measure's table as a workbook; what is hidden on the page is hidden here."""
    page = _page(request, name)
    headings = [_("Mått"), _("Enhet"), _("Period"), _("Värde"), _("Täljare"), _("Nämnare"),
                _("Lägst"), _("Högst"), _("Källa")]  # fmt: skip
    content = writers.xlsx_bytes(page.measure.name, headings, _cells(page))
    response = HttpResponse(content, content_type=writers.XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{page.measure.name}.xlsx"'
    return response


def _cells(page: MeasurePage) -> Iterator[list[Any]]:
    for point in page.points:
        row = point.row
        yield [page.measure.title.sv, page.unit.name, row.period, row.value, row.numerator,
               row.denominator, row.low, row.high, row.source]  # fmt: skip


def _page(request: HttpRequest, name: str) -> MeasurePage:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(figures.SEE):
        raise NotAllowed(figures.SEE)
    now = timezone.localdate()
    try:
        chosen = named(name)
        period = Period.parse(request.GET.get("period") or f"{now.year - 1}..{now.year}")
        grain = Grain(request.GET.get("steg", Grain.MONTH))
        as_of = date.fromisoformat(request.GET.get("per") or now.isoformat())
        unit = _asked_unit(request, viewer)
        return queries.measure_page(viewer, chosen, unit, period, grain, as_of)
    except (UnknownMeasureError, UnreadablePeriod, DoesNotNest, ValueError) as error:
        raise Http404(str(error)) from error


def _units(viewer: Viewer) -> list[Unit]:
    return figures.units_with_figures(viewer)


def _asked_unit(request: HttpRequest, viewer: Viewer) -> Unit:
    code = request.GET.get("enhet")
    units = _units(viewer)
    if not code:
        return _own_unit(viewer) or units[0]
    found = next((unit for unit in units if unit.code == code), None)
    if found is None:
        raise NotVisible(code)
    return found


def _own_unit(viewer: Viewer) -> Unit | None:
    """The unit of the viewer's own role with figures; None for those without."""
    granted = viewer.granted(figures.SEE) if viewer.may(figures.SEE) else frozenset()
    return Unit.objects.filter(pk__in=list(granted)).order_by("name").first()


def _greeting(viewer: Viewer, count: int) -> str:
    hour = timezone.localtime().hour
    greet = _("God natt") if hour < 5 else _("God morgon") if hour < 10 else _("Hej")
    name = viewer.person.given_name if viewer.person else viewer.name
    if not count:
        return f"{greet}, {name}. {_('Inget väntar på dig.')}"
    waits = ngettext("En sak väntar på dig.", "%(n)s saker väntar på dig.", count) % {"n": count}
    return f"{greet}, {name}. {waits}"

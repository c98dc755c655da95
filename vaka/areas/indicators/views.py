"""Pages: today, the catalogue of measures, one measure, and its numbers as a file."""

from collections.abc import Iterator
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.indicators import one, tiles, words
from vaka.areas.indicators import today as start
from vaka.areas.indicators.forms import ChoiceForm
from vaka.areas.indicators.one import Choice, MeasurePage
from vaka.exchange import writers
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain
from vaka.metrics.definitions import UnknownMeasureError, named
from vaka.metrics.measure import Measure, Share

CSV_TYPE = "text/csv; charset=utf-8"


def today(request: HttpRequest) -> HttpResponse:
    """Show what waits for the viewer, and how it goes at their unit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    now = timezone.localtime()
    context = {
        "today": start.today(viewer, now),
        "now": now.date(),
        "may_report": viewer.may("deviation.report"),
        "follows_own": viewer.may("deviation.see_own"),
    }
    return render(request, "indicators/today.html", context)


def catalogue(request: HttpRequest) -> HttpResponse:
    """Show every measure with its latest months at the viewer's unit, grouped by subject."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, figures.SEE)
    units = _units(viewer)
    unit = _unit(request, units)
    sought = request.GET.get("q", "").strip()
    chosen = [
        (str(title), [m for m in group if _matches(m, sought)]) for title, group in words.GROUPS
    ]
    found = tiles.tiles(viewer, unit, [m for _title, group in chosen for m in group], viewer.on)
    rest = iter(found)
    groups = [(title, [next(rest) for _one in group]) for title, group in chosen if group]
    context = {
        "groups": groups,
        "unit": unit,
        "units": units,
        "sought": sought,
        "count": len(found),
    }
    return render(request, "indicators/catalogue.html", context)


def measure(request: HttpRequest, name: str) -> HttpResponse:
    """Show one measure at one unit."""
    form, found = _page(request, name)
    shown = {
        "form": form,
        "page": found,
        "is_share": isinstance(found.choice.measure.formula, Share),
        "query": request.GET.urlencode(),
        "tables": [(_("Siffrorna bakom"), _("Period"), found.lines)],
    }
    return render(request, "indicators/measure.html", shown)


def download(request: HttpRequest, name: str) -> HttpResponse:
    """Give the measure's numbers as a workbook, or as CSV with `?format=csv`."""
    _form, found = _page(request, name)
    headings = [_("Mått"), _("Enhet"), _("Indelning"), _("Grupp"), _("Period"), _("Värde"),
                _("Täljare"), _("Nämnare"), _("Undre gräns"), _("Övre gräns"), _("Källa"),
                _("Uttag")]  # fmt: skip
    rows = _cells(found)
    if request.GET.get("format") == "csv":
        return _file(writers.csv_bytes(headings, rows), CSV_TYPE, f"{name}.csv")
    content = writers.xlsx_bytes(found.choice.measure.title.sv[:31], headings, rows)
    return _file(content, writers.XLSX_TYPE, f"{name}.xlsx")


def _page(request: HttpRequest, name: str) -> tuple[ChoiceForm, MeasurePage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, figures.SEE)
    chosen = _named(name)
    units = _units(viewer)
    unit = _unit(request, units)
    form = ChoiceForm(_given(request) | {"enhet": unit.code}, units=units, today=viewer.on)
    asked = form if form.is_valid() else _default(unit, units, viewer)
    data = asked.cleaned_data
    choice = Choice(chosen, unit, data["period"], Grain(data["steg"]), data["per"])
    return form, one.page(viewer, choice, units)


def _default(unit: Unit, units: list[Unit], viewer: Viewer) -> ChoiceForm:
    """What to show under a form that could not be read."""
    form = ChoiceForm({"enhet": unit.code}, units=units, today=viewer.on)
    form.is_valid()
    return form


def _given(request: HttpRequest) -> dict[str, Any]:
    return {name: request.GET.get(name, "") for name in ("period", "steg", "per")}


def _named(name: str) -> Measure:
    try:
        return named(name)
    except UnknownMeasureError as error:
        raise Http404(str(error)) from error


def _units(viewer: Viewer) -> list[Unit]:
    """The viewer's own unit first, then the others whose figures they see."""
    units = figures.units_with_figures(viewer)
    own = start.own_unit(viewer)
    return sorted(units, key=lambda u: (own is None or u.pk != own.pk, u.is_reference, u.name))


def _unit(request: HttpRequest, units: list[Unit]) -> Unit:
    code = request.GET.get("enhet") or units[0].code
    found = next((unit for unit in units if unit.code == code), None)
    if found is None:
        raise NotVisible(code)
    return found


def _matches(measure: Measure, sought: str) -> bool:
    told = f"{measure.title.sv} {measure.name} {measure.source}".casefold()
    return all(word in told for word in sought.casefold().split())


def _cells(found: MeasurePage) -> Iterator[list[Any]]:
    choice = found.choice
    tables = [("", found.lines), *((cut.title, cut.lines) for cut in found.cuts)]
    for cut, lines in tables:
        for line in lines:
            row = line.row
            yield [choice.measure.title.sv, choice.unit.name, cut, line.label if cut else "",
                   row.period, row.value, row.numerator, row.denominator, row.low, row.high,
                   row.source, found.snapshot]  # fmt: skip


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response

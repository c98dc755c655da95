"""Pages: today, the catalogue of measures, one measure, its file."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from vaka.areas.figures import queries as figures
from vaka.areas.indicators import (
    catalogue_queries,
    comment_queries,
    comment_rules,
    comparison_queries,
    funnels,
    queries,
    rules,
    today_queries,
    value_queries,
)
from vaka.areas.indicators.asked import asked
from vaka.areas.indicators.forms import CatalogueForm, ChoiceForm, ComparisonForm
from vaka.areas.indicators.queries import MeasurePage
from vaka.areas.routines import queries as routines
from vaka.exchange import writers
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Grain
from vaka.metrics.definitions import MEASURES, UnknownMeasureError, named
from vaka.metrics.measure import Measure
from vaka.web.downloads import CSV_TYPE, to_keep
from vaka.web.nav import address_of

NUMBER_WORDS = "Två Tre Fyra Fem Sex Sju Åtta Nio Tio Elva Tolv".split()


def today(request: HttpRequest) -> HttpResponse:
    """Greet, show what waits, and how it goes."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    items, count = today_queries.queue(viewer)
    unit = queries.own_unit(viewer)
    context = {
        "greeting": _greeting(viewer, count),
        "items": items,
        "count": count,
        "late": today_queries.late(viewer),
        "saved": today_queries.saved_filters(viewer),
        "cards": _cards(viewer),
        "unit": unit,
        "tiles": today_queries.tiles(viewer, unit) if unit else [],
        "own": today_queries.own_reports(viewer),
        "follows_own": viewer.may("deviation.see_own"),
        "may_report": viewer.may("deviation.report"),
        "to_read": routines.waiting_to_be_read(viewer),
        "today": timezone.localdate(),
    }
    return render(request, "indicators/today.html", context)


def catalogue(request: HttpRequest) -> HttpResponse:
    """List the measures by subject, each with its newest value for the viewer's unit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(figures.SEE):
        raise NotAllowed(figures.SEE)
    unit, units = _asked_unit(request, viewer), _units(viewer)
    form = CatalogueForm(request.GET or None, units=units, unit=unit)
    wanted = form.wanted()
    answer = asked(wanted.sought, units, viewer.on)
    wanted = replace(wanted, meant=answer.meant if answer else ())
    found = catalogue_queries.catalogue(viewer, unit, wanted)
    context = {"page": found, "unit": unit, "form": form, "asked": answer}
    return render(request, "indicators/catalogue.html", context)


def measure(request: HttpRequest, name: str) -> HttpResponse:
    """Show one measure over time, cut by its dimensions, compared with others."""
    form, page = _page(request, name)
    form.offer(page.judged.kinds)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    may_set = viewer.may(rules.SET, page.unit.pk)
    context = {"page": page, "form": form, "may_set": may_set,
               "comments": comment_queries.comments(page.measure, page.unit),
               "may_comment": viewer.may(comment_rules.COMMENT, page.unit.pk),
               "compares": funnels.can_compare(page.measure),
               "replaced_by": MEASURES.get(page.measure.replaced_by)}  # fmt: skip
    return render(request, "indicators/measure.html", context)


def units(request: HttpRequest, name: str) -> HttpResponse:
    """Compare the units below one in a funnel plot."""
    form, page = _page(request, name)
    if not funnels.can_compare(page.measure):
        raise Http404(name)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    compared = funnels.funnel_page(viewer, page.measure, page.unit, page.last)
    return render(request, "indicators/units.html", {"page": compared, "form": form})


def comparison(request: HttpRequest, name: str) -> HttpResponse:
    """Compare a unit's numbers of whole years with the county, the country and those alike."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(figures.SEE):
        raise NotAllowed(figures.SEE)
    chosen, unit, units = _named(name), _asked_unit(request, viewer), _units(viewer)
    years = comparison_queries.usual_years(chosen, unit, viewer.on)
    given = request.GET.dict()
    form = ComparisonForm(given, unit=unit, units=units, years=years)
    usual = form if form.is_valid() else ComparisonForm({}, unit=unit, units=units, years=years)
    usual.is_valid()
    data = usual.cleaned_data
    page = comparison_queries.comparison(viewer, chosen, unit, data["period"], data["kon"])
    return render(request, "indicators/comparison.html", {"page": page, "form": form})


def values(request: HttpRequest, name: str) -> HttpResponse:
    """List what is published of a measure at a unit, each number with its history."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(figures.SEE):
        raise NotAllowed(figures.SEE)
    chosen, unit = _named(name), _asked_unit(request, viewer)
    context = {
        "measure": chosen, "unit": unit, "rows": value_queries.value_rows(viewer, chosen, unit),
        "may_give": value_queries.may_give(viewer, chosen, unit),
    }  # fmt: skip
    return render(request, "indicators/values.html", context)


def download(request: HttpRequest, name: str) -> HttpResponse:
    """Give the measure's table as a workbook or CSV; what the page hides is hidden here too."""
    _form, page = _page(request, name)
    headings = [_("Mått"), _("Enhet"), _("Period"), _("Värde"), _("Täljare"), _("Nämnare"),
                _("Lägst"), _("Högst"), _("Källa")]  # fmt: skip
    if request.GET.get("format") == "csv":
        return to_keep(writers.csv_bytes(headings, _cells(page)), CSV_TYPE, f"{name}.csv")
    content = writers.xlsx_bytes(page.measure.name, headings, _cells(page))
    return to_keep(content, writers.XLSX_TYPE, f"{name}.xlsx")


def _cells(page: MeasurePage) -> Iterator[list[Any]]:
    for point in page.points:
        row = point.row
        yield [page.measure.title.sv, page.unit.name, row.period, row.value, row.numerator,
               row.denominator, row.low, row.high, row.source]  # fmt: skip


def _page(request: HttpRequest, name: str) -> tuple[ChoiceForm, MeasurePage]:
    """The form as filled in, and the page it asks for; what cannot be read gives the usual page."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(figures.SEE):
        raise NotAllowed(figures.SEE)
    chosen = _named(name)
    unit, units = _asked_unit(request, viewer), _units(viewer)
    span = queries.usual_span(chosen, unit)
    form = ChoiceForm(request.GET.dict(), unit=unit, units=units, today=viewer.on, span=span)
    form.offer_cuts(chosen.by)
    usual = form if form.is_valid() else ChoiceForm({}, unit=unit, units=units, today=viewer.on,
                                                    span=span)  # fmt: skip
    usual.is_valid()
    data = usual.cleaned_data
    grain = Grain(data["steg"])
    return form, queries.measure_page(
        viewer, chosen, unit, data["period"], grain, data["per"], data["diagram"],
        data["indelning"],
    )  # fmt: skip


def _named(name: str) -> Measure:
    try:
        return named(name)
    except UnknownMeasureError as error:
        raise Http404(str(error)) from error


def _units(viewer: Viewer) -> list[Unit]:
    return figures.units_with_figures(viewer)


def _asked_unit(request: HttpRequest, viewer: Viewer) -> Unit:
    code = request.GET.get("enhet")
    units = _units(viewer)
    if not code:
        return queries.own_unit(viewer) or units[0]
    found = next((unit for unit in units if unit.code == code), None)
    if found is None:
        raise NotVisible(code)
    return found


def _cards(viewer: Viewer) -> list[tuple[str, str, str]]:
    """The pages of those whose work is no queue: address, name and what is done there."""
    pages = (
        ("person.administer", "administration:people", _("Personer"),
         _("Bjud in, ge och avsluta roller.")),
        ("organisation.administer", "administration:units", _("Enheter"),
         _("Ändra organisationen och se vad det når.")),
        ("log.read", "oversight:log", _("Loggen"), _("Vem har läst och ändrat vad?")),
        ("log.read", "oversight:days", _("Loggens dagar"), _("Är loggen hel?")),
        ("job.see", "jobs:list", _("Arbeten"), _("Vad har gått fel?")),
    )  # fmt: skip
    found = [(address_of(name), label, words) for may, name, label, words in pages
             if viewer.may(may)]  # fmt: skip
    return [card for card in found if card[0]]


def _greeting(viewer: Viewer, count: int) -> str:
    hour = timezone.localtime().hour
    greet = _("God natt") if hour < 5 else _("God morgon") if hour < 10 else _("Hej")
    name = viewer.person.given_name if viewer.person else viewer.name
    if not count:
        return f"{greet}, {name}. {_('Inget väntar på dig.')}"
    waits = ngettext("En sak väntar på dig.", "%(n)s saker väntar på dig.", count) % {
        "n": _spelled(count)
    }
    return f"{greet}, {name}. {waits}"


def _spelled(count: int) -> str:
    """A small number in words, as it begins a sentence; "en" has a sentence of its own."""
    return NUMBER_WORDS[count - 2] if 2 <= count <= len(NUMBER_WORDS) + 1 else str(count)

"""Pages that show deviations: the state of a unit, the list, one case."""

import uuid
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.deviations import mine, overview, pages, queries
from vaka.areas.deviations.forms import FilterForm
from vaka.areas.deviations.queries import ListFilter, ListRow
from vaka.areas.deviations.rules import must_tell, must_tell_mas, risk_level
from vaka.areas.deviations.track_rules import ALL_KINDS
from vaka.areas.figures import queries as figures
from vaka.exchange import writers
from vaka.foundation.access.roles import role
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.cases.clock import CaseClock, case_clock
from vaka.foundation.organisation.queries import visible_units
from vaka.law.period import Grain, Period, UnreadablePeriod
from vaka.web import risk
from vaka.web.downloads import to_keep

PER_PAGE = 25
LARGEST_FILE = 50_000


def start(request: HttpRequest) -> HttpResponse:
    """Show the state of a unit's deviations in a year; who sees no figures gets the list."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may(figures.SEE):
        return listing(request)
    units = [unit for unit in figures.units_with_figures(viewer) if not unit.is_reference]
    unit = next((u for u in units if u.code == request.GET.get("enhet")), None)
    unit = unit or _widest(viewer, units)
    today = timezone.localdate()
    found = overview.overview(viewer, unit, _year(request, today), today)
    threshold = queries.threshold(today)
    context = {
        "overview": found,
        "matrix": risk.counts(
            found.risk, grade_by(threshold), lambda *at: found.risk_urls.get(at, "")
        ),
        "units": units,
        "years": range(today.year, today.year - 6, -1),
        "perms_report": viewer.may("deviation.report"),
        "opens_doors": viewer.may("door.open"),
        "opens": figures.may_see_cases(viewer, "deviations", unit.code),
    }
    return render(request, "deviations/start.html", context)


def listing(request: HttpRequest) -> HttpResponse:
    """List the deviations that the viewer may see and the filter keeps."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form, wanted, figure = _filter(request, viewer)
    page = Paginator(queries.listed(viewer, wanted), PER_PAGE).get_page(request.GET.get("sida"))
    today = timezone.localdate()
    threshold = queries.threshold(today)
    rows = [queries.row(one, threshold) for one in page.object_list]
    queries.note_listed(viewer, wanted, [row.id for row in rows])
    context = {
        "form": form,
        "page": page,
        "rows": [(row, _clock(row, today)) for row in rows],
        "figure": figure,
        "may_report": viewer.may("deviation.report"),
        "may_see_tracks": any(viewer.may(f"{kind}.see") for kind in ALL_KINDS),
    }
    return render(request, "deviations/list.html", context)


def download(request: HttpRequest) -> HttpResponse:
    """Give the list with its filter as a workbook; free text stays in the cases."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not viewer.may("deviation.see"):
        raise NotAllowed("deviation.see")
    _form, wanted, _figure = _filter(request, viewer)
    threshold = queries.threshold(timezone.localdate())
    found = queries.listed(viewer, wanted)[:LARGEST_FILE]
    rows = [queries.row(one, threshold) for one in found]
    queries.note_listed(viewer, wanted, [row.id for row in rows])
    content = writers.xlsx_bytes(_("Avvikelser"), _headings(), _cells(rows))
    return to_keep(content, writers.XLSX_TYPE, "avvikelser.xlsx")


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one deviation; who may only see their own reports gets the page made for them."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if mine.reports_only(viewer, case_id):
        return redirect("deviations:mine_one", case_id)
    page = pages.case_page(viewer, case_id)
    today = timezone.localdate()
    context = {
        "page": page,
        "today": today,
        "clock": case_clock(timezone.localdate(page.frame.opened_at), page.frame.due_date, today)
        if page.frame.closed_at is None
        else None,
        "tells": [role(one).label for one in must_tell(page.severity or 0, page.laws, page.type)],
        "events": [
            {"at": line.at, "words": _line(line), "is_done": True} for line in page.timeline
        ],
    }
    return render(request, "deviations/case.html", context)


def _line(line: Any) -> str:
    """A line of the timeline in words: what, by whom, and what was said."""
    from vaka.areas.deviations.words import told

    return told(line)


def _year(request: HttpRequest, today: date) -> Period:
    try:
        period = Period.parse(request.GET.get("ar", str(today.year)))
    except UnreadablePeriod as error:
        raise Http404(str(error)) from error
    if period.kind is not Grain.YEAR:
        raise Http404(_("Välj ett helt år."))
    return period


def _widest(viewer: Viewer, units: list[Any]) -> Any:
    """The unit of the viewer's own role, else the first."""
    granted = viewer.granted(figures.SEE)
    return next((unit for unit in units if unit.pk in granted), units[0])


def _filter(
    request: HttpRequest, viewer: Viewer
) -> tuple[FilterForm, ListFilter, figures.FigureAsked | None]:
    units = visible_units(viewer, "unit.see")
    form = FilterForm(request.GET or None, types=queries.types_in_use(viewer), units=units)
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    figure = _figure_asked(request, viewer)
    wanted = ListFilter(
        words=data.get("q", ""),
        state=data.get("lage", ""),
        law=data.get("lag", ""),
        type=data.get("typ", ""),
        unit_code=data.get("enhet", ""),
        period=None if figure else data.get("period"),
        ids=figure.ids if figure else None,
    )
    return form, wanted, figure


def _figure_asked(request: HttpRequest, viewer: Viewer) -> figures.FigureAsked | None:
    """When the list is opened from a figure, keep exactly the cases that the figure counted."""
    try:
        return figures.asked(viewer, request.GET.dict())
    except figures.UnclearFigure as error:
        raise Http404(str(error)) from error


def _clock(row: ListRow, today: date) -> CaseClock | None:
    return (
        case_clock(timezone.localdate(row.opened_at), row.due_date, today) if row.is_open else None
    )


def grade_by(threshold: int) -> risk.Grade:
    words = {1: _("följ"), 2: _("åtgärda"), 3: _("utred")}

    def grade(likelihood: int, severity: int) -> tuple[int, str]:
        if must_tell_mas(severity):
            return 3, _("till MAS")
        level = risk_level(likelihood * severity, threshold)
        return level, words[level]

    return grade


def _headings() -> list[str]:
    return [
        _("Nummer"), _("Typ"), _("Lagrum"), _("Enhet"), _("Hände"), _("Rapporterad"), _("Läge"),
        _("Riskpoäng"), _("Klart senast"), _("Avslutad"),
    ]  # fmt: skip


def _cells(rows: list[ListRow]) -> Iterator[list[Any]]:
    for row in rows:
        yield [
            row.reference, row.type, row.law, row.unit_name, _local(row.occurred_at),
            _local(row.opened_at), row.state_label, row.score, row.due_date,
            _local(row.closed_at) if row.closed_at else None,
        ]  # fmt: skip


def _local(moment: Any) -> Any:
    return timezone.make_naive(moment)

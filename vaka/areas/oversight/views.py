"""Pages of the log: its rows, the days' closing digests, an extract for a person or a case."""

from collections.abc import Iterator
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vaka.areas.oversight import queries
from vaka.areas.oversight.forms import LogForm
from vaka.areas.oversight.rules import READ
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.queries import LogFilter
from vaka.law.verdict import Verdict, require
from vaka.web.downloads import CSV_TYPE, to_keep

PER_PAGE = 50
DAYS_PER_PAGE = 60


def log(request: HttpRequest) -> HttpResponse:
    """Show the log's rows that the filter keeps."""
    viewer, form, wanted = _asked(request)
    page = Paginator(queries.rows(viewer, wanted), PER_PAGE).get_page(request.GET.get("sida"))
    context = {
        "form": form,
        "page": page,
        "rows": [queries.row(one) for one in page.object_list],
        "unsealed": queries.unsealed(viewer),
        "may_extract": may_extract(wanted).ok,
    }
    return render(request, "oversight/log.html", context)


def extract(request: HttpRequest) -> HttpResponse:
    """Give all that the log says of a person or an object, as a file. Raises RuleRefused."""
    viewer, _form, wanted = _asked(request)
    require(may_extract(wanted))
    content = writers.csv_bytes(_headings(), _cells(queries.extract(viewer, wanted)))
    return to_keep(content, CSV_TYPE, "loggutdrag.csv")


def days(request: HttpRequest) -> HttpResponse:
    """Show each closed day with its digest."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = Paginator(queries.days(viewer), DAYS_PER_PAGE).get_page(request.GET.get("sida"))
    return render(request, "oversight/days.html", {"page": page})


def may_extract(wanted: LogFilter) -> Verdict:
    """Say whether a filter may become a file: when it is about one person or one object."""
    if wanted.actor_id or wanted.object_id or wanted.subject_id:
        return Verdict.yes()
    words = _("Ett utdrag gäller en person eller ett ärende.")
    return Verdict.no("too_wide", words, _("Välj en person eller skriv ett ärendes nummer."))


def _asked(request: HttpRequest) -> tuple[Viewer, LogForm, LogFilter]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, READ)
    form = LogForm(request.GET or None, people=queries.people(viewer))
    wanted = form.wanted()
    return viewer, form, queries.by_reference(viewer, wanted) if wanted.object_id else wanted


def _headings() -> list[str]:
    return [
        _("Tid"), _("Vem"), _("Roll"), _("Enhet"), _("Slag"), _("Vad"), _("Gäller"), _("Id"),
        _("Plats i kedjan"),
    ]  # fmt: skip


def _cells(found: Iterator[queries.Row]) -> Iterator[list[Any]]:
    for row in found:
        yield [
            row.at, row.actor_name, row.role, row.unit_name, row.kind_label, row.verb,
            row.object_label, row.object_id, row.place,
        ]  # fmt: skip

"""The pages without sign-in: what is published, one report, its files."""

import csv
import io
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import mark_safe

from vaka.areas.reports import release_queries as queries
from vaka.areas.reports import rules
from vaka.areas.reports.models import Publication, Report
from vaka.foundation.access.middleware import open_to_all
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.organisation.queries import principal_name
from vaka.law.period import Period

GONE = 410
CACHED = "public, no-cache"  # kept, but asked for again: what is withdrawn is gone at once
COLUMNS = ("table", "title", "row", "column", "value", "note")


def _csv(row: Report) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows(queries.lines(row))
    return out.getvalue().encode("utf-8-sig")


DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES: dict[str, tuple[str, Callable[[Report], bytes]]] = {
    "rapport.pdf": ("application/pdf", lambda row: queries.content(row, ".pdf")),
    "rapport.docx": (DOCX, lambda row: queries.content(row, ".docx")),
    "data.json": ("application/json", lambda row: queries.content(row, ".data.json")),
    "data.csv": ("text/csv; charset=utf-8", _csv),
    "sha256.txt": ("text/plain; charset=utf-8",
                   lambda row: rules.manifest_text(row.manifest).encode()),
}  # fmt: skip


@open_to_all
def listing(request: HttpRequest) -> HttpResponse:
    """Show the published reports."""
    rows = [(one, Period.parse(one.report.period)) for one in queries.published()]
    return _answer(render(request, "reports/public.html",
                          {"rows": rows, "principal": principal_name()}))  # fmt: skip


@open_to_all
def report(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one published report; one that was taken down says so and why."""
    one = _publication(slug)
    context = {"one": one, "report": one.report, "principal": principal_name(),
               "period": Period.parse(one.report.period),
               "later": queries.followed_by(one.report)}  # fmt: skip
    if one.withdrawn_at:
        return render(request, "reports/withdrawn.html", context, status=GONE)
    # Safe: Vaka's own compiler wrote it, with every word from people escaped, and its digest holds.
    article = mark_safe(queries.article(one.report))  # noqa: S308
    return _answer(render(request, "reports/public_report.html", {**context, "article": article}))


@open_to_all
def file(_request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Give one file of a published report."""
    one = _publication(slug)
    if name not in FILES or one.withdrawn_at:
        raise Http404(name)
    kind, made = FILES[name]
    response = HttpResponse(made(one.report), content_type=kind)
    response["Content-Disposition"] = f'inline; filename="{slug}-{name}"'
    response["Access-Control-Allow-Origin"] = "*"
    return _answer(response)


def _publication(slug: str) -> Publication:
    try:
        return queries.publication(slug)
    except NotVisible:
        raise Http404(slug) from None


def _answer(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = CACHED
    return response

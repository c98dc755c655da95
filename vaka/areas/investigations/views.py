"""Pages that show investigations: the list, one case, a section's history."""

import uuid
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from vaka.areas.figures import queries as figures
from vaka.areas.investigations import outward, queries, rules, words
from vaka.areas.investigations.forms import FilterForm
from vaka.areas.investigations.queries import CasePage, ListFilter
from vaka.areas.investigations.rules import Form, State
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.organisation.queries import visible_units
from vaka.law.period import Period, UnreadablePeriod
from vaka.law.workdays import working_days_between
from vaka.metrics.request import Request

PER_PAGE = 25


def listing(request: HttpRequest) -> HttpResponse:
    """List the investigations that the viewer may see and the filter keeps."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form, wanted = _filter(request, viewer)
    found = queries.listed(viewer, wanted)
    if not viewer.may("investigation.see") and not found.exists():
        raise NotAllowed("investigation.see")
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    rows = [queries.list_row(one) for one in page.object_list]
    queries.note_listed(viewer, wanted, [row.frame.id for row in rows])
    today = timezone.localdate()
    context = {
        "form": form,
        "page": page,
        "rows": [
            (row, days(timezone.localdate(row.frame.opened_at), row.frame.due_date, today))
            for row in rows
        ],
        "figure": wanted.ids is not None,
        "may_start": bool(forms_to_start(viewer)),
    }
    return render(request, "investigations/list.html", context)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one investigation, its sections one after another."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.case_page(viewer, case_id)
    today, frame = timezone.localdate(), page.frame
    context = {
        "page": page,
        "clock": days(timezone.localdate(frame.opened_at), frame.due_date, today)
        if frame.closed_at is None
        else None,
        "events": [
            {"at": line.at, "words": words.told(line, with_words=page.reads), "is_done": True}
            for line in page.timeline
        ],
        "others": other_rows(page),
        "links": [(link, kind_of(link.kind)) for _relation, link in page.links],
        "next": next_steps(page),
        "has_ivo": page.form is not Form.EVENT_ANALYSIS,
    }
    return render(request, "investigations/case.html", context)


def history(request: HttpRequest, case_id: uuid.UUID, code: str) -> HttpResponse:
    """Show every version of a section, newest first."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.case_page(viewer, case_id)
    section = next((one for one in page.sections if one.heading.code == code), None)
    if section is None:
        raise Http404
    versions = queries.history(viewer, case_id, code)
    context = {"page": page, "section": section, "versions": versions}
    return render(request, "investigations/history.html", context)


def forms_to_start(viewer: Viewer) -> list[Form]:
    """Give the forms that the viewer may begin somewhere."""
    return [form for form in Form if viewer.may(rules.handle(form))]


def days(opened: date, due: date | None, today: date) -> dict[str, int] | None:
    """Days used and allowed by the local target, and working days left (negative when late)."""
    if due is None:
        return None
    left = working_days_between(today, due) if due >= today else -working_days_between(due, today)
    return {"used": (today - opened).days, "total": (due - opened).days, "left": left}


STEPS = {
    "investigation.appoint": "investigations:appoint",
    "investigation.submit": "investigations:submit",
    "investigation.send_back": "investigations:send_back",
    "investigation.decide": "investigations:decide",
    "investigation.notify": "investigations:notify",
    "investigation.file_answer": "investigations:file_answer",
    "investigation.close": "investigations:close",
    "investigation.reopen": "investigations:reopen",
}
FIRST = {
    State.OPENED: "investigation.appoint", State.INVESTIGATING: "investigation.submit",
    State.READY: "investigation.decide", State.NOTIFIED: "investigation.file_answer",
    State.ANSWERED: "investigation.close",
}  # fmt: skip


def next_steps(page: CasePage) -> list[dict[str, Any]]:
    """Give the buttons: what the state waits for first, steps that cannot be meant left out."""
    first = FIRST.get(State(page.frame.state))
    if page.frame.state == State.DECIDED:
        first = "investigation.notify" if page.must_notify else "investigation.close"
    left_out = set() if page.must_notify else {"investigation.notify"}
    if not page.decides:
        left_out.add("investigation.decide")
    offers = [one for one in page.offers if one.verb not in left_out]
    rows = [{"label": one.label, "url_name": STEPS[one.verb], "is_first": one.verb == first,
             "verb": one.verb} for one in offers]  # fmt: skip
    return sorted(rows, key=lambda row: not row["is_first"])


def other_rows(page: CasePage) -> list[dict[str, Any]]:
    """Give every notification beside lex Maria, written or not, for an event in health care."""
    if page.row.law != "HSL" or not page.reads:
        return []
    written = {one.kind: one for one in page.others}
    return [{"kind": kind, "label": label, "row": written.get(kind)}
            for kind, label in outward.OTHER_LABELS.items()]  # fmt: skip


def _filter(request: HttpRequest, viewer: Viewer) -> tuple[FilterForm, ListFilter]:
    form = FilterForm(request.GET or None, units=visible_units(viewer, "unit.see"))
    data = form.cleaned_data if form.is_bound and form.is_valid() else {}
    ids = _figure(request, viewer)
    return form, ListFilter(
        form=data.get("form", ""), state=data.get("lage", ""),
        unit_code="" if ids is not None else data.get("enhet", ""), ids=ids,
    )  # fmt: skip


def _figure(request: HttpRequest, viewer: Viewer) -> list[uuid.UUID] | None:
    """When the list is opened from a figure, keep the cases that the figure counted."""
    measure = request.GET.get("matt")
    if not measure:
        return None
    by: dict[str, Any] = {
        key.removeprefix("by_"): value
        for key, value in request.GET.items()
        if key.startswith("by_")
    }
    try:
        period = Period.parse(request.GET.get("period", ""))
        question = Request(measures=(measure,), unit=request.GET.get("enhet", ""), period=period)
        return figures.cases_behind(viewer, measure, question, by)
    except (UnreadablePeriod, KeyError, ValueError) as error:
        raise Http404(str(error)) from error

"""Pages that show: what falls due, the plan, what is held, a disposal's protocol."""

import uuid

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from vaka.areas.disposals import due_queries, queries, rules
from vaka.areas.disposals.classes import classes, label_of
from vaka.areas.disposals.models import DisposalItem
from vaka.exchange import writers
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.queries import root
from vaka.web.downloads import CSV_TYPE, to_keep

ROWS = 50


def start(request: HttpRequest) -> HttpResponse:
    """Show what has fallen due, what is under way and what is done."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.start(viewer)
    return render(request, "disposals/start.html", {"page": page})


def due(request: HttpRequest, code: str) -> HttpResponse:
    """Show the cases of a class that have fallen due, and why some of them stay."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if code not in classes() or code == rules.READ_LOG:
        raise Http404(code)
    found = due_queries.due_list(viewer, code)
    page = Paginator(found.cases, ROWS).get_page(request.GET.get("page"))
    rows = found.rows(list(page.object_list))
    context = {"found": found, "page": page, "rows": rows}
    return render(request, "disposals/due.html", context)


def plans(request: HttpRequest) -> HttpResponse:
    """Show what the board has decided, now and before."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = list(queries.policies(viewer))
    current = queries.policy_on(viewer.on)
    lines = [(label_of(one.kind), one, classes()[one.kind]) for one in current.lines.all()
             if one.kind in classes()] if current else []  # fmt: skip
    context = {"policies": found, "current": current, "lines": lines,
               "preserved": queries.preserved(),
               "may_keep": viewer.may(rules.PROPOSE, root().pk)}  # fmt: skip
    return render(request, "disposals/plans.html", context)


def holds(request: HttpRequest) -> HttpResponse:
    """Show what is held."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = Paginator(queries.holds(viewer), ROWS).get_page(request.GET.get("page"))
    context = {"page": page, "may_hold": viewer.may(rules.HOLD, root().pk)}
    return render(request, "disposals/holds.html", context)


def disposal(request: HttpRequest, disposal_id: uuid.UUID) -> HttpResponse:
    """Show one disposal: its cases, who did what, what is next."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.disposal(viewer, disposal_id)
    page = Paginator(one.items.all(), ROWS).get_page(request.GET.get("page"))
    context = {
        "one": one, "label": label_of(one.kind), "page": page, "counts": due_queries.counts(one),
        "rows": [(item, _outcome(item)) for item in page.object_list],
        "steps": queries.steps(viewer, one), "may_propose": viewer.may(rules.PROPOSE, root().pk),
        "may_approve": viewer.may(rules.APPROVE, root().pk),
    }  # fmt: skip
    return render(request, "disposals/disposal.html", context)


def protocol(request: HttpRequest, disposal_id: uuid.UUID) -> HttpResponse:
    """Give the protocol's rows as CSV."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.disposal(viewer, disposal_id)
    headings = [_("Nummer"), _("Enhet"), _("Sista anteckning"), _("Får gallras"), _("Utfall"),
                _("Rader"), _("Filer")]  # fmt: skip
    rows = [
        [item.reference, item.unit_name, item.last_date.isoformat(), item.due_date.isoformat(),
         _outcome(item), str(item.rows), str(item.files)]
        for item in one.items.all()
    ]  # fmt: skip
    return to_keep(writers.csv_bytes(headings, rows), CSV_TYPE, f"gallring-{one.number}.csv")


def _outcome(item: DisposalItem) -> str:
    if item.state == rules.DisposalOutcome.DISPOSED:
        return _("Gallrat")
    if item.state == rules.DisposalOutcome.STAYED:
        return _("Kvar: %s") % rules.STAYS[rules.Stays(item.why)]
    return _("Väntar")

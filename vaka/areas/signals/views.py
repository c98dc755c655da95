"""Pages that show: the signals with their rules, and one signal."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.signals import queries
from vaka.areas.signals.words import told
from vaka.foundation.access.viewer import Viewer


def listing(request: HttpRequest) -> HttpResponse:
    """Show which signals wait for an answer, and by which rules they rise."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    with_all = request.GET.get("visa") == "all"
    rows = queries.listed(viewer, with_all=with_all)
    context = {
        "rows": rows, "with_all": with_all, "waiting": sum(one.is_open for one in rows),
        "rules": queries.rule_lines(viewer),
    }  # fmt: skip
    return render(request, "signals/list.html", context)


def signal(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one signal: what it says, what it does not say, and how it was answered."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.signal_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    return render(request, "signals/signal.html", {"page": page, "events": events})

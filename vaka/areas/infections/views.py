"""Pages that show: the line list, one outbreak, rounds of vaccination."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from vaka.areas.infections import outbreak_queries, queries, round_queries, rules, tally
from vaka.areas.infections.words import told
from vaka.foundation.access.viewer import Viewer


def listing(request: HttpRequest) -> HttpResponse:
    """Show who is ill now, what the rule proposes, outbreaks, and the weeks."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    with_ended = request.GET.get("visa") == "all"
    page = queries.line_list(viewer, with_ended=with_ended)
    context = {
        "page": page, "with_ended": with_ended, "weeks": [tally.week_name(d) for d in page.mondays],
        "outbreaks": outbreak_queries.near(viewer, with_closed=with_ended),
        "may_report": bool(queries.places(viewer)), "may_see_rounds": viewer.may(rules.SEE_ROUNDS),
    }  # fmt: skip
    return render(request, "infections/list.html", context)


def outbreak(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one outbreak: sentence, curve, cases, measures, checks."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = outbreak_queries.outbreak_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    bars = [{"label": label, "value": count} for label, count in page.curve]
    context = {"page": page, "events": events, "bars": bars,
               "total": sum(count for _label, count in page.curve)}  # fmt: skip
    return render(request, "infections/outbreak.html", context)


def rounds(request: HttpRequest) -> HttpResponse:
    """Show the rounds of vaccination."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    context = {"rows": round_queries.rounds(viewer), "may_plan": viewer.may(rules.PLAN)}
    return render(request, "infections/rounds.html", context)


def vaccination(request: HttpRequest, round_id: uuid.UUID) -> HttpResponse:
    """Show one round, home by home."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = round_queries.round_page(viewer, round_id)
    return render(request, "infections/round.html", {"page": page})

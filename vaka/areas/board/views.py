"""Pages that show: the year's meetings, one meeting with its agenda, one item."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from vaka.areas.board import assignment_queries as assignments
from vaka.areas.board import figure_queries as figures
from vaka.areas.board import immediate_queries as immediate
from vaka.areas.board import incoming_queries as incoming
from vaka.areas.board import minutes_queries as minutes
from vaka.areas.board import pack_queries, queries, rules
from vaka.areas.board import passage_queries as passages
from vaka.areas.board import publication_queries as publications
from vaka.areas.board import referral_queries as referrals
from vaka.areas.board import year_queries as years
from vaka.areas.board.jobs import PACK
from vaka.areas.board.minutes_packing import PACKED
from vaka.areas.board.notice_packing import package_of
from vaka.areas.board.words import told
from vaka.areas.delegations import queries as delegations
from vaka.areas.delegations.rules import SEE as SEE_DECISIONS
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.jobs import actions as jobs
from vaka.web.downloads import to_keep
from vaka.web.words import day


def listing(request: HttpRequest) -> HttpResponse:
    """Show the meetings to come, those that were, and what waits for a meeting."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = queries.meetings(viewer)
    coming = [row for row in rows if row.date >= viewer.on]
    past = [row for row in reversed(rows) if row.date < viewer.on]
    context = {
        "next": next((row for row in coming if row.state != "cancelled"), None), "coming": coming,
        "past": past, "unplanned": queries.unplanned(viewer),
        "may_lead": viewer.may(rules.LEAD), "may_prepare": viewer.may(rules.PREPARE),
        "sees_immediate": immediate.may_see(viewer),
    }  # fmt: skip
    return render(request, "board/list.html", context)


def meeting(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Show one meeting: agenda, timetable, what the checks say, packs to fetch."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = pack_queries.meeting_page(viewer, meeting_id)
    found = minutes.minutes_of(viewer, page.meeting)
    to_tell = page.may_lead and page.meeting.state == "planned" and viewer.may(SEE_DECISIONS)
    untold = delegations.untold(viewer, page.meeting.date) if to_tell else []
    context = {"page": page, "untold": untold,
               "letters": incoming.waiting_for(viewer, page.meeting),
               "immediates": immediate.waiting_for(viewer, page.meeting),
               "planned": years.waiting_for(viewer, page.meeting),
               "may_pack": page.may_lead and page.meeting.state in rules.OUT,
               "copies": publications.copies_of(viewer, page.meeting, None),
               "assignments": assignments.due_at(viewer, page.meeting),
               "minutes": found, "may_begin": page.meeting.state == "held"
               and page.may_lead and not found}  # fmt: skip
    return render(request, "board/meeting.html", context)


def item(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one item with its letter and attachments."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.item_page(viewer, case_id)
    events = [{"at": line.at, "words": told(line), "is_done": True} for line in page.timeline]
    context = {"page": page, "events": events, "way": passages.way_of(viewer, page.item),
               "referral": referrals.of_item(viewer, page.item),
               "letters": incoming.told_at(viewer, page.item),
               "may_fill": incoming.may_fill(viewer, page.item),
               "immediates": immediate.told_at(viewer, page.item),
               "figures": figures.figure_rows(viewer, [page.item], page.item.meeting)}  # fmt: skip
    return render(request, "board/item.html", context)


def package(request: HttpRequest, meeting_id: uuid.UUID, pack_id: uuid.UUID) -> HttpResponse:
    """Give a notice that has gone out as a package for the diary, to keep."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    name, content = package_of(viewer, meeting_id, pack_id)
    return to_keep(content, PACKED, name)


def make_pack(request: HttpRequest, meeting_id: uuid.UUID) -> HttpResponse:
    """Make the pack in the background: for everybody, or for the body's members."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.LEAD)
    one = queries.meeting(viewer, meeting_id)
    if request.method != "POST":
        return redirect("board:meeting", meeting_id)
    job = jobs.start(
        by=viewer, kind=PACK, meeting_id=str(one.pk), public=request.POST.get("for") != "members",
        label=_("Kallelse %s") % day(one.date),
    )  # fmt: skip
    return redirect("jobs:show", job.pk)

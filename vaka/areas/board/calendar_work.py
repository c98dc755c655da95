"""Pages of the calendar feed: the person's own address, and the feed that the address gives."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from vaka.areas.board import calendar_actions as actions
from vaka.areas.board import calendar_feed
from vaka.areas.board.rules import SEE
from vaka.areas.board.work import HEAD, sent
from vaka.foundation.access import gate
from vaka.foundation.access.middleware import own_sign_in
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.web.steps import StepForm, StepPage, take

FAILED_LIMITS = ("feed.failed_limit", "feed.total_limit")
TYPE = "text/calendar; charset=utf-8"


@never_cache
def calendar(request: HttpRequest) -> HttpResponse:
    """Show how the own feed stands; a new address is shown once, on this answer only."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    address = ""
    if request.method == "POST":
        secret = actions.make_calendar_key(by=viewer)
        address = request.build_absolute_uri(reverse("board:calendar_feed", args=[secret]))
    context = {"key": actions.own_key(viewer), "address": address}
    return render(request, "board/calendar.html", context)


def withdraw(request: HttpRequest) -> HttpResponse:
    """Take the own address away, once asked."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if actions.own_key(viewer) is None:
        raise NotVisible("calendar_key")
    above = reverse("board:calendar")
    lead = _("Kalendern slutar att uppdateras. Du kan göra en ny adress.")
    crumbs = [(HEAD, reverse("board:list")), (_("I din kalender"), above)]
    page = StepPage(_("Ta bort kalenderns adress"), _("Ta bort"), _("Adressen är borttagen."),
                    above, crumbs, lead=lead)  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        actions.withdraw_calendar_key(by=viewer)

    return take(request, StepForm(sent(request)), page, done)


@own_sign_in
@require_safe
def feed(request: HttpRequest, secret: str) -> HttpResponse:
    """Give the feed to whoever carries a key in force; calendars can send it by address only."""
    try:
        key, viewer = actions.speaks_for(secret)
    except NotVisible:
        shut = gate.shut_until(request, "calendar_failed", FAILED_LIMITS)
        status = HTTPStatus.TOO_MANY_REQUESTS if shut else HTTPStatus.NOT_FOUND
        return HttpResponse(status=status)
    if key.used_at is None or timezone.localdate(key.used_at) != viewer.on:
        actions.use_calendar_key(by=viewer, key=key)
    with translation.override(key.person.language):
        content = calendar_feed.written(viewer, lambda one: request.build_absolute_uri(
            reverse("board:meeting", args=[one.pk])))  # fmt: skip
    return HttpResponse(content, content_type=TYPE, headers={"Cache-Control": "private, no-store"})

"""Pages of tracks: the list by age, one track, and each step."""

import uuid
from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.deviations import pages, track_actions, track_queries
from vaka.areas.deviations.rules import HANDLE, Law
from vaka.areas.deviations.track_actions import Conclusion, NewTrack
from vaka.areas.deviations.track_forms import (
    AddTrackForm,
    CloseTrackForm,
    ReasonForm,
    TakeForm,
    TrackFilterForm,
)
from vaka.areas.deviations.track_queries import TrackPage
from vaka.areas.deviations.words import told
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases.clock import case_clock
from vaka.foundation.cases.rules import may_act_on
from vaka.law.verdict import require

PER_PAGE = 50
Done = Callable[[Viewer, Any], Any]


def listing(request: HttpRequest) -> HttpResponse:
    """List the tracks that the viewer may open, the oldest first."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    form = TrackFilterForm(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {}
    found = track_queries.listed(viewer, wanted.get("lag", ""), not wanted.get("alla"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("sida"))
    today = timezone.localdate()
    rows = [track_queries.row(one) for one in page.object_list]
    note_read(by=viewer, object_kind="track", object_id="",
              data={"shown": [str(row.id) for row in rows]})  # fmt: skip
    clocks = [
        (
            row,
            case_clock(timezone.localdate(row.opened_at), row.due_date, today)
            if row.is_open
            else None,
        )
        for row in rows
    ]
    return render(request, "deviations/tracks.html", {"form": form, "page": page, "rows": clocks})


def show(request: HttpRequest, track_id: uuid.UUID) -> HttpResponse:
    """Show one track."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = track_queries.track_page(viewer, track_id)
    frame = page.frame
    context = {
        "page": page,
        "clock": case_clock(
            timezone.localdate(frame.opened_at), frame.due_date, timezone.localdate()
        )
        if frame.closed_at is None
        else None,
        "events": [{"at": one.at, "words": told(one), "is_done": True} for one in page.timeline],
    }
    return render(request, "deviations/track.html", context)


def add(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Give an event a track under one more law."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = pages.case_page(viewer, case_id)
    if not page.may_handle:
        raise NotAllowed(HANDLE)
    require(may_act_on(page.is_named))
    taken = {line.law for line in page.tracks}
    laws = [law for law in Law if law not in taken]
    form = AddTrackForm(request.POST or None, laws=laws, initial={"version": page.frame.version})
    if request.method == "POST" and form.is_valid():
        new = {name: form.cleaned_data[name] for name in ("law", "because", "is_hidden")}
        track = track_actions.add(
            by=viewer, event_id=case_id, version=form.cleaned_data["version"], new=NewTrack(**new)
        )
        messages.success(request, _("Spåret %s är tillagt.") % track.case.reference)
        return redirect("deviations:case", case_id)
    back = reverse("deviations:case", args=[case_id])
    words = {"heading": _("Bedöm enligt en lag till"), "verb": _("Lägg till spåret")}
    return _form(request, form, page.frame, back, words)


def take(request: HttpRequest, track_id: uuid.UUID) -> HttpResponse:
    """Take a track over."""

    def done(viewer: Viewer, data: Any) -> None:
        track_actions.take(by=viewer, track_id=track_id, **data)

    words = {"heading": _("Ta över spåret"), "verb": _("Ta över")}
    return _step(request, track_id, TakeForm, done, _("Du har tagit över spåret."), words)


def decline(request: HttpRequest, track_id: uuid.UUID) -> HttpResponse:
    """Decline a track with the reason."""

    def done(viewer: Viewer, data: Any) -> None:
        track_actions.decline(by=viewer, track_id=track_id, **data)

    words = {"heading": _("Varför avböjer du spåret?"), "verb": _("Avböj")}
    return _step(request, track_id, ReasonForm, done, _("Spåret är avböjt."), words)


def close(request: HttpRequest, track_id: uuid.UUID) -> HttpResponse:
    """Close a track with its conclusion."""

    def done(viewer: Viewer, data: Any) -> None:
        version = data.pop("version")
        track_actions.close(by=viewer, track_id=track_id, version=version, end=Conclusion(**data))

    words = {"heading": _("Avsluta spåret"), "verb": _("Avsluta spåret")}
    return _step(request, track_id, CloseTrackForm, done, _("Spåret är avslutat."), words)


def reopen(request: HttpRequest, track_id: uuid.UUID) -> HttpResponse:
    """Open a closed track again."""

    def done(viewer: Viewer, data: Any) -> None:
        track_actions.reopen(by=viewer, track_id=track_id, **data)

    words = {"heading": _("Öppna spåret igen"), "verb": _("Öppna igen")}
    return _step(request, track_id, ReasonForm, done, _("Spåret är öppet igen."), words)


def _step(
    request: HttpRequest, track_id: uuid.UUID, form_class: type[forms.Form], done: Done,
    message: str, words: dict[str, str],
) -> HttpResponse:  # fmt: skip
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = track_queries.track_page(viewer, track_id)
    form = form_class(request.POST or None, **_shape(form_class, page))
    if request.method == "POST" and form.is_valid():
        done(viewer, form.cleaned_data)
        messages.success(request, message)
        return redirect("deviations:track", track_id)
    return _form(request, form, page.frame, reverse("deviations:track", args=[track_id]), words)


def _shape(form_class: type[forms.Form], page: TrackPage) -> dict[str, Any]:
    shape: dict[str, Any] = {"initial": {"version": page.frame.version, "type_name": page.type}}
    if form_class in {TakeForm, CloseTrackForm}:
        shape["law"] = page.law
    if form_class is TakeForm:
        shape["on"] = timezone.localdate(page.frame.opened_at)
    return shape


def _form(
    request: HttpRequest, form: forms.Form, about: Any, back: str, words: dict[str, str]
) -> HttpResponse:
    context = {"form": form, "about": about, "way_back": back, **words}
    return render(request, "deviations/side_step.html", context)

"""Pages of drafts, doors and the choice of language."""

import uuid

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.foundation.people import actions as people
from vaka.foundation.questions import actions, doorways, qr, queries
from vaka.foundation.questions.actions import AlreadySent, Field, TooMuch


@require_POST
def draft(request: HttpRequest, form: str, client_id: uuid.UUID) -> HttpResponse:
    """Keep one field of a draft."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    key, value = request.POST.get("key", ""), request.POST.get("value", "")
    if form not in {one.form for one in doorways.doorways()} or not key:
        raise Http404
    try:
        actions.draft(by=viewer, field=Field(form, client_id, key, value))
    except TooMuch:
        return HttpResponse(status=413)
    except AlreadySent:
        return HttpResponse(status=204)
    return HttpResponse(status=204)


@require_POST
def discard(request: HttpRequest, draft_id: uuid.UUID) -> HttpResponse:
    """Throw one's own draft away."""
    actions.discard(by=request.viewer, draft_id=draft_id)  # type: ignore[attr-defined]
    return HttpResponseRedirect(_way_back(request))


@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Choose one's language."""
    chosen = request.POST.get("language", "")
    if chosen in dict(settings.LANGUAGES):
        people.choose_language(by=request.viewer, language=chosen)  # type: ignore[attr-defined]
    return HttpResponseRedirect(_way_back(request))


def _way_back(request: HttpRequest) -> str:
    """Only addresses of our own."""
    wanted = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if safe else "/"


def door(request: HttpRequest, code: str) -> HttpResponse:
    """Go through a door to its form."""
    found = queries.door(code)
    url_name = doorways.doorway_of(found.form).url_name
    return HttpResponseRedirect(f"{reverse(url_name)}?dorr={found.code}")


class DoorForm(forms.Form):
    """Where a new door hangs and where it leads."""

    unit = forms.ChoiceField(label=gettext_lazy("Enhet"))
    place = forms.CharField(
        label=gettext_lazy("Var på enheten?"),
        help_text=gettext_lazy("Till exempel plan 2. Platsen föreslås i formuläret."),
        required=False,
        max_length=120,
    )

    def __init__(self, *args: object, units: list[Unit], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.units = {unit.code: unit for unit in units}
        self.fields["unit"].choices = [(u.code, u.name) for u in units]  # type: ignore[attr-defined]


def doors(request: HttpRequest) -> HttpResponse:
    """List the doors, and make one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, "door.open")
    units = visible_units(viewer, "door.open", on=viewer.on)
    form = DoorForm(request.POST or None, units=units)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kind = doorways.doorways()[0].form
        made = actions.open_door(
            by=viewer, form=kind, unit=form.units[data["unit"]], place=data["place"]
        )
        return redirect("questions:poster", made.code)
    context = {"doors": queries.doors(viewer, doorways.doorways()[0].form), "form": form}
    return render(request, "questions/doors.html", context)


def poster(request: HttpRequest, code: str) -> HttpResponse:
    """Show a door as a page to print and hang on the wall."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, "door.open")
    found = next((one for one in queries.doors(viewer) if one.code == code), None)
    if found is None:
        raise Http404
    address = request.build_absolute_uri(reverse("questions:door", args=[code]))
    drawing = qr.svg(address, _("QR-kod till formuläret"))
    context = {"door": found, "address": address, "drawing": drawing}
    return render(request, "questions/poster.html", context)


@require_POST
def close(request: HttpRequest, code: str) -> HttpResponse:
    """Close a door."""
    actions.close_door(by=request.viewer, code=code)  # type: ignore[attr-defined]
    messages.success(request, _("Koden är stängd och leder ingenstans."))
    return redirect("questions:doors")

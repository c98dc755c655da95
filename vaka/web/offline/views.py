"""Pages of the phones: the queue, the empty copies for use without a network, enrolment, PIN."""

import uuid
from pathlib import Path

from django.contrib import messages
from django.contrib.auth import login, logout
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from vaka.foundation.access.middleware import own_sign_in
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.organisation.queries import local_value, visible_units
from vaka.law.verdict import RuleRefused
from vaka.web.demo import BACKEND
from vaka.web.offline import actions, kept, queries, registry
from vaka.web.offline.device import device_of, known_device, remember
from vaka.web.offline.forms import ChoosePinForm, EnrolForm, PinForm, RevokeForm, SettleForm
from vaka.web.offline.models import WHY_LABELS
from vaka.web.offline.narrow import nobody_at
from vaka.web.offline.receiving import reason
from vaka.web.offline.rules import ENROL
from vaka.web.offline.signals import BY_PIN

SCRIPTS = Path(__file__).parent / "static" / "vaka" / "js"


@own_sign_in
def worker(request: HttpRequest) -> HttpResponse:
    """Give the service worker: one script for all, with the storage it shares with the pages."""
    parts = [SCRIPTS / name for name in ("offline-store.js", "offline-worker.js")]
    text = "\n".join(part.read_text("utf-8") for part in parts)
    return HttpResponse(text, "text/javascript", headers={"Cache-Control": "no-cache"})


@own_sign_in
def queue(request: HttpRequest) -> HttpResponse:
    """Show what is on this phone; the page itself holds nothing, its script fills it in."""
    return render(
        request,
        "offline/queue.html",
        {"is_known": known_device(request) is not None, "report_url": registry.form_address()},
    )


@own_sign_in
def shell(request: HttpRequest, name: str) -> HttpResponse:
    """Give an empty page for the phone to keep: drawn for nobody, whoever is signed in."""
    device = device_of(request)
    if device is None:
        raise Http404
    request.user, request.viewer = AnonymousUser(), nobody_at(device.unit)  # type: ignore[attr-defined]
    request.is_shell = True  # type: ignore[attr-defined]
    if name == registry.OWN_PAGE:
        return queue(request)
    try:
        form = registry.kind_of(name).form
    except registry.UnknownReport:
        raise Http404 from None
    if form is None:
        raise Http404
    return form(request)


@own_sign_in
@csrf_exempt
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Sign out what was signed out on the phone while there was no network."""
    if device_of(request) is not None:
        logout(request)
    return HttpResponse(status=204)


def devices(request: HttpRequest) -> HttpResponse:
    """List the unit's phones."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    here = known_device(request)
    context = {
        "devices": queries.devices(viewer, here),
        "waiting": kept.waiting(viewer),
        "is_enrolled_here": here is not None and here.revoked_at is None,
    }
    return render(request, "offline/devices.html", context)


def enrol(request: HttpRequest) -> HttpResponse:
    """Enrol the phone in hand."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, ENROL)
    form = EnrolForm(request.POST or None, units=visible_units(viewer, ENROL, on=viewer.on))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        device, secret = actions.enrol(by=viewer, unit=form.units[data["unit"]], name=data["name"])
        messages.success(
            request, _("%s är godkänd. Logga ut, så kan andra använda den.") % device.name
        )
        response = redirect("offline:devices")
        remember(request, response, secret)
        return response
    context = {
        "form": form, "heading": _("Godkänn den här telefonen"), "verb": _("Godkänn"),
        "lead": _("Gör det här på telefonen själv. Då kan enhetens personal rapportera utan nät "
                  "och komma tillbaka med pinkod."),
        "way_back": reverse("offline:devices"),
    }  # fmt: skip
    return render(request, "web/form_page.html", context)


def revoke(request: HttpRequest, device_id: uuid.UUID) -> HttpResponse:
    """Shut a phone out."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    device = queries.device(viewer, device_id)
    form = RevokeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.revoke(by=viewer, device_id=device_id, why=form.cleaned_data["why"])
        messages.success(request, _("%s är spärrad.") % device.name)
        return redirect("offline:devices")
    lead = _("Ingen kommer in med pinkod på den längre, och rapporter som ligger på den och "
             "skickas senare väntar på dig i stället för att läggas in.")  # fmt: skip
    context = {"form": form, "heading": _("Spärra %s") % device.name, "verb": _("Spärra"),
               "lead": lead, "way_back": reverse("offline:devices")}  # fmt: skip
    return render(request, "web/form_page.html", context)


def kept_list(request: HttpRequest) -> HttpResponse:
    """List the reports that could not become cases by themselves."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, ENROL)
    return render(request, "offline/kept_list.html", {"rows": kept.listed(viewer)})


def kept_report(request: HttpRequest, object_id: uuid.UUID) -> HttpResponse:
    """Show one of them, and take what was done with it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = kept.page(viewer, object_id)
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        kept.settle(by=viewer, client_id=object_id, words=form.cleaned_data["words"])
        return redirect("offline:kept_list")
    return render(request, "offline/kept.html", {"page": page, "form": form})


@require_POST
def take_in(request: HttpRequest, object_id: uuid.UUID) -> HttpResponse:
    """Try to make a case of it again."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = kept.page(viewer, object_id)
    try:
        case = kept.take_in(by=viewer, client_id=object_id)
    except Exception as error:  # told in the same words as when it came
        why, errors = reason(error)
        said = " ".join([str(WHY_LABELS[why]), *errors.values()])
        messages.error(request, said)
        return redirect("offline:kept", page.row.id)
    messages.success(request, _("Rapporten är inlagd som %s.") % case.reference)
    return redirect("offline:kept_list")


@own_sign_in
def pin(request: HttpRequest) -> HttpResponse:
    """Let somebody back in by PIN on an enrolled phone."""
    device = device_of(request)
    if device is None:
        raise Http404
    form = PinForm(request.POST or None, choices=queries.pin_choices(device))
    if request.method == "POST" and form.is_valid():
        tried = actions.try_pin(device=device, user_id=form.cleaned_data["who"],
                                pin=form.cleaned_data["pin"])  # fmt: skip
        if tried.person is not None:
            return _come_in(request, device, tried)
        form.add_error("pin", _refusal(tried))
    return render(request, "offline/pin.html", {"form": form, "device": device})


def choose_pin(request: HttpRequest) -> HttpResponse:
    """Choose one's PIN for this phone."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    device = device_of(request)
    if device is None:
        raise Http404
    form = ChoosePinForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_pin(by=viewer, device=device, pin=form.cleaned_data["pin"])
        except RuleRefused as error:
            form.add_error("pin", error.verdict.refusals[0].words)
        else:
            messages.success(request, _("Pinkoden gäller på den här telefonen."))
            return redirect("offline:queue")
    today = timezone.localdate()
    lead = _("%(digits)d siffror. Koden gäller bara på %(phone)s, och i %(days)d dagar efter att "
             "du senast loggat in fullt här.") % {
        "digits": local_value("phone.pin_digits", today, device.unit), "phone": device.name,
        "days": local_value("phone.pin_days", today, device.unit),
    }  # fmt: skip
    context = {"form": form, "heading": _("Välj pinkod"), "verb": _("Spara pinkoden"), "lead": lead,
               "way_back": reverse("offline:queue")}  # fmt: skip
    return render(request, "web/form_page.html", context)


def _come_in(request: HttpRequest, device: object, tried: actions.Tried) -> HttpResponse:
    """Sign in for a short while; the session says that it began with a PIN, and on which phone."""
    setattr(request, BY_PIN, True)
    login(request, tried.person, backend=BACKEND)
    unit = device.unit  # type: ignore[attr-defined]
    minutes = local_value("phone.pin_minutes", timezone.localdate(), unit)
    request.session[BY_PIN] = str(device.pk)  # type: ignore[attr-defined]
    request.session.set_expiry(minutes * 60)
    return HttpResponseRedirect(registry.form_address())


def _refusal(tried: actions.Tried) -> str:
    if not tried.verdict.ok:
        return " ".join(f"{one.words} {one.way_out}" for one in tried.verdict.refusals)
    if tried.tries_left == 0:
        return _("Fel pinkod. Den är nu spärrad: logga in med användarnamn och lösenord.")
    return _("Fel pinkod. Du har %d försök kvar.") % tried.tries_left

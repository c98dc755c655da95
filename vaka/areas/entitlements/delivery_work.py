"""Pages of a quarter to hand over: its workspace, what IVO is told, and a receipt."""

from collections import Counter

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.entitlements import delivery_actions, delivery_queries, told_queries
from vaka.areas.entitlements.delivery_actions import NewDelivery
from vaka.areas.entitlements.delivery_rules import GIVEN, RECEIVER_LABELS, Receiver, needed
from vaka.areas.entitlements.downloads import ivo_bytes, named_bytes
from vaka.areas.entitlements.forms import DeliveryForm, RequestForm
from vaka.areas.entitlements.letter import LETTER
from vaka.areas.entitlements.rules import HANDLE, SEND
from vaka.areas.entitlements.views import account_of, chosen_unit, quarter_named
from vaka.foundation.access.sessions import confirmed
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.organisation.queries import principal_name
from vaka.law.clock import quarter_of
from vaka.web.downloads import CSV_TYPE, to_keep
from vaka.web.nav import address_of


def workspace(request: HttpRequest, quarter: str) -> HttpResponse:
    """Show what a quarter lacks, and what has been handed to whom."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit, units = chosen_unit(request)
    space = delivery_queries.workspace(viewer, unit, quarter_named(quarter))
    context = {"space": space, "account": space.account, "units": units,
               "previous": space.account.quarter.previous(), "next": space.account.quarter.next(),
               "letter": LETTER.name if viewer.may("report.make") and viewer.may(SEND) else "",
               "report_url": address_of("reports:new")}  # fmt: skip
    return render(request, "entitlements/workspace.html", context)


def latest(request: HttpRequest) -> HttpResponse:
    """Lead to the workspace of the last quarter that is over."""
    chosen_unit(request)
    last = quarter_of(timezone.localdate()).previous()
    return redirect("entitlements:workspace", last)


def deliver(request: HttpRequest, quarter: str, receiver: str) -> HttpResponse:
    """Write down that a quarter was handed to a receiver."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit, _units = chosen_unit(request)
    if receiver not in set(Receiver):
        raise Http404(receiver)
    period, to = quarter_named(quarter), Receiver(receiver)
    if not any(viewer.may(one, unit.pk) for one in needed(to)):
        raise NotAllowed(needed(to)[-1])
    kind = RequestForm if to is Receiver.NAMED else DeliveryForm
    form = kind(request.POST or None, initial={"sent_date": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        new = NewDelivery(unit=unit, quarter=period, receiver=to, **form.cleaned_data)
        delivery_actions.deliver(by=viewer, new=new)
        messages.success(request, _("Det är antecknat att redovisningen är lämnad."))
        return redirect(f"{reverse('entitlements:workspace', args=[quarter])}?enhet={unit.code}")
    context = {"form": form, "unit": unit, "quarter": period, "label": RECEIVER_LABELS[to],
               "gives": GIVEN[to]}  # fmt: skip
    return render(request, "entitlements/deliver.html", context)


def ivo(request: HttpRequest, quarter: str) -> HttpResponse:
    """Show what IVO is told, row by row, to type in or to print."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, HANDLE)
    account, _units = account_of(request, quarter)
    rows = delivery_queries.ivo_rows(viewer, account)
    context = {
        "account": account, "rows": rows, "municipality": principal_name(),
        "reporter": viewer.name, "email": viewer.person.email if viewer.person else "",
        "told": Counter(one.told_label for one in rows).items(),
        "protected": sum(one.is_protected for one in rows),
        "corrects": told_queries.corrected(account), "taken_back": told_queries.taken_back(account),
        "routine": delivery_queries.protected_routine(account.unit, account.quarter),
    }  # fmt: skip
    response = render(request, "entitlements/ivo.html", context)
    response["Cache-Control"] = "no-store"
    return response


@confirmed
def ivo_file(request: HttpRequest, quarter: str) -> HttpResponse:
    """Give what IVO is told as a file."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, HANDLE)
    account, _units = account_of(request, quarter)
    rows = [one for one in delivery_queries.ivo_rows(viewer, account) if not one.is_protected]
    content = ivo_bytes(rows, account)
    response = to_keep(content, CSV_TYPE, f"ivo-{account.quarter}.csv")
    response["Cache-Control"] = "no-store"
    return response


@confirmed
def named_file(request: HttpRequest, quarter: str) -> HttpResponse:
    """Give the auditors' list with whom each decision is about, once they have asked for it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, HANDLE)
    account, _units = account_of(request, quarter)
    rows = delivery_queries.named_rows(viewer, account)
    response = to_keep(named_bytes(rows), CSV_TYPE, f"revisorerna-{account.quarter}.csv")
    response["Cache-Control"] = "no-store"
    return response

"""Pages of one change of many cases: choose and look, do, undo. The filter is kept throughout."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.cases import bulk, worklist
from vaka.foundation.cases.bulk import BulkAction, Outcome, UnknownBulkAction
from vaka.foundation.cases.forms import read
from vaka.foundation.cases.models import Case

UNCHOSEN = "-"


@require_POST
def change(request: HttpRequest) -> HttpResponse:
    """Choose a value and look at what it would change; with `gor` do it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    if not worklist.handles_any(viewer):
        raise NotAllowed("worklist.bulk")
    offer = _offer(request)
    cases = bulk.chosen(viewer, _ids(request, viewer), offer.kind)
    if not cases:
        messages.warning(request, _("Markera minst ett ärende som går att ändra så."))
        return HttpResponseRedirect(_back(request))
    values = {value: str(words) for value, words in offer.choices(viewer, cases)}
    value = request.POST.get("varde", UNCHOSEN)
    if request.POST.get("gor") and value in values:
        return _do(request, offer, cases, value, values[value])
    looks = bulk.look(viewer, offer, cases, value) if value in values else []
    context = {
        "offer": offer,
        "cases": cases,
        "values": values.items(),
        "value": value,
        "value_label": values.get(value, ""),
        "looks": looks,
        "changing": [one for one in looks if one.changes],
        "query": request.POST.get("urval", ""),
        "way_back": _back(request),
    }
    return render(request, "cases/bulk.html", context)


@require_POST
def undo(request: HttpRequest, run_id: uuid.UUID) -> HttpResponse:
    """Undo one's own fresh change."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    outcome = bulk.undo(by=viewer, run_id=run_id)
    _tell(request, outcome, ngettext("%(n)s ärende är som förut.", "%(n)s ärenden är som förut.",
                                     outcome.changed))  # fmt: skip
    return HttpResponseRedirect(_back(request))


def _do(
    request: HttpRequest, offer: BulkAction, cases: list[Case], value: str, label: str
) -> HttpResponse:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    seen = dict(one.split(":", 1) for one in request.POST.getlist("version") if ":" in one)
    picks = [(one.pk, _version(seen.get(str(one.pk)), one.version)) for one in cases]
    said = f"{offer.label}: {label}"
    outcome = bulk.run(by=viewer, code=offer.code, value=value, picks=picks, label=said)
    _tell(request, outcome, ngettext("%(n)s ärende är ändrat.", "%(n)s ärenden är ändrade.",
                                     outcome.changed))  # fmt: skip
    return HttpResponseRedirect(_back(request))


def _tell(request: HttpRequest, outcome: Outcome, words: str) -> None:
    if outcome.changed or not outcome.skipped:
        messages.success(request, words % {"n": outcome.changed})
    for reference, why in outcome.skipped[:20]:
        messages.warning(request, _("%(reference)s ändrades inte. %(why)s")
                         % {"reference": reference, "why": why})  # fmt: skip


def _offer(request: HttpRequest) -> BulkAction:
    try:
        return bulk.named(request.POST.get("atgard", ""))
    except UnknownBulkAction as error:
        raise Http404(str(error)) from error


def _ids(request: HttpRequest, viewer: Viewer) -> list[uuid.UUID]:
    """The marked cases, or all that the filter keeps when that was asked for."""
    if request.POST.get("alla"):
        wanted = read(QueryDict(request.POST.get("urval", "")))
        return list(worklist.rows_of(viewer, wanted).values_list("pk", flat=True)[: bulk.MOST])
    return [one for text in request.POST.getlist("arende") if (one := _id(text))]


def _id(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def _version(text: str | None, now: int) -> int:
    return int(text) if text and text.isdecimal() else now


def _back(request: HttpRequest) -> str:
    query: Any = QueryDict(request.POST.get("urval", ""))
    return f"{reverse('cases:worklist')}?{query.urlencode()}"

"""Pages of re-organisation: a change's form, what it does, and the change itself afterwards."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from vaka.areas.administration import forms, preview, queries, reorganise
from vaka.areas.administration.models import Reorganisation
from vaka.areas.administration.preview import Change
from vaka.areas.administration.words import FATES, sentence
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.organisation.models import Unit

Data = dict[str, Any]


@dataclass(frozen=True)
class Step:
    """One change of a unit: its words, its form, and the change that it decides."""

    heading: Any
    verb: Any
    form: type[forms.ReasonedForm]
    change: Callable[[Unit, Data], Change]


def unit_step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Show a change's form, then what it does to cases, roles and figures, then record it."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    unit = queries.unit(viewer, code)
    chosen = STEPS.get(step)
    if chosen is None:
        raise Http404(step)
    form = chosen.form(request.POST or None)
    if isinstance(form, forms.MergeForm):
        form.beside(unit)
    change = chosen.change(unit, form.cleaned_data) if form.is_valid() else None
    if change is None or form.refuse(preview.may_plan(change)):
        return _asked(request, chosen, unit, form)
    if "confirmed" in request.POST:
        row = reorganise.plan(by=viewer, change=change)
        messages.success(request, sentence(row))
        return redirect("administration:reorganisation", row.pk)
    return render(request, "administration/preview.html", _preview(chosen, unit, form, change))


def _asked(
    request: HttpRequest, chosen: Step, unit: Unit, form: forms.ReasonedForm
) -> HttpResponse:
    way_back = reverse("administration:unit", args=[unit.code])
    heading = f"{chosen.heading}: {unit.name}"
    context = {"form": form, "heading": heading, "verb": _("Granska"), "way_back": way_back}
    return render(request, "web/form_page.html", context)


def _preview(chosen: Step, unit: Unit, form: forms.ReasonedForm, change: Change) -> Data:
    found = preview.look(change)
    return {
        "heading": f"{chosen.heading}: {unit.name}", "verb": chosen.verb, "form": form,
        "change": change, "found": found, "way_back": reverse("administration:unit",
                                                              args=[unit.code]),
        "roles": [(one, FATES[one.fate]) for one in found.roles],
        "values": [(one, FATES[one.fate]) for one in found.values],
        "series": [(one, FATES[one.fate]) for one in found.series],
        "at_once": change.on_date <= timezone.localdate(),
    }  # fmt: skip


def reorganisations(request: HttpRequest) -> HttpResponse:
    """List the changes that are planned, done, withdrawn and reversed."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    rows = [(row, sentence(row)) for row in queries.reorganisations(viewer)]
    context = {"planned": [pair for pair in rows if pair[0].state == "planned"],
               "others": [pair for pair in rows if pair[0].state != "planned"]}  # fmt: skip
    return render(request, "administration/reorganisations.html", context)


def reorganisation(request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    """Show one change: what was decided, what it ended and gave, and the way back."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.reorganisation(viewer, row_id)
    context = {
        "row": row, "sentence": sentence(row), "units": row.units.all(),
        "ended": row.ended.select_related("person", "unit"),
        "given": row.given.select_related("person", "unit"),
        "is_planned": row.state == "planned",
        "verdict": preview.may_reverse(row, timezone.localdate()) if row.state == "done" else None,
        "cases": preview.open_cases(list(row.units.all())),
    }  # fmt: skip
    return render(request, "administration/reorganisation.html", context)


@require_POST
def withdraw(request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    """Undo a change before its date."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = reorganise.withdraw(by=viewer, row=queries.reorganisation(viewer, row_id))
    messages.success(request, sentence(row))
    return redirect("administration:reorganisation", row.pk)


def reverse_change(request: HttpRequest, row_id: uuid.UUID) -> HttpResponse:
    """Reverse a done change from a date."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row: Reorganisation = queries.reorganisation(viewer, row_id)
    form = forms.ReverseForm(request.POST or None)
    if form.is_valid() and not form.refuse(preview.may_reverse(row, form.cleaned_data["on_date"])):
        given = form.cleaned_data
        back = reorganise.reverse(by=viewer, row=row, **given)
        messages.success(request, sentence(back))
        return redirect("administration:reorganisation", back.pk)
    way_back = reverse("administration:reorganisation", args=[row.pk])
    lead = _("Enheter, platser och roller blir från det datumet som före ändringen. Det som har "
             "hänt däremellan står kvar.")  # fmt: skip
    context = {"form": form, "heading": _("Återställ"), "lead": f"{sentence(row)} {lead}",
               "verb": _("Återställ"), "way_back": way_back}  # fmt: skip
    return render(request, "web/form_page.html", context)


def _rename(unit: Unit, given: Data) -> Change:
    return Change("rename", (unit,), given["on_date"], given["reason"], name=given["name"])


def _move(unit: Unit, given: Data) -> Change:
    return Change("move", (unit,), given["on_date"], given["reason"], given["target"])


def _merge(unit: Unit, given: Data) -> Change:
    units = (unit, *(one for one in given["also"] if one not in (unit, given["target"])))
    return Change("merge", units, given["on_date"], given["reason"], given["target"],
                  roles=given["roles"])  # fmt: skip


def _split(unit: Unit, given: Data) -> Change:
    return Change("split", (unit,), given["on_date"], given["reason"], parts=given["parts"],
                  heir=given["heir_code"], roles=given["roles"])  # fmt: skip


def _close(unit: Unit, given: Data) -> Change:
    on = given["on_date"] + reorganise.DAY
    return Change("close", (unit,), on, given["reason"], roles=given["roles"])


_n = gettext_lazy
STEPS = {
    "byt-namn": Step(_n("Byt namn"), _n("Byt namn"), forms.RenameForm, _rename),
    "flytta": Step(_n("Flytta"), _n("Flytta enheten"), forms.MoveForm, _move),
    "sla-ihop": Step(_n("Slå ihop"), _n("Slå ihop"), forms.MergeForm, _merge),
    "dela": Step(_n("Dela"), _n("Dela enheten"), forms.SplitForm, _split),
    "stang": Step(_n("Lägg ned"), _n("Lägg ned enheten"), forms.CloseForm, _close),
}

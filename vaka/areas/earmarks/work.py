"""Pages that change money with a purpose: add, change, entries and steps."""

import uuid
from decimal import Decimal
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.earmarks import actions, queries
from vaka.areas.earmarks.forms import EarmarkForm, EntryForm
from vaka.areas.earmarks.queries import EarmarkPage
from vaka.areas.earmarks.rules import TRANSITIONS
from vaka.areas.economy.rules import LEAD, ORE, Money
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases import transitions
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, SureForm, Words, WordsForm, take

HEAD = _("Särskilda medel")
SLUGS = {
    "sokt": "earmark.apply", "beviljat": "earmark.hold", "aterrapporterat": "earmark.report",
    "avsluta": "earmark.end", "tillbaka": "earmark.take_back", "ta-upp": "earmark.resume",
}  # fmt: skip
"""Steps by the last part of their address."""


def new(request: HttpRequest) -> HttpResponse:
    """Add money with a purpose."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, LEAD)
    own = viewer.granted(LEAD)
    units = sorted(visible_units(viewer, LEAD, on=viewer.on),
                   key=lambda one: (one.pk not in own, one.name))  # fmt: skip
    form = EarmarkForm(request.POST or None, units=units)
    above = reverse("earmarks:list")
    page = StepPage(_("Lägg till särskilda medel"), _("Lägg till"), _("Medlen är tillagda."),
                    above, [(HEAD, above)])  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.add_earmark(by=viewer, unit=form.units[data["unit"]], new=form.new())
        return reverse("earmarks:show", args=[made.pk])

    return take(request, form, page, done)


def change(request: HttpRequest, earmark_id: uuid.UUID) -> HttpResponse:
    """Change terms, amount or days."""
    viewer, page = _opened(request, earmark_id)
    one = page.earmark
    names = "sort name giver conditions apply_by use_by report_by".split()
    stands = {name: getattr(one, name) for name in names}
    amount = Decimal(one.amount) / ORE[Money.KR]
    form = EarmarkForm(request.POST or None, units=[], initial=stands | {"amount": amount})

    def done(_data: dict[str, Any]) -> None:
        actions.change_earmark(by=viewer, earmark_id=earmark_id, new=form.new())

    words = _("Ändra medlen"), _("Spara"), _("Ändringen är sparad.")
    return take(request, form, _shown(page, *words), done)


def enter(request: HttpRequest, earmark_id: uuid.UUID) -> HttpResponse:
    """Write down what happened to the money."""
    viewer, page = _opened(request, earmark_id)
    form = EntryForm(request.POST or None, initial={"day": viewer.on})

    def done(_data: dict[str, Any]) -> None:
        actions.add_entry(by=viewer, earmark_id=earmark_id, new=form.new())

    return take(
        request, form, _shown(page, _("Ny post"), _("Spara posten"), _("Posten är sparad.")), done
    )


def remove(request: HttpRequest, entry_id: uuid.UUID) -> HttpResponse:
    """Take an entry away that was wrong."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    entry = queries.entry_of(viewer, entry_id)
    viewer, page = _opened(request, entry.earmark_id)

    def done(_data: dict[str, Any]) -> None:
        actions.remove_entry(by=viewer, entry_id=entry_id)

    words = _("Ta bort posten"), _("Ta bort"), _("Posten är borttagen.")
    return take(request, StepForm(request.POST or None), _shown(page, *words, entry.words), done)


def step(request: HttpRequest, earmark_id: uuid.UUID, slug: str) -> HttpResponse:
    """Take money a step on, or back."""
    viewer, page = _opened(request, earmark_id)
    if slug not in SLUGS:
        raise Http404(slug)
    one = transitions.find(TRANSITIONS, SLUGS[slug])
    wants = one.comment is transitions.Comment.REQUIRED
    form: StepForm = (WordsForm if wants else SureForm)(request.POST or None)

    def done(data: dict[str, Any]) -> None:
        actions.step_earmark(by=viewer, earmark_id=earmark_id, verb=one.verb, words=data["words"])

    return take(request, form, _shown(page, one.label, one.label, _("Sparat.")), done)


def _opened(request: HttpRequest, earmark_id: uuid.UUID) -> tuple[Viewer, EarmarkPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.earmark_page(viewer, earmark_id)
    demand(viewer, LEAD, page.earmark.unit_id)
    return viewer, page


def _shown(
    page: EarmarkPage, heading: Words, button: Words, message: Words, lead: Words = ""
) -> StepPage:  # fmt: skip
    address = reverse("earmarks:show", args=[page.row.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("earmarks:list")), (page.row.name, address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, page.row.name, lead)

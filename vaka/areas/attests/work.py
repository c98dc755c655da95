"""Pages that change the register: a new line, a line that holds otherwise, its end."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.attests import actions, queries, rules
from vaka.areas.attests.forms import EndForm, LineForm
from vaka.areas.attests.models import AttestLine
from vaka.foundation.access.viewer import Viewer, demand
from vaka.web.steps import StepPage, Words, take

HEAD = _("Attest")


def new(request: HttpRequest) -> HttpResponse:
    """Write in a line."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    form = LineForm(request.POST or None, initial={"valid_from": viewer.on})

    def done(data: dict[str, Any]) -> None:
        actions.add_line(by=viewer, unit=queries.home(viewer), new=form.new(),
                         valid_from=data["valid_from"])  # fmt: skip

    page = _shown(_("Ny attestrad"), _("Spara raden"), _("Raden är sparad."))
    return take(request, form, page, done)


def change(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Let a line hold otherwise from a day."""
    viewer, one = _opened(request, line_id)
    stands = {name: getattr(one, name) for name in ("responsibility", "name", "attester", "note")}
    stands |= {"substitutes": one.substitutes.replace("; ", "\n"), "valid_from": viewer.on}
    stands |= {k: (getattr(one, k) or 0) // 100 for k in ("operating", "investment")}
    form = LineForm(request.POST or None, initial=stands)
    form.fields["responsibility"].disabled = True

    def done(data: dict[str, Any]) -> None:
        actions.change_line(by=viewer, line_id=line_id, new=form.new(one.activity),
                            valid_from=data["valid_from"])  # fmt: skip

    words = _("Ändra attestraden"), _("Spara ändringen"), _("Ändringen är sparad.")
    lead = _("Den gamla raden står kvar till dagen före.")
    return take(request, form, _shown(*words, one, lead), done)


def end(request: HttpRequest, line_id: uuid.UUID) -> HttpResponse:
    """Let a line hold until a day."""
    viewer, one = _opened(request, line_id)
    form = EndForm(request.POST or None, initial={"valid_until": viewer.on})

    def done(data: dict[str, Any]) -> None:
        actions.end_line(by=viewer, line_id=line_id, last=data["valid_until"])

    words = _("Avsluta attestraden"), _("Avsluta"), _("Raden är avslutad.")
    return take(request, form, _shown(*words, one), done)


def _opened(request: HttpRequest, line_id: uuid.UUID) -> tuple[Viewer, AttestLine]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one = queries.line_of(viewer, line_id)
    demand(viewer, rules.HANDLE, one.unit_id)
    return viewer, one


def _shown(
    heading: Words, button: Words, message: Words, one: AttestLine | None = None, lead: Words = ""
) -> StepPage:
    address = reverse("attests:list")
    line = f"{one.responsibility} {one.name}" if one else ""
    return StepPage(heading, button, message, address, [(HEAD, address)], line, lead)

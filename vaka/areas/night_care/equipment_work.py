"""Pages of what the rooms of a home have for the night, and what changes it."""

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.night_care import equipment_actions, equipment_queries, factor_queries, queries
from vaka.areas.night_care.equipment_rules import EQUIPMENT_LABELS
from vaka.areas.night_care.rules import HANDLE
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.web.steps import Step, StepForm, StepPage, SureForm, take

HEAD = _("Utrustning på rummen")


class EquipForm(StepForm):
    """What a room has."""

    room = forms.ChoiceField(label=_("Vilket rum?"))
    kinds = forms.MultipleChoiceField(
        label=_("Vad finns i rummet?"), widget=forms.CheckboxSelectMultiple,
        choices=list(EQUIPMENT_LABELS.items()),
    )  # fmt: skip
    since_date = forms.DateField(label=_("Sedan när?"), widget=forms.DateInput)


class FaultForm(StepForm):
    """What is wrong."""

    words = forms.CharField(label=_("Vad är fel?"), max_length=300)


STEPS = {
    "fel": Step(equipment_actions.report_fault, FaultForm, _("Skriv in ett fel"), _("Spara felet"),
                _("Felet är inskrivet."),
                _("Tillsyn med en kamera som inte fungerar räknas som besök tills den är lagad.")),
    "lagad": Step(equipment_actions.mend, SureForm, _("Lagad"), _("Den fungerar igen"),
                  _("Felet är avslutat.")),
    "bort": Step(equipment_actions.take_away, SureForm, _("Ta bort ur rummet"), _("Ta bort"),
                 _("Utrustningen är borttagen.")),
}  # fmt: skip


def equipment(request: HttpRequest, unit: str) -> HttpResponse:
    """Show what each room of a home has, what does not work, and how many rooms it reaches."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    home = queries.home_of(viewer, unit)
    rooms = [room for place in queries.places_of(home, viewer.on) for room in place.rooms]
    page = equipment_queries.page_of(viewer, home, rooms)
    reviews = factor_queries.rows_of(home, rooms, viewer.on)
    return render(request, "night_care/equipment.html", {"page": page, "reviews": reviews})


def equip(request: HttpRequest, unit: str) -> HttpResponse:
    """Enter what a room has."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    home = queries.home_of(viewer, unit)
    if not viewer.may(HANDLE, home.pk):
        raise NotAllowed(HANDLE)
    rooms = [room for place in queries.places_of(home, viewer.on) for room in place.rooms]
    form = EquipForm(request.POST or None, initial={"since_date": viewer.on})
    form.choose("room", [(str(one.pk), f"{one.label}, {one.unit.name}") for one in rooms])
    back = reverse("night_care:equipment", args=[home.code])
    page = StepPage(_("Skriv in utrustning"), _("Spara"), _("Utrustningen är inskriven."), back,
                    [(HEAD, back)], home.name)  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        equipment_actions.equip(by=viewer, room_id=uuid.UUID(data["room"]), kinds=data["kinds"],
                                since_date=data["since_date"])  # fmt: skip

    return take(request, form, page, done)


def equipment_step(request: HttpRequest, equipment_id: uuid.UUID, name: str) -> HttpResponse:
    """Write down a fault, that it is mended, or that the room has it no more."""
    if name not in STEPS:
        raise Http404(name)
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    one, held = STEPS[name], equipment_actions.held_of(viewer, equipment_id)
    form: StepForm = one.form(request.POST or None)
    home = queries.home_above(held.room.unit)
    back = reverse("night_care:equipment", args=[home.code])
    line = f"{held.get_kind_display()}, {held.room.label}"
    page = StepPage(one.heading, one.button, one.message, back, [(HEAD, back)], line, one.lead)

    def done(data: dict[str, Any]) -> None:
        one.do(by=viewer, equipment_id=equipment_id, words=data["words"])

    return take(request, form, page, done)

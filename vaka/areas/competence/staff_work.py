"""Pages of competence: a unit's people before their shifts, one person, what is noted."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence import staff_actions, staff_queries
from vaka.areas.competence.staff_forms import IntroduceForm, NoteForm
from vaka.areas.competence.staff_rules import INTRODUCTION, MANAGE, MINOR, OWN, SEE
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.foundation.people.models import Person
from vaka.web.steps import StepForm, StepPage, Words, take


def staff(request: HttpRequest) -> HttpResponse:
    """Show who at a unit lacks what before which shift, and the share that is met."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, SEE)
    units = staff_queries.units(viewer)
    page = staff_queries.staff_page(viewer, _chosen(request, viewer, units))
    return render(request, "competence/staff.html", {"page": page, "units": units})


def mine(request: HttpRequest) -> HttpResponse:
    """Show a carer her own delegations, courses and what she has shown."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, OWN)
    if viewer.person is None:
        raise NotVisible("person")
    page = staff_queries.person_page(viewer, viewer.person.pk)
    return render(request, "competence/person.html", {"page": page})


def person(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Show what is noted of one employee."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = staff_queries.person_page(viewer, person_id)
    return render(request, "competence/person.html", {"page": page})


def note(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Note a course or what was shown."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = _noted(viewer, person_id)
    form = NoteForm(
        request.POST or None, choices=staff_queries.notable(viewer, found),
        with_minor=staff_actions.may_note_of(viewer, found, MINOR),
        initial={"on_date": viewer.on, "code": request.GET.get("vad", "")},
    )  # fmt: skip

    def done(data: dict[str, Any]) -> object:
        if data["code"] == MINOR:
            return staff_actions.note_minor(by=viewer, person=found, until_date=data["on_date"])
        return staff_actions.note_fact(
            by=viewer, person=found, code=data["code"], on_date=data["on_date"]
        )

    lead = _("Bara dagen och vem som skrev in den sparas. Ingen kopia, inget innehåll.")
    return take(request, form, _shown(found, _("Skriv in"), _("Sparat."), lead), done)


def introduce(request: HttpRequest, person_id: uuid.UUID) -> HttpResponse:
    """Note an introduction at a unit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = _noted(viewer, person_id)
    seen = visible_units(viewer, SEE, on=viewer.on)
    units = [one for one in seen if staff_actions.may_introduce_at(viewer, one)]
    form = IntroduceForm(request.POST or None, units=units, initial={"on_date": viewer.on})

    def done(data: dict[str, Any]) -> object:
        return staff_actions.introduce(
            by=viewer, person=found, unit=form.units[data["unit"]], on_date=data["on_date"],
            days=data["days"],
        )  # fmt: skip

    shown = _shown(found, _("Introduktion"), _("Introduktionen är sparad."))
    return take(request, form, shown, done)


def take_back(request: HttpRequest, person_id: uuid.UUID, fact_id: uuid.UUID) -> HttpResponse:
    """Take away what was noted by mistake."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    found = _noted(viewer, person_id)
    if fact_id not in {line.fact.pk for line in staff_queries.person_page(viewer, person_id).facts}:
        raise NotVisible(str(fact_id))
    form = StepForm(request.POST or None)
    shown = _shown(found, _("Ta bort en uppgift"), _("Uppgiften är borttagen."),
                   _("Loggen visar att den har funnits."), _("Ta bort"))  # fmt: skip
    return take(
        request, form, shown,
        lambda _data: staff_actions.take_back(by=viewer, person=found, fact_id=fact_id),
    )  # fmt: skip


def _noted(viewer: Viewer, person_id: uuid.UUID) -> Person:
    found = staff_queries.visible_person(viewer, person_id)
    if not staff_actions.may_note_of(viewer, found, INTRODUCTION):
        raise NotAllowed(MANAGE)
    return found


def _chosen(request: HttpRequest, viewer: Viewer, units: list[Unit]) -> Unit:
    """The unit asked for, else the one where the viewer's own role is."""
    code = request.GET.get("enhet", "")
    own = viewer.granted(SEE)
    for one in units:
        if (one.code == code) if code else (one.pk in own):
            return one
    raise NotVisible(code)


def _shown(
    person: Person, heading: Words, message: Words, lead: Words = "", button: Words = ""
) -> StepPage:
    address = reverse("competence:person", args=[person.pk])
    crumbs: list[tuple[Words, str]] = [
        (_("Kompetens"), reverse("competence:staff")), (person.name, address)
    ]  # fmt: skip
    return StepPage(heading, button or _("Spara"), message, address, crumbs, person.name, lead)

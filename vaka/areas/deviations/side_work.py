"""Pages of what is added beside the flow: answers, names, class, devices, contacts, the telling."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.deviations import actions, pages, side_actions
from vaka.areas.deviations.pages import CasePage
from vaka.areas.deviations.rules import HANDLE
from vaka.areas.deviations.side_actions import ContactValues, DeviceValues, InformingValues
from vaka.areas.deviations.side_forms import (
    AnswerForm,
    ClassForm,
    ContactForm,
    DeviceForm,
    InformForm,
    JoinForm,
    NamedForm,
    SeparateForm,
)
from vaka.foundation.access.queries import people_near
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.cases.models import Part
from vaka.foundation.cases.queries import parties
from vaka.foundation.cases.rules import may_act_on
from vaka.law.verdict import require

Done = Callable[[Viewer, dict[str, Any]], Any]


def answer(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Answer the reporter."""

    def done(viewer: Viewer, data: dict[str, Any]) -> None:
        actions.answer(by=viewer, case_id=case_id, **data)

    page = _page(request, case_id)
    words = _said(_("Svara den som rapporterade"), _("Skicka svaret"), _("Svaret är skickat."))
    return _step(request, page, AnswerForm, {}, {}, done, words)


def join(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Join the case to another report of the same event."""

    def done(viewer: Viewer, data: dict[str, Any]) -> None:
        into = uuid.UUID(data.pop("into_id"))
        actions.join(by=viewer, case_id=case_id, into_id=into, **data)

    page = _page(request, case_id)
    others = [(str(one.id), f"{one.reference} {one.title}") for one in page.work.duplicates]
    words = _said(_("Är det samma händelse?"), _("För samman"), _("Ärendena följs nu ihop."))
    return _step(request, page, JoinForm, {"others": others}, {}, done, words)


def separate(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take a joined case apart again."""

    def done(viewer: Viewer, data: dict[str, Any]) -> None:
        actions.separate(by=viewer, case_id=case_id, **data)

    page = _page(request, case_id)
    words = _said(_("Skilj ärendena åt"), _("Skilj åt"), _("Ärendet är öppet igen."))
    return _step(request, page, SeparateForm, {}, {}, done, words)


def reclassify(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Confirm or change law and type."""

    def done(viewer: Viewer, data: dict[str, Any]) -> None:
        side_actions.reclassify(by=viewer, case_id=case_id, **data)

    page = _page(request, case_id)
    shape = {"on": timezone.localdate(page.frame.opened_at), "now": page.type}
    filled = {"law": page.law, "type_name": page.type}
    words = _said(_("Rätt lagrum och typ?"), _("Bekräfta"), _("Lagrum och typ är bekräftade."))
    return _step(request, page, ClassForm, shape, filled, done, words)


def named(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write who is named in the event."""

    def done(viewer: Viewer, data: dict[str, Any]) -> None:
        side_actions.name_persons(by=viewer, case_id=case_id, **data)

    page = _page(request, case_id)
    now = parties(case_id, Part.NAMED)
    near = people_near(page.frame.unit_id)
    people = list({person.pk: person for person in [*now, *near]}.values())
    filled = {"persons": [str(person.pk) for person in now]}
    words = _said(_("Vem pekas ut?"), _("Spara"), _("Sparat."))
    return _step(request, page, NamedForm, {"people": people}, filled, done, words)


def device(request: HttpRequest, case_id: uuid.UUID, device_id: int | None = None) -> HttpResponse:
    """Write a medical device, or what has come to be known of it."""

    def done(viewer: Viewer, data: dict[str, Any]) -> None:
        version, values = data.pop("version"), DeviceValues(**data)
        side_actions.save_device(
            by=viewer, case_id=case_id, version=version, values=values, device_id=device_id
        )

    page = _page(request, case_id)
    filled = _filled(page.work.devices, device_id)
    words = _said(_("Medicinteknisk produkt"), _("Spara"), _("Produkten är sparad."))
    return _step(request, page, DeviceForm, {}, filled, done, words)


def contact(
    request: HttpRequest, case_id: uuid.UUID, contact_id: int | None = None
) -> HttpResponse:
    """Write a contact outside, or its answer."""

    def done(viewer: Viewer, data: dict[str, Any]) -> None:
        version, values = data.pop("version"), ContactValues(**data)
        side_actions.save_contact(
            by=viewer, case_id=case_id, version=version, values=values, contact_id=contact_id
        )

    page = _page(request, case_id)
    filled = _filled(page.work.contacts, contact_id)
    words = _said(_("Skickat till eller kommit från någon utanför"), _("Spara"), _("Sparat."))
    shape = {"on": timezone.localdate(page.frame.opened_at)}
    return _step(request, page, ContactForm, shape, filled, done, words)


def inform(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Write that the person was told, or why not."""

    def done(viewer: Viewer, data: dict[str, Any]) -> None:
        version, values = data.pop("version"), InformingValues(**data)
        side_actions.inform(by=viewer, case_id=case_id, version=version, values=values)

    page = _page(request, case_id)
    words = _said(_("Information till den enskilde"), _("Spara"), _("Sparat."))
    shape = {"on": timezone.localdate(page.frame.opened_at)}
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return _step(request, page, InformForm, shape, {"by_name": viewer.name}, done, words)


def _said(heading: str, verb: str, message: str) -> dict[str, str]:
    return {"heading": heading, "verb": verb, "message": message}


def _filled(lines: list[Any], pk: int | None) -> dict[str, Any]:
    """The values of a row that is changed. Raises NotVisible for one of another case."""
    if pk is None:
        return {}
    line = next((one for one in lines if one.id == pk), None)
    if line is None:
        raise NotVisible(str(pk))
    return dict(vars(line))


def _page(request: HttpRequest, case_id: uuid.UUID) -> CasePage:
    page = pages.case_page(request.viewer, case_id)  # type: ignore[attr-defined]
    if not page.may_handle:
        raise NotAllowed(HANDLE)
    require(may_act_on(page.is_named))
    return page


def _step(
    request: HttpRequest, page: CasePage, form_class: type[forms.Form], shape: Mapping[str, Any],
    filled: Mapping[str, Any], done: Done, words: dict[str, str],
) -> HttpResponse:  # fmt: skip
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    back = reverse("deviations:case", args=[page.frame.id])
    initial = {"version": page.frame.version, **filled}
    form = form_class(request.POST or None, initial=initial, **shape)
    if request.method == "POST" and form.is_valid():
        done(viewer, form.cleaned_data)
        messages.success(request, words["message"])
        return redirect(back)
    context = {"form": form, "about": page.frame, "way_back": back, **words}
    return render(request, "deviations/side_step.html", context)

"""Pages that change an inspection: receive, add points, answer, send, close, open again."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.inspections import actions, queries, rules
from vaka.areas.inspections.forms import (
    AgainForm,
    AnswerForm,
    CloseForm,
    InspectionForm,
    PointForm,
)
from vaka.areas.inspections.queries import InspectionPage
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import Step, StepForm, StepPage, SureForm, Words, WordsForm, take

STEPS = {
    "punkt": Step(actions.add_inspection_point, PointForm, _("Ny punkt"), _("Spara punkten"),
                  _("Punkten är sparad.")),
    "skicka": Step(actions.send, SureForm, _("Svaret är skickat"), _("Svaret är skickat"),
                   _("Nu väntar ärendet på myndighetens beslut.")),
    "fraga": Step(actions.ask_again, AgainForm, _("Ny fråga från myndigheten"), _("Spara"),
                  _("Ärendet ska besvaras igen.")),
    "avsluta": Step(actions.close, CloseForm, _("Myndigheten har avslutat"), _("Avsluta"),
                    _("Ärendet är avslutat på myndighetens beslut.")),
    "oppna": Step(actions.reopen, WordsForm, _("Öppna ärendet igen"), _("Öppna igen"),
                  _("Ärendet är öppet igen.")),
}  # fmt: skip
ANSWER = Step(actions.answer_point, AnswerForm, _("Svara på punkten"), _("Spara svaret"),
              _("Svaret är sparat."))  # fmt: skip


def new(request: HttpRequest) -> HttpResponse:
    """Register what has come in."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    units = visible_units(viewer, rules.HANDLE, on=viewer.on)
    form = InspectionForm(request.POST or None, units=units, initial={"received_date": viewer.on})
    above = reverse("inspections:list")
    page = StepPage(
        _("Ny tillsyn eller revision"), _("Spara och lägg till punkter"),
        _("Ärendet är registrerat."), above, [(_("Tillsyn och revision"), above)],
    )  # fmt: skip
    return take(
        request, form, page, lambda _data: _address(actions.receive(by=viewer, new=form.new()))
    )


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with an inspection."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.inspection_page(viewer, case_id)
    if name not in STEPS:
        raise Http404(name)
    if not viewer.may(rules.HANDLE, page.frame.unit_id):
        raise NotAllowed(rules.HANDLE)
    wanted = STEPS[name]
    more: dict[str, Any] = {"people": queries.people()} if wanted.form is PointForm else {}
    stands: dict[str, Any] = {"version": page.frame.version}
    if page.frame.due_date:
        stands["due_date"] = page.frame.due_date
    form = wanted.form(request.POST or None, initial=stands, **more)
    return _taken(request, page, wanted, form)


def answer(request: HttpRequest, case_id: uuid.UUID, point_id: uuid.UUID) -> HttpResponse:
    """Answer a point."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.inspection_page(viewer, case_id)
    point = queries.point_of(viewer, case_id, point_id)
    mine = viewer.person is not None and point.owner_id == viewer.person.pk
    if not (mine or viewer.may(rules.HANDLE, page.frame.unit_id)):
        raise NotAllowed(rules.HANDLE)
    stands = {"version": page.frame.version, "answer": point.answer, "proof": point.proof}
    form = AnswerForm(request.POST or None, initial=stands)
    return _taken(request, page, ANSWER, form, point.text, point_id=point_id)


def _taken(
    request: HttpRequest, page: InspectionPage, wanted: Step, form: StepForm, context: str = "",
    **known: Any,
) -> HttpResponse:  # fmt: skip
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]

    def done(data: dict[str, Any]) -> object:
        given = {"new": form.new()} if isinstance(form, PointForm) else dict(data)
        given.pop("version", None)
        return wanted.do(
            by=viewer, case_id=page.frame.id, version=data["version"], **known, **given
        )

    address = reverse("inspections:case", args=[page.frame.id])
    above = (_("Tillsyn och revision"), reverse("inspections:list"))
    crumbs: list[tuple[Words, str]] = [above, (page.frame.reference, address)]
    shown = StepPage(
        wanted.heading, wanted.button, wanted.message, address, crumbs,
        context or page.frame.title,
    )  # fmt: skip
    return take(request, form, shown, done)


def _address(case: Case) -> str:
    return reverse("inspections:case", args=[case.pk])

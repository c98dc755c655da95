"""Pages that change a work-environment investigation, and the page that takes a month's time."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from vaka.areas.work_environment import actions, queries, rules
from vaka.areas.work_environment.forms import (
    AnswerForm,
    GradeForm,
    InvestigationForm,
    QuestionForm,
    ReviewForm,
    RiskForm,
    SurveyForm,
    TimeForm,
)
from vaka.areas.work_environment.pages import InvestigationPage
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import visible_units
from vaka.web import steps
from vaka.web.steps import StepForm, StepPage, SureForm, Words, WordsForm, take


@dataclass(frozen=True)
class Step(steps.Step):
    """A step with what it asks of the viewer at the unit; empty asks for a unit of one's own."""

    capability: str = rules.HANDLE


STEPS = {
    "fraga": Step(actions.add_work_question, QuestionForm, _("Ny fråga"), _("Spara frågan"),
                  _("Frågan är sparad.")),
    "enkat": Step(actions.write_survey, SurveyForm, _("Enkäten"), _("Spara"),
                  _("Enkäten är sparad.")),
    "risk": Step(actions.add_work_risk, RiskForm, _("Ny risk"), _("Spara risken"),
                 _("Risken är sparad. Bedöm om den är allvarlig.")),
    "faststall": Step(actions.decide, SureForm, _("Fastställ handlingsplanen"), _("Fastställ"),
                      _("Planen gäller. Gå nu igenom den på varje enhet."),
                      capability=rules.DECIDE),
    "genomgang": Step(actions.review_plan, ReviewForm, _("Planen är genomgången"), _("Spara"),
                      _("Genomgången är sparad."), capability=""),
    "avsluta": Step(actions.close, SureForm, _("Avsluta utredningen"), _("Avsluta"),
                    _("Utredningen är avslutad."), capability=rules.DECIDE),
    "oppna": Step(actions.reopen, WordsForm, _("Öppna utredningen igen"), _("Öppna igen"),
                  _("Utredningen är öppen igen."), capability=rules.DECIDE),
}  # fmt: skip
ANSWER = Step(actions.answer_work_question, AnswerForm, _("Svara på frågan"), _("Spara svaret"),
              _("Svaret är sparat."))  # fmt: skip
GRADE = Step(actions.grade_work_risk, GradeForm, _("Bedöm risken"), _("Spara bedömningen"),
             _("Risken är bedömd."))  # fmt: skip


def new(request: HttpRequest) -> HttpResponse:
    """Begin an investigation, for an inspection when the address names one."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    order = _order(request, viewer)
    stands: dict[str, Any] = {"received_date": viewer.on}
    if order is not None:
        stands |= {"title": order.title, "due_date": order.due_date,
                   "received_date": timezone.localdate(order.opened_at)}  # fmt: skip
    form = InvestigationForm(
        request.POST or None, units=visible_units(viewer, rules.HANDLE, on=viewer.on),
        inspection_id=order.pk if order else None, initial=stands,
    )  # fmt: skip
    above = reverse("work_environment:list")
    page = StepPage(_("Ny arbetsmiljöutredning"), _("Spara och lägg till frågor"),
                    _("Utredningen är påbörjad."), above, [(_("Arbetsmiljö"), above)],
                    order.reference if order else "")  # fmt: skip
    return take(request, form, page,
                lambda _data: _address(actions.begin_work_investigation(by=viewer, new=form.new()))
                )  # fmt: skip


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with an investigation."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.investigation_page(viewer, case_id)
    if name not in STEPS:
        raise Http404(name)
    wanted = STEPS[name]
    more: dict[str, Any] = {}
    stands: dict[str, Any] = {"version": page.frame.version, "reviewed": viewer.on}
    if wanted.form is ReviewForm:
        more["units"] = [row.unit for row in page.reviews if viewer.may(rules.HANDLE, row.unit.pk)]
        stands["unit"] = request.GET.get("enhet", "")
    _allow(viewer, page, wanted, bool(more.get("units", True)))
    if wanted.form is SurveyForm:
        stands |= {"asked": page.asked, "answered": page.answered, "period": page.survey_period,
                   "words": page.survey_words}  # fmt: skip
    form = wanted.form(request.POST or None, initial=stands, **more)
    return _taken(request, page, wanted, form)


def answer(request: HttpRequest, case_id: uuid.UUID, question_id: uuid.UUID) -> HttpResponse:
    """Answer a question."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.investigation_page(viewer, case_id)
    question = queries.question_of(viewer, case_id, question_id)
    _allow(viewer, page, ANSWER)
    stands = {"version": page.frame.version, "method": question.method,
              "finding": question.finding, "felt_percent": question.felt_percent}  # fmt: skip
    form = AnswerForm(request.POST or None, initial=stands)
    return _taken(request, page, ANSWER, form, question.text, question_id=question_id)


def grade(request: HttpRequest, case_id: uuid.UUID, risk_id: uuid.UUID) -> HttpResponse:
    """Grade a risk."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.investigation_page(viewer, case_id)
    risk = queries.risk_of(viewer, case_id, risk_id)
    _allow(viewer, page, GRADE)
    stands: dict[str, Any] = {"version": page.frame.version, "reason": risk.reason,
                              "done_at_once": risk.done_at_once}  # fmt: skip
    if risk.is_serious is not None:
        stands["is_serious"] = "yes" if risk.is_serious else "no"
    form = GradeForm(request.POST or None, initial=stands)
    return _taken(request, page, GRADE, form, risk.text, risk_id=risk_id)


def log_time(request: HttpRequest) -> HttpResponse:
    """Take a month's planned and performed minutes."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    form = TimeForm(
        request.POST or None, units=visible_units(viewer, rules.HANDLE, on=viewer.on),
        initial={"month": date(viewer.on.year, viewer.on.month, 1)},
    )  # fmt: skip
    above = reverse("work_environment:time")
    page = StepPage(
        _("Avsatt och utförd tid"), _("Spara"), _("Månaden är sparad."), above,
        [(_("Arbetsmiljö"), reverse("work_environment:list")), (_("Tid och larm"), above)],
    )  # fmt: skip
    return take(request, form, page, lambda _data: actions.log_time(by=viewer, new=form.new()))


def _order(request: HttpRequest, viewer: Viewer) -> Case | None:
    """The inspection that the address names, if it is one that the viewer may see; a read of it."""
    asked = request.GET.get("case", "")
    try:
        order = actions.order_of(viewer, uuid.UUID(asked)) if asked else None
        return cases.visible_case(viewer, order.pk) if order else None
    except ValueError as error:
        raise Http404(asked) from error


def _allow(viewer: Viewer, page: InvestigationPage, wanted: Step, has_units: bool = True) -> None:
    capability = wanted.capability or rules.HANDLE
    may = viewer.may(capability, page.frame.unit_id) if wanted.capability else has_units
    if not may:
        raise NotAllowed(capability)


def _taken(
    request: HttpRequest, page: InvestigationPage, wanted: Step, form: StepForm, context: str = "",
    **known: Any,
) -> HttpResponse:  # fmt: skip
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]

    def done(data: dict[str, Any]) -> object:
        given = dict(data)
        given.pop("version", None)
        return wanted.do(
            by=viewer, case_id=page.frame.id, version=data["version"], **known, **given
        )

    address = reverse("work_environment:case", args=[page.frame.id])
    above = (_("Arbetsmiljö"), reverse("work_environment:list"))
    crumbs: list[tuple[Words, str]] = [above, (page.frame.reference, address)]
    shown = StepPage(wanted.heading, wanted.button, wanted.message, address, crumbs,
                     context or page.frame.title)  # fmt: skip
    return take(request, form, shown, done)


def _address(case: Case) -> str:
    return reverse("work_environment:case", args=[case.pk])

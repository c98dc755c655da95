"""Pages of internal control: the plans, one plan, its steps, one report."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.risks import control_actions as actions
from vaka.areas.risks import control_queries as queries
from vaka.areas.risks import control_rules as rules
from vaka.areas.risks.control_forms import AdoptForm, PlanForm, PointForm, ReportForm, TestForm
from vaka.areas.risks.control_queries import PlanPage
from vaka.areas.risks.models import ControlPoint
from vaka.areas.risks.queries import note_listed
from vaka.areas.risks.steps import Place, Step, allow, beside, chosen, taken
from vaka.areas.risks.words import CONTROL_VERBS, told
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, SureForm, WordsForm, take

STEPS = {
    "punkt": Step(actions.add_point, rules.HANDLE, PointForm, _("Ny kontrollpunkt"),
                  _("Spara kontrollpunkten"), _("Kontrollpunkten är sparad.")),
    "anta": Step(actions.adopt, rules.HANDLE, AdoptForm, _("Anta planen"), _("Anta"),
                 _("Planen är antagen.")),
    "andra": Step(actions.amend, rules.HANDLE, WordsForm, _("Ändra planen"), _("Gör till utkast"),
                  _("Planen är ett utkast igen.")),
    "avsluta": Step(actions.close, rules.HANDLE, SureForm, _("Avsluta året"), _("Avsluta året"),
                    _("Planen är avslutad.")),
    "oppna": Step(actions.reopen, rules.HANDLE, WordsForm, _("Öppna planen igen"),
                  _("Öppna igen"), _("Planen är öppen igen.")),
}  # fmt: skip
POINT_STEPS = {
    "andra": Step(actions.revise_point, rules.HANDLE, PointForm, _("Ändra kontrollpunkten"),
                  _("Spara"), _("Kontrollpunkten är ändrad.")),
    "kontroll": Step(actions.test_point, "", TestForm, _("Utförd kontroll"),
                     _("Spara resultatet"), _("Resultatet är sparat.")),
}  # fmt: skip
REPORT = Step(actions.report, rules.HANDLE, ReportForm, _("Rapportera"), _("Spara rapporten"),
              _("Rapporten är sparad."))  # fmt: skip


def listing(request: HttpRequest) -> HttpResponse:
    """List the plans that the viewer may see."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.SEE)
    plans = [
        (plan, rules.PLAN_LABELS[rules.PlanState(plan.case.state)],
         rules.PACE_LABELS[rules.Pace(plan.pace)])
        for plan in queries.visible(viewer)
    ]  # fmt: skip
    note_listed(viewer, actions.KIND, [plan.pk for plan, *_rest in plans])
    context = {"plans": plans, "may_start": viewer.may(rules.HANDLE),
               "beside": beside(viewer)}  # fmt: skip
    return render(request, "risks/controls.html", context)


def new(request: HttpRequest) -> HttpResponse:
    """Begin a year's plan."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    units = visible_units(viewer, rules.HANDLE, on=viewer.on)
    units.sort(key=lambda unit: unit.parent_id is not None)
    year = viewer.on.year + (viewer.on.month > 8)
    initial = {"year": year, "title": f"Internkontrollplan {year}",
               "pace": actions.board_pace(units[0])}  # fmt: skip
    form = PlanForm(request.POST or None, units=units, initial=initial)
    page = StepPage(
        _("Ny internkontrollplan"), _("Spara och lägg till kontrollpunkter"),
        _("Planen är påbörjad."), reverse("risks:controls"),
        [(_("Intern kontroll"), reverse("risks:controls"))],
    )  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        case = actions.start_plan(by=viewer, unit=form.units[data["unit"]], year=data["year"],
                                  title=data["title"], pace=rules.Pace(data["pace"]))  # fmt: skip
        return _address(case)

    return take(request, form, page, done)


def case(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Show one plan."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.plan_page(viewer, case_id)
    events = [
        {"at": line.at, "words": told(line, CONTROL_VERBS), "is_done": True}
        for line in page.timeline
    ]
    may_report = viewer.may(rules.HANDLE, page.frame.unit_id)
    context = {"page": page, "events": events, "may_report": may_report}
    return render(request, "risks/control.html", context)


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with a plan."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page, wanted = queries.plan_page(viewer, case_id), chosen(STEPS, name)
    allow(viewer, page.frame.unit_id, wanted)
    return taken(request, _place(page), wanted, _form(request, page, wanted))


def point_step(
    request: HttpRequest, case_id: uuid.UUID, point_id: uuid.UUID, name: str
) -> HttpResponse:
    """Take one step with a control point: change it, or write what a control found."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page, wanted = queries.plan_page(viewer, case_id), chosen(POINT_STEPS, name)
    point = queries.point_of(viewer, case_id, point_id)
    allow(viewer, page.frame.unit_id, wanted)
    if name == "kontroll" and not _may_test(viewer, case_id, point):
        raise NotAllowed(rules.TEST)
    stands = {"risk": point.risk, "control": point.control, "method": point.method,
              "pace": point.pace, "responsible": str(point.responsible_id or ""),
              "period": request.GET.get("period", "")}  # fmt: skip
    form = _form(request, page, wanted, stands, queries.periods(point, viewer.on))
    place = _place(page, f"{point.number}. {point.control}")
    return taken(request, place, wanted, form, point_id=point_id)


def report(request: HttpRequest, case_id: uuid.UUID, period: str) -> HttpResponse:
    """Report a period."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.plan_page(viewer, case_id)
    allow(viewer, page.frame.unit_id, REPORT)
    form = ReportForm(request.POST or None, initial={"version": page.frame.version})
    return taken(request, _place(page, period), REPORT, form, period=period)


def report_page(request: HttpRequest, case_id: uuid.UUID, period: str) -> HttpResponse:
    """Show a report as it was made."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.report_page(viewer, case_id, period)
    return render(request, "risks/control_report.html", {"page": page})


def _may_test(viewer: Viewer, case_id: uuid.UUID, point: ControlPoint) -> bool:
    case = Case.objects.known(viewer, case_id).get()
    return actions.may_test(viewer, case, point)


def _form(
    request: HttpRequest, page: PlanPage, wanted: Step, stands: dict[str, Any] | None = None,
    periods: list[tuple[str, str]] | None = None,
) -> StepForm:  # fmt: skip
    more: dict[str, Any] = {}
    if wanted.form is PointForm:
        more["people"] = queries.people()
    if wanted.form is TestForm:
        more["periods"] = periods or []
    initial = {"version": page.frame.version, **(stands or {})}
    return wanted.form(request.POST or None, initial=initial, **more)


def _place(page: PlanPage, context: str = "") -> Place:
    address = reverse("risks:control", args=[page.frame.id])
    return Place(page.frame, address, (_("Intern kontroll"), reverse("risks:controls")), context)


def _address(case: Case) -> str:
    return reverse("risks:control", args=[case.pk])

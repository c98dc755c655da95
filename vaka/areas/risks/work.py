"""Pages that change a risk analysis: begin it, its lines, decide, open again, stop."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.risks import actions, queries, rules
from vaka.areas.risks.forms import AcceptForm, AnalysisForm, GradesForm, LineForm
from vaka.areas.risks.queries import AnalysisPage
from vaka.areas.risks.steps import Place, Step, allow, chosen, taken
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases import transitions
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, SureForm, WordsForm, take


def _of(verb: str) -> str:
    return transitions.find(rules.TRANSITIONS, f"risk_analysis.{verb}").capability


STEPS = {
    "risk": Step(actions.add_line, rules.HANDLE, LineForm, _("Ny risk"), _("Spara risken"),
                 _("Risken är sparad.")),
    "faststall": Step(actions.decide, _of("decide"), SureForm, _("Fastställ analysen"),
                      _("Fastställ"), _("Riskanalysen är fastställd."),
                      _("Efter det ändras inga risker utan att analysen öppnas igen.")),
    "oppna": Step(actions.reopen, _of("reopen"), WordsForm, _("Öppna analysen igen"),
                  _("Öppna igen"), _("Analysen är öppen igen.")),
    "avbryt": Step(actions.drop, _of("drop"), WordsForm, _("Avbryt analysen"),
                   _("Avbryt analysen"), _("Analysen är avbruten.")),
    "ta-upp": Step(actions.restore, _of("restore"), WordsForm, _("Ta upp analysen igen"),
                   _("Ta upp igen"), _("Analysen pågår igen.")),
}  # fmt: skip
LINE_STEPS = {
    "andra": Step(actions.revise_line, rules.HANDLE, LineForm, _("Ändra risken"), _("Spara"),
                  _("Risken är ändrad.")),
    "efter": Step(actions.judge_after, rules.HANDLE, GradesForm, _("Risken med åtgärderna"),
                  _("Spara bedömningen"), _("Bedömningen är sparad."),
                  _("Hur stor är risken när de beslutade åtgärderna är gjorda?")),
    "acceptera": Step(actions.accept_line, rules.DECIDE, AcceptForm, _("Acceptera risken"),
                      _("Acceptera"), _("Risken är accepterad till slutdatumet.")),
    "ta-bort": Step(actions.remove_line, rules.HANDLE, WordsForm, _("Ta bort risken"),
                    _("Ta bort"), _("Risken är borttagen.")),
}  # fmt: skip


def new(request: HttpRequest) -> HttpResponse:
    """Begin an analysis."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    units = visible_units(viewer, rules.HANDLE, on=viewer.on)
    form = AnalysisForm(request.POST or None, units=units)
    page = StepPage(
        _("Ny riskanalys"), _("Spara och lägg till risker"), _("Riskanalysen är påbörjad."),
        reverse("risks:list"), [(_("Risker"), reverse("risks:list"))],
    )  # fmt: skip
    return take(
        request, form, page, lambda data: _address(actions.start(by=viewer, new=form.new()))
    )


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with an analysis."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page, wanted = queries.analysis_page(viewer, case_id), chosen(STEPS, name)
    allow(viewer, page.frame.unit_id, wanted)
    return taken(request, _place(page), wanted, _form(request, viewer, page, wanted, {}))


def line_step(
    request: HttpRequest, case_id: uuid.UUID, line_id: uuid.UUID, name: str
) -> HttpResponse:
    """Take one step with a risk of an analysis."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page, wanted = queries.analysis_page(viewer, case_id), chosen(LINE_STEPS, name)
    line = queries.line_of(viewer, case_id, line_id)
    allow(viewer, page.frame.unit_id, wanted)
    after = name == "efter"
    form = _form(request, viewer, page, wanted, {
        "event": line.event, "cause": line.cause, "concerns": line.concerns,
        "likelihood": line.likelihood_after if after else line.likelihood,
        "consequence": line.consequence_after if after else line.consequence,
    })  # fmt: skip
    place = _place(page, f"{_('Risk')} {line.number}: {line.event}")
    return taken(request, place, wanted, form, line_id=line_id)


def _form(
    request: HttpRequest, viewer: Viewer, page: AnalysisPage, wanted: Step, stands: dict[str, Any]
) -> StepForm:
    more: dict[str, Any] = {"on": viewer.on} if issubclass(wanted.form, GradesForm) else {}
    initial = {"version": page.frame.version, **stands}
    return wanted.form(request.POST or None, initial=initial, **more)


def _place(page: AnalysisPage, context: str = "") -> Place:
    address = reverse("risks:case", args=[page.frame.id])
    return Place(page.frame, address, (_("Risker"), reverse("risks:list")), context)


def _address(case: Case) -> str:
    return reverse("risks:case", args=[case.pk])

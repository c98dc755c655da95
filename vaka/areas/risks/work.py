"""Pages that change a risk analysis: begin it, its lines, decide, open again, stop."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.risks import actions, queries, rules
from vaka.areas.risks.forms import AcceptForm, AnalysisForm, GradesForm, LineForm
from vaka.areas.risks.queries import AnalysisPage
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases import transitions
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, SureForm, Words, WordsForm, take


@dataclass(frozen=True)
class Step:
    """One step by its address: the action, what it asks of the viewer, its form and words."""

    do: Callable[..., Case]
    capability: str
    form: type[StepForm]
    heading: Words
    button: Words
    message: Words
    lead: Words = ""


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
    page, chosen = queries.analysis_page(viewer, case_id), _chosen(STEPS, name)
    _allow(viewer, page, chosen)
    form = _form(request, viewer, page, chosen, {})
    return _taken(request, page, chosen, form, lambda data: chosen.do(
        by=viewer, case_id=case_id, version=data["version"], **_given(form, data)))  # fmt: skip


def line_step(
    request: HttpRequest, case_id: uuid.UUID, line_id: uuid.UUID, name: str
) -> HttpResponse:
    """Take one step with a risk of an analysis."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page, chosen = queries.analysis_page(viewer, case_id), _chosen(LINE_STEPS, name)
    line = queries.line_of(viewer, case_id, line_id)
    _allow(viewer, page, chosen)
    form = _form(request, viewer, page, chosen, {
        "event": line.event, "cause": line.cause, "concerns": line.concerns,
        "likelihood": (line.likelihood_after if name == "efter" else line.likelihood),
        "consequence": (line.consequence_after if name == "efter" else line.consequence),
    })  # fmt: skip
    context = f"{_('Risk')} {line.number}: {line.event}"
    return _taken(request, page, chosen, form, lambda data: chosen.do(
        by=viewer, case_id=case_id, line_id=line_id, version=data["version"],
        **_given(form, data)), context)  # fmt: skip


def _chosen(steps: dict[str, Step], name: str) -> Step:
    if name not in steps:
        raise Http404(name)
    return steps[name]


def _allow(viewer: Viewer, page: AnalysisPage, chosen: Step) -> None:
    if not viewer.may(chosen.capability, page.frame.unit_id):
        raise NotAllowed(chosen.capability)


def _form(
    request: HttpRequest, viewer: Viewer, page: AnalysisPage, chosen: Step, stands: dict[str, Any]
) -> StepForm:
    more: dict[str, Any] = {"on": viewer.on} if issubclass(chosen.form, GradesForm) else {}
    initial = {"version": page.frame.version, **stands}
    return chosen.form(request.POST or None, initial=initial, **more)


def _given(form: StepForm, data: dict[str, Any]) -> dict[str, Any]:
    """What the action is given beside case and version: a line as one value, else the fields."""
    if isinstance(form, LineForm):
        return {"new": form.new()}
    return {name: value for name, value in data.items() if name != "version"}


def _taken(
    request: HttpRequest, page: AnalysisPage, chosen: Step, form: StepForm,
    done: Callable[[dict[str, Any]], object], context: str = "",
) -> HttpResponse:  # fmt: skip
    way_back = reverse("risks:case", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (_("Risker"), reverse("risks:list")),
        (str(page.frame.reference), way_back),
    ]
    shown = StepPage(
        chosen.heading, chosen.button, chosen.message, way_back, crumbs,
        context or page.frame.title, chosen.lead,
    )  # fmt: skip
    return take(request, form, shown, done)


def _address(case: Case) -> str:
    return reverse("risks:case", args=[case.pk])

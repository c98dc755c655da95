"""Pages that change a stop and what it cancels: open, lift, note, judge, tie, settle."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.readiness import queries as sole_queries
from vaka.areas.readiness import stop_actions as actions
from vaka.areas.readiness import stop_queries as queries
from vaka.areas.readiness import stop_rules as rules
from vaka.areas.readiness.forms import RiskForm
from vaka.areas.readiness.stop_forms import AgainForm, NoteForm, StopForm
from vaka.areas.readiness.stop_queries import CancellationPage
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.web.steps import Step, StepForm, StepPage, Words, WordsForm, take

HEAD = _("Beredskap")
STEPS = {
    "upphort": Step(actions.lift_stop, WordsForm, _("Stoppet har upphört"), _("Spara"),
                    _("Stoppet har upphört.")),
    "galler": Step(actions.resume_stop, WordsForm, _("Stoppet gäller igen"), _("Spara"),
                   _("Stoppet gäller igen, tills vidare.")),
}  # fmt: skip
CANCELLATION_STEPS = {
    "bedom": Step(actions.judge_cancelled, AgainForm, _("Bedöm igen"), _("Spara bedömningen"),
                  _("Bedömningen är sparad.")),
    "risk": Step(actions.tie_cancelled, RiskForm, _("Knyt en riskanalys"), _("Knyt"),
                 _("Riskanalysen är knuten.")),
    "klart": Step(actions.settle_cancelled, WordsForm, _("Markera som klart"), _("Klart"),
                  _("Det är klart.")),
}  # fmt: skip


def new(request: HttpRequest) -> HttpResponse:
    """Open a stop."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    heads = queries.heads(viewer)
    if not heads:
        raise NotAllowed(rules.HANDLE)
    form = StopForm(request.POST or None, heads=heads, units=queries.nameable(viewer),
                    initial={"from_date": viewer.on})  # fmt: skip
    above = reverse("readiness:start")
    page = StepPage(_("Nytt stopp"), _("Spara stoppet"), _("Stoppet är sparat."), above,
                    [(HEAD, above)])  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        made = actions.open_stop(by=viewer, new=form.new())
        return reverse("readiness:stop", args=[made.pk])

    return take(request, form, page, done)


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with a stop."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.stop_page(viewer, case_id)
    if name not in STEPS:
        raise Http404(name)
    if not viewer.may(rules.HANDLE, page.frame.unit_id):
        raise NotAllowed(rules.HANDLE)
    wanted = STEPS[name]
    form = wanted.form(request.POST or None, initial={"version": page.frame.version})
    shown = _shown(wanted, "readiness:stop", page.frame.id, page.frame.reference, page.kind_label)
    return take(request, form, shown, lambda data: wanted.do(by=viewer, case_id=case_id, **data))


def note(request: HttpRequest, case_id: uuid.UUID, unit: str) -> HttpResponse:
    """Note what a stop cancelled at a unit."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.stop_page(viewer, case_id)
    place = queries.unit_of(viewer, page.stop, unit)
    if not viewer.may(rules.CANCEL, place.pk):
        raise NotAllowed(rules.CANCEL)
    wheel = actions.planned_at(viewer, place, page.stop)
    form = NoteForm(request.POST or None, wheel=wheel)
    address = reverse("readiness:stop", args=[case_id])
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("readiness:start")),
                                       (page.frame.reference, address)]  # fmt: skip
    shown = StepPage(_("Vad ställdes in?"), _("Spara"), _("Det är antecknat."), address, crumbs,
                     f"{page.kind_label}, {place.name}")  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        made = actions.note_cancelled(by=viewer, stop_id=case_id, unit=place,
                                      planned=form.chosen(), judged=form.judged())  # fmt: skip
        return reverse("readiness:cancellation", args=[made.pk])

    return take(request, form, shown, done)


def cancellation_step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with what a stop cancelled."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.cancellation_page(viewer, case_id)
    if name not in CANCELLATION_STEPS:
        raise Http404(name)
    if not viewer.may(rules.CANCEL, page.frame.unit_id):
        raise NotAllowed(rules.CANCEL)
    wanted = CANCELLATION_STEPS[name]
    form = _form(request, viewer, page, wanted)
    shown = _shown(wanted, "readiness:cancellation", page.frame.id, page.frame.reference,
                   page.row.title)  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        given = {key: value for key, value in data.items() if key != "version"}
        if isinstance(form, AgainForm):
            given = {"judged": form.judged(), "why": data["why"]}
        wanted.do(by=viewer, case_id=case_id, version=data["version"] or 0, **given)

    return take(request, form, shown, done)


def _form(request: HttpRequest, viewer: Viewer, page: CancellationPage, wanted: Step) -> StepForm:
    stands: dict[str, Any] = {"version": page.frame.version}
    if wanted.form is RiskForm:
        risks = sole_queries.ties_of(viewer, page.frame.unit_id)
        return RiskForm(request.POST or None, risks=risks, initial=stands)
    if wanted.form is AgainForm:
        row = page.row
        stands |= {"how": row.how, "new_date": row.new_date, "consequence": row.consequence,
                   "words": row.words}  # fmt: skip
    return wanted.form(request.POST or None, initial=stands)


def _shown(wanted: Step, url_name: str, case_id: uuid.UUID, reference: str,
           context: str) -> StepPage:  # fmt: skip
    address = reverse(url_name, args=[case_id])
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("readiness:start")), (reference, address)]
    return StepPage(wanted.heading, wanted.button, wanted.message, address, crumbs, context)

"""Pages that change a contract: sign, revise, end, ask for figures, give them, impose sanctions."""

import uuid
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.providers import actions, application_actions, figure_rules, queries, rules
from vaka.areas.providers.forms import (
    TERMS,
    ContractForm,
    FigureForm,
    GiveForm,
    SanctionForm,
    SettledForm,
    TermsForm,
)
from vaka.areas.providers.queries import ContractPage
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import Step, StepForm, StepPage, SureForm, Words, WordsForm, take

HEAD = _("Utförare och avtal")


STEPS = {
    "villkor": Step(actions.revise_contract, TermsForm, _("Ändra villkoren"),
                    _("Spara villkoren"), _("Villkoren är sparade.")),
    "begar": Step(actions.ask_figure, FigureForm, _("Begär en uppgift"), _("Begär uppgiften"),
                  _("Uppgiften är begärd.")),
    "avsluta": Step(actions.end_contract, WordsForm, _("Avtalet har upphört"), _("Avsluta"),
                    _("Avtalet följs inte längre.")),
    "oppna": Step(actions.resume_contract, WordsForm, _("Avtalet gäller igen"), _("Öppna igen"),
                  _("Avtalet följs igen.")),
    "godkann": Step(application_actions.approve_application, SureForm, _("Godkänn ansökan"),
                    _("Godkänn"), _("Ansökan är godkänd. Avtalet följs nu.")),
    "avsla": Step(application_actions.decline_application, WordsForm, _("Avslå ansökan"),
                  _("Avslå"), _("Ansökan är avslagen.")),
    "prova-igen": Step(application_actions.retry_application, WordsForm, _("Pröva ansökan igen"),
                       _("Pröva igen"), _("Ansökan prövas igen.")),
}  # fmt: skip


def new(request: HttpRequest) -> HttpResponse:
    """Begin to follow a contract."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.HANDLE)
    form = ContractForm(
        request.POST or None, units=visible_units(viewer, rules.HANDLE, on=viewer.on),
        checklists=queries.checklists(viewer.on), initial={"start_date": viewer.on},
    )  # fmt: skip
    above = reverse("providers:list")
    page = StepPage(_("Nytt avtal eller uppdrag"), _("Spara"), _("Avtalet följs nu i Vaka."),
                    above, [(HEAD, above)])  # fmt: skip

    def done(_data: dict[str, Any]) -> str:
        made = actions.sign(by=viewer, unit=form.chosen(), terms=form.terms())
        return reverse("providers:contract", args=[made.pk])

    return take(request, form, page, done)


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with a contract."""
    viewer, page = opened(request, case_id, rules.HANDLE)
    if name not in STEPS:
        raise Http404(name)
    wanted = STEPS[name]
    form = _form(request, page, wanted.form)

    def done(data: dict[str, Any]) -> None:
        wanted.do(by=viewer, case_id=case_id, version=data["version"], **_given(form))

    return take(request, form, shown(page, wanted.heading, wanted.button, wanted.message), done)


def _given(form: StepForm) -> dict[str, Any]:
    """Give what a form asks of its action."""
    match form:
        case FigureForm():
            return {"new": form.new()}
        case TermsForm():
            return {"terms": form.terms()}
    return {"words": form.cleaned_data["words"]}


def impose(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Impose a sanction; `?besok=` names the visit that gave cause."""
    viewer, page = opened(request, case_id, rules.HANDLE)
    visit_id = _visit_named(request, page)
    form = SanctionForm(request.POST or None, is_own=page.is_own, initial=_stands(page))
    about = shown(page, _("Ny påföljd"), _("Spara påföljden"), _("Påföljden är sparad."))

    def done(data: dict[str, Any]) -> None:
        actions.impose(by=viewer, case_id=case_id, version=data["version"],
                       new=form.new(visit_id))  # fmt: skip

    return take(request, form, about, done)


def settle(request: HttpRequest, case_id: uuid.UUID, sanction_id: uuid.UUID) -> HttpResponse:
    """Say that something has been corrected."""
    viewer, page = opened(request, case_id, rules.HANDLE)
    if sanction_id not in {one.id for one in page.sanctions}:
        raise Http404(str(sanction_id))
    form = SettledForm(request.POST or None, initial=_stands(page))
    about = shown(page, _("Det är rättat"), _("Spara"), _("Rättelsen är sparad."))

    def done(data: dict[str, Any]) -> None:
        actions.settle_correction(
            by=viewer, case_id=case_id, sanction_id=sanction_id, version=data["version"],
            words=data["words"],
        )  # fmt: skip

    return take(request, form, about, done)


def give(
    request: HttpRequest, case_id: uuid.UUID, figure_id: uuid.UUID, start: str
) -> HttpResponse:
    """Give the figure of a period."""
    viewer, page = opened(request, case_id, rules.ANSWER)
    asked = queries.figure_of(viewer, case_id, figure_id)
    day = _day(start)
    period = actions.period_of(asked, day, viewer.on)
    before = queries.given(asked, day)
    stands = _stands(page)
    if before is not None:
        stands |= {"value": before.value, "words": before.words}
    form = GiveForm(request.POST or None, initial=stands)
    form.fields["value"].label = _("%(name)s, %(unit)s") % {
        "name": asked.name, "unit": asked.unit_words,
    }  # fmt: skip
    about = shown(page, _("Lämna uppgift"), _("Spara uppgiften"), _("Uppgiften är lämnad."),
                   f"{period.start} – {period.end}")  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.give_figure(
            by=viewer, case_id=case_id, figure_id=figure_id, start=day, version=data["version"],
            value=data["value"], words=data["words"],
        )  # fmt: skip

    return take(request, form, about, done)


def stop(request: HttpRequest, case_id: uuid.UUID, figure_id: uuid.UUID) -> HttpResponse:
    """Ask for no more periods of a figure."""
    viewer, page = opened(request, case_id, rules.HANDLE)
    asked = queries.figure_of(viewer, case_id, figure_id)
    form = SureForm(request.POST or None, initial=_stands(page))
    del form.fields["words"]
    about = shown(page, _("Begär inte uppgiften längre"), _("Sluta begära"),
                   _("Uppgiften begärs inte längre."), asked.name)  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.stop_asking(by=viewer, case_id=case_id, figure_id=figure_id,
                            version=data["version"])  # fmt: skip

    return take(request, form, about, done)


def opened(
    request: HttpRequest, case_id: uuid.UUID, capability: str
) -> tuple[Viewer, ContractPage]:
    """Give a contract to whoever may change it. Raises NotVisible, NotAllowed."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.contract_page(viewer, case_id)
    if not viewer.may(capability, page.frame.unit_id):
        raise NotAllowed(capability)
    return viewer, page


def _form(request: HttpRequest, page: ContractPage, kind: type[StepForm]) -> StepForm:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    stands, more = _stands(page), dict[str, Any]()
    if kind is TermsForm:
        stands |= {name: getattr(page.contract, name) for name in TERMS}
        more["checklists"] = queries.checklists(viewer.on)
    if kind is FigureForm:
        stands["since_date"] = figure_rules.due_first(viewer.on)
    return kind(request.POST or None, initial=stands, **more)


def _stands(page: ContractPage) -> dict[str, Any]:
    return {"version": page.frame.version}


def _visit_named(request: HttpRequest, page: ContractPage) -> uuid.UUID | None:
    named = request.GET.get("besok", "")
    return next((one.id for one in page.visits if str(one.id) == named), None)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Http404(text) from error


def shown(
    page: ContractPage, heading: Words, button: Words, message: Words, context: Words = "",
    **more: Any,
) -> StepPage:  # fmt: skip
    """Give the words of a step's page, with the way back to the contract."""
    address = reverse("providers:contract", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("providers:list")), (page.frame.reference, address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs,
                    context or f"{page.contract.provider}, {page.frame.unit_name}",
                    **more)  # fmt: skip

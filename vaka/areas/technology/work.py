"""Pages that change something: add a technology, count it, begin and decide trials."""

import uuid
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.technology import actions, queries, rules
from vaka.areas.technology.forms import CountForm, DecideForm, TechnologyForm, TrialForm
from vaka.areas.technology.queries import TechnologyPage, TrialPage
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, Words, WordsForm, take

HEAD = _("Välfärdsteknik")


def new(request: HttpRequest) -> HttpResponse:
    """Add a kind of technology to the register."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.ADD)
    above = reverse("technology:list")
    page = StepPage(_("Ny teknik"), _("Spara"), _("Tekniken är sparad."), above, [(HEAD, above)])

    def done(data: dict[str, Any]) -> str:
        made = actions.add_technology(by=viewer, name=data["name"], purpose=data["purpose"],
                                      supplier=data["supplier"])  # fmt: skip
        return reverse("technology:technology", args=[made.pk])

    return take(request, TechnologyForm(request.POST or None), page, done)


def count(request: HttpRequest, technology_id: uuid.UUID) -> HttpResponse:
    """Tell what a unit has of a technology."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.technology_page(viewer, technology_id)
    demand(viewer, rules.COUNT)
    units = visible_units(viewer, rules.COUNT, on=viewer.on)
    stands = {"counted_date": viewer.on, "declined": 0}
    form = CountForm(request.POST or None, units=units, initial=stands)
    shown = _shown(page, _("Räkna"), _("Spara räkningen"), _("Räkningen är sparad."))

    def done(_data: dict[str, Any]) -> None:
        actions.count_technology(by=viewer, technology_id=technology_id, new=form.new())

    return take(request, form, shown, done)


def begin(request: HttpRequest, technology_id: uuid.UUID) -> HttpResponse:
    """Begin a trial of a technology."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.technology_page(viewer, technology_id)
    demand(viewer, rules.TRY)
    units = visible_units(viewer, rules.TRY, on=viewer.on)
    form = TrialForm(request.POST or None, units=units,
                     initial={"due_date": rules.due_evaluation(viewer.on)})  # fmt: skip
    shown = _shown(page, _("Nytt försök"), _("Börja försöket"), _("Försöket har börjat."))

    def done(_data: dict[str, Any]) -> str:
        made = actions.begin_trial(by=viewer, new=form.new(page.technology))
        return reverse("technology:trial", args=[made.pk])

    return take(request, form, shown, done)


def decide(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Decide what becomes of a technology after its trial."""
    viewer, page = _opened(request, case_id)
    stands = {"version": page.frame.version, "result": page.trial.result}
    form = DecideForm(request.POST or None, initial=stands)
    words = _("Besluta om försöket"), _("Spara beslutet"), _("Beslutet är sparat.")

    def done(data: dict[str, Any]) -> None:
        actions.decide_trial(by=viewer, case_id=case_id, **data)

    return take(request, form, _trial_shown(page, *words), done)


def reopen(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Take a decided trial up again."""
    viewer, page = _opened(request, case_id)
    form: StepForm = WordsForm(request.POST or None, initial={"version": page.frame.version})
    words = _("Öppna försöket igen"), _("Öppna igen"), _("Försöket är öppet igen.")

    def done(data: dict[str, Any]) -> None:
        actions.reopen_trial(by=viewer, case_id=case_id, **data)

    return take(request, form, _trial_shown(page, *words), done)


def _opened(request: HttpRequest, case_id: uuid.UUID) -> tuple[Viewer, TrialPage]:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.trial_page(viewer, case_id)
    if not viewer.may(rules.TRY, page.frame.unit_id):
        raise NotAllowed(rules.TRY)
    return viewer, page


def _shown(page: TechnologyPage, heading: Words, button: Words, message: Words) -> StepPage:
    one = page.technology
    address = reverse("technology:technology", args=[one.pk])
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("technology:list")), (one.name, address)]
    return StepPage(heading, button, message, address, crumbs, one.name)


def _trial_shown(page: TrialPage, heading: Words, button: Words, message: Words) -> StepPage:
    address = reverse("technology:trial", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (HEAD, reverse("technology:list")), (page.frame.reference, address),
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, page.trial.question)

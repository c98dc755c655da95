"""Pages that change a delegation: begin, what goes before, give, confirm, follow up, take back."""

import uuid
from datetime import timedelta
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.competence import actions, lists, queries, rules, staff_actions, standing
from vaka.areas.competence.forms import (
    AttemptForm,
    CourseForm,
    DelegationForm,
    FollowUpForm,
    IntroductionForm,
)
from vaka.areas.competence.models import Delegation
from vaka.areas.competence.queries import DelegationPage
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_unit, visible_units
from vaka.web.steps import Step, StepForm, StepPage, SureForm, Words, WordsForm, take

STEPS = {
    "ge": Step(actions.give, SureForm, _("Ge delegeringen"), _("Ge delegeringen"),
               _("Delegeringen gäller. Mottagaren har fått veta det."),
               _("Du har den formella kompetensen och bedömer att mottagaren klarar uppgifterna "
                 "säkert.")),
    "folj-upp": Step(actions.follow_up, FollowUpForm, _("Följ upp delegeringen"), _("Spara"),
                     _("Uppföljningen är sparad.")),
    "omprova": Step(actions.put_under_review, WordsForm, _("Ompröva delegeringen"),
                    _("Ska omprövas"), _("Delegeringen får inte användas förrän den är prövad."),
                    _("Den får inte användas medan den prövas.")),
    "star-fast": Step(actions.uphold, WordsForm, _("Låt delegeringen stå fast"),
                      _("Låt den stå fast"), _("Delegeringen gäller igen, given av dig."),
                      _("Du tar över som den som delegerar.")),
    "aterkalla": Step(actions.recall, WordsForm, _("Återkalla delegeringen"), _("Återkalla"),
                      _("Delegeringen är återkallad. Mottagaren har fått veta det.")),
}  # fmt: skip


def choose(request: HttpRequest, viewer: Viewer) -> HttpResponse:
    """Ask at which unit, when there are several to choose among."""
    units = visible_units(viewer, rules.GIVE, on=viewer.on)
    return render(request, "competence/choose.html", {"units": units})


def new(request: HttpRequest) -> HttpResponse:
    """Begin a delegation, perhaps in place of one that runs out."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.GIVE)
    old = _old(request, viewer)
    unit = old.case.unit if old else _unit(request, viewer)
    if unit is None:
        return choose(request, viewer)
    demand(viewer, rules.GIVE, unit.pk)
    people = queries.receivers([unit], viewer.on)[unit.pk]
    form = DelegationForm(
        request.POST or None, unit=unit, people=people, on=viewer.on,
        initial=_stands(viewer, old),
    )  # fmt: skip
    above = reverse("competence:list")
    page = StepPage(
        _("Förnya delegering") if old else _("Ny delegering"), _("Spara och förbered"),
        _("Delegeringen förbereds. Gör klart det som krävs, och ge den sedan."), above,
        [(_("Delegeringar"), above)], unit.name,
    )  # fmt: skip
    renews = old.pk if old else None
    return take(
        request,
        form,
        page,
        lambda _data: _address(actions.prepare(by=viewer, new=form.new(renews))),
    )


def step(request: HttpRequest, case_id: uuid.UUID, name: str) -> HttpResponse:
    """Take one step with a delegation."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.delegation_page(viewer, case_id)
    if name not in STEPS:
        raise Http404(name)
    if not page.handles:
        raise NotAllowed(rules.GIVE)
    wanted = STEPS[name]
    form = wanted.form(request.POST or None, initial={"version": page.frame.version})

    def done(data: dict[str, Any]) -> object:
        return wanted.do(by=viewer, case_id=case_id, version=data["version"], words=data["words"])

    return take(request, form, _shown(page, wanted.heading, wanted.button, wanted.message,
                                      wanted.lead), done)  # fmt: skip


def confirm(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Confirm a delegation that one has received."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = queries.delegation_page(viewer, case_id)
    if not page.is_mine:
        raise NotAllowed(rules.OWN)
    form = StepForm(request.POST or None, initial={"version": page.frame.version})
    lead = _("Jag har läst delegeringen, kan uppgifterna och säger till om jag inte kan utföra "
             "dem säkert.")  # fmt: skip
    shown = _shown(page, _("Bekräfta delegeringen"), _("Bekräfta"), _("Tack. Du har bekräftat."),
                   lead)  # fmt: skip
    return take(
        request, form, shown,
        lambda data: actions.confirm_delegation(
            by=viewer, case_id=case_id, version=data["version"]
        ),
    )  # fmt: skip


def introduction(request: HttpRequest, case_id: uuid.UUID) -> HttpResponse:
    """Note the introduction of whoever is to receive a delegation."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = _handled(viewer, case_id)
    form = IntroductionForm(request.POST or None, initial={"on_date": viewer.on})

    def done(data: dict[str, Any]) -> object:
        return staff_actions.introduce(
            by=viewer, person=page.row.receiver, unit=page.row.case.unit,
            on_date=data["on_date"], days=data["days"], before=case_id,
        )  # fmt: skip

    shown = _shown(page, _("Introduktion"), _("Spara"), _("Introduktionen är sparad."))
    return take(request, form, shown, done)


def course(request: HttpRequest, case_id: uuid.UUID, code: str) -> HttpResponse:
    """Note the day of a web course before a delegation."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = _handled(viewer, case_id)
    if code not in {one.code for one in page.courses}:
        raise Http404(code)
    form = CourseForm(request.POST or None, initial={"on_date": viewer.on})

    def done(data: dict[str, Any]) -> object:
        return staff_actions.note_fact(
            by=viewer, person=page.row.receiver, code=code, on_date=data["on_date"],
            before=case_id,
        )  # fmt: skip

    title = lists.requirement(code).title
    return take(request, form, _shown(page, title, _("Spara"), _("Dagen är sparad.")), done)


def exam(request: HttpRequest, case_id: uuid.UUID, code: str) -> HttpResponse:
    """Note an attempt at a test before a delegation."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    page = _handled(viewer, case_id)
    titles = {one.code: one.title for one in page.exams}
    if code not in titles:
        raise Http404(code)
    form = AttemptForm(request.POST or None, initial={"on_date": viewer.on})
    shown = _shown(page, titles[code], _("Spara försöket"), _("Försöket är sparat."))
    return take(
        request, form, shown,
        lambda _data: staff_actions.note_attempt(
            by=viewer, person=page.row.receiver, new=form.new(code), before=case_id
        ),
    )  # fmt: skip


def _handled(viewer: Viewer, case_id: uuid.UUID) -> DelegationPage:
    page = queries.delegation_page(viewer, case_id)
    if not page.notes:
        raise NotAllowed(rules.GIVE)
    return page


def _shown(
    page: DelegationPage, heading: Words, button: Words, message: Words, lead: Words = ""
) -> StepPage:
    address = reverse("competence:case", args=[page.frame.id])
    crumbs: list[tuple[Words, str]] = [
        (_("Delegeringar"), reverse("competence:list")), (page.frame.reference, address)
    ]  # fmt: skip
    return StepPage(heading, button, message, address, crumbs, page.frame.title, lead)


def _old(request: HttpRequest, viewer: Viewer) -> Delegation | None:
    asked = request.GET.get("fornya", "")
    try:
        wanted = uuid.UUID(asked) if asked else None
    except ValueError as error:
        raise Http404(asked) from error
    return queries.read(viewer, wanted) if wanted else None


def _unit(request: HttpRequest, viewer: Viewer) -> Unit | None:
    code = request.GET.get("enhet", "")
    if code:
        return visible_unit(viewer, code)
    units = visible_units(viewer, rules.GIVE, on=viewer.on)
    return units[0] if len(units) == 1 else None


def _stands(viewer: Viewer, old: Delegation | None) -> dict[str, Any]:
    start = viewer.on
    stands: dict[str, Any] = {"is_single": "no"}
    if old is not None:
        ahead = timedelta(days=queries.warn_days(start))
        start = max(viewer.on, min(old.until_date, viewer.on + ahead))
        stands = {
            "receiver": str(old.receiver_id), "tasks": [one.code for one in old.tasks.all()],
            "places": old.places, "is_single": "no",
        }  # fmt: skip
    until = rules.longest_until(start, standing.longest_years(start))
    return stands | {"from_date": start, "until_date": until}


def _address(case: Case) -> str:
    return reverse("competence:case", args=[case.pk])

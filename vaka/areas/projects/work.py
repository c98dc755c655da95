"""Pages that change projects: set up, phases, effects, close with lessons, follow up."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.projects import actions, effect_actions, queries, rules
from vaka.areas.projects.forms import (
    EffectForm,
    EndForm,
    FollowUpForm,
    PhaseForm,
    ProjectForm,
    ValueForm,
)
from vaka.areas.projects.models import Project
from vaka.areas.projects.rules import PHASE_TRANSITIONS, TRANSITIONS
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.cases.transitions import Comment
from vaka.foundation.organisation.queries import visible_units
from vaka.web.steps import StepForm, StepPage, SureForm, Words, WordsForm, take

HEAD = _("Projekt")
PROJECT_STEPS = {one.verb.removeprefix("project."): one for one in TRANSITIONS}
PHASE_STEPS = {one.verb.removeprefix("project."): one for one in PHASE_TRANSITIONS}
LEADS: dict[str, Words] = {
    "start_project": _("Effektmålen jämförs sedan med hur det var före den dag då det börjar."),
    "close_project": _("Lärdomarna visas för alla som ser projekt. Effekten följs upp varje år."),
    "stop_project": _("Det som är gjort står kvar, och lärdomarna visas."),
    "reopen_project": _("Lärdomarna står kvar. Uppföljningar som inte är gjorda tas bort."),
}


def new(request: HttpRequest) -> HttpResponse:
    """Set up a project."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    demand(viewer, rules.EDIT)
    form = ProjectForm(
        request.POST or None, units=visible_units(viewer, rules.EDIT, on=viewer.on),
        programmes=queries.programmes(viewer),
        initial={"kind": rules.ProjectKind.PROJECT, "start_date": viewer.on,
                 "parent": request.GET.get("under", "")},
    )  # fmt: skip
    above = reverse("projects:list")
    page = StepPage(_("Nytt projekt"), _("Spara projektet"),
                    _("Projektet är sparat, och du äger det."), above, [(HEAD, above)])  # fmt: skip

    def done(data: dict[str, Any]) -> str:
        made = actions.set_up_project(by=viewer, unit=form.units[data["unit"]], new=form.told(),
                                      parent_id=form.parent_id())  # fmt: skip
        return _address(made)

    return take(request, form, page, done)


def change(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """Change what is told of a project, and who owns it."""
    viewer, one = _to_work(request, project_id)
    programmes = [each for each in queries.programmes(viewer) if each.pk != one.pk]
    is_hidden = queries.hidden_above(viewer, one) is not None
    if one.parent and not is_hidden and one.parent not in programmes:
        programmes.append(one.parent)
    people = queries.owners(one, viewer.on)
    if one.owner not in people:
        people.append(one.owner)
    form = ProjectForm(request.POST or None, programmes=programmes, people=people, initial={
        "title": one.title, "kind": one.kind, "purpose": one.purpose, "owner": str(one.owner_id),
        "parent": "" if is_hidden else str(one.parent_id or ""), "start_date": one.start_date,
        "end_date": one.end_date,
    })  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.change_project(
            by=viewer, project_id=project_id, new=form.told(), owner=form.people[data["owner"]],
            parent_id=form.parent_id(),
        )  # fmt: skip

    words = _("Ändra projektet"), _("Spara"), _("Projektet är ändrat.")
    return take(request, form, _page(one, *words), done)


def step(request: HttpRequest, project_id: uuid.UUID, step: str) -> HttpResponse:
    """Start, close, stop or take up a project again."""
    viewer, one = _to_work(request, project_id)
    found = PROJECT_STEPS.get(step)
    if found is None:
        raise Http404(step)
    ends = found.to_state in rules.ENDED
    sent = request.POST if request.method == "POST" else None
    form: StepForm
    if ends:
        form = EndForm(sent, initial={"lessons": one.lessons, "obstacles": one.obstacles})
    else:
        form = WordsForm(sent) if found.comment is Comment.REQUIRED else StepForm(sent)

    def done(data: dict[str, Any]) -> None:
        told = {name: data[name] for name in ("lessons", "obstacles", "words") if name in data}
        getattr(actions, step)(by=viewer, project_id=project_id, **told)

    page = _page(one, found.label, found.label, _("Sparat."), lead=LEADS[step])
    return take(request, form, page, done)


def add_phase(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """Add a phase."""
    viewer, one = _to_work(request, project_id)
    last = one.phases.last()
    form = PhaseForm(request.POST or None,
                     initial={"start_date": last.end_date if last else one.start_date})  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        effect_actions.add_phase(by=viewer, project_id=project_id, **_of_phase(form))

    words = _("Ny fas"), _("Spara fasen"), _("Fasen är sparad.")
    return take(request, form, _page(one, *words), done)


def change_phase(request: HttpRequest, phase_id: uuid.UUID) -> HttpResponse:
    """Change a phase's name and days."""
    viewer, row = _viewer(request), queries.phase(_viewer(request), phase_id)
    queries.demand_work(viewer, row.project)
    form = PhaseForm(request.POST or None, initial={
        "title": row.title, "start_date": row.start_date, "end_date": row.end_date,
    })  # fmt: skip

    def done(_data: dict[str, Any]) -> None:
        effect_actions.change_phase(by=viewer, phase_id=phase_id, **_of_phase(form))

    words = _("Ändra fasen"), _("Spara fasen"), _("Fasen är ändrad.")
    return take(request, form, _page(row.project, *words), done)


def step_phase(request: HttpRequest, phase_id: uuid.UUID, step: str) -> HttpResponse:
    """Tell where a phase stands."""
    viewer, row = _viewer(request), queries.phase(_viewer(request), phase_id)
    queries.demand_work(viewer, row.project)
    found = PHASE_STEPS.get(step)
    if found is None:
        raise Http404(step)
    kind = WordsForm if found.comment is Comment.REQUIRED else SureForm
    form = kind(request.POST if request.method == "POST" else None)

    def done(data: dict[str, Any]) -> None:
        effect_actions.step_phase(by=viewer, phase_id=phase_id, verb=found.verb,
                                  words=data["words"])  # fmt: skip

    page = _page(row.project, found.label, found.label, _("Sparat."), context=row.title)
    return take(request, form, page, done)


def add_effect(request: HttpRequest, project_id: uuid.UUID) -> HttpResponse:
    """Say what a project is to change."""
    viewer, one = _to_work(request, project_id)
    form = EffectForm(request.POST or None, initial={"good": "higher", "grain": "quarter"})

    def done(_data: dict[str, Any]) -> None:
        effect_actions.add_effect_goal(by=viewer, project_id=project_id, new=form.told(),
                                       good=form.direction())  # fmt: skip

    words = _("Nytt effektmål"), _("Spara effektmålet"), _("Effektmålet är sparat.")
    return take(request, form, _page(one, *words), done)


def remove_effect(request: HttpRequest, effect_id: uuid.UUID) -> HttpResponse:
    """Take an effect goal away."""
    viewer, row = _viewer(request), queries.effect(_viewer(request), effect_id)
    queries.demand_work(viewer, row.project)

    def done(_data: dict[str, Any]) -> None:
        effect_actions.remove_effect_goal(by=viewer, effect_id=effect_id)

    words = _("Ta bort effektmålet"), _("Ta bort"), _("Effektmålet är borttaget.")
    lead = _("Dess värden tas också bort. Loggen behåller dem.")
    return take(request, _sure(request), _page(row.project, *words, lead=lead), done)


def tell_value(request: HttpRequest, effect_id: uuid.UUID) -> HttpResponse:
    """Tell what an effect was on a day."""
    viewer, row = _viewer(request), queries.effect(_viewer(request), effect_id)
    queries.demand_work(viewer, row.project)
    form = ValueForm(request.POST or None, initial={"day": viewer.on})

    def done(data: dict[str, Any]) -> None:
        effect_actions.tell_effect_value(by=viewer, effect_id=effect_id, day=data["day"],
                                         value=data["value"], source=data["source"])  # fmt: skip

    words = _("Nytt värde"), _("Spara värdet"), _("Värdet är sparat.")
    return take(request, form, _page(row.project, *words, context=row.title), done)


def remove_value(request: HttpRequest, value_id: uuid.UUID) -> HttpResponse:
    """Take a value that was wrong away."""
    viewer, row = _viewer(request), queries.value(_viewer(request), value_id)
    queries.demand_work(viewer, row.effect.project)

    def done(_data: dict[str, Any]) -> None:
        effect_actions.remove_effect_value(by=viewer, value_id=value_id)

    words = _("Ta bort värdet"), _("Ta bort"), _("Värdet är borttaget.")
    page = _page(row.effect.project, *words, context=row.effect.title,
                 lead=_("Loggen behåller det."))  # fmt: skip
    return take(request, _sure(request), page, done)


def follow_up(request: HttpRequest, follow_up_id: uuid.UUID) -> HttpResponse:
    """Tell what is left of the effect."""
    viewer, row = _viewer(request), queries.follow_up(_viewer(request), follow_up_id)
    queries.demand_work(viewer, row.project)
    form = FollowUpForm(request.POST or None, initial={
        "done_date": row.done_date or viewer.on, "words": row.words,
    })  # fmt: skip

    def done(data: dict[str, Any]) -> None:
        actions.tell_project_follow_up(
            by=viewer, follow_up_id=follow_up_id, done_date=data["done_date"], words=data["words"]
        )

    words = _("Följ upp effekten"), _("Spara uppföljningen"), _("Uppföljningen är sparad.")
    return take(request, form, _page(row.project, *words), done)


def _viewer(request: HttpRequest) -> Viewer:
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    return viewer


def _to_work(request: HttpRequest, project_id: uuid.UUID) -> tuple[Viewer, Project]:
    viewer = _viewer(request)
    return viewer, actions.to_work_on(viewer, project_id)


def _of_phase(form: PhaseForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("title", "start_date", "end_date")}


def _sure(request: HttpRequest) -> StepForm:
    return StepForm(request.POST if request.method == "POST" else None)


def _address(one: Project) -> str:
    return reverse("projects:project", args=[one.pk])


def _page(
    one: Project, heading: Words, button: Words, message: Words, context: Words = "",
    lead: Words = "",
) -> StepPage:  # fmt: skip
    crumbs: list[tuple[Words, str]] = [(HEAD, reverse("projects:list")), (one.title, _address(one))]
    return StepPage(heading, button, message, _address(one), crumbs, context or one.unit.name, lead)

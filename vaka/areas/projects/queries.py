"""Reads of projects: all, one with its phases and effects, lessons, and what falls due."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.goals.rules import ACTIVITY_LABELS, ActivityState, Light
from vaka.areas.projects import rules
from vaka.areas.projects.effect_queries import EffectRow, effect_rows
from vaka.areas.projects.models import (
    EffectGoal,
    EffectValue,
    Project,
    ProjectFollowUp,
    ProjectPhase,
)
from vaka.areas.projects.rules import EDIT, KIND_LABELS, SEE, STATE_LABELS, ProjectState
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import roles_that_can
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand, one_of
from vaka.foundation.cases import transitions
from vaka.foundation.cases.transitions import Transition
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person
from vaka.law.period import Period


@dataclass(frozen=True)
class PhaseRow:
    """A phase with its place and length on the project's line, in thousandths, and its steps."""

    id: uuid.UUID
    title: str
    start_date: date
    end_date: date
    state: str
    label: str
    is_late: bool
    words: str
    place: int
    length: int
    steps: list[tuple[str, str]]


@dataclass(frozen=True)
class ProjectRow:
    """A project as lists show it."""

    id: uuid.UUID
    kind: str
    kind_label: str
    title: str
    unit: str
    owner: str
    start_date: date
    end_date: date
    state: str
    label: str
    is_late: bool
    phase: str
    reached: int
    effects: int
    freed_hours: float
    obstacles: str
    lessons: str
    ended_date: date | None


@dataclass(frozen=True)
class FollowUpRow:
    """One yearly follow-up, with what was found."""

    id: uuid.UUID
    due_date: date
    done_date: date | None
    is_late: bool
    words: str
    by: str


@dataclass(frozen=True)
class ProjectsPage:
    """The projects chosen, of all that the viewer sees, with what they free together."""

    rows: list[ProjectRow]
    total: int
    under_way: int
    late: int
    freed_hours: float
    may_set_up: bool


@dataclass(frozen=True)
class ProjectPage:
    """One project with all that is told of it.

    Attributes:
        now: where the viewer's day lies on its line, in thousandths; None outside it.
        steps: the verbs that the viewer may take, as address word and label.
    """

    row: ProjectRow
    purpose: str
    parent: tuple[uuid.UUID, str] | None
    children: list[ProjectRow]
    phases: list[PhaseRow]
    now: int | None
    effects: list[EffectRow]
    follow_ups: list[FollowUpRow]
    steps: list[tuple[str, str]]
    may_work: bool
    is_open: bool


def projects_page(viewer: Viewer, kind: str = "", state: str = "") -> ProjectsPage:
    """Give the projects that the viewer sees, cut to a kind or a state. Raises NotAllowed."""
    every = _rows(viewer, _seen(viewer))
    rows = [one for one in every if kind in {"", one.kind} and state in {"", one.state}]
    return ProjectsPage(
        rows, len(every), sum(one.state == ProjectState.UNDER_WAY for one in every),
        sum(one.is_late for one in every), sum(one.freed_hours for one in rows), viewer.may(EDIT),
    )  # fmt: skip


def lessons(viewer: Viewer) -> list[ProjectRow]:
    """Give the projects that have ended, the newest first, for what was learnt in them."""
    found = _seen(viewer).filter(state__in=rules.ENDED).order_by("-ended_date", "title")
    return _rows(viewer, found)


def project_page(viewer: Viewer, project_id: uuid.UUID) -> ProjectPage:
    """Give one project. Raises NotAllowed, NotVisible."""
    one = one_of(_seen(viewer), project_id)
    work = may_work(viewer, one)
    effects = effect_rows(viewer, _effects([one]))[one.pk]
    phases = list(one.phases.all())
    first = min([one.start_date, *(each.start_date for each in phases)])
    last = max([one.end_date, *(each.end_date for each in phases)])
    inside = first <= viewer.on <= last
    return ProjectPage(
        _row(one, effects, viewer.on), one.purpose, _above(viewer, one),
        _rows(viewer, children(viewer, one)),
        [_phase(each, first, last, viewer.on, work and one.state in rules.OPEN)
         for each in phases],
        rules.along(first, last, viewer.on, viewer.on)[0] if inside else None, effects,
        [_follow_up(each, viewer.on) for each in one.follow_ups.select_related("by")],
        _labelled(transitions.offered(rules.TRANSITIONS, one.state) if work else []), work,
        one.state in rules.OPEN,
    )  # fmt: skip


def project(viewer: Viewer, project_id: uuid.UUID) -> Project:
    """Give a project's row. Raises NotAllowed, NotVisible."""
    return one_of(_seen(viewer), project_id)


def children(viewer: Viewer, one: Project) -> QuerySet[Project]:
    """Give a programme's projects that the viewer sees; of the others nothing is told."""
    return _seen(viewer).filter(parent=one)


def hidden_above(viewer: Viewer, one: Project) -> Project | None:
    """Give a project's programme where the viewer may not see it, so that they do not lose it."""
    above = one.parent
    if above is None or _door(viewer).filter(pk=above.pk).exists():
        return None
    return above


def may_see(person: Person, one: Project, on: date) -> bool:
    """Say whether a person has a role that opens a project."""
    return any(person.pk == each.pk for each in owners(one, on))


def owners(one: Project, on: date) -> list[Person]:
    """Give those who may own a project, by name: with a role at its unit, above or below, that
    sees projects."""
    roles = [role.code for role in roles_that_can(SEE)]
    held = Grant.objects.in_force(on).filter(role__in=roles)
    paths = UnitPath.objects.current()
    near = Q(unit__in=paths.filter(ancestor=one.unit).values("descendant_id")) | Q(
        unit__in=paths.filter(descendant=one.unit).values("ancestor_id"))  # fmt: skip
    found = Person.objects.filter(pk__in=held.filter(near).values("person_id"), is_active=True)
    return sorted(found, key=lambda person: person.name)


def ended(viewer: Viewer, unit: Unit, period: Period) -> list[ProjectRow]:
    """Give the projects of a unit and those below it that ended in a period, for its reports, the
    first first. Raises NotAllowed."""
    below = UnitPath.objects.current().filter(ancestor=unit).values("descendant_id")
    found = _seen(viewer).filter(
        unit__in=below, ended_date__range=(period.first_date, period.last_date)
    )
    return _rows(viewer, found.order_by("ended_date", "title"))


def phase(viewer: Viewer, phase_id: uuid.UUID) -> ProjectPhase:
    """Give a phase of a project that the viewer sees. Raises NotAllowed, NotVisible."""
    found = ProjectPhase.objects.filter(project__in=_door(viewer))
    return one_of(found.select_related("project__unit"), phase_id)


def effect(viewer: Viewer, effect_id: uuid.UUID) -> EffectGoal:
    """Give an effect goal of a project that the viewer sees. Raises NotAllowed, NotVisible."""
    found = EffectGoal.objects.filter(project__in=_door(viewer))
    return one_of(found.select_related("project__unit"), effect_id)


def value(viewer: Viewer, value_id: uuid.UUID) -> EffectValue:
    """Give a value of a project that the viewer sees. Raises NotAllowed, NotVisible."""
    found = EffectValue.objects.filter(effect__project__in=_door(viewer))
    return one_of(found.select_related("effect__project__unit"), value_id)


def follow_up(viewer: Viewer, follow_up_id: uuid.UUID) -> ProjectFollowUp:
    """Give a follow-up of a project that the viewer sees. Raises NotAllowed, NotVisible."""
    found = ProjectFollowUp.objects.filter(project__in=_door(viewer))
    return one_of(found.select_related("project__unit"), follow_up_id)


def programmes(viewer: Viewer) -> list[Project]:
    """Give the open programmes that a project may belong to, by name."""
    found = _door(viewer).filter(kind=rules.ProjectKind.PROGRAMME, state__in=rules.OPEN)
    return list(found.select_related("unit").order_by("title"))


def may_work(viewer: Viewer, one: Project) -> bool:
    """Say whether the viewer runs a project: who owns it, or who runs projects at its unit."""
    mine = viewer.person is not None and one.owner_id == viewer.person.pk and viewer.may(SEE)
    return mine or viewer.may(EDIT, one.unit_id)


def demand_work(viewer: Viewer, one: Project) -> None:
    """Refuse who does not run the project. Raises NotAllowed."""
    if not may_work(viewer, one):
        raise NotAllowed(EDIT)


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the last days of phases, and the yearly follow-ups, for the year wheel."""
    if not viewer.may(SEE):
        return
    seen = _door(viewer)
    phases = ProjectPhase.objects.filter(
        project__in=seen.filter(state__in=rules.OPEN), end_date__range=(start, end)
    ).exclude(state=ActivityState.STOPPED)
    for row in phases.select_related("project__unit"):
        name = _("%(phase)s: %(project)s") % {"phase": row.title, "project": row.project.title}
        yield _duty(row.project, name, row.end_date, row.done_date, "project_phase")
    found = ProjectFollowUp.objects.filter(project__in=seen, due_date__range=(start, end))
    for one in found.select_related("project__unit"):
        name = _("Uppföljning av effekten: %s") % one.project.title
        yield _duty(one.project, name, one.due_date, one.done_date, "project_follow_up")


def _duty(one: Project, name: str, due: date, done: date | None, topic: str) -> Duty:
    address = reverse("projects:project", args=[one.pk])
    return Duty(
        name=name, due_date=due, unit=one.unit.name, role="", done_date=done, address=address,
        state=DutyState.DONE if done else DutyState.DUE, evidence=address if done else "",
        topic=topic,
    )  # fmt: skip


def _door(viewer: Viewer) -> QuerySet[Project]:
    demand(viewer, SEE)
    return Project.objects.visible_to(viewer)


def _seen(viewer: Viewer) -> QuerySet[Project]:
    return _door(viewer).select_related("unit", "owner").prefetch_related("phases")


def _effects(projects: Sequence[Project]) -> list[EffectGoal]:
    found = EffectGoal.objects.filter(project__in=projects).select_related("project__unit")
    return list(found.prefetch_related("values"))


def _rows(viewer: Viewer, found: QuerySet[Project]) -> list[ProjectRow]:
    projects = list(found)
    effects = effect_rows(viewer, _effects(projects))
    return [_row(one, effects[one.pk], viewer.on) for one in projects]


def _row(one: Project, effects: Sequence[EffectRow], on: date) -> ProjectRow:
    state = ProjectState(one.state)
    under_way = [each.title for each in one.phases.all() if each.state == ActivityState.UNDER_WAY]
    return ProjectRow(
        one.pk, one.kind, str(KIND_LABELS[rules.ProjectKind(one.kind)]), one.title, one.unit.name,
        one.owner.name, one.start_date, one.end_date, one.state, str(STATE_LABELS[state]),
        rules.is_late(one.state, one.end_date, on), ", ".join(under_way),
        sum(each.light is Light.REACHED for each in effects), len(effects),
        sum(each.freed_hours for each in effects), one.obstacles, one.lessons, one.ended_date,
    )  # fmt: skip


def _phase(one: ProjectPhase, first: date, last: date, on: date, may_step: bool) -> PhaseRow:
    place, length = rules.along(first, last, one.start_date, one.end_date)
    offered = transitions.offered(rules.PHASE_TRANSITIONS, one.state) if may_step else []
    return PhaseRow(
        one.pk, one.title, one.start_date, one.end_date, one.state,
        str(ACTIVITY_LABELS[ActivityState(one.state)]),
        rules.is_phase_late(one.state, one.end_date, on), one.words, place, length,
        _labelled(offered),
    )  # fmt: skip


def _follow_up(one: ProjectFollowUp, on: date) -> FollowUpRow:
    return FollowUpRow(one.pk, one.due_date, one.done_date,
                       one.done_date is None and one.due_date < on, one.words,
                       one.by.name if one.by else "")  # fmt: skip


def _above(viewer: Viewer, one: Project) -> tuple[uuid.UUID, str] | None:
    found = _door(viewer).filter(pk=one.parent_id).first() if one.parent_id else None
    return (found.pk, found.title) if found else None


def _labelled(steps: Sequence[Transition]) -> list[tuple[str, str]]:
    return [(step.verb.removeprefix("project."), str(step.label)) for step in steps]

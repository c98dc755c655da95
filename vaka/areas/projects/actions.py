"""What is done with projects: set up, change, start, close with lessons, follow up."""

import uuid
from datetime import date

from vaka.areas.projects import queries, rules
from vaka.areas.projects.models import Project, ProjectFollowUp
from vaka.areas.projects.rules import (
    STATE_LABELS,
    TRANSITIONS,
    Left,
    ProjectKind,
    ProjectState,
    ProjectTold,
)
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import transitions
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import require


@action
def set_up_project(
    *, by: Viewer, unit: Unit, new: ProjectTold, parent_id: uuid.UUID | None = None
) -> Project:
    """Set up a project at a unit, owned by who does it, and perhaps under a programme.

    Raises:
        NotAllowed: the viewer runs no projects at the unit, or is no person.
        NotVisible: the programme is not for this viewer.
        RuleRefused: it does not hang together.
    """
    demand(by, rules.EDIT, unit.pk)
    if by.person is None:
        raise NotAllowed(rules.EDIT)
    above = queries.project(by, parent_id) if parent_id else None
    require(rules.may_set_up(new, ProjectKind(above.kind) if above else None))
    row = Project.objects.create(unit=unit, parent=above, owner=by.person,
                                 state=ProjectState.PLANNED, **vars(new))  # fmt: skip
    _told(by, "set_up_project", row, title=row.title, kind=row.kind, parent=str(parent_id or ""))
    return row


@action
def change_project(
    *, by: Viewer, project_id: uuid.UUID, new: ProjectTold, owner: Person,
    parent_id: uuid.UUID | None = None,
) -> Project:  # fmt: skip
    """Change what is told of an open project, who owns it and its programme.

    A programme that the viewer may not see is neither told nor left: without a new one it stays.
    """
    row = opened(by, project_id)
    above = queries.project(by, parent_id) if parent_id else queries.hidden_above(by, row)
    is_kept = owner.pk == row.owner_id
    require(rules.may_set_up(new, ProjectKind(above.kind) if above else None)
            + rules.may_keep_kind(new.kind, row.children.count())
            + rules.may_own(sees=is_kept or queries.may_see(owner, row, by.on)))  # fmt: skip
    before = {name: str(getattr(row, name)) for name in (*vars(new), "owner_id", "parent_id")}
    for name, value in vars(new).items():
        setattr(row, name, value)
    row.owner, row.parent = owner, above
    row.save()
    after = {name: str(getattr(row, name)) for name in before}
    _told(by, "change_project", row, before={k: v for k, v in before.items() if v != after[k]},
         after={k: v for k, v in after.items() if v != before[k]})  # fmt: skip
    return row


@action
def start_project(*, by: Viewer, project_id: uuid.UUID) -> Project:
    """Start a project that has something to be judged by."""
    row = to_work_on(by, project_id)
    _fits(row, "project.start_project", "")
    require(rules.may_start(ProjectKind(row.kind), row.effects.count()))
    return _moved(by, row, "start_project", ProjectState.UNDER_WAY)


@action
def close_project(
    *, by: Viewer, project_id: uuid.UUID, lessons: str, obstacles: str = ""
) -> Project:
    """Close a project with its lessons; its follow-ups get their days."""
    row = to_work_on(by, project_id)
    _fits(row, "project.close_project", "")
    require(rules.may_close(_left(by, row), lessons))
    _learnt(by, row, lessons, obstacles)
    ProjectFollowUp.objects.bulk_create(
        ProjectFollowUp(project=row, due_date=day) for day in rules.due_follow_ups(by.on)
    )
    return _moved(by, row, "close_project", ProjectState.CLOSED)


@action
def stop_project(
    *, by: Viewer, project_id: uuid.UUID, lessons: str, obstacles: str = ""
) -> Project:  # fmt: skip
    """Stop a project before its end, with what was learnt."""
    row = to_work_on(by, project_id)
    _fits(row, "project.stop_project", "")
    require(rules.may_stop(lessons))
    _learnt(by, row, lessons, obstacles)
    return _moved(by, row, "stop_project", ProjectState.STOPPED)


@action
def reopen_project(*, by: Viewer, project_id: uuid.UUID, words: str) -> Project:
    """Take a project that has ended up again: its lessons stand, its follow-ups not done go."""
    row = to_work_on(by, project_id)
    _fits(row, "project.reopen_project", words)
    row.follow_ups.filter(done_date=None).delete()
    row.ended_date = None
    return _moved(by, row, "reopen_project", ProjectState.UNDER_WAY, words=words.strip())


@action
def tell_project_follow_up(
    *, by: Viewer, follow_up_id: uuid.UUID, done_date: date, words: str
) -> ProjectFollowUp:
    """Tell what is left of the effect; told again, the log keeps what stood before."""
    row = queries.follow_up(by, follow_up_id)
    queries.demand_work(by, row.project)
    require(rules.may_follow_up(state=row.project.state, words=words, day=done_date,
                                closed=row.project.ended_date, today=by.on))  # fmt: skip
    before = row.words
    row.done_date, row.words, row.by = done_date, words.strip(), by.person
    row.save()
    _told(by, "tell_project_follow_up", row.project, due=str(row.due_date), before=before)
    return row


def to_work_on(by: Viewer, project_id: uuid.UUID) -> Project:
    """Give a project that the viewer runs. Raises NotVisible, NotAllowed."""
    row = queries.project(by, project_id)
    queries.demand_work(by, row)
    return row


def opened(by: Viewer, project_id: uuid.UUID) -> Project:
    """Give a project that the viewer runs and that has not ended. Raises RuleRefused too."""
    row = to_work_on(by, project_id)
    require(rules.may_work_on(row.state))
    return row


def _told(by: Viewer, verb: str, row: Project, **data: object) -> None:
    note(by=by, verb=f"project.{verb}", object_kind="project", object_id=row.pk,
         unit_id=row.unit_id, data=data)  # fmt: skip


def _fits(row: Project, verb: str, words: str) -> None:
    require(transitions.fits_in(TRANSITIONS, verb, row.state, words, STATE_LABELS))


def _left(by: Viewer, row: Project) -> Left:
    """What is left; of a programme's projects only those that the viewer sees are named."""
    opened = row.children.filter(state__in=rules.OPEN)
    seen = [one.title for one in queries.children(by, row) if one.state in rules.OPEN]
    own = row.effects.filter(measure="", values=None)
    return Left(
        [one.title for one in row.phases.filter(done_date=None).exclude(state="stopped")],
        [one.title for one in own],
        seen,
        opened.count() - len(seen),
    )


def _learnt(by: Viewer, row: Project, lessons: str, obstacles: str) -> None:
    row.lessons, row.obstacles, row.ended_date = lessons.strip(), obstacles.strip(), by.on


def _moved(
    by: Viewer, row: Project, verb: str, state: ProjectState, **data: object
) -> Project:  # fmt: skip
    row.state = state
    row.save()
    _told(by, verb, row, **data)
    return row

"""What is done with tasks that hang on one person; each verb is one transaction with its row."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.readiness import rules
from vaka.areas.readiness.models import SoleStanding, SoleTask
from vaka.areas.readiness.rules import HANDLE, TRANSITIONS, SoleState
from vaka.foundation.access.queries import people_near
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require

KIND = "sole_task"


@dataclass(frozen=True)
class WhoCan:
    """How many can do a task, those of them who are picked, who takes over, and when it is looked
    over again."""

    people_count: int
    review_date: date
    stand_in: str = ""
    people: tuple[uuid.UUID, ...] = ()


@action
def list_task(*, by: Viewer, unit: Unit, what: str, who: WhoCan) -> Case:
    """Put a task on a unit's list of tasks that few can do."""
    demand(by, HANDLE, unit.pk)
    people = _picked(unit, who)
    require(_whole(what, who))
    case = Case(
        kind=KIND, unit=unit, title=what, state=SoleState.LISTED, opened_at=timezone.now(),
        owner=by.person, reporter=by.person, due_date=who.review_date,
    )  # fmt: skip
    told = Told("sole_task.list_task", to_state=SoleState.LISTED, data=_told(who))
    case = cases.start(by=by, case=case, told=told, save_also=SoleTask(case=case, what=what))
    _stand(case, who, people)
    return case


@action
def review_task(*, by: Viewer, case_id: uuid.UUID, version: int, who: WhoCan) -> Case:
    """Say anew who can do a task; what was said before stands in its history."""
    case, row = _held(by, case_id, version)
    people = _picked(case.unit, who)
    require(_fits("sole_task.review", case, "") + _whole(row.what, who))
    _stand(case, who, people)
    told = Told("sole_task.review", to_state=SoleState.LISTED, data=_told(who))
    return cases.change(by=by, case=case, told=told, due_date=who.review_date)


@action
def tie_risk(*, by: Viewer, case_id: uuid.UUID, version: int, risk_id: uuid.UUID) -> Case:
    """Tie a task to the risk analysis that weighs what happens when its person is away."""
    case, _row = _held(by, case_id, version)
    require(_fits("sole_task.tie_risk", case, ""))
    return tie(by, case, risk_id, "sole_task.tie_risk")


@action
def end_task(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take a task off the list, with the reason."""
    case, row = _held(by, case_id, version)
    require(_fits("sole_task.end", case, words))
    _again(row, is_listed=False)
    told = Told("sole_task.end", words, to_state=SoleState.ENDED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now(), due_date=None)


@action
def resume_task(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Put a task on the list again, as it last stood."""
    case, row = _held(by, case_id, version)
    require(_fits("sole_task.resume", case, words))
    _again(row, is_listed=True)
    told = Told("sole_task.resume", words, to_state=SoleState.LISTED)
    due = rules.due_review(timezone.localdate())
    return cases.change(by=by, case=case, told=told, closed_at=None, due_date=due)


def tie(by: Viewer, case: Case, risk_id: uuid.UUID, verb: str) -> Case:
    """Tie a held case to a risk analysis that the viewer may see; call inside an @action."""
    risk = Case.objects.visible_to(by, rules.RISK_KIND).filter(pk=risk_id).first()
    if risk is None:
        raise NotVisible(str(risk_id))
    near = risk.unit_id in near_units(case.unit_id)
    require(rules.may_tie(is_open=case.closed_at is None, is_near=near, risk_state=risk.state))
    cases.link(by=by, from_case=case, to_case=risk, relation=rules.WEIGHED_IN)
    return cases.change(by=by, case=case, told=Told(verb, data={"risk": risk.reference}))


def near_units(unit_id: uuid.UUID) -> set[uuid.UUID]:
    """Give a unit with those above and below it: where its risks may be weighed."""
    paths = UnitPath.objects.current()
    above = paths.filter(descendant_id=unit_id).values_list("ancestor_id", flat=True)
    below = paths.filter(ancestor_id=unit_id).values_list("descendant_id", flat=True)
    return {*above, *below}


def _whole(what: str, who: WhoCan) -> Verdict:
    return rules.may_list(
        what=what, people=who.people_count, picked=len(who.people), review=who.review_date,
        today=timezone.localdate(),
    )  # fmt: skip


def _picked(unit: Unit, who: WhoCan) -> list[Person]:
    """Those picked, all of whom work near the unit. Raises NotVisible."""
    found = [one for one in people_near(unit.pk) if one.pk in who.people] if who.people else []
    if len(found) != len(set(who.people)):
        raise NotVisible("person")
    return found


def _stand(case: Case, who: WhoCan, people: list[Person]) -> None:
    made = SoleStanding.objects.create(
        task_id=case.pk, since_date=timezone.localdate(), people_count=who.people_count,
        stand_in=who.stand_in,
    )  # fmt: skip
    made.people.set(people)


def _again(row: SoleTask, *, is_listed: bool) -> None:
    last = row.standings.order_by("since_date", "id").last()
    assert last is not None
    people = list(last.people.all())
    made = SoleStanding.objects.create(
        task=row, since_date=timezone.localdate(), people_count=last.people_count,
        stand_in=last.stand_in, is_listed=is_listed,
    )  # fmt: skip
    made.people.set(people)


def _told(who: WhoCan) -> dict[str, object]:
    """What the timeline says: how many and whether somebody takes over, never who."""
    return {"people": who.people_count, "has_stand_in": bool(who.stand_in.strip())}


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, SoleTask]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = SoleTask.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, HANDLE, case.unit_id)
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.SOLE_LABELS)

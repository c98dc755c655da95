"""What is done with welfare technology; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.technology import rules
from vaka.areas.technology.models import Technology, TechnologyCount, Trial
from vaka.areas.technology.rules import ADD, COUNT, TRANSITIONS, TRY, Stage, TrialEnd, TrialState
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit
from vaka.law.verdict import Verdict, require

KIND = "trial"


@dataclass(frozen=True)
class Counted:
    """What a unit has of a technology on a day."""

    unit: Unit
    counted_date: date
    stage: Stage
    bought: int
    installed: int
    used: int
    declined: int = 0
    words: str = ""


@dataclass(frozen=True)
class NewTrial:
    """A technology to try at a unit, with what is asked and how it stands before."""

    unit: Unit
    technology: Technology
    question: str
    baseline: str
    due_date: date


@action
def add_technology(*, by: Viewer, name: str, purpose: str = "", supplier: str = "") -> Technology:
    """Add a kind of technology to the register; one of the same name is given."""
    demand(by, ADD)
    made, _new = Technology.objects.get_or_create(
        name=name, defaults={"purpose": purpose, "supplier": supplier}
    )
    note(by=by, verb="technology.add_technology", object_kind="technology", object_id=made.pk,
         data={"name": name})  # fmt: skip
    return made


@action
def count_technology(*, by: Viewer, technology_id: uuid.UUID, new: Counted) -> TechnologyCount:
    """Tell what a unit has of a technology on a day; told again for the day, it is corrected."""
    demand(by, COUNT, new.unit.pk)
    require(
        rules.may_count(bought=new.bought, installed=new.installed, used=new.used,
                        day=new.counted_date, today=timezone.localdate())
    )  # fmt: skip
    told = {name: getattr(new, name) for name in
            ("stage", "bought", "installed", "used", "declined", "words")}  # fmt: skip
    made, _new = TechnologyCount.objects.update_or_create(
        technology=_technology(technology_id), unit=new.unit, area="",
        counted_date=new.counted_date, defaults=told | {"counted_by": by.person},
    )  # fmt: skip
    note(by=by, verb="technology.count_technology", object_kind="technology",
         object_id=technology_id, unit_id=new.unit.pk, data=told)  # fmt: skip
    return made


@action
def begin_trial(*, by: Viewer, new: NewTrial) -> Case:
    """Begin a trial, with its question and how it stands before."""
    demand(by, TRY, new.unit.pk)
    today = timezone.localdate()
    require(rules.may_begin(question=new.question, due=new.due_date, today=today))
    case = Case(
        kind=KIND, unit=new.unit, title=new.technology.name, state=TrialState.UNDER_WAY,
        opened_at=timezone.now(), owner=by.person, reporter=by.person, due_date=new.due_date,
    )  # fmt: skip
    row = Trial(case=case, technology=new.technology, question=new.question, begun_date=today,
                baseline=new.baseline)  # fmt: skip
    told = Told("trial.begin_trial", to_state=TrialState.UNDER_WAY)
    return cases.start(by=by, case=case, told=told, save_also=row)


@action
def decide_trial(
    *, by: Viewer, case_id: uuid.UUID, version: int, result: str, end: TrialEnd, words: str
) -> Case:
    """Decide what becomes of a technology, on what its trial showed."""
    case, row = _held(by, case_id, version)
    require(_fits("trial.decide_trial", case, words) + rules.may_decide(result=result, words=words))
    row.result, row.end, row.decided_date = result, end, timezone.localdate()
    row.save(update_fields=["result", "end", "decided_date"])
    told = Told("trial.decide_trial", words, to_state=TrialState.DECIDED,
                data={"end": str(rules.END_LABELS[end])})  # fmt: skip
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen_trial(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take a decided trial up again, with the reason."""
    case, row = _held(by, case_id, version)
    require(_fits("trial.reopen_trial", case, words))
    row.end, row.decided_date = "", None
    row.save(update_fields=["end", "decided_date"])
    told = Told("trial.reopen_trial", words, to_state=TrialState.UNDER_WAY)
    return cases.change(by=by, case=case, told=told, closed_at=None)


def _technology(technology_id: uuid.UUID) -> Technology:
    found = Technology.objects.filter(pk=technology_id).first()
    if found is None:
        raise NotVisible(str(technology_id))
    return found


def _held(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, Trial]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Trial.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, TRY, case.unit_id)
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.TRIAL_LABELS)

"""What is done with a remedy; each verb is one transaction with its log row."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.utils import timezone

from vaka.areas.remedies import people, rules
from vaka.areas.remedies.models import Remedy
from vaka.areas.remedies.rules import ANSWERS, TRANSITIONS, Outcome, RemedyKind, State
from vaka.areas.remedies.words import title_of
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, CaseLink, Part
from vaka.foundation.cases.queries import is_named
from vaka.foundation.cases.rules import may_act_on
from vaka.foundation.files import actions as files
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require


@dataclass(frozen=True)
class NewRemedy:
    """What somebody proposes.

    Attributes:
        unit: where it belongs, and where it is seen.
        reach: for which unit it is to hold, the same or one above; None for the same.
        measure: name in the catalogue of the figure that should move.
    """

    unit: Unit
    kind: RemedyKind
    text: str
    cause: str = ""
    cause_code: str = ""
    reach: Unit | None = None
    measure: str = ""


@dataclass(frozen=True)
class Plan:
    """Who does it, by when, and how and when its effect is checked."""

    responsible: Person
    due_date: date
    effect_date: date | None = None
    measure: str = ""


@action
def propose(
    *, by: Viewer, new: NewRemedy, answers: Collection[uuid.UUID] = (), plan: Plan | None = None
) -> Case:
    """Propose a remedy that answers some cases; with a plan, decide on it at once.

    Raises:
        NotAllowed, NotVisible: the unit or a case is not for this viewer.
        RuleRefused: the proposal is not whole, or the viewer may not decide for all it reaches.
    """
    demand(by, rules.PROPOSE, new.unit.pk)
    require(rules.may_propose(kind=new.kind, text=new.text, cause=new.cause or new.cause_code))
    answered = [_seen(by, case_id) for case_id in answers]
    case, remedy = _fresh(by, new)
    told = Told("remedy.propose", to_state=State.PROPOSED, data={"kind": new.kind})
    cases.start(by=by, case=case, told=told, save_also=remedy)
    for one in answered:
        cases.link(by=by, from_case=case, to_case=one, relation=ANSWERS)
    if plan is not None:
        return decide(by=by, case_id=case.pk, version=case.version, plan=plan)
    people.tell_decider(by, case)
    return case


@action
def answer(*, by: Viewer, case_id: uuid.UUID, other_id: uuid.UUID) -> Case:
    """Tie a remedy to one more case that it answers. Raises NotVisible for either."""
    case = _seen(by, case_id)
    demand(by, rules.PROPOSE, case.unit_id)
    cases.link(by=by, from_case=case, to_case=_seen(by, other_id), relation=ANSWERS)
    return case


@action
def decide(
    *, by: Viewer, case_id: uuid.UUID, version: int, plan: Plan, words: str = ""
) -> Case:  # fmt: skip
    """Decide that a remedy is done, by whom, by when and how it is checked."""
    case, remedy = _held(by, case_id, version, _ours(plan), rules.DECIDE)
    require(_fits("remedy.decide", case, words) + deciding(by, remedy) + _whole(remedy, plan))
    remedy.decided_date = timezone.localdate()
    return _planned(by, case, remedy, plan, Told("remedy.decide", words, to_state=State.DECIDED))


@action
def replan(
    *, by: Viewer, case_id: uuid.UUID, version: int, plan: Plan, words: str
) -> Case:  # fmt: skip
    """Give a decided remedy another person or other dates, with the reason."""
    case, remedy = _held(by, case_id, version, _ours(plan), rules.DECIDE)
    require(_fits("remedy.replan", case, words) + deciding(by, remedy) + _whole(remedy, plan))
    return _planned(by, case, remedy, plan, Told("remedy.replan", words, to_state=State.DECIDED))


@action
def finish(
    *, by: Viewer, case_id: uuid.UUID, version: int, words: str = "",
    file: "UploadedFile[bytes] | None" = None,
) -> Case:  # fmt: skip
    """Tell that a remedy is done, with evidence; one whose effect is not checked closes."""
    case, remedy = _held(by, case_id, version, {"words": words}, "")
    if not may_finish(by, case, remedy):
        raise NotAllowed(rules.HANDLE)
    require(_fits("remedy.finish", case, words) + rules.may_finish(words, file is not None))
    if file is not None:
        files.keep(
            by=by, content=cast(BinaryIO, file.file), name=file.name or "", kind="remedy", case=case
        )
    remedy.evidence, remedy.done_date = words, timezone.localdate()
    remedy.save(update_fields=["evidence", "done_date"])
    told = Told("remedy.finish", words, to_state=State.DONE, data={"file": bool(file)})
    if remedy.effect_date is None:
        return cases.change(by=by, case=case, told=told, closed_at=timezone.now())
    checker = people.checker(case, remedy)
    return cases.change(by=by, case=case, told=told, owner=checker, due_date=remedy.effect_date)


@action
def check_effect(
    *, by: Viewer, case_id: uuid.UUID, version: int, outcome: Outcome, words: str,
    plan: Plan | None = None,
) -> Case:  # fmt: skip
    """Write what a check of the effect found; a remedy that did not work opens again.

    Args:
        plan: a new plan, for one that did not work; without it person and dates stand.
    """
    case, remedy = _held(by, case_id, version, {"outcome": outcome, "words": words}, rules.CHECK)
    verb = "remedy.find_no_effect" if outcome is Outcome.NOT else "remedy.check_effect"
    require(_fits(verb, case, words) + may_act_on(_is_named(by, case)))
    remedy.outcome, remedy.outcome_words = outcome, words
    remedy.checked_date = timezone.localdate()
    remedy.save(update_fields=["outcome", "outcome_words", "checked_date"])
    data = {"outcome": outcome, "measure": remedy.measure}
    if outcome is Outcome.NOT:
        return _again(by, case, remedy, plan, Told(verb, words, to_state=State.DECIDED, data=data))
    told = Told(verb, words, to_state=State.CHECKED, data=data)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def drop(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Decide that a remedy is not done, with the reason."""
    case, remedy = _held(by, case_id, version, {"words": words}, rules.DECIDE)
    require(_fits("remedy.drop", case, words) + deciding(by, remedy))
    told = Told("remedy.drop", words, to_state=State.DROPPED)
    case = cases.change(by=by, case=case, told=told, closed_at=timezone.now())
    people.tell_proposer(by, case)
    return case


@action
def reopen(
    *, by: Viewer, case_id: uuid.UUID, version: int, plan: Plan, words: str
) -> Case:  # fmt: skip
    """Open a done or checked remedy again with a new plan, and the reason."""
    case, remedy = _held(by, case_id, version, _ours(plan), rules.DECIDE)
    require(_fits("remedy.reopen", case, words) + deciding(by, remedy) + _whole(remedy, plan))
    told = Told("remedy.reopen", words, to_state=State.DECIDED)
    return _planned(by, case, remedy, plan, told)


@action
def restore(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Propose a dropped remedy once more."""
    case, remedy = _held(by, case_id, version, {"words": words}, rules.PROPOSE)
    require(_fits("remedy.restore", case, words))
    told = Told("remedy.restore", words, to_state=State.PROPOSED)
    owner = people.decider(remedy.reach)
    case = cases.change(by=by, case=case, told=told, closed_at=None, due_date=None, owner=owner)
    people.tell_decider(by, case)
    return case


def deciding(by: Viewer, remedy: Remedy) -> Verdict:
    """Ask whether a viewer may decide a remedy: all that it reaches, and nobody named in it."""
    holds = by.may(rules.DECIDE, remedy.reach_id)
    who = people.decider(remedy.reach)
    reach = rules.may_decide_for(holds, remedy.reach.name, who.name if who else "")
    return reach + may_act_on(_is_named(by, remedy.case))


def may_finish(by: Viewer, case: Case, remedy: Remedy) -> bool:
    """Whoever is responsible may tell that it is done, and those who handle at the unit."""
    mine = by.person is not None and remedy.responsible_id == by.person.pk
    return mine or by.may(rules.HANDLE, case.unit_id)


def _is_named(by: Viewer, case: Case) -> bool:
    links = CaseLink.objects.filter(from_case=case, relation=ANSWERS).select_related("to_case")
    return any(is_named(by.person, link.to_case) for link in links)


def _seen(by: Viewer, case_id: uuid.UUID) -> Case:
    case = Case.objects.known(by, case_id).first()
    if case is None:
        raise NotVisible(str(case_id))
    return case


def _fresh(by: Viewer, new: NewRemedy) -> tuple[Case, Remedy]:
    reach = new.reach or new.unit
    case = Case(
        kind="remedy", unit=new.unit, title=title_of(new.text), state=State.PROPOSED,
        opened_at=timezone.now(), owner=people.decider(reach), reporter=by.person,
    )  # fmt: skip
    remedy = Remedy(
        case=case, kind=new.kind, text=new.text, cause=new.cause, cause_code=new.cause_code,
        reach=reach, measure=new.measure,
    )  # fmt: skip
    return case, remedy


def _held(
    by: Viewer, case_id: uuid.UUID, version: int, ours: dict[str, Any], capability: str
) -> tuple[Case, Remedy]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours=ours)
    if capability:
        demand(by, capability, case.unit_id)
    remedy = Remedy.objects.select_related("reach", "responsible").filter(case=case).first()
    if remedy is None:
        raise NotVisible(str(case_id))
    remedy.case = case
    return case, remedy


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)


def _whole(remedy: Remedy, plan: Plan) -> Verdict:
    return rules.may_plan(
        kind=RemedyKind(remedy.kind), today=timezone.localdate(),
        due_date=plan.due_date, effect_date=plan.effect_date,
    )  # fmt: skip


def _planned(by: Viewer, case: Case, remedy: Remedy, plan: Plan, told: Told) -> Case:
    remedy.responsible, remedy.due_date = plan.responsible, plan.due_date
    remedy.effect_date, remedy.measure = plan.effect_date, plan.measure or remedy.measure
    remedy.save()
    data = {**(told.data or {}), **_ours(plan)}
    case = cases.change(
        by=by, case=case, told=Told(told.verb, told.words, told.to_state, data),
        owner=plan.responsible, due_date=plan.due_date, closed_at=None,
    )  # fmt: skip
    if not _sees(plan.responsible, case):
        cases.join(by=by, case=case, person=plan.responsible, part=Part.CONTRIBUTOR)
    people.tell_responsible(by, case, plan.responsible)
    return case


def _again(by: Viewer, case: Case, remedy: Remedy, plan: Plan | None, told: Told) -> Case:
    """Open what did not work, and tell the owners of the cases it was to answer."""
    if plan is None:
        assert remedy.responsible is not None
        assert remedy.due_date is not None
        plan = Plan(remedy.responsible, remedy.due_date, remedy.effect_date, remedy.measure)
    else:
        require(_whole(remedy, plan))
    case = _planned(by, case, remedy, plan, told)
    people.tell_answered(by, case)
    return case


def _sees(person: Person, case: Case) -> bool:
    return Case.objects.known(Viewer.of(person), case.pk).exists()


def _ours(plan: Plan) -> dict[str, Any]:
    return {
        "responsible": plan.responsible.name,
        "due_date": plan.due_date.isoformat(),
        "effect_date": plan.effect_date.isoformat() if plan.effect_date else "",
        "measure": plan.measure,
    }

"""What is done with a deviation; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from vaka.areas.deviations import rules, telling, track_actions
from vaka.areas.deviations.models import Cause, Deviation
from vaka.areas.deviations.rules import TRANSITIONS, ClosedHow, State
from vaka.areas.deviations.standing import JOINED_TO, loose_ends
from vaka.areas.deviations.track_queries import laws_of
from vaka.areas.deviations.words import title_of
from vaka.foundation.access.queries import holder
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, CaseLink
from vaka.foundation.cases.queries import is_named
from vaka.foundation.cases.rules import may_act_on
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.law.local_time import swedish
from vaka.law.verdict import Verdict, require


@dataclass(frozen=True)
class NewDeviation:
    """What a reporter tells."""

    unit: Unit
    law: str
    type: str
    text: str
    occurred_at: datetime
    place: str = ""
    immediate_measure: str = ""
    sex: str = ""
    has_time: bool = True
    source_key: str | None = None
    to_role: str = "unit_manager"


@action
def report(*, by: Viewer, new: NewDeviation) -> Case:
    """Open a deviation in the reporter's own words."""
    demand(by, "deviation.report", new.unit.pk)
    now = timezone.now()
    case = Case(
        kind="deviation",
        unit=new.unit,
        title=title_of(new.type, new.place),
        state=State.REPORTED,
        occurred_at=new.occurred_at,
        opened_at=now,
        due_date=due_date(new.unit, now),
        owner=_owner(new.unit, new.to_role),
        reporter=by.person,
        source_key=new.source_key,
    )
    deviation = Deviation(
        case=case, law=new.law, type=new.type, place=new.place, text=new.text,
        immediate_measure=new.immediate_measure, sex=new.sex, has_time=new.has_time,
    )  # fmt: skip
    told = Told("deviation.report", to_state=State.REPORTED, at=now)
    cases.start(by=by, case=case, told=told, save_also=deviation)
    track_actions.propose_by_type(by, deviation)
    return case


@dataclass(frozen=True)
class Assessment:
    """The risk as judged now, the areas of causes, and the harm when it is health care."""

    severity: int
    likelihood: int
    is_serious: bool = False
    words: str = ""
    causes: tuple[str, ...] = ()
    harm: str = ""

    def told(self) -> dict[str, Any]:
        """Give what the timeline keeps: a new assessment never takes an old one away."""
        return {
            "severity": self.severity, "likelihood": self.likelihood,
            "score": rules.score(self.severity, self.likelihood), "serious": self.is_serious,
            "causes": list(self.causes), "harm": self.harm,
        }  # fmt: skip


@action
def assess(*, by: Viewer, case_id: uuid.UUID, version: int, **judged: Any) -> Case:
    """Assess the risk, which confirms law and type; earlier assessments stay on the timeline.

    Args:
        judged: the fields of `Assessment`.
    """
    new = Assessment(**judged)
    ours = {"severity": new.severity, "likelihood": new.likelihood}
    case, deviation = _held(by, case_id, version, ours)
    verdict = _fits("deviation.assess", case, new.words)
    if new.is_serious or new.harm:
        verdict += rules.may_judge_serious(laws_of(deviation))
    require(verdict)
    first = deviation.severity is None
    told = Told("deviation.assess", new.words, to_state=_kept(case), data=new.told())
    _write(deviation, new)
    case = cases.change(by=by, case=case, told=told)
    telling.tell_roles(by, deviation)
    if first:
        telling.tell_reporter(by, case, "deviation_assessed")
    return case


def _kept(case: Case) -> State:
    return State.INVESTIGATING if case.state == State.INVESTIGATING else State.ASSESSED


def _write(deviation: Deviation, new: Assessment) -> None:
    deviation.severity, deviation.likelihood = new.severity, new.likelihood
    deviation.is_serious, deviation.harm = new.is_serious, new.harm
    deviation.confirmed_at = deviation.confirmed_at or timezone.now()
    columns = ["severity", "likelihood", "is_serious", "harm", "confirmed_at"]
    deviation.save(update_fields=columns)
    deviation.causes.exclude(code__in=new.causes).delete()
    for code in new.causes:
        Cause.objects.get_or_create(deviation=deviation, code=code)


@action
def investigate(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Begin an investigation."""
    case, _deviation = _held(by, case_id, version, {})
    require(_fits("deviation.investigate", case, words))
    told = Told("deviation.investigate", words, to_state=State.INVESTIGATING)
    case = cases.change(by=by, case=case, told=told)
    telling.tell_reporter(by, case, "deviation_investigated")
    return case


@dataclass(frozen=True)
class Closing:
    """How a case is closed: the answer to the reporter, what was found, why no remedy."""

    how: ClosedHow
    words: str
    investigation: str = ""
    no_remedy_because: str = ""


@action
def close(*, by: Viewer, case_id: uuid.UUID, version: int, **closing: Any) -> Case:
    """Close, with an answer to the reporter, with or without investigation.

    Args:
        closing: the fields of `Closing`.
    """
    end = Closing(**closing)
    case, deviation = _held(by, case_id, version, dict(closing))
    require(_fits("deviation.close", case, end.words) + may_close(deviation, end))
    deviation.closed_how, deviation.closing_words = end.how, end.words
    deviation.investigation = end.investigation or deviation.investigation
    deviation.no_remedy_because = end.no_remedy_because
    columns = ["closed_how", "closing_words", "investigation", "no_remedy_because"]
    deviation.save(update_fields=columns)
    told = Told("deviation.close", end.words, to_state=State.CLOSED, data={"how": end.how})
    case = cases.change(by=by, case=case, told=told, closed_at=timezone.now())
    telling.answer_all(by, case, end.words)
    return case


@action
def reopen(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open a closed deviation again, with the reason."""
    case, deviation = _held(by, case_id, version, {"words": words})
    require(_fits("deviation.reopen", case, words))
    deviation.closed_how = ""
    deviation.save(update_fields=["closed_how"])
    told = Told("deviation.reopen", words, to_state=State.INVESTIGATING)
    case = cases.change(by=by, case=case, told=told, closed_at=None)
    telling.tell_reporter(by, case, "deviation_reopened")
    return case


@action
def answer(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Answer the reporter while the case is still open."""
    case, _deviation = held_open(by, case_id, version, {"words": words})
    case = cases.change(by=by, case=case, told=Told("deviation.answer", words))
    telling.tell_reporter(by, case, "deviation_answered")
    return case


@action
def join(*, by: Viewer, case_id: uuid.UUID, version: int, into_id: uuid.UUID) -> Case:
    """Join a case to another that is about the same event: both stay, one is followed.

    Raises:
        NotVisible: the viewer has no such other case.
    """
    case, _deviation = _held(by, case_id, version, {})
    into = Case.objects.visible_to(by, "deviation").filter(pk=into_id).first()
    if into is None:
        raise NotVisible(str(into_id))
    demand(by, rules.HANDLE, into.unit_id)
    require(_fits("deviation.join", case, "") + rules.may_join(case, into, into.state))
    cases.link(by=by, from_case=case, to_case=into, relation=JOINED_TO)
    told = Told("deviation.join", to_state=State.JOINED, data={"into": into.reference})
    case = cases.change(by=by, case=case, told=told, closed_at=timezone.now())
    telling.tell_reporter(by, case, "deviation_joined")
    return case


@action
def separate(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Take a joined case apart again, with the reason."""
    case, _deviation = _held(by, case_id, version, {"words": words})
    require(_fits("deviation.separate", case, words))
    CaseLink.objects.filter(from_case=case, relation=JOINED_TO).delete()
    told = Told("deviation.separate", words, to_state=State.REPORTED)
    return cases.change(by=by, case=case, told=told, closed_at=None)


def may_close(deviation: Deviation, end: Closing) -> Verdict:
    """Ask the rule with a row's values."""
    return rules.may_close(
        assessed=deviation.severity is not None,
        serious=deviation.is_serious,
        how=end.how,
        investigation=end.investigation or deviation.investigation,
        ends=loose_ends(deviation, end.no_remedy_because),
    )


def due_date(unit: Unit, reported_at: datetime) -> Any:
    """Give the last day in time by the local limit at a unit."""
    day = swedish(reported_at).date()
    months = local_value("deviation.handling_limit_months", day, unit)
    return rules.last_day_in_time(day, months)


def held_open(
    by: Viewer, case_id: uuid.UUID, version: int, ours: dict[str, Any]
) -> tuple[Case, Deviation]:
    """Give an open case to add something to, by somebody who may."""
    case, deviation = _held(by, case_id, version, ours)
    require(rules.may_work_beside(case.state))
    return case, deviation


def _held(
    by: Viewer, case_id: uuid.UUID, version: int, ours: dict[str, Any]
) -> tuple[Case, Deviation]:
    """Hold a case to change it; never for somebody who is named in the event."""
    case = cases.locked(by=by, case_id=case_id, version=version, ours=ours)
    demand(by, rules.HANDLE, case.unit_id)
    require(may_act_on(is_named(by.person, case)))
    return case, Deviation.objects.get(case=case)


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(TRANSITIONS, verb, case.state, words, rules.STATE_LABELS)


def _owner(unit: Unit, role: str) -> Any:
    return holder(role, unit)

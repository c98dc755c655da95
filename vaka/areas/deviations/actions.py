"""What is done with a deviation; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from vaka.areas.deviations import rules, track_actions
from vaka.areas.deviations.models import Deviation
from vaka.areas.deviations.rules import TRANSITIONS, ClosedHow, State
from vaka.areas.deviations.words import title_of
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
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
        owner=_owner(new.unit),
        reporter=by.person,
    )
    deviation = Deviation(
        case=case, law=new.law, type=new.type, place=new.place, text=new.text,
        immediate_measure=new.immediate_measure, sex=new.sex,
    )  # fmt: skip
    told = Told("deviation.report", to_state=State.REPORTED, at=now)
    cases.start(by=by, case=case, told=told, save_also=deviation)
    track_actions.propose_by_type(by, deviation)
    return case


@action
def assess(
    *, by: Viewer, case_id: uuid.UUID, version: int, severity: int, likelihood: int,
    is_serious: bool = False, words: str = "",
) -> Case:  # fmt: skip
    """Assess the risk; an assessment before this one stays on the timeline."""
    ours = {"severity": severity, "likelihood": likelihood}
    case, deviation = _held(by, case_id, version, ours)
    verdict = _fits("deviation.assess", case, words)
    if is_serious:
        verdict += rules.may_judge_serious(deviation.law)
    require(verdict)
    points = rules.score(severity, likelihood)
    deviation.severity, deviation.likelihood = severity, likelihood
    deviation.is_serious = is_serious
    deviation.save(update_fields=["severity", "likelihood", "is_serious"])
    keep = case.state if case.state == State.INVESTIGATING else State.ASSESSED
    data = ours | {"score": points, "serious": is_serious}
    return cases.change(
        by=by, case=case, told=Told("deviation.assess", words, to_state=keep, data=data)
    )


@action
def investigate(*, by: Viewer, case_id: uuid.UUID, version: int, words: str = "") -> Case:
    """Begin an investigation."""
    case, _deviation = _held(by, case_id, version, {})
    require(_fits("deviation.investigate", case, words))
    told = Told("deviation.investigate", words, to_state=State.INVESTIGATING)
    return cases.change(by=by, case=case, told=told)


@action
def close(
    *, by: Viewer, case_id: uuid.UUID, version: int, how: ClosedHow, words: str,
    investigation: str = "",
) -> Case:  # fmt: skip
    """Close, with an answer to the reporter, with or without investigation."""
    ours = {"how": how, "words": words, "investigation": investigation}
    case, deviation = _held(by, case_id, version, ours)
    require(_fits("deviation.close", case, words) + may_close(deviation, how, investigation))
    deviation.closed_how, deviation.closing_words = how, words
    deviation.investigation = investigation or deviation.investigation
    deviation.save(update_fields=["closed_how", "closing_words", "investigation"])
    told = Told("deviation.close", words, to_state=State.CLOSED, data={"how": how})
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def reopen(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Open a closed deviation again, with the reason."""
    case, deviation = _held(by, case_id, version, {"words": words})
    require(_fits("deviation.reopen", case, words))
    deviation.closed_how = ""
    deviation.save(update_fields=["closed_how"])
    told = Told("deviation.reopen", words, to_state=State.INVESTIGATING)
    return cases.change(by=by, case=case, told=told, closed_at=None)


def may_close(deviation: Deviation, how: ClosedHow, investigation: str) -> Verdict:
    """Ask the rule with a row's values."""
    return rules.may_close(
        assessed=deviation.severity is not None,
        serious=deviation.is_serious,
        how=how,
        investigation=investigation or deviation.investigation,
    )


def due_date(unit: Unit, reported_at: datetime) -> Any:
    """Give the last day in time by the local limit at a unit."""
    day = swedish(reported_at).date()
    months = local_value("deviation.handling_limit_months", day, unit)
    return rules.last_day_in_time(day, months)


def _held(
    by: Viewer, case_id: uuid.UUID, version: int, ours: dict[str, Any]
) -> tuple[Case, Deviation]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours=ours)
    demand(by, rules.HANDLE, case.unit_id)
    return case, Deviation.objects.get(case=case)


def _fits(verb: str, case: Case, words: str) -> Verdict:
    label = rules.STATE_LABELS[State(case.state)]
    return transitions.fits(transitions.find(TRANSITIONS, verb), case.state, words, label)


def _owner(unit: Unit) -> Any:
    from vaka.foundation.access.queries import holder

    return holder("unit_manager", unit)

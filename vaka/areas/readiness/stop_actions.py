"""What is done with a stop and what it cancels; each verb is one transaction with its log row."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.readiness import rules as sole_rules
from vaka.areas.readiness import stop_rules as rules
from vaka.areas.readiness.actions import tie
from vaka.areas.readiness.models import Cancellation, Stop
from vaka.areas.readiness.stop_rules import (
    CANCEL,
    HANDLE,
    CancellationState,
    CancelledHow,
    Consequence,
    PlannedSort,
    StopKind,
    StopState,
)
from vaka.areas.remedies.rules import ANSWERS
from vaka.areas.remedies.rules import State as RemedyState
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, CaseLink
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit
from vaka.law.months import add_months
from vaka.law.verdict import Verdict, require

KIND, CANCELLATION = "stop", "cancellation"


@dataclass(frozen=True)
class NewStop:
    """What is stopped, from when, on which decision, and where."""

    unit: Unit
    kind: StopKind
    from_date: date
    until_date: date | None
    decision: str
    units: tuple[Unit, ...]


@dataclass(frozen=True)
class Planned:
    """What was planned at a unit; `address` leads to it when it stands in the year wheel."""

    sort: PlannedSort
    title: str
    planned_date: date
    address: str = ""


@dataclass(frozen=True)
class Judged:
    """What became of it, and what that leads to."""

    how: CancelledHow
    consequence: Consequence
    new_date: date | None = None
    words: str = ""


@action
def open_stop(*, by: Viewer, new: NewStop) -> Case:
    """Open a stop for units below the head's own."""
    demand(by, HANDLE, new.unit.pk)
    below = set(Unit.objects.below(new.unit).values_list("pk", flat=True))
    if any(one.pk not in below or not rules.may_be_named(one.kind) for one in new.units):
        raise NotVisible("unit")
    require(rules.may_open(unit_kind=new.unit.kind, units=len(new.units), decision=new.decision,
                           start=new.from_date, until=new.until_date))  # fmt: skip
    case = Case(
        kind=KIND, unit=new.unit, title=str(rules.STOP_LABELS[new.kind]), state=StopState.IN_FORCE,
        opened_at=timezone.now(), owner=by.person, reporter=by.person, due_date=new.until_date,
    )  # fmt: skip
    row = Stop(case=case, kind=new.kind, from_date=new.from_date, until_date=new.until_date,
               decision=new.decision)  # fmt: skip
    told = Told("stop.open_stop", new.decision, to_state=StopState.IN_FORCE,
                data={"units": sorted(one.code for one in new.units)})  # fmt: skip
    case = cases.start(by=by, case=case, told=told, save_also=row)
    row.units.set(new.units)
    return case


@action
def lift_stop(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Say that a stop holds no longer, from today."""
    case, row = _stop(by, case_id, version)
    require(_fits("stop.lift", case, words))
    today = timezone.localdate()
    if row.until_date is None or row.until_date > today:
        row.until_date = max(today, row.from_date)
        row.save(update_fields=["until_date"])
    told = Told("stop.lift", words, to_state=StopState.LIFTED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


@action
def resume_stop(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Let a stop hold again, until further notice."""
    case, row = _stop(by, case_id, version)
    require(_fits("stop.resume", case, words))
    row.until_date = None
    row.save(update_fields=["until_date"])
    told = Told("stop.resume", words, to_state=StopState.IN_FORCE)
    return cases.change(by=by, case=case, told=told, closed_at=None, due_date=None)


@action
def note_cancelled(
    *, by: Viewer, stop_id: uuid.UUID, unit: Unit, planned: Planned, judged: Judged
) -> Case:
    """Note what a stop cancelled or put off at a unit, with what it leads to."""
    stop_case = Case.objects.visible_to(by, KIND).filter(pk=stop_id).first()
    if stop_case is None:
        raise NotVisible(str(stop_id))
    demand(by, CANCEL, unit.pk)
    stop = Stop.objects.select_for_update(of=("self",)).get(pk=stop_id)
    stop.case = stop_case
    require(_may_note(stop, unit, planned) + _may_judge(planned.planned_date, judged))
    if planned.sort in rules.FROM_WHEEL and planned not in planned_at(by, unit, stop):
        raise NotVisible(planned.title)
    state = rules.state_of(judged.consequence)
    settled = state is CancellationState.SETTLED
    case = Case(
        kind=CANCELLATION, unit=unit, title=planned.title, state=state, opened_at=timezone.now(),
        owner=by.person, reporter=by.person, closed_at=timezone.now() if settled else None,
    )  # fmt: skip
    row = Cancellation(case=case, stop=stop, **vars(planned), **vars(judged))
    told = Told("cancellation.note_cancelled", judged.words, to_state=state, data=_told(judged))
    return cases.start(by=by, case=case, told=told, save_also=row)


@action
def judge_cancelled(
    *, by: Viewer, case_id: uuid.UUID, version: int, judged: Judged, why: str
) -> Case:
    """Judge anew what a cancellation leads to, with the reason."""
    case, row = _cancelled(by, case_id, version)
    require(_fits_cancelled("cancellation.judge", case, why))
    require(_may_judge(row.planned_date, judged))
    for name, value in vars(judged).items():
        setattr(row, name, value)
    row.save(update_fields=list(vars(judged)))
    told = Told("cancellation.judge", why, to_state=CancellationState.OPEN, data=_told(judged))
    return cases.change(by=by, case=case, told=told, closed_at=None)


@action
def tie_cancelled(*, by: Viewer, case_id: uuid.UUID, version: int, risk_id: uuid.UUID) -> Case:
    """Tie what was cancelled to the risk analysis that weighs it."""
    case, _row = _cancelled(by, case_id, version)
    require(_fits_cancelled("cancellation.tie_risk", case, ""))
    return tie(by, case, risk_id, "cancellation.tie_risk")


@action
def settle_cancelled(*, by: Viewer, case_id: uuid.UUID, version: int, words: str) -> Case:
    """Say that nothing more is to be done; a serious one needs a risk analysis or a remedy."""
    case, row = _cancelled(by, case_id, version)
    require(_fits_cancelled("cancellation.settle", case, words) + may_settle(row))
    told = Told("cancellation.settle", words, to_state=CancellationState.SETTLED)
    return cases.change(by=by, case=case, told=told, closed_at=timezone.now())


def may_settle(row: Cancellation) -> Verdict:
    """Ask whether what was cancelled may be settled."""
    return rules.may_settle(
        consequence=Consequence(row.consequence), has_risk=has_risk(row.pk),
        has_remedy=has_remedy(row.pk),
    )  # fmt: skip


def has_risk(case_id: uuid.UUID) -> bool:
    """Say whether a case is weighed in a risk analysis that has not been dropped."""
    links = CaseLink.objects.filter(from_case=case_id, relation=sole_rules.WEIGHED_IN)
    return links.exclude(to_case__state=sole_rules.DROPPED).exists()


def has_remedy(case_id: uuid.UUID) -> bool:
    """Say whether a remedy that has not been dropped answers a case."""
    links = CaseLink.objects.filter(to_case=case_id, relation=ANSWERS)
    return links.exclude(from_case__state=RemedyState.DROPPED).exists()


def planned_at(by: Viewer, unit: Unit, stop: Stop) -> list[Planned]:
    """Give what stands in the year wheel for a unit in the days of a stop, and is not done.

    The wheel tells a duty's unit by its name, and so does this.
    """
    end = stop.until_date or add_months(stop.from_date, 12)
    return [
        Planned(_sort(one), one.name, one.due_date, one.address)
        for one in duties.due(by, stop.from_date, end)
        if one.unit == unit.name and one.state is not DutyState.DONE
    ]


def _sort(one: Duty) -> PlannedSort:
    return PlannedSort.SELF_CHECK if one.topic == "self_check" else PlannedSort.DUTY


def _may_note(stop: Stop, unit: Unit, planned: Planned) -> Verdict:
    noted = stop.cancellations.filter(case__unit=unit, title=planned.title,
                                      planned_date=planned.planned_date)  # fmt: skip
    return rules.may_note(
        state=stop.case.state, is_named=stop.units.filter(pk=unit.pk).exists(),
        start=stop.from_date, until=stop.until_date, planned=planned.planned_date,
        is_noted=noted.exists(),
    )  # fmt: skip


def _may_judge(planned: date, judged: Judged) -> Verdict:
    return rules.may_judge(
        how=judged.how, planned=planned, new_date=judged.new_date,
        consequence=judged.consequence, words=judged.words,
    )  # fmt: skip


def _told(judged: Judged) -> dict[str, object]:
    return {"consequence": str(rules.CONSEQUENCE_LABELS[judged.consequence]),
            "how": str(rules.HOW_LABELS[judged.how])}  # fmt: skip


def _stop(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, Stop]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Stop.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, HANDLE, case.unit_id)
    return case, row


def _cancelled(by: Viewer, case_id: uuid.UUID, version: int) -> tuple[Case, Cancellation]:
    case = cases.locked(by=by, case_id=case_id, version=version, ours={})
    row = Cancellation.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    demand(by, CANCEL, case.unit_id)
    return case, row


def _fits(verb: str, case: Case, words: str) -> Verdict:
    return transitions.fits_in(rules.TRANSITIONS, verb, case.state, words, rules.STOP_STATES)


def _fits_cancelled(verb: str, case: Case, words: str) -> Verdict:
    table = rules.CANCELLATION_TRANSITIONS
    return transitions.fits_in(table, verb, case.state, words, rules.CANCELLATION_LABELS)

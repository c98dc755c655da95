"""What a case system tells anew of a decision that stands: the next day's file, and the next's.

What was empty in Vaka is filled in and told on the timeline; what a person has written stays, and
the file's reader is told where the two differ. An interruption that begins after one that is over
is another: both are kept.
"""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from vaka.areas.entitlements import rules, step_rules
from vaka.areas.entitlements.actions import keep_wait, moment_of
from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.queries import waiting_of
from vaka.areas.entitlements.rules import End, State
from vaka.areas.entitlements.step_rules import News
from vaka.foundation.access.viewer import Viewer, demand, one_of
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, CaseEvent
from vaka.law.verdict import require

STEPS: tuple[tuple[str, str, State | None], ...] = (
    ("partly_date", "decision.execute_partly", None),
    ("executed_date", "decision.execute", State.EXECUTED),
    ("interrupted_date", "decision.interrupt", State.INTERRUPTED),
    ("resumed_date", "decision.resume", State.EXECUTED),
    ("ended_date", "decision.end", State.ENDED),
)
"""The dates that are steps, in their order: column, verb, and the state that it leads to."""
CLOSED = {State.EXECUTED, State.ENDED}


def news(case_id: uuid.UUID, told: Mapping[str, Any]) -> News:
    """Give what a source tells anew of a decision that stands, without doing anything.

    Args:
        told: the decision's columns as the source has them.
    """
    decision = Decision.objects.get(case_id=case_id)
    stands = {name: getattr(decision, name) for name in {*told, *step_rules.WAIT}}
    found = step_rules.news_of(stands, told, waiting_of(decision, None).earlier)
    if found.begins and str(told["interrupted_date"]) in _corrected_starts(case_id):
        return step_rules.contradicted(stands, told)
    return found


def _corrected_starts(case_id: uuid.UUID) -> set[str]:
    """The first days of interruptions that somebody has corrected: a source that still tells one of
    them tells of no other interruption."""
    made = CaseEvent.objects.filter(case_id=case_id, verb="decision.correct")
    starts: set[str] = set()
    for data in made.values_list("data", flat=True):
        starts.add(data.get("dates", {}).get("before", {}).get("interrupted_date", ""))
        starts |= {one["before"].split("..")[0] for one in data.get("interruptions", ())}
    return starts - {""}


@action
def follow_source(*, by: Viewer, case_id: uuid.UUID, told: Mapping[str, Any], digest: str) -> News:
    """Fill in what the source tells and Vaka lacks, which is something, as `news` says; a step by
    its date takes the case further.

    Raises:
        NotVisible: there is no such decision.
        NotAllowed: the viewer imports nothing at the case's unit.
        RuleRefused: the dates do not go together with those that stand.
    """
    case = one_of(Case.objects.select_for_update().filter(kind="decision"), case_id)
    demand(by, "import.run", case.unit_id)
    decision = Decision.objects.get(case=case)
    found = news(case_id, told)
    columns = keep_wait(decision) if found.begins else {}
    columns |= found.filled
    for name, value in columns.items():
        setattr(decision, name, value)
    require(step_rules.dates_in_order(waiting_of(decision, None), by.on))
    decision.save(update_fields=list(columns))
    if not found.differs:
        case.source_digest = digest  # else the difference is told at every reading
        case.save(update_fields=["source_digest"])
    _tell(by, case, decision, found)
    return found


def _tell(by: Viewer, case: Case, decision: Decision, found: News) -> None:
    """Tell each step that was filled in; one that a later step follows changes no state."""
    steps = [step for step in STEPS if step[0] in found.filled]
    days = [getattr(decision, name) for name, _verb, to_state in STEPS if to_state]
    last = max(filter(None, days), default=None)
    for name, verb, leads_to in steps:
        day = getattr(decision, name)
        to_state = leads_to if day == last else None
        told = Told(verb, to_state=to_state or "", data={"on": str(day), "by_source": True})
        cases.change(by=by, case=case, told=told, **_columns(to_state, day))
    if "end_code" in found.filled and not last:  # the source knows that it ended, not when
        executed = found.filled["end_code"] == End.EXECUTED
        told = Told("decision.execute" if executed else "decision.end",
                    to_state=State.EXECUTED if executed else State.ENDED,
                    data={"date_unknown": True, "by_source": True})  # fmt: skip
        cases.change(by=by, case=case, told=told, closed_at=moment_of(by.on))
    elif not steps:
        data = {"filled": sorted(found.filled)}
        cases.change(by=by, case=case, told=Told("decision.follow_source", data=data))


def _columns(to_state: State | None, day: date) -> dict[str, Any]:
    if to_state is State.INTERRUPTED:
        return {"closed_at": None, "due_date": rules.last_day_in_time(day)}
    return {"closed_at": moment_of(day)} if to_state in CLOSED else {}

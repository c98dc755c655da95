"""A step written in by mistake is taken back: the decision stands as before it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from vaka.areas.entitlements import actions, step_rules
from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.rules import End, State, Waiting
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import CaseEvent
from vaka.law.verdict import RuleRefused

Decided = Callable[..., Decision]
STEPS: list[tuple[Callable[..., object], dict[str, Any]]] = [
    (actions.record_executed, {"on": date(2024, 2, 2)}),
    (actions.record_interrupted, {"on": date(2024, 3, 2), "words": "Sjukhus"}),
    (actions.record_resumed, {"on": date(2024, 4, 2)}),
    (actions.record_ended, {"on": date(2024, 5, 2), "end_code": "A", "words": "Avliden"}),
]
LEFT = ("executed_date", "interrupted_date", "resumed_date", "ended_date", "end_code")


def _do(verb: Callable[..., object], by: Viewer, one: Decision, **more: Any) -> Decision:
    verb(by=by, case_id=one.pk, version=_again(one).case.version, **more)
    return _again(one)


def _again(one: Decision) -> Decision:
    return Decision.objects.select_related("case").get(pk=one.pk)


def _standing(one: Decision) -> tuple[object, ...]:
    case = one.case
    return (case.state, case.due_date, case.closed_at is None,
            *(getattr(one, name) for name in LEFT))  # fmt: skip


@pytest.mark.parametrize("steps", [[0], [0, 1], [0, 1, 2], [0, 1, 2, 3], [3], [0, 3], [0, 1, 3]])
def test_each_step_taken_back_leaves_what_was_before_it(
    decided: Decided, beata: Viewer, steps: list[int]
) -> None:
    one, before = decided("2024-01-10"), []
    for number in steps:
        before.append(_standing(one := _again(one)))
        verb, more = STEPS[number]
        one = _do(verb, beata, one, **more)
    for number in reversed(range(len(steps))):
        one = _do(actions.take_back_step, beata, one, words="Fel person")
        # A service that has stopped waits from the day it stopped, and so the case's own last day.
        standing, was = _standing(one), before[number]
        assert standing[0] == was[0]
        assert standing[2:] == was[2:]
    assert one.case.due_date == date(2024, 4, 10)
    assert CaseEvent.objects.filter(case=one.case, verb="decision.take_back").count() == len(steps)
    logged = AuditRow.objects.filter(object_id=str(one.pk), verb="decision.take_back")
    assert logged.count() == len(steps)


def test_an_end_without_a_readable_date_is_taken_back(decided: Decided, beata: Viewer) -> None:
    one = decided("2024-01-10")
    Decision.objects.filter(pk=one.pk).update(end_code="Å", outcome_date_raw="2024-01-0")
    one.case.state = State.ENDED
    one.case.save(update_fields=["state"])
    one = _do(actions.take_back_step, beata, one, words="Fel i listan")
    assert (one.case.state, one.end_code, one.outcome_date_raw) == (State.WAITING, "", "")


def test_nothing_is_taken_back_without_a_step_or_a_reason(decided: Decided, beata: Viewer) -> None:
    one = decided("2024-01-10")
    with pytest.raises(RuleRefused) as refused:
        _do(actions.take_back_step, beata, one, words="")
    assert refused.value.verdict.codes == ("state", "words")
    one = _do(actions.record_executed, beata, one, on=date(2024, 2, 2))
    with pytest.raises(RuleRefused):
        _do(actions.take_back_step, beata, one, words=" ")
    assert _again(one).executed_date == date(2024, 2, 2)


def test_another_unit_takes_nothing_back(decided: Decided, beata: Viewer, cecilia: Viewer) -> None:
    one = _do(actions.record_executed, beata, decided("2024-01-10"), on=date(2024, 2, 2))
    with pytest.raises(NotVisible):
        _do(actions.take_back_step, cecilia, one, words="Fel")
    assert _again(one).case.state == State.EXECUTED


@pytest.mark.parametrize(
    ("state", "began", "left"),
    [
        (State.ENDED, True, End.EXECUTED),
        (State.ENDED, False, ""),
        (State.INTERRUPTED, True, End.EXECUTED),
        (State.EXECUTED, True, ""),
    ],
)
def test_how_the_wait_ended_once_a_step_is_taken_back(state: State, began: bool, left: str) -> None:
    waiting = Waiting(date(2024, 1, 10), executed=date(2024, 2, 2) if began else None)
    undone = step_rules.undone(state, waiting)
    assert undone is not None
    assert step_rules.end_left(undone, waiting) == left


@pytest.mark.parametrize("state", [State.WAITING, State.EXECUTED, State.INTERRUPTED])
def test_only_one_that_is_carried_out_keeps_how_its_wait_ended(state: State) -> None:
    kept = step_rules.end_kept(state, End.EXECUTED, End.DECEASED)
    assert kept == (End.EXECUTED if state is State.EXECUTED else End.DECEASED)


@pytest.mark.parametrize("state", list(State))
def test_only_a_decision_that_waits_has_no_step(state: State) -> None:
    found = step_rules.undone(state, Waiting(date(2024, 1, 10)))
    assert (found is None) is (state is State.WAITING)

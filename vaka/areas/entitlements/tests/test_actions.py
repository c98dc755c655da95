"""What is done with a decision: state, dates, log, timeline, refusals, both versions kept."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from vaka.areas.entitlements import actions
from vaka.areas.entitlements.facts import rows
from vaka.areas.entitlements.models import Decision
from vaka.areas.entitlements.rules import End, State
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.cases.models import CaseEvent
from vaka.law.verdict import RuleRefused

Decided = Callable[..., Decision]


def call(verb: Any, by: Viewer, decision: Decision, version: int = 1, **more: Any) -> Decision:
    verb(by=by, case_id=decision.pk, version=version, **more)
    return Decision.objects.select_related("case").get(pk=decision.pk)


def test_a_decision_is_executed_interrupted_resumed_and_ended(
    decided: Decided, beata: Viewer
) -> None:
    by, one = beata, decided("2024-01-10")
    one = call(actions.record_executed, by, one, on=date(2024, 5, 2))
    assert (one.case.state, one.end_code, one.executed_date) == ("executed", "V", date(2024, 5, 2))
    assert one.case.closed_at is not None
    one = call(actions.record_interrupted, by, one, 2, on=date(2024, 6, 1), words="På sjukhus")
    assert (one.case.state, one.case.closed_at) == (State.INTERRUPTED, None)
    assert one.case.due_date == date(2024, 9, 1)
    one = call(actions.record_resumed, by, one, 3, on=date(2024, 7, 1))
    assert one.case.state == State.EXECUTED
    one = call(actions.record_ended, by, one, 4, on=date(2024, 8, 1), end_code="A", words="Död")
    assert (one.case.state, one.end_code, one.ended_date) == ("ended", "V", date(2024, 8, 1))
    verbs = list(CaseEvent.objects.filter(case=one.case).values_list("verb", flat=True))
    assert verbs == ["decision.decide", "decision.execute", "decision.interrupt",
                     "decision.resume", "decision.end"]  # fmt: skip
    logged = AuditRow.objects.filter(object_id=str(one.pk), actor=by.person)
    assert logged.filter(verb__in=verbs).count() == 4


def test_an_end_without_execution_keeps_its_code(decided: Decided, beata: Viewer) -> None:
    one = call(actions.record_ended, beata, decided("2024-01-10"),
               on=date(2024, 3, 1), end_code=End.WITHDRAWN, words="Tog tillbaka")  # fmt: skip
    assert (one.end_code, one.case.state) == (End.WITHDRAWN, State.ENDED)


MOVED = {"decided_date": date(2024, 1, 9)}


@pytest.mark.parametrize(
    ("verb", "more", "code"),
    [
        (actions.record_executed, {"on": date(2024, 1, 9)}, "before"),
        (actions.record_executed, {"on": date(2999, 1, 9)}, "future"),
        (actions.record_resumed, {"on": date(2024, 2, 9)}, "state"),
        (actions.record_interrupted, {"on": date(2024, 2, 9), "words": "x"}, "state"),
        (actions.record_ended, {"on": date(2024, 2, 9), "end_code": "A", "words": " "}, "words"),
        (actions.record_ended, {"on": date(2024, 2, 9), "end_code": "V", "words": "x"}, "end_code"),
        (actions.correct_dates, {"dates": {}, "words": "x"}, "nothing"),
        (actions.correct_dates, {"dates": MOVED, "words": ""}, "words"),
    ],
)  # fmt: skip
def test_what_a_rule_refuses_changes_nothing(
    decided: Decided, beata: Viewer, verb: Any, more: dict[str, Any], code: str
) -> None:
    one = decided("2024-01-10")
    logged = AuditRow.objects.count()
    with pytest.raises(RuleRefused) as refused:
        call(verb, beata, one, **more)
    assert code in refused.value.verdict.codes
    after = Decision.objects.select_related("case").get(pk=one.pk)
    assert (after.case.version, after.case.state, after.executed_date) == (1, "waiting", None)
    assert AuditRow.objects.count() == logged


def test_a_correction_moves_the_clock_and_keeps_what_stood(decided: Decided, beata: Viewer) -> None:
    one = call(actions.correct_dates, beata, decided("2023-12-30"),
               dates={"decided_date": date(2024, 1, 3)}, words="Fel i källan")  # fmt: skip
    assert (one.decided_raw, one.case.due_date) == ("", date(2024, 4, 3))
    line = CaseEvent.objects.get(case=one.case, verb="decision.correct")
    assert line.data["dates"]["before"] == {"decided_date": "2023-12-30"}
    assert [fact["decision_date"] for fact in rows([one.pk], None)] == [date(2024, 1, 3)]


def test_the_second_to_save_meets_the_first(decided: Decided, beata: Viewer) -> None:
    one = call(actions.record_executed, beata, decided("2024-01-10"),
               on=date(2024, 2, 1))  # fmt: skip
    with pytest.raises(ChangedByAnother):
        call(actions.record_ended, beata, one, on=date(2024, 2, 2), end_code="A",
             words="x")  # fmt: skip


def test_who_may_see_and_not_handle_is_refused(decided: Decided, sven: Viewer) -> None:
    with pytest.raises(NotAllowed):
        call(actions.record_executed, sven, decided("2024-01-10"), on=date(2024, 2, 1))


def test_another_units_manager_meets_nothing(decided: Decided, cecilia: Viewer) -> None:
    with pytest.raises(NotVisible):
        call(actions.record_executed, cecilia, decided("2024-01-10"),
             on=date(2024, 2, 1))  # fmt: skip

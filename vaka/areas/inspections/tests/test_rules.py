"""The rules of inspections, tabled."""

from datetime import date

import pytest

from vaka.areas.inspections import rules
from vaka.areas.inspections.rules import TRANSITIONS, PointStanding, State
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

TODAY = date(2026, 3, 10)
HANDLES = {"unit_manager", "mas", "mar", "sas", "quality_developer", "board_secretary",
           "provider_manager"}  # fmt: skip
ALLOWED = {
    ("received", "inspection.send"), ("answered", "inspection.ask_again"),
    ("received", "inspection.close"), ("answered", "inspection.close"),
    ("closed", "inspection.reopen"),
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {(state.value, step.verb) for state in State if fits(step, state, "skäl", "").ok}
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in HANDLES)


def test_an_answer_is_sent_when_every_point_has_one():
    assert rules.may_send([]).codes == ("points",)
    points = [PointStanding(1, True), PointStanding(2, False)]
    assert rules.may_send(points).codes == ("point-2",)
    assert rules.may_send(points[:1]).ok


@pytest.mark.parametrize(
    ("answer", "proof", "is_fault", "codes"),
    [
        ("Ja", "", False, ()),
        ("Ja", "", True, ("proof",)),
        ("", "x", True, ("answer",)),
        ("Ja", "Rutin 12", True, ()),
    ],
)
def test_a_fault_is_answered_with_proof(answer, proof, is_fault, codes):
    assert rules.may_answer(answer, proof, is_fault).codes == codes


@pytest.mark.parametrize(
    ("decided", "number", "codes"),
    [
        (date(2026, 3, 10), "3.5-1/2026", ()),
        (date(2026, 3, 11), "3.5-1/2026", ("decided",)),
        (date(2026, 1, 31), "3.5-1/2026", ("decided",)),
        (None, " ", ("decided", "number")),
    ],
)
def test_only_the_authoritys_decision_closes(decided, number, codes):
    verdict = rules.may_close(decided=decided, number=number, received=date(2026, 2, 1),
                              today=TODAY)  # fmt: skip
    assert verdict.codes == codes


@pytest.mark.parametrize(
    ("answered", "due", "in_time"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), True),
        (date(2026, 3, 2), date(2026, 3, 1), False),
        (None, date(2026, 3, 10), None),
        (None, date(2026, 3, 9), False),
    ],
)
def test_answered_in_time(answered, due, in_time):
    assert rules.answered_in_time(answered, due, TODAY) is in_time

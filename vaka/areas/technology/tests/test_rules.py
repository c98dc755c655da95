"""The rules of welfare technology, tabled."""

from datetime import date

import pytest

from vaka.areas.technology import rules
from vaka.areas.technology.rules import TRANSITIONS, Stage, TrialState
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

TODAY, SOON = date(2026, 3, 10), date(2026, 9, 1)
TRIES = {"unit_manager", "mas", "quality_developer"}
ALLOWED = {("under_way", "trial.decide_trial"), ("decided", "trial.reopen_trial")}


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {(state.value, step.verb) for state in TrialState if fits(step, state, "skäl", "").ok}
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in TRIES)


@pytest.mark.parametrize(
    ("bought", "installed", "used", "day", "codes"),
    [
        (10, 8, 6, TODAY, ()),
        (10, 10, 10, TODAY, ()),
        (7, 8, 6, TODAY, ("installed",)),
        (10, 8, 9, TODAY, ("used",)),
        (1, 2, 3, SOON, ("installed", "used", "counted_date")),
    ],
)
def test_what_is_used_is_installed_and_was_bought(bought, installed, used, day, codes):
    verdict = rules.may_count(bought=bought, installed=installed, used=used, day=day, today=TODAY)
    assert verdict.codes == codes


def test_a_trial_asks_and_is_answered():
    assert rules.may_begin(question="Hjälper det?", due=SOON, today=TODAY).ok
    wrong = rules.may_begin(question="Vi provar", due=TODAY, today=TODAY)
    assert wrong.codes == ("question", "due_date")
    assert rules.may_decide(result="Sju minuter i median", words="Bra").ok
    assert rules.may_decide(result="Bra", words=" ").codes == ("result", "words")
    assert rules.due_evaluation(TODAY) == date(2026, 9, 10)
    assert rules.is_late(TODAY, SOON, waits=True)
    assert not rules.is_late(TODAY, TODAY, waits=True)
    assert not rules.is_late(TODAY, SOON, waits=False)
    assert not rules.is_late(None, SOON, waits=True)


def test_what_is_wound_up_counts_no_more_and_words_tell_of_delay():
    assert [stage for stage in Stage if not rules.is_held(stage)] == [Stage.ENDED]
    assert [stage for stage in Stage if rules.is_delayed(stage, "Ny plattform")] == [Stage.ROLL_OUT]
    assert not rules.is_delayed(Stage.ROLL_OUT, " ")


def test_the_degree_of_use_is_used_of_installed():
    assert rules.degree(3, 4) == 75
    assert rules.degree(0, 0) is None

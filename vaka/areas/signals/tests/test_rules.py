"""The rules of signals, tabled."""

from datetime import date

import pytest

from vaka.areas.signals import lists, rules, standing
from vaka.areas.signals.rules import (
    TRANSITIONS,
    Counted,
    FewLimits,
    LookStep,
    Seen,
    SignalRule,
    SignalState,
)
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits
from vaka.foundation.organisation.models import UnitKind

TODAY, SOON = date(2026, 3, 10), date(2026, 9, 1)
ANSWERS = {"unit_manager", "provider_manager", "mas", "quality_developer"}
ALLOWED = {("open", "signal.answer_signal"), ("answered", "signal.reopen_signal")}
LIMITS = FewLimits(least_expected=10, least_peers=3, most_percent=50, chance_percent=1)


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {(state.value, step.verb) for state in SignalState if fits(step, state, "skäl", "").ok}
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    assert not fits(step, step.from_states[0], " ", "").ok
    assert (step.capability in all_roles()[role].can) is (role in ANSWERS)


@pytest.mark.parametrize(
    ("own", "peers", "expected", "known", "few"),
    [
        (Counted(8, 100), [Counted(40, 100)] * 3, 40, True, True),
        (Counted(20, 100), [Counted(40, 100)] * 3, 40, True, True),
        (Counted(21, 100), [Counted(40, 100)] * 3, 40, True, False),  # not far fewer
        (Counted(5, 100), [Counted(10, 100)] * 3, 10, True, False),  # chance gives as few
        (Counted(0, 100), [Counted(10, 100)] * 3, 10, True, True),
        (Counted(0, 100), [Counted(9, 100)] * 3, 9, False, False),  # little expected
        (Counted(0, 100), [Counted(40, 100)] * 2, 40, False, False),  # few peers
        (Counted(8, 20), [Counted(40, 100)] * 3, 8, False, False),  # small, not silent
        (Counted(60, 100), [Counted(40, 100)] * 3, 40, True, False),
        (Counted(0, 0), [Counted(40, 100)] * 3, 0, False, False),
        (Counted(0, 100), [], 0, False, False),
    ],
)
def test_far_fewer_is_sure_and_far(own, peers, expected, known, few):
    found = standing.against(own, peers, LIMITS)
    assert (round(found.expected, 9), found.is_known, found.is_few) == (expected, known, few)


OPEN, ANSWERED, PASSED = SignalState.OPEN, SignalState.ANSWERED, SignalState.PASSED


@pytest.mark.parametrize(
    ("state", "met", "worse", "relook", "step"),
    [
        (None, True, False, False, LookStep.RAISE),
        (None, False, False, False, LookStep.NOTHING),
        (OPEN, True, False, False, LookStep.FOLLOW),
        (OPEN, False, False, False, LookStep.LAPSE),
        (ANSWERED, True, False, False, LookStep.NOTHING),
        (ANSWERED, True, True, False, LookStep.RETURN),
        (ANSWERED, True, False, True, LookStep.RETURN),
        (ANSWERED, False, True, False, LookStep.NOTHING),  # it may come and go until its day
        (ANSWERED, False, False, True, LookStep.LAPSE),
        (PASSED, True, False, False, LookStep.RETURN),
        (PASSED, False, False, False, LookStep.NOTHING),
    ],
)
def test_an_answer_holds_until_its_day_or_a_worse_picture(state, met, worse, relook, step):
    found = rules.due_step(state, is_met=met, is_worse=worse, is_relook=relook)
    assert found is step


@pytest.mark.parametrize(
    ("now", "then", "worse"),
    [
        (Seen(12), Seen(8), False),
        (Seen(13), Seen(8), True),
        (Seen(0), Seen(0), False),
        (Seen(8, 40), Seen(16, 40), False),
        (Seen(7, 40), Seen(16, 40), True),
        (Seen(16, 90), Seen(16, 40), True),  # as many, of far more expected
        (Seen(0, 40), Seen(0, 40), False),
    ],
)
def test_a_picture_is_worse_by_half(now, then, worse):
    assert rules.is_worse(now, then, 50) is worse


@pytest.mark.parametrize(
    ("more", "codes"),
    [
        ({}, ()),
        ({"words": "Allt bra"}, ("words",)),
        ({"relook": TODAY}, ("relook_date",)),
        ({"relook": date(2027, 3, 11)}, ("relook_date",)),
        ({"relook": date(2027, 3, 10)}, ()),
        ({"needs_remedy": True}, ("answer",)),
        ({"needs_remedy": True, "has_remedy": True}, ()),
    ],
)
def test_an_answer_has_a_reason_a_day_and_its_remedy(more, codes):
    asked = {"words": "Vi har läst journalerna", "relook": SOON, "today": TODAY,
             "longest_days": 365, "needs_remedy": False, "has_remedy": False}  # fmt: skip
    assert rules.may_answer(**asked | more).codes == codes


def test_days_are_counted_with_the_day_itself():
    assert rules.first_day(TODAY, 1) == TODAY
    assert rules.first_day(date(2026, 12, 31), 365) == date(2026, 1, 1)
    assert rules.due_answer(TODAY, 30) == date(2026, 4, 9)
    assert rules.due_relook(TODAY, 175) == SOON


def test_the_lists_name_what_exists_and_every_rule_can_be_answered():
    assert set(lists.rule_words()) == set(SignalRule)
    for words in lists.rule_words().values():
        assert set(words.kinds) <= set(UnitKind.values)
        assert set(words.tells) <= set(all_roles())
        kinds = lists.answers_to(words.code, TODAY)
        assert len(kinds) > 1
        assert any(not one.needs_remedy for one in kinds)
    assert {code for one in lists.answers().values() for code in one.rules} <= set(SignalRule)

"""The rules of feedback, tabled."""

from datetime import date

import pytest

from vaka.areas.deviations.rules import types
from vaka.areas.feedback import lists, rules
from vaka.areas.feedback.rules import TRANSITIONS, FeedbackKind, State
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import diagram, fits

FULL = {"unit_manager", "provider_manager", "mas", "mar", "sas", "quality_developer"}
MAY = {"feedback.handle": FULL, "feedback.follow": set()}
ALLOWED = {
    ("received", "feedback.take", "handled"),
    ("received", "feedback.find", "handled"),
    ("handled", "feedback.find", "handled"),
    ("received", "feedback.answer", "answered"),
    ("handled", "feedback.answer", "answered"),
    ("received", "feedback.forward", "forwarded"),
    ("handled", "feedback.forward", "forwarded"),
    ("answered", "feedback.close", "closed"),
    ("answered", "feedback.reopen", "handled"),
    ("closed", "feedback.reopen", "handled"),
    ("forwarded", "feedback.reopen", "handled"),
    ("answered", "feedback.be_content", "closed"),
    ("closed", "feedback.be_content", "closed"),
    ("answered", "feedback.be_discontent", "handled"),
    ("closed", "feedback.be_discontent", "handled"),
}
WHOLE = {
    "kind": FeedbackKind.COMPLAINT, "finding": "nothing", "has_theme": True, "health_care": True,
    "explanation": "Därför", "measures": "Ny knapp",
}  # fmt: skip


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
@pytest.mark.parametrize("state", list(State))
def test_the_full_table_of_from_to_role(state, step, role):
    fitting = fits(step, state, "skäl", str(state)).ok
    assert fitting is ((state.value, step.verb, step.to_state) in ALLOWED)
    assert (step.capability in all_roles()[role].can) is (role in MAY[step.capability])


@pytest.mark.parametrize(
    ("more", "missing"),
    [
        ({}, set()),
        ({"finding": ""}, {"finding"}),
        ({"has_theme": False}, {"theme"}),
        ({"explanation": " ", "measures": ""}, {"explanation", "measures"}),
        ({"explanation": "", "measures": "", "health_care": False}, set()),
        ({"kind": FeedbackKind.PRAISE, "finding": "", "explanation": "", "measures": ""}, set()),
    ],
)
def test_what_an_answer_must_hold(more, missing):
    assert set(rules.may_answer(**WHOLE | more).codes) == missing


def test_a_promise_counts_working_days():
    assert rules.promised_date(date(2026, 12, 18), 10) == date(2027, 1, 8)


@pytest.mark.parametrize(
    ("state", "day", "codes"),
    [
        ("answered", 30, ()),
        ("closed", 30, ()),
        ("answered", 31, ("window",)),
        ("handled", 1, ("unanswered",)),
        ("forwarded", 1, ("unanswered",)),
    ],
)
def test_when_an_answer_may_be_found_wanting(state, day, codes):
    answered = date(2026, 3, 1)
    today = rules.reopens_until(answered, day)
    assert rules.may_judge_answer(State(state), answered, today, 30).codes == codes


def test_a_code_is_read_however_it_is_typed():
    signs = "K7QMABCD23456789"
    written = rules.written_code(signs)
    assert written == "K7QM-ABCD-2345-6789"
    assert rules.code_digest(f" {written.lower()} ") == rules.code_digest(signs)
    assert set("0O1IL") & set(rules.ALPHABET) == set()


@pytest.mark.parametrize(("count", "months", "silent"), [(0, 12, 1), (1, 12, 0), (0, 11, 0)])
def test_no_complaint_in_a_year_is_a_warning(count, months, silent):
    assert rules.is_silent(count, months) is bool(silent)


def test_the_themes_name_types_that_there_are_each_once():
    named = [name for one in lists.themes().values() for name in one.types]
    assert set(named) == set(types())
    assert len(named) == len(set(named))


def test_the_diagram_is_drawn_from_the_table():
    assert "answered --> handled: Inte nöjd" in diagram(TRANSITIONS)

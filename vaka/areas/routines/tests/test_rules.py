"""The rules of controlled documents, as tables."""

from datetime import date

import pytest

from vaka.areas.routines import rules
from vaka.areas.routines.rules import State
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases import transitions

WRITERS = {"unit_manager", "mas", "mar", "sas", "quality_developer", "provider_manager"}
SETTERS = WRITERS - {"quality_developer"}
FLOW = {
    ("draft", "review"): WRITERS,
    ("review", "draft"): SETTERS,
    ("review", "approved"): SETTERS,
    ("approved", "approved"): SETTERS,
    ("approved", "superseded"): SETTERS,
    ("approved", "withdrawn"): SETTERS,
    ("draft", "dropped"): WRITERS,
    ("review", "dropped"): WRITERS,
}
DAY, LATER = date(2026, 3, 1), date(2028, 3, 1)


@pytest.mark.parametrize("start", State)
@pytest.mark.parametrize("end", State)
def test_who_may_take_a_version_from_state_to_state(start, end):
    leading = [one for one in transitions.offered(rules.TRANSITIONS, start) if one.to_state == end]
    may = {
        code for code, role in all_roles().items()
        if any(step.capability in role.can for step in leading)
    }  # fmt: skip
    assert may == FLOW.get((start, end), set())


@pytest.mark.parametrize(
    ("text", "number", "changed", "refused"),
    [
        ("Gör så.", 1, "", ()),
        (" ", 1, "", ("text",)),
        ("Gör så.", 2, "", ("changed",)),
        ("Gör så.", 2, "Nytt steg.", ()),
    ],
)
def test_a_version_is_whole(text, number, changed, refused):
    assert rules.may_submit(text=text, number=number, changed=changed).codes == refused


@pytest.mark.parametrize(
    ("is_author", "valid_from", "valid_until", "refused"),
    [
        (False, DAY, LATER, ()),
        (True, DAY, LATER, ("author",)),
        (False, date(2026, 2, 28), LATER, ("valid_from",)),
        (False, DAY, DAY, ("valid_until",)),
    ],
)
def test_who_may_set_it_and_for_when(is_author, valid_from, valid_until, refused):
    verdict = rules.may_approve(
        is_author=is_author, today=DAY, valid_from=valid_from, valid_until=valid_until
    )
    assert verdict.codes == refused


@pytest.mark.parametrize(
    ("state", "valid_from", "ended", "holds"),
    [
        (State.DRAFT, None, None, False),
        (State.APPROVED, DAY, None, True),
        (State.APPROVED, LATER, None, False),
        (State.SUPERSEDED, DAY, LATER, True),
        (State.SUPERSEDED, date(2025, 1, 1), DAY, False),
        (State.WITHDRAWN, date(2025, 1, 1), DAY, False),
    ],
)
def test_what_held_on_a_day(state, valid_from, ended, holds):
    assert rules.is_in_force(state, valid_from, ended, DAY) == holds


@pytest.mark.parametrize(
    ("read", "readers", "enough"), [(9, 10, True), (8, 9, False), (0, 0, False), (1, 1, True)]
)
def test_ninety_percent_is_not_rounded_up_to(read, readers, enough):
    assert rules.is_read_enough(read, readers, 90) == enough


@pytest.mark.parametrize(
    ("in_force", "working", "refused"),
    [(True, False, ()), (True, True, ("working",)), (False, False, ("state",))],
)
def test_a_new_version_begins_from_what_is_in_force(in_force, working, refused):
    assert rules.may_revise(is_in_force=in_force, has_working=working).codes == refused


def test_other_refusals_say_why():
    assert rules.may_write(State.APPROVED).codes == ("state",)
    assert rules.may_reach(False).codes == ("valid_for",)
    assert rules.may_read(is_in_force=False).codes == ("state",)
    assert rules.may_fail(held=False).codes == ("case",)
    assert rules.may_write(State.DRAFT).ok
    assert rules.may_reach(True).ok
    assert rules.may_read(is_in_force=True).ok
    assert rules.may_fail(held=True).ok


def test_the_time_for_review():
    assert rules.due_review(date(2026, 4, 1), DAY, 31)
    assert not rules.due_review(date(2026, 4, 2), DAY, 31)
    assert rules.suggested_until(DAY, 24) == LATER
    assert rules.share(1, 0) is None

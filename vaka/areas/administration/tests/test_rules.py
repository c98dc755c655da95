"""The rules, tabled; a change of term for any lists."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.areas.administration import rules
from vaka.areas.administration.rules import Point, Seat, Term
from vaka.areas.administration.tests.conftest import (
    FIRST,
    NEW,
    NEW_POINTS,
    OLD,
    OLD_POINTS,
    SECOND,
)

RUNNING = Term(OLD, OLD_POINTS, FIRST)
CHAIR = Seat("A", "chair")


def test_who_leaves_stays_and_joins():
    found = rules.term_change(RUNNING, Term(NEW, NEW_POINTS), SECOND)
    assert [one.name for one in found.leaving] == ["Gunvor", "Nils"]
    assert [one.name for one in found.staying] == ["Åke"]
    assert [one.name for one in found.joining] == ["Nils", "Bo"]
    assert [one.number for one in found.points_ended] == ["5.2"]
    assert [one.delegate for one in found.points_new] == ["Enhetschef"]
    assert found.contradictions.ok


def test_a_list_left_out_leaves_what_stands():
    found = rules.term_change(RUNNING, Term(points=NEW_POINTS), SECOND)
    assert (found.leaving, found.joining) == ((), ())
    assert found.staying == OLD


@pytest.mark.parametrize(
    ("new", "on", "codes"),
    [
        (Term((CHAIR,)), SECOND, ()),
        (Term(), SECOND, ("empty",)),
        (Term((CHAIR,)), FIRST, ("too_early",)),
        (Term((Seat("A", "member"),)), SECOND, ("chairs",)),
        (Term((CHAIR, Seat("B", "chair"))), SECOND, ("chairs",)),
        (Term((CHAIR, Seat("a", "member"))), SECOND, ("two_seats",)),
        (Term((CHAIR, Seat("A", "attester", "almen"))), SECOND, ()),
        (Term(points=(Point("1", "x", "y"), Point("1", "z", "y"))), SECOND, ("repeated_point",)),
    ],
)
def test_contradictions(new, on, codes):
    assert rules.term_change(RUNNING, new, on).contradictions.codes == codes


SEATS = st.lists(
    st.builds(Seat, st.sampled_from("ABCDE"), st.sampled_from(["chair", "member"])), unique=True
).map(tuple)


@settings(max_examples=40)
@given(SEATS, SEATS.filter(bool))
def test_nobody_is_lost_in_a_change(old, new):
    found = rules.term_change(Term(old), Term(new), SECOND)
    assert set(found.leaving) | set(found.staying) == set(old)
    assert set(found.staying) | set(found.joining) == set(new)
    assert not set(found.leaving) & set(new)


DAY = date(2026, 3, 1)


@pytest.mark.parametrize(
    ("verdict", "codes"),
    [
        (rules.may_change_unit(None, FIRST, DAY), ()),
        (rules.may_change_unit(DAY, FIRST, DAY), ("closed",)),
        (rules.may_change_unit(None, DAY, DAY), ("too_early",)),
        (rules.may_place(False), ()),
        (rules.may_place(True), ("circular",)),
        (rules.may_close(0), ()),
        (rules.may_close(2), ("open_below",)),
        (rules.may_give(True, DAY, DAY), ()),
        (rules.may_give(True, DAY, FIRST), ("ends_before",)),
        (rules.may_give(False, DAY, None), ("closed",)),
        (rules.may_close_account(False, True), ()),
        (rules.may_close_account(True, True), ("self",)),
        (rules.may_close_account(False, False), ("closed",)),
        (rules.may_set_value(None, DAY), ()),
        (rules.may_set_value(DAY, DAY), ()),
        (rules.may_set_value(DAY, FIRST), ("too_early",)),
    ],
)
def test_what_may_be_done(verdict, codes):
    assert verdict.codes == codes

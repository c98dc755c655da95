"""Who served for whom, and votes whose result proves itself."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.board.roll_rules import (
    Choice,
    Seated,
    Seating,
    VoteFacts,
    may_meet,
    may_record,
    may_seat,
    result,
    serving,
)

CHAIR = Seated("Nils", Seating.CHAIR, presides=True)
ADA, BERT = Seated("Ada", Seating.MEMBER), Seated("Bert", Seating.MEMBER)
SUB = Seated("Siv", Seating.SUBSTITUTE, serves_for="Bert")
AWAY = Seated("Bert", Seating.MEMBER, is_here=False)
names = st.lists(st.sampled_from("abcdefgh"), unique=True)


@given(names, names, st.sets(st.sampled_from("abcdefghij")))
def test_substitutes_serve_for_the_absent_in_turn(members, others, here):
    substitutes = [name.upper() for name in others]
    present = here | {name for name in substitutes if name.lower() in here}
    told = serving(members, substitutes, present)
    assert len(set(told.values())) == len(told)
    assert set(told) <= present
    assert not set(told.values()) & present
    absent = [name for name in members if name not in present]
    waiting = [name for name in substitutes if name in present]
    assert list(told.items()) == list(zip(waiting, absent, strict=False))


@given(st.lists(st.sampled_from(list(Choice)), max_size=9), st.sampled_from(list(Choice)))
def test_a_result_is_the_most_votes_and_the_chairs_at_a_tie(others, chair):
    ballots = (("Nils", chair), *((f"n{place}", one) for place, one in enumerate(others)))
    told = result(VoteFacts(ballots, "Nils"))
    every = [chair, *others]
    assert told.yes + told.no + told.neither == len(every)
    if told.yes == told.no:
        assert (told.won, told.by_chair) == (
            (chair, True) if chair != Choice.NEITHER else (None, False)
        )
    else:
        assert told.won == max((Choice.YES, Choice.NO), key=every.count)
        assert not told.by_chair


@pytest.mark.parametrize(
    ("roll", "codes"),
    [
        ((CHAIR, ADA, BERT), ()),
        ((CHAIR, ADA, AWAY, SUB), ()),
        ((CHAIR, BERT, SUB), ("serves_for",)),  # Bert is there himself
        ((CHAIR, Seated("Bert", Seating.MEMBER, until=time(9)), SUB), ()),
        ((CHAIR, SUB), ("serves_for",)),  # Bert is no member
        ((CHAIR, AWAY, SUB, Seated("Tor", Seating.SUBSTITUTE, serves_for="Bert")),
         ("serves_for",)),
        ((CHAIR, AWAY, Seated("Ada", Seating.MEMBER, serves_for="Bert")), ("serves_for",)),
        ((CHAIR, Seated("Ada", Seating.MEMBER, since=time(10), until=time(9))), ("until",)),
        ((CHAIR, Seated("Ada", Seating.MEMBER, presides=True)), ("presides",)),
    ],
)  # fmt: skip
def test_a_seat_is_served_by_one_at_a_time(roll, codes):
    assert may_seat(roll).codes == codes


def test_a_body_decides_with_more_than_half_of_its_seats():
    assert may_meet((CHAIR, ADA, AWAY)).ok
    assert may_meet((CHAIR, AWAY)).codes == ("roll",)  # one of two is not more than half
    assert may_meet((CHAIR, AWAY, SUB)).ok
    assert may_meet((ADA, BERT)).codes == ("presides",)


YES, NO = Choice.YES, Choice.NO


@pytest.mark.parametrize(
    ("roll", "conflicted", "ballots", "found"),
    [
        ((CHAIR, ADA, BERT), (), {"Nils": YES, "Ada": YES, "Bert": NO}, 0),
        ((CHAIR, ADA, BERT), (), {"Nils": YES, "Ada": YES}, 1),  # Bert has no vote
        ((CHAIR, ADA, BERT), ("Bert",), {"Nils": YES, "Ada": YES}, 0),
        ((CHAIR, ADA, BERT), ("Bert",), {"Nils": YES, "Ada": YES, "Bert": NO}, 1),
        ((CHAIR, ADA, AWAY, SUB), (), {"Nils": YES, "Ada": YES, "Siv": NO}, 0),
        ((CHAIR, ADA, AWAY, SUB), (), {"Nils": YES, "Ada": YES, "Siv": NO, "Bert": NO}, 2),
        ((CHAIR, ADA), (), {"Nils": YES, "Ada": NO}, 0),  # a tie that the chair decides
        ((CHAIR, ADA, BERT), (), {"Nils": Choice.NEITHER, "Ada": YES, "Bert": NO}, 1),
        ((CHAIR, ADA, Seated("Bert", Seating.MEMBER, until=time(9)), SUB), (),
         {"Nils": YES, "Ada": YES, "Siv": NO}, 0),  # Bert had left
        ((CHAIR, ADA, Seated("Bert", Seating.MEMBER, until=time(9)), SUB), (),
         {"Nils": YES, "Ada": YES, "Siv": NO, "Bert": NO}, 1),  # both on one seat
    ],
)  # fmt: skip
def test_those_who_served_vote_once_each(roll, conflicted, ballots, found):
    vote = VoteFacts(tuple(ballots.items()), "Nils")
    assert len(may_record(vote=vote, roll=roll, conflicted=conflicted).refusals) == found


def test_nobody_votes_twice():
    vote = VoteFacts((("Nils", YES), ("Ada", YES), ("Ada", NO)), "Nils")
    assert not may_record(vote=vote, roll=(CHAIR, ADA), conflicted=()).ok

"""Shares, means and counts of answers, against the intervals they stand with."""

from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.self_checks import tally
from vaka.foundation.questions.sets import Choice, Kind, Question, Words

HANDS = Question("hands", Kind.CHECK, Words("Händer"))
GLOVES = Question("gloves", Kind.CHECK, Words("Handskar"))
GRADE = Question("grade", Kind.SCALE, Words("Kunskap"), step="one", lowest=1, highest=10)
PLACE = Question("place", Kind.CHOICE, Words("Var"), choices=(Choice("a", Words("A")),))
answer = st.dictionaries(st.sampled_from(["hands", "gloves"]), st.sampled_from(["yes", "no", "na"]))


@given(st.lists(answer, max_size=30))
def test_a_share_lies_within_its_interval_and_counts_what_applied(answers):
    for one in tally.items([HANDS, GLOVES], answers):
        given_ = [row[one.key] for row in answers if one.key in row]
        assert one.n + one.na == len(given_)
        if one.n:
            assert one.share.low <= one.share.value <= one.share.high
        else:
            assert one.share.value is None


@given(st.lists(answer, max_size=30))
def test_all_right_is_never_more_than_the_weakest_step_alone(answers):
    whole = tally.all_right([HANDS, GLOVES], answers)
    both = [row for row in answers if row.get("hands") == "no" or row.get("gloves") == "no"]
    assert whole.part <= len(answers) - len(both)


def test_a_step_that_did_not_apply_makes_nothing_wrong():
    assert tally.is_right([HANDS, GLOVES], {"hands": "yes", "gloves": "na"}) is True
    assert tally.is_right([HANDS, GLOVES], {"hands": "yes", "gloves": "no"}) is False
    assert tally.is_right([HANDS, GLOVES], {"gloves": "na"}) is None


def test_a_scale_has_a_mean_and_the_share_of_its_lower_half():
    one = tally.item(GRADE, [{"grade": "3"}, {"grade": "5"}, {"grade": "10"}, {}])
    assert (one.n, one.mean, one.share.part) == (3, 6.0, 2)
    assert tally.means_by_step([GRADE], [{"grade": "3"}, {"grade": "4"}]) == {"one": 3.5}


def test_a_choice_is_counted_and_a_failing_step_told():
    assert tally.item(PLACE, [{"place": "a"}]).counts[0].share.value == 100
    one = tally.item(HANDS, [{"hands": "yes"}] * 8 + [{"hands": "no"}] * 2)
    assert tally.fails(one, 90)
    assert not tally.is_sure(one, 90)
    assert not tally.fails(one, 80)

"""Numbers in one form, classes with their ground, and when a notice may go out."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.board import lists, rules
from vaka.areas.board.rules import Openness

FORMS = ("{p}-{y}-{n:05d}", "{p} {y}-{n:05d}", "{p}/{y}-{n:06d}", "{p}{y}-{n:05d}", "{p}-{y}-{n}")


@given(st.sampled_from(["VO", "SOC", "KS"]), st.integers(1990, 2099), st.integers(1, 99999),
       st.sampled_from(FORMS))  # fmt: skip
def test_every_misprint_of_a_number_is_the_same_number(p, y, n, form):
    written = form.format(p=p, y=y, n=n)
    assert rules.in_one_form(written) == f"{p}-{y}-{n:05d}"
    assert rules.is_in_one_form(rules.in_one_form(written))


@pytest.mark.parametrize("number", ["2023/058424", "SKR 2023/01554 B", "", "VO-2024"])
def test_anothers_number_stays_as_it_is(number):
    assert rules.in_one_form(number) == number
    assert not rules.is_in_one_form(number)


@pytest.mark.parametrize(
    ("openness", "ground", "within", "codes"),
    [
        (Openness.COMMON, "", Openness.COMMON, ()),
        (Openness.SECRET, "", Openness.COMMON, ("ground",)),
        (Openness.SECRET, "26 kap. 1 § OSL", Openness.COMMON, ()),
        (Openness.SECRET, "", Openness.SECRET, ()),
        (Openness.COMMON, "", Openness.INTERNAL, ("openness",)),
        (Openness.INTERNAL, "", Openness.SECRET, ("openness",)),
    ],
)
def test_secrecy_has_a_ground_and_nothing_is_opener_than_its_item(openness, ground, within, codes):
    assert rules.may_class(openness=openness, ground=ground, within=within).codes == codes


@pytest.mark.parametrize(
    ("ready", "faults", "words", "codes"),
    [
        ([], 0, "", ("items",)),
        ([True, False], 0, "", ("items",)),
        ([True], 2, " ", ("words",)),
        ([True], 2, "Rättas på mötet", ()),
        ([True, True], 0, "", ()),
    ],
)
def test_a_notice_goes_out_when_all_is_handed_over_and_explained(ready, faults, words, codes):
    assert rules.may_call(ready=ready, faults=faults, words=words).codes == codes


def test_a_day_is_planned_once():
    day = date(2026, 3, 27)
    assert rules.may_plan(days=[day], taken=[]).ok
    assert rules.may_plan(days=[], taken=[]).codes == ("days",)
    assert rules.may_plan(days=[day], taken=[day]).codes == ("days",)


def test_a_slot_ends_after_it_begins_and_says_something():
    assert rules.may_slot(starts=time(8), ends=None, words="Beslut").ok
    assert rules.may_slot(starts=time(8), ends=time(8), words=" ").codes == ("words", "ends")


def test_what_is_out_stands_still():
    assert rules.may_write("planned", "").ok
    assert rules.may_write("planned", "called").codes == ("meeting",)
    assert rules.may_write("ready", "planned").codes == ("state",)
    assert rules.may_hold(day=date(2026, 3, 27), today=date(2026, 3, 27)).ok
    assert rules.may_hold(day=date(2026, 3, 27), today=date(2026, 3, 26)).codes == ("date",)


def test_lines_of_a_list_stand_once_and_without_dashes():
    assert rules.clauses("- att a\n\n att b \n- att a") == ["att a", "att b"]


def test_what_is_not_ones_own_is_only_there():
    assert rules.shown_title("Anna", Openness.SECRET, False) == "Sekretessärende"
    assert rules.shown_title("Anna", Openness.INTERNAL, False) == "Internt ärende"
    assert rules.shown_title("Anna", Openness.SECRET, True) == "Anna"


def test_the_form_of_a_letter_is_dated():
    assert "child" not in [part.code for part in lists.parts(date(2019, 5, 1))]
    assert "child" in [part.code for part in lists.parts(date(2024, 5, 14))]
    assert not lists.parts(date(2018, 1, 1))
    assert len(lists.standing(date(2024, 3, 27))) == 5

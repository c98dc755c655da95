"""The rules of places, tabled: what speaks for and against, and what stops an offer."""

from dataclasses import replace
from datetime import date

import pytest

from vaka.areas.places import rules
from vaka.areas.places.rules import Couple, Flat, Reasons, Stay, Wanted

DAY = date(2026, 3, 10)
BEFORE, AFTER = date(2026, 3, 9), date(2026, 3, 11)
FLAT = Flat("almen", "elder")
WAITS = Wanted("elder")


@pytest.mark.parametrize(
    ("wanted", "flat", "counts"),
    [
        (WAITS, FLAT, (0, 0, 0)),
        (replace(WAITS, group="dementia"), FLAT, (0, 0, 1)),
        (replace(WAITS, is_prioritised=True, stays=Stay.SHORT_TERM), FLAT, (2, 0, 0)),
        (replace(WAITS, wanted_units=frozenset({"almen"})), FLAT, (1, 0, 0)),
        (replace(WAITS, wanted_units=frozenset({"linden"})), FLAT, (0, 1, 0)),
        (replace(WAITS, declined_units=frozenset({"almen"})), FLAT, (0, 1, 0)),
        (replace(WAITS, needs_adapted=True), FLAT, (0, 0, 1)),
        (replace(WAITS, needs_adapted=True), replace(FLAT, is_adapted=True), (1, 0, 0)),
        (WAITS, replace(FLAT, is_adapted=True), (0, 1, 0)),
        (replace(WAITS, has_pet=True, smokes=True), FLAT, (0, 2, 0)),
        (replace(WAITS, has_pet=True), replace(FLAT, pets_allowed=True), (0, 0, 0)),
        (replace(WAITS, couple=Couple.BOTH), FLAT, (0, 0, 1)),
        (replace(WAITS, couple=Couple.ALONG), replace(FLAT, persons=2), (1, 0, 0)),
        (WAITS, replace(FLAT, persons=2), (0, 1, 0)),
        (replace(WAITS, has_open_offer=True), FLAT, (0, 0, 1)),
        (replace(WAITS, has_accepted=True), FLAT, (0, 1, 0)),
    ],
)
def test_each_reason_is_told_and_none_is_weighed(wanted, flat, counts):
    found = rules.reasons(wanted, flat, 10, is_late=False)
    assert (len(found.speak_for), len(found.speak_against), len(found.stops)) == counts


def test_who_has_waited_more_than_three_months_has_that_said():
    assert "120 dagar" in rules.reasons(WAITS, FLAT, 120, is_late=True).speak_for[0]


@pytest.mark.parametrize(
    ("found", "free", "kept", "words", "codes"),
    [
        (Reasons((), (), ()), True, False, "", ()),
        (Reasons((), (), ("Nej",)), True, False, "", ("place",)),
        (Reasons((), (), ()), False, True, "", ("place", "place")),
        (Reasons((), ("Röker",), ()), True, False, " ", ("words",)),
        (Reasons((), ("Röker",), ()), True, False, "Slutar", ()),
    ],
)
def test_an_offer_is_an_officers_own_choice_with_its_reason(found, free, kept, words, codes):
    verdict = rules.may_offer_place(found, is_free=free, is_reserved=kept, speaks_against=words)
    assert verdict.codes == codes


@pytest.mark.parametrize(
    ("from_date", "closed", "filled", "free", "codes"),
    [
        (DAY, None, None, False, ()),
        (DAY, None, DAY, False, ()),
        (BEFORE, None, None, False, ("from_date",)),
        (DAY, DAY, None, False, ("from_date",)),
        (DAY, None, AFTER, False, ("from_date",)),
        (DAY, None, None, True, ("from_date",)),
    ],
)
def test_a_place_is_vacant_once_at_a_time(from_date, closed, filled, free, codes):
    assert rules.may_vacate(from_date, DAY, closed, filled, is_free=free).codes == codes


def test_a_place_is_filled_after_it_was_vacant_and_not_before_it_happens():
    assert rules.may_fill(DAY, DAY, DAY).ok
    assert rules.may_fill(DAY, BEFORE, DAY).codes == ("to_date",)
    assert rules.may_fill(DAY, AFTER, DAY).codes == ("to_date",)
    assert rules.is_vacant(DAY, AFTER, DAY)
    assert not rules.is_vacant(DAY, DAY, DAY)
    assert rules.is_vacant(DAY, None, AFTER)
    assert not rules.is_vacant(DAY, None, BEFORE)


def test_what_is_noted_lies_within_the_wait():
    assert rules.may_note(DAY, DAY, DAY, waits=True).ok
    assert rules.may_note(BEFORE, DAY, DAY, waits=False).codes == ("from_date", "from_date")
    assert rules.may_note(AFTER, DAY, DAY, waits=True).codes == ("from_date",)


def test_a_place_has_a_number_of_its_own_and_a_known_form():
    assert rules.may_open("104", "elder", taken=False).ok
    assert rules.may_open(" ", "palace", taken=True).codes == ("number", "number", "group")
    assert rules.may_release(is_kept=True).ok
    assert rules.may_release(is_kept=False).codes == ("place",)


def test_services_belong_to_groups():
    assert rules.group_of("särskilt boende demens") == "dementia"
    assert rules.group_of("Hemtjänst") == ""
    assert rules.may_need("Gruppbostad").ok
    assert rules.may_need("Hemtjänst").codes == ("service",)

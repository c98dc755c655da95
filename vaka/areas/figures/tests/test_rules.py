"""What can stand beside a published number, and what cannot."""

import pytest

from vaka.areas.figures import rules


@pytest.mark.parametrize(
    ("part", "whole", "possible"),
    [(3, 7, True), (7, 7, True), (0, 7, True), (396, 387, False), (1, 0, False), (-1, 7, False),
     (None, 7, True), (3, None, True)],
)  # fmt: skip
def test_a_numerator_lies_within_its_denominator(part, whole, possible):
    assert rules.is_possible(part, whole) is possible


@pytest.mark.parametrize(
    ("value", "part", "whole", "differs"),
    [(95, 409, 432, False), (90, 409, 432, True), (94.7, 409, 432, False), (95, None, 432, False),
     (None, 1, 2, False), (62.5, 5, 8, False), (63, 5, 8, False), (50, 0, 0, False)],
)  # fmt: skip
def test_a_share_is_what_its_numbers_give_but_for_rounding(value, part, whole, differs):
    assert rules.share_differs(value, part, whole) is differs


@pytest.mark.parametrize(
    ("total", "women", "men", "outside"),
    [(60, 64, 68, True), (59, 62, 58, False), (82, 82, 82, False), (None, 1, 2, False),
     (70, 64, 68, True), (70, None, 68, False)],
)  # fmt: skip
def test_a_total_lies_between_women_and_men(total, women, men, outside):
    assert rules.outside_sexes(total, women, men) is outside

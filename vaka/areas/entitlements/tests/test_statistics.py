"""Counts to publish: small ones are hidden, and none of them can be worked out."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.areas.entitlements.statistics import masked


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        ([10, 20], ["10", "20", "30"]),
        ([0, 20], ["0", "20", "20"]),
        ([2, 20], ["visas inte", "visas inte", "22"]),
        ([], ["0"]),
    ],
)
def test_small_counts_are_hidden_with_a_second_one(parts: list[int], expected: list[str]) -> None:
    assert masked(parts, sum(parts), 5) == expected


@given(st.lists(st.integers(0, 12), min_size=1, max_size=5))
@settings(max_examples=40, deadline=None)
def test_no_hidden_count_stands_alone(parts: list[int]) -> None:
    shown = masked(parts, sum(parts), 5)
    assert all(one == "visas inte" or int(one) == 0 or int(one) >= 5 for one in shown)
    assert shown.count("visas inte") != 1

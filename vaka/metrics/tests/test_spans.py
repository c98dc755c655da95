"""Days cut where something was met."""

import pytest

from vaka.metrics.facts import spans


@pytest.mark.parametrize(
    ("met", "expected"),
    [
        ([], [(1, 9, False)]),
        ([(0, 4)], [(1, 4, True), (4, 9, False)]),
        ([(3, 5), (5, 7)], [(1, 3, False), (3, 7, True), (7, 9, False)]),
        ([(7, 20), (2, 3)], [(1, 2, False), (2, 3, True), (3, 7, False), (7, 9, True)]),
    ],
)
def test_days_are_cut_where_something_was_met(met, expected):
    assert list(spans.pieces((1, 9), met)) == expected

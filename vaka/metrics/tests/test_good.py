"""What a direction means."""

import pytest

from vaka.metrics.measure import Good


@pytest.mark.parametrize(
    ("good", "way", "expected"),
    [
        (Good.HIGHER, 1, "better"), (Good.HIGHER, -2, "worse"), (Good.LOWER, 2, "worse"),
        (Good.LOWER, -1, "better"), (Good.NEITHER, 1, "signal"), (Good.NEITHER, 0, ""),
        (Good.HIGHER, 0, ""),
    ],
)  # fmt: skip
def test_a_direction_bears_on_what_is_good(good, way, expected):
    assert good.bearing(way) == expected

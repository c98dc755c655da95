"""What 2023 and 2024 held as published, kept by the demo: councils, workshops, joint groups."""

from collections import Counter
from datetime import date

import pytest

from vaka.areas.meetings.rules import State
from vaka.config.demo.meetings import planned

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("sort", "first", "last", "held"),
    [
        ("quality_council", date(2023, 1, 1), date(2023, 6, 30), 10),
        ("quality_council", date(2023, 7, 1), date(2023, 12, 31), 0),
        ("analysis_workshop", date(2023, 1, 1), date(2023, 6, 30), 5),
        ("analysis_workshop", date(2023, 7, 1), date(2023, 12, 31), 0),
        ("joint_group", date(2024, 2, 1), date(2024, 4, 30), 7),
        ("reference_group", date(2024, 2, 1), date(2024, 4, 30), 4),
    ],
)
def test_as_many_were_held_as_published(sort, first, last, held):
    found = Counter(
        one.sort for one in planned(TODAY)
        if one.state is State.CLOSED and first <= one.day <= last
    )  # fmt: skip
    assert found[sort] == held

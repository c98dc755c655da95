"""When lines are due and gone through, and what a review may say."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.roadmaps import rules
from vaka.areas.roadmaps.rules import Horizon, LineState, Told

EDITION = date(2021, 11, 1)


@pytest.mark.parametrize(
    ("horizon", "year"),
    [(Horizon.SHORT, 2023), (Horizon.MEDIUM, 2026), (Horizon.LONG, 2031), (Horizon.ONGOING, None)],
)
def test_a_horizon_reaches_to_a_year(horizon, year):
    assert rules.due_year(horizon, EDITION) == year


@pytest.mark.parametrize(
    ("horizon", "state", "today", "late"),
    [
        (Horizon.SHORT, LineState.UNDER_WAY, date(2023, 12, 31), False),
        (Horizon.SHORT, LineState.UNDER_WAY, date(2024, 1, 1), True),
        (Horizon.SHORT, LineState.DONE, date(2030, 1, 1), False),
        (Horizon.SHORT, LineState.DROPPED, date(2030, 1, 1), False),
        (Horizon.ONGOING, LineState.NOT_BEGUN, date(2050, 1, 1), False),
    ],
)
def test_late_is_past_the_horizon_and_not_ended(horizon, state, today, late):
    assert rules.is_late(horizon, EDITION, state, today) is late


def test_a_line_is_gone_through_once_a_year_until_it_ends():
    assert rules.due_review(EDITION, None, LineState.NOT_BEGUN) == date(2022, 11, 1)
    assert rules.due_review(EDITION, date(2022, 2, 3), LineState.UNDER_WAY) == date(2023, 2, 3)
    assert rules.due_review(EDITION, date(2022, 2, 3), LineState.DONE) is None


@pytest.mark.parametrize(
    ("words", "day", "codes"),
    [
        ("Två enheter prövar", date(2024, 5, 1), ()),
        ("Klar", date(2024, 5, 1), ("words",)),
        ("Två enheter prövar", date(2024, 6, 2), ("reviewed_date",)),
        ("Två enheter prövar", date(2024, 1, 31), ("reviewed_date",)),
    ],
)
def test_what_a_review_may_say(words, day, codes):
    verdict = rules.may_review(words=words, reviewed=day, edition=EDITION, last=date(2024, 2, 1),
                               today=date(2024, 6, 1))  # fmt: skip
    assert verdict.codes == codes


def test_what_is_missing_is_named():
    line = Told(1, "Styrning", 1, " ", (), (), "Pröva", Horizon.SHORT, is_ongoing=False)
    assert rules.missing(line) == ["behov"]


@given(st.lists(st.sampled_from(list(Horizon))))
def test_counts_add_up(found):
    counted = rules.count_by(found, list(Horizon))
    assert sum(n for _code, n in counted) == len(found)
    assert [code for code, _n in counted] == list(Horizon)

"""Intervals lean where counts do and hold the truth as often as they say; tests keep theirs."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.special import gammaincinv

from vaka.calc.staffing import adequate, intervals

REPETITIONS, NIGHTS, HIT, MANY = 2000, 500, 0.025, 3.0


def clustered(rng: np.random.Generator, nights: int) -> np.ndarray:
    """Nights of which few have anything, and those have several."""
    return np.where(rng.random(nights) < HIT, rng.geometric(1 / MANY, nights), 0).astype(float)


def by_events(values: np.ndarray) -> tuple[float, float]:
    """The interval of as many Poisson events as would have this error, which knows no clusters."""
    value, error = intervals.ratio(values, np.ones(len(values)))
    events = (value / error) ** 2
    low, high = (value * float(gammaincinv(events + 0.5, p)) / events for p in (0.025, 0.975))
    return low, high


def test_an_interval_of_clusters_holds_the_truth_as_often_as_it_says() -> None:
    rng, true, held, other = np.random.default_rng(4), HIT * MANY, 0, 0
    for _ in range(REPETITIONS):
        values = clustered(rng, NIGHTS)
        told = intervals.mean(values)
        held += told["low"] <= true <= told["high"]
        low, high = by_events(values)
        other += low <= true <= high
    assert 93 <= 100 * held / REPETITIONS <= 97
    assert 100 * other / REPETITIONS < 93  # so the clusters are what it takes


def test_a_level_just_not_good_enough_passes_seldom() -> None:
    rng, passed = np.random.default_rng(5), 0
    for _ in range(REPETITIONS):
        values = clustered(rng, NIGHTS)
        passed += adequate._at_most("late", HIT * MANY, values).p <= adequate.ERROR
    assert passed / REPETITIONS <= 0.06


def test_an_interval_of_what_is_common_is_the_usual_one() -> None:
    assert intervals.reach(100.0, 0.5, 300, 0.0) == pytest.approx((99.02, 100.98), abs=0.02)
    assert intervals.reach(0.0, 0.0, 300, 0.0) == (0.0, pytest.approx(0.0123, abs=1e-4))


@given(st.lists(st.integers(0, 6), min_size=2, max_size=60))
def test_an_interval_holds_its_own_estimate_and_never_goes_below_nought(counts) -> None:
    told = intervals.mean(np.array(counts, float))
    assert 0 <= told["low"] <= told["mean"] <= told["high"]


def test_what_may_never_be_passes_only_unseen() -> None:
    assert adequate._at_most("missed", 0.0, np.zeros(50)).p == 0.0
    assert adequate._at_most("missed", 0.0, np.r_[np.zeros(49), 1.0]).p > 0.5
    assert adequate._at_most("missed", 0.05, np.zeros(50)).p == pytest.approx(np.exp(-2.5))


def test_a_share_never_leaves_the_whole() -> None:
    alarms, all_in_time = np.full(50, 4.0), np.full(50, 4.0)
    told = intervals.percent(all_in_time, alarms)
    assert told["percent"] == told["high"] == 100
    assert 97 < told["low"] < 100

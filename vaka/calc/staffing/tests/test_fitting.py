"""Rates out of a log: nobody's is lost, the order stays, and few nights are drawn to the mean."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.calc.staffing.fitting import shrunken

logs = st.lists(st.integers(0, 60), min_size=2, max_size=40)


@given(logs, st.integers(1, 200))
def test_the_whole_homes_alarms_are_kept_and_the_order_too(counts, nights) -> None:
    rates = shrunken(counts, nights)
    assert sum(rates) == pytest.approx(sum(counts) / nights)
    assert [rates[k] for k in np.argsort(counts, kind="stable")] == sorted(rates)


@given(logs, st.integers(1, 200))
def test_each_rate_lies_between_its_own_and_the_mean(counts, nights) -> None:
    mean = sum(counts) / len(counts) / nights
    for count, rate in zip(counts, shrunken(counts, nights), strict=True):
        low, high = sorted((count / nights, mean))
        assert low - 1e-12 <= rate <= high + 1e-12


def test_it_errs_less_than_each_residents_own_count() -> None:
    draw = np.random.default_rng(3)
    true = draw.gamma(0.6, 0.7, 400)
    counts = draw.poisson(true * 21)
    fitted = np.array(shrunken(counts.tolist(), 21))
    assert np.mean((fitted - true) ** 2) < 0.97 * np.mean((counts / 21 - true) ** 2)


def test_residents_who_differ_no_more_than_by_chance_are_alike() -> None:
    assert shrunken([3, 4, 3, 4], 10) == [0.35] * 4
    assert shrunken([0, 0], 10) == [0.0, 0.0]
    assert shrunken([], 10) == []
    with pytest.raises(ValueError, match="nights"):
        shrunken([1], 0)

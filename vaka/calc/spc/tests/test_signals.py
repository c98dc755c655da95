"""Signals against slow twins, and the peers' known bugs as tests of our own."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.calc.kernel import compiled
from vaka.calc.spc import signals
from vaka.calc.spc.chart import fewest_crossings, judge, longest_most
from vaka.calc.spc.kinds import Kind, Rules
from vaka.calc.spc.tests import twins

SMALL = st.lists(st.integers(0, 9), min_size=3, max_size=40)


def labels(y, **more) -> list[str]:
    found = judge(Kind.XMR, y, **more)
    return [found.label(k).text for k in range(len(y))]


@settings(max_examples=150)
@given(SMALL)
def test_nhs_labels(y) -> None:
    found = judge(Kind.XMR, y)
    values = [float(v) for v in y]
    wanted = twins.nhs(values, found.centre[0], found.lower[0], found.upper[0])
    assert [found.label(k).text for k in range(len(y))] == wanted


@settings(max_examples=60)
@given(st.lists(st.integers(-4, 3), min_size=7, max_size=30))
def test_nhs_labels_of_a_walk(steps) -> None:
    y = np.cumsum(steps).astype(float).tolist()
    found = judge(Kind.XMR, y)
    wanted = twins.nhs(y, found.centre[0], found.lower[0], found.upper[0])
    assert [found.label(k).text for k in range(len(y))] == wanted


@settings(max_examples=100)
@given(SMALL)
def test_runs(y) -> None:
    found = judge(Kind.RUN, y)
    runs = found.runs()
    wanted = twins.runs([float(v) for v in y], found.centre[0])
    assert (runs.useful, runs.longest, runs.crossings, runs.shifted) == wanted


def test_the_table_of_crossings_is_the_binomial_quantile() -> None:
    table = fewest_crossings(400)
    for n in (1, 2, 5, 10, 24, 60, 399):
        ways = [math.comb(n - 1, k) for k in range(n)]
        least = next(k for k in range(n) if 20 * sum(ways[: k + 1]) >= 2 ** (n - 1))
        assert table[n] == least
    assert [longest_most(n) for n in (10, 24, 60)] == [6, 8, 9]


def judged(y, centre, sigma) -> list[str]:
    """Labels of points under limits that are given."""
    y = np.array(y, float)
    lines = np.array([[centre + by * sigma] * len(y) for by in (0, -3, 3, -2, 2)])
    codes = np.zeros(len(y), np.int8)
    shown, signs = np.ones(len(y), bool), np.zeros((3, len(y)), np.int8)
    signals.find_signs(y, shown, lines, signs)
    signals.nhs_labels(y, shown, signs, lines, codes)
    return codes.tolist()


def test_two_of_three_on_opposite_sides_is_no_signal() -> None:
    """NHSRplotthedots issue 143."""
    assert judged([2.5, -2.5, 0.5, -0.5], 0, 1) == [signals.COMMON] * 4
    assert judged([2.5, 0.5, 2.5, -0.5], 0, 1)[:3] == [signals.NEAR_UPPER, 0, signals.NEAR_UPPER]
    assert judged([2.5, -0.5, 2.5, -0.5], 0, 1) == [signals.COMMON] * 4


def test_a_trend_across_the_mean_is_one_trend_of_one_direction() -> None:
    """NHSRplotthedots issues 167 and 171: a trend goes the way of its steps, on both sides."""
    rise = judged([-1.5, -1, -0.5, 0, 0.5, 1, 1.5], 0, 1)
    assert rise == [signals.RISING] * 7
    fall = judged([1.5, 1, 0.5, 0, -0.5, -1, -1.5], 0, 1)
    assert fall == [signals.FALLING] * 7
    found = judge(Kind.XMR, [1, 2, 3, 4, 5, 6, 7])
    assert {found.label(k).way for k in range(1, 6)} == {1}


def test_outside_a_limit_wins_over_a_trend_that_it_ends() -> None:
    assert judged([0, 0.5, 1, 1.5, 2.1, 2.6, 3.5], 0, 1)[-2:] == [
        signals.RISING,
        signals.ABOVE_LIMIT,
    ]


def test_a_gap_breaks_a_run_and_a_trend() -> None:
    nan = math.nan
    assert judged([0.5, 0.6, 0.5, nan, 0.5, 0.6, 0.5, 0.6], 0, 1) == [0] * 8
    assert judged([0.1, 0.2, 0.3, 0.4, nan, 0.5, 0.6, 0.7], 0, 1) == [0] * 8


def test_signals_stop_where_limits_are_set_anew() -> None:
    y = [1, 2, 1, 2, 9, 8, 9, 8]
    assert set(labels(y, starts=[4])) == {"Common Cause"}


def test_anhoej_marks_the_points_outside_and_the_series() -> None:
    y = [5, 6, 6, 5] * 12 + [12]
    found = judge(Kind.I, y)
    assert found.label(48).signal == "sigma"
    moved = judge(Kind.I, [1, 2] * 6 + [8, 9] * 6, rules=Rules.ANHOEJ)
    assert moved.runs().shifted
    assert {moved.label(k).signal for k in range(24)} <= {"runs", "sigma runs"}


@pytest.mark.parametrize("kind", list(Kind))
def test_the_compiled_kernels_say_the_same(kind) -> None:
    draw = np.random.default_rng(5)
    area = draw.integers(20, 60, 300).astype(float)
    y = draw.binomial(area.astype(int), 0.2) / area if kind.has_exposure else draw.poisson(6, 300)
    y = np.ascontiguousarray(y, float) + (kind is Kind.T)
    starts = np.arange(0, 301, 30)
    results = []
    for run in (signals.judge, compiled(signals.judge)):
        lines, codes = np.full((300, 3), math.nan), np.zeros(300, np.int8)
        found = np.zeros((10, 5), np.int64)
        every = np.ones(300, bool)
        run(kind.number, 0, y, area, every, every, starts, True, fewest_crossings(30), lines,
            codes, found)  # fmt: skip
        results.append((lines, codes, found))
    np.testing.assert_allclose(results[0][0], results[1][0], rtol=1e-12)
    assert (results[0][1] == results[1][1]).all()
    assert (results[0][2] == results[1][2]).all()


def test_what_is_no_kernel_is_not_compiled() -> None:
    with pytest.raises(ValueError, match="no kernel"):
        compiled(len)

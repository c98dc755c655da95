"""Intervals against slow twins that follow the definitions, not the formulas."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.calc.intervals import compare_rates, poisson_rate, wilson

Z = 1.959963984540054


def binomial_mass(k, n, share):
    return math.comb(n, k) * share**k * (1 - share) ** (n - k)


def poisson_below(count, mean):
    """P(X <= count), term by term."""
    term, total = math.exp(-mean), 0.0
    for k in range(count + 1):
        total += term
        term *= mean / (k + 1)
    return total


def solved(function, low, high):
    """Where an increasing function passes zero, by halving."""
    for _ in range(200):
        middle = (low + high) / 2
        low, high = (low, middle) if function(middle) > 0 else (middle, high)
    return (low + high) / 2


shares = st.integers(1, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@settings(max_examples=40, deadline=None)
@given(shares)
def test_wilson_bounds_solve_the_score_equation(part_whole):
    part, whole = part_whole
    low, high = (bound / 100 for bound in wilson(part, whole))
    share = part / whole
    assert low <= share <= high
    for bound in (low, high):
        if 0 < bound < 1:
            distance = abs(share - bound) / math.sqrt(bound * (1 - bound) / whole)
            assert distance == pytest.approx(Z, rel=1e-6)


def test_wilson_by_hand():
    assert wilson(5, 10) == pytest.approx((23.659, 76.341), abs=1e-3)
    assert wilson(0, 10) == pytest.approx((0.0, 27.753), abs=1e-3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 60), st.floats(0.1, 1000))
def test_garwood_bounds_leave_two_and_a_half_percent_outside(count, exposure):
    low, high = poisson_rate(count, exposure)
    upper = solved(lambda mean: 0.025 - poisson_below(count, mean), 0, 200)
    lower = solved(lambda mean: 1 - poisson_below(count - 1, mean) - 0.025, 0, 200) if count else 0
    assert high * exposure == pytest.approx(upper, rel=1e-6)
    assert low * exposure == pytest.approx(lower, rel=1e-6, abs=1e-9)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 25), st.floats(0.2, 20), st.integers(0, 25), st.floats(0.2, 20))
def test_the_conditional_comparison_follows_its_definition(a, e1, b, e2):
    if a + b == 0:
        assert compare_rates(a, e1, b, e2).p == 1.0
        return
    found, n = compare_rates(a, e1, b, e2), a + b
    share = e1 / (e1 + e2)
    mass = [binomial_mass(k, n, share) for k in range(n + 1)]
    p = sum(m for m in mass if m <= mass[a] * (1 + 1e-7))
    assert found.p == pytest.approx(min(1, p), rel=1e-6)
    if a > 0:
        at_low = found.low * e1 / (found.low * e1 + e2)
        tail = sum(binomial_mass(k, n, at_low) for k in range(a, n + 1))
        assert tail == pytest.approx(0.025, rel=1e-5)
    assert found.low <= found.ratio <= found.high


def test_swapping_the_two_turns_the_ratio_round():
    one, other = compare_rates(12, 3.0, 5, 4.0), compare_rates(5, 4.0, 12, 3.0)
    assert one.ratio == pytest.approx(1 / other.ratio)
    assert (one.low, one.high) == pytest.approx((1 / other.high, 1 / other.low))
    assert one.p == pytest.approx(other.p)


def test_no_events_in_one_or_both():
    none = compare_rates(0, 1.0, 0, 2.0)
    assert math.isnan(none.ratio)
    assert (none.low, none.high, none.p) == (0.0, math.inf, 1.0)
    assert compare_rates(3, 1.0, 0, 1.0).high == math.inf


@pytest.mark.parametrize(
    "call",
    [
        lambda: wilson(1, 0),
        lambda: wilson(3, 2),
        lambda: poisson_rate(-1, 1),
        lambda: poisson_rate(1, 0),
        lambda: compare_rates(1, 0, 1, 1),
        lambda: compare_rates(-1, 1, 1, 1),
    ],
)
def test_what_is_no_share_or_rate_is_refused(call):
    with pytest.raises(ValueError, match=r"."):
        call()

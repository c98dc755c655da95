"""Limits of every kind against slow twins that follow the definitions."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.calc.spc.chart import NotDrawable, judge
from vaka.calc.spc.kinds import Kind
from vaka.calc.spc.tests import twins

VALUES = st.lists(st.floats(-1e3, 1e3, allow_subnormal=False), min_size=2, max_size=30)
COUNTS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 60)), min_size=2, max_size=25)


def agrees(found, wanted) -> None:
    lines = np.array(wanted).T
    for ours, theirs in zip((found.centre, found.lower, found.upper), lines, strict=True):
        np.testing.assert_allclose(ours, theirs, rtol=1e-9, atol=1e-9)


@settings(max_examples=60)
@given(VALUES, st.booleans())
def test_individual_values(y, screen) -> None:
    agrees(judge(Kind.XMR, y, screen=screen), twins.individual(y, 2.66, screen))
    agrees(judge(Kind.I, y, screen=screen), twins.individual(y, 3 / 1.128, screen))
    agrees(judge(Kind.MR, y), twins.moving(y))


@settings(max_examples=60)
@given(COUNTS)
def test_shares_and_rates(pairs) -> None:
    part = [float(n) for n, _more in pairs]
    whole = [float(n + more + 1) for n, more in pairs]
    y = np.array(part) / whole
    for kind, share, prime in ((Kind.P, True, False), (Kind.PP, True, True),
                               (Kind.U, False, False), (Kind.UP, False, True)):  # fmt: skip
        wanted = twins.attribute(part, whole, share=share, prime=prime)
        if not all(math.isnan(line[1]) for line in wanted):
            agrees(judge(kind, y, whole), wanted)
    agrees(judge(Kind.C, part), twins.attribute(part, [1.0] * len(y), share=False, prime=False))


@settings(max_examples=40)
@given(st.lists(st.integers(0, 200), min_size=2, max_size=25))
def test_rare_events(gaps) -> None:
    agrees(judge(Kind.G, gaps), twins.opportunities([float(v) for v in gaps]))
    agrees(judge(Kind.T, [v + 0.5 for v in gaps]), twins.waiting([v + 0.5 for v in gaps]))


@pytest.mark.parametrize("kind", [Kind.I, Kind.XMR, Kind.MR, Kind.T])
def test_a_constant_series_has_no_limits_and_no_signal(kind) -> None:
    found = judge(kind, [0.1] * 20)
    assert found.centre[-1] == pytest.approx(0.0 if kind is Kind.MR else 0.1)
    assert not found.codes.any()
    if kind is not Kind.MR:
        assert np.isnan(found.upper).all()


def test_the_mean_of_equal_values_is_that_value_to_the_bit() -> None:
    assert judge(Kind.XMR, [0.1] * 10).centre[0] == 0.1


def test_a_missing_value_leaves_a_gap_and_spoils_nothing() -> None:
    found = judge(Kind.XMR, [1.0, 3.0, math.nan, 4.0, 6.0])
    agrees(found, twins.individual([1.0, 3.0, math.nan, 4.0, 6.0], 2.66, True))
    assert found.label(2).signal == ""
    assert found.runs().known == 4


def test_all_missing_gives_no_limits() -> None:
    found = judge(Kind.P, [math.nan, math.nan], [0, 0])
    assert np.isnan(found.centre).all()
    assert found.runs().longest_most is None


def test_limits_of_a_share_follow_the_size_of_each_point() -> None:
    found = judge(Kind.U, [0.1, 0.1, 0.4], [100, 10, 10])
    assert found.upper[0] < found.upper[1] == found.upper[2]
    assert found.lower[1] == 0.0


def test_a_base_that_is_frozen_in_each_part_gives_each_part_its_own_limits() -> None:
    """Limits set anew together with a fixed base (NHSRplotthedots issue 93)."""
    y = [1, 3, 2, 9, 9, 11, 13, 12, 19, 19]
    base = [True, True, True, False, False] * 2
    found = judge(Kind.XMR, y, starts=[5], base=base)
    assert found.centre.tolist() == [2.0] * 5 + [12.0] * 5
    assert (found.upper - found.lower)[[0, 9]] == pytest.approx([7.98, 7.98])


@pytest.mark.parametrize(
    ("kind", "y", "area"),
    [
        (Kind.T, [1, 0], None),
        (Kind.P, [1.5, 0.2], [2, 5]),
        (Kind.C, [-1, 2], None),
        (Kind.U, [1, 2], [-1, 2]),
    ],
)
def test_values_that_a_kind_can_not_have_are_refused(kind, y, area) -> None:
    with pytest.raises(NotDrawable):
        judge(kind, y, area)


def test_arrays_of_different_length_are_refused() -> None:
    with pytest.raises(ValueError, match="one place a point"):
        judge(Kind.P, [0.5, 0.5], [2])

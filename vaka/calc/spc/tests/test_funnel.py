"""Funnel limits against the definition by whole counts; dispersion; assurance; proposals."""

import math

import numpy as np
import pytest

from vaka.calc.spc.assurance import Assurance, assurance
from vaka.calc.spc.funnel import dispersion, funnel
from vaka.calc.spc.kinds import Kind
from vaka.calc.spc.proposal import Values, Why, proposed


def between(tail: float, masses: list[float]) -> float:
    """The least count with P(X <= count) >= tail, moved back by the share that is too much."""
    upto = 0.0
    for k, mass in enumerate(masses):
        upto += mass
        if upto >= tail:
            return k - (upto - tail) / mass
    raise AssertionError


def binomial(n: int, share: float) -> list[float]:
    return [math.comb(n, k) * share**k * (1 - share) ** (n - k) for k in range(n + 1)]


def poisson(mean: float) -> list[float]:
    return [math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(400)]


def test_limits_of_shares() -> None:
    count, whole = [2, 10, 30, 4], [20, 80, 200, 41]
    found = funnel(count, whole, share=True)
    for k, n in enumerate(whole):
        masses = binomial(n, 46 / 341)
        assert found.upper[k] * n == pytest.approx(min(n, 1 + between(0.999, masses)), rel=1e-9)
        assert found.inner_upper[k] * n == pytest.approx(1 + between(0.975, masses), rel=1e-9)
        assert found.inner_lower[k] * n == pytest.approx(max(0, between(0.025, masses)), abs=1e-9)


def test_limits_of_rates() -> None:
    count, area = [3, 12, 7], [400.0, 1900.5, 610.0]
    found = funnel(count, area, share=False)
    for k, exposure in enumerate(area):
        masses = poisson(22 / sum(area) * exposure)
        assert found.upper[k] * exposure == pytest.approx(1 + between(0.999, masses), rel=1e-9)
        assert found.inner_upper[k] * exposure == pytest.approx(1 + between(0.975, masses))


def test_units_that_differ_more_than_chance_widen_the_funnel_by_the_root() -> None:
    whole = np.full(20, 400)
    count = np.tile([15, 65], 10)
    narrow, wide = funnel(count, whole, share=True, widen=False), funnel(count, whole, share=True)
    assert wide.widened
    assert wide.dispersion > 5
    assert (wide.upper - wide.centre) == pytest.approx(
        (narrow.upper - narrow.centre) * math.sqrt(wide.dispersion)
    )
    assert [narrow.beyond(k) for k in (0, 1)] == [-2, 2]
    assert [wide.beyond(k) for k in (0, 1)] == [0, 0]


def test_one_odd_unit_hardly_widens_it() -> None:
    """Winsorised: the odd one is drawn in, else it would hide itself."""
    count, whole = np.array([40] * 19 + [130]), np.full(20, 400)
    found = funnel(count, whole, share=True)
    assert found.beyond(19) == 2
    y = count / whole
    assert dispersion(y, whole.astype(float), found.centre, share=True) < 1.2


def test_a_unit_without_exposure_has_no_limits_and_few_units_no_dispersion() -> None:
    found = funnel([1, 0], [20, 0], share=True)
    assert math.isnan(found.upper[1])
    assert found.beyond(1) == 0
    assert found.dispersion == 1.0


@pytest.mark.parametrize("share", [0.05, 0.5, 0.88])
def test_outside_means_a_tail_below_one_in_a_thousand(share) -> None:
    """Also for small units: three of three is no signal where nearly all succeed."""
    rest = np.array([round(share * 40_000), 40_000])
    for n in (1, 3, 12, 40):
        masses = binomial(n, share)
        for k in range(n + 1):
            found = funnel([k, rest[0] - k], [n, rest[1] - n], share=True)
            tail = min(sum(masses[: k + 1]), sum(masses[k:]))
            assert (abs(found.beyond(0)) == 2) == (tail < 0.001)


def test_none_and_all_give_flat_limits() -> None:
    assert funnel([0, 0], [9, 30], share=True).upper.tolist() == [0, 0]
    assert funnel([9, 30], [9, 30], share=True).lower.tolist() == [1, 1]


@pytest.mark.parametrize(("count", "whole"), [([-1], [2]), ([3], [2])])
def test_impossible_counts_are_refused(count, whole) -> None:
    with pytest.raises(ValueError, match="greater than its whole"):
        funnel(count, whole, share=True)


@pytest.mark.parametrize(
    ("target", "higher", "wanted"),
    [
        (50, True, Assurance.MISSES),
        (50, False, Assurance.MEETS),
        (5, True, Assurance.MEETS),
        (5, False, Assurance.MISSES),
        (20, True, Assurance.VARIES),
        (None, True, Assurance.UNKNOWN),
    ],
)
def test_assurance(target, higher, wanted) -> None:
    assert assurance(target, 10, 30, higher=higher) is wanted
    assert assurance(target, math.nan, math.nan, higher=higher) is Assurance.UNKNOWN


CHANCE = np.random.default_rng(3)


@pytest.mark.parametrize(
    ("values", "y", "area", "kind", "why"),
    [
        (Values.COUNT, CHANCE.poisson(8, 24), None, Kind.C, Why.CHANCE),
        (Values.COUNT, [2, 19, 1, 25, 3, 30, 2, 21, 4, 28], None, Kind.XMR, Why.SPREAD),
        (Values.COUNT, [0, 1, 0, 0, 2, 0], None, Kind.RUN, Why.RARE),
        (Values.COUNT, [4, 4, 4], None, Kind.RUN, Why.CONSTANT),
        (Values.SHARE, [0.4, 0.5, 0.45, 0.52], [30, 31, 28, 40], Kind.P, Why.CHANCE),
        (Values.SHARE, [0.1, 0.9, 0.2, 0.8], [400, 400, 400, 400], Kind.PP, Why.SPREAD),
        (Values.RATE, [0.01, 0.012, 0.009], [900, 800, 950], Kind.U, Why.CHANCE),
        (Values.OTHER, [3.5, 8.0, 4.0], None, Kind.XMR, Why.OTHER),
        (Values.OTHER, [math.nan], None, Kind.RUN, Why.CONSTANT),
    ],
)
def test_proposals(values, y, area, kind, why) -> None:
    assert proposed(values, y, area) == (kind, why)

"""The stream of chance: its first values stay, and its normal quantile is the normal quantile."""

import numpy as np
from scipy.special import ndtri

from vaka.calc.kernel import compiled
from vaka.calc.staffing import draws

FIRST = [0.664813464100672, 0.061411642985622794, 0.312624207764533, 0.894354523258369]


def first_values(run) -> list[float]:
    with np.errstate(over="ignore"):
        key = draws.person_key(draws.night_key(1, 0), 0)
        return [float(run(key, draws.GAP, k)) for k in range(4)]


def test_the_stream_is_the_same_as_ever_run_both_ways() -> None:
    assert first_values(draws.uniform) == FIRST
    assert first_values(compiled(draws.uniform)) == FIRST


def test_the_normal_quantile_is_exact() -> None:
    p = np.r_[1e-300, 1e-12, np.linspace(0.001, 0.999, 99), 1 - 1e-12]
    np.testing.assert_allclose([draws.normal(one) for one in p], ndtri(p), rtol=1e-13, atol=1e-14)

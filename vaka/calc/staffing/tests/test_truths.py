"""V1 to V8, V10 and V11: the simulation against exact answers, within three standard errors or so.

V9 is `test_nights`, V12 `test_twin`. `pytest -s` prints exact, simulated, z.
"""

import math

import numpy as np
import pytest

from vaka.calc.staffing import world as col
from vaka.calc.staffing.run import simulate
from vaka.calc.staffing.tests import cases, worlds

SURE = 3.5  # standard errors; some thirty values are looked at


def told(name: str, exact: float, simulated: float, error: float) -> None:
    """Print a case, and demand that it is near enough and known to one percent."""
    z = (simulated - exact) / error if error else 0.0
    print(f"{name}: exact {exact:.5g}, simulated {simulated:.5g} ± {error:.2g}, z {z:+.2f}")
    assert error <= 0.01 * abs(exact)
    assert abs(z) < SURE


@pytest.mark.parametrize("case", cases.CASES, ids=lambda case: case.__name__)
def test_the_simulation_gives_the_exact_answer(case) -> None:
    for name, exact, (simulated, error) in case(nights=1.0):
        told(name, exact, simulated, error)


def test_with_staff_for_all_the_number_at_work_is_poisson() -> None:
    rate, mean, few = 0.5, 8.0, 4
    found = [simulate(worlds.queue(40, rate, law="lognormal", cv=0.8), 1, first=night)
             for night in range(16)]  # fmt: skip
    parts = np.array([one.busy[: few + 1].sum() / one.busy.sum() for one in found])
    load = rate * mean
    exact = sum(math.exp(-load) * load**k / math.factorial(k) for k in range(few + 1))
    error = parts.std(ddof=1) / math.sqrt(len(parts))
    told("V11 at most four at work", exact, parts.mean(), error)
    waits = np.array([one.nights[:, col.O_EACH + col.O_WAIT].sum() for one in found])
    assert not waits.any()

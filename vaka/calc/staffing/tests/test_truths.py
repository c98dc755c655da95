"""V1 to V11: the simulation against exact answers, each within three of its standard errors.

`benchmarks/staffing_truth.py` runs the same cases longer. `pytest -s` prints exact, simulated, z.
"""

import math

import numpy as np
import pytest

from vaka.calc.staffing import world as col
from vaka.calc.staffing.answers import ratio
from vaka.calc.staffing.run import simulate
from vaka.calc.staffing.tests import cases, worlds

SURE = 3.5  # standard errors; some thirty values are looked at


@pytest.mark.parametrize("case", cases.CASES, ids=lambda case: case.__name__)
def test_the_simulation_gives_the_exact_answer(case) -> None:
    for name, exact, (simulated, error) in case(nights=1.0):
        z = (simulated - exact) / error if error else 0.0
        print(f"{name}: exact {exact:.5g}, simulated {simulated:.5g} ± {error:.2g}, z {z:+.2f}")
        assert error <= 0.01 * abs(exact)
        assert abs(z) < SURE


def test_with_staff_for_all_the_number_at_work_is_poisson() -> None:
    rate, mean = 0.5, 8.0
    found = simulate(worlds.queue(40, rate, law="lognormal", cv=0.8), 12)
    share = found.busy / found.busy.sum()
    load = rate * mean
    exact = np.array([math.exp(-load) * load**k / math.factorial(k) for k in range(41)])
    assert np.abs(share - exact).max() < 0.006
    waits = ratio(found.nights[:, col.O_EACH + col.O_WAIT], found.nights[:, col.O_EACH])
    assert waits[0] == 0.0

"""`python -m vaka.calc.warm`: compile every kernel once, so that nobody waits for it later.

The machine code is kept in `calc/__pycache__/kernels`, for this processor and these sources.
"""

import time

import numpy as np

from vaka.calc.kernel import compiled
from vaka.calc.rounds import annealing, unified
from vaka.calc.spc import signals
from vaka.calc.spc.chart import fewest_crossings
from vaka.calc.spc.kernels import XMR
from vaka.calc.staffing import example, run


def main() -> None:
    """Run each kernel on the least there is."""
    y, every = np.array([1.0, 2.0, 3.0]), np.ones(3, np.bool_)
    limit, codes = np.empty((1, 3)), np.zeros(3, np.int8)
    compiled(signals.judge)(
        XMR, signals.NHS, y, y, every, every, np.array([0, 3]), True, fewest_crossings(3), limit,
        codes, np.zeros((1, 5), np.int64),
    )  # fmt: skip
    run.simulate(example.home(), 1)
    annealing.warm()
    unified.warm()


if __name__ == "__main__":
    began = time.perf_counter()
    main()
    print(f"kernels: {time.perf_counter() - began:.1f} s")  # noqa: T201

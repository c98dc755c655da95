"""Kernels that make no arrays read places as they stand, and ask of none whether it is below 0."""

import numba
import numpy as np
import pytest

from vaka.calc.kernel import Floats, Ints, bare, compiled, kernel
from vaka.calc.unsigned import Unsigned


@bare
def told(values: Floats, order: Ints, k: int) -> float:
    """The k-th number by an order, which is then forgotten."""
    found = values[order[k]]
    values[order[k]] = 0.0
    return found


@kernel
def asked(values: Floats, order: Ints, k: int) -> float:
    """The same where places may be below 0."""
    found = values[order[k]]
    values[order[k]] = 0.0
    return found


@pytest.mark.parametrize("function", [told, asked])
def test_a_place_is_read_and_written_as_it_is_by_plain_python(function) -> None:
    order, fast = np.array([2, 0, 1]), compiled(function)
    values, others = np.array([1.5, 2.5, 3.5]), np.array([1.5, 2.5, 3.5])
    assert [fast(values, order, k) for k in range(3)] == [3.5, 1.5, 2.5]
    assert [function(others, order, k) for k in range(3)] == [3.5, 1.5, 2.5]
    assert values.tolist() == others.tolist() == [0.0, 0.0, 0.0]


def test_no_place_is_counted_from_the_end() -> None:
    def choices(**options) -> int:
        made = numba.njit(**options)(told)  # what is read from the disk cannot be looked into
        made(np.array([1.5]), np.array([0]), 0)
        return next(iter(made.inspect_llvm().values())).split("cpython")[0].count("select i1")

    assert choices() >= 2
    assert choices(pipeline_class=Unsigned) == 0

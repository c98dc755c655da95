"""One source, two speeds: a kernel runs as plain Python, and compiled where there is much to do.

A kernel is a function on numbers and arrays, marked `@kernel`. Called as it is, it is Python: easy
to read and to follow in a debugger, fast enough for the points of one page, and Numba (half a
second and a hundred megabytes) is not loaded. `compiled` gives the same function as machine code,
kept on disk by set-up (`python -m vaka.calc.warm`); it is for what has thousands of points. No page
has: it draws at most as many as its form allows.
"""

import hashlib
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from types import FunctionType
from typing import Any, TypeGuard, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Lines = NDArray[np.float64]  # five rows: see calc/spc
Bools = NDArray[np.bool_]
Ints = NDArray[np.int64]
Labels = NDArray[np.int8]
Signs = NDArray[np.int8]  # three rows: see calc/spc/signals
Kernel = TypeVar("Kernel", bound=Callable[..., Any])
_KERNELS: set[Any] = set()
_BARE: set[Any] = set()
KEPT = Path(__file__).with_name("__pycache__") / "kernels"


def floats(values: Iterable[float | None]) -> Floats:
    """Give numbers as an array; what is missing becomes NaN."""
    return np.array([np.nan if one is None else one for one in values], np.float64)


def kernel(function: Kernel) -> Kernel:
    """Mark a function as one that may be compiled, with every kernel that it calls."""
    _KERNELS.add(function)
    return function


def bare(function: Kernel) -> Kernel:
    """Mark a kernel that makes no arrays: its machine code need not count who holds which array.

    In a loop of many small kernels the counting takes several times as long as the work. They are
    also built into their callers, for handing two arrays on takes longer than what most of them do.
    """
    _BARE.add(function)
    return kernel(function)


@cache
def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a kernel as machine code. Raises ValueError for what is not marked `@kernel`.

    The kernels that it calls by name are compiled first and put in place of the plain ones.
    """
    if not _is_kernel(function):
        raise ValueError(f"{function!r} is no kernel")
    import numba

    world = function.__globals__
    fast = {name: compiled(one) for name, one in _called(function).items()}
    twin = FunctionType(function.__code__, {**world, **fast}, function.__name__)
    twin.__qualname__, twin.__module__ = function.__qualname__, function.__module__
    numba.config.CACHE_DIR = str(  # type: ignore[attr-defined]
        KEPT / _digest(_sources(function))
    )
    options: dict[str, Any] = {}
    if function in _BARE:
        from vaka.calc.unsigned import Unsigned

        options = {"_nrt": False, "forceinline": True, "pipeline_class": Unsigned}
    made: Callable[..., Any] = numba.njit(cache=True, nogil=True, error_model="numpy", **options)(
        twin
    )
    return made


def _called(function: FunctionType) -> dict[str, FunctionType]:
    """The kernels that a kernel calls, by the names it calls them."""
    world = function.__globals__
    found = {name: world.get(name) for name in function.__code__.co_names}
    return {name: one for name, one in found.items() if _is_kernel(one)}


def _is_kernel(one: object) -> TypeGuard[FunctionType]:
    return isinstance(one, FunctionType) and one in _KERNELS


def _sources(function: FunctionType) -> set[str]:
    """The files of a kernel and of all that it calls, with their neighbours, whose constants are
    built in too."""
    files = {str(one) for one in Path(function.__code__.co_filename).parent.glob("*.py")}
    files.update((__file__, str(Path(__file__).with_name("unsigned.py"))))
    return files.union(*(_sources(one) for one in _called(function).values()))


def _digest(files: set[str]) -> str:
    """Machine code is kept under the sources' digest: Numba itself looks only at the file of the
    function, not at those of the functions that were built into it."""
    whole = b"".join(Path(name).read_bytes() for name in sorted(files))
    return hashlib.sha256(whole).hexdigest()[:16]

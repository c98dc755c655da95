"""Numba's compiler, but for kernels that never count a place from an array's end.

`array[k]` with k below 0 is Python's way to count from the end, and Numba asks at every access
whether that is meant: a comparison and a choice before each number that a night reads (measured: a
fifth of a night). Only `kernel.compiled` loads this, for it loads Numba.
"""

from typing import Any

from numba.core import compiler, ir, types
from numba.core.compiler_machinery import FunctionPass, register_pass
from numba.core.typed_passes import NopythonRewrites


@register_pass(mutates_CFG=False, analysis_only=False)  # type: ignore[no-untyped-call]
class _Unsigned(FunctionPass):
    """Have the places of arrays read as numbers without a sign, once types are known."""

    _name = "vaka_unsigned_places"

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]

    def run_pass(self, state: Any) -> bool:
        for one in _accesses(state.func_ir):
            asked = state.calltypes.pop(one)
            if isinstance(asked.args[0], types.Array) and asked.args[1] == types.intp:
                asked = asked.replace(args=(asked.args[0], types.uintp, *asked.args[2:]))
            state.calltypes[one] = asked
        return True


def _accesses(code: Any) -> list[Any]:
    """Every reading and writing of a place that is not a number written in the source."""
    lines = [one for block in code.blocks.values() for one in block.body]
    read = [one.value for one in lines if isinstance(one, ir.Assign)]
    read = [one for one in read if isinstance(one, ir.Expr) and one.op == "getitem"]
    return [*read, *(one for one in lines if isinstance(one, ir.SetItem))]


class Unsigned(compiler.CompilerBase):
    """Numba's own pipeline with that pass in it."""

    def define_pipelines(self) -> list[Any]:
        passes = compiler.DefaultPassBuilder
        made = passes.define_nopython_pipeline(self.state)  # type: ignore[no-untyped-call]
        made.add_pass_after(_Unsigned, NopythonRewrites)
        made.finalize()
        return [made]

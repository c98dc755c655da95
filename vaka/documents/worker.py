"""Compiling in processes of their own: warmed, and limited in time and memory.

A web process never compiles. A template that loops in Typst, a drawing that eats memory or a
panic of native code ends one worker and one report, nothing else.
"""

import multiprocessing
import resource
from collections.abc import Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path
from types import TracebackType

from pebble import ProcessExpired, ProcessPool

from vaka.documents import drawing, pdf
from vaka.documents.compile import ALL_FORMATS, CompiledReport, Format, compile_report
from vaka.documents.content import ReportSource
from vaka.documents.pandoc import pandoc_path

SECONDS = 60.0
MEMORY = 2 * 1024**3  # bytes of private data; a 60-page report needs a fifth of it
_REPORTS_EACH = 200  # then a worker is replaced, so that what native code leaks does not grow


class CompileFailed(RuntimeError):
    """The report could not be made; the message says which step refused and why."""


class CompileTimedOut(CompileFailed):
    """The report took longer than it may, and its worker was ended."""


class Compilers:
    """A pool of warm compilers. Close it, or use it in a `with` statement."""

    def __init__(self, workers: int = 1, memory: int = MEMORY) -> None:
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=_REPORTS_EACH,
            initializer=_prepare,
            initargs=(memory,),
            context=multiprocessing.get_context("spawn"),
        )

    def compile(
        self,
        source: ReportSource,
        out_dir: Path,
        formats: Sequence[Format] = ALL_FORMATS,
        seconds: float = SECONDS,
    ) -> CompiledReport:
        """`compile_report` in a worker; waits for it.

        Raises `CompileTimedOut` after `seconds`, otherwise `CompileFailed` with the cause.
        """
        arguments = (source, out_dir, tuple(formats))
        task = self._pool.schedule(_compile, args=arguments, timeout=seconds)
        try:
            compiled: CompiledReport = task.result()
        except FutureTimeout as error:
            raise CompileTimedOut(f"{source.name}: more than {seconds:g} seconds") from error
        except (ProcessExpired, BrokenProcessPool) as error:
            raise CompileFailed(f"{source.name}: the worker ended, {error}") from error
        except MemoryError as error:
            raise CompileFailed(f"{source.name}: out of memory") from error
        return compiled

    def warm(self) -> None:
        """Start a worker and load what it needs, before the first report asks."""
        self._pool.schedule(pandoc_path).result()

    def close(self) -> None:
        """End the workers when their reports are done."""
        self._pool.close()  # type: ignore[no-untyped-call]
        self._pool.join()

    def __enter__(self) -> "Compilers":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


def compile_in_worker(
    source: ReportSource,
    out_dir: Path,
    formats: Sequence[Format] = ALL_FORMATS,
    seconds: float = SECONDS,
) -> CompiledReport:
    """One report in a worker of its own, for commands; servers keep a `Compilers`.

    The time counts from a warm worker. Raises `CompileTimedOut` and `CompileFailed`.
    """
    with Compilers() as compilers:
        compilers.warm()
        return compilers.compile(source, out_dir, formats, seconds)


def _prepare(memory: int) -> None:
    # Address space can not be limited (V8 and Pandoc reserve far more than they use), private
    # data can; children inherit the limit.
    pdf.warm()
    drawing.warm()
    pandoc_path()
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _compile(source: ReportSource, out_dir: Path, formats: tuple[Format, ...]) -> CompiledReport:
    """In the worker. Other packages' errors can not all be sent home, so their words are."""
    try:
        return compile_report(source, out_dir, formats)
    except MemoryError:
        raise
    except Exception as error:
        raise CompileFailed(f"{source.name}: {type(error).__name__}: {error}") from None

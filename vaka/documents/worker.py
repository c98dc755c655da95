"""Compiling in processes of their own: warmed, and limited in time and memory.

A web process never compiles. A template that loops in Typst, a drawing that eats memory or a
panic of native code ends one worker and one report, nothing else.
"""

import atexit
import multiprocessing
import resource
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import TimeoutError as FutureTimeout
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any

from pebble import ProcessExpired, ProcessPool

from vaka.documents import drawing, pdf
from vaka.documents.compile import ALL_FORMATS, CompiledReport, Format, in_format, write
from vaka.documents.content import Manuscript, ReportSource
from vaka.documents.pandoc import pandoc_path
from vaka.documents.tree import Tree, plant, read

SECONDS = 60.0
MEMORY = 2 * 1024**3  # bytes of private data; a 60-page report needs a fifth of it
IDLE = 120.0  # seconds that compilers stand without a report to make
_TEXTS = 8  # that are known as Pandoc read them: a report is made again when a figure has changed
_TASKS_EACH = 1000  # then a worker is replaced, so that what native code leaks does not grow


class CompileFailed(RuntimeError):
    """The report could not be made; the message says which step refused and why."""


class CompileTimedOut(CompileFailed):
    """The report took longer than it may, and its worker was ended."""


class Compilers:
    """A pool of compilers that do two things at a time. Close it, or use it in a `with` statement.

    Args:
        kept: the folder where drawn charts are kept by content, for this pool and the next; one of
            its own, gone with it, when none is named.
    """

    def __init__(self, workers: int = 2, memory: int = MEMORY, kept: Path | None = None) -> None:
        self._workers = workers
        self._own = tempfile.TemporaryDirectory() if kept is None else None
        self._kept = Path(self._own.name) if self._own else kept or Path()
        self._kept.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._read: dict[str, bytes] = {}
        self._pool = ProcessPool(
            max_workers=workers,
            max_tasks=_TASKS_EACH,
            initializer=_prepare,
            initargs=(memory, self._kept),
            context=multiprocessing.get_context("spawn"),
        )

    def compile(
        self,
        source: ReportSource,
        out_dir: Path,
        formats: Sequence[Format] = ALL_FORMATS,
        seconds: float = SECONDS,
    ) -> CompiledReport:
        """What `compile_report` does, in the workers; waits for it.

        Raises `CompileTimedOut` after `seconds`, otherwise `CompileFailed` with the cause.
        """
        end = time.monotonic() + seconds

        def all_of(tasks: Iterable[tuple[Callable[..., Any], *tuple[Any, ...]]]) -> list[Any]:
            left = end - time.monotonic()
            if left <= 0:  # the pool looks at its clock now and then: a short task slips past it
                raise CompileTimedOut(f"{source.name}: more than {seconds:g} seconds")
            asked = [self._pool.schedule(_named, args=(source.name, *task), timeout=left)
                     for task in tasks]  # fmt: skip
            return [self._result(source.name, one, seconds) for one in asked]

        shares = self._undrawn(source, formats)
        is_pictured = Format.DOCX in formats
        text = source.manuscript.markdown
        known = self._read.get(text)
        draws = [(_draw, share, is_pictured) for share in shares]
        (tree, found), *_drawn = all_of([(_planted, source.manuscript, known), *draws])
        self._keep(text, known or found)
        parts = all_of((in_format, source, tree, one) for one in _heaviest_first(formats))
        made = dict(zip(_heaviest_first(formats), parts, strict=True))
        drawing.trim(self._kept)
        return write(source, {one: made[one] for one in formats}, out_dir)

    def _keep(self, text: str, read: bytes) -> None:
        """Let what was read of a text be known to the next report of it, in either worker."""
        self._read[text] = read
        for oldest in list(self._read)[:-_TEXTS]:
            self._read.pop(oldest, None)

    def _undrawn(
        self, source: ReportSource, formats: Sequence[Format]
    ) -> list[list[Mapping[str, Any]]]:
        """Specifications of charts that no folder holds yet, a share for each worker."""
        if not set(formats) - {Format.DATA}:
            return []
        charts = source.manuscript.charts.values()
        specs = [one.spec for one in charts if not drawing.is_kept(one.spec, self._kept)]
        return [share for i in range(self._workers) if (share := specs[i :: self._workers])]

    def _result(self, name: str, task: Any, seconds: float) -> Any:
        try:
            return task.result()
        except FutureTimeout as error:
            raise CompileTimedOut(f"{name}: more than {seconds:g} seconds") from error
        except (ProcessExpired, BrokenProcessPool) as error:
            raise CompileFailed(f"{name}: the worker ended, {error}") from error
        except MemoryError as error:
            raise CompileFailed(f"{name}: out of memory") from error

    def start(self) -> None:
        """Start the workers without waiting; where no chart is kept, with what draws them."""
        first = drawing.warm if not any(self._kept.iterdir()) else pandoc_path
        for _one in range(self._workers):
            self._pool.schedule(first)

    def warm(self) -> None:
        """Start a worker and load what it needs, before the first report asks."""
        self._pool.schedule(drawing.warm).result()

    @property
    def is_up(self) -> bool:
        """Say whether reports are still taken."""
        return bool(self._pool.active)

    def close(self) -> None:
        """End the workers when their reports are done."""
        self._pool.close()  # type: ignore[no-untyped-call]
        self._gone()

    def end(self) -> None:
        """End the workers, whatever they do."""
        self._pool.stop()  # type: ignore[no-untyped-call]
        self._gone()

    def _gone(self) -> None:
        self._pool.join()
        if self._own:
            self._own.cleanup()

    def __enter__(self) -> "Compilers":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close() if kind is None else self.end()


class Standing:
    """Compilers that stay for the next report, and end when none has asked for a while.

    Starting them takes half a second, and their first chart as long again.
    """

    def __init__(self, idle: float = IDLE) -> None:
        self._idle = idle
        self._lock = threading.RLock()
        self._up: dict[Path, Compilers] = {}
        self._timer: threading.Timer | None = None
        self._users = 0
        atexit.register(self.end)

    @contextmanager
    def of(self, kept: Path) -> Iterator[Compilers]:
        """Give the compilers that keep their drawings in a folder, started when none stand."""
        with self._lock:
            if self._timer:
                self._timer.cancel()
            if kept not in self._up or not self._up[kept].is_up:
                self.end()
                self._up[kept] = Compilers(kept=kept)
                self._up[kept].start()
            compilers = self._up[kept]
            self._users += 1
        try:
            yield compilers
        finally:
            self._leave()

    def end(self) -> None:
        """End those that stand, when no one uses them."""
        with self._lock:
            while not self._users and self._up:
                self._up.popitem()[1].end()

    def _leave(self) -> None:
        with self._lock:
            self._users -= 1
            self._timer = threading.Timer(self._idle, self.end)
            self._timer.daemon = True
            self._timer.start()


STANDING = Standing()


def compile_in_worker(
    source: ReportSource,
    out_dir: Path,
    formats: Sequence[Format] = ALL_FORMATS,
    seconds: float = SECONDS,
) -> CompiledReport:
    """One report in workers of its own, for commands; servers keep a `Compilers`.

    The time counts from warm workers. Raises `CompileTimedOut` and `CompileFailed`.
    """
    with Compilers(min(len(formats), 2)) as compilers:
        return compilers.compile(source, out_dir, formats, seconds)


def _heaviest_first(formats: Sequence[Format]) -> list[Format]:
    """The order in which two workers are done soonest."""
    return sorted(formats, key=list(_HEAVIEST).index)


_HEAVIEST = (Format.PDF, Format.DOCX, Format.HTML, Format.DATA)


def _prepare(memory: int, kept: Path) -> None:
    # Address space can not be limited (V8 and Pandoc reserve far more than they use), private
    # data can; children inherit the limit.
    drawing.keep_in(kept)
    pdf.warm()
    pandoc_path()
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _planted(manuscript: Manuscript, known: bytes | None) -> tuple[Tree, bytes]:
    """In the worker: a tree, and what Pandoc read when it had to be asked."""
    before = known or read(manuscript.markdown)
    return plant(manuscript, before), b"" if known else before


def _draw(specs: Sequence[Mapping[str, Any]], is_pictured: bool) -> None:
    """In the worker: charts into the folder of drawings."""
    for spec in specs:
        drawing.svg(spec)
        if is_pictured:
            drawing.png(spec)


def _named(name: str, do: Callable[..., Any], *arguments: Any) -> Any:
    """In the worker. Other packages' errors can not all be sent home, so their words are."""
    try:
        return do(*arguments)
    except MemoryError:
        raise
    except Exception as error:
        raise CompileFailed(f"{name}: {type(error).__name__}: {error}") from None

"""The command line in a process of its own, forked from one that has loaded the slow libraries."""

import multiprocessing
import os
import sys
from collections.abc import Sequence
from pathlib import Path

PATIENCE_SECONDS = 60
SLOW = "ibis ibis.backends.duckdb polars pyarrow.parquet duckdb scipy django.db.models click"
FOREIGN = ("VAKA_", "DJANGO_", "DATABASE_")
_context = multiprocessing.get_context("forkserver")
_context.set_forkserver_preload(SLOW.split())


def vaka(folder: Path, arguments: Sequence[str]) -> tuple[int, str, str]:
    """Run one command line. Gives its exit code, what it printed, and what it said beside.

    Args:
        folder: where the two texts are kept meanwhile.
        arguments: as after the word `vaka`.
    """
    out, err = folder / "out.txt", folder / "err.txt"
    child = _context.Process(target=_call, args=(list(arguments), str(out), str(err)))
    child.start()
    child.join(PATIENCE_SECONDS)
    if child.exitcode is None:
        child.kill()
        raise TimeoutError(" ".join(arguments))
    return child.exitcode, out.read_text("utf-8"), err.read_text("utf-8")


def _call(arguments: list[str], out: str, err: str) -> None:
    for name in [name for name in os.environ if name.startswith(FOREIGN)]:
        del os.environ[name]
    with (
        open(out, "w", encoding="utf-8") as sys.stdout,
        open(err, "w", encoding="utf-8") as sys.stderr,
    ):
        from vaka.config import cli

        code = cli.run(arguments)
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__
    sys.exit(code)

"""A small municipality to break, and standing on one copy of it after another in one process."""

import os
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

CAST = ("astrid", "bo", "kim")


def found(folder: Path) -> Path:
    """Make a data directory with the cast and their units; gives the directory.

    The process has then started Django on it: children forked from it stand on copies.
    """
    from vaka.config import product
    from vaka.config.keys import KeyRing

    data = folder / "base"
    os.environ.pop("DATABASE_URL", None)
    os.environ["VAKA_KEYS"] = str(folder / "base.keys")
    is_new = not (data / "whole").exists()
    if is_new:
        shutil.rmtree(data, ignore_errors=True)
        data.mkdir(parents=True)
        KeyRing.of(data).make()
    product.set_up(data)
    if is_new:
        in_child(_people)
        (data / "whole").touch()
    return data


def _people() -> None:
    from django.conf import settings

    from tests import cast
    from vaka.config import product

    product.make_database()
    units = cast.plant_all()
    for user in CAST:
        cast.joined(user, units)
    stand_on(Path(settings.DATA_DIR))


def stand_on(data: Path, patience: float = 20.0) -> None:
    """Let this process's next query go to the database of another directory.

    Args:
        patience: seconds to wait for a lock.
    """
    from django.conf import settings
    from django.db import connections

    connections.close_all()
    settings.DATA_DIR = data
    chosen = connections["default"].settings_dict
    chosen["NAME"] = data / "vaka.sqlite3"
    chosen["OPTIONS"] = {**chosen["OPTIONS"], "timeout": patience}


def copied(base: Path, to: Path) -> Path:
    """Give a copy of a directory that nobody writes to."""
    shutil.rmtree(to, ignore_errors=True)
    shutil.copytree(base, to)
    return to


def forked(work: Callable[[], Any]) -> int:
    """Run work in a child that ends with it; gives the child's id."""
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        work()
        code = 0
    except BaseException:  # the child must never run on as its parent
        import traceback

        traceback.print_exc()
    finally:
        os._exit(code)


def ended(child: int, seconds: float = 120.0) -> int:
    """Wait for a child; gives its exit code, negative when a signal ended it.

    Raises:
        TimeoutError: it hung, and has been killed.
    """
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        found, status = os.waitpid(child, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status)
        time.sleep(0.005)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    raise TimeoutError(f"child {child} hung for {seconds:.0f} s")


def in_child(work: Callable[[], Any]) -> None:
    """Run work in a child and wait. Raises RuntimeError when it failed."""
    if code := ended(forked(work)):
        raise RuntimeError(f"{work!r} ended with {code}")

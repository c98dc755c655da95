"""Waking the worker: a named pipe beside the data, and NOTIFY where the database has it.

A lost wake costs seconds, never work: the worker also looks by itself now and then.
"""

import contextlib
import os
import selectors
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection, connections

CHANNEL = "vaka_worker"


def pipe() -> Path:
    """Give where the worker's pipe lies."""
    return Path(settings.DATA_DIR) / "worker.pipe"


def worker() -> None:
    """Wake the worker, if one runs; call it when the transaction has been committed."""
    _through_pipe()
    _WAKERS.get(connection.vendor, _nothing)()


def _through_pipe() -> None:
    """ENXIO: nobody listens; EAGAIN: the worker has wakes enough; ENOENT: it never ran here."""
    with contextlib.suppress(OSError):
        descriptor = os.open(pipe(), os.O_WRONLY | os.O_NONBLOCK)
        try:
            os.write(descriptor, b"!")
        finally:
            os.close(descriptor)


def _notify() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"NOTIFY {CHANNEL}")


def _nothing() -> None:
    """The pipe is all there is."""


_WAKERS: dict[str, Callable[[], None]] = {"postgresql": _notify}


class Ear:
    """The worker's end: waits for a wake or until time is up."""

    def __init__(self) -> None:
        path = pipe()
        if not path.is_fifo():
            path.unlink(missing_ok=True)
            os.mkfifo(path, 0o600)
        # Open for writing too, so that a waker who leaves does not end the stream.
        self._pipe = os.open(path, os.O_RDWR | os.O_NONBLOCK)
        self._listener: Any = _LISTENERS.get(connection.vendor, lambda: None)()

    def wait(self, seconds: float) -> bool:
        """Give True when woken, False when the time was up."""
        # Not `select`, which knows no file above number 1023.
        with selectors.PollSelector() as sources:
            for source in filter(None, (self._pipe, self._listener)):
                sources.register(source, selectors.EVENT_READ)
            ready = [key.fileobj for key, _events in sources.select(max(0.0, seconds))]
        if self._pipe in ready:
            os.read(self._pipe, 65536)
        if self._listener in ready:
            list(self._listener.notifies(timeout=0))
        return bool(ready)

    def wake(self) -> None:
        """Wake oneself, from a signal or another thread."""
        with contextlib.suppress(BlockingIOError):
            os.write(self._pipe, b"!")

    def close(self) -> None:
        """Stop listening."""
        os.close(self._pipe)
        if self._listener:
            self._listener.close()


def _listener() -> Any:
    own = connections["default"].copy()
    with own.cursor() as cursor:
        cursor.execute(f"LISTEN {CHANNEL}")
    return own.connection


_LISTENERS: dict[str, Callable[[], Any]] = {"postgresql": _listener}

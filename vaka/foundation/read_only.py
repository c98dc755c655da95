"""Read-only mode: while it is on, every change is refused in plain words and reading goes on.

The mark is a file in the data directory: web, worker and a command on the server see the same at
once, and it holds over a restart. Reading is still logged, and signing in still works.
"""

import json
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from vaka.foundation import durable

MARK = "read-only.json"


@dataclass(frozen=True)
class Closed:
    """Why nothing can be saved, in Swedish, and since when (ISO 8601 with offset)."""

    words: str
    since: str


class ReadOnly(Exception):
    """A change was tried while Vaka is read-only; `closed` says why."""

    def __init__(self, closed: Closed) -> None:
        super().__init__(closed.words)
        self.closed = closed


def state() -> Closed | None:
    """Give why nothing can be saved now, None when all can."""
    try:
        return Closed(**json.loads(_mark().read_text("utf-8")))
    except FileNotFoundError:
        return None


def demand_writable() -> None:
    """Raise ReadOnly while the mode is on."""
    if closed := state():
        raise ReadOnly(closed)


def close(words: str, at: datetime) -> Closed:
    """Turn the mode on; the mark is on disk when this returns."""
    closed = Closed(words, at.isoformat(timespec="seconds"))
    beside = _mark().with_suffix(".new")
    beside.write_text(json.dumps(asdict(closed), ensure_ascii=False), "utf-8")
    durable.flush_file(beside)
    durable.put_in_place(beside, _mark())
    return closed


def open_again() -> bool:
    """Turn the mode off; says whether it was on."""
    was = _mark().exists()
    _mark().unlink(missing_ok=True)
    durable.flush_folder(_mark().parent)
    return was


def _mark() -> Path:
    return Path(settings.DATA_DIR) / MARK

"""The bytes of files, each under its own digest: `<data>/files/ab/cdef…` (BLAKE2b, 256 bits).

A file is written beside, flushed to disk and renamed, so that the store holds whole files only.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _

from vaka.foundation import durable

PIECE = 1 << 20
MEGABYTE = 1_000_000
LARGEST = 100 * MEGABYTE


class FileTooLarge(ValueError):
    """More bytes than may be kept; the message is Swedish."""

    def __init__(self, largest: int) -> None:
        words = _("Filen är för stor. Den får vara högst %(size)s MB.")
        super().__init__(words % {"size": largest // MEGABYTE})


class EmptyFile(ValueError):
    """No bytes at all; the message is Swedish."""

    def __init__(self) -> None:
        super().__init__(_("Filen är tom."))


@dataclass(frozen=True)
class Written:
    """A file beside the store, not yet in it."""

    path: Path
    digest: str
    size: int


def root() -> Path:
    """Give the folder of the store."""
    return Path(settings.DATA_DIR) / "files"


def path_of(digest: str) -> Path:
    """Give where the bytes of a digest lie, whether or not they are there."""
    return root() / digest[:2] / digest[2:]


@contextmanager
def written(stream: BinaryIO, largest: int = LARGEST) -> Iterator[Written]:
    """Write a stream beside the store; what is not put in the store is gone afterwards.

    Raises:
        FileTooLarge: more than `largest` bytes.
        EmptyFile: no byte.
    """
    beside = root() / "new" / secrets.token_hex(8)
    durable.make_folder(beside.parent, Path(settings.DATA_DIR))
    try:
        yield _copied(stream, beside, largest)
    finally:
        beside.unlink(missing_ok=True)


def _copied(stream: BinaryIO, beside: Path, largest: int) -> Written:
    digest, size = blake2b(digest_size=32), 0
    with beside.open("wb") as out:
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > largest:
                raise FileTooLarge(largest)
            digest.update(piece)
            out.write(piece)
        out.flush()
        os.fsync(out.fileno())
    if not size:
        raise EmptyFile
    return Written(beside, digest.hexdigest(), size)


def put(new: Written) -> Path:
    """Take a written file into the store; bytes that are there already are not stored twice."""
    place = path_of(new.digest)
    durable.make_folder(place.parent, Path(settings.DATA_DIR))
    if place.exists():
        os.utime(place)  # so that a sweep that runs now meets a fresh file
    else:
        durable.put_in_place(new.path, place)
    return place


def digest_of(path: Path) -> str:
    """Give the digest of a file's bytes."""
    digest = blake2b(digest_size=32)
    with path.open("rb") as stream:
        while piece := stream.read(PIECE):
            digest.update(piece)
    return digest.hexdigest()


def stored() -> Iterator[tuple[str, Path]]:
    """Give digest and place of everything in the store."""
    for path in sorted(root().glob("??/*")):
        yield path.parent.name + path.name, path


@contextmanager
def unswept() -> Iterator[None]:
    """Hold whoever removes bytes that no row names; waits for one that is at it."""
    durable.make_folder(root(), Path(settings.DATA_DIR))
    with (root() / ".sweep").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

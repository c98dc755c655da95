"""What a power cut must not undo: names of files, which are on disk only when their folder is."""

import os
from pathlib import Path


def flush_file(path: Path) -> None:
    """Wait until a file's bytes are on disk."""
    _flush(path)


def flush_folder(folder: Path) -> None:
    """Wait until a folder's names are on disk."""
    _flush(folder)


def make_folder(folder: Path, root: Path) -> None:
    """Make a folder below `root`, which stands, with each name on the way on disk."""
    if folder.is_dir():
        return
    if folder.parent != root:
        make_folder(folder.parent, root)
    folder.mkdir(mode=0o700, exist_ok=True)
    _flush(folder.parent)


def put_in_place(beside: Path, place: Path) -> None:
    """Rename a file whose bytes are on disk over `place`, and wait until the name is too."""
    beside.replace(place)
    _flush(place.parent)


def _flush(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)

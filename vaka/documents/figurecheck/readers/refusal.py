"""A file that cannot be read, and the safe opening of packed files."""

from __future__ import annotations

import zipfile
from pathlib import Path

MOST_UNPACKED = 300_000_000
MOST_RATIO = 200
MOST_PARTS = 5_000


class Unreadable(ValueError):
    """The file cannot be checked; the message says why and what to do, in Swedish."""


def opened(path: Path) -> zipfile.ZipFile:
    """Open an office file, unless it is torn or unpacks into more than it should."""
    try:
        package = zipfile.ZipFile(path)
        parts = package.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Unreadable(f"{path.name} är skadad eller har fel ändelse.") from error
    unpacked = sum(part.file_size for part in parts)
    packed = max(1, sum(part.compress_size for part in parts))
    too_dense = unpacked > 10_000_000 and unpacked / packed > MOST_RATIO
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED or too_dense:
        package.close()
        raise Unreadable(f"{path.name} packas upp till för mycket och läses inte.")
    return package


def decoded(path: Path) -> str:
    """Give a text file's text: UTF-8 (with or without mark), else Windows-1252."""
    raw = path.read_bytes()
    if raw[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return raw.decode("utf-16", errors="replace")
    if b"\x00" in raw[:4096]:
        raise Unreadable(f"{path.name} är ingen textfil.")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", errors="replace")

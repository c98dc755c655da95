"""A SIE file's lines: which encoding, which fields, and the check sum over them."""

from __future__ import annotations

import re
import zlib
from functools import lru_cache
from pathlib import Path

from vaka.exchange.refusal import FileRefused, Refused
from vaka.exchange.sie.ledger import Objects

STANDARD = "cp437"  # "PC8", the only one that the specification knows; real files use others
_LETTERS = "åäöÅÄÖéÉ"
_QUOTED = r'"((?:\\"|[^"])*)"'
_FIELD = re.compile(_QUOTED + r'|\{((?:"(?:\\"|[^"])*"|[^}"])*)\}|([^\s"{}]+)')
_TAG = re.compile(r"#[A-ZÅÄÖ]+")
_BLOCK = 1 << 20
EXPORT_AGAIN = "Exportera filen på nytt ur ekonomisystemet och läs in den igen."


def encoding_of(path: Path) -> str:
    """Give the codec that reads the file: UTF-8 if every byte fits, else by its Swedish letters.

    Raises:
        FileRefused: the file is missing, empty, XML (SIE 5) or no text.
    """
    head = _head(path)
    if head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise FileRefused(
            Refused.WRONG_KIND, "Filen är SIE 5 (XML), som inte läses.",
            "Exportera som SIE 4 ur ekonomisystemet.",
        )  # fmt: skip
    if b"\x00" in head or b"#" not in head:
        raise FileRefused(Refused.WRONG_KIND, "Filen är ingen SIE-fil.", EXPORT_AGAIN)
    with path.open("rb") as file:
        swedish = b"".join(line for line in file if not line.isascii())
    try:
        swedish.decode("utf-8")
    except UnicodeDecodeError:
        return max((STANDARD, "cp1252", "iso8859-15"), key=lambda name: _letters(swedish, name))
    return "utf-8-sig"


def _head(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            head = file.read(_BLOCK)
    except OSError as error:
        raise FileRefused(Refused.MISSING, "Filen finns inte.", "Välj filen på nytt.") from error
    if not head.strip():
        raise FileRefused(Refused.EMPTY, "Filen är tom.", EXPORT_AGAIN)
    return head


def _letters(text: bytes, name: str) -> int:
    """Count what is a Swedish letter when so read; -1 when the codec has no sign for a byte."""
    try:
        return sum(map(text.decode(name).count, _LETTERS))
    except UnicodeDecodeError:
        return -1


def fields(line: str) -> list[str]:
    """Give a line's tag and fields; a list of objects is one field, without its braces.

    >>> fields('#KONTO 1910 "Kassa \\\\"liten\\\\""')
    ['#KONTO', '1910', 'Kassa "liten"']
    """
    found = []
    for quoted, objects, plain in _FIELD.findall(line):
        found.append(plain or objects or quoted.replace('\\"', '"'))
    return found


@lru_cache(maxsize=1 << 16)
def objects_in(text: str) -> Objects:
    """Give (dimension, code) pairs of a list of objects, in the order of dimensions.

    Raises `ValueError` when a dimension has no code.
    """
    parts = fields(text)
    if len(parts) % 2:
        raise ValueError(text)
    return tuple(sorted(zip(parts[::2], parts[1::2], strict=True)))


def ore(text: str) -> int:
    """Give an amount in öre. Raises `ValueError` for more than two decimals, a comma or a plus."""
    if not re.fullmatch(r"-?\d+(\.\d{1,2})?", text):
        raise ValueError(text)
    whole, _point, part = text.partition(".")
    return int(whole + part.ljust(2, "0"))


def check_sums(text: bytes) -> set[int]:
    """Give the check sums (#KSUMMA) that a text may carry: CRC-32 over its tags and fields.

    Exporters differ in whether the braces of a list of objects are counted, so both are given.
    """
    kept = text.translate(None, b' \t\r\n"')
    return {zlib.crc32(kept), zlib.crc32(kept.translate(None, b"{}"))}


def tag_of(line: str) -> str:
    """Give a line's tag, or nothing."""
    found = _TAG.match(line.lstrip())
    return found[0] if found else ""

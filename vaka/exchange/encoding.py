"""Which encoding a text file has; a file that no reading fits is refused, never guessed at."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from pathlib import Path

from vaka.exchange.refusal import FileRefused, Refused
from vaka.exchange.sniff import SAVE_AS, torn

LABELS = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 med BOM",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 utan BOM",
    "utf-16-be": "UTF-16 utan BOM",
    "cp1252": "Windows-1252",
}
_BLOCK = 1 << 20
_CONTROL = re.compile("[\x00-\x08\x0e-\x19\x1b-\x1f]")
_UTF8_SWEDISH = re.compile(rb"\xc3[\xa4\xa5\xb6\x84\x85\x96]")
_CP1252_SWEDISH = re.compile(rb"[A-Za-z,;\t ][\xe5\xe4\xf6\xc5\xc4\xd6][A-Za-z,;\t ]")
_DOS_SWEDISH = re.compile(rb"[a-z][\x84\x86\x94][a-z]")


def encoding_of(path: Path) -> str:
    """The name of the codec that reads the whole file.

    A byte order mark decides; else UTF-8 if every byte fits, else Windows-1252. Raises
    `FileRefused` when the file is binary, cut in the middle of a sign, or mixes encodings.
    """
    head = next(_blocks(path))
    name = _by_mark(head) or _by_zeros(head) or _by_bytes(path)
    _check_readable(path, name)
    return name


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            yield block


def _by_mark(head: bytes) -> str | None:
    if head.startswith((codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)):
        raise undecodable("Filen är kodad i UTF-32, som inte läses.")
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    return "utf-16" if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else None


def _by_zeros(head: bytes) -> str | None:
    """UTF-16 without a mark shows as zeros in every second place."""
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if even + odd == 0:
        return None
    half = len(head) / 2
    if odd > 0.6 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.6 * half and odd < 0.05 * half:
        return "utf-16-be"
    raise binary()


def _by_bytes(path: Path) -> str:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for block in _blocks(path):
            decoder.decode(block)
        cut = bool(decoder.getstate()[0])
    except UnicodeDecodeError:
        return _check_cp1252(path)
    if not cut:
        return "utf-8"
    if any(_UTF8_SWEDISH.search(block) for block in _blocks(path)):
        raise torn("Filen slutar mitt i ett tecken.")
    return _check_cp1252(path)


def _check_cp1252(path: Path) -> str:
    blocks = list(_blocks(path))
    utf8 = sum(len(_UTF8_SWEDISH.findall(block)) for block in blocks)
    single = sum(len(_CP1252_SWEDISH.findall(block)) for block in blocks)
    dos = sum(len(_DOS_SWEDISH.findall(block)) for block in blocks)
    if utf8:
        raise undecodable("Filen blandar två teckenkodningar, så å, ä och ö går inte att lita på.")
    if dos > single:
        raise undecodable("Filen har en äldre teckenkodning (DOS) som inte läses.")
    return "cp1252"


def _check_readable(path: Path, name: str) -> None:
    decoder = codecs.getincrementaldecoder(name)()
    control = signs = 0
    try:
        for block in _blocks(path):
            text = decoder.decode(block)
            control += len(_CONTROL.findall(text))
            signs += len(text)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        if name.startswith("utf-16") and "truncated" in error.reason:
            raise torn("Filen slutar mitt i ett tecken.") from error
        if control > signs / 1000:
            raise binary() from error
        raise undecodable("Filen har tecken som inte går att läsa.") from error
    if control > signs / 1000:
        raise binary()


def binary() -> FileRefused:
    message = "Filen innehåller inte läsbar text."
    return FileRefused(Refused.BINARY, message, SAVE_AS)


def undecodable(message: str) -> FileRefused:
    return FileRefused(Refused.UNDECODABLE, message, "Spara filen som CSV UTF-8 och läs in den.")

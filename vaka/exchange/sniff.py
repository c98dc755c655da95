"""What kind of file this is, told by its bytes and not by its name."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path

from vaka.exchange.refusal import FileRefused, Refused

MAX_BYTES = 200_000_000
"""Largest file that is read unless the caller says otherwise."""

SAVE_AS = "Spara uppgifterna som Excel (.xlsx) eller CSV och läs in den filen."

_OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "en PDF"),
    (b"\x89PNG", "en bild"),
    (b"\xff\xd8\xff", "en bild"),
    (b"GIF8", "en bild"),
    (b"II*\x00", "en bild"),
    (b"MM\x00*", "en bild"),
    (b"RIFF", "en bild eller ett ljud"),
    (b"{\\rtf", "ett textdokument"),
    (b"<html", "en webbsida"),
    (b"<!doctype html", "en webbsida"),
    (b"<?xml", "en XML-fil"),
    (b"\x1f\x8b", "ett packat arkiv"),
    (b"7z\xbc\xaf", "ett packat arkiv"),
    (b"Rar!", "ett packat arkiv"),
    (b"PK\x05\x06", "ett tomt arkiv"),
    (b"SQLite format 3", "en databas"),
    (b"PAR1", "en Parquet-fil"),
)


class Container(StrEnum):
    """The two kinds of file that are read."""

    CSV = "csv"
    XLSX = "xlsx"


def container_of(path: Path, max_bytes: int = MAX_BYTES) -> Container:
    """CSV or XLSX. Raises `FileRefused` for every other kind, and by size."""
    _check_size(path, max_bytes)
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith(b"PK\x03\x04"):
        return _zip_kind(path)
    if head.startswith(_OLE2):
        raise _ole2(path)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, name in _SIGNATURES:
        if start.startswith(signature.lower()) or head.startswith(signature):
            raise wrong_kind(name)
    return Container.CSV


def wrong_kind(name: str) -> FileRefused:
    return FileRefused(Refused.WRONG_KIND, f"Filen är {name}, inte en tabell.", SAVE_AS)


def torn(message: str) -> FileRefused:
    hint = "Hämta eller spara filen på nytt, så att den är hel, och läs in den igen."
    return FileRefused(Refused.TORN, message, hint)


def _check_size(path: Path, max_bytes: int) -> None:
    if not path.is_file():
        raise FileRefused(
            Refused.MISSING, f"Filen {path.name} finns inte.", "Kontrollera namn och mapp."
        )
    size = path.stat().st_size
    if size == 0:
        raise FileRefused(Refused.EMPTY, "Filen är tom (0 byte).", "Exportera uppgifterna på nytt.")
    if size > max_bytes:
        raise FileRefused(
            Refused.TOO_LARGE,
            f"Filen är {size / 1e6:.0f} MB; gränsen är {max_bytes / 1e6:.0f} MB.",
            "Dela upp filen, till exempel per år eller enhet, och läs in delarna.",
        )


def _ole2(path: Path) -> FileRefused:
    if _ENCRYPTED in path.read_bytes():
        return password()
    return wrong_kind("i ett äldre Office-format (till exempel .xls eller .doc)")


def password() -> FileRefused:
    return FileRefused(
        Refused.PASSWORD,
        "Arbetsboken är skyddad med lösenord och kan inte läsas.",
        "Öppna den i Excel, ta bort lösenordet, spara och läs in filen igen.",
    )


def _zip_kind(path: Path) -> Container:
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise torn("Arbetsboken är avbruten eller skadad: dess sista del saknas.") from error
    if any(member.flag_bits & 0x1 for member in members):
        raise password()
    names = {member.filename for member in members}
    if "xl/workbook.xml" in names:
        return Container.XLSX
    raise wrong_kind(_archive_name(names))


def _archive_name(names: set[str]) -> str:
    if any(name.startswith("word/") for name in names):
        return "ett Word-dokument"
    if "xl/workbook.bin" in names:
        return "en binär arbetsbok (.xlsb)"
    if any(name.startswith("ppt/") for name in names):
        return "en presentation"
    if "content.xml" in names:
        return "ett OpenDocument-dokument"
    return "ett packat arkiv (ZIP)"

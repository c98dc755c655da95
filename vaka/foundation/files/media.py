"""What a file is, told by its content; a name that promises something else does not help it.

Only the types listed here are kept. The name's ending decides only between kinds of plain text.
"""

import zipfile
from pathlib import Path, PurePath

from django.utils.translation import gettext as _

PDF = "application/pdf"
PNG = "image/png"
JPEG = "image/jpeg"
WEBP = "image/webp"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv"
TEXT = "text/plain"
HTML = "text/html"
JSON = "application/json"

HEAD = 4096
STARTS = ((b"%PDF-", PDF), (b"\x89PNG\r\n\x1a\n", PNG), (b"\xff\xd8\xff", JPEG))
OFFICE = (("word/document.xml", DOCX), ("xl/workbook.xml", XLSX))
TEXTS = {".csv": CSV, ".tsv": CSV, ".json": JSON}
UTF_16 = (b"\xff\xfe", b"\xfe\xff")
CONTROLS = frozenset(range(32)) - {9, 10, 12, 13, 27}


class UnknownFileType(ValueError):
    """The content is of no type that Vaka keeps; the message is Swedish."""

    def __init__(self, name: str) -> None:
        kinds = "PDF, PNG, JPEG, WEBP, DOCX, XLSX, CSV, TXT, HTML, JSON"
        super().__init__(_("Filtypen tas inte emot. Dessa går bra: %(kinds)s.") % {"kinds": kinds})
        self.name = name


def media_type(path: Path, name: str) -> str:
    """Give the media type of a file's content. Raises UnknownFileType."""
    with path.open("rb") as stream:
        head = stream.read(HEAD)
    found = _binary(head) or _office(path, head) or _text(head, name)
    if not found:
        raise UnknownFileType(name)
    return found


def _binary(head: bytes) -> str:
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return WEBP
    return next((kind for start, kind in STARTS if head.startswith(start)), "")


def _office(path: Path, head: bytes) -> str:
    """Office files are archives; only their list of parts is read, nothing is unpacked."""
    if not head.startswith(b"PK\x03\x04"):
        return ""
    try:
        with zipfile.ZipFile(path) as archive:
            parts = set(archive.namelist())
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return ""
    return next((kind for part, kind in OFFICE if part in parts), "")


def _text(head: bytes, name: str) -> str:
    if not head.startswith(UTF_16) and not CONTROLS.isdisjoint(head):
        return ""
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith((b"<!doctype html", b"<html")):
        return HTML
    return TEXTS.get(PurePath(name).suffix.lower(), TEXT)

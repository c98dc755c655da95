"""The ZIP package of a workbook: is it whole and of sane size, and which cells lack values."""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

from vaka.exchange.refusal import FileRefused, Refused
from vaka.exchange.sniff import torn

MAX_UNPACKED = 1_000_000_000
MAX_RATIO = 300
_RATIO_FROM = 50_000_000
"""Below this unpacked size a high ratio is harmless."""

NO_VALUE = "\ue000formel"
ERROR_VALUE = "\ue000fel"
"""Markers in place of a cell's text; private-use signs that no file's text holds."""

MAX_ROWS, MAX_COLUMNS, MAX_CELLS = 1 << 20, 1 << 14, 30_000_000
"""The rows and columns of a sheet by the format, and the cells read at most, empty ones too."""
_READ = 1 << 22
_LONGEST_REF = 16
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml", re.IGNORECASE)
_REF = re.compile(rb'\sr="([A-Za-z]{0,4})(\d{0,8})')  # what is longer lies outside any sheet
_CELL = re.compile(rb"<(?:\w+:)?c\s([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]+)(\d+)"')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?(?:v|is)(?:\s[^>]*)?>\s*[^<\s]|<(?:\w+:)?is>")
_CELL_END = re.compile(rb"</(?:\w+:)?c>")


def check_package(path: Path) -> None:
    """Raises `FileRefused` when the package is torn or would unpack out of proportion."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            packed = sum(member.compress_size for member in members) or 1
            ratio = max((m.file_size / max(m.compress_size, 1) for m in members), default=0)
            _check_size(unpacked, max(ratio, unpacked / packed))
            broken = archive.testzip()
            if not broken:
                _check_extent(archive)
    except (
        zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, UnicodeDecodeError,
    ) as error:  # fmt: skip
        raise torn("Arbetsboken är avbruten eller skadad.") from error
    if broken:
        raise torn(f"Arbetsboken är skadad: delen {broken} är inte hel.")


def _check_size(unpacked: int, ratio: float) -> None:
    if unpacked > MAX_UNPACKED or (unpacked > _RATIO_FROM and ratio > MAX_RATIO):
        raise FileRefused(
            Refused.BOMB,
            f"Arbetsboken blir {unpacked / 1e6:.0f} MB när den packas upp, vilket är för mycket.",
            "Dela upp den i flera filer eller spara bladet som CSV och läs in det.",
        )


def _check_extent(archive: zipfile.ZipFile) -> None:
    """Refuse a sheet whose outermost cells span more than is read: the reader makes room for all
    between them at once, and one cell far out would take the whole memory."""
    for part in archive.namelist():
        if not _SHEET.fullmatch(part):
            continue
        rows, columns = 0, 0
        for piece in _pieces(archive, part):
            found = _REF.findall(piece)
            told = {int(digits) for digits in {digits for _, digits in found} if digits}
            named = {_column(letters.upper()) + 1 for letters in {letters for letters, _ in found}}
            rows, columns = max(rows, *told, 0), max(columns, *named, 0)
        if rows > MAX_ROWS or columns > MAX_COLUMNS or rows * columns > MAX_CELLS:
            raise FileRefused(
                Refused.BOMB,
                f"Bladet sträcker sig över {rows} rader och {columns} kolumner.",
                "Ta bort det som står långt utanför tabellen, eller spara bladet som CSV.",
            )


def _pieces(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """A part in pieces, each with the end of the one before, so that no reference is cut."""
    rest = b""
    with archive.open(part) as file:
        while more := file.read(_READ):
            yield rest + more
            rest = more[-_LONGEST_REF:]


def cells_without_value(path: Path, sheet: str) -> dict[tuple[int, int], str]:
    """(row, column) from 0 of cells with an error or a formula that was never computed."""
    with zipfile.ZipFile(path) as archive:
        found: dict[tuple[int, int], str] = {}
        for part in _cells(archive, _sheet_part(archive, sheet)):
            for attributes, inner in _CELL.findall(part):
                marker = _marker(attributes, inner)
                place = _PLACE.search(attributes) if marker else None
                if marker and place:
                    found[int(place[2]) - 1, _column(place[1])] = marker
    return found


def _marker(attributes: bytes, inner: bytes) -> str:
    if b't="e"' in attributes:
        return ERROR_VALUE
    return NO_VALUE if _FORMULA.search(inner) and not _VALUE.search(inner) else ""


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _cells(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The sheet's XML in pieces that end after a whole cell; only pieces worth a look."""
    rest = b""
    with archive.open(part) as file:
        while more := file.read(_READ):
            rest += more
            ends = [match.end() for match in _CELL_END.finditer(rest, max(0, len(rest) - 100_000))]
            if ends:
                piece, rest = rest[: ends[-1]], rest[ends[-1] :]
                if b't="e"' in piece or _FORMULA.search(piece):
                    yield piece
    if rest:
        yield rest


def _sheet_part(archive: zipfile.ZipFile, sheet: str) -> str:
    main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    link = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    book = _tree(archive, "xl/workbook.xml")
    sheets = (each for each in book.iter(f"{main}sheet") if each.get("name") == sheet)
    wanted = next((each.get(link) for each in sheets), None)
    for relation in _tree(archive, "xl/_rels/workbook.xml.rels"):
        if wanted is not None and relation.get("Id") == wanted:
            target = relation.get("Target", "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in archive.namelist():
                return part
    raise torn("Arbetsboken är skadad: bladets innehåll saknas.")


def _tree(archive: zipfile.ZipFile, part: str) -> ElementTree.Element:
    """One small part of the package; a document type, which a workbook never has, is refused."""
    try:
        text = archive.read(part)
        if b"<!DOCTYPE" in text:
            raise torn("Arbetsboken är skadad: den har otillåtet innehåll.")
        return ElementTree.fromstring(text)  # noqa: S314  no document type, so no entities
    except (LookupError, ValueError, ElementTree.ParseError) as error:
        raise torn(f"Arbetsboken är skadad: delen {part} kan inte läsas.") from error

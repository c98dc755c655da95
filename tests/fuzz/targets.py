"""Every reader of what others send, with seeds and the errors it may answer with."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

from tests.faults.load import rows_of


@dataclass(frozen=True)
class Target:
    """A reader: what it is given (a file's path), its seeds, its own errors, the file's ending."""

    read: Callable[[Path], Any]
    seeds: Callable[[], list[bytes]]
    answers: Callable[[], tuple[type[Exception], ...]]
    suffix: str = ""


def _table(path: Path) -> None:
    from vaka.exchange.table import open_table

    for _block in open_table(path).blocks():
        pass


def _typed(path: Path) -> None:
    from vaka.areas.deviations.schema import SCHEMA
    from vaka.exchange.typed import read_typed

    for _chunk in read_typed(path, SCHEMA).chunks():
        pass


def _sie(path: Path) -> None:
    from vaka.exchange.sie import read_sie

    read_sie(path)


def _paper(path: Path) -> None:
    from vaka.documents.figurecheck import check

    check([path], date(2026, 11, 2))


def _upload(path: Path) -> None:
    from vaka.foundation.files.media import media_type

    media_type(path, f"bilaga{path.suffix}")


def _photo(path: Path) -> None:
    from vaka.foundation.files.pictures import plain_jpeg

    plain_jpeg(path.read_bytes())


def _mapping(path: Path) -> None:
    from vaka.areas.deviations.schema import SCHEMA
    from vaka.exchange.mapping import from_toml

    from_toml(path.read_bytes().decode("utf-8", "replace"), SCHEMA)


def _period(path: Path) -> None:
    from vaka.law.period import Period

    Period.parse(path.read_bytes().decode("utf-8", "replace"))


def _box(path: Path) -> None:
    from vaka.web.offline import sealing

    parts = path.read_bytes().decode("utf-8", "replace").split(".")
    key, epk, nonce, box = [*parts, "", "", "", ""][:4]
    sealing.opened(sealing.Box(key, epk, nonce, box), "x")


def _address(path: Path) -> None:
    from django.urls import resolve

    resolve("/" + path.read_bytes().decode("utf-8", "replace"))


@cache
def _workbook() -> bytes:
    import xlsxwriter

    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Blad")
        for row, line in enumerate(rows_of("frö").splitlines()):
            for column, cell in enumerate(line.split(";")):
                sheet.write(row, column, cell)
            sheet.write(row, 6, row * 1.5)
    return out.getvalue()


@cache
def _letter() -> bytes:
    from docx import Document

    paper, out = Document(), BytesIO()
    paper.add_heading("Rapport", 1)
    paper.add_paragraph("Av 40 fall var 12 (30 procent) på natten, en ökning med 3 från 2025.")
    rows = paper.add_table(rows=3, cols=3).rows
    for row, cells in zip(rows, ("År Män Kvinnor", "2025 10 12", "2026 11 13"), strict=True):
        for cell, text in zip(row.cells, cells.split(), strict=True):
            cell.text = text
    paper.save(out)
    return out.getvalue()


def _csv() -> list[bytes]:
    text = rows_of("frö")
    return [text.encode(), text.encode("cp1252"), text.replace(";", "\t").encode("utf-16")]


def _sie_seeds() -> list[bytes]:
    text = (
        '#FLAGGA 0\r\n#SIETYP 4\r\n#FORMAT PC8\r\n#FNAMN "Prov"\r\n#RAR 0 20260101 20261231\r\n'
        '#DIM 1 "Ansvar"\r\n#OBJEKT 1 "77" "Natt"\r\n#KONTO 5010 "Lön"\r\n'
        '#PSALDO 0 202601 5010 {1 "77"} 1200.50\r\n#VER A 1 20260105 "Lön"\r\n{\r\n'
        '#TRANS 5010 {1 "77"} 100.00\r\n#TRANS 1930 {} -100.00\r\n}\r\n'
    )
    return [text.encode("cp437"), text.encode()]


def _photos() -> list[bytes]:
    from PIL import Image

    found = []
    for kind in ("JPEG", "PNG", "WEBP"):
        out = BytesIO()
        Image.new("RGB", (40, 30), "teal").save(out, kind)
        found.append(out.getvalue())
    return found


def _refused() -> tuple[type[Exception], ...]:
    from vaka.exchange.refusal import FileRefused

    return (FileRefused,)


def _named(module: str, *names: str) -> Callable[[], tuple[type[Exception], ...]]:
    def found() -> tuple[type[Exception], ...]:
        from importlib import import_module

        return tuple(getattr(import_module(module), name) for name in names)

    return found


MAPPING = b"""kind = "deviations"
[columns]
occurred_at = "Datum"
type = "Typ"
[values.law]
"x" = "SoL"
"""
PAPER = """# Rapport

Av 40 fall var 12 (30 %) nattetid.

| År | Antal |
|---|---|
| 2025 | 3 |
""".encode()
UNREADABLE = _named("vaka.documents.figurecheck", "Unreadable")

TARGETS = {
    "csv": Target(_table, _csv, _refused, ".csv"),
    "spreadsheet": Target(_table, lambda: [_workbook()], _refused, ".xlsx"),
    "typed": Target(_typed, lambda: [*_csv(), _workbook()], _refused, ".csv"),
    "sie": Target(_sie, _sie_seeds, _refused, ".se"),
    "paper": Target(_paper, lambda: [_letter()], UNREADABLE, ".docx"),
    "text": Target(_paper, lambda: [PAPER], UNREADABLE, ".md"),
    "upload": Target(
        _upload, lambda: [_letter(), _workbook(), b"%PDF-1.7 x", *_photos(), *_csv()],
        _named("vaka.foundation.files.media", "UnknownFileType"),
    ),
    "photo": Target(
        _photo, _photos, _named("vaka.foundation.files.pictures", "UnreadablePhoto"), ".jpg"
    ),
    "mapping": Target(
        _mapping, lambda: [MAPPING], _named("vaka.exchange.mapping", "MappingUnreadable")
    ),
    "period": Target(
        _period, lambda: [b"2023", b"2023T1", b"2023-W05", b"2023-02-14", b"2023Q1..2024Q2"],
        _named("vaka.law.period", "UnreadablePeriod", "OutsideCalendar", "DoesNotNest"),
    ),
    "box": Target(
        _box, lambda: [b"seal-1.BPo.AAAA.AAAA", b"seal-1." + b"A" * 88 + b".AAAAAAAAAAAAAAAA.AAAA"],
        _named("vaka.web.offline.sealing", "CannotOpen"),
    ),
    "address": Target(
        _address, lambda: [b"avvikelser/ny/", b"d/abc/", "sök/?q=å".encode(), b"matt/x/2024Q1/"],
        _named("django.urls", "Resolver404"),
    ),
}  # fmt: skip

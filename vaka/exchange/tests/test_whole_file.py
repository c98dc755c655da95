"""Files that are refused as a whole, each with its own code and words."""

from __future__ import annotations

import io
import zipfile

import polars as pl
import pytest
import xlsxwriter

from vaka.exchange.refusal import FileRefused, Refused
from vaka.exchange.table import open_table
from vaka.exchange.tests.conftest import EVENTS
from vaka.exchange.typed import read_typed

HEAD = "Id;Beslutsdatum;Antal;Beskrivning\n"
OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")


def workbook(rows: list[list[object]]) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file)
    page = book.add_worksheet()
    for at, row in enumerate(rows):
        page.write_row(at, 0, row)
    book.close()
    return file.getvalue()


def archive(**members: bytes) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        for name, content in members.items():
            out.writestr(name.replace("__", "/"), content)
    return file.getvalue()


BOOK = workbook([["Id", "Beslutsdatum"], ["1", "2024-02-27"]])
BOMB = archive(**{"xl__workbook.xml": b"", "xl__sheet.xml": b"0" * 60_000_000})

REFUSED = [
    ("zero bytes", b"", Refused.EMPTY),
    ("a mark and nothing", b"\xef\xbb\xbf", Refused.NO_HEADER),
    ("blank lines", b"\n\n  \n", Refused.NO_HEADER),
    ("pdf", b"%PDF-1.7\n...", Refused.WRONG_KIND),
    ("picture", b"\x89PNG\r\n\x1a\n...", Refused.WRONG_KIND),
    ("web page", b"<html><table></table></html>", Refused.WRONG_KIND),
    ("old office", OLE2 + b"\0" * 600, Refused.WRONG_KIND),
    ("password", OLE2 + b"\0" * 99 + "EncryptedPackage".encode("utf-16-le"), Refused.PASSWORD),
    ("zip", archive(a=b"text"), Refused.WRONG_KIND),
    ("word", archive(word__document=b"text"), Refused.WRONG_KIND),
    ("torn workbook", BOOK[: len(BOOK) // 2], Refused.TORN),
    ("bomb", BOMB, Refused.BOMB),
    ("noise", bytes(range(256)) * 20, Refused.BINARY),
    ("control noise", bytes(range(1, 32)) * 20, Refused.BINARY),
    (
        "mixed",
        (HEAD + "1;2024-01-01;1;å ö\n").encode() + b"2;2024-01-01;1;f\xe5 \xff\n",
        Refused.UNDECODABLE,
    ),
    ("not windows", HEAD.encode() + b"1;2024-01-01;1;f\x81\n", Refused.UNDECODABLE),
    ("dos", HEAD.encode() + b"1;2024-01-01;1;bl\x86b\x84r\n", Refused.UNDECODABLE),
    ("half a sign", (HEAD + "1;2024-01-01;1;på å").encode()[:-1], Refused.TORN),
    ("half a utf-16 sign", HEAD.encode("utf-16") + b"x", Refused.TORN),
    ("open quote", HEAD.encode() + b'1;2024-01-01;1;"Ramlade', Refused.TORN),
    ("short last line", HEAD.encode() + b"1;2024-01-01;1;a\n2;2024-0", Refused.TORN),
    ("same heading twice", b"Id;Beslutsdatum;Id\n1;2024-01-01;2\n", Refused.DUPLICATE_HEADINGS),
    ("strange headings", b"Rot;Stam;Blad\n1;2;3\n", Refused.UNKNOWN_HEADINGS),
    ("needed column", b"Id;Antal\n1;2\n", Refused.MISSING_COLUMNS),
    ("every row broken", HEAD.encode() + b"1;2\n" * 3, Refused.BROKEN_ROWS),
    (
        "many rows broken",
        HEAD.encode() + (b"1;2024-01-01;1;a\n" * 3 + b"1;2\n") * 30,
        Refused.BROKEN_ROWS,
    ),
]


@pytest.mark.parametrize(("content", "code"), [r[1:] for r in REFUSED], ids=[r[0] for r in REFUSED])
def test_refuses(write, content, code):
    with pytest.raises(FileRefused) as refused:
        read_typed(write(content), EVENTS)
    assert refused.value.code is code
    assert refused.value.message.endswith(".")
    assert refused.value.hint.endswith(".")


def test_refuses_a_file_over_the_limit(write):
    with pytest.raises(FileRefused, match="gränsen är 1 MB") as refused:
        read_typed(write(b"x" * 1_500_000), EVENTS, max_bytes=1_000_000)
    assert refused.value.code is Refused.TOO_LARGE


def test_refuses_a_missing_file(tmp_path):
    with pytest.raises(FileRefused) as refused:
        open_table(tmp_path / "ingen.csv")
    assert refused.value.code is Refused.MISSING


def test_a_header_without_rows_is_no_rows(write):
    file = read_typed(write(HEAD), EVENTS)
    assert sum(len(chunk) for chunk in file.chunks()) == 0
    assert file.receipt(imported=0, unchanged=0).read == 0


def test_names_the_columns_that_must_be_there(write):
    with pytest.raises(FileRefused, match=r"Beslutsdatum \(decided_date\)"):
        read_typed(write("Id;Antal\n1;2\n"), EVENTS)
    file = read_typed(write("Id;Antal\n1;2\n"), EVENTS, defaults={"decided_date": "2024-02-27"})
    assert pl.concat(file.chunks())["decided_date"].to_list()[0].isoformat() == "2024-02-27"

"""XLSX files: sheets, typed cells, formulas without value, heading rows below titles."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest
import xlsxwriter

from vaka.exchange import package
from vaka.exchange.mapping import Mapping
from vaka.exchange.refusal import FileRefused, Refused
from vaka.exchange.tests.conftest import EVENTS
from vaka.exchange.typed import read_typed

HEADINGS = ["Id", "Beslutsdatum", "Händelsetid", "Antal", "Belopp", "Allvarlig"]


@pytest.fixture
def book(tmp_path):
    """A workbook with an empty sheet first and titles above its headings."""
    path = tmp_path / "bok.xlsx"
    made = xlsxwriter.Workbook(path)
    made.add_worksheet("Tom")
    page = made.add_worksheet("Rader")
    day = made.add_format({"num_format": "yyyy-mm-dd"})
    moment = made.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    page.write(0, 0, "Utdrag ur systemet")
    page.write_row(2, 0, HEADINGS)
    page.write(3, 0, 17)
    page.write_datetime(3, 1, datetime(2024, 2, 27), day)
    page.write_datetime(3, 2, datetime(2024, 2, 27, 21, 45), moment)
    page.write_formula(3, 3, "=1+1", None, 2)
    page.write(3, 4, 1234.5)
    page.write(3, 5, True)
    page.write(5, 0, "18")
    page.write(5, 1, "2024-02-28")
    page.write_formula(5, 3, "=1+1", None, "")
    page.write_formula(5, 4, "=1/0", None, "#DIV/0!")
    page.write(6, 0, "19")
    page.write_formula(6, 1, "=TODAY()", None, "")
    made.close()
    return path


def test_cells_are_typed_and_rows_keep_their_numbers(book):
    file = read_typed(book, EVENTS)
    frame = pl.concat(file.chunks())
    assert (file.table.origin.sheet, file.table.origin.heading_row) == ("Rader", 3)
    assert frame["row"].to_list() == [4, 6]
    first = frame.row(0, named=True)
    assert first["source_id"] == "17"
    assert first["decided_date"] == date(2024, 2, 27)
    assert first["occurred_at"].strftime("%d %H:%M") == "27 20:45"
    assert (first["count"], first["amount"], first["serious"]) == (2, Decimal("1234.5"), True)


def test_formulas_without_a_value_are_told(book):
    file = read_typed(book, EVENTS)
    pl.concat(file.chunks())
    assert [(each.row, each.value) for each in file.rejects] == [(7, "(formel utan värde)")]
    assert [each.row for each in file.warnings] == [6, 6]
    assert "inte är uträknad" in file.warnings[0].reason
    assert "#SAKNAS!" in file.warnings[1].reason


def test_numbers_of_a_workbook_do_not_depend_on_the_mappings_decimal_sign(book):
    for sign in ("", ",", "."):
        frame = pl.concat(read_typed(book, EVENTS, Mapping(decimal=sign)).chunks())
        assert frame["amount"][0] == Decimal("1234.5")


def test_an_empty_workbook_has_no_header(tmp_path):
    made = xlsxwriter.Workbook(tmp_path / "tom.xlsx")
    made.add_worksheet()
    made.close()
    with pytest.raises(FileRefused) as refused:
        read_typed(tmp_path / "tom.xlsx", EVENTS)
    assert refused.value.code is Refused.NO_HEADER


def test_the_same_rows_have_the_same_digest_as_in_csv(book, write):
    text = "Id;Beslutsdatum;Händelsetid;Antal;Belopp;Allvarlig\n"
    path = write(text + "17;2024-02-27;2024-02-27 21:45:00;2;1234,5;SANT\n")
    digests = [next(read_typed(each, EVENTS).chunks())["digest"][0] for each in (book, path)]
    assert digests[0] == digests[1]


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/workbook.xml", b"<sheets>", b"<sheets"),
        ("xl/workbook.xml", b'r:id="rId1"', b'r:ix="rId1"'),
        ("xl/_rels/workbook.xml.rels", b"?>", b"??"),
        ("xl/_rels/workbook.xml.rels", b'"UTF-8"', b'"UTF-8yes"'),
        ("xl/_rels/workbook.xml.rels", b'Id="rId1"', b'Ix="rId1"'),
        ("xl/_rels/workbook.xml.rels", b"sheet1.xml", b"sheet9.xml"),
    ],
)
def test_a_bent_part_of_a_whole_package_is_told_as_damage(book, tmp_path, part, old, new):
    bent = tmp_path / "bent.xlsx"
    with zipfile.ZipFile(book) as whole, zipfile.ZipFile(bent, "w") as out:
        for name in whole.namelist():
            content = whole.read(name)
            assert name != part or old in content
            out.writestr(name, content.replace(old, new) if name == part else content)
    with pytest.raises(FileRefused) as refused:
        read_typed(bent, EVENTS)
    assert refused.value.code in {Refused.TORN, Refused.NO_HEADER}


@pytest.mark.parametrize(
    ("head", "bends"),
    [(b"PK\x01\x02", {6: 120}), (b"PK\x01\x02", {9: 0x08, 46: 0x8B}),
     (b"PK\x03\x04", {7: 0x08, 30: 0x8B})],
    ids=["unpacker", "name", "name of the part itself"],
)  # fmt: skip
def test_a_bent_list_of_parts_is_told_as_damage(book, tmp_path, head, bends):
    bent = bytearray(book.read_bytes())
    for place, byte in bends.items():
        bent[bent.index(head) + place] = byte
    (tmp_path / "bent.xlsx").write_bytes(bent)
    with pytest.raises(FileRefused) as refused:
        read_typed(tmp_path / "bent.xlsx", EVENTS)
    assert refused.value.code is Refused.TORN


@pytest.mark.parametrize("far", [b"EEEEEEEEEEEE4", b"XFE4", b"XFD900000", b"a99999999"])
def test_a_cell_far_out_is_refused_before_room_is_made_for_all_between(book, tmp_path, far):
    bent = tmp_path / "bent.xlsx"
    with zipfile.ZipFile(book) as whole, zipfile.ZipFile(bent, "w") as out:
        for name in whole.namelist():
            content = whole.read(name)
            if name == "xl/worksheets/sheet2.xml":
                assert b'r="A4"' in content
                content = content.replace(b'r="A4"', b'r="' + far + b'"')
            out.writestr(name, content)
    with pytest.raises(FileRefused) as refused:
        read_typed(bent, EVENTS)
    assert refused.value.code is Refused.BOMB


def test_a_reference_is_not_cut_between_pieces(book, monkeypatch):
    whole = list(package._pieces(zipfile.ZipFile(book), "xl/worksheets/sheet2.xml"))
    monkeypatch.setattr(package, "_READ", 64)
    parts = list(package._pieces(zipfile.ZipFile(book), "xl/worksheets/sheet2.xml"))
    held = {one for piece in parts for one in package._REF.findall(piece)}
    assert held >= set(package._REF.findall(whole[0]))

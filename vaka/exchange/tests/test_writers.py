"""Files out: they read back equal and never run what stands in them."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from python_calamine import CalamineWorkbook

from vaka.exchange.receipt import Finding
from vaka.exchange.rejects import rejects_csv, write_rejects
from vaka.exchange.writers import csv_bytes, safe_text, write_xlsx

ROW = (
    "åäö; x",
    3,
    Decimal("1.5"),
    True,
    date(2024, 2, 27),
    datetime(2024, 2, 27, 20, 45, tzinfo=UTC),
)
HEADINGS = ("Text", "Antal", "Belopp", "Ja", "Dag", "Tid")


@pytest.mark.parametrize("text", ["=1+1", "+46", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_a_formula_is_shown_and_not_run(text):
    assert safe_text(text) == f"'{text}"
    assert f"'{text[0]}".encode() in csv_bytes(("A",), [(text,)])


def test_a_common_text_is_left_alone():
    assert safe_text("Fall = 2") == "Fall = 2"


def test_csv_is_swedish_and_opens_in_excel():
    lines = csv_bytes(HEADINGS, [ROW, (None,) * 6]).decode("utf-8").split("\r\n")
    assert lines[0] == "\ufeffText;Antal;Belopp;Ja;Dag;Tid"
    assert lines[1] == '"åäö; x";3;1,5;ja;2024-02-27;2024-02-27 21:45'
    assert lines[2] == ";;;;;"


def test_xlsx_keeps_types_and_texts():
    file = io.BytesIO()
    write_xlsx(file, HEADINGS, [ROW, ("=1+1", -1, None, False, None, None)])
    rows = (
        CalamineWorkbook.from_filelike(io.BytesIO(file.getvalue()))
        .get_sheet_by_index(0)
        .to_python()
    )
    assert rows[0] == list(HEADINGS)
    assert rows[1] == ["åäö; x", 3.0, 1.5, "ja", date(2024, 2, 27), datetime(2024, 2, 27, 21, 45)]
    assert rows[2] == ["=1+1", -1.0, "", "nej", "", ""]


REJECTS = [Finding(7, "Antal", "=cmd()", "Fel; rätta."), Finding(2, "Datum", "2024-01-0", "Fel.")]


def test_rejects_are_written_in_row_order():
    assert rejects_csv(REJECTS).decode("utf-8-sig").splitlines() == [
        "rad;fält;värde;orsak",
        "2;Datum;2024-01-0;Fel.",
        '7;Antal;\'=cmd();"Fel; rätta."',
    ]


@pytest.mark.parametrize("name", ["avvisade.csv", "avvisade.xlsx"])
def test_rejects_are_written_by_the_files_name(tmp_path, name):
    write_rejects(tmp_path / name, REJECTS)
    start = (tmp_path / name).read_bytes()[:3]
    assert start == (b"\xef\xbb\xbf" if name.endswith("csv") else b"PK\x03")

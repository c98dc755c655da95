"""CSV files in every encoding and with every separator, and rows that break in them."""

from __future__ import annotations

import csv
import io

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from vaka.exchange import csv_records
from vaka.exchange.refusal import FileRefused, Refused
from vaka.exchange.table import open_table
from vaka.exchange.tests.conftest import EVENTS
from vaka.exchange.typed import read_typed

HEAD = "Id;Beslutsdatum;Antal;Beskrivning\n"
# A line inside a cell with as many separators as a whole row has would rightly be distrusted.
TEXT = st.text(st.sampled_from("abcåäöÅÄÖ ;,\t\n\"'1é–"), max_size=12).filter(
    lambda text: max(text.count(sign) for sign in ";,\t") < 4
)
ROWS = st.lists(st.tuples(st.integers(1, 999).map(str), TEXT, TEXT, TEXT, TEXT), max_size=8)
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"]


def written(rows, separator, encoding, headings=("Id", "A1", "B1", "C1", "D1")) -> bytes:
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator).writerows([headings, *rows])
    return text.getvalue().encode(encoding)


def read_back(path):
    blocks = list(open_table(path, {"id"}).blocks())
    return [row for block in blocks for row in block.cells.rows()]


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@settings(max_examples=12, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=ROWS)
def test_a_table_reads_back_as_it_was_written(write, separator, encoding, rows):
    path = write(written(rows, separator, encoding))
    assert read_back(path) == rows


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=ROWS)
def test_the_fast_way_through_clean_lines_agrees_with_its_slow_twin(write, rows):
    path = write(written(rows, ";", "utf-8"))
    fast = read_back(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(csv_records, "_clean_line", lambda separator, width: "")
        assert read_back(path) == fast


@pytest.mark.parametrize(
    ("encoding", "label"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8 med BOM"),
        ("utf-16", "UTF-16"),
        ("utf-16-be", "UTF-16 utan BOM"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_tells_encoding_and_separator(write, encoding, label):
    origin = open_table(write(HEAD + "1;2024-01-01;1;Åsa går\n", encoding=encoding)).origin
    assert (origin.encoding, origin.separator, origin.heading_row) == (label, "semikolon", 1)


def test_decimal_commas_do_not_pass_for_separators(write):
    table = open_table(write("a;b\n1,5;2,3\n4,5;6,7\n"))
    assert table.headings == ("a", "b")


def test_finds_the_heading_row_below_titles(write):
    table = open_table(write("sep=;\nRapport över händelser\n\n" + HEAD + "1;2024-01-01;2;x\n"))
    assert table.origin.heading_row == 4
    assert next(iter(table.blocks())).numbers.to_list() == [5]


GOOD = "7;2024-02-27;1;hel\n"
BROKEN = [
    ("closed too early", '1;2024-01-01;2;"a"b\n', 1),
    ("never closed", '1;2024-01-01;2;"ab\n', 1),
    ("opened early", '1;"2024-01-01;2;ab\n', 1),
    ("never closed over lines", '1;2024-01-01;2;"ab\ncd\n', 1),
    ("too few", "1;2024-01-01\n", 1),
    ("too many", "1;2024-01-01;2;a;b\n", 1),
    ("two of them", '1;2024-01-01;2;"ab\n2;2024-01-01;2;"ab\n', 2),
    ("a stray pair", f'1;2024-01-01;2;"ab\n{GOOD}3;2024-01-01;2;ab"\n', 1),
]


@pytest.mark.parametrize(("text", "broken"), [b[1:] for b in BROKEN], ids=[b[0] for b in BROKEN])
def test_a_broken_row_is_rejected_and_the_rest_goes_on(write, text, broken):
    file = read_typed(write(HEAD + GOOD + text + GOOD.replace("7", "8", 1)), EVENTS)
    frame = pl.concat(file.chunks())
    assert {"7", "8"} <= set(frame["source_id"])
    assert [each.row for each in file.rejects][:1] == [3]
    assert file.rejected == broken
    assert file.receipt(imported=len(frame), unchanged=0).read == file.read


def test_texts_over_several_lines_are_whole_rows_with_their_first_line(write):
    file = read_typed(write(HEAD + '1;2024-01-01;2;"a\nb; ""c"""\n' + GOOD), EVENTS)
    frame = pl.concat(file.chunks())
    assert frame["row"].to_list() == [2, 4]
    assert frame["words"].to_list() == ['a\nb; "c"', "hel"]


def test_a_long_file_with_a_broken_quote_loses_one_row(write):
    rows = [f"{n};2024-01-01;1;hel\n" for n in range(12_000)]
    rows[6_000] = '6000;2024-01-01;1;"bruten\n'
    file = read_typed(write(HEAD + "".join(rows)), EVENTS, chunk_rows=4_000)
    sizes = [len(chunk) for chunk in file.chunks()]
    assert (sum(sizes), max(sizes) < 10_000) == (11_999, True)
    assert [each.row for each in file.rejects] == [6_002]


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(mess=st.text(st.sampled_from('ab1;,"\n\r-'), max_size=120))
def test_every_row_of_any_mess_is_accounted_for(write, mess):
    path = write(HEAD + GOOD + mess + "\n")
    try:
        file = read_typed(path, EVENTS)
    except FileRefused as refused:
        code = refused.code
    else:
        code = None
        imported = sum(len(chunk) for chunk in file.chunks())
        receipt = file.receipt(imported=imported, unchanged=0)
        assert receipt.read == imported + receipt.duplicates + receipt.rejected
    assert code in (None, Refused.TORN, Refused.BROKEN_ROWS)

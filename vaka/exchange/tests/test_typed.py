"""A whole file as typed chunks: precedence, rejects, warnings, keys, duplicates, receipts."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from vaka.exchange.mapping import Mapping
from vaka.exchange.receipt import Finding, Receipt, RowsUnaccounted
from vaka.exchange.tests.conftest import EVENTS
from vaka.exchange.typed import read_typed

HEAD = "Id;Beslutsdatum;Antal;Beskrivning\n"


def frame_of(file):
    return pl.concat(file.chunks())


def test_good_rows_are_typed_and_bad_ones_told(write):
    file = read_typed(
        write(HEAD + "1;2024-02-27;3;a\n2;2024-01-0;4;b\n3;2024- 02-27;tre;c\n4;;1;d\n"), EVENTS
    )
    frame = frame_of(file)
    assert frame["row"].to_list() == [2, 4]
    assert frame["decided_date"].to_list() == [date(2024, 2, 27)] * 2
    assert frame["count"].to_list() == [3, None]
    assert frame["count_raw"].to_list() == ["3", "tre"]
    assert [(each.row, each.field, each.value) for each in file.rejects] == [
        (3, "Beslutsdatum (Beslutsdatum)", "2024-01-0"),
        (5, "Beslutsdatum (Beslutsdatum)", ""),
    ]
    assert sorted((each.row, each.value) for each in file.warnings) == [
        (4, "2024- 02-27"),
        (4, "tre"),
    ]
    receipt = file.receipt(imported=2, unchanged=0)
    assert (receipt.read, receipt.rejected, receipt.duplicates) == (4, 2, 0)


def test_the_sources_own_text_wins(write):
    text = "decision_date_raw;decision_date\n2024-01-0;2024-01-05\n;2024-01-06\n2024-02-27;\n"
    file = read_typed(write(text), EVENTS)
    assert frame_of(file)["decided_date"].to_list() == [date(2024, 1, 6), date(2024, 2, 27)]
    assert file.rejects[0].field == "Beslutsdatum (decision_date_raw)"


def test_date_and_time_in_two_columns_make_one_moment(write):
    file = read_typed(write("Beslutsdatum;Datum;Klockslag\n2024-02-27;2024-02-26;21:45\n"), EVENTS)
    frame = frame_of(file)
    assert frame["occurred_at"][0].strftime("%H:%M") == "20:45"
    assert frame["occurred_at_has_time"].to_list() == [True]


def test_the_same_id_twice_is_a_duplicate_and_equal_rows_without_id_are_not(write):
    file = read_typed(write(HEAD + "1;2024-02-27;;a\n1;fel;;b\n" + ";2024-02-27;;c\n" * 2), EVENTS)
    frame = frame_of(file)
    keys = frame["key"].to_list()
    assert keys[0] == "1"
    assert [key[-2:] for key in keys[1:]] == ["-1", "-2"]
    assert (file.duplicates, file.rejected, file.repeated[0].row) == (1, 0, 3)


def test_a_digest_is_the_same_whatever_the_form(write):
    one = write(HEAD + ";2024-02-27;3;Åsa  går\n", "a.csv")
    two = write("Beskrivning,Antal,Beslutsdatum\nÅsa går,3,2024-02-27\n", "b.csv", "utf-16")
    three = write(HEAD + ";2024-02-27;4;Åsa  går\n", "c.csv")
    keys = [frame_of(read_typed(path, EVENTS, unit="almen"))["key"][0] for path in (one, two)]
    assert keys[0] == keys[1]
    assert keys[0] != frame_of(read_typed(one, EVENTS, unit="annan"))["key"][0]
    assert keys[0] != frame_of(read_typed(three, EVENTS, unit="almen"))["key"][0]


def test_chunks_do_not_change_what_is_read(write):
    path = write(HEAD + "".join(f";2024-02-{1 + n % 28:02};{n % 3};x\n" for n in range(12_000)))
    whole, parts = read_typed(path, EVENTS), read_typed(path, EVENTS, chunk_rows=5_000)
    assert frame_of(whole).equals(frame_of(parts))


def test_constants_win_and_defaults_fill(write):
    path = write(HEAD + "1;2024-02-27;;a\n2;2024-02-27;7;b\n")
    mapping = Mapping(constants={"law": "SoL"})
    frame = frame_of(read_typed(path, EVENTS, mapping, {"count": "1"}))
    assert frame["law"].to_list() == ["SoL", "SoL"]
    assert frame["count"].to_list() == [1, 7]


def test_the_area_adds_its_own_rejects_and_warnings(write):
    file = read_typed(write(HEAD + "1;2024-02-27;;a\n2;2024-02-28;;b\n"), EVENTS)
    frame_of(file)
    file.reject(2, "decided_date", "2024-02-27", "Datumet ligger före beslutet.")
    file.reject(2, "count", "", "Också fel.")
    file.warn(3, "count", "", "Antal saknas.")
    receipt = file.receipt(imported=1, unchanged=0, rejects_file="avvisade.csv")
    assert (receipt.rejected, len(file.rejects)) == (1, 2)
    assert receipt.as_json()["warnings"][0]["field"] == "Antal (Antal)"


@pytest.mark.parametrize("counts", [(3, 1, 0, 0, 1), (2, 3, 0, 0, -1), (0, 1, 0, 0, 0)])
def test_a_receipt_accounts_for_every_row_or_is_not_made(counts):
    with pytest.raises(RowsUnaccounted):
        Receipt("deviations", *counts)


def test_a_receipt_has_the_shape_of_the_contract():
    warning = Finding(2, "Antal", "tre", "Inget tal.")
    shape = Receipt("deviations", 4, 1, 1, 1, 1, "r.csv", (warning,), 0.5).as_json()
    assert shape == {
        "kind": "deviations",
        "read": 4,
        "imported": 1,
        "unchanged": 1,
        "duplicates": 1,
        "rejected": 1,
        "rejects_file": "r.csv",
        "seconds": 0.5,
        "warnings": [{"row": 2, "field": "Antal", "value": "tre", "reason": "Inget tal."}],
    }

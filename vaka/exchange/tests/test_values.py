"""How single texts are read: dates, times, numbers, codes, yes and no."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.exchange.convert import Converter, Options
from vaka.exchange.dates import UnknownDateFormat, read_date, read_local, strptime_format
from vaka.exchange.plain_values import read_bool, read_decimal, read_integer
from vaka.exchange.schema import Field, Kind
from vaka.exchange.unreadable import Unreadable

LEAP = date(2024, 2, 27)


@pytest.mark.parametrize(
    "text",
    [
        "2024-02-27",
        "2024-2-27",
        "20240227",
        "27/2 2024",
        "2024.02.27",
        "27.2.2024",
        "27/02/2024",
        "2024/02/27",
        "27 februari 2024",
        "27 feb. 2024",
        "2024-02-27.",
        "02/27/2024",
    ],
)
def test_reads_dates(text):
    assert read_date(text).value == LEAP
    assert read_date(text).note == ""


@pytest.mark.parametrize("text", ["2024- 02-27", "2024 -02- 27", "2024–02–27", "27 /2 2024"])
def test_repairs_what_leaves_no_doubt_and_says_so(text):
    reading = read_date(text)
    assert reading.value == LEAP
    assert "2024-02-27" in reading.note


@pytest.mark.parametrize(
    "text",
    [
        "2024-01-0",
        "2024-02-30",
        "2023-02-29",
        "2024-13-01",
        "02/03/2024",
        "240227",
        "27",
        "okänt",
        "0224-02-27",
        "2024-02",
        "2024-01-011",
        "ca 2024-02-27",
        "45349",
    ],
)
def test_refuses_dates_that_cannot_be_trusted(text):
    with pytest.raises(Unreadable, match=r"\.$"):
        read_date(text)


@pytest.mark.parametrize(
    ("text", "moment", "has_time"),
    [
        ("2024-02-27 21:45", datetime(2024, 2, 27, 21, 45), True),
        ("2024-02-27T21:45:30", datetime(2024, 2, 27, 21, 45, 30), True),
        ("27/2 2024 kl. 21.45", datetime(2024, 2, 27, 21, 45), True),
        ("20240227 9:05", datetime(2024, 2, 27, 9, 5), True),
        ("2024-02-27", datetime(2024, 2, 27), False),
    ],
)
def test_reads_times(text, moment, has_time):
    local = read_local(text).value
    assert (local.moment, local.has_time) == (moment, has_time)


def test_a_form_of_the_mapping_comes_first():
    assert read_date("02/03/2024", (strptime_format("MM/DD/YYYY"),)).value == date(2024, 2, 3)
    with pytest.raises(UnknownDateFormat, match="YYYY"):
        strptime_format("DD/MM")


@pytest.mark.parametrize(
    ("text", "sign", "number"),
    [
        ("12", "", "12"),
        ("1 300 308", "", "1300308"),
        ("61\u00a0588", "", "61588"),
        ("−9,1", "", "-9.1"),
        ("1.234,5", "", "1234.5"),
        ("1,234.5", "", "1234.5"),
        ("1.234", "", "1.234"),
        ("1.234", ",", "1234"),
        ("1,234", ".", "1234"),
        ("75 %", "", "75"),
        ("+3", "", "3"),
        (",5", "", "0.5"),
        ("1,234,567", "", "1234567"),
    ],
)
def test_reads_decimals(text, sign, number):
    assert read_decimal(text, sign).value == Decimal(number)


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("ca 90", ""),
        ("1,2,3", ""),
        ("5.25", ","),
        ("5,25", "."),
        ("", ""),
        ("12 st", ""),
        ("1e5", ""),
        ("9" * 19, ""),
    ],
)
def test_refuses_what_is_no_number(text, sign):
    with pytest.raises(Unreadable):
        read_decimal(text, sign)


@pytest.mark.parametrize(("text", "number"), [("12", 12), ("1 189", 1189), ("5,0", 5), ("−3", -3)])
def test_reads_whole_numbers(text, number):
    assert read_integer(text).value == number


@pytest.mark.parametrize("text", ["5,5", "75 %", "tre"])
def test_refuses_parts_as_whole_numbers(text):
    with pytest.raises(Unreadable):
        read_integer(text)


@pytest.mark.parametrize(("text", "value"), [("Ja", True), ("x", True), ("FALSKT", False)])
def test_reads_yes_and_no(text, value):
    assert read_bool(text).value is value
    with pytest.raises(Unreadable):
        read_bool("kanske")


def converted(kind, texts, options=None, **more):
    return Converter(Field("f", kind, "F", **more), options or Options()).convert(
        pl.Series("f", texts, dtype=pl.String)
    )


@settings(max_examples=60, deadline=None)
@given(
    text=st.from_regex(r"-?[0-9]{1,3}([.,][0-9]{1,3})?|[0-9]{4}-[0-9]{2}-[0-9]{2}", fullmatch=True)
)
@pytest.mark.parametrize(
    ("kind", "slow"),
    [(Kind.DATE, read_date), (Kind.INTEGER, read_integer), (Kind.DECIMAL, read_decimal)],
)
def test_the_fast_form_agrees_with_its_slow_twin(kind, slow, text):
    done = converted(kind, [text])
    try:
        expected, reasons = slow(text).value, ()
    except Unreadable as error:
        expected, reasons = None, ((0, str(error)),)
    assert (done.values.to_list(), done.unreadable) == ([expected], reasons)


def test_codes_are_known_by_value_label_and_mapping():
    options = Options(values={"f": {"HSL-avvikelse": "HSL"}})
    texts = ["hsl", "Hälso- och  SJUKVÅRD", "HSL-avvikelse", "AML", None]
    done = converted(Kind.CODE, texts, options, values={"Hälso- och sjukvård": "HSL"})
    assert done.values.to_list() == ["HSL", "HSL", "HSL", None, None]
    assert [at for at, _ in done.unreadable] == [3]
    assert "HSL" in done.unreadable[0][1]


def test_moments_are_utc_and_odd_hours_are_marked():
    texts = [
        "2024-07-01 12:00",
        "2024-03-31 02:30",
        "2024-01-01",
        "2024-01-01T12:00+05:00",
        "27/2 2024",
        None,
        "2024-13-01 10:00",
    ]
    done = converted(Kind.MOMENT, texts)
    shown = [value and value.strftime("%m-%d %H:%M") for value in done.values]
    assert shown == [
        "07-01 10:00",
        "03-31 01:30",
        "12-31 23:00",
        "01-01 07:00",
        "02-26 23:00",
        None,
        None,
    ]
    assert done.has_time.to_list() == [True, True, False, True, False, None, None]
    assert [at for at, _ in done.notes] == [1]
    assert [at for at, _ in done.unreadable] == [6]


def test_the_hour_that_comes_twice_follows_file_order():
    texts = [f"2024-10-27 02:{minute}" for minute in (10, 50, 20, 40)]
    done = converted(Kind.MOMENT, texts)
    assert [value.strftime("%H:%M") for value in done.values] == [
        "00:10",
        "00:50",
        "01:20",
        "01:40",
    ]
    assert len(done.notes) == 4


def test_long_texts_are_unreadable_and_never_cut():
    done = converted(Kind.TEXT, ["kort", "x" * 11], max_length=10)
    assert done.values.to_list() == ["kort", None]
    assert "10 tecken" in done.unreadable[0][1]

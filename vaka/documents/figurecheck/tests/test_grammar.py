"""Figures written in any Swedish way are read back, with what their rounding allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.documents.figurecheck.grammar.dates import days
from vaka.documents.figurecheck.grammar.numbers import scan
from vaka.documents.figurecheck.grammar.words import number_of, spelled
from vaka.documents.swedish import number as written


@given(st.integers(0, 999_999))
def test_a_number_in_words_is_read_back(value):
    assert number_of(spelled(value)) == value


@given(
    st.integers(-9_999_999, 9_999_999),
    st.integers(0, 3),
    st.sampled_from([("kr", 1), ("tkr", 1e3), ("mnkr", 1e6), ("%", 1), ("miljoner kronor", 1e6)]),
    st.sampled_from(["\u00a0", "\u202f", " "]),
)
def test_a_written_number_is_read_back(digits, decimals, unit, space):
    value = digits / 10**decimals
    text = f"blev {written(value, decimals)}{space}{unit[0]} i år".replace("\u00a0", space)
    (found,) = scan(text)
    assert found.value == pytest.approx(value * unit[1])
    assert found.low <= value * unit[1] <= found.high
    assert found.text.endswith(unit[0])


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("6,3 mnkr", 6.25e6, 6.35e6), ("drygt 300 personer", 300, 330),
        ("knappt 50 tkr", 45e3, 50e3), ("12 procentenheter", 11.5, 12.5),
        ("nästan hälften", 45, 50), ("var tionde", 9, 11), ("varannan", 45, 55),
        ("507 fall", 507, 507), ("65 000 brukare", 64_500, 65_500), ("53 procent", 52.5, 53.5),
        ("1,5 promille", 0.145, 0.155), ("tjugofem besök", 25, 25), ("ett 40-tal", 36, 44),
        ("-9,1 mnkr", -9.15e6, -9.05e6), ("två tredjedelar", 60, 73.4),
    ],
)  # fmt: skip
def test_rounding_is_an_interval(text, low, high):
    found = next(iter(scan(text)))
    assert (found.low, found.high) == pytest.approx((low, high), rel=2e-3)


@pytest.mark.parametrize(
    "text",
    [
        "SOSFS 2011:9", "4 kap. 1 § SoL (2001:453)", "9 § LSS", "den 5 mars 2024", "2024-02-29",
        "vecka 12", "tabell 3", "dnr SN 2024-000114", "0611-34 80 00", "år 2023", "2019–2023",
        "kl. 08.15", "kvartal 2", "s. 14", "bilaga 2", "covid-19", "19121212-1212",
    ],
)  # fmt: skip
def test_what_is_no_figure_is_left_out(text):
    assert not list(scan(text))


@pytest.mark.parametrize("digits", ["9" * 16, "9" * 999, "1 234 567 890 123 456,5"])
def test_more_digits_than_a_float_keeps_are_no_figure(digits):
    assert [one.value for one in scan(f"Av 40 fall var {digits} nya.")] == [40]


@pytest.mark.parametrize(
    ("text", "possible"),
    [("31 april 2023", False), ("30 april 2023", True), ("2023-02-29", False), ("2024-02-29", True),
     ("2023-13-05", False), ("31/6 2023", False), ("31.12.2023", True), ("den 30:e juni", True)],
)  # fmt: skip
def test_the_calendar_says_which_days_there_are(text, possible):
    (day,) = days(text)
    assert day.possible() is possible


def test_a_day_with_its_weekday():
    (day,) = days("onsdagen den 27 mars 2024")
    assert day.weekday == day.date().weekday() == 2

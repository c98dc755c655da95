from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.law.period import DoesNotNest, Grain, OutsideCalendar, Period, UnreadablePeriod

DAYS = st.dates(date(1905, 1, 1), date(2095, 12, 31))
GRAINS = st.sampled_from(list(Grain))


@st.composite
def periods(draw):
    start = Period.of(draw(DAYS), draw(GRAINS))
    for _ in range(draw(st.integers(0, 3))):
        nearer = Period.of(start.last_date + timedelta(days=1), start.kind)
        start = Period(start.first_date, nearer.last_date, start.kind)
    return start


READ = [
    ("2023", "2023-01-01", "2023-12-31", "2023"),
    ("2023T2", "2023-05-01", "2023-08-31", "tertial 2 2023"),
    ("2024Q1", "2024-01-01", "2024-03-31", "kvartal 1 2024"),
    ("2024-02", "2024-02-01", "2024-02-29", "februari 2024"),
    ("2023-W05", "2023-01-30", "2023-02-05", "vecka 5 2023"),
    ("2020-W53", "2020-12-28", "2021-01-03", "vecka 53 2020"),
    ("2023-02-14", "2023-02-14", "2023-02-14", "14 februari 2023"),
    ("2023-01..2023-03", "2023-01-01", "2023-03-31", "januari till mars 2023"),
    ("2022-11..2023-02", "2022-11-01", "2023-02-28", "november 2022 till februari 2023"),
    ("2021..2023", "2021-01-01", "2023-12-31", "2021 till 2023"),
    ("2023-02-14..2023-02-16", "2023-02-14", "2023-02-16", "14 februari till 16 februari 2023"),
]


@pytest.mark.parametrize(("text", "first", "last", "words"), READ)
def test_a_period_is_read_written_and_said(text, first, last, words):
    period = Period.parse(text)
    assert (period.first_date.isoformat(), period.last_date.isoformat()) == (first, last)
    assert str(period) == text
    assert period.words() == words


@pytest.mark.parametrize(
    "text",
    [
        *("", "x", " 2023", "2023 ", "23", "1899", "2101", "2023T4", "2023T0", "2023Q5", "2023q1"),
        *("2023-00", "2023-13", "2023-2", "2023-W53", "2023-W00", "2023-W5", "2023-02-30", "۲۰۲۳"),
        *("2023..", "..2023", "2023..2023Q1", "2023..2022", "2021..2022..2023", "2023-02-14T00"),
    ],
)
def test_what_is_no_period_is_refused_with_the_accepted_forms(text):
    with pytest.raises(UnreadablePeriod, match="2023-W05"):
        Period.parse(text)


def test_equal_ends_are_written_once():
    assert str(Period.parse("2023-02..2023-02")) == "2023-02"


@settings(max_examples=60)
@given(periods())
def test_text_goes_round(period):
    assert Period.parse(str(period)) == period


@settings(max_examples=60)
@given(DAYS, GRAINS)
def test_the_period_of_a_day_contains_it_and_not_its_neighbours(day, grain):
    period = Period.of(day, grain)
    assert period.contains(day)
    assert not period.contains(period.first_date - timedelta(days=1))
    assert not period.contains(period.last_date + timedelta(days=1))


@settings(max_examples=60)
@given(periods())
def test_neighbours_touch_and_come_back(period):
    assert period.previous().last_date + timedelta(days=1) == period.first_date
    assert period.next().first_date - timedelta(days=1) == period.last_date
    assert period.next().previous() == period
    assert period.previous() < period < period.next()


@settings(max_examples=40)
@given(periods(), GRAINS)
def test_parts_fill_the_period_without_gap_or_refuse(period, grain):
    try:
        parts = period.parts(grain)
    except DoesNotNest:
        return
    for earlier, later in pairwise(parts):
        assert earlier.last_date + timedelta(days=1) == later.first_date
    if grain is not Grain.WEEK:
        assert parts[0].first_date == period.first_date
        assert parts[-1].last_date == period.last_date


@settings(max_examples=20)
@given(st.integers(1905, 2095))
def test_weeks_of_the_months_are_the_weeks_of_the_year(year):
    whole = Period.parse(str(year))
    by_month = [week for month in whole.parts(Grain.MONTH) for week in month.parts(Grain.WEEK)]
    assert tuple(by_month) == whole.parts(Grain.WEEK)
    assert {str(week)[:4] for week in by_month} == {str(year)}


@pytest.mark.parametrize(
    ("text", "grain", "parts"),
    [
        ("2023", Grain.TERTIAL, ["2023T1", "2023T2", "2023T3"]),
        ("2023Q1", Grain.MONTH, ["2023-01", "2023-02", "2023-03"]),
        ("2023-01..2023-06", Grain.QUARTER, ["2023Q1", "2023Q2"]),
        ("2023-02", Grain.WEEK, ["2023-W05", "2023-W06", "2023-W07", "2023-W08"]),
    ],
)
def test_parts(text, grain, parts):
    assert [str(part) for part in Period.parse(text).parts(grain)] == parts


@pytest.mark.parametrize(
    ("text", "grain"),
    [
        ("2023T1", Grain.QUARTER),
        ("2023-W05", Grain.MONTH),
        ("2023-02", Grain.YEAR),
        ("2023-02-16", Grain.WEEK),
    ],
)
def test_parts_that_do_not_nest_are_refused(text, grain):
    with pytest.raises(DoesNotNest, match="går inte jämnt upp"):
        Period.parse(text).parts(grain)


@pytest.mark.parametrize(
    ("text", "year_before"),
    [
        ("2024-02", "2023-02"),
        ("2024-02-29", "2023-02-28"),
        ("2020-W53", "2019-W52"),
        ("2024Q1..2024Q3", "2023Q1..2023Q3"),
    ],
)
def test_same_last_year(text, year_before):
    assert str(Period.parse(text).same_last_year()) == year_before


def test_the_calendar_ends():
    with pytest.raises(OutsideCalendar):
        Period.parse("2100").next()
    with pytest.raises(OutsideCalendar):
        Period.parse("1900-01").same_last_year()


@pytest.mark.parametrize(
    ("first", "last"), [("2023-01-02", "2023-01-31"), ("2023-02-01", "2023-01-31")]
)
def test_a_period_of_broken_parts_cannot_be_made(first, last):
    with pytest.raises(ValueError, match="no whole month"):
        Period(date.fromisoformat(first), date.fromisoformat(last), Grain.MONTH)

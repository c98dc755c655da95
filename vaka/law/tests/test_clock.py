from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.law import clock
from vaka.law.clock import LocalTimeWarning, NaiveMoment, UnfitNight

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
day = date.fromisoformat


def easter(year):
    """Easter Sunday, by the anonymous Gregorian reckoning: a second way to the movable days."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day0 = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day0 + 1)


def slow_working_day(when):
    """From 2005, when 6 June became a holiday and Whit Monday ceased to be one."""
    after_easter = (when - easter(when.year)).days
    fixed = {(1, 1), (1, 6), (5, 1), (6, 6), (12, 24), (12, 25), (12, 26), (12, 31)}
    midsummer_eve = when.month == 6 and 19 <= when.day <= 25 and when.weekday() == 4
    off = (when.month, when.day) in fixed or after_easter in {-2, 1, 39} or midsummer_eve
    return when.weekday() < 5 and not off


@pytest.mark.parametrize("year", [2005, 2016, 2023, 2024, 2025, 2026, 2038])
def test_working_days_agree_with_a_second_reckoning(year):
    length = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    days = [date(year, 1, 1) + timedelta(days=n) for n in range(length)]
    odd = [d for d in days if clock.is_working_day(d) != slow_working_day(d)]
    assert odd == []


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        ("2024-06-20", 1, "2024-06-24"),  # over Midsummer
        ("2024-12-23", 1, "2024-12-27"),
        ("2024-12-30", 1, "2025-01-02"),
        ("2024-03-28", 2, "2024-04-03"),  # over Easter
        ("2024-04-03", -2, "2024-03-28"),
        ("2024-06-22", 0, "2024-06-22"),
    ],
)
def test_add_working_days(start, days, end):
    assert clock.add_working_days(day(start), days) == day(end)


def slow_between(start, end):
    step = timedelta(days=1)
    if end < start:
        return -slow_between(end - step, start - step)
    return sum(clock.is_working_day(start + step * n) for n in range(1, (end - start).days + 1))


@settings(max_examples=40, deadline=None)
@given(DAYS, st.integers(-400, 400))
def test_between_counts_as_its_slow_twin(start, length):
    end = start + timedelta(days=length)
    assert clock.working_days_between(start, end) == slow_between(start, end)


@settings(max_examples=40, deadline=None)
@given(DAYS, st.integers(-60, 60))
def test_adding_and_counting_are_inverse(start, days):
    end = clock.add_working_days(start, days)
    assert clock.working_days_between(start, end) == days
    assert days == 0 or clock.is_working_day(end)


def test_counting_works_far_back():
    assert clock.working_days_between(date(1890, 1, 1), date(1890, 1, 10)) == slow_between(
        date(1890, 1, 1), date(1890, 1, 10)
    )


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        ("2024-01-31", 3, "2024-04-30"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2022-11-30", 3, "2023-02-28"),
        ("2024-02-29", 12, "2025-02-28"),
        ("2024-02-29", 48, "2028-02-29"),
        ("2024-03-31", -1, "2024-02-29"),
        ("2024-12-15", 1, "2025-01-15"),
    ],
)
def test_add_months(start, months, end):
    assert clock.add_months(day(start), months) == day(end)


def slow_add_month(start):
    """The same number in the next month, else the last day of it, found by walking days."""
    walk = start.replace(day=1) + timedelta(days=32)
    month, found = walk.month, walk.replace(day=1)
    while found.day < start.day and (found + timedelta(days=1)).month == month:
        found += timedelta(days=1)
    return found


@settings(max_examples=60)
@given(DAYS)
def test_add_one_month_as_its_slow_twin(start):
    assert clock.add_months(start, 1) == slow_add_month(start)


def test_three_months_and_the_reporting_day():
    assert clock.last_day_within(day("2024-01-31"), 3) == day("2024-04-30")
    assert clock.first_day_after(day("2024-01-31"), 3) == day("2024-05-01")
    assert clock.first_day_after(day("2023-12-29"), 3) == day("2024-03-30")


@settings(max_examples=60)
@given(DAYS, st.integers(0, 3000))
def test_whole_months_are_the_most_that_fit(start, length):
    end = start + timedelta(days=length)
    months = clock.whole_months_between(start, end)
    assert clock.add_months(start, months) <= end < clock.add_months(start, months + 1)


def test_whole_months_backwards_are_refused():
    with pytest.raises(ValueError, match="before"):
        clock.whole_months_between(day("2024-02-01"), day("2024-01-31"))


def test_quarters_and_tertials():
    assert str(clock.quarter_of(day("2024-05-09"))) == "2024Q2"
    assert str(clock.tertial_of(day("2024-05-09"))) == "2024T2"
    assert clock.quarter_end(day("2024-05-09")) == day("2024-06-30")
    assert clock.previous_quarter_end(day("2024-01-01")) == day("2023-12-31")


@pytest.mark.parametrize(
    ("utc", "night"),
    [
        ("2024-01-15T19:59", None),  # 20.59 in winter
        ("2024-01-15T20:00", "2024-01-15"),
        ("2024-01-16T05:59", "2024-01-15"),
        ("2024-01-16T06:00", None),
        ("2024-07-15T19:00", "2024-07-15"),  # 21.00 in summer
        ("2024-07-15T18:59", None),
        ("2024-10-27T00:30", "2024-10-26"),  # the hour that comes twice
        ("2024-10-27T01:30", "2024-10-26"),
    ],
)
def test_night_by_the_date_of_the_evening(utc, night):
    found = clock.night_of(datetime.fromisoformat(utc).replace(tzinfo=UTC))
    assert found == (night and day(night))


def test_night_hours_are_arguments():
    moment = datetime(2024, 1, 15, 21, 30, tzinfo=UTC)  # 22.30
    assert clock.night_of(moment, start_hour=23, end_hour=6) is None
    assert clock.night_of(moment, start_hour=22, end_hour=6) == day("2024-01-15")


@pytest.mark.parametrize("hours", [(11, 7), (25, 7), (21, 0), (21, 13)])
def test_unfit_night_hours_are_refused(hours):
    with pytest.raises(UnfitNight):
        clock.night_of(datetime(2024, 1, 1, tzinfo=UTC), *hours)


def test_a_moment_without_zone_is_refused():
    with pytest.raises(NaiveMoment):
        clock.swedish(datetime(2024, 1, 1))
    with pytest.raises(ValueError, match="zone"):
        clock.moment_from_local(datetime(2024, 1, 1, tzinfo=UTC))


@pytest.mark.parametrize(
    ("local", "second", "utc", "warning"),
    [
        ("2024-07-01T02:30", False, "2024-07-01T00:30", None),
        ("2024-03-31T01:59", False, "2024-03-31T00:59", None),
        ("2024-03-31T02:30", False, "2024-03-31T01:30", LocalTimeWarning.NONEXISTENT),
        ("2024-03-31T02:30", True, "2024-03-31T01:30", LocalTimeWarning.NONEXISTENT),
        ("2024-03-31T03:00", False, "2024-03-31T01:00", None),
        ("2024-10-27T02:30", False, "2024-10-27T00:30", LocalTimeWarning.AMBIGUOUS),
        ("2024-10-27T02:30", True, "2024-10-27T01:30", LocalTimeWarning.AMBIGUOUS),
        ("2024-10-27T03:00", False, "2024-10-27T02:00", None),
    ],
)
def test_local_times_that_are_missing_or_come_twice(local, second, utc, warning):
    found = clock.moment_from_local(datetime.fromisoformat(local), second_time=second)
    assert found.moment == datetime.fromisoformat(utc).replace(tzinfo=UTC)
    assert found.warning is warning


@settings(max_examples=60)
@given(st.datetimes(datetime(1990, 1, 1), datetime(2037, 12, 31)))
def test_local_time_comes_back_unless_it_did_not_exist(local):
    found = clock.moment_from_local(local)
    back = clock.swedish(found.moment).replace(tzinfo=None)
    assert (back == local) is (found.warning is not LocalTimeWarning.NONEXISTENT)

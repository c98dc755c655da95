"""Schemas are the same for Arrow and Ibis, and a missing value is met where it enters."""

import datetime as dt

import pytest

from vaka.law.period import Grain, Period
from vaka.metrics.facts import FACTS, MissingValue, calendar_of, day_number
from vaka.metrics.specs.spec import deviation


@pytest.mark.parametrize("fact", FACTS.values(), ids=lambda f: f.name)
def test_arrow_and_ibis_have_the_same_columns(fact):
    assert tuple(fact.ibis_schema().names) == tuple(fact.arrow_schema().names)
    assert set(fact.key) <= set(fact.column_names)
    assert fact.partition is None or fact.partition in fact.column_names


def test_a_required_column_without_value_is_refused():
    row = {**deviation(1, dt.date(2023, 1, 1)), "law": None}
    with pytest.raises(MissingValue, match=r"deviation\.law"):
        FACTS["deviation"].table([row])


@pytest.mark.parametrize("day", [dt.date(2021, 1, 3), dt.date(2024, 12, 30), dt.date(2023, 8, 31)])
def test_calendar_columns_are_written_as_periods_are(day):
    columns = calendar_of(day)
    for name, grain in (
        ("month", Grain.MONTH),
        ("quarter", Grain.QUARTER),
        ("tertial", Grain.TERTIAL),
        ("iso_week", Grain.WEEK),
    ):
        assert columns[name] == str(Period.of(day, grain))


def test_day_numbers_count_days():
    assert day_number(dt.date(1970, 1, 2)) == 1
    assert day_number(dt.date(2024, 3, 1)) - day_number(dt.date(2024, 2, 28)) == 2

"""What a viewer of figures may see, and that the rest cannot be worked out from it."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.calc.suppression import Sum, interval
from vaka.law.period import Period
from vaka.metrics.disclosure import is_hidden, suppress
from vaka.metrics.engine import Engine
from vaka.metrics.facts import calendar_of
from vaka.metrics.request import Request, Row
from vaka.metrics.source import MemorySource
from vaka.metrics.specs import SPECS
from vaka.metrics.specs.spec import tree


def count(value, **by):
    return Row("deviations", "almen", "2023", by, value, value, None, value)


def share(part, whole, **by):
    value = 100 * part / whole if whole else None
    return Row("closed", "almen", "2023", by, value, part, whole, whole, 1.0, 99.0)


def table(values):
    return [count(sum(values)), *(count(v, type=f"t{i}") for i, v in enumerate(values))]


def test_a_small_cell_goes_with_a_companion_and_the_total_stays():
    rows = suppress(table([3, 40, 12]))
    assert [row.value for row in rows] == [55, None, 40, None]


def test_a_hidden_row_has_no_number_left():
    row = suppress(table([3, 40, 12]))[1]
    numbers = (row.value, row.numerator, row.denominator, row.n, row.low, row.high)
    assert set(numbers) == {None}
    assert is_hidden(row)


def test_nought_and_large_cells_are_published():
    assert [row.value for row in suppress(table([0, 40, 12]))] == [52, 0, 40, 12]


def test_a_small_total_is_hidden():
    assert suppress([count(2)])[0].value is None


def test_a_sum_of_few_things_is_as_small_as_a_count_of_few():
    """Twelve rows of a year that add up to three grants tell of three people."""
    rows = [{**spec_row(f"r{month}", month), "number": int(month <= 3)} for month in range(1, 13)]
    source = MemorySource({"month_figure": rows, "unit_tree": tree()})
    asked = Request(("housing_adaptations",), "vaka", Period.parse("2024"), as_of=date(2025, 2, 1))
    (row,) = Engine(source, lambda: date(2025, 2, 1)).evaluate(asked)
    assert (row.value, row.n, is_hidden(suppress([row])[0])) == (3, 3, True)
    untold = replace(asked, period=Period.parse("2022"))
    (row,) = Engine(source, lambda: date(2025, 2, 1)).evaluate(untold)
    assert (row.value, row.n) == (None, 0)


def spec_row(key, month):
    """A month of grants as the fact has it."""
    told = next(one for spec in SPECS if spec.measure == "housing_adaptations"
                for one in spec.rows if one["series"] == "adaptations")  # fmt: skip
    day = date(2024, month, 1)
    return {**told, "row_id": key, "month_date": day, "valid_from_date": day, **calendar_of(day)}


@pytest.mark.parametrize("part", [1, 4, 96, 99])
def test_a_share_is_guarded_at_both_ends(part):
    assert is_hidden(suppress([share(part, 100)])[0])
    assert not is_hidden(suppress([share(50, 100)])[0])


def test_periods_are_tables_of_their_own():
    other = Row("deviations", "almen", "2022", {}, 50, 50, None, 50)
    assert suppress([other, *table([3, 40, 12])])[0].value == 50


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=9))
def test_no_attacker_pins_a_small_cell(values):
    rows = suppress(table(values))
    hidden = frozenset(i for i, row in enumerate(rows) if is_hidden(row))
    truth = [sum(values), *values]
    sums = [Sum(0, tuple(range(1, len(truth))))]
    for i, value in enumerate(truth):
        if 0 < value < 5:
            assert i in hidden
            low, high = interval(truth, sums, hidden, i)
            assert high - low >= 5 - 1e-4

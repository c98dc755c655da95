from datetime import date

import pytest

from vaka.documents import swedish
from vaka.documents.content import Column, Kind


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234567, 0, "1\u00a0234\u00a0567"),
        (-1234.56, 1, "−1\u00a0234,6"),
        (-0.04, 1, "0,0"),
        (2.675, 2, "2,68"),
        (0.125, 2, "0,13"),
        (0, 0, "0"),
    ],
)
def test_numbers_have_comma_hard_space_and_minus(value, decimals, text):
    assert swedish.number(value, decimals) == text


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_a_missing_number_is_never_printed_as_nan(value):
    with pytest.raises(swedish.NotANumber):
        swedish.number(value)


@pytest.mark.parametrize(
    ("value", "column", "text"),
    [
        (None, Column("x", Kind.COUNT), "saknas"),
        ("färre än 5", Column("x", Kind.COUNT), "färre än 5"),
        (12.34, Column("x", Kind.PERCENT), "12,3\u00a0%"),
        (12.34, Column("x", Kind.PERCENT, 0), "12\u00a0%"),
        (1500, Column("x", Kind.MONEY), "1\u00a0500"),
        (date(2024, 2, 27), Column("x", Kind.DATE), "2024-02-27"),
        ("2024-01-0", Column("x", Kind.DATE), "2024-01-0"),
        (1.5, Column("x", Kind.DECIMAL), "1,5"),
    ],
)
def test_cells_follow_their_column(value, column, text):
    assert swedish.cell(value, column) == text


def test_dates_in_text_are_written_out():
    assert swedish.day(date(2024, 2, 7)) == "7\u00a0februari 2024"
    assert swedish.money(1500) == "1\u00a0500\u00a0kr"

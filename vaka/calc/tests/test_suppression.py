"""No attacker who adds and subtracts what is published comes near a small cell."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.calc.suppression import Sum, hidden_cells, interval

K = 5


def table(rows, columns, cells):
    """Cells row by row, then row totals, column totals, and the grand total; with its sums."""
    row_sums = [sum(cells[r * columns : (r + 1) * columns]) for r in range(rows)]
    column_sums = [sum(cells[c::columns]) for c in range(columns)]
    values = [*cells, *row_sums, *column_sums, sum(cells)]
    first = rows * columns
    sums = [Sum(first + r, tuple(range(r * columns, (r + 1) * columns))) for r in range(rows)]
    sums += [Sum(first + rows + c, tuple(range(c, first, columns))) for c in range(columns)]
    sums.append(Sum(len(values) - 1, tuple(range(first, first + rows))))
    return values, sums


def brute_interval(values, sums, hidden, cell, top=14):
    """The lowest and highest value of the cell over every whole-number completion."""
    places = sorted(hidden)
    found = []
    for guess in itertools.product(range(top), repeat=len(places)):
        trial = list(values)
        for place, value in zip(places, guess, strict=True):
            trial[place] = value
        if all(trial[s.total] == sum(trial[p] for p in s.parts) for s in sums):
            found.append(trial[cell])
    return min(found), max(found)


sizes = st.tuples(st.integers(1, 4), st.integers(2, 4))
tables = sizes.flatmap(
    lambda size: st.lists(
        st.integers(0, 40), min_size=size[0] * size[1], max_size=size[0] * size[1]
    ).map(lambda cells: (*size, cells))
)


@settings(max_examples=40, deadline=None)
@given(tables)
def test_every_small_cell_stays_at_least_k_wide(drawn):
    values, sums = table(*drawn)
    primary = frozenset(i for i, value in enumerate(values) if 0 < value < K)
    hidden = hidden_cells(values, sums, primary, K)
    assert primary <= hidden
    for cell in primary:
        low, high = interval(values, sums, hidden, cell)
        assert high - low >= K - 1e-4


def test_the_audit_is_the_attacker_on_a_small_table():
    values, sums = table(2, 2, [1, 6, 7, 3])
    hidden = frozenset(range(4))
    for cell in hidden:
        assert interval(values, sums, hidden, cell) == pytest.approx(
            brute_interval(values, sums, hidden, cell)
        )


def test_one_hidden_cell_alone_is_worked_out_and_so_gets_company():
    values, sums = [3, 20, 30, 53], [Sum(3, (0, 1, 2))]
    assert interval(values, sums, frozenset({0}), 0) == (3, 3)
    assert hidden_cells(values, sums, frozenset({0}), K) == {0, 1}


def test_a_table_with_nothing_small_is_published_whole():
    values, sums = table(2, 2, [9, 8, 7, 6])
    assert hidden_cells(values, sums, frozenset(), K) == frozenset()


def test_a_published_cell_is_known():
    assert interval([3, 7, 10], [Sum(2, (0, 1))], frozenset({0, 1}), 2) == (10, 10)

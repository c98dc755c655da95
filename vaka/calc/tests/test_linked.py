"""Many linked tables: proofs that hold against the exact attacker; rounding that tells nothing."""

import random

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog

from vaka.calc import linked
from vaka.calc.linked import exposed, protected
from vaka.calc.rounding import NotOfOnePieceError, rounded
from vaka.calc.suppression import Sum, interval

K = 5


def cube(seed, sizes, most=9):
    """Cells of a crossed table with every margin, and its sums."""
    chance = random.Random(seed)
    values, at, sums = [], {}, []

    def cell(place):
        if place in at:
            return at[place]
        axis = next((k for k, one in enumerate(place) if one is None), None)
        if axis is None:
            values.append(chance.choice((0, 0, chance.randint(0, most), chance.randint(0, 4))))
        else:
            parts = [cell((*place[:axis], n, *place[axis + 1 :])) for n in range(sizes[axis])]
            values.append(sum(values[part] for part in parts))
        at[place] = len(values) - 1
        return at[place]

    def walk(place):
        if len(place) == len(sizes):
            cell(place)
            for axis, one in enumerate(place):
                if one is None:
                    parts = [cell((*place[:axis], n, *place[axis + 1:]))
                             for n in range(sizes[axis])]  # fmt: skip
                    sums.append(Sum(at[place], tuple(parts)))
            return
        for one in (None, *range(sizes[len(place)])):
            walk((*place, one))

    walk(())
    return values, sums


@pytest.mark.parametrize("seed", range(3))
def test_the_search_protects_what_the_exact_attacker_asks_for(seed):
    values, sums = cube(seed, (4, 3, 2))
    primary = frozenset(i for i, value in enumerate(values) if 0 < value < K)
    hidden = protected(values, sums, primary, K)
    assert primary <= hidden
    assert len(hidden) < len(values)
    for cell in primary:
        low, high = interval(values, sums, hidden, cell)
        assert high - low >= K - 1e-4


def test_the_proof_finds_what_is_exposed():
    values, sums = cube(1, (4, 3, 2))
    primary = frozenset(i for i, value in enumerate(values) if 0 < value < K)
    near = {c for c in primary if np.ptp(interval(values, sums, primary, c)) < K - 1e-4}
    assert near
    assert set(exposed(values, sums, primary, primary, K)) == near


def test_what_is_published_already_stays(monkeypatch):
    values, sums = [3, 20, 30, 53], [Sum(3, (0, 1, 2))]
    assert protected(values, sums, frozenset({0}), K, kept=frozenset({1, 3})) == {0, 2}
    monkeypatch.setattr(linked, "EXACT_CELLS", 0)
    assert protected(values, sums, frozenset({0}), K) == {0, 1}


def test_a_small_rest_that_nobody_prints_hides_its_neighbour():
    values, sums = [40, 38, 2], [Sum(0, (1, 2))]
    assert protected(values, sums, frozenset({2}), K, unpublished=frozenset({2})) == {1, 2}


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10_000))
def test_rounded_tables_add_up_and_tell_no_more_than_their_rounding(seed):
    values, sums = cube(seed, (3, 2, 2), most=30)
    found = rounded(values, sums, seed=seed)
    assert all(found[s.total] == sum(found[p] for p in s.parts) for s in sums)
    bases = sorted(set(range(len(values))) - {s.total for s in sums})
    assert all(value % K == 0 for value in found)
    assert all(abs(found[c] - values[c]) < K for c in bases)
    rows = np.zeros((len(sums), len(values)))
    for number, one in enumerate(sums):
        rows[number, list(one.parts)], rows[number, one.total] = 1.0, -1.0
    bounds = [(max(0, found[c] - 4), found[c] + 4) if c in bases else (0, None)
              for c in range(len(values))]  # fmt: skip
    for cell in bases:
        cost = np.zeros(len(values))
        cost[cell] = 1.0
        ends = [linprog(cost * s, A_eq=rows, b_eq=np.zeros(len(sums)), bounds=bounds).fun * s
                for s in (1, -1)]  # fmt: skip
        assert ends == pytest.approx(bounds[cell])


def test_totals_stay_near():
    values, sums = [*[2] * 40, 80], [Sum(40, tuple(range(40)))]
    assert rounded(values, sums)[40] == 80


def test_two_sums_with_nothing_finer_below_are_refused():
    with pytest.raises(NotOfOnePieceError):
        rounded([4, 4, 3, 5, 8], [Sum(4, (0, 1)), Sum(4, (2, 3))])

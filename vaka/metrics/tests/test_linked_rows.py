"""An attacker who has every row, and counts from the very events, brings no small count near."""

import itertools
import random

import numpy as np
import pytest
from scipy.optimize import linprog

from vaka.metrics.disclosure import is_hidden
from vaka.metrics.linked import counted_with, round_linked, suppress_linked
from vaka.metrics.request import Row

LIMIT = 5
PARENTS = {"a": "top", "b": "top", "a1": "a", "a2": "a"}
UNITS = ("top", *PARENTS)
MONTHS = [f"2026-{month:02}" for month in (1, 2, 4)]
PERIODS = {"2026": MONTHS, "2026Q1": MONTHS[:2], "2026Q2": MONTHS[2:], **{m: [m] for m in MONTHS}}
TYPES = ("fall", "medicine")
ALL, PART, SHARE = "deviations", "falls", "deviations_night_share"
KNOWN = "of known hour"


def below(unit):
    return [one for one in UNITS if one == unit or unit in above(one)]


def above(unit):
    return [PARENTS[unit], *above(PARENTS[unit])] if unit in PARENTS else []


def drawn(seed):
    """Events by unit, month, type, and how many of them: all, falls, of known hour, at night."""
    chance = random.Random(seed)
    most = chance.choice((2, 5, 12))
    base = {}
    for key in [(u, m, t) for u in UNITS for m in MONTHS for t in TYPES]:
        every = (
            chance.randint(0, most) if key[0] not in {"top", "a"} or chance.random() < 0.1 else 0
        )
        known = chance.randint(0, every)
        night = chance.randint(0, known)
        base[key] = {ALL: every, PART: chance.randint(0, every), KNOWN: known, SHARE: night}
    return base


def places(crossed=False):
    for unit in UNITS:
        for period, months in PERIODS.items():
            for by in [{}, *({"type": t} for t in TYPES if crossed or period == "2026")]:
                types = [by["type"]] if by else TYPES
                yield unit, period, by, [(u, m, t) for u in below(unit) for m in months
                                         for t in types]  # fmt: skip


def rows_of(base, crossed=False):
    for unit, period, by, keys in places(crossed):
        count = {name: sum(base[k][name] for k in keys) for name in (ALL, PART, KNOWN, SHARE)}
        for name in (ALL, PART):
            yield Row(name, unit, period, by, count[name], count[name], None, count[name]), keys
        whole = count[KNOWN]
        value = 100 * count[SHARE] / whole if whole else None
        yield Row(SHARE, unit, period, by, value, count[SHARE], whole, whole), keys


def counts_of(row):
    if row.denominator is None:
        return [(row.name, row.value)]
    return [(KNOWN, row.denominator), (SHARE, row.numerator)]


def nearest(base, rows, keyed, chain):
    """The narrowest interval that the attacker proves for a small count of these kinds."""
    number = {(k, name): i for i, (k, name) in enumerate((k, n) for k in base for n in chain)}
    equal, right, under = [], [], []

    def line(name, keys):
        found = np.zeros(len(number))
        found[[number[key, name] for key in keys]] = 1.0
        return found

    for row, (_true, keys) in zip(rows, keyed, strict=True):
        if not is_hidden(row):
            for name, value in counts_of(row):
                if name in chain:
                    equal.append(line(name, keys))
                    right.append(value)
    for key in base:
        for part, whole in itertools.pairwise(chain):
            under.append(line(part, [key]) - line(whole, [key]))
    narrowest = np.inf
    for _true, keys in keyed:
        for cost in [line(n, keys) for n in chain] + [
            line(w, keys) - line(p, keys) for p, w in itertools.pairwise(chain)
        ]:
            value = sum(cost[number[k, n]] * base[k][n] for k in base for n in chain)
            if 0 < value < LIMIT:
                ends = [attack(cost * sign, equal, right, under) * sign for sign in (1, -1)]
                narrowest = min(narrowest, ends[1] - ends[0])
    return narrowest


def attack(cost, equal, right, under):
    found = linprog(cost, A_eq=np.array(equal) if equal else None, b_eq=right or None,
                    A_ub=np.array(under) if under else None,
                    b_ub=np.zeros(len(under)) if under else None)  # fmt: skip
    return -np.inf if found.status == 3 else found.fun


@pytest.mark.parametrize(("seed", "chain"), [(1, (ALL,)), (2, (PART, ALL)), (3, (SHARE, KNOWN))])
def test_no_small_count_is_brought_near(seed, chain):
    base = drawn(seed)
    keyed = list(rows_of(base))
    rows = suppress_linked([row for row, _ in keyed], PARENTS, LIMIT)
    assert any(is_hidden(row) for row in rows)
    assert not all(is_hidden(row) for row in rows)
    wanted = {SHARE if name == KNOWN else name for name in chain}
    some = [k for k, row in enumerate(rows) if row.name in wanted]
    assert nearest(base, [rows[k] for k in some], [keyed[k] for k in some], chain) >= LIMIT - 1e-4


def test_each_table_alone_would_have_told():
    from vaka.metrics.disclosure import suppress

    base = drawn(2)
    keyed = [one for one in rows_of(base) if one[0].name == ALL]
    rows = suppress([row for row, _ in keyed], LIMIT)
    assert nearest(base, rows, keyed, (ALL,)) < 1


def test_the_answer_for_one_measure_is_the_same_whatever_else_is_asked():
    rows = [row for row, _ in rows_of(drawn(4))]
    together = suppress_linked(rows, PARENTS, LIMIT)
    for name in (ALL, PART, SHARE):
        mates = [row for row in rows if row.name in counted_with(name)]
        alone = suppress_linked(mates, PARENTS, LIMIT, only=name)
        assert alone == [row for row in together if row.name == name]


def test_counts_are_shared_by_what_they_count():
    assert ALL in counted_with(PART)
    assert PART not in counted_with(ALL)
    assert counted_with("no_such_measure") == ("no_such_measure",)


def test_what_others_printed_is_left_as_it_is():
    row = Row("hygiene", "top", "2026", {}, 3.0, source="PPM 2026")
    assert suppress_linked([row], PARENTS) == [row]


def test_rounded_rows_add_up_over_units_periods_and_types():
    rows = round_linked([row for row, _ in rows_of(drawn(5), crossed=True)], PARENTS)
    found = {(r.name, r.unit, r.period, r.by.get("type")): r for r in rows}
    for name in (ALL, PART):
        for period, months in PERIODS.items():
            whole = found[name, "top", period, None].value
            assert whole % 5 == 0
            assert whole == sum(found[name, "top", m, None].value for m in months)
            assert whole == sum(found[name, "top", period, t].value for t in TYPES)
    for row in rows:
        if row.denominator:
            assert row.numerator <= row.denominator
            assert row.value == round(100 * row.numerator / row.denominator)

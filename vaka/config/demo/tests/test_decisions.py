"""The planned decisions, the printed forty, the units and the load copies."""

from collections import Counter
from datetime import date
from itertools import islice

import pytest

from vaka.config.demo import cast, decisions, units
from vaka.config.demo.scaled import YEAR_SIZE, multiplied
from vaka.config.demo.tests.test_counts import TODAY, planned
from vaka.law.local_time import swedish


def test_the_forty_printed_decisions_stand_as_printed() -> None:
    rows = decisions.kungsbacka()
    assert Counter((row.stated, row.end) for row in rows) == {
        ("reported", ""): 10,
        ("reported_earlier", "V"): 21,
        ("reported_earlier", "Å"): 8,
        ("reported_earlier", "A"): 1,
    }
    malformed = next(row for row in rows if row.ended_raw == "2024-01-0")
    assert malformed.ended_date is None


def test_decisions_end_after_they_were_made_and_not_ahead_of_today() -> None:
    for row in decisions.plan(1, TODAY):
        ends = [day for day in (row.executed_date, row.ended_date) if day]
        assert all(row.decided_date <= day < TODAY for day in ends)
        assert bool(ends) is bool(row.end)


def test_decisions_repeat_by_seed() -> None:
    assert list(decisions.plan(1, TODAY)) == list(decisions.plan(1, TODAY))


@pytest.mark.parametrize("quarter_end", [date(2025, 3, 31), date(2025, 9, 30), date(2026, 6, 30)])
def test_each_quarter_has_some_that_wait_too_long(quarter_end: date) -> None:
    waiting = [
        row
        for row in decisions.plan(1, TODAY)
        if (quarter_end - row.decided_date).days > 92
        and not any(d and d <= quarter_end for d in (row.executed_date, row.ended_date))
    ]
    assert 4 <= len(waiting) <= 20


def test_units_form_one_tree_and_reference_units_stand_outside() -> None:
    outside = {unit.code for unit in units.units() if unit.reference}
    assert outside == {"harnosand", "kungsbacka", "riket", "vasternorrland"}
    for unit in units.units():
        assert unit.reference or units.chain(unit.code)[-1] == units.ROOT


def test_the_fixed_cast() -> None:
    fixed = [member.user for member in cast.cast() if member.fixed]
    assert fixed == "astrid bo cecilia maja rut sven kim beata eva nora pia greta ada".split()
    assert len({member.user for member in cast.cast()}) == len(cast.cast())


def test_copies_for_load_keep_weekday_month_and_hour() -> None:
    base = list(planned())
    rows = list(islice(multiplied(base, 3, 1), len(base) + 2 * YEAR_SIZE))
    assert len(rows) == len(base) + 2 * YEAR_SIZE
    assert [row.reported_at for row in rows] == sorted(row.reported_at for row in rows)
    assert len({row.source_id for row in rows}) == len(rows)
    shapes = {_shape(row) for row in base}
    assert {_shape(row) for row in rows} <= shapes


def _shape(row) -> tuple:
    at = swedish(row.occurred_at)
    return row.text, at.year, at.month, at.weekday(), at.hour, at.minute

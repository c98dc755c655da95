"""Härnösand's two lists: as printed, out of persons, and where they contradict themselves."""

from datetime import date
from types import SimpleNamespace

import pytest

from vaka.areas.waiting_lists import queries
from vaka.areas.waiting_lists.rules import Measure, lists
from vaka.foundation.access.viewer import Viewer

AS_OF = date(2024, 2, 29)
NO_PERSONS_CAN = {
    # Who had declined in January was the only one in the queue and waits on in April.
    ("psychiatric", Measure.LATE_DECLINED, date(2023, 4, 1)): ("–", 1),
    # Who has accepted (***) in October is the only one in the queue, and counted as declining too.
    ("psychiatric", Measure.LATE_DECLINED, date(2023, 10, 1)): ("1", 0),
    ("psychiatric", Measure.DECLINED, date(2023, 10, 1)): ("1", 0),
}
"""Printed and counted: the fewest cells that must be missed, whoever they were."""
YEARS = {"elder": (2023,), "disability": (2023, 2024)}


def found(units, code, user=None):
    """Give the years of a list, and every cell by key."""
    years = [
        queries.year_list(user or Viewer.system("test"), lists()[code], units["harnosand"], year,
                          AS_OF)
        for year in YEARS[code]
    ]  # fmt: skip
    cells = {}
    for one in years:
        rows = [("", one.total), *((s.code, row) for s in one.sections for row in s.rows)]
        for group, row in rows:
            cells |= {(group, row.measure, cell.month): cell for cell in row.cells}
    return SimpleNamespace(years=years, cells=cells)


@pytest.mark.parametrize("code", YEARS)
def test_a_list_that_was_read_in_is_shown_exactly_as_printed(code, printed, units):
    expected = printed(code)
    cells = found(units, code).cells
    shown = {key: cells[key].value.text + cells[key].mark for key in expected}
    assert shown == expected


@pytest.mark.parametrize("code", YEARS)
def test_persons_give_every_printed_cell_that_any_can_give(code, printed, persons, units):
    expected = printed(code)
    cells = found(units, code).cells
    counted = {key: cells[key].counted.text for key in expected}
    missed = {
        key: (text.rstrip("*"), cells[key].counted.number)
        for key, text in expected.items() if text.rstrip("*") != counted[key]
    }  # fmt: skip
    assert missed == {key: one for key, one in NO_PERSONS_CAN.items() if key in expected}


@pytest.mark.parametrize("code", YEARS)
def test_totals_prove_themselves_out_of_persons_alone(code, persons, units):
    kind, years = lists()[code], found(units, code)
    for one in years.years:
        for month in (month for month in one.months if month <= AS_OF):
            needs = [one.at(group.code, Measure.NEED, month).number for group in kind.groups]
            assert one.at("", Measure.TOTAL, month).number == sum(needs)
        assert not [
            finding for finding in one.findings
            if "erbjudande" not in finding.words
        ]  # fmt: skip


def test_who_has_said_yes_stands_in_the_queue_with_a_footnote(persons, units):
    year = found(units, "disability").years[0]
    (row,) = [row for one in year.sections if one.code == "group_home" for row in one.rows
              if row.measure is Measure.NEED]  # fmt: skip
    marked = [cell.month.month for cell in row.cells if cell.mark]
    assert marked == [2, 3, 4, 5, 6, 7]
    notes = [words for where, words in year.notes if where.startswith("Gruppbostad")]
    for said in ("3 av dem har tackat ja till Flöjtgatan 50", "1 av dem har tackat ja till Vårsta"):
        assert any(said in words for words in notes)


def test_the_sources_own_contradictions_are_found_with_place_and_numbers(printed, units):
    told = {}
    for code in YEARS:
        printed(code)
        for one in found(units, code).years:
            for f in one.findings:
                told.setdefault((f.group, f.measure), []).append((f"{f.month:%Y-%m}", f.printed,
                                                                  f.computed))  # fmt: skip
    assert told == {
        ("dementia", Measure.LATE_DECLINED): [("2023-11", 2, 0), ("2023-12", 2, 0)],
        ("group_home", Measure.LATE_DECLINED): [
            *((f"2023-{month:02}", 1, 0) for month in range(1, 8)), ("2024-02", 1, 0),
        ],
        ("psychiatric", Measure.LATE_DECLINED): [
            ("2023-04", 0, 1), ("2023-11", 0, 1), ("2023-12", 0, 1), ("2024-01", 0, 1),
        ],
    }  # fmt: skip


def test_printed_beside_counted_is_said_where_they_differ(printed, persons, units):
    printed("disability")
    differing = [
        (f.group, f.measure, f.month) for one in found(units, "disability").years
        for f in one.findings if "samma tal" in f.words
    ]  # fmt: skip
    assert sorted(differing) == sorted(NO_PERSONS_CAN)

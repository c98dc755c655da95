"""Staff continuity by the last national definition, tabled; no database."""

from datetime import date, datetime, timedelta

import pytest

from vaka.areas.care_plans import continuity_rules, lists
from vaka.areas.care_plans.continuity_rules import Visited, VisitKind

MONDAY = date(2026, 3, 2)
BY = lists.definition(MONDAY)


def visits(person="p", staff=("a", "b"), hours=(8, 18), days=range(14), **more):
    """Give visits at some hours of each day, the staff taking turns."""
    return [
        Visited(person, staff[(day + place) % len(staff)],
                datetime(2026, 3, 2, hour, 0) + timedelta(days=day), **more)
        for day in days for place, hour in enumerate(hours)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("rows", "met"),
    [
        (visits(), 2),
        (visits(staff="abcdefg"), 7),
        (visits(hours=(8,)), None),
        (visits(days=range(13)), None),
        (visits(hours=(6, 8)), None),
        (visits(hours=(7, 21)), 2),
        (visits(hours=(8, 22)), None),
        (visits(kind=VisitKind.ALARM), None),
        (visits() + visits(staff="z", hours=(12,), kind=VisitKind.MEALS), 2),
        (visits() + visits(staff="z", hours=(23,)), 2),
        (visits(age=64), None),
        (visits(age=65), 2),
    ],
)
def test_who_is_counted_and_how_many_they_met(rows, met):
    assert continuity_rules.staff_met(rows, MONDAY, BY) == {"p": met}


def test_visits_outside_the_window_are_none_of_it():
    assert continuity_rules.staff_met(visits(), MONDAY + timedelta(days=14), BY) == {}


def test_windows_begin_on_mondays_and_skip_weeks_without_visits():
    days = [MONDAY + timedelta(days=n) for n in (1, *range(7, 35), *range(70, 84))]
    found = list(continuity_rules.windows(days, 14))
    assert found == [MONDAY + timedelta(days=n) for n in (7, 21, 70)]
    assert list(continuity_rules.windows([], 14)) == []


def test_a_window_is_summed_and_the_series_has_ended():
    figures = continuity_rules.summed([4, 8, 21, None], BY)
    assert (figures.persons, figures.left_out, figures.mean, figures.median) == (3, 1, 11, 8)
    assert (figures.highest, figures.over) == (21, 1)
    assert continuity_rules.summed([None], BY).mean is None
    assert BY.is_local_on(date(2025, 1, 1))
    assert not BY.is_local_on(date(2024, 12, 31))

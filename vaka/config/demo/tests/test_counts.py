"""The plan meets the published figures exactly, and does so for any seed."""

from collections import Counter
from datetime import date, datetime
from functools import cache

import pytest

from vaka.config.demo import cast, counts, units
from vaka.config.demo.deviations import plan
from vaka.config.demo.reading import facts
from vaka.config.demo.shapes import PlannedDeviation
from vaka.law.local_time import SWEDISH, swedish

TODAY = date(2026, 11, 24)
AS_OF = datetime(2024, 3, 1, tzinfo=SWEDISH)
SOL_LSS = {"SoL", "LSS"}


@cache
def planned(seed: int = 1) -> tuple[PlannedDeviation, ...]:
    return tuple(plan(seed, TODAY))


def of_year(year: int, seed: int = 1) -> list[PlannedDeviation]:
    return [row for row in planned(seed) if swedish(row.occurred_at).year == year]


@pytest.fixture(params=[1, 2], ids="seed {}".format)
def rows_2023(request: pytest.FixtureRequest) -> list[PlannedDeviation]:
    return of_year(2023, request.param)


def test_2023_has_the_published_counts_by_type(rows_2023: list[PlannedDeviation]) -> None:
    assert Counter(row.type for row in rows_2023) == counts.published(2023)


def test_2023_is_1189_hsl_and_642_sol_or_lss(rows_2023: list[PlannedDeviation]) -> None:
    laws = Counter("HSL" if row.law == "HSL" else row.law in SOL_LSS for row in rows_2023)
    assert laws == {"HSL": 1189, True: 642}


def test_2022_has_the_published_counts_by_type_under_hsl() -> None:
    by_type = Counter(row.type for row in of_year(2022) if row.law == "HSL")
    assert by_type == counts.published(2022)


def test_2023_is_reported_in_2023(rows_2023: list[PlannedDeviation]) -> None:
    assert {swedish(row.reported_at).year for row in rows_2023} == {2023}


def test_handling_at_the_end_of_february_2024(rows_2023: list[PlannedDeviation]) -> None:
    hsl = [row for row in rows_2023 if row.law == "HSL"]
    assessed = [row for row in hsl if row.assessed_at and row.assessed_at < AS_OF]
    closed = [row for row in hsl if row.closed_at and row.closed_at < AS_OF]
    serious = [row for row in hsl if row.lex_maria]
    assert (len(assessed), len(closed), len(serious)) == (723, 297, 2)
    assert all(row.severity == 4 and row in assessed for row in serious)
    assert sum(row.closed_how == "without_investigation" for row in closed) > 100


def test_most_of_the_backlog_is_closed_today(rows_2023: list[PlannedDeviation]) -> None:
    closed = sum(row.closed_at is not None for row in rows_2023)
    assert closed / len(rows_2023) == pytest.approx(0.97, abs=0.01)


AREAS = ("special_housing", "home_care", "disability", "assessment")


@pytest.mark.parametrize("area", AREAS)
def test_three_most_common_types_stand_in_the_printed_order(area: str) -> None:
    printed = [row for row in facts("deviations_by_area_2023") if row["area"] == area]
    here = Counter(row.type for row in of_year(2023) if units.by_code()[row.unit].area == area)
    common = here.most_common(len(printed))
    assert [kind for kind, _ in common] == [row["type"] for row in printed]
    for row, (_, count) in zip(printed, common, strict=True):
        assert row["count"] in ("", str(count))


@pytest.mark.parametrize(("area", "count"), [("internal_support", 4), ("individual_family", 1)])
def test_areas_that_hardly_report(area: str, count: int) -> None:
    here = [row for row in of_year(2023) if units.by_code()[row.unit].area == area]
    assert len(here) == count


def test_moments_follow_each_other() -> None:
    for row in planned():
        steps = [row.occurred_at, row.reported_at, row.assessed_at, row.reassessed_at]
        moments = [at for at in (*steps, row.closed_at) if at]
        assert moments == sorted(moments), row.source_id


def test_rows_come_in_the_order_of_reporting_and_none_lies_ahead() -> None:
    reported = [row.reported_at for row in planned()]
    assert reported == sorted(reported)
    assert swedish(reported[-1]).date() < TODAY


def test_some_wait_today_and_a_few_are_late_at_almen() -> None:
    waiting = [row for row in planned() if row.closed_at is None]
    assert 110 <= len(waiting) <= 190
    almen = [row for row in waiting if row.unit.startswith("almen")]
    ages = [(TODAY - swedish(row.reported_at).date()).days for row in almen]
    assert sum(row.assessed_at is None for row in almen) >= 3
    assert any(age > 31 for age in ages)


def test_owner_and_reporter_have_roles_at_or_above_the_unit() -> None:
    places = {member.user: member.unit for member in cast.cast()}
    for row in planned():
        above = units.chain(row.unit)
        assert places[row.owner] in above
        assert places[row.reporter] in above


def test_units_exist_when_the_event_happens() -> None:
    for row in planned():
        assert units.in_force(units.by_code()[row.unit], swedish(row.occurred_at).date())


def test_falls_at_almen_are_fewer_after_the_intervention() -> None:
    def falls(year: int) -> int:
        return sum(
            row.unit.startswith("almen")
            and row.type in counts.FALLS
            and swedish(row.occurred_at).year == year
            and 3 <= swedish(row.occurred_at).month <= 10
            for row in planned()
        )

    assert falls(2026) < 0.75 * falls(2025)


@pytest.mark.parametrize("today", [date(2023, 6, 1), date(2024, 2, 29), date(2027, 3, 2)])
def test_any_day_can_be_today(today: date) -> None:
    rows = list(plan(1, today))
    assert rows
    assert all(swedish(row.reported_at).date() < today for row in rows)


def test_same_seed_and_day_give_the_same_rows() -> None:
    assert tuple(plan(1, TODAY)) == planned()
    assert [row.text for row in planned(2)[:50]] != [row.text for row in planned()[:50]]

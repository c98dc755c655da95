"""A special charge: where a decision stands, its limits by the day, what it is compared with."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.entitlements import charge_queries, charge_rules
from vaka.areas.entitlements.charge_rules import ChargeRisk, Delay, Judged
from vaka.areas.entitlements.queries import quarter_account
from vaka.areas.entitlements.rules import Ground
from vaka.foundation.access.viewer import Viewer
from vaka.law.period import Period

if TYPE_CHECKING:
    from vaka.areas.entitlements.models import Decision
    from vaka.foundation.organisation.models import Unit

LATE = Delay(Ground.BOARD, date(2026, 1, 10), date(2026, 8, 20), is_over=False)


@pytest.mark.parametrize(
    ("delay", "expected"),
    [
        (LATE, ChargeRisk.RUNS),
        (replace(LATE, is_over=True), ChargeRisk.WAS_LATE),
        (replace(LATE, until=date(2026, 4, 10)), ChargeRisk.WITHIN),
        (replace(LATE, until=date(2026, 4, 11)), ChargeRisk.RUNS),
        (replace(LATE, until=date(2026, 4, 10), is_over=True), ChargeRisk.NONE),
        (replace(LATE, ground=Ground.COURT), ChargeRisk.RUNS),
        (replace(LATE, ground=Ground.UNASSESSED), ChargeRisk.NONE),
    ],
)
def test_where_a_decision_stands(delay: Delay, expected: ChargeRisk) -> None:
    assert charge_rules.exposure(delay) is expected


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({}, "7 hela månader"),
        ({"until": date(2026, 2, 1)}, "skälig tid kan vara kortare"),
        ({"ground": Ground.COURT}, "ingen kvartalsrapport"),
        ({"ground": Ground.UNASSESSED}, "utan behovsprövning"),
        ({"reason_code": "R4"}, "vill vänta"),
        ({"declined": 2}, "2 erbjudanden har avböjts"),
        ({"charges": 1}, "kan en ny tas ut"),
    ],
)
def test_what_speaks_for_and_against(change: dict[str, object], says: str) -> None:
    told = charge_rules.reasons(replace(LATE, **change))  # type: ignore[arg-type]
    assert any(says in words for words in told)
    assert (says in " ".join(charge_rules.reasons(LATE))) is (not change)


@pytest.mark.parametrize(
    ("day", "law", "span"),
    [
        (date(2025, 6, 30), "SoL", (10_000, 1_000_000)),
        (date(2025, 12, 31), "SoL", (10_000, 1_000_000)),
        (date(2026, 1, 1), "SoL", (15_000, 1_500_000)),
        (date(2026, 1, 1), "LSS", (15_000, 1_500_000)),
    ],
)
def test_the_limits_follow_the_decisions_day(day: date, law: str, span: tuple[int, int]) -> None:
    limits = charge_queries.limits_on(day, law)
    assert (limits.lowest, limits.highest) == span
    assert ("28 a" in limits.law) is (law == "LSS")


@given(st.integers(0, 40), st.lists(st.integers(0, 40), max_size=8))
def test_only_waits_of_the_same_group_are_compared(months: int, waits: list[int]) -> None:
    judged = [Judged(n, None, date(2026, 1, 1), "x") for n in waits]
    found = charge_rules.similar(months, judged)
    assert all(one.bucket == charge_rules.bucket(months) for one in found)
    assert len(found) == sum(charge_rules.bucket(n) == charge_rules.bucket(months) for n in waits)


def test_dated_data_say_who_says_so() -> None:
    (year,) = charge_queries.years()
    assert (year.applications, year.mean) == (290, 76_897)
    assert year.source
    assert not year.verified


def test_a_quarter_tells_its_decisions_by_their_limits(
    units: "dict[str, Unit]", decided: "Callable[..., Decision]", beata: Viewer
) -> None:
    for day in ("2025-12-31", "2026-01-01", "2026-01-02"):
        decided(day)
    account = quarter_account(beata, units["bistand"], Period.parse("2026Q2"))
    found = [(band.lowest, band.decisions, band.least) for band in charge_queries.bands(account)]
    assert found == [(10_000, 1, 10_000), (15_000, 2, 30_000)]

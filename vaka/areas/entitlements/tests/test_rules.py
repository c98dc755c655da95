"""Rules of decisions: three months, a quarter's account, contradictions, order of dates."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.areas.entitlements import account_rules, rules, step_rules
from vaka.areas.entitlements.rules import (
    OTHER_ENDS,
    TRANSITIONS,
    Account,
    End,
    State,
    StatedKind,
    Waiting,
)
from vaka.foundation.cases import transitions
from vaka.law.period import Period

Q1 = Period.parse("2024Q1")
DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))


def d(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def waiting(decided: str, executed: str = "", ended: str = "", **more: object) -> Waiting:
    has_ended = bool(executed or ended or more.pop("undated", False))
    return Waiting(d(decided), executed=d(executed), ended=d(ended), has_ended=has_ended, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("decided", "last"),
    [
        ("2023-10-31", "2024-01-31"),
        ("2023-11-30", "2024-02-29"),
        ("2022-11-30", "2023-02-28"),
        ("2023-12-07", "2024-03-07"),
    ],
)
def test_the_last_day_is_counted_by_the_calendar(decided: str, last: str) -> None:
    assert rules.last_day_in_time(date.fromisoformat(decided)) == date.fromisoformat(last)


@pytest.mark.parametrize(
    ("decided", "executed", "ended", "expected"),
    [
        ("2023-12-28", "", "", Account.NOT_EXECUTED),  # three months passed on 28 March
        ("2023-12-30", "", "", Account.NOT_EXECUTED),  # the last day was 30 March
        ("2023-12-31", "", "", Account.NONE),  # 31 March is itself within three months
        ("2023-08-10", "", "", Account.NOT_EXECUTED),  # reported before, waits still
        ("2023-08-10", "2024-04-02", "", Account.NOT_EXECUTED),  # executed after the quarter
        ("2023-09-30", "2024-02-01", "", Account.NONE),  # 30 December is before the 31st …
        ("2023-09-29", "2024-02-01", "", Account.ENDED_AFTER_REPORT),
        ("2023-08-10", "", "2024-01-05", Account.ENDED_AFTER_REPORT),
        ("2023-08-10", "2023-12-30", "", Account.NONE),  # was told the quarter before
        ("2023-11-02", "2024-03-10", "", Account.EXECUTED_LATE),
        ("2023-11-02", "2024-02-02", "", Account.NONE),  # on the last day in time
        ("2023-11-02", "", "2024-03-10", Account.NONE),  # withdrawn, never executed
    ],
)
def test_where_a_decision_stands_in_a_quarter(
    decided: str, executed: str, ended: str, expected: Account
) -> None:
    # … so it was reported then, and its end is told now.
    expected = Account.ENDED_AFTER_REPORT if decided == "2023-09-30" else expected
    assert account_rules.account(waiting(decided, executed, ended), Q1) is expected


@pytest.mark.parametrize(
    ("interrupted", "resumed", "expected"),
    [
        ("2023-12-30", "", Account.INTERRUPTED),
        ("2023-12-31", "", Account.NONE),
        ("2023-10-01", "2024-03-30", Account.EXECUTED_LATE),
        ("2023-09-01", "2024-03-30", Account.ENDED_AFTER_REPORT),
        ("2023-12-30", "2024-03-30", Account.NONE),
        ("2023-10-01", "2024-04-01", Account.INTERRUPTED),
    ],
)
def test_an_interruption_is_told_after_three_months(
    interrupted: str, resumed: str, expected: Account
) -> None:
    one = waiting("2023-01-10", "2023-02-10", interrupted=d(interrupted), resumed=d(resumed))
    assert account_rules.account(one, Q1) is expected


def test_what_the_sender_stated_wins() -> None:
    one = waiting("2024-03-30", stated=StatedKind.REPORTED)
    assert account_rules.account(one, Q1) is Account.NOT_EXECUTED


def test_an_end_without_a_date_is_no_longer_waited_for() -> None:
    assert account_rules.account(waiting("2023-08-10", undated=True), Q1) is Account.NONE


EARLIER = {"stated": StatedKind.REPORTED_EARLIER}


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (waiting("2023-09-20", "2024-01-13", **EARLIER), ()),
        (waiting("2023-10-12", "", "2024-03-11", **EARLIER), ("rapporterats tidigare",)),
        (
            waiting("2023-12-07", "2024-03-07", **EARLIER),
            ("rapporterats tidigare", "inom tre månader"),
        ),
        (waiting("2023-07-05", "2023-10-22", **EARLIER), ("före kvartalets början",)),
        (waiting("2023-07-05", "2024-04-22", **EARLIER), ("efter kvartalets slut",)),
        (
            waiting("2023-09-02", undated=True, outcome_raw="2024-01-0", **EARLIER),
            ("”2024-01-0” går inte att läsa",),
        ),
        (waiting("2023-02-27", undated=True, **EARLIER), ("Datum för avslut saknas",)),
        (waiting("2023-08-10", stated=StatedKind.REPORTED), ()),
        (waiting("2023-08-10", stated=StatedKind.REPORTED, has_reason=False), ("Skälet",)),
        (waiting("2024-01-10", stated=StatedKind.REPORTED), ("när kvartalet tog slut",)),
        (
            waiting("2024-04-10", stated=StatedKind.REPORTED),
            ("efter kvartalets slut", "när kvartalet tog slut"),
        ),
        (
            waiting("2023-01-10", interrupted=date(2024, 2, 1), stated=StatedKind.INTERRUPTED),
            ("inte varat mer än tre månader",),
        ),
        (waiting("2024-03-10"), ()),
    ],
)
def test_contradictions_are_told_one_by_one(one: Waiting, says: tuple[str, ...]) -> None:
    told = account_rules.contradictions(one, Q1)
    assert len(told) == len(says)
    assert all(part in words for part, words in zip(says, told, strict=True))


@given(DAYS)
@settings(max_examples=60)
def test_the_latest_late_day_divides_late_from_in_time(today: date) -> None:
    latest = rules.latest_late(today)
    assert rules.last_day_in_time(latest) < today
    assert rules.last_day_in_time(latest + timedelta(days=1)) >= today


@given(DAYS, st.integers(0, 900))
@settings(max_examples=60)
def test_a_wait_is_told_every_quarter_until_its_end_is_told_once(decided: date, wait: int) -> None:
    one = Waiting(decided, executed=decided + timedelta(days=wait), has_ended=True)
    quarters = [Period.parse(f"{year}Q{n}") for year in range(2020, 2034) for n in (1, 2, 3, 4)]
    places = [account_rules.account(one, quarter) for quarter in quarters]
    told = [(i, place) for i, place in enumerate(places) if place is not Account.NONE]
    assert all(b[0] == a[0] + 1 for a, b in pairwise(told))
    ends = [place for _i, place in told if place is not Account.NOT_EXECUTED]
    late = one.left is not None and one.left > rules.last_day_in_time(decided)
    assert len(ends) == (1 if late else 0)


@given(DAYS, st.integers(0, 400), DAYS)
@settings(max_examples=60)
def test_what_comes_later_is_not_seen(decided: date, wait: int, day: date) -> None:
    executed = decided + timedelta(days=wait)
    seen = Waiting(decided, executed=executed, has_ended=True).seen_on(day)
    assert (seen.executed, seen.has_ended) == (
        (executed, True) if executed <= day else (None, False)
    )


TODAY = date(2024, 6, 1)


@pytest.mark.parametrize(
    ("one", "codes"),
    [
        (waiting("2024-01-10", "2024-02-10", "2024-03-10"), ()),
        (waiting("2024-01-10", "2024-01-09"), ("before",)),
        (waiting("2024-01-10", "2024-06-02"), ("future",)),
        (waiting("2024-01-10", "2024-02-10", interrupted=date(2024, 2, 9)), ("before",)),
        (waiting("2024-01-10", "2024-02-10", interrupted=date(2024, 3, 9),
                 resumed=date(2024, 3, 8)), ("before",)),
        (waiting("2024-06-10"), ("future",)),
    ],
)  # fmt: skip
def test_dates_stand_in_order(one: Waiting, codes: tuple[str, ...]) -> None:
    assert step_rules.dates_in_order(one, TODAY).codes == codes


@pytest.mark.parametrize("code", list(End))
def test_only_other_ends_end(code: End) -> None:
    assert rules.may_end_as(code).ok is (code in OTHER_ENDS)


@pytest.mark.parametrize(
    ("months", "name"),
    [(0, "0–2"), (3, "3–6"), (6, "3–6"), (7, "7–9"), (12, "10–12"), (17, "13–17"), (40, "18–")],
)  # fmt: skip
def test_months_are_grouped(months: int, name: str) -> None:
    assert rules.bucket(months) == name


def test_the_table_of_transitions_leads_nowhere_from_the_end() -> None:
    assert transitions.offered(TRANSITIONS, State.ENDED) == []
    assert {one.verb for one in transitions.offered(TRANSITIONS, State.WAITING)} == {
        "decision.execute", "decision.execute_partly", "decision.end",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("stands", "told", "filled", "differs"),
    [
        ({"executed_date": None}, {"executed_date": date(2024, 6, 1)}, {"executed_date"}, ()),
        ({"executed_date": date(2024, 6, 1)}, {"executed_date": None}, set(), ()),
        ({"service": "Hemtjänst"}, {"service": "Växelvård"}, set(), ("service",)),
        ({"service": "Hemtjänst"}, {"service": "Hemtjänst"}, set(), ()),
        ({"end_code": "V"}, {"end_code": "A"}, set(), ()),
        ({"end_code": ""}, {"end_code": "A"}, {"end_code"}, ()),
        ({"offers_declined": 0}, {"offers_declined": 2}, set(), ("offers_declined",)),
    ],
)
def test_what_a_source_tells_anew(stands, told, filled, differs):
    news = step_rules.news_of(stands, told)
    assert (set(news.filled), news.differs) == (filled, differs)

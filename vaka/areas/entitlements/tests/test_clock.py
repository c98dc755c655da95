"""The clock of three months, property by property: each against days counted one by one."""

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.entitlements import account_rules, rules, step_rules
from vaka.areas.entitlements.rules import Account, Ground, Waiting
from vaka.law.period import Period
from vaka.law.values import cite, value

DAY = timedelta(days=1)
DAYS = st.dates(date(2019, 1, 1), date(2032, 12, 31))
LAW_CHANGED = date(2025, 7, 1)
QUARTERS = [Period.parse(f"{year}Q{n}") for year in range(2018, 2042) for n in (1, 2, 3, 4)]


def month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def counted(start: date) -> date:
    """The slow twin: walk day by day until the third month from the start holds the day's number,
    or ends without it."""
    day, turns = start, 0
    while turns < 3:
        day += DAY
        turns += day.day == 1
    while day.day < start.day and (day + DAY).day != 1:
        day += DAY
    return day


def placed(one: Waiting) -> Iterator[tuple[Period, Account]]:
    """Each quarter in which a decision is told of, and as what."""
    for quarter in QUARTERS:
        where = account_rules.account(one, quarter)
        if where is not Account.NONE:
            yield quarter, where


def ends_between(first: date, last: date) -> list[Period]:
    """Quarters whose last day lies on or after `first` and before `last`."""
    return [one for one in QUARTERS if first <= one.last_date < last]


@given(DAYS)
def test_the_last_day_is_that_of_days_counted_one_by_one(decided: date) -> None:
    assert rules.last_day_in_time(decided) == counted(decided)


@given(st.integers(2019, 2040), st.integers(1, 12))
def test_month_ends_a_month_that_lacks_the_day_ends_on_its_last(year: int, month: int) -> None:
    decided = month_end(year, month)
    last = rules.last_day_in_time(decided)
    assert (last.year * 12 + last.month) - (year * 12 + month) == 3
    assert last == min(
        month_end(last.year, last.month), last.replace(day=1) + (decided.day - 1) * DAY
    )
    # Whoever decides a day earlier never has a later last day.
    assert rules.last_day_in_time(decided - DAY) <= last


@given(st.integers(2000, 2104), st.integers(28, 30))
def test_leap_years_move_the_last_day_of_november_and_nothing_else(year: int, number: int) -> None:
    leap = (year + 1) % 4 == 0 and ((year + 1) % 100 != 0 or (year + 1) % 400 == 0)
    last = rules.last_day_in_time(date(year, 11, number))
    assert (last.month, last.day) == (2, min(number, 29 if leap else 28))


@given(DAYS, st.integers(0, 500), st.one_of(st.none(), st.integers(0, 500)), st.booleans())
def test_interruptions_are_told_each_quarter_that_ends_while_too_long_and_their_end_once(
    executed: date, ran: int, lasted: int | None, comes_back: bool
) -> None:
    broken = executed + ran * DAY
    over = None if lasted is None else broken + lasted * DAY
    resumed, ended = (over, None) if comes_back else (None, over)
    one = Waiting(executed - DAY, executed, broken, resumed, ended, has_ended=True)
    told = ends_between(counted(broken) + DAY, over or QUARTERS[-1].last_date + DAY)
    found = list(placed(one))
    assert found[: len(told)] == [(quarter, Account.INTERRUPTED) for quarter in told]
    after = [quarter for quarter in QUARTERS if over and quarter.contains(over)]
    expected = [(quarter, Account.ENDED_AFTER_REPORT) for quarter in after] if told else []
    if over and over > counted(broken) and not told and comes_back:
        expected = [(after[0], Account.EXECUTED_LATE)]
    assert found[len(told) :] == expected
    for quarter, _where in found:
        assert account_rules.tells_of_break(one, quarter)
        assert account_rules.counted_from(one, quarter) == broken


@given(DAYS, st.integers(0, 400), st.integers(0, 400), st.booleans())
def test_a_quarter_tells_the_same_whenever_it_is_asked(
    decided: date, waited: int, lasted: int, is_broken: bool
) -> None:
    executed = decided + waited * DAY
    broken = executed + DAY if is_broken else None
    resumed = broken + lasted * DAY if broken else None
    one = Waiting(decided, executed, broken, resumed, has_ended=True)
    for quarter in QUARTERS:
        then = one.seen_on(quarter.last_date)
        assert account_rules.account(then, quarter) is account_rules.account(one, quarter)
        told = account_rules.tells_of_break(one, quarter)
        assert account_rules.tells_of_break(then, quarter) is told


@given(DAYS, st.integers(1, 900), st.one_of(st.none(), st.integers(0, 900)))
def test_what_was_interrupted_had_begun_though_nobody_has_written_when(
    decided: date, until: int, lasted: int | None
) -> None:
    broken = decided + until * DAY
    resumed = None if lasted is None else broken + lasted * DAY
    for quarter, where in placed(Waiting(decided, None, broken, resumed)):
        assert where is not Account.NOT_EXECUTED or quarter.last_date < broken


@given(DAYS, st.integers(0, 1500), st.booleans())
def test_several_quarters_tell_a_wait_at_each_end_and_its_end_once(
    decided: date, wait: int, is_executed: bool
) -> None:
    left, last = decided + wait * DAY, counted(decided)
    one = Waiting(decided, left if is_executed else None, ended=None if is_executed else left,
                  has_ended=True)  # fmt: skip
    told = ends_between(last + DAY, left)
    found = list(placed(one))
    assert found[: len(told)] == [(quarter, Account.NOT_EXECUTED) for quarter in told]
    after = [quarter for quarter in QUARTERS if quarter.contains(left)]
    expected = [(quarter, Account.ENDED_AFTER_REPORT) for quarter in after] if told else []
    if left > last and not told and is_executed:
        expected = [(after[0], Account.EXECUTED_LATE)]
    assert found[len(told) :] == expected


@given(DAYS, st.data())
def test_reported_and_executed_in_the_same_quarter_is_told_there_and_only_there(
    decided: date, data: st.DataObject
) -> None:
    last = counted(decided)
    quarter = next(one for one in QUARTERS if one.contains(last + DAY))
    executed = data.draw(st.dates(last + DAY, quarter.last_date))
    one = Waiting(decided, executed, has_ended=True)
    assert list(placed(one)) == [(quarter, Account.EXECUTED_LATE)]
    # Withdrawn instead of executed, nothing was late when the quarter ended.
    assert list(placed(Waiting(decided, ended=executed, has_ended=True))) == []


@given(DAYS, st.sampled_from(["SoL", "LSS"]), st.sampled_from(list(Ground)))
def test_law_change_the_ground_follows_the_day_and_the_clock_does_not(
    decided: date, law: str, ground: Ground
) -> None:
    act = {"LSS": "LSS (1993:387)"}.get(
        law, "SoL (2025:400)" if decided >= LAW_CHANGED else "SoL (2001:453)"
    )
    assert cite(rules.topic(law), on=decided).text.startswith(act)
    if ground is Ground.BOARD:
        assert cite(rules.ground_topic(law, ground), on=decided).text.startswith(act)
    assert value(rules.topic(law), on=decided) == rules.MONTHS
    assert rules.last_day_in_time(decided) == counted(decided)


@given(st.dates(LAW_CHANGED - 120 * DAY, LAW_CHANGED - DAY))
def test_law_change_a_wait_across_it_is_told_in_the_quarter_it_becomes_late(decided: date) -> None:
    quarter, where = next(placed(Waiting(decided)))
    assert where is Account.NOT_EXECUTED
    assert quarter == next(one for one in QUARTERS if one.last_date > counted(decided))


@given(DAYS, st.integers(0, 900))
def test_only_the_boards_own_decisions_are_ever_told(decided: date, wait: int) -> None:
    for ground in (Ground.COURT, Ground.UNASSESSED):
        one = Waiting(decided, decided + wait * DAY, has_ended=True, ground=ground)
        assert list(placed(one)) == []


@given(DAYS, st.integers(0, 600), st.one_of(st.none(), st.integers(0, 900)))
def test_a_part_never_stops_the_clock_and_long_counts_as_an_interruption(
    decided: date, waited: int, more: int | None
) -> None:
    partly = decided + waited * DAY
    executed = None if more is None else partly + more * DAY
    whole = Waiting(decided, executed, has_ended=executed is not None)
    told, without = list(placed(replace(whole, partly=partly))), list(placed(whole))
    # The same quarters tell of it as if no part had been given, and its end is told alike.
    assert [quarter for quarter, _where in told] == [quarter for quarter, _where in without]
    for (quarter, where), (_same, before) in zip(told, without, strict=True):
        is_long = before is Account.NOT_EXECUTED and counted(partly) < quarter.last_date
        assert where is (Account.INTERRUPTED if is_long else before)
        assert account_rules.waits_for_rest(replace(whole, partly=partly), quarter.last_date) is (
            partly <= quarter.last_date and (executed is None or executed > quarter.last_date)
        )


@given(DAYS, st.integers(1, 900), st.integers(-400, 400))
def test_a_part_lies_between_its_decision_and_all_of_it(decided: date, wait: int, at: int) -> None:
    executed, partly = decided + wait * DAY, decided + at * DAY
    one = Waiting(decided, executed, partly=partly)
    fits = decided <= partly <= executed
    assert step_rules.dates_in_order(one, executed).ok is fits
    assert one.seen_on(partly - DAY).partly is None
    assert one.seen_on(partly).partly == partly

"""Rules of discharges: days paid for against nights counted one by one, what does not agree."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.discharges import rules
from vaka.areas.discharges.rules import Coordinated, Reason, Stay

DAY = timedelta(days=1)
MON = date(2026, 3, 2)
DAYS = st.dates(date(2018, 1, 1), date(2030, 12, 31))


def stay(home: int | None, *, free: int = 3, billed: int | None = None) -> Stay:
    """Somebody ready and told on a Monday, home so many days later."""
    left = None if home is None else MON + home * DAY
    return Stay(MON - 5 * DAY, MON, MON, left, billed, free)


@pytest.mark.parametrize(
    ("home", "free", "paid", "within"),
    [(0, 3, 0, True), (3, 3, 0, True), (4, 3, 1, False), (9, 3, 6, False), (9, 0, 9, False),
     (9, 30, 0, True)],
)  # fmt: skip
def test_the_municipality_pays_from_the_day_of_the_agreement(
    home: int, free: int, paid: int, within: bool
) -> None:
    one = stay(home, free=free)
    assert rules.paid_days(one, date(2026, 1, 1), date(2026, 12, 31)) == paid
    assert rules.is_within(one, date(2026, 12, 31)) is within


def test_who_stays_still_is_paid_for_to_the_day_asked_about() -> None:
    one = stay(None)
    assert rules.paid_days(one, MON, MON + 5 * DAY) == 3
    assert not rules.is_within(one, MON + 6 * DAY)
    assert rules.days_to_home(one, MON + 6 * DAY) == 6


def test_nothing_is_paid_without_a_notice_or_before_being_told() -> None:
    year = (date(2026, 1, 1), date(2026, 12, 31))
    assert rules.paid_days(Stay(None, MON, MON, MON + 9 * DAY), *year) == 0
    assert rules.paid_days(Stay(MON, MON, None, MON + 9 * DAY), *year) == 0
    assert rules.days_to_home(Stay(MON), MON) is None


@given(DAYS, st.integers(0, 9), st.one_of(st.none(), st.integers(0, 90)), st.integers(0, 20),
       st.integers(-40, 40), st.integers(0, 60))  # fmt: skip
def test_nights_are_those_counted_one_by_one(
    told: date, waited: int, home: int | None, free: int, shift: int, length: int
) -> None:
    left = None if home is None else told + home * DAY
    one = Stay(told - DAY, told - waited * DAY, told, left, free_days=free)
    first = told + shift * DAY
    last = first + length * DAY
    nights = [first + n * DAY for n in range(length + 1)]
    paid = [n for n in nights if n >= told + free * DAY and (left is None or n < left)]
    assert rules.paid_days(one, first, last) == len(paid)
    assert [n for n in rules.each_paid(one, last + DAY) if n >= first] == paid


@given(DAYS, st.integers(0, 400), st.integers(0, 20))
def test_the_months_of_a_stay_add_up_to_the_whole(told: date, home: int, free: int) -> None:
    one = Stay(told, told, told, told + home * DAY, free_days=free)
    middle = told + (home // 2) * DAY
    whole = rules.paid_days(one, told, told + 500 * DAY)
    parts = rules.paid_days(one, told, middle)
    parts += rules.paid_days(one, middle + DAY, told + 500 * DAY)
    assert parts == whole == max(0, home - free)


@pytest.mark.parametrize(
    ("one", "says"),
    [
        (stay(4, billed=1), ()),
        (stay(4, billed=2), ("Regionen räknar 2 dygn, uträknat är 1",)),
        (stay(None, billed=9), ()),  # the invoice comes when the stay is over
        (stay(-1), ("Hemgång före",)),
        (Stay(MON + DAY, MON, MON, MON), ("före inskrivningen",)),
        (Stay(None, MON, MON, MON), ("meddelande saknas",)),
        (Stay(MON, MON, MON - DAY, MON), ("underrättades före",)),
    ],
)
def test_what_does_not_agree_is_told(one: Stay, says: tuple[str, ...]) -> None:
    told = rules.contradictions(one, MON + 30 * DAY)
    assert len(told) == len(says)
    assert all(part in words for part, words in zip(says, told, strict=True))


@pytest.mark.parametrize(
    ("is_over", "reason", "words", "codes"),
    [(True, Reason.AIDS, "", ()), (True, Reason.OTHER, "Snö", ()),
     (True, Reason.OTHER, " ", ("words",)), (True, "", "", ("reason",)),
     (False, Reason.AIDS, "", ("within",)), (True, Reason.AIDS, "nummer", ("number",))],
)  # fmt: skip
def test_a_reason_is_told_of_who_stayed(
    is_over: bool, reason: str, words: str, codes: tuple[str, ...]
) -> None:
    assert rules.may_tell_reason(is_over, reason, words, names_one=words == "nummer").codes == codes


def test_the_middle_of_nobody_is_nothing() -> None:
    assert (rules.middle([]), rules.middle([1, 2])) == (None, 1.5)


@given(st.lists(st.sampled_from(["", *Coordinated])))
def test_a_plan_is_counted_of_those_who_need_both(told: list[str]) -> None:
    found = rules.planning(told)
    assert found.both + found.untold + told.count(Coordinated.NOT_NEEDED) == len(told)
    assert found.both == found.made + found.declined + told.count(Coordinated.LACKING)
    assert (found.share is None) is (found.both == 0)
    assert found.share is None or 0 <= found.share <= 100

"""What is counted of those who wait never contradicts itself, whatever their offers."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.entitlements.rules import last_day_in_time
from vaka.areas.waiting_lists import rules
from vaka.areas.waiting_lists.rules import Accepted, Measure, Person

DAY = timedelta(days=1)
MONTH, LAST = date(2024, 6, 1), date(2024, 6, 30)
DAYS = st.dates(date(2023, 9, 1), date(2024, 7, 31))


@st.composite
def people(draw: st.DrawFn) -> Person:
    decided = draw(DAYS)
    left = draw(st.none() | DAYS.filter(lambda day: day >= decided))
    accepted = draw(st.lists(DAYS, max_size=2))
    return Person(
        decided, last_day_in_time(decided), left,
        declined=tuple(draw(st.lists(DAYS, max_size=2))),
        accepted=tuple(Accepted(on, "Björken", None) for on in accepted),
        declined_unwritten=draw(st.booleans()),
    )  # fmt: skip


def number(measure: Measure, found: list[Person]) -> int:
    return rules.counted(measure, found, (), MONTH, LAST).counted or 0


@given(st.lists(people(), max_size=8))
def test_each_part_is_within_what_it_is_part_of(found: list[Person]) -> None:
    need, late = number(Measure.NEED, found), number(Measure.LATE, found)
    late_no, said_no = number(Measure.LATE_DECLINED, found), number(Measure.DECLINED, found)
    assert late_no <= late <= need
    assert said_no <= need
    unwritten = sum(one.declined_unwritten for one in found)
    assert late_no <= said_no + unwritten  # only a no without a day parts the two


def test_a_no_without_a_day_counts_as_why_somebody_is_late() -> None:
    one = Person(date(2024, 3, 29), date(2024, 6, 29), declined_unwritten=True)
    soon = Person(date(2024, 3, 30), date(2024, 6, 30), declined_unwritten=True)
    assert (number(Measure.LATE_DECLINED, [one]), number(Measure.LATE_DECLINED, [soon])) == (1, 0)
    assert number(Measure.DECLINED, [one]) == 0

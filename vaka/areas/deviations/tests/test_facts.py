"""Facts: one row for each span of unchanged state, and as-of finds exactly one."""

from datetime import UTC, date, datetime

from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.areas.deviations import facts
from vaka.areas.deviations.facts import spans
from vaka.metrics.facts import DEVIATION, OPEN_END


def _event(day, verb, state, **data):
    return ("case", datetime(2024, 1, day, 12, tzinfo=UTC), verb, state, data)


REPORT = _event(1, "deviation.report", "reported")
ASSESS = _event(5, "deviation.assess", "assessed", severity=2, likelihood=3, serious=False)
CLOSE = _event(9, "deviation.close", "closed", how="without_investigation")


def test_spans_follow_each_other_without_gap():
    found = spans([REPORT, ASSESS, CLOSE])
    assert [(s.start.day, s.state) for s in found] == [
        (1, "reported"),
        (5, "assessed"),
        (9, "closed"),
    ]
    assert [s.end for s in found] == [date(2024, 1, 5), date(2024, 1, 9), OPEN_END]
    assert found[2].closed == date(2024, 1, 9)
    assert found[2].severity == 2


def test_the_last_of_a_day_holds():
    same_day = _event(1, "deviation.assess", "assessed", severity=1, likelihood=1, serious=False)
    assert [s.state for s in spans([REPORT, same_day])] == ["assessed"]


def test_opening_again_takes_the_closing_away():
    again = _event(12, "deviation.reopen", "investigating")
    last = spans([REPORT, ASSESS, CLOSE, again])[-1]
    assert last.closed is None
    assert last.how is None
    assert last.first_assessed == date(2024, 1, 5)


def test_the_first_answer_stays():
    answer = _event(3, "deviation.answer", "")
    found = spans([REPORT, answer, ASSESS, CLOSE])
    assert [(s.state, s.answered and s.answered.day) for s in found] == [
        ("reported", None), ("reported", 3), ("assessed", 3), ("closed", 3),
    ]  # fmt: skip
    assert spans([REPORT, ASSESS, CLOSE])[-1].answered == date(2024, 1, 9)


def test_answers_waited_for_from_outside_are_counted_until_they_come():
    sent = _event(2, "deviation.contact", "", contact=7, waits=True)
    other = _event(3, "deviation.contact", "", contact=8, waits=True)
    came = _event(4, "deviation.contact", "", contact=7, waits=False)
    found = spans([REPORT, sent, other, came, CLOSE])
    assert [len(s.waits_for) for s in found] == [0, 1, 2, 1, 1]


def test_an_event_that_was_joined_to_another_is_counted_once_from_that_day():
    join, apart = _event(7, "deviation.join", "joined"), _event(9, "deviation.separate", "reported")
    assert [(s.state, s.end.day) for s in spans([REPORT, join])] == [("reported", 7)]
    found = spans([REPORT, join, apart])
    assert [(s.start.day, s.state) for s in found] == [(1, "reported"), (9, "reported")]


@settings(max_examples=40)
@given(st.lists(st.integers(1, 28), min_size=1, max_size=8))
def test_every_day_after_the_report_has_exactly_one_span(days):
    events = [_event(day, "deviation.report", "reported") for day in sorted(days)]
    found = spans(events)
    for day in (date(2024, 1, d) for d in range(min(days), 29)):
        assert sum(s.start <= day < s.end for s in found) == 1


def test_a_case_gives_rows_that_fit_the_fact(fall):
    rows = list(facts.rows([fall.pk], None))
    DEVIATION.table(rows)
    assert [row["state"] for row in rows] == ["reported"]
    assert rows[0]["is_night"]
    assert rows[0]["night_date"] == date(2026, 3, 1)
    assert not list(facts.rows([fall.pk], 2025))

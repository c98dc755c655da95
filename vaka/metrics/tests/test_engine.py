"""What every answer of the engine keeps to, whatever the measure."""

import datetime as dt
import itertools
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.law.period import Grain, Period
from vaka.metrics.definitions import MEASURES
from vaka.metrics.engine import Engine, UnknownUnitError
from vaka.metrics.measure import NotComputedError
from vaka.metrics.request import DimensionNotOfferedError, Part, Request, Tree
from vaka.metrics.source import MemorySource
from vaka.metrics.specs.spec import decision, deviation, tree

TODAY = dt.date(2024, 2, 29)
YEAR = Period.parse("2023")
ASSESSED = {"severity": 2, "likelihood": 3, "score": 6}
ROWS = (
    deviation(1, dt.date(2023, 1, 31), sex="K"),
    deviation(2, dt.date(2023, 3, 1), law="SoL", unit_code="bjorken"),
    deviation(3, dt.date(2023, 3, 31), closed_date=dt.date(2023, 4, 2), **ASSESSED),
    deviation(4, dt.date(2022, 12, 31)),
)


def engine(rows=ROWS, today=TODAY, **facts):
    return Engine(MemorySource({"deviation": rows, "unit_tree": tree(), **facts}), lambda: today)


def ask(*measures, period=YEAR, unit="vaka", rows=ROWS, **rest):
    return engine(rows).evaluate(Request(measures, unit, period, **rest))


def test_a_grain_gives_every_part_and_nought_where_nothing_happened():
    rows = ask("deviations", grain=Grain.QUARTER)
    assert [(r.period, r.value) for r in rows] == [
        ("2023Q1", 3),
        ("2023Q2", 0),
        ("2023Q3", 0),
        ("2023Q4", 0),
    ]


def test_the_total_stands_before_its_groups_and_groups_recur_in_every_part():
    rows = ask("deviations", by=("law",), grain=Grain.TERTIAL)
    assert [(r.period, r.by, r.value) for r in rows[:4]] == [
        ("2023T1", {}, 3),
        ("2023T1", {"law": "HSL"}, 2),
        ("2023T1", {"law": "SoL"}, 1),
        ("2023T2", {}, 0),
    ]


def test_a_share_of_nothing_is_unknown_and_not_nought():
    row = ask("deviations_closed_share", period=Period.parse("2021"))[0]
    assert (row.value, row.numerator, row.denominator, row.low) == (None, 0, 0, None)


def test_a_share_has_its_interval():
    row = ask("deviations_closed_share")[0]
    assert row.low < row.value < row.high
    assert (row.numerator, row.denominator, row.n) == (1, 3, 3)


def test_a_median_of_nothing_is_unknown_and_totals_of_medians_are_not_sums():
    rows = ask("deviations_median_age_open", by=("law",))
    ages = {row.by.get("law", ""): row.value for row in rows}
    assert ages == {"": 394.0, "HSL": (394 + 425) / 2, "SoL": 365.0}
    assert ask("deviations_median_age_open", rows=())[0].value is None


@pytest.mark.parametrize(("unit", "count"), [("vaka", 3), ("almen", 2), ("bjorken", 1)])
def test_a_unit_holds_all_below_it(unit, count):
    assert ask("deviations", unit=unit)[0].value == count


def test_the_tree_of_then_and_of_now():
    moved = [
        {**row, "valid_to_date": dt.date(2024, 1, 1)} if row["unit_code"] == "bjorken" else row
        for row in tree()
    ]
    both = Engine(MemorySource({"deviation": ROWS, "unit_tree": moved}), lambda: TODAY)
    counts = [
        both.evaluate(Request(("deviations",), "vaka", YEAR, tree=which))[0].value
        for which in (Tree.THEN, Tree.NOW)
    ]
    assert counts == [3, 2]


def test_the_state_is_that_of_the_as_of_day():
    when = dt.date(2023, 5, 1)
    versions = (
        deviation(1, dt.date(2023, 3, 1), valid_to_date=when),
        deviation(1, dt.date(2023, 3, 1), closed_date=when, valid_from_date=when),
    )
    shares = {
        day: ask("deviations_closed_share", rows=versions, as_of=day)[0].value
        for day in (when - dt.timedelta(days=1), when)
    }
    assert list(shares.values()) == [0.0, 100.0]


def test_a_backlog_is_looked_at_on_the_last_day_of_each_part():
    when = dt.date(2023, 5, 10)
    versions = (
        deviation(1, dt.date(2023, 3, 1), valid_to_date=when),
        deviation(1, dt.date(2023, 3, 1), closed_date=when, valid_from_date=when),
    )
    period = Period.parse("2023-02..2023-06")
    rows = ask("deviations_open", rows=versions, period=period)
    assert [row.value for row in rows] == [0, 1, 1, 0, 0]


def test_weeks_that_begin_in_the_year_before_are_whole():
    rows = (deviation(1, dt.date(2024, 12, 30)),)
    found = engine(rows, dt.date(2025, 2, 1)).evaluate(
        Request(("deviations",), "vaka", Period.parse("2025"), grain=Grain.WEEK)
    )
    assert (found[0].period, found[0].value, len(found)) == ("2025-W01", 1, 52)


def test_only_keeps_one_group_and_a_measure_that_lacks_it_is_silent_when_lenient():
    sol = (("law", "SoL"),)
    assert ask("deviations", only=sol)[0].value == 1
    assert ask("opinions_received", only=(("severity", "4"),), lenient=True) == []


def test_a_dimension_that_is_not_offered_is_refused_or_ignored():
    with pytest.raises(DimensionNotOfferedError):
        ask("deviations_night_share", by=("age",))
    assert [row.by for row in ask("deviations_night_share", by=("age",), lenient=True)] == [{}]


def test_an_unknown_unit_is_refused():
    with pytest.raises(UnknownUnitError, match="finns inte"):
        ask("deviations", unit="nowhere")


def test_nulls_are_groups_of_their_own():
    rows = ask("deviations", by=("sex",))
    assert [(row.by, row.value) for row in rows[1:]] == [({"sex": "K"}, 1), ({"sex": None}, 2)]


def test_many_questions_give_what_each_gives_alone():
    requests = [
        Request(("deviations", "falls"), "vaka", YEAR, by=("law",), grain=Grain.MONTH),
        Request(("deviations_median_age_open", "deviations_open"), "almen", YEAR),
        Request(("deviations_closed_share",), "bjorken", YEAR, as_of=dt.date(2023, 12, 1)),
    ]
    alone = [engine().evaluate(request) for request in requests]
    assert engine().evaluate_many(requests) == alone


def test_answers_are_kept_until_the_snapshot_changes():
    asked = engine()
    request = Request(("deviations",), "vaka", YEAR)
    first, runs = asked.evaluate(request), []
    inner = asked.source.rows
    asked.source.rows = lambda sql, values: runs.append(sql) or inner(sql, values)
    assert asked.evaluate(request) == first
    assert runs == []
    asked.source.snapshot = "another"
    asked.evaluate(request)
    assert runs


def test_threads_get_the_same_answers():
    asked, answers = engine(), []
    requests = [Request(("deviations",), unit, YEAR) for unit in ("vaka", "almen", "bjorken")] * 4
    threads = [Thread(target=lambda r=r: answers.append(asked.evaluate(r)[0])) for r in requests]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert {(row.unit, row.value) for row in answers} == {("vaka", 3), ("almen", 2), ("bjorken", 1)}


def test_published_measures_have_no_cases():
    with pytest.raises(NotComputedError):
        engine().drilldown("opinions_received", Request((), "vaka", YEAR))


laws = st.sampled_from(["SoL", "LSS", "HSL"])
days = st.dates(dt.date(2022, 12, 1), dt.date(2024, 1, 31))
cases = st.tuples(days, laws, st.sampled_from([None, 1, 2]), st.integers(0, 60))


@settings(max_examples=15, deadline=None)
@given(st.lists(cases, max_size=12))
def test_every_figure_equals_its_cases_and_a_count_made_by_hand(found):
    rows = [
        deviation(
            i, day, law=law, severity=score, likelihood=score and 1, score=score,
            closed_date=day + dt.timedelta(days=after) if after % 2 else None,
        )
        for i, (day, law, score, after) in enumerate(found)
    ]  # fmt: skip
    asked = engine(rows, dt.date(2024, 6, 1))
    request = Request(("deviations", "deviations_closed_share"), "vaka", YEAR, by=("law",))
    for row in asked.evaluate(request):
        own = [r for r in rows if r["year"] == 2023 and row.by.get("law", r["law"]) == r["law"]]
        closed = [r["case_id"] for r in own if not r["is_open"]]
        everyone = [r["case_id"] for r in own]
        is_count = row.name == "deviations"
        assert asked.drilldown(row.name, request, row.by) == sorted(
            everyone if is_count else closed
        )
        assert asked.drilldown(row.name, request, row.by, Part.DENOMINATOR) == sorted(everyone)
        assert (row.numerator, row.n) == (len(everyone if is_count else closed), len(everyone))


def test_a_decision_waits_in_the_group_of_whole_months():
    decided = [dt.date(2023, 8, 31), dt.date(2023, 9, 1), dt.date(2022, 9, 30), dt.date(2023, 1, 1)]
    asked = engine((), decision=[decision(i, day) for i, day in enumerate(decided)])
    quarter = Period.parse("2024Q1")
    request = Request(
        ("decisions_not_executed",), "vaka", quarter, ("wait",), as_of=dt.date(2024, 3, 31)
    )
    rows = asked.evaluate(request)
    assert [(row.by.get("wait"), row.value) for row in rows] == [
        (None, 4),
        ("3-6", 1),
        ("7-9", 1),
        ("13-17", 1),
        ("18-", 1),
    ]


def test_every_measure_answers_every_cut_that_it_offers():
    asked = engine(decision=[decision(1, dt.date(2023, 1, 1))])
    for measure in MEASURES.values():
        pairs = list(itertools.pairwise(measure.by)) or [()]
        requests = [Request((measure.name,), "vaka", YEAR, by) for by in pairs]
        for rows in asked.evaluate_many(requests):
            assert all(row.name == measure.name for row in rows)
            assert not measure.is_computed or rows[0].by == {}


def test_rows_that_no_longer_hold_do_not_count():
    gone = deviation(1, dt.date(2023, 2, 1), valid_to_date=dt.date(2023, 2, 1))
    assert ask("deviations", rows=(gone,))[0].value == 0

"""Each fault of a row, what a file looks like, and when it may be made, handed over, answered."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.submissions import layouts, rules
from vaka.areas.submissions.layouts import UnknownLayout
from vaka.areas.submissions.rules import Fault, Record, Stage
from vaka.law.period import Period

OCTOBER = Period.parse("2024-10")
LAST = date(2024, 10, 31)
EVENTS = layouts.layout("sol_events", OCTOBER)
VALUES = {
    "municipality": "9999", "period": "202410", "number": "198112189876", "sex": "M",
    "service": "Växelvård", "decided": date(2024, 8, 1), "executed": date(2024, 9, 2),
    "ended": date(2024, 10, 3),
}  # fmt: skip
WHOLE = Record("1", "BES-1", "p1", is_protected=False, values=VALUES)


def record(**changed):
    return replace(WHOLE, values=VALUES | changed)


def told(*records, is_number=lambda _text: True):
    return [(one.row, one.label, one.fault)
            for one in rules.findings(EVENTS, records, LAST, is_number)]  # fmt: skip


@pytest.mark.parametrize(
    ("one", "faults"),
    [
        (WHOLE, []),
        (record(ended=None), []),
        (record(number=None), []),
        (record(municipality=""), [("Kommunkod", Fault.MISSING)]),
        (record(sex=""), [("Kön", Fault.MISSING)]),
        (record(sex="X"), [("Kön", Fault.CODE)]),
        (record(service="Fotvård"), [("Insats", Fault.CODE)]),
        (record(municipality="99990"), [("Kommunkod", Fault.LONG)]),
        (record(executed=None), [("Verkställt från", Fault.MISSING)]),
        (record(executed=date(2024, 7, 31)), [("Verkställt från", Fault.ORDER)]),
        (record(ended=date(2024, 9, 1)), [("Avslutat", Fault.ORDER)]),
        (record(executed=date(2024, 10, 3)), []),
        (record(executed=date(2024, 10, 31), ended=None), []),
        (record(executed=date(2024, 11, 1), ended=None), [("Verkställt från", Fault.FUTURE)]),
        (replace(WHOLE, person=""), [("Personnummer", Fault.MISSING)]),
        (replace(WHOLE, is_protected=True), [("", Fault.PROTECTED)]),
    ],
)
def test_each_fault_of_a_row(one, faults):
    assert told(one) == [(1, label, fault) for label, fault in faults]


def test_a_number_that_is_none():
    assert told(WHOLE, is_number=lambda _text: False) == [(1, "Personnummer", Fault.NUMBER)]
    assert told(record(number=None), is_number=lambda _text: False) == []


def test_the_same_twice_is_told_of_both_and_another_start_is_not_the_same():
    assert [fault for _row, _label, fault in told(WHOLE, WHOLE)] == [Fault.TWICE] * 2
    assert told(WHOLE, record(executed=date(2024, 9, 3))) == []
    assert told(WHOLE, replace(WHOLE, person="p2")) == []


TEXT = st.text(alphabet=';\r\n"å, 9', min_size=1, max_size=20)


@given(service=TEXT, municipality=TEXT)
def test_every_written_row_reads_back(service, municipality):
    line = rules.line(EVENTS, record(service=service, municipality=municipality))
    cells = rules.read_line(EVENTS, line)
    assert list(cells) == [one.name for one in EVENTS.fields]
    assert cells["avslutat"] == "20241003"
    assert "\n" not in line


def test_a_row_as_it_stands_in_the_file():
    assert rules.line(EVENTS, WHOLE) == "9999;202410;198112189876;1;VXV;20240801;20240902;20241003"


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"is_over": False}, ["period"]),
        ({"rows": 0}, ["rows"]),
        ({"erring": 2}, ["leave_out"]),
        ({"erring": 2, "leave_out": True, "why": "Vet ej"}, ["why"]),
        ({"erring": 2, "leave_out": True, "why": "Numren utreds nu"}, []),
        ({"was_sent": True, "words": " "}, ["words"]),
        ({"was_sent": True, "words": "Fel datum"}, []),
    ],
)
def test_when_a_file_may_be_made(changed, codes):
    asked = {"rows": 3, "erring": 0, "leave_out": False, "why": "", "is_over": True,
             "was_sent": False, "words": ""}  # fmt: skip
    assert list(rules.may_make(**asked | changed).codes) == codes


STAGES = [
    ((False, False, ""), Stage.MADE),
    ((False, True, ""), Stage.SENT),
    ((False, True, "accepted"), Stage.ACCEPTED),
    ((False, True, "refused"), Stage.REFUSED),
    ((True, False, ""), Stage.REPLACED),
    ((True, True, "accepted"), Stage.REPLACED),
]


@pytest.mark.parametrize(("facts", "stage"), STAGES)
def test_where_a_delivery_stands_and_what_may_be_done(facts, stage):
    replaced, sent, answer = facts
    assert rules.stage(is_replaced=replaced, is_sent=sent, answer=answer) is stage
    day = date(2024, 11, 4)
    assert bool(rules.may_send(stage, day, made=day, today=day)) is (stage is Stage.MADE)
    assert bool(rules.may_answer(stage, "123")) is (stage is Stage.SENT)
    assert "receipt" in rules.may_answer(stage, " ").codes


@pytest.mark.parametrize(("days", "fits"), [(-1, False), (0, True), (2, True), (3, False)])
def test_the_day_it_was_handed_over(days, fits):
    made = date(2024, 11, 4)
    verdict = rules.may_send(Stage.MADE, made + timedelta(days=days), made=made,
                             today=made + timedelta(days=2))  # fmt: skip
    assert bool(verdict) is fits


def test_a_file_that_is_gone_is_not_fetched():
    assert rules.may_fetch(has_file=True)
    assert list(rules.may_fetch(has_file=False).codes) == ["file"]
    assert rules.keep_until(date(2024, 2, 28), 2) == date(2024, 3, 1)


@pytest.mark.parametrize(
    ("code", "period", "span", "due"),
    [
        ("sol_in_force", "2024-12", ("2024-12-01", "2024-12-31"), "2025-01-15"),
        ("sol_events", "2024-02", ("2024-02-01", "2024-02-29"), "2024-03-15"),
        ("lss_in_force", "2024", ("2024-10-01", "2024-10-01"), "2024-10-25"),
    ],
)
def test_what_days_a_delivery_is_about_and_when_it_is_due(code, period, span, due):
    asked = Period.parse(period)
    one = layouts.layout(code, asked)
    assert tuple(str(day) for day in one.span(asked)) == span
    assert str(one.due_date(asked)) == due


def test_the_newest_period_is_one_whose_days_have_been():
    monthly, yearly = EVENTS, layouts.layout("lss_in_force", Period.parse("2024"))
    assert str(monthly.newest(date(2024, 11, 1))) == "2024-10"
    assert str(monthly.newest(date(2024, 11, 30))) == "2024-10"
    assert str(yearly.newest(date(2024, 10, 1))) == "2023"
    assert str(yearly.newest(date(2024, 10, 2))) == "2024"


@pytest.mark.parametrize(
    ("code", "period"), [("sol_in_force", "2024"), ("sol_in_force", "2019-10"), ("x", "2024-10")]
)
def test_no_layout_for_another_period(code, period):
    with pytest.raises(UnknownLayout):
        layouts.layout(code, Period.parse(period))


def test_every_layout_says_that_it_is_not_verified_and_whence_it_comes():
    for one in layouts.current(date(2026, 11, 28)):
        assert not one.verified
        assert "inte kontrollerade" in one.source

"""Each check of a pack finds what it is for, and the published packs' own faults are found."""

import csv
from dataclasses import replace
from datetime import date, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.board import lists
from vaka.areas.board.check_rules import (
    WEEKDAYS,
    ItemFacts,
    PackFacts,
    PaperFacts,
    Slot,
    faults,
    timetable_faults,
    weekday_faults,
)

DAY = date(2024, 5, 14)
FORM = lists.parts(DAY)
WHOLE = ItemFacts(
    1, "Rapport", "VO-2024-00141", needs_letter=True, letter_date=date(2024, 5, 2),
    parts=frozenset(part.code for part in FORM), text="Se bilaga 1 från torsdagen den 2 maj.",
    papers=(PaperFacts("Rapport", date(2024, 5, 1)),),
)  # fmt: skip


def codes(item=WHOLE, **more):
    return [one.code for one in faults(PackFacts(DAY, (item,), form=FORM, **more))]


def test_a_whole_item_has_no_fault():
    assert codes() == []


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"diary_number": ""}, "no_number"),
        ({"diary_number": "2023/058424"}, "number"),
        ({"parts": WHOLE.parts - {"proposal"}}, "parts"),
        ({"parts": WHOLE.parts - {"equality", "no_equality"}}, "parts"),
        ({"parts": frozenset()}, "no_letter"),
        ({"papers": (PaperFacts("Rapport", has_file=False),)}, "missing"),
        ({"papers": (PaperFacts("Rapport", is_named=False),)}, "unnamed"),
        ({"text": "Se bilaga 2."}, "numbered"),
        ({"text": "Mötet är fredagen den 2 maj."}, "weekday"),
        ({"text": "Torsdagen den 31 februari."}, "weekday"),
        ({"reports_until": date(2024, 5, 31)}, "too_early"),
        ({"answer_due": date(2024, 5, 13)}, "answer_due"),
        ({"decided": date(2024, 5, 6), "event": date(2024, 4, 24)}, "signed_late"),
    ],
)
def test_each_fault_is_found_alone(changed, code):
    assert codes(replace(WHOLE, **changed)) == [code]


@pytest.mark.parametrize(
    "changed",
    [
        {"parts": WHOLE.parts - {"equality"}},
        {"parts": WHOLE.parts - {"child", "social"}},
        {"reports_until": date(2024, 4, 30)},
        {"answer_due": date(2024, 5, 14)},
        {"answer_due": date(2024, 5, 13), "chair_decides": True},
        {"decided": date(2024, 4, 24), "event": date(2024, 4, 24)},
    ],
)
def test_what_is_right_is_let_through(changed):
    assert codes(replace(WHOLE, **changed)) == []


def test_the_letter_in_the_list_is_of_the_headers_day():
    letter = PaperFacts("Tjänsteskrivelse", date(2024, 5, 3), is_letter=True)
    papers = (*WHOLE.papers, letter)
    assert codes(replace(WHOLE, papers=papers)) == ["header_date"]
    same = replace(letter, dated=WHOLE.letter_date)
    assert codes(replace(WHOLE, papers=(*WHOLE.papers, same))) == []


def test_numbers_begin_alike():
    other = replace(WHOLE, number=2, diary_number="SOC-2024-00039")
    found = faults(PackFacts(DAY, (WHOLE, other), form=FORM))
    assert [(one.number, one.code) for one in found] == [(1, "prefix"), (2, "prefix")]


def test_the_delegation_point_held_on_the_day():
    item = replace(WHOLE, point="6.14", decided=DAY)
    assert codes(item, points=((DAY, frozenset({"6.14"})),)) == []
    assert codes(item, points=((DAY, frozenset({"6.1"})),)) == ["point"]


@given(st.dates(date(2019, 1, 1), date(2030, 1, 1)), st.integers(1, 6))
def test_only_the_right_weekday_fits(day, off):
    months = ("januari februari mars april maj juni juli augusti september oktober november"
              " december").split()  # fmt: skip
    rest = f"{day.day} {months[day.month - 1]} {day.year}"
    right, wrong = WEEKDAYS[day.weekday()], WEEKDAYS[(day + timedelta(days=off)).weekday()]
    assert list(weekday_faults(f"Möte {right} {rest}.", 2024)) == []
    assert len(list(weekday_faults(f"Möte {wrong}en den {rest}.", 2024))) == 1


@given(st.lists(st.integers(0, 20), min_size=1, max_size=9))
def test_a_timetable_end_to_end_has_no_fault_and_a_moved_one_has(lengths):
    edges = [8 * 60]
    for minutes in lengths:
        edges.append(edges[-1] + minutes + 1)
    clock = [time(edge // 60, edge % 60) for edge in edges]
    slots = [Slot(a, b, "x") for a, b in pairwise(clock)]
    assert list(timetable_faults(reversed(slots))) == []
    late = Slot(time(23, 0), None, "sist")
    assert [one.code for one in timetable_faults([*slots, late])] == ["gap"]
    twin = Slot(slots[0].starts, time(22, 0), "samtidigt")
    assert [one.code for one in timetable_faults([*slots, twin])] == ["overlap"] * len(slots)


def test_the_published_timetable_lacks_a_lunch_and_an_end(shared):
    path = shared / "facts" / "harnosand" / "meeting_timetable_2024_03_27.csv"
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    slots = [
        Slot(time.fromisoformat(row["start"]),
             time.fromisoformat(row["end"]) if row["end"] else None, row["item"])
        for row in rows
    ]  # fmt: skip
    found = [(one.code, one.words) for one in timetable_faults(slots)]
    assert found == [
        ("gap", "Hålltiderna har ett glapp mellan 12.00 och 13.15."),
        ("no_end", "Hålltiderna säger inte när ”Beslutsmöte” slutar."),
    ]

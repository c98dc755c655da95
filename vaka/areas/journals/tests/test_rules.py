"""Once each, corrections as new rows; what a file holds is what is read; what may be done when."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.journals import rules, shapes
from vaka.areas.journals.rules import Entry, EntryKind, Fault, FileStage, RowState

DAY = date(2026, 3, 2)
AT = datetime(2026, 3, 2, 1, tzinfo=UTC)
SHAPE = shapes.shape(DAY)
WHOLE = Entry("check:1", "a", EntryKind.CHECK, AT, "Almen", "101", "Sov.", "Astrid", "1", "GFP-1",
              "BES-1", "77", "p1")  # fmt: skip


def said(key, chain="a", minute=0, takes_back=False):
    at = AT + timedelta(minutes=minute)
    return replace(WHOLE, key=key, chain=chain, at=at, takes_back=takes_back)


def waits(entries, handed=()):
    return [(one.entry.key, one.corrects, one.act) for one in rules.waiting(entries, dict(handed))]


@pytest.mark.parametrize(
    ("entries", "handed", "turns"),
    [
        ([said("1")], {}, [("1", "", "ny")]),
        ([said("1")], {"1": "r1"}, []),
        ([said("1"), said("2", minute=1)], {}, [("2", "", "ny")]),
        ([said("1"), said("2", minute=1)], {"1": "r1"}, [("2", "r1", "rattelse")]),
        ([said("1"), said("2", minute=1, takes_back=True)], {}, []),
        ([said("1"), said("2", minute=1, takes_back=True)], {"1": "r1"}, [("2", "r1", "tillbaka")]),
        ([said("1"), said("2", minute=1)], {"2": "r2"}, []),
        ([said("2", "b", 5), said("1", "a", 9)], {}, [("2", "", "ny"), ("1", "", "ny")]),
    ],
)
def test_whose_turn_it_is(entries, handed, turns):
    assert waits(entries, handed.items()) == turns


ENTRIES = st.lists(
    st.tuples(st.sampled_from("abc"), st.integers(0, 9), st.booleans()), max_size=12
).map(lambda told: [said(f"{k}", chain, minute, back)
                    for k, (chain, minute, back) in enumerate(told)])  # fmt: skip


@given(first=ENTRIES, more=ENTRIES)
def test_what_the_journal_holds_in_the_end_is_what_stands(first, more):
    """Two hand-overs, the second after more was said: no note twice, and the last one stands."""
    later = [replace(one, key=f"m{one.key}", at=one.at + timedelta(minutes=10)) for one in more]
    handed, journal, rows = {}, {}, 0
    for entries in (first, first + later, first + later):
        turns = rules.waiting(entries, handed)
        assert not {one.entry.key for one in turns} & handed.keys()
        for one in turns:
            row, rows = f"r{rows}", rows + 1
            journal.pop(one.corrects, None)
            if one.act != "tillbaka":
                journal[row] = one.entry
            handed[one.entry.key] = row
    last = {}
    for one in sorted(first + later, key=lambda one: (one.at, one.key)):
        last[one.chain] = one
    stands = {one.key for one in last.values() if not one.takes_back}
    assert {one.key for one in journal.values()} == stands
    assert not rules.waiting(first + later, handed)


TEXT = st.text(alphabet=st.characters(blacklist_categories=["Cs"], blacklist_characters="\0"))


@given(texts=st.lists(TEXT, min_size=1, max_size=4))
def test_every_written_text_is_read_as_it_was(texts):
    rows = [rules.row_of(rules.Turn(replace(WHOLE, text=text)), str(k), "191212121212")
            for k, text in enumerate(texts)]  # fmt: skip
    assert rules.read(SHAPE, rules.written(SHAPE, rows)) == rows


def test_a_row_as_it_stands_in_the_file():
    row = rules.row_of(rules.Turn(WHOLE, "r9"), "r1", "191212121212")
    line = rules.written(SHAPE, [row]).splitlines()[1]
    assert line == (
        '"r1";"rattelse";"r9";"191212121212";"GFP-1";"BES-1";"77";"Almen";'
        '"2026-03-02T02:00:00+01:00";"check";"Sov.";"Astrid"'
    )


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({}, None),
        ({"plan_id": ""}, Fault.UNLINKED),
        ({"person": ""}, Fault.NOBODY),
        ({"is_protected": True}, Fault.PROTECTED),
        ({"is_protected": True, "person": ""}, Fault.PROTECTED),
    ],
)
def test_what_cannot_stand_in_a_file(changed, fault):
    assert replace(WHOLE, **changed).fault == fault


def test_a_note_after_midnight_belongs_to_its_swedish_day():
    late = replace(WHOLE, at=datetime(2026, 6, 1, 22, 30, tzinfo=UTC))
    assert late.day == date(2026, 6, 2)


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"rows": 0}, ["rows"]),
        ({"day": DAY}, ["day"]),
        ({"original": "vaka"}, ["original"]),
    ],
)
def test_when_a_file_may_be_made(changed, codes):
    asked = {"rows": 2, "day": DAY - timedelta(days=1), "today": DAY,
             "original": "verksamhetssystemet"}  # fmt: skip
    assert list(rules.may_make(**asked | changed).codes) == codes


@pytest.mark.parametrize(
    ("facts", "stands"),
    [
        ((False, False, 3), FileStage.MADE),
        ((False, True, 3), FileStage.SENT),
        ((False, True, 0), FileStage.ANSWERED),
        ((True, False, 0), FileStage.WITHDRAWN),
    ],
)
def test_where_a_file_stands_and_what_may_be_done(facts, stands):
    withdrawn, sent, waits = facts
    assert rules.stage(is_withdrawn=withdrawn, is_sent=sent, waits=waits) is stands
    is_made = stands is FileStage.MADE
    assert bool(rules.may_send(stands, DAY, made=DAY, today=DAY)) is is_made
    assert bool(rules.may_withdraw(stands, "Fel dag", is_corrected=False)) is is_made
    assert not rules.may_withdraw(stands, "Fel dag", is_corrected=True)
    assert not rules.may_withdraw(stands, "Fel", is_corrected=False)
    waits_now = stands is FileStage.SENT
    assert bool(rules.may_answer(stands, accepted=True, receipt="K-1")) is waits_now
    assert bool(rules.may_fetch(stands, has_file=True)) is (stands is not FileStage.WITHDRAWN)


@pytest.mark.parametrize("state", list(RowState))
def test_a_row_is_answered_once_and_a_refusal_says_why(state):
    may = state is RowState.WAITS
    assert bool(rules.may_answer_row(state, accepted=True, reason="")) is may
    assert not rules.may_answer_row(state, accepted=False, reason=" ")


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"is_tied": True}, ["room"]),
        ({"starts": DAY + timedelta(days=1)}, ["from_date"]),
        ({"taken_until": DAY}, ["from_date"]),
        ({"taken_until": DAY - timedelta(days=1)}, []),
        ({"is_free": False}, ["plan"]),
    ],
)
def test_when_a_room_may_be_tied(changed, codes):
    asked = {"starts": DAY, "today": DAY, "is_tied": False, "taken_until": None, "is_free": True}
    assert list(rules.may_tie(**asked | changed).codes) == codes


@pytest.mark.parametrize(
    ("changed", "codes"),
    [
        ({}, []),
        ({"is_open": False}, ["room"]),
        ({"ends": DAY + timedelta(days=2)}, ["until_date"]),
        ({"last_handed": DAY}, []),
        ({"last_handed": DAY + timedelta(days=1)}, ["until_date"]),
    ],
)
def test_when_a_tie_may_end(changed, codes):
    asked = {"starts": DAY, "ends": DAY, "today": DAY + timedelta(days=1), "last_handed": None,
             "is_open": True}  # fmt: skip
    assert list(rules.may_end_tie(**asked | changed).codes) == codes


@pytest.mark.parametrize(
    ("routine", "rows", "words", "codes"),
    [
        ("personligt möte", 1, "Till enheten", []),
        ("inte beslutad", 1, "Till enheten", ["routine"]),
        ("personligt möte", 0, "Till enheten", ["rows"]),
        ("personligt möte", 1, "Ja", ["words"]),
    ],
)
def test_when_the_routine_may_be_noted(routine, rows, words, codes):
    assert list(rules.may_use_routine(routine, rows, words).codes) == codes


def test_a_receipt_is_late_the_day_after_its_last():
    assert not rules.is_late(DAY, 1, DAY + timedelta(days=2), 2)
    assert rules.is_late(DAY, 1, DAY + timedelta(days=3), 2)
    assert not rules.is_late(DAY, 0, DAY + timedelta(days=3), 2)
    assert not rules.is_late(None, 1, DAY + timedelta(days=3), 2)


def test_the_shape_says_that_nobody_has_verified_it():
    assert not SHAPE.verified
    assert {one.source for one in SHAPE.fields} == set(rules.row_of(rules.Turn(WHOLE), "1", "2"))
    with pytest.raises(shapes.NoShape):
        shapes.shape(date(2019, 12, 31))

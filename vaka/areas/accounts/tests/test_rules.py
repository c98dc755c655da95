"""The rules of the annual accounts, tabled."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from vaka.areas.accounts import lists, rules
from vaka.areas.accounts.compare_rules import section_change
from vaka.areas.accounts.laying import calls_by_section
from vaka.areas.accounts.rules import (
    REQUEST_TRANSITIONS,
    SECTION_TRANSITIONS,
    TRANSITIONS,
    EditionState,
    RequestKind,
    RequestState,
    SectionState,
    Standing,
)
from vaka.foundation.access.roles import all_roles
from vaka.foundation.cases.transitions import fits

TODAY, LAST = date(2027, 1, 10), date(2027, 3, 1)
LEADS = {"mas", "quality_developer"}
WRITES = LEADS | {"mar", "sas", "unit_manager", "provider_manager", "controller",
                  "system_administrator"}  # fmt: skip
NOT_READY = ("not_begun", "asked", "written", "checked")
ALLOWED = {
    "edition.freeze": {"writing"}, "section.ask": set(NOT_READY), "section.write": set(NOT_READY),
    "section.check": {"written"}, "section.finish": {"checked"},
    "section.reopen": {"checked", "ready"}, "section_request.answer": {"asked"},
    "section_request.take_in": {"answered"}, "section_request.ask_again": {"answered"},
    "section_request.withdraw": {"asked"},
}  # fmt: skip
STEPS = [
    (step, states)
    for table, states in ((TRANSITIONS, EditionState), (SECTION_TRANSITIONS, SectionState),
                          (REQUEST_TRANSITIONS, RequestState))
    for step in table
]  # fmt: skip
DONE = Standing("Inledning", required=True, has_text=True, state=SectionState.READY)


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize(("step", "states"), STEPS, ids=[step.verb for step, _states in STEPS])
def test_the_full_table_of_from_to_role(step, states, role):
    assert {one.value for one in states if fits(step, one, "skäl", "").ok} == ALLOWED[step.verb]
    may = WRITES if step.verb in {"section.write", "section_request.answer"} else LEADS
    assert (step.capability in all_roles()[role].can) is (role in may)


@pytest.mark.parametrize(
    ("taken", "year", "due", "codes"),
    [
        (False, 2026, LAST, ()),
        (True, 2026, LAST, ("year",)),
        (False, 2028, LAST, ("year",)),
        (False, 1999, TODAY, ("year", "due_date")),
    ],
)
def test_a_report_is_opened_once_a_year(taken, year, due, codes):
    assert rules.may_open(taken=taken, year=year, due=due, today=TODAY).codes == codes


@pytest.mark.parametrize(
    ("change", "requests", "codes"),
    [
        ({}, 0, ()),
        ({"has_text": False, "state": SectionState.NOT_BEGUN}, 0, ("text",)),
        ({"has_text": False, "state": SectionState.NOT_BEGUN, "required": False}, 0, ()),
        ({"state": SectionState.CHECKED}, 0, ("state",)),
        ({"proposals": 2, "twice": 1, "findings": 1}, 0, ("proposals", "twice", "findings")),
        ({}, 3, ("requests",)),
    ],
)
def test_what_stops_a_freeze(change, requests, codes):
    verdict = rules.may_freeze([DONE, replace(DONE, **change)], open_requests=requests)
    assert verdict.codes == codes


def test_a_section_is_checked_when_nothing_is_left_in_its_margin():
    assert rules.may_check(DONE).ok
    assert rules.may_check(replace(DONE, has_text=False, findings=1)).codes == ("text", "findings")
    assert rules.may_write(is_frozen=False, state=SectionState.CHECKED).ok
    assert not rules.may_write(is_frozen=False, state=SectionState.READY).ok
    assert not rules.may_write(is_frozen=True, state=SectionState.WRITTEN).ok


@pytest.mark.parametrize(
    ("writes", "due", "kind", "private", "codes"),
    [
        (True, LAST, RequestKind.PART, False, ()),
        (True, LAST, RequestKind.REPORT, True, ()),
        (False, TODAY, RequestKind.REPORT, False, ("person", "due_date", "kind")),
        (True, LAST + timedelta(days=1), RequestKind.WRITE, False, ("due_date",)),
    ],
)
def test_who_is_asked_for_what(writes, due, kind, private, codes):
    verdict = rules.may_ask(writes=writes, due=due, today=TODAY, last=LAST, kind=kind,
                            is_private=private)  # fmt: skip
    assert verdict.codes == codes


def test_an_answer_is_words_or_a_providers_file():
    assert rules.may_answer(kind=RequestKind.PART, has_text=True, has_file=False).ok
    assert rules.may_answer(kind=RequestKind.REPORT, has_text=False, has_file=True).ok
    assert not rules.may_answer(kind=RequestKind.PART, has_text=False, has_file=True).ok


def test_what_is_frozen_is_corrected_with_words_and_once():
    frozen, writing = EditionState.FROZEN, EditionState.WRITING
    assert rules.may_correct(state=frozen, is_newest=True, words="Fel antal fall").ok
    wrong = rules.may_correct(state=writing, is_newest=False, words="Fel")
    assert wrong.codes == ("state", "state", "words")


def test_the_law_gives_one_day_and_the_board_the_other():
    named = {one.name: one for one in lists.kinds(TODAY)}
    assert named["patientsakerhetsberattelse"].due_law
    assert not named["kvalitetsberattelse"].due_law
    assert rules.due_in(2026, "03-01") == LAST


@pytest.mark.parametrize(
    ("now", "before", "change"),
    [(2, 1, "more"), (1, 2, "less"), (2, 2, "same"), (2, None, ""), (None, 2, "")],
)
def test_a_sentence_says_which_way_a_figure_went(now, before, change):
    assert rules.change_of(now, before) == change
    said = rules.proposed("Fall", 2026, "12", "10", change)
    assert said.startswith("Fall: 12 2026")


@pytest.mark.parametrize(
    ("now", "target", "higher", "found"),
    [(90, 88, True, "yes"), (80, 88, True, "no"), (3, 5, False, "yes"), (9, None, True, "")],
)
def test_a_result_against_its_target(now, target, higher, found):
    assert rules.reached(now, target, higher_is_better=higher) == found


def test_figures_stand_under_the_heading_that_shows_them():
    template = """# {{ headline }}

## Fall

{{ figure("falls") }} {{ comment("fall") }} {{ table("by_type") }}

### Natten

{{ comment("natten") }}{{ chart("months") }}
"""
    assert calls_by_section(template) == {
        "fall": [("figure", "falls"), ("table", "by_type")], "natten": [("chart", "months")],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("days", "last", "due"),
    [(21, LAST, date(2027, 1, 31)), (90, LAST, LAST), (14, None, date(2027, 1, 24))],
)
def test_the_day_proposed_lies_within_the_reports_own(
    days: int, last: date | None, due: date
) -> None:
    assert rules.due_proposed(TODAY, days, last) == due


@pytest.mark.parametrize(
    ("before", "now", "change"),
    [(None, "a", "new"), ("a", None, "gone"), ("a b", "a  b\n", "same"), ("a", "b", "changed")],
)
def test_a_section_beside_the_year_before(before, now, change):
    assert section_change(before, now) == change

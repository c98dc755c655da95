"""How a line of a timeline is said."""

from datetime import UTC, datetime

import pytest

from vaka.foundation.cases.queries import TimelineLine
from vaka.foundation.cases.timeline import said

VERBS = {"a.ask": "Begärd: %(name)s", "a.end": "Upphört", "a.half": "Klart till 50 %"}


def line(verb, by_name="", words="", **data) -> TimelineLine:
    return TimelineLine(datetime(2026, 3, 1, tzinfo=UTC), by_name, verb, "", "", words, data)


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (line("a.end", "Kim Alm", "Flyttat"), "Upphört av Kim Alm. Flyttat"),
        (line("a.end", "job:summaries"), "Upphört."),
        (line("a.ask", name="Sjukfrånvaro"), "Begärd: Sjukfrånvaro."),
        (line("a.ask"), "Begärd: ."),
        (line("a.half", name="x"), "Klart till 50 %."),
        (line("a.new"), "a.new."),
        (line("case.assign", "Bo Hed", owner_name="Kim Alm"), "Ny ansvarig: Kim Alm av Bo Hed."),
        (line("case.assign", "Bo Hed", owner_name=""), "Ny ansvarig: ingen av Bo Hed."),
    ],
)
def test_a_line_tells_what_by_whom_and_why(told, expected):
    assert said(told, VERBS) == expected


def test_more_stands_before_who_and_words_may_be_left_out():
    told = line("a.end", "Kim Alm", "Flyttat")
    assert said(told, VERBS, ": delvis", with_words=False) == "Upphört: delvis av Kim Alm."

"""What the invented texts must never do."""

import re
from collections import Counter
from random import Random

import pytest

from vaka.config.demo import cast, grammar, texts
from vaka.config.demo.grammar import Grammar, Moment
from vaka.config.demo.scene import part_of_day
from vaka.config.demo.tests.test_counts import planned
from vaka.law.local_time import swedish

NUMBERS_LIKE_IDENTITY = re.compile(r"\d{6}[-+]?\d{4}|\d{8}-\d{4}|\d{5,}")
SEASONS = {
    r"\b(isen|isfläckar|snorhalt|[Ss]nöigt|sandat|sandning)\b": {11, 12, 1, 2, 3},
    r"\b(utflykt|cyklade|solen på gården|[Ss]ommarens)\b": {6, 7, 8},
    r"\bblöta löv\b": {9, 10},
    r"\brullgrus\b": {4, 5},
}
HOURS = {
    r"\b[Kk]vällsdos|\b[Kk]vällsmedicin": {"kväll"},
    r"\b[Mm]orgondos|\b[Mm]orgonmedicin": {"morgon"},
    r"\b[Ll]unchdos": {"fm"},
    r"\b[Nn]attdos|\bnattmedicin": {"natt"},
    r"\bnattssk\b": {"natt"},
}


def words_of(row) -> str:
    parts = (row.title, row.text, row.immediate, row.investigation, row.closing_words)
    return " ".join(part for part in parts if part)


def test_no_report_is_met_more_than_three_times() -> None:
    [(text, most)] = Counter(row.text for row in planned()).most_common(1)
    assert most <= 3, text


def test_texts_hold_no_identity_numbers_names_or_open_slots() -> None:
    names = re.compile("|".join(rf"\b{m.given}\b|\b{m.family}\b" for m in cast.cast()))
    for row in planned():
        words = words_of(row)
        assert not NUMBERS_LIKE_IDENTITY.search(words), words
        assert not names.search(words), words
        assert not re.search(r"[{}|]|  |\bNone\b", words), words


@pytest.mark.parametrize(("pattern", "months"), SEASONS.items())
def test_season_agrees_with_the_moment(pattern: str, months: set[int]) -> None:
    met = [row for row in planned() if re.search(pattern, row.text)]
    months = months if "utflykt" not in pattern else months | set(range(1, 13))
    assert met
    assert {swedish(row.occurred_at).month for row in met} <= months


@pytest.mark.parametrize(("pattern", "parts"), HOURS.items())
def test_hour_agrees_with_the_moment(pattern: str, parts: set[str]) -> None:
    met = [row for row in planned() if re.search(pattern, f"{row.title} {row.text}")]
    assert met
    assert {part_of_day(swedish(row.occurred_at).hour) for row in met} <= parts


def test_printed_clock_times_are_the_planned_ones() -> None:
    for row in planned():
        found = re.search(r"\bkl\.? (\d\d)[.:](\d\d)\b", row.text)
        if found:
            at = swedish(row.occurred_at)
            assert found.groups() == (f"{at.hour:02}", f"{at.minute:02}"), row.text


def test_texts_differ_in_length() -> None:
    lengths = [len(row.text) for row in planned()]
    assert min(lengths) < 30
    assert max(lengths) > 300


def test_every_slot_of_the_word_files_can_be_filled() -> None:
    known = {"hh", "mm", "tid", "hel", "halv", "jämn", "dags", "dag", "en", "den", "dens", "ens"}
    known |= {"hon", "henne", "hennes", "n", "bt", "b1", "puls", "bs", "rum", "plan"}
    known |= set(texts.grammar().lists)
    slots = {
        slot
        for phrases in texts.grammar().lists.values()
        for phrase in phrases
        for slot in phrase.parts[1::2]
        if "=" not in slot and not slot.startswith("+")
    }
    assert {slot for slot in slots if slot[0].lower() + slot[1:] not in known} == set()


CASES = [
    ("a b| ja", {"a", "b"}, True),
    ("a b| ja", {"a"}, False),
    ("a/b| ja", {"b"}, True),
    ("!a| ja", {"a"}, False),
    ("ja", set(), True),
]


@pytest.mark.parametrize(("text", "tags", "fits"), CASES)
def test_conditions(text: str, tags: set[str], fits: bool) -> None:
    assert grammar.parse(text).fits(frozenset(tags)) is fits


def test_a_name_keeps_its_value_within_a_text() -> None:
    rules = Grammar({"x": ["{Y} och {y}"], "y": ["katt", "hund", "häst"]})
    for seed in range(20):
        first, _, second = rules.write("x", Moment(frozenset()), Random(seed)).partition(" och ")
        assert first.lower() == second


def test_what_cannot_be_written_is_said() -> None:
    with pytest.raises(grammar.NoPhrase):
        Grammar({"x": ["a| ja"]}).write("x", Moment(frozenset()), Random(1))
    with pytest.raises(grammar.UnknownSlot):
        Grammar({"x": ["{y}"]}).write("x", Moment(frozenset()), Random(1))

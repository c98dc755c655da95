"""Question sets: dates, conditions, languages, and files that cannot be right."""

from datetime import date

import pytest

from vaka.foundation.questions import sets
from vaka.foundation.questions.sets import Kind, UnfitSet, UnknownSet, Words, asked, read

FIRST = """
code = "round"
version = 1
since = 2024-01-01
until = 2025-12-31
title = { sv = "Rond" }
[[question]]
key = "seen"
kind = "yes_no"
required = true
label = { sv = "Syntes personen?", latt = "Såg du personen?", en = "Was the person seen?" }
[[question]]
key = "why"
kind = "text"
required = true
free_when = { how = ["sensor"] }
when = { seen = ["no"] }
label = { sv = "Varför inte?" }
[[question]]
key = "how"
kind = "choice"
label = { sv = "Hur?" }
choice = [{ value = "sensor", label = { sv = "Med sensor" } }]
"""


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(sets, "_folders", [tmp_path])
    sets.all_sets.cache_clear()
    yield tmp_path
    sets.all_sets.cache_clear()


def _second(folder, since="2026-01-01"):
    text = FIRST.replace("version = 1", "version = 2").replace(
        "since = 2024-01-01", f"since = {since}"
    )
    text = text.replace("until = 2025-12-31\n", "").replace("Syntes personen?", "Sågs personen?")
    (folder / "round-2.toml").write_text(text, "utf-8")


def test_the_set_of_a_day_is_asked_and_the_old_one_still_found(folder):
    (folder / "round-1.toml").write_text(FIRST, "utf-8")
    _second(folder)
    assert sets.in_force("round", date(2025, 12, 31)).version == 1
    assert sets.in_force("round", date(2026, 1, 1)).version == 2
    assert sets.of_version("round", 1).questions[0].label.sv == "Syntes personen?"
    with pytest.raises(UnknownSet):
        sets.in_force("round", date(2023, 12, 31))


def test_two_versions_on_one_day_are_refused(folder):
    (folder / "round-1.toml").write_text(FIRST, "utf-8")
    _second(folder, since="2025-06-01")
    with pytest.raises(UnfitSet, match="same day"):
        sets.all_sets()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('kind = "yes_no"', 'kind = "maybe"'),
        ('key = "why"', 'key = "seen"'),
        ('code = "round"', 'code = "square"'),
        ('choice = [{ value = "sensor", label = { sv = "Med sensor" } }]', ""),
        ("required = true", "demanded = true"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused(folder, old, new):
    path = folder / "round-1.toml"
    path.write_text(FIRST.replace(old, new, 1), "utf-8")
    with pytest.raises(UnfitSet, match=r"round-1\.toml"):
        read(path)


@pytest.mark.parametrize(
    ("answers", "shown", "demanded"),
    [
        ({}, False, False),
        ({"seen": "yes"}, False, False),
        ({"seen": "no"}, True, True),
        ({"seen": "no", "how": "sensor"}, True, False),
    ],
)
def test_a_question_is_shown_and_demanded_by_the_other_answers(folder, answers, shown, demanded):
    (folder / "round-1.toml").write_text(FIRST, "utf-8")
    why = sets.of_version("round", 1).questions[1]
    assert (why.shown(answers), why.demanded(answers)) == (shown, demanded)


def test_an_answer_to_a_question_that_is_not_shown_is_dropped(folder):
    (folder / "round-1.toml").write_text(FIRST, "utf-8")
    questions = sets.of_version("round", 1).questions
    assert asked(questions, {"seen": "yes", "why": "Sov."}) == {"seen": "yes"}


@pytest.mark.parametrize(
    ("language", "said"), [("sv", "Stor"), ("sv-latt", "Stor"), ("en", "Large"), ("fi", "Stor")]
)
def test_words_fall_back_to_swedish(language, said):
    assert Words(sv="Stor", en="Large").said(language) == said


def test_every_set_of_the_product_is_readable_and_speaks_three_languages():
    silent = [
        f"{one.code}: {question.key}"
        for one in sets.all_sets().values()
        for question in one.questions
        for words in (question.label, *(choice.label for choice in question.choices))
        if not (words.sv and words.latt and words.en)
    ]
    assert sets.all_sets()
    assert not silent
    assert {kind.value for kind in Kind} >= {"text", "scale"}

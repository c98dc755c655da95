"""Two texts from the same one: what each has changed is there, and no word is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.accounts.merging import joined, merge, paragraphs, replaced

ONE, TWO, THREE = "Ett stycke.", "Två stycken.", "Tre stycken."
BASE = joined([ONE, TWO, THREE])


@pytest.mark.parametrize(
    ("mine", "theirs", "text", "twice"),
    [
        ([ONE, TWO, THREE], [ONE, "Nytt.", THREE], [ONE, "Nytt.", THREE], 0),
        (["Mitt.", TWO, THREE], [ONE, TWO, "Deras."], ["Mitt.", TWO, "Deras."], 0),
        (["Mitt.", TWO, THREE], [ONE, "Deras.", THREE], ["Mitt.", "Deras.", THREE], 0),
        ([ONE, TWO, THREE, "Sist."], ["Först.", ONE, TWO, THREE],
         ["Först.", ONE, TWO, THREE, "Sist."], 0),
        ([ONE, "Mitt.", THREE], [ONE, "Deras.", THREE], [ONE, "Deras.", "Mitt.", THREE], 1),
        ([ONE, THREE], [ONE, TWO, "Deras."], [ONE, "Deras."], 0),
        ([ONE, THREE], [ONE, "Deras.", THREE], [ONE, "Deras.", THREE], 0),
        ([ONE, f"{TWO} Mer.", THREE], [ONE, f"{TWO} Mer. Ännu mer.", THREE],
         [ONE, f"{TWO} Mer. Ännu mer.", THREE], 0),
        (["Mitt.", "Min tvåa.", THREE], [ONE, "Deras a.", "Deras b.", THREE],
         ["Mitt.", "Deras a.", "Deras b.", "Min tvåa.", THREE], 1),
        ([], [ONE, TWO, THREE, "Deras."], ["Deras."], 0),
    ],
)  # fmt: skip
def test_what_each_has_changed(mine, theirs, text, twice):
    found = merge(BASE, joined(mine), joined(theirs))
    assert paragraphs(found.text) == text
    assert len(found.twice) == twice


def test_who_goes_on_writing_after_both_stand_meets_it_once():
    first = merge(ONE, "Mitt a", "Deras")
    assert paragraphs(first.text) == ["Deras", "Mitt a"]
    again = merge("Mitt a", "Mitt ab", first.text)
    assert (paragraphs(again.text), again.twice) == (["Deras", "Mitt ab"], [])


def test_whoever_writes_alone_keeps_every_blank():
    assert merge("Ett", "Ett\n\n", "Ett").text == "Ett\n\n"
    assert merge("", "", "Deras").text == "Deras"


def test_a_paragraph_is_put_in_place_of_another():
    assert replaced(BASE, TWO, "Nytt.") == joined([ONE, "Nytt.", THREE])
    assert replaced(BASE, "", "Sist.") == joined([ONE, TWO, THREE, "Sist."])
    assert replaced(BASE, TWO, "") == joined([ONE, THREE])
    assert replaced(BASE, "Finns inte.", "Nytt.") is None


LINES = st.lists(st.sampled_from("abcdefgh"), max_size=6)


@given(LINES, LINES, LINES)
def test_no_word_is_lost(base, mine, theirs):
    found = paragraphs(merge(joined(base), joined(mine), joined(theirs)).text)
    assert set(mine) - set(base) <= set(found)
    assert set(theirs) - set(base) <= set(found)
    assert set(found) <= set(base) | set(mine) | set(theirs)

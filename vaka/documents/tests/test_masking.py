"""Masking takes the words out of the content itself, and reading back finds what is left."""

from dataclasses import dataclass
from io import BytesIO

from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from vaka.documents.content import Column, Kind, Table
from vaka.documents.deidentified import Trace, traces
from vaka.documents.masking import MASK, left_in, masked, texts, without

NAME = st.text("abcdefåäö", min_size=1, max_size=8).map(str.title)


@dataclass(frozen=True)
class _Deep:
    words: dict[str, list[str]]
    tables: tuple[Table, ...]


def _deep(words):
    table = Table("stig", words, (Column("Namn", Kind.TEXT),), ((words,), (None,)))
    return _Deep({"Stig": [words, "stig uppåt"]}, (table,))


def test_a_name_goes_wherever_it_stands_and_nothing_else_changes():
    made = without(_deep("Stig bor här, se Stigs dörr"), ["Stig"])
    assert made.words == {"Stig": [f"{MASK} bor här, se {MASK} dörr", "stig uppåt"]}
    assert made.tables[0].rows[0] == (f"{MASK} bor här, se {MASK} dörr",)
    assert made.tables[0].columns[0].kind is Kind.TEXT
    assert "Stig" not in " ".join(texts(made))


@given(NAME, NAME, st.text("abc åäö.\n", max_size=30))
def test_no_masked_word_is_left_as_a_word(one, other, rest):
    text = f"{rest} {one} {other}s {rest}, {one}"
    made = masked(text, [one, other])
    assert masked(made, [one, other]) == made
    assert not {one, other} & set(made.replace(",", " ").split())


def test_the_longest_quote_goes_first():
    assert masked("Anna Berg och Anna", ["Anna", "Anna Berg"]) == f"{MASK} och {MASK}"


def test_numbers_names_and_addresses_are_found_with_their_kind():
    text = "Vi mötte Ritva, 19811218-9876, på Almen. Bo Hallsten svarar: b.h@kommun.se"
    found = {(one.trace, one.quote) for one in traces(text, ["Almen"], ["Bo Hallsten"])}
    assert {(Trace.WORD, "Ritva"), (Trace.NUMBER, "19811218-9876"), (Trace.PERSON, "Bo Hallsten"),
            (Trace.MAIL, "b.h@kommun.se")} <= found  # fmt: skip
    assert "Almen" not in {quote for _trace, quote in found}


def test_what_metadata_tell_is_read_back():
    paper, made = PdfWriter(), BytesIO()
    paper.add_blank_page(200, 200)
    paper.add_metadata({"/Author": "Ritva Lampinen", "/Subject": "070 123 45 67"})
    paper.add_outline_item(title="Om Dalia", page_number=0)
    paper.write(made)
    quotes = ["Ritva Lampinen", "070-1234567", "Dalia", "Dali", "Nils"]
    assert left_in(made.getvalue(), quotes) == ["Ritva Lampinen", "070-1234567", "Dalia"]

"""Mapping files and suggested mappings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vaka.exchange.mapping import Mapping, MappingUnreadable, from_toml
from vaka.exchange.suggest import SURE, suggest
from vaka.exchange.tests.conftest import EVENTS
from vaka.exchange.typed import read_typed

FILE = """\
kind = "deviations"
skip = ["Antal"]
date_formats = ["DD/MM/YYYY"]
decimal = ","

[columns]
"Beslutat den" = "decided_date"
"Typ av lag" = "law"

[values.law]
"HSL-avvikelse" = "HSL"

[constants]
serious = "nej"
"""


def test_a_mapping_file_leads_any_heading_to_its_field(write):
    mapping = from_toml(FILE, EVENTS)
    text = "Beslutat den;Typ av lag;Antal;Belopp\n02/03/2024;HSL-avvikelse;5;1.234\n"
    file = read_typed(write(text), EVENTS, mapping)
    row = next(file.chunks()).row(0, named=True)
    assert row["decided_date"].isoformat() == "2024-03-02"
    assert (row["law"], row["count"], row["amount"], row["serious"]) == ("HSL", None, 1234, False)
    assert file.columns.unused == ("Antal",)


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('[columns]\n"A" = "finns_ej"\n', 2, "finns_ej"),
        ('[columns]\n"A" = \n', 2, "TOML"),
        ('decimal = ";"\n', 1, "decimaltecknet"),
        ("fel = 1\n", 1, "nyckeln ”fel”"),
        ('kind = "sie"\n', 1, "gäller sie"),
        ('\n\n[values.law]\n"B" = "XYZ"\n', 4, "XYZ"),
        ("[constants]\ncount = 5\n", 2, "inom citattecken"),
        ('date_formats = ["DD.MM"]\n', 1, "DD.MM"),
        ('skip = "A"\n', 1, "lista"),
        ('[values]\nlaw = "SoL"\n', 2, "values.law"),
    ],
)
def test_an_error_names_line_and_key(text, line, word):
    with pytest.raises(MappingUnreadable, match=word) as wrong:
        from_toml(text, EVENTS)
    assert wrong.value.line == line
    assert f"rad {line}" in str(wrong.value)


@settings(max_examples=60, deadline=None)
@given(
    heading=st.text(min_size=1, max_size=20), text=st.text(max_size=20), skip=st.text(max_size=20)
)
def test_a_mapping_reads_back_as_it_was_written(heading, text, skip):
    mapping = Mapping(
        {heading: "law"}, (skip,), {"law": {text: "SoL"}}, {"words": text}, ("YYYYMMDD",), "."
    )
    assert from_toml(mapping.to_toml("deviations"), EVENTS) == mapping


@pytest.mark.parametrize(
    ("heading", "field", "least"),
    [
        ("Ärendenummer", "source_id", 1.0),
        ("beslutsdatum", "decided_date", 0.98),
        ("Besluts-datum ", "decided_date", 0.95),
        ("decision_date_raw", "decided_date", 0.95),
        ("Beskrivningar", "words", 0.7),
        ("Väder", "", 0.0),
    ],
)
def test_suggests_with_a_certainty(heading, field, least):
    match = suggest([heading], EVENTS).matches[0]
    assert (match.field, match.confidence >= least) == (field, True)


def test_likeness_alone_is_suggested_but_never_used(write):
    assert suggest(["Beskrivningar"], EVENTS).matches[0].confidence < SURE
    file = read_typed(write("Beslutsdatum;Beskrivningar\n2024-02-27;x\n"), EVENTS)
    assert next(file.chunks())["words"].to_list() == [None]


def test_a_weak_match_gives_way_to_a_sure_one():
    matches = suggest(["Beskrivning", "Beskrivningar"], EVENTS).matches
    assert [match.field for match in matches] == ["words", ""]

"""Mappings that come with Vaka: by name, by a file's headings, and what is kept out."""

import pytest

from vaka.areas.deviations.schema import SCHEMA
from vaka.exchange import shipped
from vaka.exchange.refusal import FileRefused


@pytest.mark.parametrize("name", ["kia", "lifecare", "treserva"])
def test_a_mapping_is_known_by_name_and_by_its_headings(name):
    mapping = shipped.named(name, SCHEMA)
    assert shipped.recognised(tuple(mapping.columns), SCHEMA) == mapping
    assert mapping.constants["source_system"].casefold() == name


def test_some_optional_headings_may_lack_but_no_required_one():
    columns = shipped.named("lifecare", SCHEMA).columns
    fewer = [head for head, field in columns.items() if field not in {"sex", "place"}]
    assert shipped.recognised(fewer, SCHEMA)
    lacking = [head for head, field in columns.items() if field != "type"]
    assert shipped.recognised(lacking, SCHEMA) is None


def test_well_known_headings_are_no_systems_export():
    assert shipped.recognised(["Ärendenummer", "Enhet", "Typ", "Händelsetid"], SCHEMA) is None


def test_complaints_are_kept_out_and_said():
    headings = ["Ärendenummer", "Ärendetyp", "Kategori", "Inkom via", "Beskrivning"]
    with pytest.raises(FileRefused, match="Synpunkter räknas inte som avvikelser"):
        shipped.recognised(headings, SCHEMA)


def test_an_unknown_name_is_refused():
    with pytest.raises(shipped.UnknownMapping):
        shipped.named("journalen", SCHEMA)

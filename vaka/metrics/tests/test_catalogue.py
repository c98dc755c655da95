"""The catalogue says what the definitions say."""

import tomllib
from pathlib import Path

import pytest

from vaka.metrics import definitions
from vaka.metrics.catalogue import measures, reference_page
from vaka.metrics.definitions import MEASURES, SUBJECTS
from vaka.metrics.measure import Good, Unit


def test_the_catalogue_has_one_entry_a_measure_with_the_agreed_keys():
    entries = measures()
    assert [entry["name"] for entry in entries] == sorted(MEASURES)
    keys = "name title unit source by computed valid_from valid_to".split()
    assert all(list(entry)[: len(keys)] == keys for entry in entries)


def test_the_reference_page_shows_rows_in_and_values_out():
    page = reference_page()
    falls = page.split("## falls\n")[1].split("\n## ")[0]
    assert "Specification: a fall is a fall under any law." in falls
    assert "law HSL: **1**" in falls
    assert page.count("\n## ") == len(MEASURES)


def test_every_measure_has_a_place_in_the_list():
    assert {measure.subject for measure in MEASURES.values()} <= set(SUBJECTS)


@pytest.mark.parametrize("measure", MEASURES.values(), ids=lambda one: one.name)
def test_every_measure_says_what_it_is_and_how_long_it_holds(measure):
    assert len(measure.what.split()) >= 4, "no definition"
    assert measure.what.endswith((".", "?"))
    assert measure.source.strip()
    assert isinstance(measure.unit, Unit)
    assert isinstance(measure.good, Good)
    assert measure.min_n >= 1
    if measure.valid_from and measure.valid_to:
        assert measure.valid_from <= measure.valid_to
    if measure.valid_to:
        assert measure.replaced_by, "ends without saying what took its place"
    for other in filter(None, (measure.replaced_by, measure.replaces)):
        assert other in MEASURES
        assert other != measure.name


def test_no_definition_is_told_of_a_measure_that_there_is_not():
    told = tomllib.loads((Path(definitions.__file__).parent / "what.toml").read_text("utf-8"))
    assert set(told) <= set(MEASURES)
    assert len(set(told.values())) == len(told)

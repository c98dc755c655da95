"""The catalogue says what the definitions say."""

from vaka.metrics.catalogue import measures, reference_page
from vaka.metrics.definitions import MEASURES, SUBJECTS


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

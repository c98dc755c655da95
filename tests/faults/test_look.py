"""A look after a fault finds what is lost, doubled and torn: else a clean run would say nothing."""

import pytest
from django.db import connection

from tests.faults.load import Load, Told
from tests.faults.look import look
from vaka.areas.deviations.models import Deviation
from vaka.foundation.files import store


@pytest.fixture
def told(db, units, astrid, bo, settings, tmp_path, monkeypatch):
    """Give the list of one report and one file, done on a directory of the test's own."""
    if connection.vendor != "sqlite":
        pytest.skip("the faults are the embedded product's, on whose database a look opens anew")
    settings.DATA_DIR = tmp_path
    for module in ("load", "look"):
        monkeypatch.setattr(f"tests.faults.{module}.stand_on", lambda *_: None)
    path = tmp_path / "told"
    one = Load(tmp_path, path, "t")
    one.begin()
    one.do("report", "t-1")
    one.do("file", "t-2")
    return path


@pytest.fixture
def seen(told, tmp_path):
    """Give a function that looks."""
    return lambda: look(tmp_path, told)


def test_what_is_whole_is_told_as_such(seen) -> None:
    assert seen().ok
    assert seen().acknowledged == 2


def test_what_was_acknowledged_and_is_not_there_is_lost(seen, told) -> None:
    Told(told)("report", "t-3")
    assert seen().lost == ["report t-3"]


def test_what_is_there_twice_is_found(seen, settings, told) -> None:
    one = Load(settings.DATA_DIR, told, "t")
    one.begin()
    one.report("t-1")
    assert seen().twice == ["report t-1"]


def test_a_case_saved_by_half_is_found(seen) -> None:
    Deviation.objects.all().delete()
    found = seen()
    assert found.lost == ["report t-1"]
    assert any("lacks its row" in words for words in found.torn)


def test_a_torn_file_is_found(seen) -> None:
    ((_digest, path),) = store.stored()
    path.write_bytes(path.read_bytes()[:3])
    assert any(words.startswith("files:") for words in seen().torn)


def test_a_fault_of_the_product_is_told_apart_from_a_refusal(
    seen, settings, told, monkeypatch
) -> None:
    one = Load(settings.DATA_DIR, told, "t")
    one.begin()
    monkeypatch.setattr(one, "report", lambda _mark: [][0])
    one.do("report", "t-9")
    assert "IndexError" in seen().faults[0]

"""A few bent inputs to each reader, and that a reader that breaks or hangs is told of."""

import random
import signal
import time
from pathlib import Path

import pytest

from tests.fuzz import __main__ as fuzz
from tests.fuzz.mutate import bent
from tests.fuzz.targets import TARGETS, Target

FEW = 8


@pytest.fixture(autouse=True)
def _alarm():
    before = signal.signal(signal.SIGALRM, fuzz._ring)
    yield
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("name", TARGETS)
def test_a_reader_reads_or_says_no(name: str, tmp_path) -> None:
    target, chance = TARGETS[name], random.Random(name)
    seeds = target.seeds()
    inputs = [*seeds, *(bent(chance.choice(seeds), chance, seeds[0]) for _ in range(FEW))]
    assert [broke for content in inputs if (broke := fuzz.one(target, content, tmp_path))] == []


def _reader(read) -> Target:
    return Target(read, lambda: [b"x"], lambda: (KeyError,))


def _raises(error: Exception):
    def read(_path: Path) -> None:
        raise error

    return read


def test_any_other_error_is_kept_and_the_readers_own_is_an_answer(tmp_path) -> None:
    assert fuzz.one(_reader(_raises(KeyError())), b"x", tmp_path) == ""
    assert "IndexError" in fuzz.one(_reader(_raises(IndexError())), b"x", tmp_path)


def test_a_reader_that_hangs_is_told_of(tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(fuzz, "MOST_SECONDS", 0.05)
    assert "hung" in fuzz.one(_reader(lambda _path: time.sleep(5)), b"x", tmp_path)


def test_bends_of_a_packed_file_are_still_packed_and_differ() -> None:
    (seed,) = TARGETS["spreadsheet"].seeds()
    found = {bent(seed, random.Random(fate)) for fate in range(30)}
    assert len(found) > 25
    assert sum(one[:2] == b"PK" for one in found) > 20
    assert bent(seed, random.Random(1)) == bent(seed, random.Random(1))

"""A hostile file takes down only the child that reads it, and typed text is kept within bounds."""

import time
from datetime import date

import pytest

from vaka.documents.figurecheck import Unreadable, check, check_text
from vaka.documents.figurecheck.apart import Bounds, bounds, checked
from vaka.documents.figurecheck.readers import read

TODAY = date(2024, 3, 27)
SMALL = "# Bokslut\n\nFallen minskade från 85 till 152.\n\n| Typ | 2023 |\n|---|---|\n| A | 7 |\n"


def test_the_child_gives_the_same_paper_and_findings(tmp_path):
    path = tmp_path / "bokslut.md"
    path.write_text(SMALL, encoding="utf-8")
    document, found = checked(path, TODAY)
    assert document.blocks == read(path).blocks
    assert found == check([path], TODAY)
    assert [one.rule for one in found] == ["change"]


def test_a_refusal_of_the_reader_comes_through(tmp_path):
    path = tmp_path / "tom.pdf"
    path.write_bytes(b"%PDF-1.4 no more")
    with pytest.raises(Unreadable, match="skadad"):
        checked(path, TODAY)
    with pytest.raises(FileNotFoundError):
        checked(tmp_path / "borta.pdf", TODAY)


@pytest.mark.parametrize(
    ("within", "words"),
    [
        (Bounds(memory_mb=60, processor_s=5, clock_s=20, answer_mb=10), "minne"),
        (Bounds(memory_mb=900, processor_s=1, clock_s=60, answer_mb=10), "tid"),
    ],
)
def test_memory_and_answer_are_bounded(tmp_path, within, words):
    path = tmp_path / "stor.md"
    path.write_text(SMALL + "Ord och 12 tal.\n\n" * 200_000, encoding="utf-8")
    with pytest.raises(Unreadable, match=words):
        checked(path, TODAY, within=within)


def test_time_is_bounded(tmp_path):
    path = tmp_path / "lång.md"
    path.write_text(SMALL, encoding="utf-8")
    with pytest.raises(Unreadable, match="tid"):
        checked(path, TODAY, within=Bounds(memory_mb=500, processor_s=5, clock_s=0, answer_mb=1))
    assert bounds().memory_mb <= 1000


@pytest.mark.parametrize(
    "text",
    ["1 " * 50_000, "från 1 till " * 8_000, "Av 1 av 1 av " * 8_000, "9" * 100_000, "a" * 100_000,
     "1,5 % och " * 9_000, "januari–" * 9_000, "| 1 " * 20_000, "Målet nåddes inte. " * 5_000,
     "Kommunerna " + "Timrå, " * 9_000, "(" * 60_000, "1\n\n" * 30_000],
)  # fmt: skip
def test_typed_text_is_judged_within_a_bound(text):
    start = time.process_time()
    check_text(text, TODAY)
    assert time.process_time() - start < 5

"""The search finds a number in each way of writing it, in each kind of file, and nothing else."""

import io
import zipfile

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from tests.leaks.search import Numbers, read, ways

SOMEBODY, RESERVE = "198112189876", "19390412-T123"
WANTED = Numbers([SOMEBODY, RESERVE])


def zipped(text: str) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as out:
        out.writestr("xl/sharedStrings.xml", f"<t>{text}</t>")
    return packed.getvalue()


def parquet(text: str) -> bytes:
    packed = io.BytesIO()
    pq.write_table(pa.table({"who": [text, "x"], "n": [1, 2]}), packed)
    return packed.getvalue()


@pytest.mark.parametrize("number", [SOMEBODY, RESERVE])
@pytest.mark.parametrize("made", [str.encode, zipped, parquet])
def test_each_way_of_writing_is_found(number: str, made) -> None:
    for written in ways(number):
        assert WANTED.found(read(made(f"a;{written};b"))) == {number.replace("-", "")[-10:]}


@pytest.mark.parametrize("text", ["", "198112189875", "811218 98 76", "2026-11-24 13:18:00"])
def test_other_digits_are_nobodys(text: str) -> None:
    assert WANTED.found(text) == set()

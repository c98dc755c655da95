"""The snapshot: written bit by bit it equals one written whole; readers never meet half."""

import threading
import uuid
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st

from vaka.foundation.cases.models import Case, ChangedCase
from vaka.foundation.snapshot import registry, writer
from vaka.foundation.snapshot.registry import Producer

SCHEMA = pa.schema([("case_id", pa.string()), ("title", pa.string()), ("year", pa.int32())])
COLUMNS = ("pk", "title", "opened_at__year")


def _rows(ids: Any, year: int | None) -> Iterator[dict[str, Any]]:
    found = Case.objects.filter(kind="sample").order_by("pk")
    found = found if ids is None else found.filter(pk__in=list(ids))
    found = found if year is None else found.filter(opened_at__year=year)
    for pk, title, opened in found.values_list(*COLUMNS):
        yield {"case_id": str(pk), "title": title, "year": opened}


def _years() -> list[int]:
    return sorted(set(Case.objects.values_list("opened_at__year", flat=True)))


@pytest.fixture(autouse=True)
def folder(settings, tmp_path, monkeypatch, db):
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(registry, "_facts", {})
    _register("1")
    return tmp_path


def _register(version: str) -> None:
    registry.register("sample", version, SCHEMA, Producer(_rows, key="case_id", years=_years))


def _held() -> list[dict[str, Any]]:
    root = writer.folder()
    tables = [pq.read_table(root / path, schema=SCHEMA) for path in writer.paths("sample")]
    found = [row for table in tables for row in table.to_pylist()]
    return sorted(found, key=lambda row: row["case_id"])


def _put(unit, place: int, title: str, year: int) -> None:
    """Make or change the case of a place, as an action would, with its row in the outbox."""
    pk = uuid.UUID(int=place)
    Case.objects.update_or_create(
        pk=pk,
        defaults={
            "kind": "sample", "reference": f"S-{place}", "unit": unit, "title": title,
            "state": "open", "opened_at": datetime(year, 6, 1, tzinfo=UTC),
        },
    )  # fmt: skip
    ChangedCase.objects.create(case_id=pk, kind="sample", year=year)


CHANGE = st.tuples(st.integers(1, 5), st.sampled_from("abc"), st.integers(2021, 2023))
ROUNDS = st.lists(st.lists(CHANGE, max_size=4), min_size=1, max_size=5)


@limits(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(rounds=ROUNDS)
def test_bit_by_bit_equals_whole(units, rounds) -> None:
    Case.objects.filter(kind="sample").delete()
    (writer.folder() / "manifest.json").unlink(missing_ok=True)
    for changes in rounds:
        for change in changes:
            _put(units["almen"], *change)
        state = writer.bring_up()
        assert state.pending == 0
        assert _held() == sorted(_rows(None, None), key=lambda row: row["case_id"])
        assert state.facts == {"sample": Case.objects.filter(kind="sample").count()}


def test_only_the_files_of_touched_years_change(units) -> None:
    for place, year in enumerate((2021, 2022, 2023), 1):
        _put(units["almen"], place, "a", year)
    writer.bring_up()
    before = writer.paths("sample")
    _put(units["almen"], 2, "b", 2022)
    writer.bring_up()
    after = writer.paths("sample")
    assert [a == b for a, b in zip(before, after, strict=True)] == [True, False, True]


def test_without_changes_the_snapshot_stays_the_same(units) -> None:
    _put(units["almen"], 1, "a", 2021)
    assert writer.bring_up() == writer.bring_up()


def test_the_state_tells_how_many_changes_wait(units) -> None:
    assert writer.state() is None
    writer.bring_up()
    _put(units["almen"], 1, "a", 2021)
    assert writer.state().pending == 1


def test_another_version_of_the_schema_is_written_anew(units) -> None:
    _put(units["almen"], 1, "a", 2021)
    writer.bring_up()
    _register("2")
    assert writer.state() is None
    Case.objects.update(title="b")  # no outbox row: only a full build can see it
    writer.bring_up()
    assert [row["title"] for row in _held()] == ["b"]


def test_a_fact_written_whole_follows_its_stamp(monkeypatch) -> None:
    rows = [{"case_id": "x", "title": "a", "year": 1}]
    producer = Producer(lambda _i, _y: iter(rows), stamp=lambda: rows[0]["title"])
    monkeypatch.setattr(registry, "_facts", {})
    registry.register("sample", "1", SCHEMA, producer)
    first = writer.bring_up().snapshot
    assert writer.bring_up().snapshot == first
    rows[0]["title"] = "b"
    assert writer.bring_up().snapshot != first
    assert [row["title"] for row in _held()] == ["b"]


def test_a_row_of_the_outbox_committed_late_is_not_lost(units, monkeypatch) -> None:
    """As on PostgreSQL: a lower number becomes visible after a higher one has been read."""
    _put(units["almen"], 2, "a", 2021)
    first = ChangedCase.objects.get().pk
    real = writer._bring_up

    def meanwhile(*arguments: Any) -> Any:
        ChangedCase.objects.get_or_create(
            id=first - 1, defaults={"case_id": uuid.UUID(int=9), "kind": "sample", "year": 2021}
        )
        return real(*arguments)

    monkeypatch.setattr(writer, "_bring_up", meanwhile)
    assert writer.bring_up().pending == 1


def test_readers_always_meet_whole_snapshots(units) -> None:
    """Each round changes all three years to one title, so a mixed read would show two."""
    titles: list[set[str]] = []
    done = threading.Event()

    def read() -> None:
        while not done.is_set():
            titles.append({row["title"] for row in _held()})

    for place, year in enumerate((2021, 2022, 2023), 1):
        _put(units["almen"], place, "0", year)
    writer.bring_up()
    readers = [threading.Thread(target=read) for _ in range(2)]
    for reader in readers:
        reader.start()
    for turn in range(8):
        for place, year in enumerate((2021, 2022, 2023), 1):
            _put(units["almen"], place, str(turn), year)
        writer.bring_up()
    done.set()
    for reader in readers:
        reader.join()
    assert titles
    assert {len(found) for found in titles} == {1}


@pytest.mark.parametrize("damage", ["gone", "short", "zeros", "manifest"])
def test_what_is_torn_is_written_anew(units, damage: str) -> None:
    for place, year in enumerate((2021, 2022), 1):
        _put(units["almen"], place, "a", year)
    writer.bring_up()
    file, manifest = writer.folder() / writer.paths("sample")[0], writer.folder() / "manifest.json"
    whole = file.read_bytes()
    match damage:
        case "gone":
            file.unlink()
        case "short":
            file.write_bytes(whole[: len(whole) // 2])
        case "zeros":
            file.write_bytes(whole[: len(whole) // 2].ljust(len(whole), b"\0"))
        case "manifest":
            manifest.write_bytes(manifest.read_bytes()[:40])
    writer.bring_up(look=damage == "zeros")
    assert _held() == sorted(_rows(None, None), key=lambda row: row["case_id"])

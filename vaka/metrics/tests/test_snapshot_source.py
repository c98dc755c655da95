"""A snapshot folder: read through its manifest, followed when swapped, never outside itself."""

import datetime as dt

import pyarrow.parquet as pq
import pytest

from vaka.law.period import Period
from vaka.metrics import manifest
from vaka.metrics.engine import Engine
from vaka.metrics.facts import FACTS
from vaka.metrics.manifest import FactFile, FactFiles, ForeignSnapshotError, Manifest
from vaka.metrics.request import Request
from vaka.metrics.snapshot_source import SnapshotSource, opened
from vaka.metrics.specs.spec import deviation, tree

REQUEST = Request(("deviations",), "vaka", Period.parse("2022..2023"))


def write(root, snapshot, version=None, **facts):
    entries = {}
    for name, rows in facts.items():
        path = f"fact={name}/{snapshot}.parquet"
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        pq.write_table(FACTS[name].table(rows), root / path)
        entries[name] = FactFiles(
            version or FACTS[name].version, (FactFile(path, None, len(rows)),)
        )
    manifest.write(root, Manifest(snapshot, "2024-02-29T12:00:00+01:00", entries))


def counts(engine):
    return [row.value for row in engine.evaluate(REQUEST)]


def test_a_swapped_manifest_is_followed_even_when_the_old_file_is_gone(tmp_path):
    first, second = deviation(1, dt.date(2022, 5, 1)), deviation(2, dt.date(2023, 5, 1))
    write(tmp_path, "one", deviation=[first], unit_tree=tree())
    engine = Engine(SnapshotSource(tmp_path), lambda: dt.date(2024, 1, 1))
    assert counts(engine) == [1, 0]
    write(tmp_path, "two", deviation=[first, second], unit_tree=tree())
    (tmp_path / "fact=deviation/one.parquet").unlink()
    assert counts(engine) == [1, 1]


def test_many_swaps_leave_few_schemas(tmp_path):
    engine = Engine(SnapshotSource(tmp_path), lambda: dt.date(2024, 1, 1))
    for i in range(6):
        rows = [deviation(k, dt.date(2023, 5, 1)) for k in range(i)]
        write(tmp_path, f"s{i}", deviation=rows, unit_tree=tree())
        assert counts(engine) == [0, i]
    assert len(engine.source._schemas) == 3


def test_a_fact_without_files_is_an_empty_table(tmp_path):
    write(tmp_path, "one", unit_tree=tree())
    assert counts(Engine(SnapshotSource(tmp_path))) == [0, 0]


@pytest.mark.parametrize(
    ("spoil", "error"),
    [
        (lambda root: (root / "manifest.json").unlink(), manifest.NoSnapshotError),
        (lambda root: (root / "manifest.json").write_text("{"), ForeignSnapshotError),
        (lambda root: (root / "manifest.json").write_text('{"version": 9}'), ForeignSnapshotError),
        (lambda root: write(root, "x", version="0", deviation=[]), ForeignSnapshotError),
        (
            lambda root: manifest.write(
                root,
                Manifest(
                    "x",
                    "",
                    {
                        "deviation": FactFiles(
                            FACTS["deviation"].version, (FactFile("../a", None, 0),)
                        )
                    },
                ),
            ),
            ForeignSnapshotError,
        ),
    ],
)
def test_what_is_no_snapshot_is_refused_by_name(tmp_path, spoil, error):
    write(tmp_path, "one", unit_tree=tree())
    spoil(tmp_path)
    with pytest.raises(error):
        counts(Engine(SnapshotSource(tmp_path)))


def test_a_manifest_reads_back_as_written(tmp_path):
    write(tmp_path, "one", unit_tree=tree())
    read = manifest.read(tmp_path)
    manifest.write(tmp_path, read)
    assert manifest.read(tmp_path) == read


def test_a_process_opens_a_folder_once(tmp_path):
    assert opened(tmp_path) is opened(tmp_path / ".")

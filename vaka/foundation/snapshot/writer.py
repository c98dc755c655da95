"""Writes the analytics snapshot: Parquet by fact and year behind a manifest swapped in one rename.

Many read while one writes. Only the files of years that hold a changed case are written anew;
another version of a fact's schema means a full rebuild. The manifest's form stands in
`vaka.metrics.manifest`.
"""

import fcntl
import json
import os
import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import blake2b
from itertools import islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from django.conf import settings
from django.utils import timezone

from vaka.foundation import durable
from vaka.foundation.cases.models import ChangedCase
from vaka.foundation.snapshot.registry import Registered, all_facts

BATCH = 20_000
FORMAT = 1
KEPT_SECONDS = 600


@dataclass(frozen=True)
class SnapshotState:
    """Which snapshot stands, since when, and how many changes it does not hold yet."""

    snapshot: str
    made_at: datetime
    pending: int
    facts: Mapping[str, int]


def folder() -> Path:
    """Give where the snapshot lies."""
    return Path(settings.DATA_DIR) / "snapshot"


def state() -> SnapshotState | None:
    """Give the state of the snapshot, or None before the first one or under another schema."""
    manifest = _read(folder())
    if manifest is None or any(_is_outdated(manifest, fact) for fact in all_facts()):
        return None
    return _state(manifest)


def paths(name: str) -> list[str]:
    """Give a fact's files, relative to the folder; none before the first snapshot."""
    manifest = _read(folder()) or {"facts": {}}
    return [file["path"] for file in manifest["facts"].get(name, {"files": []})["files"]]


def bring_up(*, look: bool = False) -> SnapshotState:
    """Bring the snapshot up to the last commit and give its state; one writer at a time.

    A fact with a file that is gone or has another length is written anew.

    Args:
        look: read every byte, and write anew what a damaged disk changed.
    """
    root = folder()
    durable.make_folder(root, root.parent)
    with _only_writer(root):
        manifest = _whole_part(root, _read(root) or {"facts": {}}, look)
        changes = list(
            ChangedCase.objects.order_by("id").values_list("id", "kind", "case_id", "year")
        )
        facts = {fact.name: _bring_up(root, fact, manifest, changes) for fact in all_facts()}
        if facts != manifest["facts"]:
            manifest = _swap(root, facts)
            _sweep(root, manifest)
        _forget([change[0] for change in changes])
    return _state(manifest)


def _whole_part(root: Path, manifest: dict[str, Any], look: bool) -> dict[str, Any]:
    """The manifest without the facts of which a file is torn or gone."""
    facts = manifest["facts"].items()
    whole = {name: entry for name, entry in facts if not _torn(root, entry, look)}
    return {**manifest, "facts": whole}


def _torn(root: Path, entry: dict[str, Any], look: bool) -> bool:
    return any(not _is_whole(root / file["path"], file, look) for file in entry["files"])


def _is_whole(path: Path, file: dict[str, Any], look: bool) -> bool:
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return False
    same = size == file.get("bytes", size)
    return same and (not look or f"{_digest(path)}.parquet" == path.name)


def _forget(ids: list[int]) -> None:
    """Exactly the rows that were read: a lower number may be committed later than a higher one."""
    for start in range(0, len(ids), BATCH):
        ChangedCase.objects.filter(id__in=ids[start : start + BATCH]).delete()


def _bring_up(
    root: Path, fact: Registered, manifest: dict[str, Any], changes: list[tuple[Any, ...]]
) -> dict[str, Any]:
    before = manifest["facts"].get(fact.name)
    if fact.producer.stamp is not None:
        return _whole(root, fact, before, fact.producer.stamp())
    if before is None or _is_outdated(manifest, fact):
        return _entry(fact, _every_year(root, fact))
    touched: dict[int, set[uuid.UUID]] = defaultdict(set)
    for _id, kind, case_id, year in changes:
        if kind == fact.name:
            touched[year].add(case_id)
    if not touched:
        return dict(before)
    moved = set().union(*touched.values())
    files = {file["year"]: file for file in before["files"]}
    for year in sorted({*touched, *_holding(root, fact, files, moved)}):
        files[year] = _rewritten(root, fact, year, files.get(year), moved)
    return _entry(fact, [file for file in files.values() if file["rows"]])


def _whole(
    root: Path, fact: Registered, before: dict[str, Any] | None, stamp: str
) -> dict[str, Any]:
    """A fact in one file is written anew when what it is made of has changed."""
    if before and before.get("stamp") == stamp and before["schema_version"] == fact.version:
        return before
    file = _write(root, fact, None, _tables(fact, fact.producer.rows(None, None)))
    return _entry(fact, [file]) | {"stamp": stamp}


def _entry(fact: Registered, files: list[dict[str, Any]]) -> dict[str, Any]:
    ordered = sorted(files, key=lambda file: file["year"] or 0)
    return {"schema_version": fact.version, "files": ordered}


def _every_year(root: Path, fact: Registered) -> list[dict[str, Any]]:
    years = fact.producer.years() if fact.producer.years else []
    rows = fact.producer.rows
    return [_write(root, fact, year, _tables(fact, rows(None, year))) for year in years]


def _holding(
    root: Path, fact: Registered, files: Mapping[int, dict[str, Any]], ids: set[uuid.UUID]
) -> Iterator[int]:
    """A case whose event got another year leaves the file of the year before."""
    wanted = pa.array([str(one) for one in ids])
    for year, file in files.items():
        column = pq.read_table(root / file["path"], columns=[fact.producer.key])[fact.producer.key]
        if pc.any(pc.is_in(column, value_set=wanted)).as_py():
            yield year


def _rewritten(
    root: Path, fact: Registered, year: int, old: dict[str, Any] | None, ids: set[uuid.UUID]
) -> dict[str, Any]:
    kept: list[pa.Table] = []
    if old:
        table = pq.read_table(root / old["path"], schema=fact.schema)
        changed = pc.is_in(table[fact.producer.key], value_set=pa.array([str(i) for i in ids]))
        kept.append(table.filter(pc.invert(changed)))
    rows = (row for row in fact.producer.rows(ids, year))
    return _write(root, fact, year, (*kept, *_tables(fact, rows)))


def _tables(fact: Registered, rows: Iterable[Mapping[str, Any]]) -> Iterator[pa.Table]:
    found = iter(rows)
    names = fact.schema.names
    while batch := list(islice(found, BATCH)):
        arrays = [
            pa.array([row.get(name) for row in batch], type=fact.schema.field(name).type)
            for name in names
        ]
        yield pa.Table.from_arrays(arrays, schema=fact.schema)


def _write(
    root: Path, fact: Registered, year: int | None, tables: Iterable[pa.Table]
) -> dict[str, Any]:
    """Write one file under a passing name, then name it by its content."""
    place = root / f"fact={fact.name}" / (f"year={year}" if year else "all")
    durable.make_folder(place, root)
    beside = place / f"{os.getpid()}.new"
    rows = 0
    with pq.ParquetWriter(beside, fact.schema, compression="zstd") as out:
        for table in tables:
            out.write_table(table, row_group_size=122_880)
            rows += table.num_rows
    durable.flush_file(beside)
    name = f"{_digest(beside)}.parquet"
    durable.put_in_place(beside, place / name)
    size = (place / name).stat().st_size
    path = str((place / name).relative_to(root))
    return {"path": path, "year": year, "rows": rows, "bytes": size}


def _digest(path: Path) -> str:
    digest = blake2b(digest_size=12)
    with path.open("rb") as stream:
        while piece := stream.read(1 << 20):
            digest.update(piece)
    return digest.hexdigest()


def _swap(root: Path, facts: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(facts, sort_keys=True)
    manifest = {
        "version": FORMAT,
        "snapshot": blake2b(text.encode(), digest_size=8).hexdigest(),
        "made_at": timezone.now().isoformat(),
        "facts": facts,
    }
    beside = root / f"manifest.json.{os.getpid()}.new"
    with beside.open("w", encoding="utf-8") as out:
        json.dump(manifest, out, ensure_ascii=False, indent=1)
        out.flush()
        os.fsync(out.fileno())
    durable.put_in_place(beside, root / "manifest.json")
    return manifest


def _sweep(root: Path, manifest: dict[str, Any]) -> None:
    """Remove files that no manifest names any more, once no reader can still be on them."""
    named = {file["path"] for entry in manifest["facts"].values() for file in entry["files"]}
    oldest = timezone.now().timestamp() - KEPT_SECONDS
    for path in root.glob("fact=*/*/*"):
        if str(path.relative_to(root)) not in named and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _read(root: Path) -> dict[str, Any] | None:
    """A torn manifest is none: all is written anew from the database."""
    try:
        found: dict[str, Any] = json.loads((root / "manifest.json").read_text("utf-8"))
    except (FileNotFoundError, ValueError):
        return None
    return found


def _is_outdated(manifest: dict[str, Any], fact: Registered) -> bool:
    entry = manifest["facts"].get(fact.name)
    return entry is None or entry["schema_version"] != fact.version


def _state(manifest: dict[str, Any]) -> SnapshotState:
    rows = {
        name: sum(file["rows"] for file in entry["files"])
        for name, entry in manifest["facts"].items()
    }
    made_at = datetime.fromisoformat(manifest["made_at"])
    return SnapshotState(manifest["snapshot"], made_at, ChangedCase.objects.count(), rows)


@contextmanager
def _only_writer(root: Path) -> Iterator[None]:
    with (root / "writer.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

"""The manifest of a snapshot: which Parquet files hold which fact.

`manifest.json` is plain JSON, swapped in one rename, so readers meet the old list or the new:

    {"version": 1, "snapshot": "<id>", "made_at": "<ISO 8601 with offset>",
     "facts": {"deviation": {"schema_version": "1",
               "files": [{"path": "fact=deviation/year=2023/x.parquet", "year": 2023, "rows": 9}]}}}

`year` is null for facts that are not divided by year. Paths are relative to the folder.
"""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

FORMAT = 1
NAME = "manifest.json"


class NoSnapshotError(FileNotFoundError):
    """The folder holds no manifest."""

    def __init__(self, root: Path) -> None:
        super().__init__(f"Ingen ögonblicksbild finns i {root}. Kör ”vaka snapshot”.")


class ForeignSnapshotError(ValueError):
    """The manifest is unreadable or of another format or schema version."""


@dataclass(frozen=True, slots=True)
class FactFile:
    """One Parquet file; `path` is relative to the snapshot's folder."""

    path: str
    year: int | None
    rows: int


@dataclass(frozen=True, slots=True)
class FactFiles:
    """All files of one fact, written to one version of its schema."""

    schema_version: str
    files: tuple[FactFile, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """What one snapshot consists of; `snapshot` is a new id with every change."""

    snapshot: str
    made_at: str
    facts: dict[str, FactFiles]

    def paths(self, fact: str) -> tuple[str, ...]:
        """The fact's files, none when the snapshot lacks it."""
        entry = self.facts.get(fact)
        return tuple(file.path for file in entry.files) if entry else ()


def read(root: Path) -> Manifest:
    """The manifest in this folder. Raises `NoSnapshotError` and `ForeignSnapshotError`."""
    try:
        found = json.loads((root / NAME).read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise NoSnapshotError(root) from None
    except ValueError as error:
        raise ForeignSnapshotError(f"{root / NAME}: {error}") from error
    if found.get("version") != FORMAT:
        raise ForeignSnapshotError(f"{root / NAME}: format {found.get('version')!r}")
    facts = {name: _fact_files(entry) for name, entry in found["facts"].items()}
    return Manifest(found["snapshot"], found["made_at"], facts)


def write(root: Path, manifest: Manifest) -> None:
    """Swap in a new manifest: written beside, flushed to disk, then renamed over the old."""
    beside = root / f"{NAME}.{os.getpid()}.new"
    with beside.open("w", encoding="utf-8") as stream:
        json.dump({"version": FORMAT, **asdict(manifest)}, stream, ensure_ascii=False, indent=1)
        stream.flush()
        os.fsync(stream.fileno())
    beside.replace(root / NAME)


def _fact_files(entry: dict[str, Any]) -> FactFiles:
    files = tuple(FactFile(f["path"], f["year"], f["rows"]) for f in entry["files"])
    return FactFiles(str(entry["schema_version"]), files)

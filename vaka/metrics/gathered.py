"""Many principals' snapshots side by side, gathered so that one engine answers for them all.

    <root>/principal=1480/manifest.json, fact=…/year=…/….parquet      as each principal wrote it
    <root>/gathered/fact=…/year=…/….parquet, <root>/manifest.json     the same rows, few large files

A unit `almen` of principal `1480` is `1480.almen` there; `1480` holds all of its units and `riket`
all of the country's. Each gathered file is named by the files it is made of, so that one new case
leads to one file being written anew. What tells cases apart (ids, numbers) is left out.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from zlib import crc32

import duckdb

from vaka.metrics import manifest
from vaka.metrics.facts import FACTS, OPEN_END, UNIT_TREE, Fact
from vaka.metrics.manifest import FactFile, FactFiles, ForeignSnapshotError, Manifest
from vaka.metrics.source import SETTINGS

COUNTRY = "riket"
BUCKETS = 8
"""Into so many parts the principals are divided: what is written anew after one change."""
FOLDER = "gathered"
_LEFT_OUT = ("case_id", "row_id", "reference")
_CODE = "CASE WHEN {0} = principal THEN {0} ELSE principal || '.' || {0} END AS {0}"
_PRINCIPAL = "regexp_extract(filename, '.*principal=([^/]+)/', 1) AS principal"

Met = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Part:
    """A fact's rows of a year and some principals; of a versioned fact those that hold now, or
    those that held before, since most questions ask only for the first."""

    fact: Fact
    year: int | None
    files: tuple[str, ...]
    holds_now: bool | None

    @property
    def path(self) -> str:
        """Where the part lies, by what it is made of."""
        told = repr((self.fact.version, self.files, self.holds_now)).encode()
        place = f"year={self.year}" if self.year else "all"
        name = blake2b(told, digest_size=12).hexdigest()
        return f"{FOLDER}/fact={self.fact.name}/{place}/{name}.parquet"


def gather(root: Path, met: Met = lambda done, of: None) -> str:
    """Bring the gathered files up to the principals' snapshots, and give the new snapshot's id.

    Raises:
        NoSnapshotError: no principal lies there.
        ForeignSnapshotError: a principal's facts are of another version.
    """
    snapshots = _snapshots(root)
    parts = list(_parts(snapshots))
    missing = [part for part in parts if not (root / part.path).exists()]
    connection = duckdb.connect(config=SETTINGS)
    for done, part in enumerate(missing, 1):
        _write(connection, root, part)
        met(done, len(missing))
    now = _manifest(connection, root, parts, snapshots.values())
    manifest.write(root, now)
    _sweep(root, now)
    return now.snapshot


def _snapshots(root: Path) -> dict[str, Manifest]:
    found = {
        place.name.removeprefix("principal="): manifest.read(place)
        for place in sorted(root.glob("principal=*"))
    }
    if not found:
        raise manifest.NoSnapshotError(root)
    for principal, snapshot in found.items():
        for name, entry in snapshot.facts.items():
            if name in FACTS and entry.schema_version != FACTS[name].version:
                raise ForeignSnapshotError(f"principal={principal}: {name} {entry.schema_version}")
    return found


def _parts(snapshots: dict[str, Manifest]) -> Iterator[Part]:
    found: dict[tuple[Fact, int | None, int], list[str]] = {}
    for principal, snapshot in snapshots.items():
        for name, entry in snapshot.facts.items():
            if name not in FACTS:
                continue
            bucket = 0 if FACTS[name] is UNIT_TREE else crc32(principal.encode()) % BUCKETS
            for file in entry.files:
                key = (FACTS[name], file.year, bucket)
                found.setdefault(key, []).append(f"principal={principal}/{file.path}")
    for (fact, year, _), files in found.items():
        for holds_now in (True, False) if fact.versioned else (None,):
            yield Part(fact, year, tuple(files), holds_now)


def _write(connection: duckdb.DuckDBPyConnection, root: Path, part: Part) -> None:
    """Write one part beside its place, then move it there whole."""
    place = root / part.path
    place.parent.mkdir(parents=True, exist_ok=True)
    beside = place.with_suffix(".new")
    select = _tree(root, part) if part.fact is UNIT_TREE else _rows(root, part)
    connection.execute(
        f"COPY ({select}) TO {_quoted(str(beside))} (FORMAT parquet, COMPRESSION zstd)"
    )
    beside.replace(place)


def _rows(root: Path, part: Part) -> str:
    columns = ", ".join(map(_column, part.fact.column_names))
    where = "valid_to_date {} DATE '9999-12-31'".format("=" if part.holds_now else "<>")
    order = " ORDER BY unit_code, measure" if part.fact.name == "observation" else ""
    told = f"SELECT {columns} FROM ({_read(root, part)}){order}"  # noqa: S608  # names of our own
    return told if part.holds_now is None else f"{told} WHERE {where}"


def _column(name: str) -> str:
    if name in _LEFT_OUT:
        return f"'' AS {name}"
    return _CODE.format(name) if name.endswith("unit_code") else name


def _tree(root: Path, part: Part) -> str:
    """Every principal's own tree, its units under the principal, and all under the country."""
    rest = ", ".join(UNIT_TREE.column_names[2:])
    codes = ", ".join(_CODE.format(name) for name in ("ancestor_code", "unit_code"))
    end = f"DATE '{OPEN_END}'"
    return f"""
        WITH own AS (SELECT principal, {codes}, {rest} FROM ({_read(root, part)})),
        units AS (SELECT * FROM own WHERE ancestor_code = unit_code AND NOT is_reference)
        SELECT ancestor_code, unit_code, {rest} FROM own
        UNION ALL SELECT principal, unit_code, 1, name, kind, false, valid_from_date, valid_to_date
            FROM units WHERE principal NOT IN (SELECT ancestor_code FROM own)
        UNION ALL SELECT '{COUNTRY}', unit_code, 2, name, kind, false,
            valid_from_date, valid_to_date FROM units
        UNION ALL SELECT code, code, 0, code, 'principal', false, DATE '1900-01-01', {end}
            FROM (SELECT '{COUNTRY}' AS code UNION SELECT principal FROM own
                  WHERE principal NOT IN (SELECT ancestor_code FROM own))"""  # noqa: S608


def _read(root: Path, part: Part) -> str:
    files = ", ".join(_quoted(str(root / path)) for path in part.files)
    return (
        f"SELECT * EXCLUDE filename, {_PRINCIPAL} "  # noqa: S608  # quoted by `_quoted`
        f"FROM read_parquet([{files}], filename = true, hive_partitioning = false)"
    )


def _manifest(
    connection: duckdb.DuckDBPyConnection, root: Path, parts: list[Part],
    snapshots: Iterable[Manifest],
) -> Manifest:  # fmt: skip
    counted = _counted(connection, root, [part.path for part in parts])
    facts: dict[str, list[FactFile]] = {}
    for part in parts:
        facts.setdefault(part.fact.name, []).append(
            FactFile(part.path, part.year, counted[part.path])
        )
    told = blake2b("".join(part.path for part in parts).encode(), digest_size=8).hexdigest()
    entries = {n: FactFiles(FACTS[n].version, tuple(files)) for n, files in facts.items()}
    return Manifest(told, max(one.made_at for one in snapshots), entries)


def _counted(connection: duckdb.DuckDBPyConnection, root: Path, paths: list[str]) -> dict[str, int]:
    """How many rows each file has, by what its end says."""
    files = ", ".join(_quoted(str(root / path)) for path in paths)
    sql = f"SELECT file_name, num_rows FROM parquet_file_metadata([{files}])"  # noqa: S608
    found = {str(Path(name).relative_to(root)): rows
             for name, rows in connection.execute(sql).fetchall()}  # fmt: skip
    return {path: int(found[path]) for path in paths}


def _sweep(root: Path, now: Manifest) -> None:
    """Remove gathered files that neither this nor the snapshot before is made of."""
    named = {file.path for entry in now.facts.values() for file in entry.files}
    for path in (root / FOLDER).glob("fact=*/*/*.parquet"):
        told = str(path.relative_to(root))
        if told not in named and path.with_suffix(".old").exists():
            path.unlink()
            path.with_suffix(".old").unlink()
        elif told not in named:
            path.with_suffix(".old").touch()


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

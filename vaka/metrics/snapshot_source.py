"""A snapshot folder read by one embedded DuckDB: many threads, one connection, no copies."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from threading import Lock, local
from typing import Any

import duckdb

from vaka.metrics import manifest
from vaka.metrics.facts import FACTS, Fact, Kind
from vaka.metrics.manifest import ForeignSnapshotError, Manifest
from vaka.metrics.source import SETTINGS, Record

KEPT_SNAPSHOTS = 3
_TYPES = {
    Kind.TEXT: "VARCHAR",
    Kind.WHOLE: "INTEGER",
    Kind.NUMBER: "DOUBLE",
    Kind.DATE: "DATE",
    Kind.FLAG: "BOOLEAN",
}


class SnapshotSource:
    """The facts of `<root>/manifest.json`. Each snapshot met becomes a schema of views, so a
    query that began on one snapshot ends on it."""

    dialect = "duckdb"

    def __init__(self, root: Path) -> None:
        self.root = root.resolve()
        self._connection = duckdb.connect(config=SETTINGS)
        self._connection.execute("SET parquet_metadata_cache = true")
        self._cursors = local()
        self._lock = Lock()
        self._schemas: dict[str, str] = {}
        self._made = 0
        self._stamp: tuple[int, int] | None = None
        self._manifest: Manifest | None = None

    @property
    def manifest(self) -> Manifest:
        """The manifest of now; the file is read again only when it has been swapped.

        Raises `manifest.NoSnapshotError` and `ForeignSnapshotError`.
        """
        try:
            found = (self.root / manifest.NAME).stat()
        except FileNotFoundError:
            raise manifest.NoSnapshotError(self.root) from None
        stamp = (found.st_ino, found.st_mtime_ns)
        with self._lock:
            if self._manifest is None or stamp != self._stamp:
                self._manifest, self._stamp = manifest.read(self.root), stamp
            return self._manifest

    @property
    def snapshot(self) -> str:
        """The id of the snapshot of now."""
        return self.manifest.snapshot

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[Record]:
        """Run a statement on the snapshot of now. A file taken away by the writer between
        the manifest and the read is met by one more try on the manifest that replaced it."""
        schema, asked = self._schema(), self.snapshot
        try:
            return self._run(schema, sql, values)
        except duckdb.IOException:
            if self.snapshot == asked:
                raise
            return self._run(self._schema(), sql, values)

    def _run(self, schema: str, sql: str, values: Mapping[str, Any]) -> list[Record]:
        own = self._cursors
        if not hasattr(own, "cursor"):
            own.cursor, own.schema = self._connection.cursor(), ""
        if own.schema != schema:
            own.cursor.execute(f"USE {schema}")
            own.schema = schema
        return list(own.cursor.execute(sql, dict(values)).fetchall())

    def _schema(self) -> str:
        """The schema of views over the snapshot of now, made when first asked for."""
        now = self.manifest
        with self._lock:
            if now.snapshot not in self._schemas:
                self._schemas[now.snapshot] = self._make(now)
                self._forget_oldest()
            return self._schemas[now.snapshot]

    def _make(self, now: Manifest) -> str:
        self._made += 1
        schema = f"snapshot_{self._made}"
        cursor = self._connection.cursor()
        cursor.execute(f"CREATE SCHEMA {schema}")
        for fact in FACTS.values():
            cursor.execute(f"CREATE VIEW {schema}.{fact.name} AS {self._select(now, fact)}")
        return schema

    def _select(self, now: Manifest, fact: Fact) -> str:
        """A query over the fact's files; without files, over no rows of the right types."""
        entry = now.facts.get(fact.name)
        if entry is None or not entry.files:
            typed = (f"CAST(NULL AS {_TYPES[c.kind]}) AS {c.name}" for c in fact.columns)
            return f"SELECT {', '.join(typed)} WHERE false"
        if entry.schema_version != fact.version:
            raise ForeignSnapshotError(
                f"{fact.name}: schema {entry.schema_version}, expected {fact.version}"
            )
        paths = ", ".join(_quoted(str(self._inside(path))) for path in now.paths(fact.name))
        # quoted by `_quoted`; a view's text cannot hold bound values
        return f"FROM read_parquet([{paths}], hive_partitioning = false)"

    def _inside(self, path: str) -> Path:
        """The file's place; a manifest may not point outside its folder."""
        place = (self.root / path).resolve()
        if not place.is_relative_to(self.root):
            raise ForeignSnapshotError(f"{path} lies outside the snapshot")
        return place

    def _forget_oldest(self) -> None:
        while len(self._schemas) > KEPT_SNAPSHOTS:
            oldest = next(iter(self._schemas))
            schema = self._schemas.pop(oldest)
            self._connection.cursor().execute(f"DROP SCHEMA {schema} CASCADE")


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def opened(root: Path) -> SnapshotSource:
    """The one source of this process for the folder, kept for as long as the process lives."""
    return _opened(os.getpid(), root.resolve())


@cache
def _opened(process: int, root: Path) -> SnapshotSource:
    return SnapshotSource(root)

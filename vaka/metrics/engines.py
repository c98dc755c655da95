"""Other engines than the embedded one: the same definitions on PostgreSQL and on Spark.

Chosen by `VAKA_ANALYTICS`: `duckdb:` (the snapshot folder itself), `postgresql://…` or
`spark://…` (`spark:local[2]`). The facts stand there in tables of the same names, brought by
`load_into` together with the snapshot's id.
"""

import fcntl
import importlib
from collections.abc import Mapping
from pathlib import Path
from threading import local
from typing import Any, Protocol, runtime_checkable

import pyarrow as pa
import pyarrow.parquet as pq

from vaka.metrics import manifest
from vaka.metrics.facts import FACTS
from vaka.metrics.snapshot_source import opened
from vaka.metrics.source import Record, Source
from vaka.metrics.statement import PLACEHOLDER

STAMP = "snapshot_stamp"
"""The table of one row that holds the id of the snapshot that was loaded."""


class EngineUnavailableError(ValueError):
    """The engine that was asked for is unknown or not installed."""


@runtime_checkable
class Loadable(Protocol):
    """A source that facts can be brought into."""

    def load(self, name: str, table: pa.Table) -> None:
        """Replace the table of this name."""
        ...


def source_for(setting: str, root: Path) -> Source:
    """The source that the setting names; `root` is the snapshot folder of the embedded one.

    Raises EngineUnavailableError with Swedish words on what to do.
    """
    kind = setting.partition(":")[0]
    match kind:
        case "" | "duckdb":
            return opened(root)
        case "postgresql" | "postgres":
            return PostgresSource(setting)
        case "spark":
            return SparkSource(setting)
    raise EngineUnavailableError(
        f"VAKA_ANALYTICS börjar med ”{kind}:”. Välj duckdb:, postgresql: eller spark:."
    )


def load_into(engine: Loadable, root: Path) -> str:
    """Bring every fact of the snapshot folder into the engine; gives the snapshot's id.

    The stamp is written last, so an engine stopped half-way still names the snapshot before.
    """
    now = manifest.read(root)
    for fact in FACTS.values():
        schema = fact.arrow_schema()
        files = [pq.read_table(root / path, partitioning=None) for path in now.paths(fact.name)]
        whole = pa.concat_tables(files) if files else schema.empty_table()
        engine.load(fact.name, whole.select(schema.names).cast(schema))
    engine.load(STAMP, pa.table({"id": [now.snapshot]}))
    return now.snapshot


def bring_up(source: Source, root: Path) -> str:
    """Load the snapshot folder into a foreign engine when it holds another one, or none.

    The embedded engine reads the folder itself. One process loads at a time; the rest wait and
    find it done. Gives the id of the snapshot that the engine now answers from.
    """
    now = manifest.read(root).snapshot
    if not isinstance(source, Loadable) or source.snapshot == now:
        return now
    with (root / "analytics.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        return now if source.snapshot == now else load_into(source, root)


class PostgresSource:
    """Facts in a PostgreSQL database; one connection for each thread."""

    dialect = "postgres"

    def __init__(self, url: str) -> None:
        self._url = url
        self._own = local()

    @property
    def snapshot(self) -> str:
        """The id that `load_into` left; empty when nothing has been loaded."""
        if not self.rows("SELECT to_regclass('snapshot_stamp') IS NOT NULL", {})[0][0]:
            return ""
        return str(self.rows("SELECT id FROM snapshot_stamp", {})[0][0])

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[Record]:
        """Run a statement; `$name` becomes psycopg's `%(name)s`."""
        text = PLACEHOLDER.sub(r"%(\1)s", sql.replace("%", "%%")) if values else sql
        with self._backend().con.cursor() as cursor:
            cursor.execute(text, dict(values) or None)
            found = list(cursor.fetchall())
        self._backend().con.rollback()
        return found

    def load(self, name: str, table: pa.Table) -> None:
        """Replace the table of this name and let the planner know its size."""
        backend = self._backend()
        backend.create_table(name, table, overwrite=True)
        with backend.con.cursor() as cursor:
            cursor.execute(f'ANALYZE "{name}"')
        backend.con.commit()

    def close(self) -> None:
        """Close this thread's connection."""
        if hasattr(self._own, "backend"):
            self._own.backend.con.close()
            del self._own.backend

    def _backend(self) -> Any:
        if not hasattr(self._own, "backend"):
            import ibis

            self._own.backend = ibis.connect(self._url)
        return self._own.backend


class SparkSource:
    """Facts as tables of a Spark session, local, on a cluster or through Spark Connect."""

    dialect = "pyspark"

    def __init__(self, url: str) -> None:
        try:
            sql = importlib.import_module("pyspark.sql")
        except ImportError:
            raise EngineUnavailableError(
                "Spark är inte installerat. Installera pyspark-client (requirements/spark.txt) "
                "eller pyspark (>=4.0,<4.1) i samma miljö, eller ta bort VAKA_ANALYTICS för "
                "att använda den inbyggda motorn."
            ) from None
        builder = sql.SparkSession.builder.config("spark.sql.session.timeZone", "UTC")
        builder = builder.config("spark.sql.ansi.enabled", "true")
        is_remote = url.startswith("spark:sc://")
        target = url.removeprefix("spark:") if not url.startswith("spark://") else url
        self._session = (builder.remote if is_remote else builder.master)(target).getOrCreate()

    @property
    def snapshot(self) -> str:
        """The id that `load_into` left; empty when nothing has been loaded."""
        if not self._session.catalog.tableExists(STAMP):
            return ""
        return str(self.rows("SELECT id FROM snapshot_stamp", {})[0][0])

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[Record]:
        """Run a statement; `$name` becomes Spark's `:name`."""
        text = PLACEHOLDER.sub(r":\1", sql)
        return [tuple(row) for row in self._session.sql(text, args=dict(values)).collect()]

    def load(self, name: str, table: pa.Table) -> None:
        """Replace the table of this name. Of no rows Spark cannot tell the types by itself."""
        told = importlib.import_module("pyspark.sql.pandas.types").from_arrow_schema(table.schema)
        frame = self._session.createDataFrame(table if table.num_rows else [], told)
        frame.write.mode("overwrite").saveAsTable(name)

    def close(self) -> None:
        """Leave the session."""
        self._session.stop()

"""Where facts come from: what the engine needs of a store, and one that holds them in memory."""

from collections.abc import Iterable, Mapping
from threading import local
from typing import Any, Protocol

import duckdb

from vaka.metrics.facts import FACTS

Record = tuple[Any, ...]

SETTINGS: dict[str, Any] = {
    "threads": 2,
    "memory_limit": "1GB",
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
"""No extension is ever fetched; a page's query may not take the machine."""


class Source(Protocol):
    """A store of facts. `snapshot` changes whenever any fact may have changed; `dialect` is
    the name that Ibis gives to the store's SQL."""

    dialect: str

    @property
    def snapshot(self) -> str: ...

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[Record]:
        """Run a statement over the tables named in `FACTS`; `$name` is bound to its value."""
        ...


class MemorySource:
    """Facts given as rows; for specifications, tests and other people's frames."""

    dialect = "duckdb"

    def __init__(self, facts: Mapping[str, Iterable[Mapping[str, Any]]], name: str = "memory"):
        self.snapshot = name
        self._connection = duckdb.connect(config=SETTINGS)
        self._cursors = local()
        for fact in FACTS.values():
            # the table is registered by its Arrow object: no value becomes part of a text
            self._connection.register("incoming", fact.table(facts.get(fact.name, ())))
            self._connection.execute(f"CREATE TABLE {fact.name} AS FROM incoming")
            self._connection.unregister("incoming")

    def rows(self, sql: str, values: Mapping[str, Any]) -> list[Record]:
        if not hasattr(self._cursors, "own"):
            self._cursors.own = self._connection.cursor()
        return list(self._cursors.own.execute(sql, dict(values)).fetchall())

"""What has been fetched from Kolada, kept on disk: everything that is shown is read from here.

`values/<KPI>.parquet` holds a measure's numbers, each with when and from which address it came;
`kpi.json`, `municipality.json` and `groups.json` what they are called. Works without a network.
A file is swapped in one rename, so that a reader never meets half of one.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from vaka.exchange.kolada import Value

COLUMNS = ("municipality", "year", "gender", "value", "count", "status", "fetched_at", "url")
KPI = re.compile(r"[A-Z]\d{5}")
COUNTRY = "0000"


class UnknownKpi(ValueError):
    """The text is no id of a measure in Kolada."""

    def __init__(self, kpi: str) -> None:
        super().__init__(f"”{kpi}” är inget id i Kolada. Det är en bokstav och fem siffror.")


@dataclass(frozen=True, slots=True)
class Held:
    """One number as kept: the value, and when and from where it was fetched."""

    value: Value
    fetched_at: str
    url: str


@dataclass(frozen=True, slots=True)
class Contents:
    """What is kept of one measure."""

    kpi: str
    title: str
    rows: int
    first_year: int
    last_year: int
    fetched_at: str


class Snapshot:
    """The folder of what has been fetched."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, fetched: Iterable[tuple[str, Value]], at: datetime) -> dict[str, int]:
        """Keep numbers, each over the one that stood; gives how many of each measure came."""
        by_kpi: dict[str, list[Held]] = {}
        for url, value in fetched:
            by_kpi.setdefault(value.kpi, []).append(Held(value, at.isoformat(), url))
        for kpi, new in by_kpi.items():
            self._write(kpi, _merged(self.held(kpi), new))
        return {kpi: len(rows) for kpi, rows in by_kpi.items()}

    def held(self, kpi: str) -> list[Held]:
        """Give all that is kept of a measure, in order; nothing where it was never fetched."""
        path = self._path(kpi)
        if not path.exists():
            return []
        import pyarrow.parquet as pq  # slow to load, and few processes read numbers

        return [
            Held(Value(kpi, r["municipality"], r["year"], r["gender"], r["value"], r["count"],
                       r["status"]), r["fetched_at"], r["url"])
            for r in pq.read_table(path).to_pylist()
        ]  # fmt: skip

    def keep_names(self, kind: str, rows: Iterable[dict[str, Any]], url: str, at: datetime) -> int:
        """Keep what measures, municipalities or groups are called; gives how many are known."""
        known = {row["id"]: row for row in self.names(kind)} | {row["id"]: row for row in rows}
        told = {"fetched_at": at.isoformat(), "url": url, "rows": list(known.values())}
        self._swap(self._names(kind), json.dumps(told, ensure_ascii=False).encode())
        return len(known)

    def names(self, kind: str) -> list[dict[str, Any]]:
        """Give the rows of `kpi`, `municipality` or `groups`."""
        path = self._names(kind)
        if not path.exists():
            return []
        rows: list[dict[str, Any]] = json.loads(path.read_text("utf-8"))["rows"]
        return rows

    def contents(self) -> list[Contents]:
        """Give what is kept, a line a measure."""
        titles = {row["id"]: row.get("title", "") for row in self.names("kpi")}
        found = []
        for path in sorted((self.folder / "values").glob("*.parquet")):
            held = self.held(path.stem)
            years = [one.value.year for one in held]
            newest = max((one.fetched_at for one in held), default="")
            ends = min(years, default=0), max(years, default=0)
            found.append(Contents(path.stem, titles.get(path.stem, ""), len(held), *ends, newest))
        return found

    def _path(self, kpi: str) -> Path:
        if not KPI.fullmatch(kpi):
            raise UnknownKpi(kpi)
        return self.folder / "values" / f"{kpi}.parquet"

    def _names(self, kind: str) -> Path:
        return self.folder / f"{kind}.json"

    def _write(self, kpi: str, held: list[Held]) -> None:
        import pyarrow as pa
        import pyarrow.parquet as pq

        kinds = [pa.string(), pa.int32(), pa.string(), pa.float64(), pa.int32(), pa.string(),
                 pa.string(), pa.string()]  # fmt: skip
        schema = pa.schema(list(zip(COLUMNS, kinds, strict=True)))
        rows = [
            dict(zip(COLUMNS, (h.value.municipality, h.value.year, h.value.gender, h.value.value,
                               h.value.count, h.value.status, h.fetched_at, h.url), strict=True))
            for h in held
        ]  # fmt: skip
        sink = pa.BufferOutputStream()
        pq.write_table(pa.Table.from_pylist(rows, schema=schema), sink)
        self._swap(self._path(kpi), sink.getvalue().to_pybytes())

    def _swap(self, path: Path, content: bytes) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        draft.write_bytes(content)
        draft.replace(path)


def _merged(stood: list[Held], new: list[Held]) -> list[Held]:
    """New numbers over those that stood; what Kolada has taken back is taken away."""
    found = {_cell(one): one for one in stood} | {_cell(one): one for one in new}
    return [one for _key, one in sorted(found.items()) if not one.value.is_deleted]


def _cell(held: Held) -> tuple[str, int, str]:
    return held.value.municipality, held.value.year, held.value.gender

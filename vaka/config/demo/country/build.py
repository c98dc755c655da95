"""Writes the country: one folder a principal, made in parallel, each a snapshot of its own."""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from hashlib import blake2b
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from vaka.config.demo.country import deviations, observations
from vaka.config.demo.country.plan import Country, Principal, principals
from vaka.metrics import manifest
from vaka.metrics.facts import DEVIATION, OBSERVATION, UNIT_TREE, Fact
from vaka.metrics.manifest import FactFile, FactFiles, Manifest

ROW_GROUP = 122_880


def build(
    country: Country, root: Path, met: Callable[[int, int], None] = lambda done, of: None
) -> dict[str, int]:
    """Write every principal under `root`, and give how many rows of each fact there are.

    `met` is told how many principals are written, of how many.
    """
    every = principals(country)
    root.mkdir(parents=True, exist_ok=True)
    rows: dict[str, int] = {}
    for done, counts in enumerate(_written(country, root, every), 1):
        for name, count in counts.items():
            rows[name] = rows.get(name, 0) + count
        met(done, len(every))
    return rows


def _written(country: Country, root: Path, every: list[Principal]) -> Iterator[dict[str, int]]:
    """The largest first, so that no core waits at the end."""
    ordered = sorted(every, key=lambda one: -one.deviations)
    workers = min(os.cpu_count() or 1, len(every))
    if workers == 1:
        yield from (write(country, root, one) for one in ordered)
        return
    with ProcessPoolExecutor(workers, get_context("spawn")) as pool:
        jobs = [pool.submit(write, country, root, one) for one in ordered]
        yield from (job.result() for job in jobs)


def write(country: Country, root: Path, principal: Principal) -> dict[str, int]:
    """Write one principal's folder, its manifest last."""
    pa.set_cpu_count(1)
    folder = root / f"principal={principal.code}"
    made: dict[Fact, list[FactFile]] = {DEVIATION: [], OBSERVATION: [], UNIT_TREE: []}
    for year in country.span:
        for fact, rows in ((DEVIATION, deviations.rows), (OBSERVATION, observations.rows)):
            table = rows(country, principal, year)
            if table.num_rows:
                made[fact].append(_file(folder, fact, year, table))
    made[UNIT_TREE].append(_file(folder, UNIT_TREE, None, observations.tree(principal)))
    facts = {fact.name: FactFiles(fact.version, tuple(files)) for fact, files in made.items()}
    made_at = f"{country.today}T12:00:00+01:00"
    manifest.write(folder, Manifest(_digest(repr(facts).encode()), made_at, facts))
    return {fact.name: sum(file.rows for file in files) for fact, files in made.items()}


def _file(folder: Path, fact: Fact, year: int | None, table: pa.Table) -> FactFile:
    """A file named by its content."""
    place = folder / f"fact={fact.name}" / (f"year={year}" if year else "all")
    place.mkdir(parents=True, exist_ok=True)
    sink = pa.BufferOutputStream()
    pq.write_table(table, sink, compression="zstd", row_group_size=ROW_GROUP)
    content = sink.getvalue()
    path = place / f"{_digest(content)}.parquet"
    path.write_bytes(content)
    return FactFile(str(path.relative_to(folder)), year, table.num_rows)


def _digest(content: bytes | pa.Buffer) -> str:
    return blake2b(content, digest_size=12).hexdigest()

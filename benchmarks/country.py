"""A board over a country's facts: Vaka's engine over gathered snapshots, beside Django's ORM on
PostgreSQL at a smaller size, and how the cost grows from 10⁴ rows to a whole country.

    VAKA_BENCH_COUNTRY=DIR     a country already made; else one is made (several minutes, 3 GB)
    VAKA_BENCH_PEER_ROWS=N     cases in PostgreSQL, 1 000 000 unless said

The board is the start page's five questions and a year by month of four measures, for the country.
A first view has nothing kept but the text of the query and the ends of the files; a later one has
the answer kept. The peer is asked the start page's five questions alone, over its own smaller
number of cases, beside the engine over the same cases (benchmarks/start_page.py): that ratio is at
the peer's size. Freshness is one new case at one principal, gathered and asked for.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import Any

TODAY = date(2026, 11, 24)
ROUNDS, LATER = 5, 500
SIZES = (0.00125, 0.0125, 0.125)
"""Parts of a country for the growth: 10⁴, 10⁵ and 10⁶ deviations; a whole one has 8 million."""
TILES = ("deviations", "falls", "deviations_closed_in_month_share", "falls_injury_share")
GOAL_FIRST, GOAL_LATER, GOAL_FRESH, GOAL_PEER = 1.0, 0.05, 2.0, 12
VAKA = str(Path(sys.executable).with_name("vaka"))


def made(folder: Path, scale: float) -> float:
    """Make a country by the command and give the seconds it took."""
    command = [VAKA, "--json", "demo-country", "--today", str(TODAY), "--scale", str(scale)]
    began = time.perf_counter()
    subprocess.run([*command, str(folder)], check=True, capture_output=True)
    return time.perf_counter() - began


def board() -> list[Any]:
    """What the board asks about the country."""
    from vaka.areas.deviations.overview import requests
    from vaka.law.period import Grain, Period
    from vaka.metrics.gathered import COUNTRY
    from vaka.metrics.request import Request

    year = Period.parse(str(TODAY.year - 1))
    by_month = [Request((name,), COUNTRY, year, grain=Grain.MONTH) for name in TILES]
    return [*requests(COUNTRY, year, TODAY), *by_month]


def views(folder: Path) -> tuple[float, float]:
    """Median seconds of first views, and of a later one."""
    from vaka.metrics.engine import Engine
    from vaka.metrics.snapshot_source import SnapshotSource

    source, asked, firsts = SnapshotSource(folder), board(), []
    for _round in range(ROUNDS + 1):
        engine = Engine(source, today=lambda: TODAY)  # keeps nothing yet
        began = time.perf_counter()
        engine.evaluate_many(asked)
        firsts.append(time.perf_counter() - began)
    began = time.perf_counter()
    for _ in range(LATER):
        engine.evaluate_many(asked)
    return statistics.median(firsts[1:]), (time.perf_counter() - began) / LATER


def rows_in(folder: Path) -> int:
    """How many rows of deviations the country has."""
    from vaka.metrics import manifest

    return sum(file.rows for file in manifest.read(folder).facts["deviation"].files)


def freshness(folder: Path) -> float:
    """Seconds from one new case in a principal's snapshot until the board has counted it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    from vaka.law.period import Period
    from vaka.metrics import gathered, manifest
    from vaka.metrics.engine import Engine
    from vaka.metrics.manifest import FactFile, FactFiles, Manifest
    from vaka.metrics.request import Request
    from vaka.metrics.snapshot_source import SnapshotSource

    place = sorted(folder.glob("principal=*"))[-1]
    now = manifest.read(place)
    files = now.facts["deviation"].files
    last = next(file for file in files if file.year == TODAY.year)
    table = pq.read_table(place / last.path, partitioning=None)
    more = pa.concat_tables([table, table.slice(table.num_rows - 1)])
    engine = Engine(SnapshotSource(folder), today=lambda: TODAY)
    asked = [*board(), Request(("deviations",), gathered.COUNTRY, Period.parse(str(TODAY.year)))]
    before = engine.evaluate_many(asked)[-1][0].value
    path = f"fact=deviation/year={TODAY.year}/{time.time_ns()}.parquet"
    began = time.perf_counter()
    pq.write_table(more, place / path, compression="zstd")
    kept = tuple(file for file in files if file is not last)
    changed = FactFiles(now.facts["deviation"].schema_version,
                        (*kept, FactFile(path, TODAY.year, more.num_rows)))  # fmt: skip
    facts = now.facts | {"deviation": changed}
    manifest.write(place, Manifest(f"{time.time_ns()}", now.made_at, facts))
    gathered.gather(folder)
    after = engine.evaluate_many(asked)[-1][0].value
    took = time.perf_counter() - began
    manifest.write(place, now)
    gathered.gather(folder)
    if after != before + 1:
        raise SystemExit(f"the new case is not seen: {before} and {after}")
    return took


def peer() -> None:
    """The ORM at its size, by the start page's own benchmark, which checks that figures agree."""
    rows = os.environ.get("VAKA_BENCH_PEER_ROWS", "1000000")
    script = Path(__file__).with_name("start_page.py")
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, check=True,
                          env=os.environ | {"VAKA_BENCH_START_ROWS": rows})  # fmt: skip
    line = next(one for one in done.stdout.splitlines() if one.startswith("start-page ratio"))
    told = line.replace("start-page", "country-board").replace("goal=4", f"goal={GOAL_PEER}")
    print(f"{told}; at the peer's size, not the country's")


def main() -> int:
    """Measure and print the lines."""
    from vaka.config import product

    with tempfile.TemporaryDirectory() as made_here:
        product.set_up(Path(made_here))
        country = Path(os.environ.get("VAKA_BENCH_COUNTRY", f"{made_here}/country"))
        where = f"{os.cpu_count()} cores"
        if not country.exists():
            seconds = made(country, 1.0)
            print(f"country-made seconds={seconds:.0f} goal=300 conditions={where}, "
                  "290 principals, ten years, written and gathered")  # fmt: skip
        first, later = views(country)
        rows = rows_in(country)
        where = f"{rows} rows of deviations, nine questions, {where}"
        print(f"country-first seconds={first:.2f} goal={GOAL_FIRST} conditions={where}")
        print(f"country-later seconds={later:.6f} goal={GOAL_LATER} conditions=kept, {where}")
        fresh = freshness(country)
        print(f"country-fresh seconds={fresh:.2f} goal={GOAL_FRESH} conditions=one new case "
              f" written, gathered, every question asked anew, {where}")  # fmt: skip
        for scale in SIZES:
            small = Path(made_here) / f"scale-{scale}"
            made(small, scale)
            least, _ = views(small)
            ratio = (first / least) / (rows / rows_in(small))
            print(f"country-growth ratio={ratio:.3f} goal=1 conditions=rows {rows_in(small)} in "
                  f"{least * 1000:.0f} ms, {rows} rows {first * 1000:.0f} ms")  # fmt: skip
    peer()
    return 0


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())

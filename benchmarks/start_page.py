"""The start page's figures over a million deviations: Vaka's engine over Parquet, side by side
with Django's ORM on PostgreSQL (indexed, analysed, warm) and hand-written SQL over the same files.

The three answer the same questions about one year, and their counts are compared before any time
is printed. A first view has nothing kept: the snapshot has a new id for every round, and the text
of the query is kept as in a running process. One line a ratio; medians.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import polars as pl

ROWS = int(os.environ.get("VAKA_BENCH_START_ROWS", "1000000"))
ROUNDS, PEER_ROUNDS, LATER = 7, 3, 2_000
UNITS, TYPES = 40, 20
FIRST_YEAR, YEAR = 2021, 2025
AS_OF = date(2025, 12, 31)
NEVER = 10**6
FIGURES = ("totals", "months", "ages", "risk", "types")
Answer = dict[str, Any]


def cases() -> pl.DataFrame:
    """One row a case: five years of events; three quarters assessed, five sixths closed."""
    chance = np.random.default_rng(7)
    first, last = _day(date(FIRST_YEAR, 1, 1)), _day(AS_OF)
    occurred = chance.integers(first, last + 1, ROWS)
    reported = np.minimum(occurred + chance.integers(0, 3, ROWS), last)
    assessed = np.where(chance.random(ROWS) < 0.8, reported + chance.integers(1, 21, ROWS), NEVER)
    closed = np.where(chance.random(ROWS) < 0.85, reported + chance.integers(21, 121, ROWS), NEVER)
    assessed, closed = (np.where(day > last, NEVER, day) for day in (assessed, closed))
    return pl.DataFrame({
        "number": np.arange(ROWS), "unit": chance.integers(0, UNITS, ROWS),
        "kind": np.minimum(chance.integers(0, TYPES, ROWS), chance.integers(0, TYPES, ROWS)),
        "severity": chance.integers(1, 5, ROWS), "likelihood": chance.integers(1, 5, ROWS),
        "serious": chance.random(ROWS) < 0.002, "hour": chance.integers(0, 24, ROWS),
        "occurred": occurred, "reported": reported, "assessed": assessed, "closed": closed,
    }).with_columns(
        case_id=pl.format("018c0000-0000-7000-8000-{}", pl.col("number").cast(str).str.zfill(12)),
        is_assessed=pl.col("assessed") < NEVER, is_closed=pl.col("closed") < NEVER,
        unit_code=pl.format("enhet-{}", "unit"), type=pl.format("Typ {}", "kind"),
        **{f"{name}_date": _date(name) for name in ("occurred", "reported", "assessed", "closed")},
    )  # fmt: skip


def _day(day: date) -> int:
    return (day - date(1970, 1, 1)).days


def _date(name: str) -> pl.Expr:
    known = pl.when(pl.col(name) < NEVER).then(pl.col(name))
    return known.cast(pl.Int32).cast(pl.Date)


def versions(found: pl.DataFrame) -> pl.DataFrame:
    """The fact's rows: a span for each state that a case has been in."""
    end = date(9999, 12, 31)
    limit = pl.col("reported_date").dt.offset_by("1mo")
    base = found.with_columns(month_limit_date=limit, has_risk=pl.lit(value=False))
    spans = [
        base.with_columns(state=pl.lit("reported"), start="reported_date",
                          end=pl.coalesce("assessed_date", "closed_date", pl.lit(end))),
        base.filter("is_assessed").with_columns(
            state=pl.lit("assessed"), start="assessed_date", has_risk=pl.lit(value=True),
            end=pl.coalesce("closed_date", pl.lit(end))),
        base.filter("is_closed").with_columns(
            state=pl.lit("closed"), start="closed_date", has_risk="is_assessed",
            end=pl.lit(end)),
    ]  # fmt: skip
    return pl.concat(spans, how="vertical_relaxed").sort("number", "start").select(_fact())


def _fact() -> list[pl.Expr]:
    """The columns of `vaka.metrics.facts.DEVIATION`."""
    day, closed = pl.col("occurred_date"), pl.col("state") == "closed"
    risk = pl.when("has_risk")
    year, month = day.dt.year().cast(str), day.dt.month()
    named = {
        "reference": pl.format("AVV-{}", "number"), "area": pl.lit("Särskilt boende"),
        "law": pl.lit("HSL"), "severity": risk.then("severity"),
        "likelihood": risk.then("likelihood"),
        "score": risk.then(pl.col("severity") * pl.col("likelihood")),
        "is_open": ~closed, "closed_how": pl.when(closed).then(pl.lit("without_investigation")),
        "is_serious": pl.col("has_risk") & pl.col("serious"), "is_fall": pl.col("kind") < 4,
        "sex": pl.lit("K"), "reported_day": pl.col("reported"), "year": day.dt.year(),
        "tertial": pl.format("{}T{}", year, (month - 1) // 4 + 1),
        "quarter": pl.format("{}Q{}", year, day.dt.quarter()), "month": day.dt.strftime("%Y-%m"),
        "iso_week": day.dt.strftime("%G-W%V"), "weekday": day.dt.weekday(),
        "is_night": (pl.col("hour") < 6) | (pl.col("hour") > 20), "night_date": day,
        "first_assessed_date": risk.then("assessed_date"),
        "closed_date": pl.when(closed).then("closed_date"),
        "waits_outside": pl.lit(0),
        "answered_date": pl.when(closed).then("closed_date"),
        "answer_days": pl.when(closed).then(pl.col("closed") - pl.col("reported")),
        "handling_days": pl.when(closed).then(pl.col("closed") - pl.col("reported")),
        "closed_in_time": pl.when(closed).then(pl.col("closed_date") <= pl.col("month_limit_date")),
        "valid_from_date": pl.col("start"), "valid_to_date": pl.col("end"),
    }  # fmt: skip
    plain = "case_id unit_code type state reported_date occurred_date hour month_limit_date".split()
    return [*map(pl.col, plain), *(one.alias(name) for name, one in named.items())]


def write_snapshot(root: Path, rows: pl.DataFrame) -> dict[str, Any]:
    """Write the facts as the snapshot writer does: a file a year, zstd. Gives the manifest's."""
    from vaka.metrics.facts import DEVIATION, OPEN_END, UNIT_TREE
    from vaka.metrics.manifest import FactFiles

    files = [
        _written(root, DEVIATION, rows.filter(pl.col("year") == year), year)
        for year in range(FIRST_YEAR, YEAR + 1)
    ]
    codes = [f"enhet-{number}" for number in range(UNITS)]
    pairs = [("vaka", code, 1) for code in codes] + [(c, c, 0) for c in ["vaka", *codes]]
    tree = pl.DataFrame([
        {"ancestor_code": above, "unit_code": code, "depth": depth, "name": code, "kind": "ward",
         "is_reference": False, "valid_from_date": date(2000, 1, 1), "valid_to_date": OPEN_END}
        for above, code, depth in pairs
    ])  # fmt: skip
    return {
        "deviation": FactFiles(DEVIATION.version, tuple(files)),
        "unit_tree": FactFiles(UNIT_TREE.version, (_written(root, UNIT_TREE, tree, None),)),
    }


def _written(root: Path, fact: Any, rows: pl.DataFrame, year: int | None) -> Any:
    import pyarrow.parquet as pq

    from vaka.metrics.manifest import FactFile

    path = f"{fact.name}-{year}.parquet"
    table = rows.select(fact.column_names).to_arrow().cast(fact.arrow_schema())
    pq.write_table(table, root / path, compression="zstd", row_group_size=122_880)
    return FactFile(path, year, len(rows))


def ours(root: Path, facts: dict[str, Any]) -> tuple[float, float, Answer]:
    """Seconds of a first and of a later view, and the answer."""
    from vaka.areas.deviations.overview import requests
    from vaka.law.period import Period
    from vaka.metrics.engine import Engine
    from vaka.metrics.manifest import Manifest, write
    from vaka.metrics.snapshot_source import SnapshotSource

    engine = Engine(SnapshotSource(root), today=lambda: AS_OF)
    asked = requests("vaka", Period.parse(str(YEAR)), AS_OF)
    firsts = []
    for turn in range(ROUNDS + 1):
        write(root, Manifest(f"turn-{turn}", "2026-01-01T00:00:00+01:00", facts))
        began = time.perf_counter()
        rows = engine.evaluate_many(asked)
        firsts.append(time.perf_counter() - began)
    began = time.perf_counter()
    for _ in range(LATER):
        engine.evaluate_many(asked)
    later = (time.perf_counter() - began) / LATER
    # The first round also makes the text of the query, once in a process's life
    return statistics.median(firsts[1:]), later, _of_rows(rows)


def _of_rows(rows: list[list[Any]]) -> Answer:
    totals, months, ages, risk, types = rows
    found = {row.name: row.value for row in totals if not row.by}
    return {
        "totals": (found["deviations"], found["deviations_open"], found["deviations_serious"]),
        "months": {row.period: row.value for row in months if not row.by},
        "ages": {row.by["age"]: row.value for row in ages if row.by},
        "risk": {(int(row.by["severity"]), int(row.by["likelihood"])): row.value
                 for row in risk if row.by and row.by["severity"]},
        "types": {row.by["type"]: row.value for row in types if row.by},
    }  # fmt: skip


AGE = (
    "CASE WHEN {age} <= 30 THEN '0-30' WHEN {age} <= 90 THEN '31-90' WHEN {age} <= 180 "
    "THEN '91-180' WHEN {age} <= 365 THEN '181-365' ELSE '366-' END"
)
NOW = "valid_from_date <= DATE '2025-12-31' AND valid_to_date > DATE '2025-12-31'"
BY_HAND = {
    "totals": f"""SELECT count(*) FILTER (WHERE year = 2025), count(*) FILTER (WHERE is_open),
        count(*) FILTER (WHERE year = 2025 AND is_serious),
        avg((score IS NOT NULL)::INT) FILTER (WHERE year = 2025),
        avg((NOT is_open)::INT) FILTER (WHERE year = 2025),
        avg(closed_in_time::INT) FILTER (WHERE year = 2025
            AND (NOT is_open OR month_limit_date < DATE '2025-12-31'))
        FROM d WHERE {NOW}""",
    "months": f"SELECT month, count(*) FROM d WHERE {NOW} AND year >= 2024 GROUP BY 1",
    "ages": f"SELECT {AGE.format(age='20453 - reported_day')}, count(*) FROM d "
    f"WHERE {NOW} AND is_open GROUP BY 1",
    "risk": f"SELECT severity, likelihood, count(*) FROM d WHERE {NOW} AND year = 2025 "
    "AND score IS NOT NULL GROUP BY 1, 2",
    "types": f"SELECT type, count(*) FROM d WHERE {NOW} AND year = 2025 GROUP BY 1",
}
TREE = "unit_code IN (SELECT unit_code FROM u WHERE ancestor_code = 'vaka')"


def by_hand(root: Path) -> tuple[float, Answer]:
    """The same questions as five plain statements over the same files, with the same settings."""
    from vaka.metrics.source import SETTINGS

    connection = duckdb.connect(config=SETTINGS)
    connection.execute("SET parquet_metadata_cache = true")
    for name, files in (("d", "deviation-*"), ("u", "unit_tree-*")):
        connection.execute(f"CREATE VIEW {name} AS FROM read_parquet('{root}/{files}.parquet')")
    texts = {name: sql.replace("FROM d WHERE", f"FROM d WHERE {TREE} AND")
             for name, sql in BY_HAND.items()}  # fmt: skip
    return _timed(
        lambda: {name: connection.execute(sql).fetchall() for name, sql in texts.items()}, ROUNDS
    )


def _timed(ask: Callable[[], dict[str, list[Any]]], rounds: int) -> tuple[float, Answer]:
    """The median of some rounds after a warm one, and the answer."""
    times, found = [], ask()
    for _ in range(rounds):
        began = time.perf_counter()
        found = ask()
        times.append(time.perf_counter() - began)
    answer: Answer = {name: dict(found[name]) for name in ("months", "ages", "types")}
    answer["totals"] = tuple(found["totals"][0][:3])
    answer["risk"] = {(a, b): count for a, b, count in found["risk"]}
    return statistics.median(times), answer


def fill(found: pl.DataFrame) -> None:
    """Put the same cases into PostgreSQL by COPY, with Vaka's own indexes and one on the day."""
    from django.db import connection

    from vaka.config import product
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.organisation.actions import NewUnit, open_unit

    product.migrate()
    by = Viewer.system("benchmark")
    top = open_unit(by=by, new=NewUnit("vaka", "Vaka", "principal", date(2000, 1, 1)))
    units = [
        open_unit(by=by, new=NewUnit(f"enhet-{n}", f"enhet-{n}", "ward", date(2000, 1, 1), top))
        for n in range(UNITS)
    ]
    ids = pl.DataFrame({"unit": range(UNITS), "unit_id": [str(unit.pk) for unit in units]},
                       schema_overrides={"unit": pl.Int64})  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")  # no checks of foreign keys
        for table, rows in _tables(found.join(ids, on="unit", how="left")).items():
            text = f"COPY {table} ({', '.join(rows.columns)}) FROM STDIN (FORMAT csv)"
            with cursor.copy(text) as copy:
                copy.write(rows.write_csv(include_header=False, quote_style="non_numeric"))
        cursor.execute("CREATE INDEX ON cases_case (occurred_at)")
        for table in ("cases_case", "deviations_deviation"):
            cursor.execute(f"VACUUM ANALYZE {table}")


def _tables(found: pl.DataFrame) -> dict[str, pl.DataFrame]:
    def noon(name: str) -> pl.Expr:
        return pl.col(f"{name}_date").dt.strftime("%Y-%m-%d 12:00:00+00")

    text, no = pl.lit(""), pl.lit(value=False)
    risk = pl.when("is_assessed")
    state = pl.when("is_closed").then(pl.lit("closed"))
    case = found.select(
        id="case_id", kind=pl.lit("deviation"), reference=pl.format("AVV-{}", "number"),
        title="type", state=state.otherwise(pl.lit("reported")), unit_id="unit_id",
        confidentiality=pl.lit("internal"), occurred_at=noon("occurred"),
        opened_at=noon("reported"), closed_at=noon("closed"), source_digest=text,
        due_date=pl.col("reported_date").dt.offset_by("1mo"), version=pl.lit(1),
    )  # fmt: skip
    deviation = found.select(
        case_id="case_id", law=pl.lit("HSL"), type="type", place=text, text=pl.lit("Fall " * 15),
        immediate_measure=text, sex=pl.lit("K"), has_time=~no, severity=risk.then("severity"),
        likelihood=risk.then("likelihood"), is_serious=pl.col("is_assessed") & pl.col("serious"),
        investigation=text, closed_how=text, closing_words=text,
    )  # fmt: skip
    return {"cases_case": case, "deviations_deviation": deviation}


def orm() -> tuple[float, Answer]:
    """The same figures as a Django page would ask for them: five querysets, aggregated by
    the database."""
    from django.db.models import Case, CharField, Count, F, Q, Value, When
    from django.db.models.functions import TruncMonth

    from vaka.areas.deviations.models import Deviation
    from vaka.foundation.organisation.models import Unit
    from vaka.law.local_time import SWEDISH

    ids = list(Unit.objects.values_list("pk", flat=True))
    all_rows = Deviation.objects.filter(case__unit_id__in=ids)
    start, before = (_moment(year, SWEDISH) for year in (YEAR, YEAR - 1))
    year = all_rows.filter(case__occurred_at__gte=start)
    still = all_rows.filter(case__closed_at=None)
    in_time = Q(case__closed_at__date__lte=F("case__due_date"))
    due = Q(case__closed_at__isnull=False) | Q(case__due_date__lt=AS_OF)
    limits = ((30, "0-30"), (90, "31-90"), (180, "91-180"), (365, "181-365"))
    bands = [When(case__opened_at__gte=_days_before(days), then=Value(name))
             for days, name in limits]  # fmt: skip

    def ask() -> dict[str, list[Any]]:
        total = year.aggregate(
            n=Count("pk"), serious=Count("pk", Q(is_serious=True)),
            assessed=Count("pk", Q(severity__isnull=False)),
            closed=Count("pk", Q(case__closed_at__isnull=False)),
            in_time=Count("pk", in_time), due=Count("pk", due),
        )  # fmt: skip
        months = all_rows.filter(case__occurred_at__gte=before)
        month = TruncMonth("case__occurred_at", tzinfo=SWEDISH)
        age = Case(*bands, default=Value("366-"), output_field=CharField())
        graded = year.filter(severity__isnull=False)
        return {
            "totals": [(total["n"], still.count(), total["serious"])],
            "months": [(f"{day:%Y-%m}", n) for day, n in
                       months.values_list(month).annotate(n=Count("pk")).order_by()],
            "ages": list(still.values_list(age).annotate(n=Count("pk")).order_by()),
            "risk": list(graded.values_list("severity", "likelihood").annotate(n=Count("pk"))),
            "types": list(year.values_list("type").annotate(n=Count("pk")).order_by()),
        }  # fmt: skip

    return _timed(ask, PEER_ROUNDS)


def _moment(year: int, zone: Any) -> Any:
    from datetime import datetime

    return datetime(year, 1, 1, tzinfo=zone)


def _days_before(days: int) -> Any:
    from datetime import UTC, datetime, timedelta

    return datetime(AS_OF.year, AS_OF.month, AS_OF.day, tzinfo=UTC) - timedelta(days=days)


def main() -> int:
    """Measure the three and print the lines."""
    from tests import postgres

    with tempfile.TemporaryDirectory() as folder, postgres.temporary() as address:
        os.environ |= {"DATABASE_URL": address, "VAKA_KEYS": f"{folder}/keys"}
        root = Path(folder) / "snapshot"
        root.mkdir()
        _start(Path(folder))
        found = cases()
        rows = versions(found)
        first, later, mine = ours(root, write_snapshot(root, rows))
        hand, theirs = by_hand(root)
        _must_agree(mine, theirs, "hand-written SQL")
        fill(found)
        peer, theirs = orm()
        _must_agree(mine, theirs, "Django ORM")
    where = f"{ROWS} cases, {len(rows)} rows, {os.cpu_count()} cores, vaka {first * 1000:.0f} ms"
    print(f"start-page ratio={peer / first:.1f} goal=4 peer=django-orm-postgresql "
          f"conditions={where}, peer {peer * 1000:.0f} ms")  # fmt: skip
    print(f"start-page-by-hand ratio={first / hand:.2f} goal=1.3-at-most peer=duckdb-sql "
          f"conditions={where}, by hand {hand * 1000:.0f} ms")  # fmt: skip
    print(f"start-page-later ratio={peer / later:.0f} goal=30 peer=django-orm-postgresql "
          f"conditions=kept answer {later * 1e6:.0f} µs, "
          f"{first / later:.0f} times the first view")  # fmt: skip
    return 0


def _start(folder: Path) -> None:
    from vaka.config import product
    from vaka.config.keys import KeyRing

    KeyRing.of(folder).make()
    product.set_up(folder)


def _must_agree(mine: Answer, theirs: Answer, name: str) -> None:
    """Figures that differ would compare different work."""
    for figure in FIGURES:
        if mine[figure] != theirs[figure]:
            raise SystemExit(f"{name}: {figure} differs: {mine[figure]} and {theirs[figure]}")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    sys.exit(main())

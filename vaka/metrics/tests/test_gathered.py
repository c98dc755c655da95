"""Principals side by side: the gathered files answer as the principals' own snapshots add up."""

import datetime as dt
import json

import pytest

from vaka.law.period import Grain, Period
from vaka.metrics import gathered, manifest
from vaka.metrics.definitions import named
from vaka.metrics.engine import Engine
from vaka.metrics.facts import FACTS
from vaka.metrics.manifest import ForeignSnapshotError
from vaka.metrics.measure import Unit
from vaka.metrics.request import Request
from vaka.metrics.snapshot_source import SnapshotSource
from vaka.metrics.specs.spec import deviation, tree
from vaka.metrics.tests.test_snapshot_source import write

TODAY, YEAR = dt.date(2024, 2, 29), Period.parse("2023")
NAMES = ("deviations", "falls", "deviations_closed_share", "deviations_median_age_open")


def rows(number, falls):
    return [
        deviation(k, dt.date(2023, 1 + k % 12, 3), is_fall=k < falls, law="HSL" if k % 2 else "SoL",
                  unit_code="almen" if k % 3 else "bjorken", **_closed(k))
        for k in range(number)
    ]  # fmt: skip


def _closed(k):
    return {"closed_date": dt.date(2024, 1, 5)} if k % 4 == 0 else {}


@pytest.fixture
def country(tmp_path):
    for code, number, falls in (("1480", 20, 5), ("2280", 7, 2)):
        write(
            tmp_path / f"principal={code}", "one", deviation=rows(number, falls), unit_tree=tree()
        )
    gathered.gather(tmp_path)
    return tmp_path


def ask(root, unit, **rest):
    engine = Engine(SnapshotSource(root), lambda: TODAY)
    request = Request(NAMES, unit, YEAR, ("law",), Grain.QUARTER, **rest)
    return {(r.name, r.period, *r.by.values()): r for r in engine.evaluate(request)}


@pytest.mark.parametrize("code", ["1480", "2280"])
def test_a_principal_answers_as_by_itself(country, code):
    alone, within = ask(country / f"principal={code}", "vaka"), ask(country, code)
    assert {place: row.value for place, row in alone.items()} == {
        place: row.value for place, row in within.items()
    }


def test_the_country_is_the_sum_of_its_principals(country):
    whole = ask(country, gathered.COUNTRY)
    parts = [ask(country, code) for code in ("1480", "2280")]
    for place, row in whole.items():
        if named(row.name).unit is Unit.DAYS:
            continue
        assert row.n == sum(part[place].n if place in part else 0 for part in parts), place


def test_a_unit_is_named_by_its_principal(country):
    assert ask(country, "1480.almen")[("falls", "2023Q1")].value == 2
    assert "riket" not in json.loads((country / "principal=1480/manifest.json").read_text())


def test_no_case_can_be_told_from_another(country):
    source = SnapshotSource(country)
    assert source.rows("SELECT DISTINCT case_id, reference FROM deviation", {}) == [("", "")]


def test_one_new_case_writes_one_part_anew(country):
    before = {path: path.stat().st_mtime_ns for path in country.glob("gathered/*/*/*.parquet")}
    write(country / "principal=1480", "two", deviation=rows(21, 5), unit_tree=tree())
    first = manifest.read(country).snapshot
    assert gathered.gather(country) != first
    assert ask(country, gathered.COUNTRY)[("deviations", "2023Q3")].value == 7
    after = {path: path.stat().st_mtime_ns for path in country.glob("gathered/*/*/*.parquet")}
    assert all(after[path] == before[path] for path in before)
    assert len(after.keys() - before.keys()) <= 3


def test_nothing_new_is_the_same_snapshot(country):
    assert gathered.gather(country) == manifest.read(country).snapshot == gathered.gather(country)


def test_what_is_no_country_is_refused(tmp_path):
    with pytest.raises(manifest.NoSnapshotError):
        gathered.gather(tmp_path)
    write(tmp_path / "principal=1", "one", version="0", deviation=rows(1, 0))
    with pytest.raises(ForeignSnapshotError, match="principal=1"):
        gathered.gather(tmp_path)


def test_every_fact_is_gathered_with_its_own_columns(tmp_path):
    write(tmp_path / "principal=1", "one", unit_tree=tree(),
          **{name: [] for name in FACTS if name != "unit_tree"})  # fmt: skip
    gathered.gather(tmp_path)
    source = SnapshotSource(tmp_path)
    for fact in FACTS.values():
        source.rows(f"SELECT {', '.join(fact.column_names)} FROM {fact.name}", {})

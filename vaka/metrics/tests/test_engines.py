"""The same definitions on PostgreSQL give what the embedded engine gives; Spark is refused
in plain words where it is not installed."""

import datetime as dt
import importlib

import pytest

from tests import postgres
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import MEASURES
from vaka.metrics.engine import Engine
from vaka.metrics.engines import EngineUnavailableError, PostgresSource, bring_up, source_for
from vaka.metrics.request import Request
from vaka.metrics.snapshot_source import SnapshotSource
from vaka.metrics.specs import decisions, deviations
from vaka.metrics.specs.spec import tree
from vaka.metrics.tests.test_published import PRINTED
from vaka.metrics.tests.test_snapshot_source import write

TODAY = dt.date(2024, 4, 15)


def test_postgresql_answers_as_the_embedded_engine_does(tmp_path):
    write(
        tmp_path,
        "one",
        deviation=deviations._EVENTS,
        decision=decisions._WAITING,
        observation=PRINTED,
        unit_tree=tree(),
    )
    own = Engine(SnapshotSource(tmp_path), lambda: TODAY)
    names = tuple(MEASURES)
    requests = [
        Request(names, "vaka", Period.parse("2023"), ("law",), Grain.QUARTER, lenient=True),
        Request(names, "vaka", Period.parse("2024Q1"), ("type", "age", "wait"), lenient=True),
        Request(names, "harnosand", Period.parse("2023"), ("law",), lenient=True),
    ]
    with postgres.temporary() as url:
        source = source_for(url, tmp_path)
        assert isinstance(source, PostgresSource)
        assert source.snapshot == ""
        assert bring_up(source, tmp_path) == source.snapshot == "one"
        other = Engine(source, lambda: TODAY)
        assert other.evaluate_many(requests) == own.evaluate_many(requests)
        year = Request((), "vaka", Period.parse("2023"))
        assert other.drilldown("falls", year) == own.drilldown("falls", year) != []
        write(tmp_path, "two", deviation=deviations._EVENTS[:1], unit_tree=tree())
        assert bring_up(source, tmp_path) == source.snapshot == "two"
        assert other.evaluate(year_of("deviations")) == own.evaluate(year_of("deviations"))
        source._backend().con.close()


def year_of(measure):
    return Request((measure,), "vaka", Period.parse("2023"))


def test_the_embedded_engine_is_the_default(tmp_path):
    assert isinstance(source_for("duckdb:", tmp_path), SnapshotSource)


def test_an_engine_that_is_not_there_says_what_to_do(tmp_path, monkeypatch):
    def absent(name):
        raise ImportError(name)

    monkeypatch.setattr(importlib, "import_module", absent)
    with pytest.raises(EngineUnavailableError, match="pyspark"):
        source_for("spark:local[2]", tmp_path)
    with pytest.raises(EngineUnavailableError, match="duckdb"):
        source_for("oracle:x", tmp_path)

"""The whole catalogue gives the same on DuckDB, PostgreSQL and Spark, whatever the rows.

Spark is Sail, a Spark Connect server from a wheel; `make test-spark` runs the same on real Spark.
"""

import math
import warnings
from dataclasses import astuple, replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests import postgres, spark
from vaka.law.period import Grain, Period
from vaka.metrics.definitions import MEASURES
from vaka.metrics.engine import Engine
from vaka.metrics.engines import PostgresSource, SparkSource, source_for
from vaka.metrics.facts import FACTS
from vaka.metrics.request import Request, Tree
from vaka.metrics.source import MemorySource
from vaka.metrics.tests.worlds import TODAY, tree, worlds

NAMES = tuple(MEASURES)
YEAR, QUARTER = Period.parse("2023"), Period.parse("2023Q2")
QUESTIONS = (
    (Request(NAMES, "vaka", YEAR, ("unit",), lenient=True),),
    (Request(NAMES, "norr", YEAR, ("sex", "wait"), Grain.TERTIAL, lenient=True),),
    (Request(NAMES, "soder", QUARTER, ("type", "age"), tree=Tree.THEN, lenient=True),),
    (
        Request(NAMES, "tom", YEAR, lenient=True),
        Request(NAMES, "norr", QUARTER, only=(("law", "HSL"),), tree=Tree.THEN, lenient=True),
        Request(NAMES, "harnosand", YEAR, ("sex",), lenient=True),
    ),
)
WORLDS = 4


@pytest.fixture(scope="module")
def others(tmp_path_factory):
    """The other engines, running."""
    root = tmp_path_factory.mktemp("none")
    with postgres.temporary() as first, spark.temporary() as second, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        sources = [source_for(first, root), source_for(second, root)]
        yield sources
        for source in sources:
            source.close()


@settings(max_examples=WORLDS, deadline=None, phases=[Phase.generate],
          suppress_health_check=list(HealthCheck))  # fmt: skip
@given(rows=worlds(), questions=st.sampled_from(QUESTIONS))
def test_the_catalogue_is_the_same_on_three_engines(others, rows, questions):
    own = told(MemorySource(rows), questions)
    for source in others:
        for name, fact in FACTS.items():
            source.load(name, fact.table(rows[name]))
        found = differing(own, told(source, questions))
        assert not found, (type(source).__name__, found[:3])


def told(source, questions):
    """Every row of every answer by its place; the snapshot's id is not asked for."""
    engine = Engine(_Named(source), lambda: TODAY)
    return {
        (number, row.name, row.period, tuple(row.by.items())): row
        for number, rows in enumerate(engine.evaluate_many(questions))
        for row in rows
    }


class _Named:
    """A source whose snapshot needs no look at the store."""

    snapshot = "world"

    def __init__(self, source):
        self.dialect, self.rows = source.dialect, source.rows


def differing(one, other):
    """The cells that differ: a null against a number, or numbers apart by more than 1e-9."""
    missing = one.keys() ^ other.keys()
    return [(place, one.get(place), other.get(place)) for place in missing] + [
        (one[place], other[place])
        for place in one.keys() & other.keys()
        if not all(map(_same, astuple(one[place]), astuple(other[place])))
    ]


def _same(one, other):
    if isinstance(one, float) and isinstance(other, float | int):
        return math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-9)
    return one == other


def test_a_difference_would_be_seen():
    question = (Request(("deviations", "falls_injury_share"), "vaka", YEAR),)
    own = told(MemorySource({"unit_tree": tree()}), question)
    place, row = next((place, row) for place, row in own.items() if row.value == 0)
    assert not differing(own, dict(own))
    assert differing(own, own | {place: replace(row, value=1e-6)})
    assert differing(own, own | {place: replace(row, value=None)})
    assert differing(own, {key: kept for key, kept in own.items() if key != place})


def test_three_engines_took_part(others):
    assert [type(source) for source in others] == [PostgresSource, SparkSource]

"""A small country: the same from the same seed, within its schema, of the size asked for."""

import datetime as dt

import pyarrow.parquet as pq
import pytest

from vaka.config.demo.country import build
from vaka.config.demo.country.plan import DEVIATIONS, FULL, Country, principals
from vaka.metrics import manifest
from vaka.metrics.facts import FACTS

TODAY = dt.date(2026, 11, 24)
SMALL = Country(principals=3, years=2, scale=0.05, seed=1, today=TODAY)


def write(root, country=SMALL):
    for one in principals(country):
        build.write(country, root, one)
    return {place.name: manifest.read(place).snapshot for place in sorted(root.glob("principal=*"))}


def test_the_same_seed_gives_the_same_country_and_another_another(tmp_path):
    first = write(tmp_path / "a")
    assert list(first) == ["principal=0001", "principal=0002", "principal=0003"]
    assert write(tmp_path / "b") == first
    other = Country(3, 2, 0.05, 2, TODAY)
    assert not set(write(tmp_path / "c", other).values()) & set(first.values())


def test_every_row_fits_its_fact(tmp_path):
    write(tmp_path)
    for place in tmp_path.glob("principal=*"):
        now = manifest.read(place)
        for name in now.facts:
            for path in now.paths(name):
                table = pq.read_table(place / path, partitioning=None)
                assert table.schema.equals(FACTS[name].arrow_schema())
                FACTS[name].table(table.slice(0, 50).to_pylist())


def test_a_case_is_known_in_one_state_a_day_and_not_in_the_future(tmp_path):
    write(tmp_path)
    file = next(tmp_path.glob("principal=0001/fact=deviation/year=2026/*.parquet"))
    rows = pq.read_table(file, partitioning=None).to_pylist()
    closed = {row["case_id"]: row for row in rows if not row["is_open"]}
    opened = [row for row in rows if row["is_open"]]
    assert len(opened) == len({row["case_id"] for row in rows})
    for row in opened:
        after = closed.get(row["case_id"])
        assert row["valid_to_date"] == (
            after["valid_from_date"] if after else dt.date(9999, 12, 31)
        )
        assert row["occurred_date"] <= row["reported_date"] <= TODAY


def test_a_home_that_was_merged_has_no_case_after_its_last_day(tmp_path):
    country = Country(1, 10, 0.02, 1, TODAY)
    [one] = principals(country)
    ended = {home.code: home.until for home in one.homes if home.until.year < 9999}
    assert len(ended) == 2
    build.write(country, tmp_path, one)
    for file in tmp_path.glob("principal=*/fact=deviation/*/*.parquet"):
        table = pq.read_table(file, partitioning=None, columns=["unit_code", "occurred_date"])
        for row in table.to_pylist():
            assert row["occurred_date"] < ended.get(row["unit_code"], dt.date.max)


@pytest.mark.parametrize(("scale", "share"), [(1.0, 1.0), (0.5, 0.5)])
def test_a_full_country_has_eight_million_deviations(scale, share):
    planned = principals(Country(FULL, 10, scale, 1, TODAY))
    assert sum(one.deviations for one in planned) == pytest.approx(DEVIATIONS * share, rel=0.001)

"""Every stored row of NHSRplotthedots and qicharts2, and the textbook cases, point for point."""

import csv
from itertools import groupby

import numpy as np
import pytest

from vaka.calc.spc.chart import judge
from vaka.calc.spc.kinds import Kind
from vaka.calc.spc.subgroups import xbar

COUNT_KINDS = {Kind.P, Kind.PP, Kind.U, Kind.UP}


def rows(path):
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def series(path, *names):
    """Numbers by series and column."""
    found = {}
    for name, group in groupby(rows(path), key=lambda row: row["series"]):
        lines = list(group)
        found[name] = [numbers(lines, column) for column in names]
    return found


def numbers(lines, column):
    return np.array([float(line[column]) if line[column] not in {"NA", ""} else np.nan
                     for line in lines])  # fmt: skip


def close(ours, lines, column) -> None:
    np.testing.assert_allclose(ours, numbers(lines, column), rtol=1e-9, atol=1e-12)


MODES = {
    "default": lambda n: {},
    "noscreen": lambda n: {"screen": False},
    "fix12": lambda n: {"base": np.arange(n) < 12},
    "rebase": lambda n: {"starts": [n // 2]},
}


def test_nhs_rows(shared) -> None:
    expected = rows(shared / "peers/spc/expected_xmr_nhs_series.csv")
    assert len(expected) > 1000
    for (name, mode), group in groupby(expected, key=lambda row: (row["series"], row["mode"])):
        lines = list(group)
        found = judge(Kind.XMR, numbers(lines, "y"), **MODES[mode](len(lines)))
        for ours, column in ((found.centre, "mean"), (found.lower, "lpl"), (found.upper, "upl")):
            close(ours, lines, column)
        texts = [found.label(k).text for k in range(len(lines))]
        assert texts == [line["type"] for line in lines], (name, mode)


def drawn(folder, kind, name):
    if kind in COUNT_KINDS:
        part, whole = series(folder / "counts.csv", "n", "d")[name]
        return part / whole, whole
    if kind in {Kind.G, Kind.T}:
        return series(folder / "rare.csv", kind.value)[name][0], None
    return series(folder / "series.csv", "y")[name][0], None


@pytest.mark.parametrize("file", ["series", "counts", "rare"])
def test_qicharts2_rows(shared, file) -> None:
    folder = shared / "peers/spc"
    expected = rows(folder / f"expected_qicharts2_{file}.csv")
    for (name, chart), group in groupby(expected, key=lambda row: (row["series"], row["chart"])):
        lines, kind = list(group), Kind(chart)
        y, area = drawn(folder, kind, name)
        found = judge(kind, y, area)
        for ours, column in ((found.y, "y"), (found.centre, "cl"), (found.lower, "lcl"),
                             (found.upper, "ucl")):  # fmt: skip
            close(ours, lines, column)
        same_runs(found, lines[0], kind)
        sigma = ["sigma" in found.label(k).signal for k in range(len(lines))]
        assert sigma == [line["sigma_signal"] == "TRUE" for line in lines], (name, chart)


def same_runs(found, line, kind, one=0) -> None:
    """Compare what is said of the whole series; a range chart has no first point."""
    runs = found.runs(one)
    told = {key.replace(".", "_"): value for key, value in line.items()}
    assert runs.known + (kind is Kind.MR) == int(told["n_obs"])
    ours = (runs.useful, runs.longest, runs.longest_most, runs.crossings, runs.crossings_least)
    names = ("n_useful", "longest_run", "longest_run_max", "n_crossings", "n_crossings_min")
    assert ours == tuple(int(float(told[name])) for name in names)
    assert runs.shifted == (told["runs_signal"].upper() == "TRUE")


@pytest.mark.parametrize(
    ("example", "table", "kind", "whole"),
    [
        ("7.1_5", "07_03", Kind.P, "size"),
        ("7.3_3", "07_08", Kind.C, None),
        ("7.4_1", "07_10", Kind.U, "size"),
    ],
)
def test_textbook_with_parts_frozen_base_and_excluded_points(
    shared, example, table, kind, whole
) -> None:
    folder = shared / "peers/spc/textbook"
    lines = rows(folder / f"expected_ex_{example}.csv")
    given = rows(folder / f"input_tbl_{table}.csv")
    count = numbers(given, "count")
    area = numbers(given, whole) if whole else None
    include = np.array([line["include"] == "True" for line in lines])
    base = include & np.array([line["baseline"] == "True" for line in lines])
    parts = [k for k in range(1, len(lines)) if lines[k]["part"] != lines[k - 1]["part"]]
    y = count / area if whole else count
    found = judge(kind, y, area, starts=parts, base=base, shown=include)
    for ours, column in ((found.y, "y"), (found.centre, "cl"), (found.lower, "lcl"),
                         (found.upper, "ucl")):  # fmt: skip
        close(ours, lines, column)
    for one, first in enumerate([0, *parts]):
        same_runs(found, lines[first], kind, one)
    sigma = ["sigma" in found.label(k).signal for k in range(len(lines))]
    assert sigma == [line["sigma.signal"] == "True" for line in lines]


@pytest.mark.parametrize(
    ("example", "table"),
    [("NA_test", "NA_test"), ("ex_6.3_1", "tbl_06_03"), ("ex_6.4_1", "tbl_06_04")],
)
def test_textbook_means_of_groups(shared, example, table) -> None:
    folder = shared / "peers/spc/textbook"
    lines = rows(folder / f"expected_{example}.csv")
    given = [row for row in rows(folder / f"input_{table}.csv") if row["sample"]]
    mean, centre, lower, upper = xbar(numbers(given, "sample"), numbers(given, "obs"))
    close(mean, lines, "y")
    close(np.full(len(lines), centre), lines, "cl")
    close(lower, lines, "lcl")
    close(upper, lines, "ucl")

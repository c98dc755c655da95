"""Control charts of 100 000 series of 60 points, NHS rules and Anhøj's runs, every limit and label.

Against the same in vectorised pandas on a long frame, on a table of equally long series (what
pandas does best), and series by series; all must say the same (limits to 1e-9, labels exactly).
The kernels are loaded before the clock starts, as in a worker; the peers get their data ready-made.
"""

import os
import sys
import time
from collections.abc import Callable

import numpy as np
import pandas as pd

from vaka.calc.spc.chart import fewest_crossings, judge, longest_most
from vaka.calc.spc.kinds import Kind
from vaka.calc.spc.labels import LABELS

SERIES, POINTS, SAMPLE, RUNS = 100_000, 60, 300, 3
GOAL_VECTORISED, GOAL_SINGLE = 20, 1000
NAMES = np.array([LABELS[code].text for code in range(9)])


def series() -> np.ndarray:
    """Ordinary series, a third with a shift, a trend or an odd point, a third counts."""
    draw = np.random.default_rng(1)
    y = draw.normal(20, 4, (SERIES, POINTS))
    y[::9, 30:] += 5
    y[3::9] += np.linspace(0, 12, POINTS)
    y[6::9, 17] += 25
    y[1::3] = draw.poisson(7, (len(y[1::3]), POINTS))
    return y


def vectorised(frame: pd.DataFrame) -> dict[str, pd.DataFrame | pd.Series]:
    """The rules as pandas does them best: a column a point, whole-table operations."""
    centre = frame.mean(axis=1)
    steps = frame.diff(axis=1).abs()
    steps = steps.where(steps.lt(3.267 * steps.mean(axis=1), axis=0))
    reach = 2.66 * steps.mean(axis=1)
    lower, upper = centre - reach, centre + reach
    above, below = frame.gt(upper, axis=0), frame.lt(lower, axis=0)
    near = frame.gt(centre + 2 * reach / 3, axis=0) | frame.lt(centre - 2 * reach / 3, axis=0)
    near &= ~(above | below)
    sides = np.sign(frame.sub(centre, axis=0))
    ways = np.sign(frame.diff(axis=1))
    return {"centre": centre, "lower": lower, "upper": upper,
            "label": _labels(sides, ways, near, above, below), **_runs(sides)}  # fmt: skip


def _labels(sides: pd.DataFrame, ways: pd.DataFrame, near: pd.DataFrame, above: pd.DataFrame,
            below: pd.DataFrame) -> pd.DataFrame:  # fmt: skip
    """Codes of the labels; what is put in later wins."""
    code = pd.DataFrame(0, index=sides.index, columns=sides.columns, dtype=np.int8)
    row = _part_of(_moving(sides, 7).abs() == 7, 7)
    code = code.mask(row & (sides > 0), 7).mask(row & (sides < 0), 8)
    three = _moving(sides, 3).abs() == 3
    two = _part_of(three & (_moving(near.astype(float), 3) >= 2), 3) & near
    code = code.mask(two & (sides > 0), 5).mask(two & (sides < 0), 6)
    rise, fall = (_moving((ways == way).astype(float), 6) == 6 for way in (1, -1))
    rising, falling = _part_of(rise, 7), _part_of(fall, 7)
    after = ways.shift(-1, axis=1)
    code = code.mask(rising & ~(falling & (after < 0)), 3)
    code = code.mask(falling & ~(rising & (after > 0)), 4)
    return code.mask(above, 1).mask(below, 2)


def _moving(frame: pd.DataFrame, width: int) -> pd.DataFrame:
    return sum((frame.shift(k, axis=1, fill_value=0) for k in range(1, width)), frame)


def _part_of(ends: pd.DataFrame, width: int) -> pd.DataFrame:
    """Every place of a window whose last place is marked."""
    found = ends
    for k in range(1, width):
        found = found | ends.shift(-k, axis=1, fill_value=False)
    return found


def _runs(sides: pd.DataFrame) -> dict[str, pd.Series]:
    """Anhøj's rules over the points that are not on the centre, packed to the left."""
    useful = (sides != 0).sum(axis=1)
    order = np.argsort((sides == 0).to_numpy(), axis=1, kind="stable")
    packed = pd.DataFrame(np.take_along_axis(sides.to_numpy(), order, axis=1), index=sides.index)
    turned = (packed * packed.shift(axis=1)).eq(-1)
    start = pd.DataFrame(
        np.maximum.accumulate(np.where(turned, np.arange(packed.shape[1]), 0), axis=1)
    )
    length = (-start + np.arange(packed.shape[1]) + 1).where(packed.to_numpy() != 0, 0)
    longest, crossings = length.max(axis=1), turned.sum(axis=1)
    most = useful.clip(lower=1).map({n: longest_most(n) for n in range(1, POINTS + 1)})
    least = useful.map(dict(enumerate(fewest_crossings(POINTS).tolist())))
    return {"longest": longest, "crossings": crossings,
            "shifted": (longest > most) | (crossings < least)}  # fmt: skip


def long(frame: pd.DataFrame) -> pd.DataFrame:
    """The same, on a long frame with a row a point, as it comes out of a file or a database."""
    by = frame.groupby("series", sort=False)["y"]
    centre, y = by.transform("mean"), frame["y"]
    frame = frame.assign(step=by.diff(), side=np.sign(y - centre))
    size = frame["step"].abs()
    kept = size.where(size < 3.267 * size.groupby(frame["series"]).transform("mean"))
    reach = 2.66 * kept.groupby(frame["series"]).transform("mean")
    above, below = y > centre + reach, y < centre - reach
    near = ((y > centre + 2 * reach / 3) | (y < centre - 2 * reach / 3)) & ~(above | below)
    frame = frame.assign(centre=centre, lower=centre - reach, upper=centre + reach, near=near,
                         way=np.sign(frame["step"]))  # fmt: skip
    side = frame["side"]
    row = _long_part(frame, _long_sum(frame, "side", 7).abs() == 7, 7)
    three = _long_sum(frame, "side", 3).abs() == 3
    two = _long_part(frame, three & (_long_sum(frame, "near", 3) >= 2), 3) & near
    trend = _long_sum(frame, "way", 6)
    rising, falling = (_long_part(frame, trend == end, 7) for end in (6, -6))
    after = frame.groupby("series", sort=False)["way"].shift(-1)
    return frame.assign(label=np.select(
        [above, below, falling & ~(rising & (after > 0)), rising, two & (side > 0),
         two & (side < 0), row & (side > 0), row & (side < 0)], [1, 2, 4, 3, 5, 6, 7, 8], 0,
    ), **_long_runs(frame))  # fmt: skip


def _long_sum(frame: pd.DataFrame, name: str, width: int) -> pd.Series:
    by = frame.groupby("series", sort=False)[name]
    return sum((by.shift(k) for k in range(1, width)), frame[name].astype(float))


def _long_part(frame: pd.DataFrame, ends: pd.Series, width: int) -> pd.Series:
    by = ends.groupby(frame["series"], sort=False)
    found = ends
    for k in range(1, width):
        found = found | by.shift(-k, fill_value=False)
    return found


def _long_runs(frame: pd.DataFrame) -> dict[str, pd.Series]:
    useful = frame.loc[frame["side"] != 0, ["series", "side"]]
    new = useful.groupby("series", sort=False)["side"].diff().ne(0)
    run = new.cumsum()
    length = run.groupby(run).transform("size")
    by = frame["series"]
    longest = length.groupby(useful["series"]).max()
    crossings = new.groupby(useful["series"]).sum() - 1
    return {"longest": by.map(longest), "crossings": by.map(crossings)}


def one_by_one(frame: pd.DataFrame) -> list[dict[str, object]]:
    """The same, a pandas Series at a time, as a script per indicator does."""
    return [_single(frame.iloc[k]) for k in range(len(frame))]


def _single(y: pd.Series) -> dict[str, object]:
    centre, steps = y.mean(), y.diff().abs()
    reach = 2.66 * steps[steps < 3.267 * steps.mean()].mean()
    lower, upper = centre - reach, centre + reach
    sides = np.sign(y - centre)
    outside = (y > upper) | (y < lower)
    near = ((y > centre + 2 * reach / 3) | (y < centre - 2 * reach / 3)) & ~outside
    ways = np.sign(y.diff())
    row = _within(sides.rolling(7).sum().abs() == 7, 7)
    three = sides.rolling(3).sum().abs() == 3
    two = _within(three & (near.astype(float).rolling(3).sum() >= 2), 3) & near
    rising, falling = (_within((ways == way).astype(float).rolling(6).sum() == 6, 7)
                       for way in (1, -1))  # fmt: skip
    after = ways.shift(-1)
    code = pd.Series(0, index=y.index)
    for mask, value in ((row & (sides > 0), 7), (row & (sides < 0), 8), (two & (sides > 0), 5),
                        (two & (sides < 0), 6), (rising & ~(falling & (after < 0)), 3),
                        (falling & ~(rising & (after > 0)), 4), (y > upper, 1),
                        (y < lower, 2)):  # fmt: skip
        code[mask] = value
    useful = sides[sides != 0]
    group = (useful != useful.shift()).cumsum()
    return {"centre": centre, "lower": lower, "upper": upper, "label": code,
            "longest": int(group.value_counts().max()),
            "crossings": int(group.max()) - 1}  # fmt: skip


def _within(ends: pd.Series, width: int) -> pd.Series:
    return ends[::-1].astype(float).rolling(width, min_periods=1).max()[::-1] > 0


def best(call: Callable[[], object], runs: int = RUNS) -> tuple[float, object]:
    """The quickest of some runs, and what the last one gave."""
    took, found = [], None
    for _ in range(runs):
        began = time.perf_counter()
        found = call()
        took.append(time.perf_counter() - began)
    return min(took), found


def agree(ours: object, table: dict, lines: pd.DataFrame, single: list[dict]) -> None:
    """Stop when they differ."""
    first = ours.starts[:-1]
    for name in ("centre", "lower", "upper"):
        line = getattr(ours, name)[first]
        np.testing.assert_allclose(line, table[name], rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(
            line[:SAMPLE], [one[name] for one in single], rtol=1e-9, atol=1e-9
        )
    codes = ours.codes.reshape(SERIES, POINTS)
    assert (codes == table["label"].to_numpy()).all()
    assert (ours.codes == lines["label"].to_numpy()).all()
    np.testing.assert_allclose(ours.upper, lines["upper"], rtol=1e-9, atol=1e-9)
    assert (ours.found[:, 2] == lines["longest"].to_numpy()[first]).all()
    assert (ours.found[:, 3] == lines["crossings"].to_numpy()[first]).all()
    assert all((codes[k] == one["label"].to_numpy()).all() for k, one in enumerate(single))
    for place, name in ((2, "longest"), (3, "crossings"), (4, "shifted")):
        assert (ours.found[:, place] == table[name].to_numpy()).all(), name
    assert [one["longest"] for one in single] == ours.found[:SAMPLE, 2].tolist()
    assert [one["crossings"] for one in single] == ours.found[:SAMPLE, 3].tolist()


def main() -> int:
    """Measure, compare, print a line a peer."""
    y = series()
    frame = pd.DataFrame(y)
    starts = np.arange(0, SERIES * POINTS, POINTS)
    judge(Kind.XMR, y[:100].ravel(), starts=range(0, 6000, POINTS))
    seconds, ours = best(lambda: judge(Kind.XMR, y.ravel(), starts=starts))
    rows = pd.DataFrame({"series": np.repeat(np.arange(SERIES), POINTS), "y": y.ravel()})
    whole, lines = best(lambda: long(rows), 1)
    wide, table = best(lambda: vectorised(frame), 1)
    part, single = best(lambda: one_by_one(frame.iloc[:SAMPLE]), 1)
    agree(ours, table, lines, single)
    told = (f"{SERIES} series of {POINTS} points, {os.cpu_count()} cores, kernels loaded, limits "
            "agree to 1e-9, labels and runs exactly")  # fmt: skip
    peers = {
        "pandas-vectorised": (whole, GOAL_VECTORISED, "a long frame, a row a point"),
        "pandas-wide": (wide, None, "a table of equally long series, which files seldom are"),
        "pandas-per-series": (part / SAMPLE * SERIES, GOAL_SINGLE, f"{SAMPLE} series timed"),
    }
    for peer, (theirs, goal, how) in peers.items():
        aim = f" goal={goal}" if goal else ""
        print(f"spc ratio={theirs / seconds:.1f} peer={peer}{aim} "
              f"seconds={seconds:.2f}/{theirs:.1f} conditions={how}; {told}")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())

"""More cases for a load test: copies of the planned ones at other weeks of the same month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from vaka.config.demo.shapes import PlannedDeviation
from vaka.law.local_time import SWEDISH

YEAR_SIZE = 1831
"""Cases in the published year; each step of scale adds as many, spread over all years."""
CHUNK = 20_000
MOMENTS = ("occurred_at", "reported_at", "assessed_at", "reassessed_at", "closed_at")
WEEK = 7 * 86_400


def multiplied(base: list[PlannedDeviation], scale: int, seed: int) -> Iterator[PlannedDeviation]:
    """Yield `base` and (scale - 1) * 1 831 copies drawn from it, in the order of reporting.

    550 gives a little over one million. A copy keeps text, unit and handling; it lies whole
    weeks earlier in the same month when the month allows it, so that weekday, hour and season
    still agree with the text. Ids are counted anew by year.
    """
    chance = np.random.default_rng([seed, scale])
    index = np.concatenate(
        [np.arange(len(base)), chance.integers(0, len(base), (scale - 1) * YEAR_SIZE)]
    )
    weeks = np.zeros(len(index), dtype=np.int64)
    weeks[len(base) :] = _weeks_back(base, index[len(base) :], chance)
    reported = _seconds(base, "reported_at")[index] - weeks * WEEK
    order = np.argsort(reported, kind="stable")
    return _stream(base, index[order], weeks[order])


def _weeks_back(
    base: list[PlannedDeviation], index: np.ndarray, chance: np.random.Generator
) -> np.ndarray:
    room = np.array([(row.occurred_at.day - 2) // 7 for row in base])[index]
    weeks: np.ndarray = (chance.random(len(index)) * (np.maximum(room, 0) + 1)).astype(np.int64)
    return weeks


def _seconds(base: list[PlannedDeviation], name: str) -> np.ndarray:
    return np.array([int(getattr(row, name).timestamp()) for row in base], dtype=np.int64)


def _stream(
    base: list[PlannedDeviation], index: np.ndarray, weeks: np.ndarray
) -> Iterator[PlannedDeviation]:
    local = _Shifts(base)
    counted: dict[int, int] = {}
    for start in range(0, len(index), CHUNK):
        chosen = index[start : start + CHUNK].tolist()
        back = weeks[start : start + CHUNK].tolist()
        for i, week in zip(chosen, back, strict=True):
            row = local.row(i, week)
            year = row[10].year
            counted[year] = number = counted.get(year, 0) + 1
            yield PlannedDeviation._make((f"VK-{year}-{number:05}", *row[1:]))


class _Shifts:
    """Rows moved back by whole weeks of local time, kept once made (five variants at most)."""

    def __init__(self, base: list[PlannedDeviation]) -> None:
        self._base = base
        self._made: dict[tuple[int, int], PlannedDeviation] = {}

    def row(self, index: int, weeks: int) -> PlannedDeviation:
        """The row `index`, `weeks` earlier."""
        if not weeks:
            return self._base[index]
        key = (index, weeks)
        if key not in self._made:
            self._made[key] = _moved(self._base[index], weeks)
        return self._made[key]


def _moved(row: PlannedDeviation, weeks: int) -> PlannedDeviation:
    moved: dict[str, Any] = {name: _earlier(getattr(row, name), weeks) for name in MOMENTS}
    return row._replace(**moved)


def _earlier(moment: datetime | None, weeks: int) -> datetime | None:
    """The same local time of day whole weeks before, in UTC."""
    if moment is None:
        return None
    local = moment.astimezone(SWEDISH).replace(tzinfo=None) - timedelta(weeks=weeks)
    return local.replace(tzinfo=SWEDISH).astimezone(UTC)

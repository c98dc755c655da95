"""More cases for a load test: copies of the planned ones at other weeks of the same month."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np

from vaka.config.demo.shapes import PlannedDeviation
from vaka.law.local_time import SWEDISH, swedish

YEAR_SIZE = 1831
"""Cases in the published year; each step of scale adds as many, spread over all years."""
CHUNK = 20_000
MOMENTS = ("occurred_at", "reported_at", "assessed_at", "reassessed_at", "closed_at")


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
    shifts = _Shifts(base)
    order = np.argsort(shifts.reported(index, weeks), kind="stable")
    return _stream(shifts, index[order], weeks[order])


def _weeks_back(
    base: list[PlannedDeviation], index: np.ndarray, chance: np.random.Generator
) -> np.ndarray:
    room = np.array([(swedish(row.occurred_at).day - 1) // 7 for row in base])[index]
    weeks: np.ndarray = (chance.random(len(index)) * (room + 1)).astype(np.int64)
    return weeks


def _stream(shifts: _Shifts, index: np.ndarray, weeks: np.ndarray) -> Iterator[PlannedDeviation]:
    counted: dict[int, int] = {}
    for start in range(0, len(index), CHUNK):
        chosen = index[start : start + CHUNK].tolist()
        back = weeks[start : start + CHUNK].tolist()
        for i, week in zip(chosen, back, strict=True):
            row = shifts.row(i, week)
            year = row.reported_at.year
            counted[year] = number = counted.get(year, 0) + 1
            yield PlannedDeviation._make((f"VK-{year}-{number:05}", *row[1:]))


class _Shifts:
    """Rows moved back by whole weeks of local time, kept once made (five variants at most)."""

    def __init__(self, base: list[PlannedDeviation]) -> None:
        self._base = base
        self._made: dict[tuple[int, int], PlannedDeviation] = {}

    def reported(self, index: np.ndarray, weeks: np.ndarray) -> np.ndarray:
        """When each is reported, in seconds since 1970 UTC: exact where clocks are changed."""
        each = zip(index.tolist(), weeks.tolist(), strict=True)
        return np.array([self.row(i, week).reported_at.timestamp() for i, week in each])

    def row(self, index: int, weeks: int) -> PlannedDeviation:
        """Give the row `index`, `weeks` earlier."""
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

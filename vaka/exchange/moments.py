"""Local Swedish times as columns: in UTC, with the odd hours of March and October marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import polars as pl

from vaka.exchange.dates import FIRST_YEAR, LAST_YEAR, Local
from vaka.law.local_time import LocalTimeWarning, moment_from_local

NOTES = {
    LocalTimeWarning.NONEXISTENT: (
        "Klockslaget finns inte den natten (sommartiden börjar) och har flyttats en timme framåt. "
        "Rätta det i källan."
    ),
    LocalTimeWarning.AMBIGUOUS: (
        "Klockslaget finns två gånger den natten (sommartiden slutar) och har tolkats efter "
        "radernas ordning. Kontrollera det."
    ),
}
_LOCAL = pl.Datetime("us")
_UTC = pl.Datetime("us", "UTC")
_USUAL = r"^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(:\d{2})?$"


class TwiceHour:
    """Tells the first from the second time of the doubled hour in October, by file order.

    As long as times go on within a night they are the first; when they step back in time, they
    and what follows that night are the second.
    """

    def __init__(self) -> None:
        self._last: datetime | None = None
        self._second = False

    def is_second(self, local: datetime) -> bool:
        if self._last is None or local.date() != self._last.date():
            self._second = False
        elif local < self._last:
            self._second = True
        self._last = local
        return self._second


@dataclass(frozen=True, slots=True)
class Locals:
    """Local times of a column: naive ones, instants that came with a zone, and whether timed."""

    naive: pl.Series
    instants: dict[int, datetime]
    has_time: pl.Series


def fast_local(texts: pl.Series, *, skip: bool = False) -> pl.Series:
    """Naive local times of texts in the usual form; null for all else (for all with `skip`)."""
    if skip:
        return pl.Series(texts.name, [None] * len(texts), dtype=_LOCAL)
    usual = texts.set(~texts.str.contains(_USUAL), None).str.replace("T", " ", literal=True)
    full = (usual + ":00").str.slice(0, 19)
    found = full.str.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us", strict=False)
    return found.set(~found.dt.year().is_between(FIRST_YEAR, LAST_YEAR), None)


def joined(texts: pl.Series, fast: pl.Series, odd: dict[int, Any]) -> Locals:
    """The fast local times together with those that were read text by text."""
    has_time = pl.Series(texts.name, [True]).new_from_index(0, len(texts)).set(fast.is_null(), None)
    if not odd:
        return Locals(fast, {}, has_time)
    read: dict[int, Local] = odd
    naive = {at: each.moment for at, each in read.items() if each.moment.tzinfo is None}
    aware = {at: each.moment.astimezone(UTC) for at, each in read.items() if at not in naive}
    timed = pl.Series([each.has_time for each in read.values()], dtype=pl.Boolean)
    filled = fast.scatter(list(naive), pl.Series(list(naive.values()), dtype=_LOCAL))
    return Locals(filled, aware, has_time.scatter(list(read), timed))


def in_utc(times: Locals, twice: TwiceHour) -> tuple[pl.Series, tuple[tuple[int, str], ...]]:
    """The instants in UTC and a remark on each time that the clock's change makes odd."""
    values = times.naive.dt.replace_time_zone(
        "Europe/Stockholm", ambiguous="null", non_existent="null"
    ).dt.convert_time_zone("UTC")
    marks: list[tuple[int, str]] = []
    settled = dict(times.instants)
    for at in (times.naive.is_not_null() & values.is_null()).arg_true().to_list():
        local = times.naive[at]
        found = moment_from_local(local, second_time=twice.is_second(local))
        settled[at] = found.moment
        if found.warning:
            marks.append((at, NOTES[found.warning]))
    if settled:
        values = values.scatter(list(settled), pl.Series(list(settled.values()), dtype=_UTC))
    return values, tuple(marks)

"""Periods as people write them: `2023`, `2023T1`, `2023Q1`, `2023-02`, `2023-W05`,
`2023-02-14`, and `A..B` with both ends included and of the same kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from vaka.law import grains
from vaka.law.grains import FIRST_YEAR, LAST_YEAR, Grain

__all__ = ["DoesNotNest", "Grain", "OutsideCalendar", "Period", "UnreadablePeriod"]

_ACCEPTED = (
    "Skriv till exempel 2023, 2023T1, 2023Q1, 2023-02, 2023-W05, 2023-02-14 "
    "eller två av samma slag som 2023-01..2023-03."
)


class UnreadablePeriod(ValueError):
    """The text is no period; the message is Swedish and tells the accepted forms."""

    def __init__(self, text: str, why: str) -> None:
        super().__init__(f"”{text}” är ingen period: {why}. {_ACCEPTED}")
        self.text = text


class OutsideCalendar(ValueError):
    """The period would lie outside the years that Vaka counts with (1900–2100)."""


class DoesNotNest(ValueError):
    """The period cannot be cut into whole parts of the asked kind."""

    def __init__(self, period: Period, grain: Grain) -> None:
        word = _GRAIN_WORDS[grain]
        super().__init__(f"Perioden {period} går inte jämnt upp i {word}.")


_GRAIN_WORDS = {
    Grain.DAY: "dagar",
    Grain.WEEK: "veckor",
    Grain.MONTH: "månader",
    Grain.QUARTER: "kvartal",
    Grain.TERTIAL: "tertial",
    Grain.YEAR: "år",
}


@dataclass(frozen=True, order=True, slots=True)
class Period:
    """One or several whole parts of one kind, ordered by first date.

    `first_date` and `last_date` are both included and lie on the bounds of their parts.
    """

    first_date: date
    last_date: date
    kind: Grain

    def __post_init__(self) -> None:
        starts, _ = grains.bounds(self.first_date, self.kind)
        _, ends = grains.bounds(self.last_date, self.kind)
        if (starts, ends) != (self.first_date, self.last_date) or ends < starts:
            raise ValueError(f"{self.first_date}..{self.last_date} is no whole {self.kind}")
        last_part, _ = grains.bounds(self.last_date, self.kind)
        years = grains.year_of(self.first_date, self.kind), grains.year_of(last_part, self.kind)
        if years[0] < FIRST_YEAR or years[1] > LAST_YEAR:
            raise OutsideCalendar(f"Perioden ska ligga mellan {FIRST_YEAR} och {LAST_YEAR}.")

    @classmethod
    def parse(cls, text: str) -> Period:
        """Read a period. Raises `UnreadablePeriod`."""
        return _read(text)

    @classmethod
    def of(cls, day: date, grain: Grain) -> Period:
        """The period of this kind that holds the day."""
        return cls(*grains.bounds(day, grain), grain)

    def __str__(self) -> str:
        ends = [grains.write(first, self.kind) for first in self._end_parts()]
        return ends[0] if ends[0] == ends[1] else "..".join(ends)

    def contains(self, day: date) -> bool:
        return self.first_date <= day <= self.last_date

    def parts(self, grain: Grain) -> tuple[Period, ...]:
        """The sub-periods in order. Weeks belong where their Thursday lies (ISO 8601).

        Raises `DoesNotNest` when whole parts of that kind do not fill the period exactly
        (months of a week, quarters of a tertial), and for weeks in less than a week.
        """
        if grain is Grain.WEEK:
            parts = tuple(self._weeks())
            fits = self.last_date - self.first_date >= timedelta(days=6)
        else:
            parts = tuple(self._walk(grain))
            ends = parts[0].first_date, parts[-1].last_date
            fits = ends == (self.first_date, self.last_date)
        if not fits:
            raise DoesNotNest(self, grain)
        return parts

    def previous(self) -> Period:
        """The period of the same length that ends the day before. Raises `OutsideCalendar`."""
        return self._shifted(-len(self.parts(self.kind)))

    def next(self) -> Period:
        """The period of the same length that begins the day after. Raises `OutsideCalendar`."""
        return self._shifted(len(self.parts(self.kind)))

    def same_last_year(self) -> Period:
        """The same parts one year earlier; 29 February becomes 28, week 53 becomes 52."""
        first, last = (grains.year_before(part, self.kind) for part in self._end_parts())
        return Period(first, grains.bounds(last, self.kind)[1], self.kind)

    def words(self) -> str:
        """Swedish words, such as `februari 2023` or `januari till mars 2023`."""
        first, last = self._end_parts()
        if first == last:
            return _words(first, self.kind)
        same_year = grains.year_of(first, self.kind) == grains.year_of(last, self.kind)
        if same_year and self.kind is not Grain.YEAR:
            return f"{grains.name(first, self.kind)} till {_words(last, self.kind)}"
        return f"{_words(first, self.kind)} till {_words(last, self.kind)}"

    def _end_parts(self) -> tuple[date, date]:
        """First dates of the first and the last part."""
        return self.first_date, grains.bounds(self.last_date, self.kind)[0]

    def _walk(self, grain: Grain) -> Iterator[Period]:
        day = self.first_date
        while day <= self.last_date:
            part = Period.of(day, grain)
            yield part
            day = part.last_date + timedelta(days=1)

    def _weeks(self) -> Iterator[Period]:
        to_thursday = timedelta(days=(3 - self.first_date.weekday()) % 7)
        thursday = self.first_date + to_thursday
        while thursday <= self.last_date:
            yield Period.of(thursday, Grain.WEEK)
            thursday += timedelta(days=7)

    def _shifted(self, steps: int) -> Period:
        first, last = (grains.step(part, self.kind, steps) for part in self._end_parts())
        return Period(first, grains.bounds(last, self.kind)[1], self.kind)


@lru_cache(maxsize=4096)  # the same few years and months are read over and over
def _read(text: str) -> Period:
    first, dots, last = text.partition("..")
    start = _read_part(first, text)
    end = _read_part(last, text) if dots else start
    if start.kind is not end.kind:
        raise UnreadablePeriod(text, "början och slut är inte av samma slag")
    if end < start:
        raise UnreadablePeriod(text, "slutet ligger före början")
    return Period(start.first_date, end.last_date, start.kind)


def _read_part(part: str, whole: str) -> Period:
    try:
        grain, first = grains.read(part)
    except ValueError as error:
        raise UnreadablePeriod(whole, f"”{part}” finns inte") from error
    if not FIRST_YEAR <= grains.year_of(first, grain) <= LAST_YEAR:
        raise UnreadablePeriod(whole, f"året ska vara {FIRST_YEAR}–{LAST_YEAR}")
    return Period.of(first, grain)


def _words(first: date, kind: Grain) -> str:
    return f"{grains.name(first, kind)} {grains.year_of(first, kind)}".strip()

"""Dates, weekdays and periods in Swedish text, possible and impossible."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

MONTHS = {
    name: at
    for at, names in enumerate(
        ("januari jan", "februari feb", "mars mar", "april apr", "maj", "juni jun", "juli jul",
         "augusti aug", "september sep sept", "oktober okt", "november nov", "december dec"), 1)
    for name in names.split()
}  # fmt: skip
MONTH_NAMES = [name for name in MONTHS if len(name) > 4 or name in ("mars", "maj", "juni", "juli")]
WEEKDAYS = ("måndag", "tisdag", "onsdag", "torsdag", "fredag", "lördag", "söndag")
_SHORT = {"mån": 0, "tis": 1, "ons": 2, "tors": 3, "fre": 4, "lör": 5, "sön": 6}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DAY = re.compile(
    rf"(?:\b(?P<weekday>{'|'.join(WEEKDAYS)}|{'|'.join(_SHORT)})(?:en)?\.?,?\s+(?:den\s+)?)?"
    rf"(?:(?P<iso>(?<![\d-])(?:19|20)\d\d-\d\d-\d\d(?![\d-]))"
    rf"|\b(?P<day>\d{{1,2}})(?::?[ea])?\s(?P<month>{_MONTH})\b\.?(?:,?\s(?P<year>(?:19|20)\d\d)\b)?"
    rf"|(?<![\d/,])(?P<sday>\d{{1,2}})/(?P<smonth>\d{{1,2}})[\s-]+(?P<syear>(?:19|20)\d\d)\b"
    rf"|(?<![\d.,])(?P<pday>\d{{1,2}})\.(?P<pmonth>\d{{1,2}})\.(?P<pyear>(?:19|20)\d\d)\b)"
    rf"(?:\s?\(?(?:en\s)?(?P<after>{'|'.join(WEEKDAYS)})\)?)?",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as written. `year` is None where none is printed; `weekday` counts from Monday 0."""

    text: str
    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None = None

    def possible(self) -> bool:
        """Tell whether the calendar has such a day (in some year, when none is printed)."""
        if not 1 <= self.month <= 12:
            return False
        return 1 <= self.day <= monthrange(self.year or 2024, self.month)[1]

    def date(self, year: int | None = None) -> date | None:
        """Give the date; `year` stands in for one that is not printed. None when impossible."""
        known = self.year or year
        if known is None or not self.possible() or self.day > monthrange(known, self.month)[1]:
            return None
        return date(known, self.month, self.day)


def days(text: str) -> Iterator[Day]:
    """Find the dates of a text, in order."""
    for match in _DAY.finditer(text):
        weekday = match["weekday"] or match["after"]
        at = _weekday(weekday) if weekday else None
        if match["iso"]:
            year, month, day = (int(part) for part in match["iso"].split("-"))
        elif match["month"]:
            year = int(match["year"]) if match["year"] else 0
            month, day = MONTHS[match["month"].lower()], int(match["day"])
        else:
            which = "s" if match["sday"] else "p"
            year, month, day = (int(match[which + part]) for part in ("year", "month", "day"))
        yield Day(match.group(), match.start(), match.end(), year or None, month, day, at)


def _weekday(word: str) -> int:
    known = _SHORT.get(word.lower())
    return WEEKDAYS.index(word.lower()) if known is None else known


def weekday_of(cell: str) -> int | None:
    """The weekday that is all a cell says, Monday 0."""
    word = cell.strip(" .").lower().removesuffix("en")
    return _weekday(word) if word in WEEKDAYS or word in _SHORT else None


YEAR = re.compile(r"(?<![\d,.:-])(?:19|20)\d\d(?![\d:])(?!,\d)")


def years(text: str) -> set[int]:
    """Give the years that are named."""
    return {int(found) for found in YEAR.findall(text)}

"""Dates and times as people write them; what is in doubt is refused, never guessed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone

from vaka.exchange.unreadable import Reading, Unreadable

FIRST_YEAR, LAST_YEAR = 1850, 2150
"""A year outside this span is a slip of the pen, not a date of any record here."""

_YEAR_FIRST = re.compile(r"(\d{4})([-./])(\d{1,2})\2(\d{1,2})")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})")
_SPOKEN = re.compile(r"(\d{1,2})/(\d{1,2})[ -](\d{4})")
_SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})")
_NAMED = re.compile(r"(\d{1,2})(?::?e|:a)? ([a-zåäö]+)\.? (\d{4})")
_MONTHS = ("jan", "feb", "mar", "apr", "maj", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?:[:.](\d{2})(?:[.,]\d{1,9})?)?\s*(Z|[+-]\d{2}:?\d{2})?")
_ODD_SPACE = re.compile(r"\s*([-./])\s*")
_TOKENS = {"YYYY": "%Y", "ÅÅÅÅ": "%Y", "MM": "%m", "DD": "%d", "hh": "%H", "mm": "%M", "ss": "%S"}
_TOKEN = re.compile("|".join(_TOKENS))

UNREADABLE_DATE = "Datumet går inte att läsa. Skriv det som ÅÅÅÅ-MM-DD, till exempel 2024-02-27."
NO_SUCH_DATE = "Datumet finns inte i kalendern. Kontrollera år, månad och dag i källan."
DOUBTFUL_DATE = (
    "Datumet kan läsas på två sätt (dag eller månad först). Skriv ÅÅÅÅ-MM-DD eller ange "
    "date_formats i mappningen."
)
UNREADABLE_TIME = "Klockslaget går inte att läsa. Skriv det som TT:MM, till exempel 21:45."
REPAIRED = "Datumet har lästs som {read}. Rätta det i källan om det är fel."
TIME_LEFT_OUT = "Klockslaget har lämnats bort; fältet har bara datum."


class UnknownDateFormat(ValueError):
    """A date format of a mapping that is not made of known parts; the message is Swedish."""


@dataclass(frozen=True, slots=True)
class Local:
    """A date with or without a time of day; `moment` is naive Swedish local time, or has a zone."""

    moment: datetime
    has_time: bool


def strptime_format(form: str) -> str:
    """`DD/MM/YYYY hh:mm` as Python's own notation. Raises `UnknownDateFormat`."""
    python = _TOKEN.sub(lambda token: _TOKENS[token.group()], form.replace("%", "%%"))
    if "%Y" not in python or "%m" not in python or "%d" not in python:
        raise UnknownDateFormat(
            f"datumformatet ”{form}” ska ha YYYY, MM och DD (och hh, mm, ss om tid finns)."
        )
    return python


def read_date(text: str, formats: Sequence[str] = ()) -> Reading[date]:
    """The date in a text, repaired where no doubt is possible. Raises `Unreadable`."""
    local = read_local(text, formats)
    note = local.note or (TIME_LEFT_OUT if local.value.moment.time() != time() else "")
    return Reading(local.value.moment.date(), note)


def read_local(text: str, formats: Sequence[str] = ()) -> Reading[Local]:
    """The date and, when written, the time of day in a text. Raises `Unreadable`.

    `formats` are Python's own notation and are tried first.
    """
    for form in formats:
        try:
            return Reading(Local(datetime.strptime(text, form), "%H" in form))
        except ValueError:
            continue
    tidy = " ".join(text.replace("–", "-").replace("−", "-").split()).rstrip(".,;")
    day, rest = _split_time(tidy)
    on, repaired = _day(day)
    note = REPAIRED.format(read=on.isoformat()) if repaired or "–" in text or "−" in text else ""
    return Reading(_with_time(on, rest), note)


def _split_time(text: str) -> tuple[str, str]:
    """The day part and the time part of a text; the latter is empty when there is none."""
    found = re.search(r"(?:(?<=\d)[T ]|,? (?:kl\.?|klockan) ?)(\d{1,2}[:.]\d{2}\D?.*)$", text)
    return (text[: found.start()], found.group(1)) if found else (text, "")


def _day(text: str) -> tuple[date, bool]:
    lowered = text.lower()
    for pattern in (_YEAR_FIRST, _COMPACT, _DOTTED, _SPOKEN, _SLASHED, _NAMED):
        if found := pattern.fullmatch(lowered):
            return _from_parts(pattern, found.groups()), False
    tight = _ODD_SPACE.sub(r"\1", lowered)
    if tight != lowered:
        return _day(tight)[0], True
    raise Unreadable(UNREADABLE_DATE)


def _from_parts(pattern: re.Pattern[str], parts: Sequence[str]) -> date:
    if pattern is _YEAR_FIRST:
        return _calendar(int(parts[0]), int(parts[2]), int(parts[3]))
    if pattern is _COMPACT:
        return _calendar(int(parts[0]), int(parts[1]), int(parts[2]))
    if pattern is _NAMED:
        return _calendar(int(parts[2]), _month(parts[1]), int(parts[0]))
    day, month, year = map(int, parts)
    if pattern is _SLASHED and day != month and day <= 12 and month <= 12:
        raise Unreadable(DOUBTFUL_DATE)
    if pattern is _SLASHED and month > 12:
        day, month = month, day
    return _calendar(year, month, day)


def _month(name: str) -> int:
    if name[:3] not in _MONTHS:
        raise Unreadable(UNREADABLE_DATE)
    return _MONTHS.index(name[:3]) + 1


def _calendar(year: int, month: int, day: int) -> date:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unreadable(NO_SUCH_DATE)
    try:
        return date(year, month, day)
    except ValueError as error:
        raise Unreadable(NO_SUCH_DATE) from error


def _with_time(on: date, text: str) -> Local:
    if not text:
        return Local(datetime.combine(on, time()), False)
    found = _TIME.fullmatch(text.strip())
    if not found:
        raise Unreadable(UNREADABLE_TIME)
    hour, minute, second, zone = found.groups()
    try:
        at = time(int(hour), int(minute), int(second or 0), tzinfo=_zone(zone))
    except ValueError as error:
        raise Unreadable(UNREADABLE_TIME) from error
    return Local(datetime.combine(on, at), True)


def _zone(text: str | None) -> timezone | None:
    if not text:
        return None
    if text == "Z":
        return UTC
    hours, minutes = int(text[1:3]), int(text[-2:])
    offset = timedelta(hours=hours, minutes=minutes)
    return timezone(-offset if text[0] == "-" else offset)

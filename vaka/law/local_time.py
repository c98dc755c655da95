"""Swedish local time: Europe/Stockholm in every figure, UTC in the database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

SWEDISH = ZoneInfo("Europe/Stockholm")


class NaiveMoment(ValueError):
    """A moment without time zone was given where the instant must be known."""


class UnfitNight(ValueError):
    """A night must begin in the afternoon or evening (12–24) and end by noon (1–12)."""


class LocalTimeWarning(StrEnum):
    """What was odd with a local time; the member's value is the warning's code."""

    NONEXISTENT = "local_time_nonexistent"
    AMBIGUOUS = "local_time_ambiguous"


@dataclass(frozen=True, slots=True)
class LocalMoment:
    """An instant in UTC made from a local time; `warning` is None when nothing was odd."""

    moment: datetime
    warning: LocalTimeWarning | None = None


def swedish(moment: datetime) -> datetime:
    """The moment as Swedish local time. Raises `NaiveMoment`."""
    if moment.tzinfo is None:
        raise NaiveMoment(moment.isoformat())
    return moment.astimezone(SWEDISH)


def moment_from_local(local: datetime, *, second_time: bool = False) -> LocalMoment:
    """The UTC instant of a Swedish local time without zone.

    A time that does not exist (the hour lost in March) is moved on by the hour that was
    skipped, with a warning. One that occurs twice (October) is the first occurrence, or the
    second with `second_time`, and is always marked, since the source cannot have told.
    """
    if local.tzinfo is not None:
        raise ValueError(f"{local.isoformat()} has a zone; a local time without one was asked")
    first, second = (local.replace(tzinfo=SWEDISH, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first == second:
        return LocalMoment(first)
    if first > second:  # only in the gap: the offset before it is the smaller one
        return LocalMoment(first, LocalTimeWarning.NONEXISTENT)
    return LocalMoment(second if second_time else first, LocalTimeWarning.AMBIGUOUS)


def night_of(moment: datetime, start_hour: int = 21, end_hour: int = 7) -> date | None:
    """The evening's date of the night that holds the moment; None in the daytime.

    Hours are Swedish local time, start included and end excluded. Raises `UnfitNight`,
    `NaiveMoment`.
    """
    if not (12 <= start_hour <= 24 and 1 <= end_hour <= 12):
        raise UnfitNight(f"{start_hour}–{end_hour}")
    local = swedish(moment)
    if local.hour >= start_hour:
        return local.date()
    return local.date() - timedelta(days=1) if local.hour < end_hour else None

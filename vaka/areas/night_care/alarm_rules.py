"""What a row of an alarm system's log is, and when its steps came; values in, values out."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from enum import StrEnum

from vaka.law.local_time import LocalTimeWarning, moment_from_local, swedish

HALF_HOUR = 30
LEAST_NIGHTS = 14
"""Fewer nights of a log say too little of each resident to be used in the simulation."""


class LogRow(StrEnum):
    """What a row of a log tells of; only alarms are kept."""

    ALARM = "alarm"
    TEST = "test"
    HEARTBEAT = "heartbeat"
    RESET = "reset"
    DEVICE = "device"


SAID = {
    "larm": LogRow.ALARM, "anrop": LogRow.ALARM, "nödsignal": LogRow.ALARM,
    "trygghetslarm": LogRow.ALARM, "provlarm": LogRow.TEST, "testlarm": LogRow.TEST,
    "testanrop": LogRow.TEST, "livstecken": LogRow.HEARTBEAT, "kontrollsignal": LogRow.HEARTBEAT,
    "statussignal": LogRow.HEARTBEAT, "återställning": LogRow.RESET, "återställt": LogRow.RESET,
    "omstart": LogRow.RESET, "batterilarm": LogRow.DEVICE, "batterivarning": LogRow.DEVICE,
    "tekniskt larm": LogRow.DEVICE, "strömavbrott": LogRow.DEVICE,
}  # fmt: skip
URGENT = {
    "brådskande": "urgent", "akut": "urgent", "hög": "urgent", "hög prioritet": "urgent",
    "röd": "urgent", "nödlarm": "urgent", "normal": "other", "låg": "other", "vanlig": "other",
}  # fmt: skip


def is_alarm(code: str | None) -> bool:
    """Say whether a row is an alarm; what the log calls something unknown is one, never lost."""
    return code in (None, "", LogRow.ALARM)


def came_after(raised: datetime, then: datetime | None) -> datetime | None:
    """Give a later step of an alarm; None where the log has it before the alarm.

    In the hour that comes twice in October a step may have been read as the first of two: it is
    the second if only that comes after the alarm.
    """
    if then is None or then >= raised:
        return then
    local = swedish(then).replace(tzinfo=None)
    second = moment_from_local(local, second_time=True)
    if second.warning is LocalTimeWarning.AMBIGUOUS and second.moment >= raised:
        return second.moment
    return None


def room_label(text: str) -> str:
    """Give a room's label out of what a log calls it: `Rum 104, säng` is 104."""
    words = text.replace(",", " ").replace(":", " ").split()
    for word in words:
        if any(letter.isdigit() for letter in word):
            return word
    return text.strip()


def half_hour(raised: datetime, begins: int) -> int:
    """Give which half hour of a night that begins at an hour an alarm came in, by the clock."""
    local = swedish(raised)
    return ((local.hour - begins) % 24 * 60 + local.minute) // HALF_HOUR


def by_half_hour(alarms: Iterable[tuple[date, int]], many: int) -> dict[str, int | list[int]]:
    """Give a log's nights, first to last, with the alarms of each of so many half hours.

    `counts` are of all nights together and `squares` the sums of each night's own, squared. As
    `calc/staffing/demand.py` reads it.
    """
    held = list(alarms)
    nights = {night for night, _half in held}
    each = Counter(held)
    rows = [[each[night, half] for night in nights] for half in range(many)]
    return {
        "nights": (max(nights) - min(nights)).days + 1 if nights else 0,
        "counts": [sum(row) for row in rows],
        "squares": [sum(one * one for one in row) for row in rows],
    }

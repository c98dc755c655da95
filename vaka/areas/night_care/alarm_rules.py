"""What a row of an alarm system's log is, and when its steps came; values in, values out."""

from datetime import datetime
from enum import StrEnum

from vaka.law.local_time import LocalTimeWarning, moment_from_local, swedish

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

"""Whether a process as it runs now meets a target: always, never, or by chance."""

import math
from enum import StrEnum


class Assurance(StrEnum):
    """What the limits say about a target."""

    MEETS = "meets"
    MISSES = "misses"
    VARIES = "varies"
    UNKNOWN = "unknown"


def assurance(target: float | None, lower: float, upper: float, *, higher: bool) -> Assurance:
    """Judge the newest limits against a target; `higher` says that more is better.

    Limits that were set anew count, not those before them (NHSRplotthedots issue 172).
    """
    if target is None or math.isnan(lower) or math.isnan(upper):
        return Assurance.UNKNOWN
    if target > upper:
        return Assurance.MISSES if higher else Assurance.MEETS
    if target < lower:
        return Assurance.MEETS if higher else Assurance.MISSES
    return Assurance.VARIES

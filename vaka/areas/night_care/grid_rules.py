"""What the sliders of an answer reach: levels, shares of looks by camera, minutes of the limit."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from vaka.law.verdict import Verdict

SHARES = (0, 25, 50, 75, 100)
"""Percent of the looks that are made by camera."""
SHIFTS = (-5, 0, 5)
"""Minutes that the home's limits are moved by."""
LEAST_LIMIT = 1.0


@dataclass(frozen=True)
class Chosen:
    """A place of the sliders, and the key of a cell."""

    staff: int
    share: int
    shift: int


def reach(levels: Sequence[int], looks: int) -> Iterator[Chosen]:
    """Give every place of the sliders; without looks nothing is there for a camera to do."""
    for shift in SHIFTS:
        for share in SHARES if looks else SHARES[:1]:
            for staff in levels:
                yield Chosen(staff, share, shift)


def by_camera(looks: int, share: int) -> int:
    """Give how many looks a share of them is, rounded half up."""
    return (looks * share + 50) // 100


def moved(limit: float, shift: int) -> float:
    """Give a limit moved by minutes, never below one."""
    return max(limit + shift, min(limit, LEAST_LIMIT))


def nearest(options: Sequence[int], said: str | None, otherwise: int) -> int:
    """Give the option nearest what an address says; what is no number stands as it was."""
    try:
        wanted = int(said or "")
    except ValueError:
        return otherwise
    return min(options, key=lambda one: abs(one - wanted))


def is_met(cell: Mapping[str, Any], target: float) -> bool:
    """Say whether a cell's lower limit, with uncertain inputs where they were tried, reaches the
    target, and all help can be given."""
    low = (cell["inputs"] or cell)["low"]
    return not any(cell["cannot_be_given"].values()) and low is not None and low >= target


def may_count(*, model: str, now: str) -> Verdict:
    """An answer gets its sliders from the model that it was itself worked out with."""
    if model == now:
        return Verdict.yes()
    return Verdict.no("model", _("Svaret är räknat med en äldre modell."), _("Fråga på nytt."))

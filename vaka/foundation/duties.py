"""What comes back by rule: areas say which duties fall due, the year wheel shows them together.

A source gives the duties whose last day lies within two dates and that the viewer may see. It is
asked anew each time, so nothing is stored here and nothing can disagree with the area that owns it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from vaka.foundation.access.viewer import Viewer


class DutyState(StrEnum):
    """How a duty stands; lateness is worked out from the day, never stored."""

    DUE = "due"
    DONE = "done"
    NOT_DONE = "not_done"


@dataclass(frozen=True)
class Duty:
    """One thing that someone must have done by a day.

    Attributes:
        name: what is to be done, in Swedish, as the wheel and the list print it.
        due_date: the last day.
        unit: the name of the unit that does it.
        role: the Swedish word for who does it, such as `Enhetschef`; lists are cut by it.
        state: due, done, or told as not done.
        address: the page where it is done or read; empty without one.
        done_date: the day it was done.
        evidence: the address of what shows that it was done.
        topic: what it is evidence of, for the coverage page: `self_check`, `risk_analysis`, …
    """

    name: str
    due_date: date
    unit: str
    role: str
    state: DutyState = DutyState.DUE
    address: str = ""
    done_date: date | None = None
    evidence: str = ""
    topic: str = ""

    def is_late(self, today: date) -> bool:
        """Say whether the last day has passed without it being done."""
        return self.state is not DutyState.DONE and today > self.due_date


Source = Callable[[Viewer, date, date], Iterable[Duty]]

_sources: list[Source] = []


def register(source: Source) -> None:
    """Add a source of duties, in an area's `ready`; the same function again is not added."""
    if source not in _sources:
        _sources.append(source)


def due(viewer: Viewer, start: date, end: date) -> list[Duty]:
    """Give every duty with its last day from start to end (both included), in order of day.

    Every source keeps to what the viewer may see.
    """
    found = [duty for source in _sources for duty in source(viewer, start, end)]
    kept = [duty for duty in found if start <= duty.due_date <= end]
    return sorted(kept, key=lambda duty: (duty.due_date, duty.name, duty.unit))


def latest_done(viewer: Viewer, topic: str, start: date, end: date) -> Duty | None:
    """Give the duty of a topic that was done last, or None when none was: the latest evidence."""
    done = [
        duty for duty in due(viewer, start, end)
        if duty.topic == topic and duty.state is DutyState.DONE
    ]  # fmt: skip
    return max(done, key=lambda duty: duty.done_date or duty.due_date, default=None)

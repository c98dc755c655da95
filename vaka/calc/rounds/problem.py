"""A problem of rounds: who wants what and when, who may give it, and what a plan costs.

Times and travel are minutes from the problem's nought; in Solomon's problems both are the units of
the file. Places are rows and columns of `travel`, which need not be symmetric.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

BREAK = "lunch_break"
"""What the published solutions call a break among the visits."""


class Format(StrEnum):
    """The published formats: Mankowska's, the unified one and Solomon's."""

    HHCRSP = "hhcrsp"
    UHHC = "uhhc"
    VRPTW = "vrptw"


class Together(StrEnum):
    """How the two visits of one patient hang together."""

    ALONE = "alone"
    SIMULTANEOUS = "simultaneous"
    SEQUENTIAL = "sequential"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class Need:
    """One visit that a patient needs: the skill it takes and its minutes."""

    service: str
    minutes: float


@dataclass(frozen=True, slots=True)
class Patient:
    """Who is visited.

    Attributes:
        windows: when service may start, earliest first; a start after a window's end is late.
        gap: least and most minutes between the starts of a sequential pair, in the needs' order.
        preferred: carers the patient would rather have; None when all are alike.
        demand: what the visit takes of a vehicle's capacity.
    """

    id: str
    place: int
    windows: tuple[tuple[float, float], ...]
    needs: tuple[Need, ...]
    together: Together = Together.ALONE
    gap: tuple[float, float] = (0.0, 0.0)
    optional: bool = False
    preferred: frozenset[str] | None = None
    incompatible: frozenset[str] = frozenset()
    demand: float = 0.0


@dataclass(frozen=True, slots=True)
class Carer:
    """Who visits, from `start` to `end`, both places.

    Attributes:
        shift: from and until; None when the problem has no shifts.
    """

    id: str
    skills: frozenset[str]
    start: int
    end: int
    shift: tuple[float, float] | None = None
    wants_break: bool = False
    capacity: float = float("inf")


@dataclass(frozen=True, slots=True)
class Break:
    """A planned break: within these times, so many minutes."""

    start: float
    end: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Weights:
    """What a plan costs for each minute, or each time, of what is not wished for."""

    travel: float = 1.0
    tardiness: float = 0.0
    highest_tardiness: float = 0.0
    waiting: float = 0.0
    extra: float = 0.0
    idle: float = 0.0
    preferences: float = 0.0
    unvisited: float = 0.0
    missed_break: float = 0.0


@dataclass(frozen=True)
class Problem:
    """A whole problem.

    Attributes:
        met_at_end: a window is kept by the end of the visit, not by its start.
        hard: windows and shifts may not be broken at any cost (Solomon).
        hard_break: a break that is missed, or taken without right to it, is a violation.
        firm: patients who may not be late, in a problem whose windows are else soft.
        slack: minutes by which published times, rounded in print, may miss a constraint.
    """

    format: Format
    name: str
    patients: tuple[Patient, ...]
    carers: tuple[Carer, ...]
    travel: tuple[tuple[float, ...], ...]
    weights: Weights
    met_at_end: bool = False
    hard: bool = False
    pause: Break | None = None
    hard_break: bool = False
    firm: frozenset[str] = frozenset()
    slack: float = 1e-6

    @cached_property
    def patient(self) -> dict[str, Patient]:
        """Patients by id."""
        return {one.id: one for one in self.patients}

    @cached_property
    def carer(self) -> dict[str, Carer]:
        """Carers by id."""
        return {one.id: one for one in self.carers}


@dataclass(frozen=True, slots=True)
class Stop:
    """One visit or break of a route, with the start and end of the service itself."""

    patient: str
    service: str
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Route:
    """What one carer does, in order."""

    carer: str
    stops: tuple[Stop, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """Every carer's route; who is not named stays at home.

    Attributes:
        stated: the cost that a file gives, to hold against what is reckoned.
    """

    routes: tuple[Route, ...]
    stated: float | None = None


class UnreadableRounds(ValueError):
    """A file that is no problem or plan of a known format; says where and what to do."""

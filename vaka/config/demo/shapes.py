"""What the plan yields; a later step writes these rows to the database.

Moments are aware and in UTC, dates are local. Words a user meets are Swedish. An empty string
means "none"; `None` is used only for a moment or date that has not come.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple


@dataclass(frozen=True, slots=True)
class PlannedUnit:
    """One unit of the tree. Reference units have no parent and `reference` set."""

    code: str
    name: str
    kind: str
    parent: str
    area: str
    operator: str = "own"
    places: int = 0
    valid_from: date = date(2019, 1, 1)
    valid_until: date | None = None
    reference: bool = False


@dataclass(frozen=True, slots=True)
class PlannedSuccession:
    """A recorded re-organisation: the units `before` became the units `after` on the date."""

    kind: str
    before: tuple[str, ...]
    after: tuple[str, ...]
    on: date


@dataclass(frozen=True, slots=True)
class CastMember:
    """A person who can sign in. `does` is one Swedish sentence shown at one-click sign-in."""

    user: str
    given: str
    family: str
    role: str
    unit: str
    does: str
    fixed: bool = True


class PlannedDeviation(NamedTuple):
    """One deviation with its handling. A tuple, since a load test streams a million of them.

    `law` is SoL, LSS, HSL or AML; `type` the published type name; severity and likelihood are
    1-4 (0 = not assessed); `closed_how` is "" (open), "with_investigation" or
    "without_investigation".
    A second assessment stands in the `re...` fields.
    """

    source_id: str
    unit: str
    place: str
    law: str
    type: str
    title: str
    text: str
    immediate: str
    sex: str
    occurred_at: datetime
    reported_at: datetime
    reporter: str
    owner: str
    assessed_at: datetime | None
    severity: int
    likelihood: int
    reassessed_at: datetime | None
    reassessed_severity: int
    reassessed_likelihood: int
    investigation: str
    closed_at: datetime | None
    closed_how: str
    closing_words: str
    lex_maria: bool


@dataclass(frozen=True, slots=True)
class PlannedOffer:
    """An offer made to the person; `answer` is "accepted", "declined" or "" (none yet)."""

    on: date
    answer: str


@dataclass(frozen=True, slots=True)
class PlannedDecision:
    """A favourable decision on a service and what became of it.

    `reason` is R1-R9, `end` V Å B A X (executed, application withdrawn, no need, deceased,
    other), as in GLOSSARY. The `_raw` fields hold a source's own text (Kungsbacka) or "".
    `stated` is "reported", "reported_earlier" or "" and says what the source's list stated for
    `stated_period`.
    """

    source_id: str
    unit: str
    law: str
    service: str
    sex: str
    decided_date: date
    decided_raw: str = ""
    executed_date: date | None = None
    interrupted_date: date | None = None
    resumed_date: date | None = None
    ended_date: date | None = None
    ended_raw: str = ""
    end: str = ""
    reason: str = ""
    reason_raw: str = ""
    offers: tuple[PlannedOffer, ...] = ()
    offers_declined: int | None = None
    court_date: date | None = None
    partly_date: date | None = None
    applied_date: date | None = None
    valid_to_date: date | None = None
    maker_role: str = ""
    point: str = ""
    stated: str = ""
    stated_period: str = ""

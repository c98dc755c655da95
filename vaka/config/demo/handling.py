"""How cases are handled: assessed, investigated or not, closed. Local times without zone.

For HSL in 2023 the published state at the end of 2024-02-29 is met exactly: so many assessed,
so many closed, two of them serious harm; what was left is worked off during 2024.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from random import Random

from vaka.config.demo.counts import PUBLISHED_YEAR, traits
from vaka.config.demo.reading import facts, rows

LIMIT = datetime(2024, 2, 29, 16, 0)
WORKED_OFF_FROM, WORKED_OFF_UNTIL = datetime(2024, 3, 4, 8), datetime(2024, 12, 13, 16)
LEFT_OPEN = 0.03
LONGEST_DAYS = 200
SERIOUS_TYPES = ("Fall med skada", "Vård och behandling")


@dataclass(slots=True)
class Draft:
    """A case being planned."""

    kind: str
    law: str
    area: str
    unit: str
    place: str
    tags: tuple[str, ...]
    sex: str
    occurred: datetime
    reported: datetime
    severity: int = 1
    likelihood: int = 1
    assessed: datetime | None = None
    closed: datetime | None = None
    how: str = ""
    lex_maria: bool = False
    backlog: bool = False


@cache
def handling_facts() -> dict[str, int]:
    """The published figures of handling in 2023 by key."""
    return {row["key"]: int(row["value"]) for row in facts("deviation_handling_2023")}


@cache
def _severity_weights(kind: str) -> list[int]:
    known = {row["type"]: row for row in rows("severity")}
    row = known.get(kind, known["*"])
    return [int(row[f"s{n}"]) for n in (1, 2, 3, 4)]


def grade(draft: Draft, random: Random) -> None:
    """Give severity and likelihood; serious harm in the published year is given apart."""
    draft.severity = random.choices((1, 2, 3, 4), _severity_weights(draft.kind))[0]
    draft.likelihood = random.choices((1, 2, 3, 4), (14, 40, 35, 11))[0]
    if draft.severity == 4 and (draft.reported.year == PUBLISHED_YEAR or draft.law != "HSL"):
        draft.severity = 3
    draft.lex_maria = draft.severity == 4


def handle(drafts: list[Draft], random: Random) -> None:
    """Handle a year's cases: the pace of the year, or the published state for HSL in 2023."""
    published = [d for d in drafts if d.law == "HSL" and d.reported.year == PUBLISHED_YEAR]
    for draft in drafts:
        _at_pace(draft, random)
        if draft.reported.year == PUBLISHED_YEAR and random.random() < LEFT_OPEN:
            draft.closed = None
    if published:
        _as_published(published, random)
    for draft in drafts:
        draft.how = _how(draft, random) if draft.closed else ""


def _at_pace(draft: Draft, random: Random) -> None:
    pace = traits(draft.reported.year)
    wait = min(random.lognormvariate(0, 0.95) * pace.close_days, _longest(draft))
    first = min(random.lognormvariate(0, 0.8) * pace.assess_days, wait * random.uniform(0.3, 0.95))
    draft.assessed = office_hours(draft.reported + timedelta(days=first), random)
    closed = office_hours(draft.reported + timedelta(days=wait), random)
    draft.closed = max(closed, draft.assessed + timedelta(minutes=20))


def _longest(draft: Draft) -> float:
    return LONGEST_DAYS - 5 if draft.reported.year > PUBLISHED_YEAR else 600


def _as_published(drafts: list[Draft], random: Random) -> None:
    figures = handling_facts()
    order = random.sample(drafts, len(drafts))
    closed = round(len(drafts) * figures["closed_share"] / 100)
    for place, draft in enumerate(order):
        if place < figures["assessed"]:
            _before_limit(draft, random, closes=place < closed)
        else:
            _after_limit(draft, random)
    for draft in order[: -round(len(drafts) * LEFT_OPEN) - 1 : -1]:
        draft.closed = None
    _make_serious(order[closed : figures["assessed"]], figures["serious_harm"])


def _before_limit(draft: Draft, random: Random, *, closes: bool) -> None:
    room = LIMIT - draft.reported
    first = draft.reported + min(room * random.uniform(0.05, 0.6), timedelta(days=60))
    draft.assessed = _capped(office_hours(first, random))
    if closes:
        later = draft.assessed + (LIMIT - draft.assessed) * random.uniform(0.1, 0.8)
        draft.closed = _capped(max(office_hours(later, random), draft.assessed))
    else:
        draft.closed = _worked_off(random, WORKED_OFF_FROM)
        draft.backlog = True


def _after_limit(draft: Draft, random: Random) -> None:
    draft.assessed = _worked_off(random, WORKED_OFF_FROM)
    draft.closed = max(_worked_off(random, draft.assessed), draft.assessed + timedelta(minutes=10))
    draft.backlog = True


def _capped(moment: datetime) -> datetime:
    return min(moment, LIMIT)


def _worked_off(random: Random, start: datetime) -> datetime:
    return office_hours(start + (WORKED_OFF_UNTIL - start) * random.betavariate(1.2, 2.0), random)


def _make_serious(assessed: list[Draft], count: int) -> None:
    for kind in SERIOUS_TYPES[:count]:
        draft = max((d for d in assessed if d.kind == kind), key=lambda d: d.severity)
        draft.severity, draft.lex_maria = 4, True


def _how(draft: Draft, random: Random) -> str:
    without = traits(draft.reported.year).share_without
    if draft.severity >= 3 or random.random() >= without:
        return "with_investigation"
    return "without_investigation"


def office_hours(moment: datetime, random: Random) -> datetime:
    """Move a moment to a weekday between 8 and 17, never back past its own day's start."""
    ahead = (0, 0, 0, 0, 0, 2, 1)[moment.weekday()]
    if ahead == 0 and moment.hour < 17 and moment.hour >= 8:
        return moment.replace(second=0, microsecond=0)
    day = moment + timedelta(days=ahead if ahead else max(ahead, 0 if moment.hour < 8 else 1))
    if day.weekday() > 4:
        day += timedelta(days=7 - day.weekday())
    return day.replace(
        hour=random.randrange(8, 16), minute=random.randrange(60), second=0, microsecond=0
    )

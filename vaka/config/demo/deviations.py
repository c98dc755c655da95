"""The deviations of the demo municipality: `plan` yields them in the order they were reported.

Same seed, day and scale give the same rows. Nothing is reported or decided after the start of
`today`; a case whose closing lies ahead is open.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from random import Random

import numpy as np

from vaka.config.demo import moments
from vaka.config.demo.cast import owner_of, reporters_of
from vaka.config.demo.counts import FIRST_YEAR, Cell, cells
from vaka.config.demo.handling import Draft, grade, handle
from vaka.config.demo.scaled import multiplied
from vaka.config.demo.scene import Scene
from vaka.config.demo.shapes import PlannedDeviation
from vaka.config.demo.texts import Writer
from vaka.law.local_time import SWEDISH

WORK_ENVIRONMENT_SHARE = 0.3
"""Of threats and violence in years without published counts: filed as work environment (AML)."""
PUBLISHED_SOL_YEARS = (2023,)
REASSESSED = 0.03
SHOWN_AT = "almen"
OFFICES = frozenset({"assessment", "internal_support", "individual_family"})


def plan(seed: int, today: date, scale: int = 1) -> Iterator[PlannedDeviation]:
    """Yield the planned deviations. `scale` is described in `scaled.multiplied`."""
    random = Random(f"deviations-{seed}")  # noqa: S311 (a plan, not a secret)
    now = datetime(today.year, today.month, today.day)
    drafts = [d for year in range(FIRST_YEAR, today.year + 1) for d in _year(year, seed, random)]
    drafts = sorted((d for d in drafts if d.reported < now), key=lambda d: (d.reported, d.occurred))
    _show_some(drafts, now, random)
    base = _written(drafts, now, random)
    return base if scale == 1 else multiplied(list(base), scale, seed)


def _year(year: int, seed: int, random: Random) -> list[Draft]:
    chance = np.random.default_rng([seed, year])
    drafts = [draft for cell in cells(year, chance) for draft in _cell(cell, year, chance, random)]
    drafts.sort(key=lambda d: (d.reported, d.occurred))
    handle(drafts, random)
    return drafts


def _cell(cell: Cell, year: int, chance: np.random.Generator, random: Random) -> Iterator[Draft]:
    pattern = "office" if cell.area in OFFICES else cell.pattern
    for at in moments.occurred(year, pattern, cell.count, chance):
        unit = moments.unit_for(cell.area, cell.type, at, random)
        draft = Draft(
            kind=cell.type,
            law=_law(cell, year, random),
            area=cell.area,
            unit=unit.code,
            place=moments.place(unit, random),
            tags=moments.setting(unit),
            sex="K" if random.random() < (0.45 if cell.area == "disability" else 0.66) else "M",
            occurred=at,
            reported=moments.reported(at, random),
        )
        grade(draft, random)
        yield draft


def _law(cell: Cell, year: int, random: Random) -> str:
    threat = cell.type == "Hot och våld" and year not in PUBLISHED_SOL_YEARS
    return "AML" if threat and random.random() < WORK_ENVIRONMENT_SHARE else cell.law


def _show_some(drafts: list[Draft], now: datetime, random: Random) -> None:
    """Leave cases waiting for the manager at Almen: new, assessed, and two past the month."""
    there = [d for d in drafts if d.unit.startswith(SHOWN_AT) and (now - d.reported).days < 75]
    for draft in there[-3:]:
        draft.assessed = draft.closed = None
    late = [d for d in there if 32 <= (now - d.reported).days < 75][-2:]
    for draft in [*there[-7:-3], *late]:
        draft.closed = None


def _written(drafts: list[Draft], now: datetime, random: Random) -> Iterator[PlannedDeviation]:
    writer = Writer(random)
    numbers: dict[int, int] = {}
    for draft in drafts:
        year = draft.reported.year
        numbers[year] = numbers.get(year, 0) + 1
        yield _planned(draft, f"VK-{year}-{numbers[year]:05}", now, writer, random)


def _planned(
    draft: Draft, source_id: str, now: datetime, writer: Writer, random: Random
) -> PlannedDeviation:
    scene = Scene(
        draft.tags, draft.occurred, draft.reported, draft.sex, draft.severity, draft.place
    )
    report = writer.report(draft.kind, scene)
    assessed = draft.assessed if draft.assessed and draft.assessed < now else None
    closed = draft.closed if assessed and draft.closed and draft.closed < now else None
    how = draft.how if closed else ""
    again = _again(assessed, closed, random)
    investigated = how == "with_investigation"
    return PlannedDeviation(
        source_id=source_id,
        unit=draft.unit,
        place=draft.place,
        law=draft.law,
        type=draft.kind,
        title=report.title,
        text=report.text,
        immediate=report.immediate,
        sex=draft.sex,
        occurred_at=_utc(draft.occurred),
        reported_at=_utc(draft.reported),
        reporter=random.choice(reporters_of(draft.unit)),
        owner=owner_of(draft.unit),
        assessed_at=_utc(assessed) if assessed else None,
        severity=draft.severity if assessed else 0,
        likelihood=draft.likelihood if assessed else 0,
        reassessed_at=_utc(again) if again else None,
        reassessed_severity=draft.severity if again else 0,
        reassessed_likelihood=draft.likelihood % 4 + 1 if again else 0,
        investigation=writer.investigation(draft.kind) if investigated else "",
        closed_at=_utc(closed) if closed else None,
        closed_how=how,
        closing_words=_closing(draft, how, writer) if closed else "",
        lex_maria=draft.lex_maria and assessed is not None,
    )


def _closing(draft: Draft, how: str, writer: Writer) -> str:
    return writer.closing(
        draft.kind, investigated=how == "with_investigation", backlog=draft.backlog
    )


def _again(assessed: datetime | None, closed: datetime | None, random: Random) -> datetime | None:
    if not assessed or not closed or (closed - assessed).days < 4 or random.random() > REASSESSED:
        return None
    return (assessed + (closed - assessed) / 2).replace(second=0, microsecond=0)


def _utc(local: datetime) -> datetime:
    """The instant of a local time; an hour lost in March moves on, one met twice is the first."""
    return local.replace(tzinfo=SWEDISH).astimezone(UTC)

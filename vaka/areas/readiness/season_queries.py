"""Reads of seasonal readiness: the seasons of a year, one season over units, one unit's answers."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.readiness import lists
from vaka.areas.readiness import season_rules as rules
from vaka.areas.readiness.lists import Season
from vaka.areas.readiness.models import Readiness, ReadinessAnswer
from vaka.areas.readiness.season_actions import KIND
from vaka.areas.readiness.season_rules import HANDLE, SEE, Readily, ReadinessState
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.causes import Cause
from vaka.areas.remedies.queries import RemedyRow
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit


@dataclass(frozen=True)
class Said:
    """The answer to one question, with the remedies that answer what it lacks."""

    code: str
    question: str
    answer: str
    answer_label: str
    remains: str
    remedies: list[RemedyRow]

    @property
    def is_yes(self) -> bool:
        """Say whether nothing remains."""
        return self.answer == Readily.YES


@dataclass(frozen=True)
class UnitRow:
    """One unit before one season; `lacks` holds the answers that are not a yes."""

    unit: Unit
    readiness_id: uuid.UUID | None
    answered_date: date | None
    state_label: str
    lacks: list[Said]
    is_late: bool
    is_in_time: bool
    may_answer: bool

    @property
    def is_ready(self) -> bool:
        """Say whether every answer is a yes."""
        return self.answered_date is not None and not self.lacks


@dataclass(frozen=True)
class SeasonPage:
    """One season over the units that the viewer may see."""

    season: Season
    rows: list[UnitRow]
    opens_date: date
    is_open: bool

    @property
    def answered(self) -> int:
        """How many units have answered."""
        return sum(row.answered_date is not None for row in self.rows)

    @property
    def late(self) -> int:
        """How many units have not answered though the day has passed."""
        return sum(row.is_late for row in self.rows)

    @property
    def lacking(self) -> int:
        """How many units have answered that something remains."""
        return sum(bool(row.lacks) for row in self.rows)


@dataclass(frozen=True)
class Time:
    """One of the times that a unit answered."""

    number: int
    on_date: date
    by_name: str
    answers: list[Said]


@dataclass(frozen=True)
class ReadinessPage:
    """One unit's answers before one season; `times` are those before, the newest first."""

    frame: CaseFrame
    unit: Unit
    season: Season
    answers: list[Said]
    times: list[Time]
    is_in_time: bool
    may_answer: bool
    may_propose: bool
    timeline: list[TimelineLine]

    @property
    def lacks(self) -> int:
        """How many answers are not a yes."""
        return sum(not one.is_yes for one in self.answers)


def year_page(viewer: Viewer, year: int) -> list[SeasonPage]:
    """Give the seasons of a year in order; what was shown is logged. Raises NotAllowed."""
    demand(viewer, SEE)
    pages = [_page(viewer, one) for one in lists.seasons(year)]
    _note(viewer, (row for page in pages for row in page.rows))
    return pages


def season_page(viewer: Viewer, code: str, year: int) -> SeasonPage:
    """Give one season over units; what was shown is logged. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    page = _page(viewer, season_of(code, year))
    _note(viewer, page.rows)
    return page


def season_of(code: str, year: int) -> Season:
    """Give one season of a year. Raises NotVisible."""
    try:
        return lists.season(code, year)
    except (lists.UnknownSeason, ValueError):
        raise NotVisible(f"{code} {year}") from None


def readiness_page(viewer: Viewer, case_id: uuid.UUID) -> ReadinessPage:
    """Give one unit's answers to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = Readiness.objects.filter(case=case).select_related("unit").first()
    if row is None:
        raise NotVisible(str(case_id))
    season = season_of(row.season, row.year)
    found = remedies.for_case(viewer, case.pk)
    times = _times(row, season, found)
    return ReadinessPage(
        frame=cases.frame(case), unit=row.unit, season=season, answers=times[0].answers,
        times=times, is_in_time=rules.is_in_time(row.answered_date, season.due_date),
        may_answer=viewer.may(HANDLE, row.unit_id),
        may_propose=any(one.url_name == "remedies:new" for one in cases.onward(viewer, case)),
        timeline=cases.timeline(case),
    )  # fmt: skip


def unit_asked(viewer: Viewer, season: Season, code: str) -> tuple[Unit, Readiness | None]:
    """Give a unit that a season is asked of, with its answers if any. Raises NotVisible."""
    unit = next((one for one in _units(viewer, season) if one.code == code), None)
    if unit is None:
        raise NotVisible(code)
    found = Readiness.objects.filter(unit=unit, season=season.code, year=season.year)
    return unit, found.select_related("case").prefetch_related("answers").first()


def current(row: Readiness) -> list[ReadinessAnswer]:
    """Give the answers of the last time that a unit answered."""
    every = list(row.answers.all())
    last = max((one.time for one in every), default=0)
    return [one for one in every if one.time == last]


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give what a unit's answers lack, as causes that a remedy may answer."""
    seen = Case.objects.visible_to(viewer, KIND).filter(pk=case_id)
    row = Readiness.objects.filter(case__in=seen).first()
    if row is None:
        return []
    season = season_of(row.season, row.year)
    return [
        Cause(one.question, f"{season.words_of(one.question)} {one.remains}"[:200])
        for one in current(row) if one.answer != Readily.YES
    ]  # fmt: skip


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give every unit's answer before every season as a duty of the year wheel."""
    if not viewer.everywhere and not viewer.may(SEE):
        return
    for year in range(start.year, end.year + 1):
        for season in lists.seasons(year):
            if start <= season.due_date <= end:
                for row in _page(viewer, season).rows:
                    yield _duty(season, row)


def asked_units(season: Season) -> list[Unit]:
    """Give the units of which a season is asked: of its kinds, in force on its day."""
    found = Unit.objects.in_force(season.due_date).filter(kind__in=season.kinds)
    return list(found.filter(is_reference=False).order_by("name"))


def _units(viewer: Viewer, season: Season) -> list[Unit]:
    seen = viewer.unit_ids(SEE)
    return [one for one in asked_units(season) if viewer.everywhere or one.pk in seen]


def _page(viewer: Viewer, season: Season) -> SeasonPage:
    units = _units(viewer, season)
    answers = Prefetch("answers", ReadinessAnswer.objects.all())
    found = Readiness.objects.filter(unit__in=units, season=season.code, year=season.year)
    known = {one.unit_id: one for one in found.select_related("case").prefetch_related(answers)}
    opens = rules.opens_on(season.due_date, lists.opens_days_before())
    rows = [_row(viewer, season, unit, known.get(unit.pk)) for unit in units]
    rows.sort(key=lambda one: (not one.is_late, one.answered_date is not None, not one.lacks))
    return SeasonPage(season, rows, opens, opens <= viewer.on)


def _row(viewer: Viewer, season: Season, unit: Unit, row: Readiness | None) -> UnitRow:
    answered = row.answered_date if row else None
    said = [_said(season, one, []) for one in current(row)] if row else []
    return UnitRow(
        unit=unit, readiness_id=row.pk if row else None, answered_date=answered,
        state_label=str(rules.READINESS_LABELS[ReadinessState(row.case.state)]) if row else "",
        lacks=[one for one in said if not one.is_yes],
        is_late=rules.is_late(answered, season.due_date, viewer.on),
        is_in_time=rules.is_in_time(answered, season.due_date),
        may_answer=viewer.may(HANDLE, unit.pk),
    )  # fmt: skip


def _duty(season: Season, row: UnitRow) -> Duty:
    address = reverse("readiness:season", args=[season.code, season.year])
    if row.readiness_id is not None:
        address = reverse("readiness:readiness", args=[row.readiness_id])
    done = row.answered_date
    return Duty(
        name=_("Beredskap: %(season)s") % {"season": season.title}, due_date=season.due_date,
        unit=row.unit.name, role=_("Enhetschef"), address=address, done_date=done,
        state=DutyState.DONE if done else DutyState.DUE, evidence=address if done else "",
        topic="readiness",
    )  # fmt: skip


def _times(row: Readiness, season: Season, found: list[RemedyRow]) -> list[Time]:
    by_time: dict[int, list[ReadinessAnswer]] = {}
    for one in row.answers.select_related("by"):
        by_time.setdefault(one.time, []).append(one)
    return [
        Time(number, answers[0].answered_date, answers[0].by.name if answers[0].by else "",
             [_said(season, one, found) for one in answers])
        for number, answers in sorted(by_time.items(), reverse=True)
    ]  # fmt: skip


def _said(season: Season, one: ReadinessAnswer, found: list[RemedyRow]) -> Said:
    mine = [each for each in found if each.cause_code == one.question]
    label = str(rules.READILY_LABELS[Readily(one.answer)])
    words = season.words_of(one.question)
    return Said(one.question, words, one.answer, label, one.remains, mine)


def _note(viewer: Viewer, rows: Iterable[UnitRow]) -> None:
    shown = [str(row.readiness_id) for row in rows if row.readiness_id]
    if shown:
        note_read(by=viewer, object_kind=KIND, object_id="", data={"shown": shown})

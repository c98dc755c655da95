"""Reads of the roadmap: its newest edition as table and timeline, one line with its reviews."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vaka.areas.roadmaps import rules
from vaka.areas.roadmaps.models import Roadmap, RoadmapLine, RoadmapReview
from vaka.areas.roadmaps.rules import (
    HORIZON_LABELS,
    KEEP,
    SEE,
    STATE_LABELS,
    Horizon,
    LineState,
    Told,
)
from vaka.foundation.access.viewer import NotVisible, Viewer, demand

YEAR_WIDTH, ROW_HEIGHT, LEFT, TOP = 60, 22, 40, 24
"""Of the timeline, in the units of its view box."""


@dataclass(frozen=True)
class LineRow:
    """One line as pages show it, with where it stands on a day."""

    id: uuid.UUID
    number: int
    area: str
    need: str
    national: Sequence[str]
    municipal: Sequence[str]
    more: str
    horizon: Horizon
    horizon_label: str
    due_year: int | None
    answers: str
    state: LineState
    state_label: str
    reviewed: date | None
    review_by: date | None
    is_late: bool
    is_unreviewed: bool
    words: str
    missing: Sequence[str]


@dataclass(frozen=True)
class Bar:
    """A line in the timeline: from the edition to the end of its horizon, in view-box units."""

    row: LineRow
    x: int
    y: int
    width: int
    text_y: int


@dataclass(frozen=True)
class Timeline:
    """The lines of one area over the years."""

    area: str
    bars: Sequence[Bar]
    years: Sequence[tuple[int, int]]
    now: int | None
    width: int
    height: int


@dataclass(frozen=True)
class RoadmapPage:
    """An edition on a day."""

    roadmap: Roadmap
    on: date
    rows: list[LineRow]
    timelines: list[Timeline]
    editions: list[date]
    may_keep: bool

    @property
    def late(self) -> list[LineRow]:
        """Lines whose horizon has passed."""
        return [row for row in self.rows if row.is_late]

    @property
    def unreviewed(self) -> list[LineRow]:
        """Lines that nobody has gone through within a year."""
        return [row for row in self.rows if row.is_unreviewed]

    @property
    def done(self) -> int:
        """How many lines are done."""
        return sum(row.state is LineState.DONE for row in self.rows)

    @property
    def lacking(self) -> list[LineRow]:
        """Lines that lack area, need or what is to be done."""
        return [row for row in self.rows if row.missing]

    def counts(self) -> list[tuple[str, int]]:
        """How many lines have each horizon, noughts too."""
        counted = rules.count_by([row.horizon for row in self.rows], list(Horizon))
        return [(str(HORIZON_LABELS[Horizon(code)]), n) for code, n in counted]


def edition(viewer: Viewer, on: date | None = None, asked: date | None = None) -> Roadmap | None:
    """Give the edition asked for, else the newest on a day; None when there is none.

    Raises:
        NotVisible: the edition asked for does not exist.
    """
    demand(viewer, SEE)
    found = Roadmap.objects.all()
    if asked is not None:
        one = found.filter(edition_date=asked).first()
        if one is None:
            raise NotVisible(str(asked))
        return one
    return found.filter(edition_date__lte=on or viewer.on).first()


def roadmap_page(viewer: Viewer, roadmap: Roadmap, on: date) -> RoadmapPage:
    """Give an edition as it stood on a day."""
    demand(viewer, SEE)
    lines = roadmap.lines.prefetch_related("reviews")
    rows = [_row(one, roadmap.edition_date, on) for one in lines]
    editions = list(Roadmap.objects.values_list("edition_date", flat=True))
    return RoadmapPage(roadmap, on, rows, timelines(rows, roadmap.edition_date, on), editions,
                       viewer.may(KEEP, roadmap.unit_id))  # fmt: skip


@dataclass(frozen=True)
class LinePage:
    """One line with its reviews, the newest first."""

    row: LineRow
    roadmap: Roadmap
    reviews: list[tuple[RoadmapReview, str]]
    may_keep: bool


def line_page(viewer: Viewer, line_id: uuid.UUID) -> LinePage:
    """Give one line. Raises NotAllowed, NotVisible."""
    one = line_of(viewer, line_id)
    reviews = [(each, str(STATE_LABELS[LineState(each.state)])) for each in one.reviews.all()]
    return LinePage(_row(one, one.roadmap.edition_date, viewer.on), one.roadmap, reviews,
                    viewer.may(KEEP, one.roadmap.unit_id))  # fmt: skip


def line_of(viewer: Viewer, line_id: uuid.UUID) -> RoadmapLine:
    """Give one line's row. Raises NotAllowed, NotVisible."""
    demand(viewer, SEE)
    found = RoadmapLine.objects.select_related("roadmap").filter(pk=line_id).first()
    if found is None:
        raise NotVisible(str(line_id))
    return found


def last_review(one: RoadmapLine, on: date) -> RoadmapReview | None:
    """Give a line's newest review up to a day."""
    return next((each for each in one.reviews.all() if each.reviewed_date <= on), None)


def as_told(one: RoadmapLine) -> Told:
    """Give a row as the rules read it."""
    return Told(
        one.number, one.area, one.need_number, one.need, tuple(_lines(one.national)),
        tuple(_lines(one.municipal)), one.more, Horizon(one.horizon), one.is_ongoing, one.answers,
    )  # fmt: skip


def _row(one: RoadmapLine, edition: date, on: date) -> LineRow:
    review = last_review(one, on)
    state = LineState(review.state) if review else LineState.NOT_BEGUN
    review_by = rules.due_review(edition, review.reviewed_date if review else None, state)
    horizon, told = Horizon(one.horizon), as_told(one)
    ongoing = one.is_ongoing and horizon is not Horizon.ONGOING
    label = str(HORIZON_LABELS[horizon])
    return LineRow(
        one.pk, one.number, one.area, one.need, told.national, told.municipal, one.more, horizon,
        f"{label}, {str(HORIZON_LABELS[Horizon.ONGOING]).lower()}" if ongoing else label,
        rules.due_year(horizon, edition), one.answers, state, str(STATE_LABELS[state]),
        review.reviewed_date if review else None, review_by,
        rules.is_late(horizon, edition, state, on), review_by is not None and review_by < on,
        review.words if review else "", rules.missing(told),
    )  # fmt: skip


def _lines(text: str) -> list[str]:
    return [one for one in text.split("\n") if one]


def timelines(rows: Sequence[LineRow], edition: date, on: date) -> list[Timeline]:
    """Lay the lines of each area out over the years, in the order of the table."""
    last = max([row.due_year or 0 for row in rows] + [edition.year + 1])
    years = [(LEFT + YEAR_WIDTH * n, year) for n, year in enumerate(range(edition.year, last + 2))]
    right = years[-1][0]
    now = LEFT + round(YEAR_WIDTH * (on.year - edition.year + (on.month - 1) / 12))
    found = []
    for area in dict.fromkeys(row.area for row in rows):
        mine = [row for row in rows if row.area == area]
        bars = [_bar(row, place, edition, right) for place, row in enumerate(mine)]
        height = TOP + ROW_HEIGHT * len(mine) + 4
        found.append(
            Timeline(area, bars, years, now if now <= right else None, right + YEAR_WIDTH, height)
        )
    return found


def _bar(row: LineRow, place: int, edition: date, right: int) -> Bar:
    end = right if row.due_year is None else LEFT + YEAR_WIDTH * (row.due_year - edition.year + 1)
    y = TOP + ROW_HEIGHT * place
    return Bar(row, LEFT, y, end - LEFT, y + ROW_HEIGHT - 9)

"""Reads of boards: which there are, and one with its tiles, answered as one question."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.figures import queries as figures
from vaka.areas.figures.queries import SEE
from vaka.areas.indicators import queries as indicators
from vaka.areas.indicators.words import written
from vaka.areas.scorecards import rules, words
from vaka.areas.scorecards.models import Scorecard
from vaka.areas.scorecards.rules import Span, Standard, Tile
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period
from vaka.metrics.definitions import MEASURES
from vaka.metrics.disclosure import is_hidden
from vaka.metrics.measure import Measure
from vaka.metrics.request import Request, Row
from vaka.web.tile_chart import TilePoint


@dataclass(frozen=True)
class BoardLine:
    """A board as lists and the switch above a board name it; a standard one has a code."""

    key: str
    name: str
    says: str
    is_standard: bool
    is_own: bool
    is_shared: bool
    measures: list[str]


@dataclass(frozen=True)
class Board:
    """A board to show: its name, its tiles, and who may change it."""

    line: BoardLine
    tiles: tuple[Tile, ...]
    unit: Unit | None = None
    may_change: bool = False


@dataclass(frozen=True)
class TableRow:
    """One period of a tile's table, the newest first."""

    words: str
    text: str
    hidden: bool
    is_missing: bool
    url: str
    expected: str
    signal: str


@dataclass(frozen=True)
class TileView:
    """One tile: the sentence, the chart, the table. `way` is what its newest value means."""

    sentence: str
    lead: str
    title: str
    counted: str
    few: str
    assured: str
    way: str
    is_judged: bool
    points: list[TilePoint]
    label: str
    last: str
    target: float | None
    target_words: str
    ends: tuple[str, str]
    table: list[TableRow]
    has_limits: bool
    source: str
    url: str


@dataclass(frozen=True)
class BoardPage:
    """What a board's page shows, and how old its figures are."""

    board: Board
    unit: Unit
    units: list[Unit]
    sentence: str
    worse: list[str]
    tiles: list[TileView]
    until: date | None
    made_at: datetime
    pending: int
    is_suppressed: bool


def boards(viewer: Viewer) -> list[BoardLine]:
    """Give one's own boards, those shared with one, and the standard ones of one's roles first."""
    demand(viewer, SEE)
    found = Scorecard.objects.visible_to(viewer).filter(removed_at=None)
    rows = found.distinct().select_related("unit", "owner").prefetch_related("tiles")
    own = sorted((_line(viewer, row) for row in rows), key=lambda one: not one.is_own)
    held = {one.role.code for one in viewer.held}
    ready = sorted(rules.standards(viewer.on), key=lambda one: held.isdisjoint(one.roles))
    return [*own, *map(_standard_line, ready)]


def removed(viewer: Viewer) -> list[Scorecard]:
    """Give one's own removed boards, the newest first, to take back."""
    own = Scorecard.objects.filter(owner=viewer.person).exclude(removed_at=None)
    return list(own.order_by("-removed_at")[:5]) if viewer.person else []


def first_board(viewer: Viewer) -> Board:
    """Give the standard board of the viewer's roles."""
    demand(viewer, SEE)
    return _of_standard(rules.standard_for([one.role.code for one in viewer.held], viewer.on))


def standard_board(viewer: Viewer, code: str) -> Board:
    """Give a standard board by its code. Raises NotVisible."""
    demand(viewer, SEE)
    try:
        return _of_standard(rules.standard(code, viewer.on))
    except rules.UnknownStandard as error:
        raise NotVisible(code) from error


def board(viewer: Viewer, board_id: uuid.UUID) -> Board:
    """Give a made board that the viewer may see. Raises NotVisible, NotAllowed."""
    demand(viewer, SEE)
    row = _row(viewer, board_id)
    return Board(_line(viewer, row), _tiles(row), row.unit, _changes(viewer, row))


def board_to_change(viewer: Viewer, board_id: uuid.UUID) -> tuple[Scorecard, tuple[Tile, ...]]:
    """Give a board that the viewer may change, with its tiles in order.

    Raises:
        NotVisible: there is no such board for this viewer.
        NotAllowed: it is another's, and the viewer shares no boards at its unit.
    """
    demand(viewer, SEE)
    row = _row(viewer, board_id)
    if not _changes(viewer, row):
        raise NotAllowed(rules.SHARE)
    return row, _tiles(row)


def cuts_of(tile: Tile) -> tuple[str, ...] | None:
    """Give how a tile's measure may be cut; None when the catalogue has no such measure."""
    return MEASURES[tile.measure].by if tile.measure in MEASURES else None


def board_page(viewer: Viewer, shown: Board, unit_code: str = "") -> BoardPage:
    """Give a board for a unit, every tile answered by one question to the measure engine.

    Raises:
        NotVisible, NotAllowed: the unit's figures are not for this viewer.
    """
    units = figures.units_with_figures(viewer)
    unit = _unit(viewer, units, unit_code, shown.unit)
    known = [tile for tile in shown.tiles if tile.measure in MEASURES]
    asked = [Request((one.measure,), unit.code, one.period(viewer.on), grain=one.grain,
                     only=one.only) for one in known]  # fmt: skip
    answers = figures.ask(viewer, *asked)
    anew = indicators.limit_days(unit, (one.measure for one in known if not one.cut))
    scene = _Scene(viewer, unit, anew, answers.is_suppressed, figures.RegistersInUse(),
                   figures.unused(unit.code))  # fmt: skip
    tiles = [_tile(scene, tile, [row for row in rows if not row.by])
             for tile, rows in zip(known, answers.rows, strict=True)]  # fmt: skip
    note_read(by=viewer, object_kind="scorecard", object_id=shown.line.key, unit_id=unit.pk,
              data={"measures": [one.measure for one in known]})  # fmt: skip
    worse, better = ([one.title for one in tiles if one.way == way] for way in ("worse", "better"))
    return BoardPage(
        board=shown, unit=unit, units=units,
        sentence=words.whole(len(worse), len(better), sum(one.is_judged for one in tiles)),
        worse=worse, tiles=tiles, made_at=answers.made_at, pending=answers.pending,
        until=max((one.period(viewer.on).last_date for one in known), default=None),
        is_suppressed=answers.is_suppressed,
    )  # fmt: skip


@dataclass(frozen=True)
class _Scene:
    """Who looks at which unit, and what its tiles share."""

    viewer: Viewer
    unit: Unit
    anew: dict[str, list[date]]
    is_suppressed: bool
    in_use: figures.RegistersInUse
    unused: frozenset[str]

    def hides(self, row: Row) -> bool:
        return self.is_suppressed and is_hidden(row)

    def is_unused(self, measure: Measure, row: Row) -> bool:
        """Say whether nothing stands there because the unit does not use the register."""
        if row.value is not None or self.hides(row):
            return False
        return self.in_use.is_outside(measure, self.unit, Period.parse(row.period))

    def says_unused(self, measure: Measure, rows: Sequence[Row]) -> bool:
        """Say whether the newest period has no number because the register is not used."""
        if not rows or rows[-1].value is not None:
            return False
        return measure.name in self.unused or self.is_unused(measure, rows[-1])


def _tile(scene: _Scene, tile: Tile, rows: list[Row]) -> TileView:
    measure = _named(tile)
    anew = () if tile.cut else scene.anew.get(tile.measure, ())
    judged = indicators.judged_rows(measure, scene.unit, tile.grain, rows, anew)
    known = [row for row in rows if row.value is not None]
    beside = [(row, judged.rows[row.period]) for row in rows]
    link = indicators.way_to_cases(scene.viewer, measure, scene.unit)
    return TileView(
        sentence=_unused(scene, measure, rows) or judged.sentence or _plain(scene, measure, rows),
        lead=judged.lead,
        title=measure.title.sv, counted=words.counted(measure, tile),
        few=judged.few if known else "", assured=judged.assured if known else "",
        way=judged.way, is_judged=bool(known) and not judged.few,
        points=[TilePoint(row.value, one.centre, one.lower, one.upper, one.way)
                for row, one in beside] if len(known) > 1 else [],
        label=judged.chart.alt if judged.chart else "",
        last=words.short(measure, rows[-1].value if rows else None), target=measure.target,
        target_words=words.target(measure), ends=_ends(rows),
        table=[
            TableRow(words.short_period(row.period), _text(scene, measure, row),
                     scene.hides(row), row.value is None and not scene.is_unused(measure, row),
                     link.to(row.period, dict(tile.only), row), one.expected, one.signal)
            for row, one in reversed(beside)
        ],
        has_limits=any(one.expected for one in judged.rows.values()),
        source=_sources(measure, known),
        url=_address(scene, tile),
    )  # fmt: skip


def _text(scene: _Scene, measure: Measure, row: Row) -> str:
    return _("används inte") if scene.is_unused(measure, row) else written(measure, row.value)


def _sources(measure: Measure, known: Sequence[Row]) -> str:
    """Where the numbers come from, as they say themselves, without a last full stop."""
    told = dict.fromkeys(row.source.rstrip(".") for row in known)
    return "; ".join(told) or measure.source.rstrip(".")


def _named(tile: Tile) -> Measure:
    """The measure by the name that the tile gives it."""
    measure = MEASURES[tile.measure]
    return replace(measure, title=replace(measure.title, sv=words.title(measure, tile)))


def _unused(scene: _Scene, measure: Measure, rows: Sequence[Row]) -> str:
    return words.unused(measure.title.sv) if scene.says_unused(measure, rows) else ""


def _plain(scene: _Scene, measure: Measure, rows: Sequence[Row]) -> str:
    """The sentence when nothing is judged: the newest value, or why there is none."""
    name = measure.title.sv
    newest = next((row for row in reversed(rows) if row.value is not None), None)
    if newest is not None:
        return words.newest(name, written(measure, newest.value), Period.parse(newest.period))
    return words.hidden(name) if any(map(scene.hides, rows)) else words.missing(name)


def _ends(rows: Sequence[Row]) -> tuple[str, str]:
    if not rows:
        return "", ""
    return words.short_period(rows[0].period), words.short_period(rows[-1].period)


def _address(scene: _Scene, tile: Tile) -> str:
    period = tile.period(scene.viewer.on)
    query = {"enhet": scene.unit.code, "period": str(period), "steg": tile.grain.value}
    return f"{reverse('indicators:measure', args=[tile.measure])}?{urlencode(query)}"


def _unit(viewer: Viewer, units: list[Unit], code: str, of_board: Unit | None) -> Unit:
    """The unit asked for, else the board's, else the viewer's own."""
    wanted = code or (of_board.code if of_board else "")
    found = next((one for one in units if one.code == wanted), None)
    if code and found is None:
        raise NotVisible(code)
    unit = found or indicators.own_unit(viewer) or next(iter(units), None)
    if unit is None:
        raise NotVisible("")
    return unit


def _row(viewer: Viewer, board_id: uuid.UUID) -> Scorecard:
    found = Scorecard.objects.visible_to(viewer).filter(pk=board_id, removed_at=None)
    row = found.select_related("unit", "owner").prefetch_related("tiles").first()
    if row is None:
        raise NotVisible(str(board_id))
    return row


def _changes(viewer: Viewer, row: Scorecard) -> bool:
    return rules.may_change(
        is_owner=viewer.person is not None and row.owner_id == viewer.person.pk,
        is_shared=row.is_shared, shares_there=viewer.may(rules.SHARE, row.unit_id),
    )  # fmt: skip


def _tiles(row: Scorecard) -> tuple[Tile, ...]:
    return tuple(Tile(one.measure, Span(one.span), one.cut) for one in row.tiles.all())


def _line(viewer: Viewer, row: Scorecard) -> BoardLine:
    is_own = viewer.person is not None and row.owner_id == viewer.person.pk
    says = _("Delad med %(unit)s.") if row.is_shared else _("Bara du ser den. %(unit)s.")
    if row.is_shared and not is_own:
        says = _("%(unit)s. Gjord av %(name)s.")
    return BoardLine(
        str(row.pk), row.name, says % {"unit": row.unit.name, "name": row.owner.name},
        is_standard=False, is_own=is_own, is_shared=row.is_shared, measures=_titles(_tiles(row)),
    )  # fmt: skip


def _standard_line(one: Standard) -> BoardLine:
    return BoardLine(one.code, one.title, one.says, is_standard=True, is_own=False,
                     is_shared=True, measures=_titles(one.tiles))  # fmt: skip


def _of_standard(one: Standard) -> Board:
    return Board(_standard_line(one), one.tiles)


def _titles(tiles: Sequence[Tile]) -> list[str]:
    return [words.title(MEASURES[one.measure], one) for one in tiles if one.measure in MEASURES]

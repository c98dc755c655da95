"""What is done with boards: make, name, fill, order, remove and take back."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils import timezone

from vaka.areas.figures.queries import SEE
from vaka.areas.scorecards import queries, rules
from vaka.areas.scorecards.models import Scorecard, ScorecardTile
from vaka.areas.scorecards.rules import Tile, Way
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict, require


@dataclass(frozen=True)
class NewBoard:
    """What a board is called, whose unit it is for, and whether others there see it."""

    name: str
    unit: Unit
    is_shared: bool = False


@action
def make_scorecard(*, by: Viewer, new: NewBoard, tiles: Sequence[Tile] = ()) -> Scorecard:
    """Make a board of one's own, with tiles to begin from (those of a copied board).

    Raises:
        NotAllowed: figures of the unit are not for the maker, or it may not be shared there.
        RuleRefused: no name, a taken one, or tiles that do not fit.
    """
    owner = _person(by)
    _must_place(by, new)
    require(rules.may_name(new.name, _names(owner)))
    require(
        Verdict.all_of(
            rules.may_hold(one, tiles[:place], queries.cuts_of(one))
            for place, one in enumerate(tiles)
        )
    )
    row = Scorecard.objects.create(
        name=new.name.strip(), unit=new.unit, owner=owner, is_shared=new.is_shared
    )
    _put(row, tiles)
    _told(by, "make_scorecard", row, name=row.name, tiles=len(tiles))
    return row


@action
def change_scorecard(*, by: Viewer, board_id: uuid.UUID, new: NewBoard) -> Scorecard:
    """Change a board's name and unit, and whether it is shared."""
    row, _tiles = queries.board_to_change(by, board_id)
    if new.unit.pk != row.unit_id or new.is_shared != row.is_shared:
        _must_place(by, new)
    taken = [] if new.name.strip() == row.name else _names(row.owner)
    require(rules.may_name(new.name, taken))
    row.name, row.unit, row.is_shared = new.name.strip(), new.unit, new.is_shared
    row.save(update_fields=["name", "unit", "is_shared"])
    _told(by, "change_scorecard", row, name=row.name, shared=row.is_shared)
    return row


@action
def add_tile(*, by: Viewer, board_id: uuid.UUID, tile: Tile) -> Scorecard:
    """Put one more measure last on a board."""
    row, tiles = queries.board_to_change(by, board_id)
    require(rules.may_hold(tile, tiles, queries.cuts_of(tile)))
    _put(row, [*tiles, tile])
    _told(by, "add_tile", row, measure=tile.measure)
    return row


@action
def move_tile(*, by: Viewer, board_id: uuid.UUID, place: int, way: Way) -> Scorecard:
    """Move one tile a step; at the edge it stays."""
    row, tiles = queries.board_to_change(by, board_id)
    _put(row, rules.moved(tiles, place, way))
    _told(by, "move_tile", row, place=place, way=way)
    return row


@action
def take_tile(*, by: Viewer, board_id: uuid.UUID, place: int) -> Scorecard:
    """Take one tile away from a board."""
    row, tiles = queries.board_to_change(by, board_id)
    if place >= len(tiles):
        raise NotVisible(str(place))
    _put(row, [one for number, one in enumerate(tiles) if number != place])
    _told(by, "take_tile", row, measure=tiles[place].measure)
    return row


@action
def remove_scorecard(*, by: Viewer, board_id: uuid.UUID) -> Scorecard:
    """Remove a board; its maker can take it back."""
    row, _tiles = queries.board_to_change(by, board_id)
    row.removed_at = timezone.now()
    row.save(update_fields=["removed_at"])
    _told(by, "remove_scorecard", row, name=row.name)
    return row


@action
def restore_scorecard(*, by: Viewer, board_id: uuid.UUID) -> Scorecard:
    """Take a removed board of one's own back. Raises NotVisible."""
    own = Scorecard.objects.filter(owner=by.person, pk=board_id).exclude(removed_at=None)
    row = own.first() if by.person else None
    if row is None:
        raise NotVisible(str(board_id))
    require(rules.may_name(row.name, _names(row.owner)))
    row.removed_at = None
    row.save(update_fields=["removed_at"])
    _told(by, "restore_scorecard", row, name=row.name)
    return row


def _person(by: Viewer) -> Person:
    if by.person is None:
        raise NotAllowed(SEE)
    return by.person


def _must_place(by: Viewer, new: NewBoard) -> None:
    """A board is for a unit whose figures one may see; it is shared by who answers for it."""
    if new.unit.pk not in by.unit_ids(SEE):
        demand(by, SEE)
        raise NotVisible(new.unit.code)
    if new.is_shared:
        demand(by, rules.SHARE, new.unit.pk)


def _names(owner: Person) -> list[str]:
    own = Scorecard.objects.filter(owner=owner, removed_at=None)
    return list(own.values_list("name", flat=True))


def _put(row: Scorecard, tiles: Sequence[Tile]) -> None:
    """Make a board's tiles these, in this order."""
    row.tiles.all().delete()
    ScorecardTile.objects.bulk_create(
        ScorecardTile(scorecard=row, place=place, measure=one.measure, span=one.span, cut=one.cut)
        for place, one in enumerate(tiles)
    )


def _told(by: Viewer, verb: str, row: Scorecard, **data: object) -> None:
    note(by=by, verb=f"scorecard.{verb}", object_kind="scorecard", object_id=row.pk,
         unit_id=row.unit_id, data=data)  # fmt: skip

"""Reads of an item's way up: each body's proposal and decision, and where words differ."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from vaka.areas.board import queries
from vaka.areas.board.models import BoardItem
from vaka.areas.board.passage_models import ItemPassage
from vaka.areas.board.passage_rules import (
    GOES_ON,
    Level,
    Pair,
    PassageState,
    Sent,
    beside,
)
from vaka.areas.board.rules import ITEM_LABELS, LEAD, ItemState, clauses
from vaka.foundation.access.viewer import Viewer, one_of


@dataclass(frozen=True)
class Stop:
    """One body on the way: what it got, what it said, and where that differs from what it got.

    What was refused or returned stands by itself, for no clause of it answers one of the proposal.
    """

    id: uuid.UUID | None
    name: str
    state_label: str
    is_decided: bool
    is_last: bool
    day: date | None
    paragraph: str
    diary_number: str
    pairs: list[Pair]
    came_back: BoardItem | None = None
    is_returned: bool = False

    @property
    def differs(self) -> bool:
        """True when the body decided in other words than it was proposed."""
        return self.is_decided and any(not pair.is_same for pair in self.pairs)


@dataclass(frozen=True)
class Way:
    """An item's way: its own body first, then each it went on to."""

    stops: list[Stop]
    may_send_on: bool
    came_from: ItemPassage | None


def way_of(viewer: Viewer, one: BoardItem) -> Way:
    """Give the way of an item that the viewer may read; links lead only to what they may read."""
    rows = list(one.passages.select_related("came_back__case"))
    own = _own(one)
    seen = set(queries.items(viewer).filter(
        pk__in=[row.came_back_id for row in rows if row.came_back_id]
    ).values_list("pk", flat=True))  # fmt: skip
    stops = [own, *(_stop(row, row is rows[-1], seen) for row in rows)] if rows else []
    goes = not rows or rows[-1].state in GOES_ON
    may = viewer.may(LEAD) and one.case.state == ItemState.TREATED and goes
    return Way(stops, may, _came_from(viewer, one))


def passage(viewer: Viewer, passage_id: uuid.UUID) -> ItemPassage:
    """Give one passage of an item that the viewer may read. Raises NotVisible."""
    found = ItemPassage.objects.filter(item__in=queries.items(viewer).values("pk"))
    return one_of(found.select_related("item__case", "came_back__case"), passage_id)


def sent(one: BoardItem) -> list[Sent]:
    """Give an item's passages as the rules see them."""
    return [Sent(Level(row.level), row.name, PassageState(row.state), row.sent_date)
            for row in one.passages.all()]  # fmt: skip


def is_last(one: ItemPassage) -> bool:
    """Say whether the item has gone nowhere from there."""
    return one.item.passages.last() == one


def next_proposal(one: BoardItem) -> list[str]:
    """Give what the next body would get: the decision of the one before, else the proposal."""
    last = one.passages.last()
    if last is not None:
        return clauses(last.decision or last.proposal)
    return decided(one) or proposed(one)


def proposed(one: BoardItem) -> list[str]:
    """Give the att-clauses of the item's own letter."""
    return next((clauses(row.words) for row in queries.letter(one) if row.code == "proposal"), [])


def decided(one: BoardItem) -> list[str]:
    """Give what the item's own body decided, as its minutes have it; empty before them."""
    paragraph = getattr(one, "paragraph", None)
    return clauses(paragraph.decision) if paragraph is not None else []


def _own(one: BoardItem) -> Stop:
    paragraph = getattr(one, "paragraph", None)
    said = decided(one)
    return Stop(
        None, queries.body_names().get(one.body, one.body),
        str(ITEM_LABELS[ItemState(one.case.state)]), bool(said), False,
        one.meeting.date if one.meeting else None,
        f"§ {paragraph.number}" if paragraph is not None else "", one.diary_number,
        beside(proposed(one), said or proposed(one)),
    )  # fmt: skip


def _stop(row: ItemPassage, is_last: bool, seen: Collection[uuid.UUID]) -> Stop:
    said = clauses(row.decision)
    decided_here = row.state != PassageState.SENT
    got = said if decided_here and row.state not in GOES_ON else clauses(row.proposal)
    back = row.came_back if row.came_back_id in seen else None
    return Stop(row.pk, row.name, str(row.get_state_display()), decided_here, is_last,
                row.decided_date or row.sent_date, row.paragraph, row.diary_number,
                beside(got, said if decided_here else got), back,
                row.state == PassageState.RETURNED)  # fmt: skip


def _came_from(viewer: Viewer, one: BoardItem) -> ItemPassage | None:
    found = ItemPassage.objects.filter(came_back=one, item__in=queries.items(viewer).values("pk"))
    return found.select_related("item__case").first()

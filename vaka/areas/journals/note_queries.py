"""Reads of notes of visits: those of one plan, with what became of each in the journal."""

import uuid
from dataclasses import dataclass

from vaka.areas.care_plans import journal_queries as plans
from vaka.areas.care_plans.journal_queries import Planned
from vaka.areas.journals import note_rules
from vaka.areas.journals.models import JournalRow, VisitNote
from vaka.areas.journals.note_rules import SORT_LABELS, VisitSort
from vaka.areas.journals.rules import HAND_OVER, ROW_LABELS, WRITE, EntryKind, RowState
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read


@dataclass(frozen=True)
class NoteLine:
    """One note that stands, those it stands for, and where it is on its way to the journal."""

    note: VisitNote
    sort: str
    before: list[VisitNote]
    way: str
    may_change: bool


@dataclass(frozen=True)
class NotesPage:
    """The notes of one plan."""

    plan: Planned
    lines: list[NoteLine]
    may_write: bool


def notes_of(viewer: Viewer, plan_id: uuid.UUID, most: int) -> NotesPage:
    """Give the newest notes of a plan; logged as read. Raises NotVisible, NotAllowed."""
    plan = plans.plan(viewer, plan_id)
    demand(viewer, WRITE, plan.unit_id)
    rows = list(VisitNote.objects.filter(plan=plan_id).select_related("by").order_by("written_at"))
    note_read(by=viewer, object_kind="visit_note", object_id="", unit_id=plan.unit_id,
              data={"plan": plan.reference, "shown": len(rows)})  # fmt: skip
    chains: dict[uuid.UUID, list[VisitNote]] = {}
    for one in rows:
        chains.setdefault(one.root, []).append(one)
    ways = _ways(rows)
    lines = [_line(viewer, plan, chain, ways) for chain in chains.values()]
    newest = sorted(lines, key=lambda one: one.note.at, reverse=True)[:most]
    return NotesPage(plan, newest, plan.is_open)


def found(viewer: Viewer, note_id: uuid.UUID) -> VisitNote:
    """Give a note where the viewer notes visits. Raises NotVisible, NotAllowed."""
    demand(viewer, WRITE)
    one: VisitNote | None = (
        VisitNote.objects.filter(pk=note_id).select_related("by").first()
    )  # fmt: skip
    if one is None:
        raise NotVisible(str(note_id))
    demand(viewer, WRITE, plans.plan(viewer, one.plan_id).unit_id)
    return one


def _line(
    viewer: Viewer, plan: Planned, chain: list[VisitNote], ways: dict[str, str]
) -> NoteLine:  # fmt: skip
    last = chain[-1]
    may = note_rules.may_change(
        is_last=not last.takes_back, manages=viewer.may(HAND_OVER, plan.unit_id),
        is_own=viewer.person is not None and last.by_id == viewer.person.pk,
    )  # fmt: skip
    return NoteLine(last, str(SORT_LABELS[VisitSort(last.sort)]), chain[:-1],
                    ways.get(f"{EntryKind.VISIT}:{last.pk}", ""), bool(may))  # fmt: skip


def _ways(rows: list[VisitNote]) -> dict[str, str]:
    keys = [f"{EntryKind.VISIT}:{one.pk}" for one in rows]
    told = JournalRow.objects.filter(key__in=keys).exclude(state=RowState.WITHDRAWN)
    return {key: str(ROW_LABELS[RowState(state)])
            for key, state in told.order_by("pk").values_list("key", "state")}  # fmt: skip

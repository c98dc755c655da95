"""A unit's open cases as an item for the staff meeting: what waits, never who it is about."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone

from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import worklist
from vaka.foundation.cases.clock import CaseClock, case_clock
from vaka.foundation.cases.kinds import Words, all_kinds, kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit, UnitPath


@dataclass(frozen=True)
class MeetingRow:
    """One open case: its reference, what sort it is, what it waits for. No title: that may hold a
    room or a name."""

    reference: str
    kind_label: Words
    sort: str
    todo: Words
    clock: CaseClock | None


@dataclass(frozen=True)
class MeetingSheet:
    """What the page shows: the rows by last day, and how many there are of each sort."""

    rows: list[MeetingRow]
    sorts: list[tuple[str, int]]
    late: int


def sheet(viewer: Viewer, unit: Unit) -> MeetingSheet:
    """Give a unit's open cases, with all below it. Raises NotVisible to who handles none there."""
    if not any(viewer.may(kind.handle, unit.pk) for kind in all_kinds()):
        raise NotVisible(unit.code)
    below = UnitPath.objects.current().filter(ancestor=unit).values("descendant_id")
    found = Case.objects.open().visible_to(viewer).filter(worklist.handled(viewer))
    cases = list(found.filter(unit_id__in=below).order_by("due_date", "opened_at")[:500])
    sorts = _sorts(cases)
    rows = [_row(viewer, case, sorts.get(case, "")) for case in cases]
    note_read(by=viewer, object_kind="worklist", object_id="", unit_id=unit.pk,
              data={"meeting": unit.code, "shown": [str(case.pk) for case in cases]})  # fmt: skip
    counted = Counter(row.sort or str(row.kind_label).capitalize() for row in rows)
    late = sum(row.clock is not None and row.clock.left < 0 for row in rows)
    return MeetingSheet(rows, counted.most_common(), late)


def _sorts(cases: list[Case]) -> dict[Case, str]:
    """What each kind calls its cases when no name may be said."""
    found: dict[Case, str] = {}
    for code in {case.kind for case in cases}:
        of_kind = [case for case in cases if case.kind == code]
        said = kind_of(code).sorts([case.pk for case in of_kind])
        found |= {case: said[case.pk] for case in of_kind if case.pk in said}
    return found


def _row(viewer: Viewer, case: Case, sort: str) -> MeetingRow:
    kind, opened = kind_of(case.kind), timezone.localdate(case.opened_at)
    clock = case_clock(opened, case.due_date, viewer.on)
    return MeetingRow(case.reference, kind.label, sort, kind.todo(case.state), clock)

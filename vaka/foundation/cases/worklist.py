"""The worklist, written once over all kinds: what waits for whom, narrowed, late first.

A worklist holds open cases only, and few of all. Its words are looked for among theirs (marked
`is_open`), so that its time follows what is open and not what has ever been.
"""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from vaka.foundation.access.queries import absent_for
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases.clock import CaseClock, case_clock
from vaka.foundation.cases.kinds import Words, all_kinds, kind_of
from vaka.foundation.cases.models import Case, SearchText, granted
from vaka.foundation.cases.search import folded
from vaka.foundation.organisation.models import Unit, UnitPath


class Whose(StrEnum):
    """The tabs of the worklist."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    OTHERS = "others"
    LATE = "late"


@dataclass(frozen=True)
class WorkFilter:
    """What a worklist is narrowed by; empty does not narrow. `state` is written `kind:state`."""

    whose: Whose = Whose.MINE
    kind: str = ""
    state: str = ""
    unit_code: str = ""
    words: str = ""

    @property
    def told(self) -> dict[str, str]:
        """The filter as the log writes it."""
        return {name: str(value) for name, value in vars(self).items() if value}


@dataclass(frozen=True)
class WorkRow:
    """One line of a worklist; `stands_in_for` names an absent owner whose work this is."""

    id: uuid.UUID
    reference: str
    title: str
    kind_label: Words
    url_name: str
    unit_name: str
    todo: Words
    owner_name: str
    stands_in_for: str
    opened_at: datetime
    clock: CaseClock | None


@dataclass(frozen=True)
class Choice:
    """One value that a filter can have, in words."""

    value: str
    label: str


@dataclass(frozen=True)
class Choices:
    """The values that occur in a viewer's worklists."""

    kinds: list[Choice] = field(default_factory=list)
    states: list[Choice] = field(default_factory=list)
    units: list[Choice] = field(default_factory=list)


def rows_of(viewer: Viewer, wanted: WorkFilter) -> QuerySet[Case]:
    """Give the open cases of one tab that the filter keeps: late first, then by last day."""
    found = narrowed(viewer, wanted).filter(_whose(viewer)[wanted.whose])
    return found.order_by(F("due_date").asc(nulls_last=True), "opened_at", "id")


@dataclass(frozen=True)
class Group:
    """How many open cases are alike to a worklist, how many of them late, and how many the
    viewer's own reports: one reading of the open cases gives every count and every choice."""

    kind: str
    state: str
    unit_id: uuid.UUID
    owner_id: uuid.UUID | None
    count: int
    late: int
    reported: int


def groups(viewer: Viewer, words: str = "") -> list[Group]:
    """Give what a viewer works with in any way, counted."""
    found = narrowed(viewer, WorkFilter(words=words)).order_by()
    late = Count("pk", filter=Q(due_date__lt=viewer.on))
    own = Count("pk", filter=Q(reporter=viewer.person))
    columns = found.values_list("kind", "state", "unit_id", "owner_id")
    return [Group(*row) for row in columns.annotate(n=Count("pk"), late=late, own=own)]


def counts(viewer: Viewer, wanted: WorkFilter, found: list[Group]) -> dict[Whose, int]:
    """Give how many cases each tab has under a filter; `found` are the groups of its words."""
    mine, total = set(responsible(viewer)), dict.fromkeys(Whose, 0)
    units = _unit_ids(wanted.unit_code) if wanted.unit_code else None
    kind, _colon, state = wanted.state.rpartition(":")
    for one in found:
        if wanted.kind not in ("", one.kind) or kind not in ("", one.kind):
            continue
        if state not in ("", one.state) or (units is not None and one.unit_id not in units):
            continue
        is_mine, roles = one.owner_id in mine, _does(viewer, one)
        total[Whose.MINE] += one.count * is_mine
        total[Whose.UNASSIGNED] += one.count * (one.owner_id is None and roles)
        if one.owner_id is not None and not is_mine:
            total[Whose.OTHERS] += one.count if roles else one.reported
        total[Whose.LATE] += one.late * (is_mine or roles)
    return total


def choices(viewer: Viewer, wanted: WorkFilter, found: list[Group]) -> Choices:
    """Give the kinds, states and units that occur, and those that the filter asks for."""
    kinds = {one.kind for one in found} | ({wanted.kind} & {kind.code for kind in all_kinds()})
    states = {(one.kind, one.state) for one in found}
    known = {f"{kind}:{state}" for kind, state in states}
    asked = [Choice(wanted.state, wanted.state)] if {wanted.state} - {"", *known} else []
    return Choices(
        [Choice(kind, str(kind_of(kind).label_plural).capitalize()) for kind in sorted(kinds)],
        [Choice(f"{k}:{s}", _state_words(k, s, several=len(kinds) > 1)) for k, s in sorted(states)]
        + asked,
        _units(viewer, {one.unit_id for one in found}),
    )


def _does(viewer: Viewer, one: Group) -> bool:
    handle = kind_of(one.kind).handle
    return viewer.may(handle) and viewer.may(handle, one.unit_id)


def narrowed(viewer: Viewer, wanted: WorkFilter) -> QuerySet[Case]:
    """Give the open cases that a viewer works with in any way and the filter keeps."""
    found = _worked_with(viewer)
    if wanted.kind:
        found = found.filter(kind=wanted.kind)
    if wanted.state:
        kind, _colon, state = wanted.state.rpartition(":")
        found = found.filter(state=state, **({"kind": kind} if kind else {}))
    if wanted.unit_code:
        found = found.filter(unit_id__in=_unit_ids(wanted.unit_code))
    return _holding(found, wanted.words)


def _worked_with(viewer: Viewer) -> QuerySet[Case]:
    """Give the open cases a viewer works with; what may be seen is worked out once a viewer."""
    return viewer.once(
        "worklist", lambda: Case.objects.open().visible_to(viewer).filter(_any(viewer))
    ).all()


def row(viewer: Viewer, case: Case, absent: frozenset[uuid.UUID] = frozenset()) -> WorkRow:
    """Give one line from a case fetched with its unit and owner."""
    kind = kind_of(case.kind)
    owner = case.owner.name if case.owner else ""
    return WorkRow(
        id=case.pk,
        reference=case.reference,
        title=case.title,
        kind_label=kind.label,
        url_name=kind.url_name,
        unit_name=case.unit.name,
        todo=kind.todo(case.state),
        owner_name=owner,
        stands_in_for=owner if case.owner_id in absent else "",
        opened_at=case.opened_at,
        clock=case_clock(timezone.localdate(case.opened_at), case.due_date, viewer.on),
    )


def rows(viewer: Viewer, cases: Iterable[Case]) -> list[WorkRow]:
    """Give the lines of one page."""
    absent = absent_for(viewer.person, viewer.on)
    return [row(viewer, case, absent) for case in cases]


def note_shown(viewer: Viewer, wanted: WorkFilter, shown: Iterable[uuid.UUID]) -> None:
    """Write in the log which cases a worklist showed, and by which filter."""
    data = {"filter": wanted.told, "shown": [str(one) for one in shown]}
    note_read(by=viewer, object_kind="worklist", object_id="", data=data)


def handles_any(viewer: Viewer) -> bool:
    """Say whether the work of any kind of case can wait for the viewer."""
    return any(viewer.may(kind.handle) for kind in all_kinds())


def handled(viewer: Viewer) -> Q:
    """Give the condition for the cases whose work the viewer's roles may do."""
    able = {kind.code: kind.handle for kind in all_kinds() if viewer.may(kind.handle)}
    return granted(viewer, able)


def responsible(viewer: Viewer) -> list[Any]:
    """Give whose cases are the viewer's to do: the own, and those of whom they stand in for."""
    if viewer.person is None:
        return []
    return [viewer.person.pk, *absent_for(viewer.person, viewer.on)]


def _whose(viewer: Viewer) -> dict[Whose, Q]:
    mine, roles = Q(owner_id__in=responsible(viewer)), handled(viewer)
    others = Q(owner_id__isnull=False) & ~mine & (roles | Q(reporter=viewer.person))
    return {
        Whose.MINE: mine,
        Whose.UNASSIGNED: Q(owner_id=None) & roles,
        Whose.OTHERS: others,
        Whose.LATE: Q(due_date__lt=viewer.on) & (mine | roles),
    }


def _any(viewer: Viewer) -> Q:
    own = Q(owner_id__in=responsible(viewer)) | Q(reporter=viewer.person)
    return own | handled(viewer)


def _holding(found: QuerySet[Case], words: str) -> QuerySet[Case]:
    """Keep the open cases that hold every word, or its beginning."""
    holding = SearchText.objects.filter(case_id=OuterRef("pk"), is_open=True)
    stems = folded(words).split()
    for stem in stems:
        holding = holding.filter(Q(words__startswith=stem) | Q(words__contains=f" {stem}"))
    return found.filter(Exists(holding)) if stems else found


def _state_words(kind: str, state: str, *, several: bool) -> str:
    label = str(kind_of(kind).state_label(state))
    return f"{str(kind_of(kind).label).capitalize()}: {label.lower()}" if several else label


def _unit_ids(code: str) -> set[uuid.UUID]:
    below = UnitPath.objects.current().filter(ancestor__code=code)
    return set(below.values_list("descendant_id", flat=True))


def _units(viewer: Viewer, with_cases: set[uuid.UUID]) -> list[Choice]:
    held = {held.unit_id for held in viewer.held}
    found = Unit.objects.filter(id__in=list(with_cases | held)).order_by("name")
    return [Choice(code, name) for code, name in found.values_list("code", "name")]


def overdue(viewer: Viewer, day: date | None = None) -> int:
    """Give how many cases of the viewer's own are late."""
    mine = Case.objects.open().visible_to(viewer).filter(owner_id__in=responsible(viewer))
    return mine.filter(due_date__lt=day or viewer.on).count()

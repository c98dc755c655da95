"""Reads of routines: the list, what is to be read, one version's page, which fail most."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Count, Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from vaka.areas.routines import actions, people, rules, standing
from vaka.areas.routines.models import (
    ReadReceipt,
    Routine,
    RoutineFailure,
    RoutineVersion,
    VersionQuerySet,
    reaches,
)
from vaka.areas.routines.rules import KIND_LABELS, READ, STATE_LABELS, WORKING, RoutineKind, State
from vaka.areas.routines.words import how_label, number_of
from vaka.documents.html import write_words
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import search, transitions
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.organisation.queries import local_value
from vaka.law.verdict import Verdict

LOOKS = {
    "valid": _("Gäller"),
    "mine": _("Min enhets egna"),
    "unread": _("Att läsa"),
    "expiring": _("Ska ses över"),
    "working": _("Utkast"),
    "old": _("Ersatta och upphävda"),
}
WRITERS_ONLY = ("expiring", "working")
FAILING_DAYS = 365


@dataclass(frozen=True)
class ListFilter:
    """What a list is narrowed by; empty does not narrow."""

    look: str = "valid"
    words: str = ""
    kind: str = ""
    unit_code: str = ""


@dataclass(frozen=True)
class RoutineRow:
    """One version in a list.

    Attributes:
        is_expired: it holds, and its last day has passed without its having been looked over.
        is_expiring: its time for review has come.
        is_unread: the viewer is to read it and has not.
    """

    id: uuid.UUID
    number: str
    version: int
    title: str
    kind_label: str
    state: str
    state_label: str
    unit_name: str
    owner_name: str
    valid_from: date | None
    valid_until: date | None
    ended_date: date | None
    is_expired: bool
    is_expiring: bool
    is_unread: bool
    read_at: date | None


@dataclass(frozen=True)
class Look:
    """One ready way to look at the list: its name in the address, its words and its rows."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class UnitReading:
    """How many of those who are to read a version at a unit have; `waiting` are their names."""

    unit_name: str
    read: int
    readers: int
    share: float | None
    is_enough: bool
    waiting: list[str]


@dataclass(frozen=True)
class FailureLine:
    """One event in which a version failed; without reference when the viewer may not see it."""

    how_label: str
    at: date
    reference: str
    case_id: uuid.UUID | None
    words: str


@dataclass(frozen=True)
class RoutinePage:
    """What the page of one version shows."""

    frame: CaseFrame
    row: RoutineRow
    html: str
    changed: str
    set_by: str
    approved_date: date | None
    revised: date | None
    looked_over_date: date | None
    valid_for: list[str]
    systems: str
    laws: list[str]
    is_in_force: bool
    in_force_id: uuid.UUID | None
    versions: list[RoutineRow]
    has_before: bool
    reading: list[UnitReading]
    target: int
    must_read: bool
    failures: list[FailureLine]
    steps: list[str]
    may_revise: Verdict
    may_write: bool
    may_approve: bool
    is_author: bool
    timeline: list[TimelineLine]


def listed(viewer: Viewer, wanted: ListFilter) -> VersionQuerySet:
    """Give the versions a viewer may see that match, by title."""
    found = _narrowed(viewer, wanted).filter(_look(viewer, wanted.look))
    if wanted.words:
        found = found.filter(case__in=search.find(viewer, wanted.words).values("pk"))
    order = ("-ended_date",) if wanted.look == "old" else ("routine__title",)
    return found.select_related("case__unit", "routine__owner").order_by(*order, "case_id")


def looks(viewer: Viewer, wanted: ListFilter) -> list[Look]:
    """Count each ready look under the same filter, in one question."""
    writes = viewer.may(rules.WRITE)
    codes = [code for code in LOOKS if writes or code not in WRITERS_ONLY]
    found = _narrowed(viewer, wanted).order_by()
    counts = found.aggregate(
        **{code: Count("pk", filter=_look(viewer, code), distinct=True) for code in codes}
    )
    return [Look(code, str(LOOKS[code]), counts[code]) for code in codes]


def rows(viewer: Viewer, found: "VersionQuerySet | list[RoutineVersion]") -> list[RoutineRow]:
    """Give the lines of some versions fetched with case, unit and routine."""
    versions = list(found)
    receipts = ReadReceipt.objects.filter(person=viewer.person, version__in=versions)
    read = {one.version_id: one.at.date() for one in receipts}
    unread = set(
        to_read(viewer).filter(pk__in=[one.pk for one in versions]).values_list("pk", flat=True)
    )
    return [_row(viewer, one, read.get(one.pk), one.pk in unread) for one in versions]


def to_read(viewer: Viewer) -> VersionQuerySet:
    """Give the versions in force where the viewer works that are theirs to read and unread."""
    units = viewer.granted(READ)
    if viewer.person is None or not units:
        return RoutineVersion.objects.none()
    own = ReadReceipt.objects.filter(person=viewer.person, version=OuterRef("pk"))
    above = UnitPath.objects.current().filter(descendant_id__in=units).values("ancestor_id")
    where = Routine.objects.filter(valid_for__in=above).values("pk")
    found = RoutineVersion.objects.visible_to(viewer).in_force(viewer.on)
    return found.filter(~Exists(own), routine__in=where)


def waiting_to_be_read(viewer: Viewer, limit: int = 5) -> tuple[list[RoutineRow], int]:
    """Give what the viewer is to read, the newest first, and how many there are."""
    found = to_read(viewer).order_by("-valid_from", "case_id")
    first = found.select_related("case__unit", "routine__owner")[:limit]
    versions = list(first)
    return [_row(viewer, one, None, True) for one in versions], found.count()


def routine_page(viewer: Viewer, case_id: uuid.UUID) -> RoutinePage:
    """Give one version to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    found = RoutineVersion.objects.select_related("routine__owner", "approver", "routine__unit")
    version = found.filter(case=case).first()
    if version is None:
        raise NotVisible(str(case_id))
    version.case = case
    all_seen = _versions(viewer, version)
    now = next((one for one in all_seen if actions.holds(one, viewer.on)), None)
    charge = viewer.may(rules.WRITE, case.unit_id) or viewer.may(rules.APPROVE, case.unit_id)
    target = int(local_value("routine.read_target", viewer.on, case.unit))
    lines = rows(viewer, all_seen)
    own = next(line for line in lines if line.id == version.pk)
    return RoutinePage(
        frame=cases.frame(case),
        row=own,
        html=as_html(version.text),
        changed=version.changed,
        set_by=_set_by(version),
        approved_date=version.approved_date,
        revised=version.approved_date if version.number > 1 else None,
        looked_over_date=version.looked_over_date,
        valid_for=list(version.routine.valid_for.order_by("name").values_list("name", flat=True)),
        systems=version.systems,
        laws=standing.law_titles(version.laws),
        is_in_force=now is not None and now.pk == version.pk,
        in_force_id=now.pk if now else None,
        versions=lines,
        has_before=any(one.number < version.number for one in all_seen),
        reading=_reading(viewer, version, target) if now == version else [],
        target=target,
        must_read=own.is_unread,
        failures=_failures(viewer, version) if viewer.may(rules.FAIL) else [],
        steps=_steps(viewer, case),
        may_revise=actions.revising(version, viewer.on),
        may_write=viewer.may(rules.WRITE, case.unit_id),
        may_approve=viewer.may(rules.APPROVE, case.unit_id),
        is_author=viewer.person is not None and version.author_id == viewer.person.pk,
        timeline=cases.timeline(case) if charge else [],
    )


@lru_cache(maxsize=512)
def as_html(text: str) -> str:
    """Give a text in Markdown as safe HTML; the same text is worked out once a process."""
    return write_words(text) if text.strip() else ""


def version_of(viewer: Viewer, case_id: uuid.UUID) -> RoutineVersion:
    """Give one version that the viewer may see. Raises NotVisible."""
    found = RoutineVersion.objects.visible_to(viewer).select_related("routine", "case__unit")
    version = found.filter(pk=case_id).first()
    if version is None:
        raise NotVisible(str(case_id))
    return version


def before(viewer: Viewer, version: RoutineVersion) -> RoutineVersion | None:
    """Give the version before one, when there is one that the viewer may see."""
    seen = RoutineVersion.objects.visible_to(viewer).filter(routine=version.routine_id)
    held = seen.exclude(case__state=State.DROPPED).filter(number__lt=version.number)
    return held.select_related("case").order_by("-number").first()


def held_at(viewer: Viewer, event: Case) -> list[RoutineVersion]:
    """Give the versions that held where an event happened on the day it happened."""
    above = UnitPath.objects.current().filter(descendant=event.unit_id).values("ancestor_id")
    where = Routine.objects.filter(valid_for__in=above).values("pk")
    found = RoutineVersion.objects.visible_to(viewer).in_force(actions.event_day(event))
    return list(
        found.filter(routine__in=where).select_related("routine", "case").order_by("routine__title")
    )


@dataclass(frozen=True)
class Failing:
    """One routine with the events in which it failed, by how."""

    title: str
    number: str
    case_id: uuid.UUID
    count: int
    hows: list[tuple[str, int]]


def failing(viewer: Viewer, unit: Unit | None, since: date | None = None) -> list[Failing]:
    """Give the routines that failed in events the viewer may see, the most often first."""
    start = since or viewer.on - timedelta(days=FAILING_DAYS)
    seen = Case.objects.visible_to(viewer)
    if unit is not None:
        seen = seen.filter(unit__in=Unit.objects.below(unit))
    found = RoutineFailure.objects.filter(event__in=seen, event__opened_at__date__gte=start)
    versions = RoutineVersion.objects.visible_to(viewer).values("pk")
    by_routine: dict[uuid.UUID, list[RoutineFailure]] = {}
    for one in found.filter(version__in=versions).select_related("version__routine"):
        by_routine.setdefault(one.version.routine_id, []).append(one)
    lines = [_failing(some) for some in by_routine.values()]
    return sorted(lines, key=lambda one: (-one.count, one.title))


def _failing(some: list[RoutineFailure]) -> Failing:
    last = max((one.version for one in some), key=lambda version: version.number)
    labels = [how_label(one.how) for one in some]
    hows = sorted({(label, labels.count(label)) for label in labels}, key=lambda one: -one[1])
    return Failing(last.routine.title, number_of(last.routine.number), last.pk, len(some), hows)


def _row(
    viewer: Viewer, version: RoutineVersion, read_at: date | None, is_unread: bool
) -> RoutineRow:
    held, until = actions.holds(version, viewer.on), version.valid_until
    state = State(version.case.state)
    return RoutineRow(
        id=version.pk,
        number=number_of(version.routine.number),
        version=version.number,
        title=version.routine.title,
        kind_label=str(KIND_LABELS[RoutineKind(version.routine.kind)]),
        state=state,
        state_label=str(STATE_LABELS[state]),
        unit_name=version.case.unit.name,
        owner_name=version.routine.owner.name,
        valid_from=version.valid_from,
        valid_until=until,
        ended_date=version.ended_date,
        is_expired=held and until is not None and until < viewer.on,
        is_expiring=held and version.case.closed_at is None,
        is_unread=is_unread,
        read_at=read_at,
    )


def _versions(viewer: Viewer, version: RoutineVersion) -> list[RoutineVersion]:
    """All versions of the routine that the viewer may see, the newest first."""
    seen = RoutineVersion.objects.visible_to(viewer).filter(routine=version.routine_id)
    found = seen.select_related("case__unit", "routine__owner", "author")
    return list(found.order_by("-number"))


def _reading(viewer: Viewer, version: RoutineVersion, target: int) -> list[UnitReading]:
    """How it is read at each unit that the viewer has charge of."""
    charge = viewer.unit_ids(rules.WRITE, rules.APPROVE) if not viewer.everywhere else None
    read = set(version.receipts.values_list("person_id", flat=True))
    found = []
    for unit, persons in people.readers(version, viewer.on).items():
        if charge is not None and unit.pk not in charge:
            continue
        waiting = sorted(one.name for one in persons if one.pk not in read)
        count = len(persons) - len(waiting)
        share = rules.share(count, len(persons))
        enough = rules.is_read_enough(count, len(persons), target)
        found.append(UnitReading(unit.name, count, len(persons), share, enough, waiting))
    return found


def _failures(viewer: Viewer, version: RoutineVersion) -> list[FailureLine]:
    seen = Case.objects.visible_to(viewer)
    found = version.failures.filter(event__in=seen).select_related("event").order_by("-at")
    return [
        FailureLine(
            how_label(one.how), actions.event_day(one.event), one.event.reference, one.event.pk,
            one.words,
        )
        for one in found
    ]  # fmt: skip


def _set_by(version: RoutineVersion) -> str:
    if version.approver is None:
        return ""
    return version.approver.name


def _steps(viewer: Viewer, case: Case) -> list[str]:
    """Give the verbs that the viewer may take from here; superseding follows by itself."""
    offered = transitions.offered(rules.TRANSITIONS, case.state)
    may = [one.verb for one in offered if viewer.may(one.capability, case.unit_id)]
    return [verb for verb in may if verb != "routine.supersede"]


def _look(viewer: Viewer, look: str) -> Q:
    on = viewer.on
    held = Q(pk__in=RoutineVersion.objects.in_force(on).values("pk"))
    if look == "mine":
        return held & Q(case__unit_id__in=viewer.granted())
    if look == "unread":
        return Q(pk__in=to_read(viewer).values("pk"))
    if look == "expiring":
        return held & Q(case__closed_at=None)
    if look == "working":
        return Q(case__state__in=WORKING)
    if look == "old":
        return Q(case__state__in=(State.SUPERSEDED, State.WITHDRAWN), ended_date__lte=on)
    return held


def _narrowed(viewer: Viewer, wanted: ListFilter) -> VersionQuerySet:
    found = RoutineVersion.objects.visible_to(viewer)
    if wanted.kind:
        found = found.filter(routine__kind=wanted.kind)
    if wanted.unit_code:
        unit = Unit.objects.filter(code=wanted.unit_code).values_list("pk", flat=True)
        found = found.filter(reaches(frozenset(unit)))
    return found

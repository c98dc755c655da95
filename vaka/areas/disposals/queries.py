"""Reads of disposal: the board's plan, what falls due, what is held, the protocols."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from vaka.areas.disposals import removal, rules
from vaka.areas.disposals.classes import classes, label_of
from vaka.areas.disposals.models import (
    Disposal,
    DisposalHold,
    DisposalItem,
    RetentionLine,
    RetentionPolicy,
)
from vaka.areas.disposals.rules import READ_LOG, SEE, DisposalOutcome, Line, State, Stays
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit import chain
from vaka.foundation.audit.models import AuditDay, AuditRow
from vaka.foundation.cases.kinds import Words, all_kinds
from vaka.foundation.cases.models import Case, CaseEvent, CaseLink
from vaka.foundation.organisation.queries import local_value, root
from vaka.law.verdict import Verdict

OPEN = (State.PROPOSED, State.APPROVED)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Due:
    """One class as the first page shows it."""

    code: str
    label: Words
    years: int
    archive_first: bool
    count: int
    held: int
    oldest: date | None


@dataclass(frozen=True)
class Choice:
    """One class in a plan, and what is suggested where nothing is decided."""

    code: str
    label: Words
    years: int | None
    archive_first: bool
    law: str


@dataclass(frozen=True)
class Start:
    """The first page: the plan in force, what falls due, what is under way and done."""

    policy: RetentionPolicy | None
    due: list[Due]
    open: list[Disposal]
    ended: list[Disposal]
    holds: int
    may_propose: bool
    may_hold: bool

    @property
    def count(self) -> int:
        """How many cases have fallen due; the log's rows are not cases."""
        return sum(one.count for one in self.due if one.code != READ_LOG)


def start(viewer: Viewer) -> Start:
    """Give the first page. Raises NotAllowed."""
    demand(viewer, SEE, root().pk)
    policy = policy_on(viewer.on)
    found = disposals(viewer)
    lines = policy.lines.exclude(years=None) if policy else []
    return Start(
        policy, [one for line in lines if (one := _due(line, viewer.on)).count],
        [one for one in found if one.state in OPEN],
        [one for one in found if one.state not in OPEN],
        holds(viewer).count(), viewer.may(rules.PROPOSE, root().pk),
        viewer.may(rules.HOLD, root().pk),
    )  # fmt: skip


def policy_on(day: date) -> RetentionPolicy | None:
    """Give the plan in force on a day."""
    return RetentionPolicy.objects.filter(from_date__lte=day).order_by("-from_date").first()


def policies(viewer: Viewer) -> QuerySet[RetentionPolicy]:
    """Give every plan, the newest first. Raises NotAllowed."""
    demand(viewer, SEE, root().pk)
    return RetentionPolicy.objects.select_related("made_by")


def line_of(code: str, day: date) -> Line | None:
    """Give what the board has decided of a class, None when it has not."""
    policy = policy_on(day)
    found = policy.lines.filter(kind=code).first() if policy else None
    return Line(code, found.years, found.archive_first) if found else None


def choices(day: date) -> list[Choice]:
    """Give every class with what is decided, else what is suggested to begin from."""
    policy = policy_on(day)
    decided = {one.kind: one for one in policy.lines.all()} if policy else {}
    found = []
    for code, one in classes().items():
        stands = decided.get(code)
        years = stands.years if stands else _suggested(one, day)
        first = stands.archive_first if stands else one.archive_first
        found.append(Choice(code, label_of(code), years, first, one.law))
    return found


def _suggested(one: rules.Class, day: date) -> int:
    return int(local_value(one.local, day)) if one.local else one.years


def preserved() -> list[Words]:
    """Give the kinds of case that no plan can dispose, by their words."""
    return [kind.label_plural for kind in all_kinds() if kind.code not in classes()]


def _due(line: RetentionLine, day: date) -> Due:
    years = line.years or 0
    label = label_of(line.kind)
    if line.kind == READ_LOG:
        count, last = log_block(years, day)
        return Due(line.kind, label, years, False, count, 0, last.day if last else None)
    cases = due_cases(line.kind, years, day)
    held = cases.filter(pk__in=active_holds(day).values("case_id")).count()
    oldest = cases.order_by("closed_at").values_list("closed_at", flat=True).first()
    return Due(line.kind, label, years, line.archive_first, cases.count(), held,
               oldest.date() if oldest else None)  # fmt: skip


def due_cases(code: str, years: int, day: date) -> QuerySet[Case]:
    """Give the closed cases of a kind whose last entry is old enough, in no disposal already."""
    newest = rules.newest_due(day, years)
    later = CaseEvent.objects.filter(case=OuterRef("pk"), at__date__gt=newest)
    taken = DisposalItem.objects.filter(disposal__state__in=OPEN, state=DisposalOutcome.WAITING)
    return Case.objects.filter(
        ~Exists(later), kind=code, closed_at__date__lte=newest,
    ).exclude(pk__in=taken.values("case_id"))  # fmt: skip


def last_entries(case_ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, date]:
    """Give the day of the last entry of some cases: closing, or what was written after it."""
    found: dict[uuid.UUID, date] = {}
    for begin in range(0, len(case_ids), 1000):
        rows = Case.objects.filter(pk__in=case_ids[begin : begin + 1000])
        for pk, closed, told in rows.annotate(told=Max("events__at")).values_list(
            "pk", "closed_at", "told"
        ):
            days = [one.date() for one in (closed, told) if one is not None]
            if days:
                found[pk] = max(days)
    return found


def active_holds(day: date) -> QuerySet[DisposalHold]:
    """Give the holds that keep their case on a day."""
    return DisposalHold.objects.filter(Q(until=None) | Q(until__gte=day), lifted_at=None)


def open_linked(case_ids: Sequence[uuid.UUID]) -> set[uuid.UUID]:
    """Give those of the cases that are tied to a case that is still open."""
    links = CaseLink.objects
    out = links.filter(from_case__in=case_ids, to_case__closed_at=None)
    back = links.filter(to_case__in=case_ids, from_case__closed_at=None)
    return {*out.values_list("from_case_id", flat=True), *back.values_list("to_case_id", flat=True)}


def staying(
    code: str, cases: Iterable[Case], births: dict[uuid.UUID, int | None], day: date
) -> dict[uuid.UUID, Stays]:
    """Give why some of the cases that are old enough are not disposed all the same.

    Args:
        births: day of the month of birth by the identity's id; for files of persons.
    """
    rows = list(cases)
    ids = [one.pk for one in rows]
    held = set(active_holds(day).filter(case__in=ids).values_list("case_id", flat=True))
    linked, needed = open_linked(ids), removal.needed(ids)
    found: dict[uuid.UUID, Stays] = {}
    for one in rows:
        why = rules.stays(
            is_held=one.pk in held, has_open_link=one.pk in linked, is_needed=one.pk in needed,
            personal_file=classes()[code].personal_file,
            birth_day=births.get(one.subject_id) if one.subject_id else None,
        )  # fmt: skip
        if why:
            found[one.pk] = why
    return found


def log_block(years: int, day: date) -> tuple[int, AuditDay | None]:
    """Give how many rows of the log form a whole block that is old enough, and its last day."""
    last = chain.block_until(rules.newest_due(day, years) + ONE_DAY)
    begins = chain.anchor()
    after = begins.last_place if begins else 0
    return (last.last_place - after, last) if last else (0, None)


def log_is_held(last: AuditDay, day: date) -> bool:
    """Say whether the block tells of a case that is held."""
    ids = [str(pk) for pk in active_holds(day).values_list("case_id", flat=True)]
    return AuditRow.objects.filter(place__lte=last.last_place, object_id__in=ids).exists()


def disposals(viewer: Viewer) -> QuerySet[Disposal]:
    """Give every disposal, the newest first. Raises NotAllowed."""
    demand(viewer, SEE, root().pk)
    return Disposal.objects.select_related("policy", "proposed_by", "approved_by", "carried_out_by")


def disposal(viewer: Viewer, disposal_id: uuid.UUID) -> Disposal:
    """Give one disposal. Raises NotAllowed, NotVisible."""
    found = disposals(viewer).filter(pk=disposal_id).first()
    if found is None:
        raise NotVisible(str(disposal_id))
    return found


def holds(viewer: Viewer) -> QuerySet[DisposalHold]:
    """Give what is held today. Raises NotAllowed."""
    demand(viewer, SEE, root().pk)
    return active_holds(viewer.on).select_related("case", "set_by")


def hold(viewer: Viewer, hold_id: uuid.UUID) -> DisposalHold:
    """Give one hold that keeps its case today. Raises NotAllowed, NotVisible."""
    found = holds(viewer).filter(pk=hold_id).first()
    if found is None:
        raise NotVisible(str(hold_id))
    return found


@dataclass(frozen=True)
class Steps:
    """What may be done with a disposal, each with its reasons."""

    approve: Verdict
    withdraw: Verdict
    hand_over: Verdict
    carry_out: Verdict


def steps(viewer: Viewer, one: Disposal) -> Steps:
    """Give what the state lets be done; who may is asked besides."""
    state = State(one.state)
    begun = one.items.exclude(state=DisposalOutcome.WAITING).exclude(why__gt="").exists()
    return Steps(
        rules.may_approve(state, is_proposer=_is(viewer, one.proposed_by_id)),
        rules.may_withdraw(state, has_begun=begun),
        rules.may_hand_over(state, archive_first=one.archive_first,
                            is_packed=bool(one.package_digest)),
        rules.may_carry_out(state, archive_first=one.archive_first,
                            is_handed_over=one.handed_over_at is not None),
    )  # fmt: skip


def _is(viewer: Viewer, person_id: uuid.UUID | None) -> bool:
    return viewer.person is not None and viewer.person.pk == person_id

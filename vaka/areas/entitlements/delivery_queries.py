"""A quarter before it is handed over: what is whole, what was given to whom, what IVO is told."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.db.models import F, Q
from django.utils.translation import gettext as _

from vaka.areas.entitlements import delivery_rules as rules
from vaka.areas.entitlements import note_queries
from vaka.areas.entitlements import told_queries as told_before
from vaka.areas.entitlements.delivery_rules import OPEN_ROWS, Receiver, Standing, ToldAs
from vaka.areas.entitlements.models import Decision, Delivery, Interruption
from vaka.areas.entitlements.note_queries import Said
from vaka.areas.entitlements.queries import (
    SEE,
    AccountRow,
    QuarterAccount,
    below,
    note_listed,
    quarter_account,
)
from vaka.areas.entitlements.rules import HANDLE, Ground
from vaka.areas.entitlements.told_queries import told_rows
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people import identities
from vaka.law.period import Period
from vaka.web.words import day


@dataclass(frozen=True)
class ReceiverLine:
    """One receiver of a quarter: what they are given, what they were given, why not now.

    `elsewhere` is what a unit above or below has given them for the quarter.
    """

    receiver: Receiver
    label: str
    gives: str
    given: list[Delivery]
    refusals: list[str]
    may_deliver: bool
    elsewhere: list[Delivery]


@dataclass(frozen=True)
class Impossible:
    """A decision whose dates cannot be right, so that the quarter may leave it out."""

    id: uuid.UUID
    reference: str
    service: str
    decided_date: date


@dataclass(frozen=True)
class Workspace:
    """A quarter with all that stands between it and its receivers."""

    account: QuarterAccount
    without_reason: list[AccountRow]
    unanswered: tuple[str, ...]
    missed: tuple[str, ...]
    impossible: list[Impossible]
    window: str
    receivers: list[ReceiverLine]
    sees_decisions: bool
    unassessed: int
    without_consequences: int


@dataclass(frozen=True)
class IvoRow:
    """What IVO's form asks of one decision; `number` is empty for a protected identity.

    `field` is that of social services; `consequences` and `follow_ups` are those of the wait that
    is told of. `meanwhile` is what else the person is given as the quarter ends; `change` says what
    is new of it in a report that corrects one already handed over.
    """

    case_id: uuid.UUID
    reference: str
    told_as: ToldAs
    told_label: str
    number: str
    is_protected: bool
    sex: str
    law: str
    service: str
    decided_date: date
    interrupted_date: date | None
    ended_date: date | None
    outcome: str
    reason: str
    partly: str
    offers: tuple[str, ...]
    meanwhile: tuple[str, ...]
    change: str
    field: str = ""
    consequences: tuple[str, ...] = ()
    follow_ups: tuple[str, ...] = ()


def workspace(viewer: Viewer, unit: Unit, quarter: Period) -> Workspace:
    """Give a quarter ready to be handed over, or what it lacks. Raises NotVisible."""
    account = quarter_account(viewer, unit, quarter)
    given, before = _given(unit, quarter), told_before.reported_open(unit, quarter)
    lines, lacks = [], standing_of(account, before, viewer.on, is_delivered=False)
    for receiver in Receiver:
        own = [one for one in given if one.receiver == receiver and one.unit_id == unit.pk]
        others = [one for one in given if one.receiver == receiver and one.unit_id != unit.pk]
        standing = replace(lacks, is_delivered=bool(own))
        verdict = rules.may_deliver(receiver, standing, viewer.on, "-", viewer.on)
        lines.append(
            ReceiverLine(receiver, str(rules.RECEIVER_LABELS[receiver]),
                         str(rules.GIVEN[receiver]), own,
                         [f"{one.words} {one.way_out}".strip() for one in verdict.refusals],
                         any(viewer.may(one, unit.pk) for one in rules.needed(receiver)), others)
        )  # fmt: skip
    return Workspace(
        account, _without_reason(account), lacks.unanswered, told_before.missed(account, before),
        _impossible(viewer, unit, quarter), window_of(unit, quarter), lines,
        viewer.may(SEE), _unassessed(unit, quarter),
        note_queries.without_consequences(account, window(unit, quarter)[1]),
    )  # fmt: skip


def _given(unit: Unit, quarter: Period) -> list[Delivery]:
    """What has been given of a quarter for the unit, and for those above and below it."""
    above = UnitPath.objects.current().filter(descendant=unit).values("ancestor_id")
    near = Q(unit__in=above) | Q(unit__in=below(unit), unit__is_reference=unit.is_reference)
    found = Delivery.objects.filter(near, quarter=str(quarter))
    return list(found.select_related("by", "unit"))


def _impossible(viewer: Viewer, unit: Unit, quarter: Period) -> list[Impossible]:
    """The decisions of this quarter and the one before whose dates go against each other; what a
    sender stated for the quarter is pointed out row by row instead. The read is logged."""
    wrong = (
        Q(executed_date__lt=F("decided_date")) | Q(ended_date__lt=F("decided_date"))
        | Q(interrupted_date__lt=F("executed_date")) | Q(resumed_date__lt=F("interrupted_date"))
        | Q(interrupted_date__isnull=False, executed_date=None)
    )  # fmt: skip
    found = Decision.objects.filter(
        wrong, ground=Ground.BOARD, case__kind="decision", case__unit__in=below(unit),
        decided_date__range=(quarter.previous().first_date, quarter.last_date),
    ).exclude(stated__quarter=str(quarter))  # fmt: skip
    rows = [
        Impossible(one.pk, one.case.reference, one.service, one.decided_date)
        for one in found.select_related("case").order_by("decided_date", "pk")
    ]
    if rows:
        told = {"impossible": str(quarter), "unit": unit.code}
        note_listed(viewer, told, [one.id for one in rows])
    return rows


def _unassessed(unit: Unit, quarter: Period) -> int:
    """Give how many services without needs assessment stood in a quarter: counted, not reported."""
    ended = Q(ended_date__lt=quarter.first_date)
    return (
        Decision.objects.filter(ground=Ground.UNASSESSED, case__unit__in=below(unit),
                                decided_date__lte=quarter.last_date)
        .exclude(ended)
        .count()
    )  # fmt: skip


def protected_routine(unit: Unit, quarter: Period) -> str:
    """Give the municipality's way of telling IVO of a protected identity, as the quarter ended;
    empty where none is decided."""
    chosen = str(local_value("not_executed.protected_routine", quarter.last_date, unit))
    return "" if chosen == rules.UNDECIDED else chosen


def window_of(unit: Unit, quarter: Period) -> str:
    """Give IVO's window for a quarter in words; a local value, set anew each year."""
    first, last = window(unit, quarter)
    return f"{day(first)}–{day(last)}"


def window(unit: Unit, quarter: Period) -> tuple[date, date]:
    """Give the first and the last day of IVO's window for a quarter."""
    key = f"not_executed.window_q{str(quarter)[-1]}"
    ends = str(local_value(key, quarter.last_date, unit)).split("..")
    after = quarter.last_date + timedelta(days=1)
    first, last = (date.fromisoformat(f"{after.year}-{one}") for one in ends)
    return first, last


def standing_of(
    account: QuarterAccount, before: set[uuid.UUID], today: date, *, is_delivered: bool
) -> Standing:
    """Give what the rules ask of an account before it goes.

    Args:
        before: as `told_queries.reported_open` gives it for the account's quarter.
    """
    return Standing(
        rows=sum(len(rows) for _title, rows in account.tables()),
        without_reason=len(_without_reason(account)),
        unanswered=told_before.unanswered(account, before),
        is_over=account.quarter.last_date < today,
        is_delivered=is_delivered,
    )


def ivo_rows(viewer: Viewer, account: QuarterAccount) -> list[IvoRow]:
    """Give what IVO is told, with whom each row is about; every opened number is logged.

    Raises:
        NotAllowed: the viewer does not handle decisions at the unit.
        vaka.foundation.people.identities.LostKey: the key ring lacks a number's key.
    """
    demand(viewer, HANDLE, account.unit.pk)
    told = told_rows(account)
    found = Decision.objects.filter(pk__in=[one for one, _told in told])
    by_id = found.select_related("case__subject").prefetch_related("offers").in_bulk()
    rows = {row.id: row for _title, table in account.tables() for row in table}
    shown = {"ivo": str(account.quarter), "shown": [str(one) for one, _told in told]}
    note_read(by=viewer, object_kind="decision", object_id="", data=shown)
    numbers = _numbers(viewer, by_id.values(), account.quarter)
    said = note_queries.said_of(account, window(account.unit, account.quarter)[1])
    changed = told_before.changes(account, said)
    given = _given_meanwhile(viewer, by_id.values(), account.quarter)
    return [
        _with_said(
            _ivo_row(
                by_id[one],
                rows[one],
                kind,
                numbers,
                given.get(one, ()),
                changed.get((one, kind), ""),
            ),
            said[one],
        )
        for one, kind in told
    ]


def named_rows(viewer: Viewer, account: QuarterAccount) -> list[IvoRow]:
    """Give the auditors whom each row is about, once their written request is noted; protected
    identities are left out.

    Raises:
        NotAllowed: the viewer does not handle decisions at the unit.
        NotVisible: nobody has asked for it.
    """
    demand(viewer, HANDLE, account.unit.pk)
    told = Delivery.objects.filter(unit=account.unit, quarter=str(account.quarter))
    if not told.filter(receiver=Receiver.NAMED).exists():
        raise NotVisible(str(account.quarter))
    return [one for one in ivo_rows(viewer, account) if not one.is_protected]


def _without_reason(account: QuarterAccount) -> list[AccountRow]:
    waiting = (*account.not_executed, *account.interrupted, *account.executed_late)
    return [row for row in waiting if not row.reason]


def _given_meanwhile(
    viewer: Viewer, decisions: Iterable[Decision], quarter: Period
) -> dict[uuid.UUID, tuple[str, ...]]:
    """What else each person whom a decision is about is given at the quarter's end, as far as the
    viewer may see, by the decision that waits; which decisions it is read from is logged."""
    whom = {one.pk: one.case.subject_id for one in decisions if one.case.subject_id}
    found: dict[object, list[tuple[uuid.UUID, str]]] = {}
    for subject, pk, service, since in _running(viewer, set(whom.values()), quarter.last_date):
        words = _("%(service)s sedan %(day)s") % {"service": service, "day": day(since)}
        found.setdefault(subject, []).append((pk, words))
    beside = {
        pk: [one for one in found.get(subject, ()) if one[0] != pk] for pk, subject in whom.items()
    }
    if shown := {one for given in beside.values() for one, _words in given}:
        note_listed(viewer, {"meanwhile": str(quarter)}, sorted(shown))
    return {pk: tuple(words for _one, words in given) for pk, given in beside.items()}


def _running(viewer: Viewer, subjects: set[Any], end: date) -> Iterable[tuple[Any, ...]]:
    """What somebody among these is given at the end of a day, of what the viewer may see: whom, the
    decision, the service, and since when."""
    theirs = Case.objects.visible_to(viewer, "decision").filter(subject_id__in=subjects)
    broken = Q(interrupted_date__lte=end) & (Q(resumed_date=None) | Q(resumed_date__gt=end))
    earlier = Interruption.objects.filter(from_date__lte=end, resumed_date__gt=end)
    running = (
        Decision.objects.filter(case__in=theirs, executed_date__lte=end)
        .exclude(broken)
        .exclude(pk__in=earlier.values("decision_id"))
        .exclude(ended_date__lte=end)
    )
    columns = ("case__subject_id", "pk", "service", "executed_date")
    return running.order_by("executed_date", "pk").values_list(*columns)


def _numbers(
    viewer: Viewer, decisions: Iterable[Decision], quarter: Period
) -> dict[uuid.UUID, str]:
    """The opened numbers by subject; a protected identity is never opened."""
    subjects = {one.case.subject_id: one.case.subject for one in decisions if one.case.subject}
    shown = [one for one in subjects.values() if one and not one.is_protected]
    reason = _("Rapport till IVO, %s") % quarter.words()
    return identities.opened_many(by=viewer, subjects=shown, reason=reason)


def _ivo_row(
    one: Decision, row: AccountRow, told: ToldAs, numbers: dict[uuid.UUID, str],
    meanwhile: tuple[str, ...], change: str,
) -> IvoRow:  # fmt: skip
    subject = one.case.subject
    hidden = subject is not None and subject.is_protected
    number = numbers.get(subject.pk, "") if subject else ""
    over = told not in OPEN_ROWS
    return IvoRow(
        case_id=one.pk, reference=one.case.reference, told_as=told, number=number,
        told_label=str(rules.TOLD_LABELS[told]), is_protected=hidden, sex=one.sex, law=one.law,
        service=one.service, decided_date=one.decided_date,
        interrupted_date=row.interrupted, ended_date=row.over if over else None,
        outcome=row.outcome if over else "", reason="" if over else row.reason,
        partly="" if over else row.partly,
        offers=tuple(_offers(one)), meanwhile=meanwhile, change=change,
    )  # fmt: skip


def _with_said(row: IvoRow, said: Said) -> IvoRow:
    """Add what is said to IVO of the wait; that it is over needs no consequences."""
    over = row.told_as not in OPEN_ROWS
    return replace(
        row, field=note_queries.field_label(said.field),
        consequences=() if over else tuple(f"{on}: {words}" for on, words in said.consequences),
        follow_ups=() if over else tuple(f"{on}: {words}" for on, words in said.follow_ups),
    )  # fmt: skip


def _offers(one: Decision) -> Iterable[str]:
    """Each offer with its day, its answer and the reason."""
    for offer in one.offers.all():
        parts = [f"{offer.offered_date} {offer.place}", str(offer.get_answer_display())]
        yield ", ".join([*parts, offer.reason] if offer.reason else parts)

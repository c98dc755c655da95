"""Reads of decisions: the list, one decision, and a quarter's account with its contradictions."""

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from vaka.areas.entitlements import account_rules, rules, words
from vaka.areas.entitlements.models import Decision, Interruption, StatedAccount
from vaka.areas.entitlements.offer_rules import Answer
from vaka.areas.entitlements.reason_queries import reason_of
from vaka.areas.entitlements.rules import (
    Account,
    Answered,
    Ground,
    Pause,
    StatedKind,
    Wait,
    Waiting,
)
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.organisation.queries import local_value, visible_units
from vaka.foundation.people.models import Subject
from vaka.law.period import Period

SEE = "decision.see"


@dataclass(frozen=True)
class AccountRow:
    """One row of a quarter's account, as printed, with what the rule says against it.

    `interrupted` is also since when only a part is given; `partly` which, while the rest waits.
    `days` and `months` are counted from the decision, or from the interruption that is told of,
    to `over`, the day on which it ended, or to the quarter's end.
    `validity` says that its last day passed while it waits: it is told of all the same.
    """

    id: uuid.UUID
    place: int
    decided: str
    service: str
    reason: str
    outcome: str
    end_code: str
    interrupted: date | None
    days: int | None
    months: int | None
    sex: str
    contradictions: tuple[str, ...]
    partly: str = ""
    validity: str = ""
    reason_code: str = ""
    is_break: bool = False
    over: date | None = None
    declined: int = 0


@dataclass(frozen=True)
class QuarterAccount:
    """What law asks of a quarter: three tables and their statistics."""

    unit: Unit
    quarter: Period
    not_executed: tuple[AccountRow, ...]
    interrupted: tuple[AccountRow, ...]
    ended: tuple[AccountRow, ...]
    executed_late: tuple[AccountRow, ...]
    is_stated: bool

    @property
    def ends(self) -> dict[str, int]:
        """How many of those reported earlier ended in which way, by code."""
        return dict(Counter(row.end_code for row in self.ended))

    @property
    def contradicted(self) -> int:
        """How many rows the rule contradicts."""
        return sum(bool(row.contradictions) for _title, rows in self.tables() for row in rows)

    def tables(self) -> Iterator[tuple[str, tuple[AccountRow, ...]]]:
        """Give each table's title and rows; the fourth only when it has any."""
        yield _("Inte verkställda inom tre månader"), self.not_executed
        yield _("Avbrott i mer än tre månader"), self.interrupted
        yield _("Rapporterade tidigare, nu verkställda eller avslutade"), self.ended
        if self.executed_late:
            yield _("Verkställda i kvartalet, efter mer än tre månader"), self.executed_late


@dataclass(frozen=True)
class Running:
    """A decision carried out, and whom it is about; the number is not opened."""

    id: uuid.UUID
    reference: str
    law: str
    service: str
    sex: str
    decided_date: date
    executed_date: date | None
    ended_date: date | None
    subject: Subject | None


@dataclass(frozen=True)
class Made:
    """A decision by the board's right, and who made it; nobody whom it is about stands here."""

    id: uuid.UUID
    reference: str
    service: str
    decided_date: date
    role: str
    point: str
    maker: str

    @property
    def is_told(self) -> bool:
        """Whether anything is known of who made it."""
        return bool(self.role or self.point or self.maker)


def made(viewer: Viewer, unit: Unit, first: date, last: date) -> list[Made]:
    """Give the board's own decisions of some days, of a unit with all below it; logged.

    Raises:
        NotVisible: the viewer neither sees decisions at the unit nor hands its quarter over.
    """
    if not any(viewer.may(one, unit.pk) for one in (SEE, rules.SEND)):
        raise NotVisible(unit.code)
    found = Decision.objects.filter(
        case__kind="decision", case__unit_id__in=below(unit), case__unit__is_reference=False,
        ground=Ground.BOARD, decided_date__range=(first, last),
    )  # fmt: skip
    rows = [_made(one) for one in found.select_related("case").order_by("decided_date", "pk")]
    note_listed(viewer, {"made": f"{first}..{last}", "unit": unit.code}, [one.id for one in rows])
    return rows


def made_one(case_id: uuid.UUID) -> Made | None:
    """Give who made a decision that the asker may see; None for one not by the board's right."""
    found = Decision.objects.filter(pk=case_id, ground=Ground.BOARD)
    one = found.filter(case__unit__is_reference=False).select_related("case").first()
    return _made(one) if one else None


def _made(one: Decision) -> Made:
    return Made(one.pk, one.case.reference, one.service, one.decided_date, one.maker_role,
                one.point, one.maker)  # fmt: skip


def waits(
    viewer: Viewer, services: Iterable[str], *, since: date, unit: Unit | None = None
) -> list[Wait]:
    """Give the waits for some services that had not ended before a day, the oldest first.

    Those of a unit with all below it, a reference unit too, else all that the viewer may see.
    """
    found = Decision.objects.filter(service__in=list(services))
    found = found.exclude(executed_date__lt=since).exclude(ended_date__lt=since)
    if unit is None:
        found = found.filter(case__in=Case.objects.visible_to(viewer, "decision"))
    else:
        if not (viewer.may(SEE, unit.pk) or (unit.is_reference and viewer.may(SEE))):
            raise NotVisible(unit.code)
        found = found.filter(case__unit_id__in=below(unit))
    rows = found.select_related("case").prefetch_related("offers", "interruptions")
    told = (_wait(one) for one in rows.order_by("decided_date", "case_id"))
    return [one for one in told if one is not None]


def _wait(one: Decision) -> Wait | None:
    """None for a wait of which nobody knows when it ended."""
    left = waiting_of(one, None).left
    if one.end_code and left is None:
        return None
    made = tuple(
        Answered(o.place, o.offered_date, o.answer, o.answered_date, o.move_in_date)
        for o in one.offers.all()
    )
    written = sum(o.answer == Answer.DECLINED for o in made)
    return Wait(
        one.case_id, one.case.reference, one.case.unit_id, one.service, one.decided_date,
        one.executed_date, left, rules.last_day_in_time(one.decided_date), made,
        max(0, (one.offers_declined or 0) - written),
    )  # fmt: skip


def note_listed(viewer: Viewer, told: dict[str, str], ids: Iterable[uuid.UUID]) -> None:
    """Write in the log which decisions a list showed."""
    data = {"filter": told, "shown": [str(one) for one in ids]}
    note_read(by=viewer, object_kind="decision", object_id="", data=data)


def units_to_account(viewer: Viewer) -> list[Unit]:
    """Give the units whose account a viewer may read: their own and the published ones."""
    found = {unit.pk: unit for one in (SEE, rules.SEND) for unit in visible_units(viewer, one)}
    own, known = list(found.values()), found.keys()
    return own + [one for one in Unit.objects.filter(is_reference=True) if one.pk not in known]


def quarter_account(
    viewer: Viewer, unit: Unit, quarter: Period, as_of: date | None = None
) -> QuarterAccount:
    """Give a quarter's account of a unit with all below it; the read is logged.

    Args:
        as_of: what happened later than this day is not known; None for all that is known.

    Raises:
        NotVisible: the viewer neither sees decisions at the unit nor hands its quarter over.
    """
    reads = [one for one in (SEE, rules.SEND) if viewer.may(one)]
    if not (any(viewer.may(one, unit.pk) for one in reads) or (unit.is_reference and reads)):
        raise NotVisible(unit.code)
    placed: dict[Account, list[AccountRow]] = {account: [] for account in Account}
    stated_of, kept_of = _stated(unit, quarter), _kept(unit)
    for one in _decided(unit, quarter, as_of):
        stated, kept = stated_of.get(one.pk), kept_of.get(one.pk, ())
        # A row tells what stood at the quarter's end, also when it is told of later; what a sender
        # stated stands as it was stated.
        seen = as_of or date.max if stated else min(as_of or date.max, quarter.last_date)
        waiting = waiting_of(one, stated, kept).seen_on(seen).told_on(quarter.last_date)
        where = account_rules.account(waiting, quarter)
        if where is not Account.NONE:
            placed[where].append(_account_row(one, waiting, stated, kept, quarter))
    tables = {name: _in_order(rows) for name, rows in placed.items()}
    shown = [row.id for rows in tables.values() for row in rows]
    note_listed(viewer, {"quarter": str(quarter), "unit": unit.code}, shown)
    both = local_value("not_executed.report_executed_same_quarter", quarter.last_date, unit)
    return QuarterAccount(
        unit, quarter, tables[Account.NOT_EXECUTED], tables[Account.INTERRUPTED],
        tables[Account.ENDED_AFTER_REPORT], tables[Account.EXECUTED_LATE] if both else (),
        bool(stated_of),
    )  # fmt: skip


def below(unit: Unit) -> QuerySet[UnitPath, Any]:
    """Give the ids of a unit and all that stand below it today."""
    return UnitPath.objects.current().filter(ancestor=unit).values("descendant_id")


def _stated(unit: Unit, quarter: Period) -> dict[uuid.UUID, StatedAccount]:
    """What senders stated for a quarter, by decision."""
    found = StatedAccount.objects.filter(
        quarter=str(quarter),
        decision__case__kind="decision",
        decision__case__unit_id__in=below(unit),
    )
    return {one.decision_id: one for one in found}


def _decided(unit: Unit, quarter: Period, as_of: date | None) -> QuerySet[Decision]:
    """The decisions that a quarter may have to tell of: neither those over before it began nor
    those too young to be late at its end.
    """
    first = min(quarter.first_date, as_of or date.max)
    over = Q(executed_date__lt=first, interrupted_date=None) | Q(ended_date__lt=first)
    stated = StatedAccount.objects.filter(quarter=str(quarter)).values("decision_id")
    old = Q(decided_date__lte=rules.latest_late(quarter.last_date))
    known = (old | Q(interrupted_date__lte=quarter.last_date)) & ~over
    # Rows stated for a quarter are shown even where their dates lie outside it.
    found = Decision.objects.filter(
        known | Q(pk__in=stated), case__kind="decision", case__unit_id__in=below(unit)
    )
    return found.order_by("decided_date", "case__reference")


def _kept(unit: Unit) -> dict[uuid.UUID, list[Interruption]]:
    """The interruptions before the latest, by decision: few have any, so they are read at once."""
    found: dict[uuid.UUID, list[Interruption]] = {}
    theirs = Interruption.objects.filter(
        decision__case__kind="decision", decision__case__unit_id__in=below(unit)
    )
    for one in theirs:
        found.setdefault(one.decision_id, []).append(one)
    return found


def in_force(viewer: Viewer, unit: Unit, law: str, on: date) -> list[Running]:
    """Give the decisions by a law carried out and not ended at the close of a day; logged."""
    begun = Q(executed_date__lte=on) & (Q(ended_date=None) | Q(ended_date__gt=on))
    return _running(viewer, unit, law, begun, str(on))


def changed(viewer: Viewer, unit: Unit, law: str, first: date, last: date) -> list[Running]:
    """Give the decisions by a law that began to be carried out, or ended, within days; logged."""
    begun = Q(executed_date__range=(first, last))
    ended = Q(ended_date__range=(first, last), executed_date__isnull=False)
    return _running(viewer, unit, law, begun | ended, f"{first}..{last}")


def _running(viewer: Viewer, unit: Unit, law: str, wanted: Q, told: str) -> list[Running]:
    if not viewer.may(SEE, unit.pk):
        raise NotVisible(unit.code)
    found = Decision.objects.filter(wanted, law=law, case__kind="decision",
                                    case__unit_id__in=below(unit))  # fmt: skip
    rows = list(found.select_related("case__subject").order_by("case__reference"))
    note_listed(viewer, {"law": law, "running": told, "unit": unit.code}, [one.pk for one in rows])
    return [
        Running(one.pk, one.case.reference, one.law, one.service, one.sex, one.decided_date,
                one.executed_date, one.ended_date, one.case.subject)
        for one in rows
    ]  # fmt: skip


def waiting_of(
    one: Decision, stated: StatedAccount | None, kept: Iterable[Interruption] | None = None
) -> Waiting:
    """Give the dates that the rules look at.

    Args:
        kept: its earlier interruptions, oldest first, where they are read already.
    """
    earlier = one.interruptions.all() if kept is None else kept
    return Waiting(
        decided=one.decided_date,
        executed=one.executed_date,
        interrupted=one.interrupted_date,
        resumed=one.resumed_date,
        ended=one.ended_date,
        has_ended=bool(one.end_code),
        outcome_raw=one.outcome_date_raw,
        has_reason=bool(
            one.reason_code or one.reason_raw or one.first_reason_code or one.first_reason_raw
        ),
        ground=Ground(one.ground),
        stated=StatedKind(stated.kind) if stated else None,
        partly=one.partly_date,
        applied=one.applied_date,
        valid_to=one.valid_to_date,
        earlier=tuple(Pause(p.from_date, p.resumed_date) for p in earlier),
    )


def _account_row(
    one: Decision, waiting: Waiting, stated: StatedAccount | None, kept: Iterable[Interruption],
    quarter: Period,
) -> AccountRow:  # fmt: skip
    # Nobody knows how long a wait was whose end has no date.
    undated = waiting.has_ended and waiting.left is None
    is_break = account_rules.tells_of_break(waiting, quarter)
    start = account_rules.counted_from(waiting, quarter) or one.decided_date
    over = waiting.break_over if is_break else waiting.left
    until = None if undated and not is_break else over or quarter.last_date
    has_part = account_rules.waits_for_rest(waiting, quarter.last_date)
    code = account_rules.ended_as(waiting, one.end_code, is_break=is_break)
    said = words.outcome(code, over, is_break=is_break)
    why = reason_of(one, waiting.interrupted if is_break else None, kept)
    return AccountRow(
        id=one.case_id,
        place=stated.place if stated else 0,
        decided=one.decided_raw or one.decided_date.isoformat(),
        service=one.service,
        reason=why.words(one.decided_date),
        outcome=(one.outcome_raw if stated or (code and not is_break) else "") or said,
        end_code=code,
        interrupted=waiting.interrupted if is_break else waiting.partly if has_part else None,
        days=rules.days_waited(start, until) if until else None,
        months=_months(start, until),
        sex=one.sex,
        contradictions=tuple(account_rules.contradictions(waiting, quarter)),
        partly=words.partly(one) if has_part else "",
        validity="" if code else words.validity(one, "", quarter.last_date),
        reason_code=why.code,
        is_break=is_break,
        over=over,
        declined=one.offers_declined or 0,
    )


def _months(start: date, until: date | None) -> int | None:
    """Whole months; an outcome dated before its decision counts as none."""
    return rules.months_waited(start, max(until, start)) if until else None


def _in_order(rows: list[AccountRow]) -> tuple[AccountRow, ...]:
    """A stated list keeps its sender's order."""
    return tuple(sorted(rows, key=lambda one: (one.place, one.decided)))

"""What IVO has been told: what waits for an answer, what was missed, what a correction changes.

Of each quarter and unit only the newest report counts: a correction takes back what it leaves out.
"""

import hashlib
import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import timedelta

from django.utils.translation import gettext as _

from vaka.areas.entitlements import delivery_rules as rules
from vaka.areas.entitlements.delivery_rules import OPEN_ROWS, Receiver, ToldAs
from vaka.areas.entitlements.models import Decision, DeliveredRow, Delivery, StatedAccount
from vaka.areas.entitlements.note_queries import Said
from vaka.areas.entitlements.queries import AccountRow, QuarterAccount, below
from vaka.areas.entitlements.rules import Account, End, StatedKind, last_day_in_time
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.law.period import Period

Told = tuple[uuid.UUID, ToldAs]


def unanswered(account: QuarterAccount, before: set[uuid.UUID]) -> tuple[str, ...]:
    """Give the references that were reported earlier, never ended, and stand in no table now.

    Args:
        before: as `reported_open` gives it for the account's quarter.
    """
    standing = {row.id for _title, rows in account.tables() for row in rows}
    return _references(before - standing)


def missed(account: QuarterAccount, before: set[uuid.UUID]) -> tuple[str, ...]:
    """Give the references that were late the quarter before and stand in no report of it.

    Args:
        before: as `reported_open` gives it for the account's quarter.
    """
    return _references(_missed(account, before))


def reported_open(unit: Unit, quarter: Period) -> set[uuid.UUID]:
    """Give the decisions whose latest report before the quarter said that they wait.

    Both what Vaka has handed to IVO and what senders' lists stated for earlier quarters count.
    """
    found = _handed(unit, quarter)
    waits = {pk for pk, told in found.items() if told in OPEN_ROWS}
    return waits | (_stated_open(unit, quarter) - set(found))


def told_rows(account: QuarterAccount) -> list[Told]:
    """Give each decision with what IVO is told that it is, in the order of the tables."""
    before = reported_open(account.unit, account.quarter)
    late = _missed(account, before)
    tables = (
        (Account.NOT_EXECUTED, account.not_executed),
        (Account.INTERRUPTED, account.interrupted),
        (Account.ENDED_AFTER_REPORT, account.ended),
        (Account.EXECUTED_LATE, account.executed_late),
    )
    return [
        (row.id, told)
        for name, rows in tables
        for row in rows
        for told in rules.told_as(
            name, is_executed=row.end_code == End.EXECUTED, was_reported=row.id in before,
            was_missed=row.id in late, is_break=row.is_break,
        )
    ]  # fmt: skip


def corrected(account: QuarterAccount) -> Delivery | None:
    """Give IVO's newest report of the quarter, which another would correct."""
    found = Delivery.objects.filter(unit=account.unit, quarter=str(account.quarter))
    return found.filter(receiver=Receiver.IVO, corrected_by=None).last()


def changes(account: QuarterAccount, said: Mapping[uuid.UUID, Said]) -> dict[Told, str]:
    """Say what each row of a correction has that IVO was not told; empty where none corrects.

    Args:
        said: as `note_queries.said_of` gives it for the account.
    """
    before = corrected(account)
    if before is None:
        return {}
    known = {(one.decision_id, one.told_as): one.digest for one in before.told.all()}
    rows = {row.id: row for _title, table in account.tables() for row in table}
    found = {}
    for one in told_rows(account):
        if one not in known:
            found[one] = _("Ny i rättelsen")
        elif known[one] and known[one] != told_digest(rows[one[0]], said[one[0]]):
            found[one] = _("Ändrad i rättelsen")
    return found


def taken_back(account: QuarterAccount) -> list[tuple[str, str]]:
    """Give what IVO was told and the correction leaves out: the reference, and what it was."""
    before = corrected(account)
    if before is None:
        return []
    now = set(told_rows(account))
    told = before.told.select_related("decision__case").order_by("pk")
    return [
        (one.decision.case.reference, str(one.get_told_as_display()))
        for one in told if (one.decision_id, one.told_as) not in now
    ]  # fmt: skip


def digest_of(rows: Iterable[AccountRow]) -> str:
    """Give the digest of what a receiver was given, over what stands in it and no identity."""
    plain = [
        [str(one.id), one.decided, one.service, one.reason, one.outcome, one.days,
         *filter(None, [one.partly])]
        for one in rows
    ]  # fmt: skip
    return hashlib.sha256(json.dumps(plain, ensure_ascii=False).encode()).hexdigest()


def told_digest(row: AccountRow, said: Said) -> str:
    """Give the digest of what IVO was told of one decision; where nothing is said beside the row,
    that of the row alone."""
    digest = digest_of([row])
    if not said.plain:
        return digest
    return hashlib.sha256(
        json.dumps([digest, *said.plain], ensure_ascii=False).encode()
    ).hexdigest()


def _handed(unit: Unit, quarter: Period) -> dict[uuid.UUID, str]:
    """What each decision of a unit was last told as before a quarter, whoever handed it over."""
    reports = Delivery.objects.filter(
        receiver=Receiver.IVO, corrected_by=None, quarter__lt=str(quarter)
    )
    # Read by the few reports: asked for by the unit, every decision of it is looked up first.
    ids = list(reports.values_list("pk", flat=True))
    rows = DeliveredRow.objects.filter(
        delivery__in=ids, decision__case__kind="decision",
        decision__case__unit_id__in=below(unit),
    ).order_by("delivery__quarter", "delivery__made_at", "pk")  # fmt: skip
    return dict(rows.values_list("decision_id", "told_as"))


def _missed(account: QuarterAccount, before: set[uuid.UUID]) -> set[uuid.UUID]:
    """The decisions late at the end of the quarter before, which Vaka reported without them.

    Where that quarter was not reported from Vaka, nobody knows what was told.
    """
    previous = account.quarter.previous()
    above = UnitPath.objects.current().filter(descendant=account.unit).values("ancestor_id")
    made = Delivery.objects.filter(unit__in=above, receiver=Receiver.IVO, quarter=str(previous))
    if account.is_stated or not made.exists():
        return set()
    found = set()
    for row in (*account.not_executed, *account.interrupted, *account.ended):
        until = row.over or account.quarter.last_date
        since = until - timedelta(days=row.days or 0)
        if row.id not in before and last_day_in_time(since) < previous.last_date:
            found.add(row.id)
    return found


def _references(ids: set[uuid.UUID]) -> tuple[str, ...]:
    found = Decision.objects.filter(pk__in=ids).values_list("case__reference", flat=True)
    return tuple(sorted(found))


def _stated_open(unit: Unit, quarter: Period) -> set[uuid.UUID]:
    """The decisions of the unit itself whose latest stated account before the quarter waits."""
    stated = StatedAccount.objects.filter(
        decision__case__kind="decision", decision__case__unit=unit, quarter__lt=str(quarter)
    )
    kinds: dict[uuid.UUID, str] = {}
    for pk, kind in stated.order_by("quarter").values_list("decision_id", "kind"):
        kinds[pk] = kind
    return {pk for pk, kind in kinds.items() if kind != StatedKind.REPORTED_EARLIER}

"""Handing a quarter's account over, and what was handed."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from vaka.areas.entitlements import delivery_queries as queries
from vaka.areas.entitlements import delivery_rules as rules
from vaka.areas.entitlements import note_queries, told_queries
from vaka.areas.entitlements.delivery_rules import Receiver
from vaka.areas.entitlements.models import DeliveredRow, Delivery
from vaka.areas.entitlements.queries import quarter_account
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.law.period import Period
from vaka.law.verdict import require


@dataclass(frozen=True)
class NewDelivery:
    """A quarter's account handed to a receiver on a day.

    Attributes:
        receipt: what the receiver answered, such as a number.
        words: what is corrected and why, when it has been handed over before.
    """

    unit: Unit
    quarter: Period
    receiver: Receiver
    sent_date: date
    receipt: str = ""
    words: str = ""


@action
def deliver(*, by: Viewer, new: NewDelivery) -> Delivery:
    """Write down that an account was handed over; the rows that IVO was told are kept.

    Raises:
        NotAllowed, NotVisible: the viewer may not hand the unit's quarter to this receiver.
    """
    needed = rules.needed(new.receiver)
    if not any(by.may(one, new.unit.pk) for one in needed):
        raise NotAllowed(needed[-1])
    account = quarter_account(by, new.unit, new.quarter)
    Unit.objects.select_for_update().get(pk=new.unit.pk)
    earlier = Delivery.objects.filter(unit=new.unit, quarter=str(new.quarter),
                                      receiver=new.receiver).last()  # fmt: skip
    today = timezone.localdate()
    before = told_queries.reported_open(new.unit, new.quarter)
    standing = queries.standing_of(account, before, today, is_delivered=earlier is not None)
    require(rules.may_deliver(new.receiver, standing, new.sent_date, new.words, today))
    rows = [row for _title, table in account.tables() for row in table]
    made = Delivery.objects.create(
        unit=new.unit, quarter=str(new.quarter), receiver=new.receiver, sent_date=new.sent_date,
        receipt=new.receipt, words=new.words, rows=len(rows),
        corrects=None if new.receiver == Receiver.NAMED else earlier,
        digest=told_queries.digest_of(rows), by=by.person,
    )  # fmt: skip
    if new.receiver == Receiver.IVO:
        by_id = {row.id: row for row in rows}
        said = note_queries.said_of(account, queries.window(new.unit, new.quarter)[1])
        DeliveredRow.objects.bulk_create(
            DeliveredRow(
                delivery=made,
                decision_id=pk,
                told_as=told,
                digest=told_queries.told_digest(by_id[pk], said[pk]),
            )
            for pk, told in told_queries.told_rows(account)
        )
    note(by=by, verb="quarter.deliver", object_kind="delivery", object_id=made.pk,
         unit_id=new.unit.pk,
         data={"quarter": made.quarter, "receiver": str(made.receiver), "rows": made.rows,
               "digest": made.digest, "corrects": str(made.corrects_id or "")})  # fmt: skip
    return made

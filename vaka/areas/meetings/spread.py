"""A checked report spread to its receivers, each ticked off once with its day."""

import uuid
from collections.abc import Collection
from datetime import date

from vaka.areas.meetings import rules, standing
from vaka.areas.meetings.actions import held_row
from vaka.areas.meetings.models import ReportDespatch
from vaka.areas.meetings.spread_rules import may_spread
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.law.verdict import require


@action
def spread_report(
    *, by: Viewer, case_id: uuid.UUID, version: int, receivers: Collection[str], sent: date,
    how: str,
) -> Case:  # fmt: skip
    """Tell that a report has gone to some of its receivers.

    Raises:
        NotAllowed, NotVisible, RuleRefused.
    """
    case, row = held_row(by, case_id, version)
    demand(by, rules.HANDLE, case.unit_id)
    gone = row.despatches.values_list("receiver", flat=True)
    require(may_spread(
        checked=row.checked_date, wanted=receivers, expected=standing.sort_of(row).receivers,
        gone=list(gone), sent=sent, today=by.on,
    ))  # fmt: skip
    ReportDespatch.objects.bulk_create(
        ReportDespatch(meeting=row, receiver=one, sent_date=sent, how=how.strip(), by_name=by.name)
        for one in receivers
    )  # fmt: skip
    told = Told("meeting.spread_report", data={"to": sorted(receivers)})
    return cases.change(by=by, case=case, told=told)

"""Consents to be visited at home: counted by the unit's manager, taken back by those who gave them.

Who they are is never kept here, only how many; the list for the visit is on paper.
"""

import uuid
from datetime import date

from django.utils.translation import gettext as _

from vaka.areas.meetings import rules, standing
from vaka.areas.meetings.actions import held_row, tell
from vaka.areas.meetings.models import HomeConsent
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.foundation.people.models import Person
from vaka.law.verdict import require


@action
def count_willing(
    *, by: Viewer, case_id: uuid.UUID, version: int, asked: int, willing: int, asked_date: date,
    asked_by: Person, is_told_back: bool, note: str = "",
) -> Case:  # fmt: skip
    """Tell how many were asked and how many want to be visited at home; anew, it replaces."""
    case, row = held_row(by, case_id, version)
    demand(by, rules.CONSENT, case.unit_id)
    sort = standing.sort_of(row)
    require(
        rules.may_count_willing(
            state=case.state, asks_willing=sort.asks_willing, asked=asked, willing=willing,
            asked_date=asked_date, today=by.on, is_told_back=is_told_back,
        )
        + standing.telling(sort, note=note)
    )  # fmt: skip
    HomeConsent.objects.update_or_create(
        meeting=row,
        defaults={"asked": asked, "willing": willing, "asked_date": asked_date,
                  "asked_by": asked_by, "note": note},
    )  # fmt: skip
    told = Told("meeting.count_willing", data={"asked": asked, "willing": willing})
    case = cases.change(by=by, case=case, told=told)
    tell(by, case, row.leader, "meeting.willing",
         _("%(title)s: enhetschefen har skrivit hur många som vill ta emot."))  # fmt: skip
    return case


@action
def take_back_consent(*, by: Viewer, case_id: uuid.UUID, version: int, number: int) -> Case:
    """Tell that somebody no longer wants to be visited; nobody is asked why."""
    case, row = held_row(by, case_id, version)
    demand(by, rules.CONSENT, case.unit_id)
    found = HomeConsent.objects.select_for_update().filter(meeting=row).first()
    require(
        rules.may_take_back(
            state=case.state, asks_willing=standing.sort_of(row).asks_willing, number=number,
            willing=found.willing if found else 0,
        )
    )  # fmt: skip
    assert found is not None  # the rule refuses where nobody has said yes
    found.willing -= number
    found.taken_back += number
    found.save(update_fields=["willing", "taken_back"])
    told = Told("meeting.take_back_consent", data={"number": number, "willing": found.willing})
    case = cases.change(by=by, case=case, told=told)
    tell(by, case, row.leader, "meeting.willing",
         _("%(title)s: ett ja till besök hemma är taget tillbaka."))  # fmt: skip
    return case

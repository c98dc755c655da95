"""Reads of consultations and motions: the register, how it looks, duties for the year wheel."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.administration import queries as administration
from vaka.areas.board import queries
from vaka.areas.board.models import BoardItem
from vaka.areas.board.referral_models import BoardReferral
from vaka.areas.board.referral_rules import Outlook, Prospect, prospect
from vaka.areas.board.rules import SEE, ItemState
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.duties import Duty, DutyState
from vaka.web.words import day


@dataclass(frozen=True)
class ReferralRow:
    """One line of the register."""

    id: uuid.UUID
    title: str
    sort_label: str
    sender: str
    sender_number: str
    diary_number: str
    received_date: date
    due_date: date
    answers: str
    body_name: str
    meeting: date | None
    answered_date: date | None
    how: str
    prospect: Prospect

    @property
    def is_answered(self) -> bool:
        """True once an answer is written in."""
        return self.answered_date is not None

    @property
    def was_late(self) -> bool:
        """True when the answer went after its day."""
        return self.answered_date is not None and self.answered_date > self.due_date

    @property
    def told(self) -> str:
        """How it looks, in words."""
        return _words(self)


def referrals(viewer: Viewer) -> QuerySet[BoardReferral]:
    """Give those whose item the viewer may read, the first due first."""
    found = BoardReferral.objects.filter(item__in=queries.items(viewer).values("pk"))
    return found.exclude(item__answer_due_date=None).select_related(
        "item__case__unit", "item__meeting"
    )


def referral(viewer: Viewer, case_id: uuid.UUID) -> BoardReferral:
    """Give one. Raises NotVisible."""
    one = referrals(viewer).filter(pk=case_id).first()
    if one is None:
        raise NotVisible(str(case_id))
    return one


def register(viewer: Viewer) -> list[ReferralRow]:
    """Give the register: what is to be answered by day, then what is answered, the latest first.

    Raises NotAllowed."""
    demand(viewer, SEE)
    rows = [row_of(viewer, one) for one in referrals(viewer)]
    waiting = [row for row in rows if not row.is_answered]
    done = [row for row in rows if row.is_answered]
    return waiting + sorted(done, key=lambda row: row.answered_date or date.min, reverse=True)


def of_item(viewer: Viewer, one: BoardItem) -> ReferralRow | None:
    """Give what an item answers, where it answers something."""
    found = referrals(viewer).filter(pk=one.pk).first()
    return row_of(viewer, found) if found else None


def row_of(viewer: Viewer, one: BoardReferral) -> ReferralRow:
    """Give one as the register has it."""
    item = one.item
    assert item.answer_due_date is not None
    names: dict[str, str] = viewer.once("body_names", queries.body_names)
    meetings = [each.date for each in queries.coming(viewer) if each.body == item.body]
    planned = item.meeting.date if item.meeting and item.case.state != ItemState.WITHDRAWN else None
    found = prospect(
        due=item.answer_due_date, today=viewer.on, answered=one.answered_date, planned=planned,
        chair_decides=item.chair_decides, meetings=meetings,
    )  # fmt: skip
    return ReferralRow(
        item.pk, item.case.title, str(one.get_sort_display()), one.sender, one.sender_number,
        item.diary_number, one.received_date, item.answer_due_date,
        item.responsible or item.case.unit.name, names.get(item.body, item.body), planned,
        one.answered_date, str(one.get_how_display()), found,
    )  # fmt: skip


def has_point(one: BoardItem, point: str, on: date) -> bool:
    """Say whether a point stood in the delegation order of an item's body on a day."""
    return point.strip() in {each.number for each in administration.points_on(on)}


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give each day by which something is to be answered, for the year wheel."""
    if not viewer.may(SEE):
        return
    for one in referrals(viewer).filter(item__answer_due_date__range=(start, end)):
        row = row_of(viewer, one)
        address = reverse("board:item", args=[row.id])
        yield Duty(
            name=_("Svara på %(sort)s: %(title)s")
            % {"sort": row.sort_label.lower(), "title": row.title},
            due_date=row.due_date, unit=one.item.case.unit.name, role=row.answers, address=address,
            state=DutyState.DONE if row.is_answered else DutyState.DUE,
            done_date=row.answered_date, evidence=address if row.is_answered else "",
            topic="referral",
        )  # fmt: skip


def _words(row: ReferralRow) -> str:
    told = {
        Outlook.ANSWERED: _("Besvarat, efter dagen") if row.was_late else _("Besvarat i tid"),
        Outlook.LATE: _("Dagen har passerat utan svar."),
        Outlook.CHAIR: _("Ordföranden föreslås svara."),
    }
    on = day(row.prospect.meeting) if row.prospect.meeting else ""
    with_day = {
        Outlook.IN_TIME: _("Tas upp %s."), Outlook.PLAN: _("Planera till sammanträdet %s."),
    }  # fmt: skip
    if row.prospect.outlook is Outlook.CHAIR_NEEDED:
        if on:
            return _("Nästa sammanträde är %s, efter dagen. Ordförandebeslut föreslås.") % on
        return _("Inget sammanträde är planerat före dagen. Ordförandebeslut föreslås.")
    return told.get(row.prospect.outlook) or with_day[row.prospect.outlook] % on

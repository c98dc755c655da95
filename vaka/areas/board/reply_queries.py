"""Reads of an answer: its text and subject line, and who was asked of the same matter."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from vaka.areas.board import queries, rules
from vaka.areas.board import referral_queries as referrals
from vaka.areas.board.models import BoardItem
from vaka.areas.board.referral_models import BoardReferral, ConsultedBody
from vaka.areas.board.referral_queries import ReferralRow
from vaka.areas.board.referral_rules import ANSWERING_LABELS, Answering, subject_line
from vaka.foundation.access.viewer import Viewer, one_of


@dataclass(frozen=True)
class ConsultedRow:
    """One who was asked; `answered_date` is None as long as they have not answered."""

    id: uuid.UUID
    name: str
    is_inside: bool
    asked_date: date
    answered_date: date | None
    words: str


@dataclass(frozen=True)
class ReplyPage:
    """What is to be answered, the answer's text, and who was asked, those inside first."""

    item: BoardItem
    row: ReferralRow
    subject: str
    voice_label: str
    answer: str
    inside: Sequence[ConsultedRow]
    outside: Sequence[ConsultedRow]
    may_write: bool
    version: int

    @property
    def asked(self) -> int:
        """How many were asked."""
        return len(self.inside) + len(self.outside)

    @property
    def waiting(self) -> int:
        """How many of those who were asked have not answered."""
        return sum(one.answered_date is None for one in (*self.inside, *self.outside))

    @property
    def groups(self) -> list[tuple[bool, Sequence[ConsultedRow]]]:
        """Those asked inside and outside, without a group that is empty."""
        return [(is_inside, rows) for is_inside, rows in
                ((True, self.inside), (False, self.outside)) if rows]  # fmt: skip


def reply_page(viewer: Viewer, case_id: uuid.UUID) -> ReplyPage:
    """Give what is to be answered with all of its page; the read is logged. Raises NotVisible."""
    item = queries.item(viewer, case_id)
    found = referrals.referral(viewer, case_id)
    row = referrals.row_of(viewer, found)
    asked = [_row(one) for one in found.consulted.all()]
    return ReplyPage(
        item, row, subject_line(row.sender_number, row.title),
        str(ANSWERING_LABELS[Answering(found.how or found.voice)]), found.answer,
        [one for one in asked if one.is_inside], [one for one in asked if not one.is_inside],
        queries.may_prepare(viewer, item) or viewer.may(rules.LEAD), item.case.version,
    )  # fmt: skip


def consulted(viewer: Viewer, case_id: uuid.UUID, consulted_id: uuid.UUID) -> ConsultedBody:
    """Give one who was asked in a matter that the viewer may read. Raises NotVisible."""
    found: BoardReferral = referrals.referral(viewer, case_id)
    return one_of(ConsultedBody.objects.filter(referral=found), consulted_id)


def _row(one: ConsultedBody) -> ConsultedRow:
    return ConsultedRow(one.pk, one.name, one.is_inside, one.asked_date, one.answered_date,
                        one.words)  # fmt: skip

"""The demo's consultations and motions, and an item on its way to the council; all invented."""

from dataclasses import replace
from datetime import date, timedelta

from vaka.areas.board import passage_actions as passages
from vaka.areas.board import referral_actions as referrals
from vaka.areas.board.actions import NewItem
from vaka.areas.board.models import BoardItem
from vaka.areas.board.passage_actions import Answer, Onward
from vaka.areas.board.passage_queries import next_proposal
from vaka.areas.board.passage_rules import Level, PassageState
from vaka.areas.board.referral_actions import NewReferral
from vaka.areas.board.referral_rules import ReferralSort
from vaka.config.demo.reading import tables
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.organisation.models import Unit

GOES_ON = "VO-2024-00167"


def write(*, by: Viewer, unit: Unit, body: str, today: date) -> None:
    """Register what is to be answered, and send one treated item on."""
    for row in tables("board")["referral"]:
        columns = (("diary_number", row["number"]), ("responsible", row["responsible"]))
        item = NewItem(unit, body, row["title"], columns=columns)
        new = NewReferral(
            item, ReferralSort(row["sort"]), row["sender"], today - timedelta(days=row["came"]),
            today + timedelta(days=row["due"]), row.get("sender_number", ""),
        )  # fmt: skip
        referrals.register_referral(by=by, new=new)
    _send_on(by)


def _send_on(by: Viewer) -> None:
    """The executive board adds a clause; the council has not decided."""
    row = BoardItem.objects.select_related("meeting", "case").get(diary_number=GOES_ON)
    assert row.meeting is not None
    told = tables("board")["onward"]
    proposal = next_proposal(row)
    after = row.meeting.date + timedelta(days=told["executive_days"])
    late = replace(by, on=after + timedelta(days=7), _known={})
    sent = row.meeting.date + timedelta(days=14)
    first = passages.send_on(by=late, case_id=row.pk, version=_version(row), onward=Onward(
        Level.EXECUTIVE, "\n".join(proposal), sent, diary_number=told["number"]))  # fmt: skip
    answer = Answer(PassageState.CHANGED, after, told["paragraph"],
                    "\n".join([*proposal, told["added"]]), told["number"])  # fmt: skip
    passages.answer_passage(by=late, passage_id=first.pk, version=_version(row), answer=answer)
    onward = Onward(Level.COUNCIL, answer.decision, after + timedelta(days=2))
    passages.send_on(by=late, case_id=row.pk, version=_version(row), onward=onward)


def _version(row: BoardItem) -> int:
    return Case.objects.get(pk=row.pk).version

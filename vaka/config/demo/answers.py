"""The demo's consultations and motions, what has come in, and an item on its way to the council;
all invented."""

from dataclasses import replace
from datetime import date, time, timedelta

from vaka.areas.board import immediate_actions as immediate
from vaka.areas.board import incoming_actions as letters
from vaka.areas.board import passage_actions as passages
from vaka.areas.board import referral_actions as referrals
from vaka.areas.board.actions import NewItem
from vaka.areas.board.immediate_actions import NewImmediate
from vaka.areas.board.immediate_rules import CareLaw
from vaka.areas.board.incoming_actions import ToldLetter
from vaka.areas.board.incoming_rules import LetterSort, SenderKind
from vaka.areas.board.lists import told_in
from vaka.areas.board.models import BoardItem, BoardMeeting
from vaka.areas.board.passage_actions import Answer, Onward
from vaka.areas.board.passage_queries import next_proposal
from vaka.areas.board.passage_rules import Level, PassageState
from vaka.areas.board.referral_actions import NewReferral
from vaka.areas.board.referral_rules import ReferralSort
from vaka.areas.board.rules import Openness
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
    _came_in(by, body, today)
    _at_once(by, today)


def _at_once(by: Viewer, today: date) -> None:
    """The committee's order of deciders, and a decision that waits for the court."""
    told = tables("board")["at_once"]
    since = today - timedelta(days=told["days"])
    order = immediate.set_order(by=by, body=told["body"], names=told["names"], first=since,
                                paragraph=told["paragraph"])  # fmt: skip
    new = NewImmediate(CareLaw.LVU, told["reference"], today - timedelta(days=2), order[1].pk,
                       time(21, 40), told["passed_over"])  # fmt: skip
    immediate.record_immediate(by=by, new=new)


def _came_in(by: Viewer, body: str, today: date) -> None:
    """Two months of the register; what came the month before is told at the next meeting."""
    for row in tables("board")["incoming"]:
        told = ToldLetter(
            body, row["number"], LetterSort(row["sort"]), SenderKind(row["kind"]), row["sender"],
            row["subject"], today - timedelta(days=row["came"]), row.get("paragraph", ""),
            Openness(row.get("openness", "common")), row.get("ground", ""),
        )  # fmt: skip
        letters.register_letter(by=by, told=told)
    meeting = BoardMeeting.objects.filter(body=body, state="planned").order_by("date").first()
    assert meeting is not None
    item = meeting.items.select_related("case").get(case__title__in=told_in(meeting.date))
    until = today.replace(day=1) - timedelta(days=1)
    letters.take_in_letters(by=by, case_id=item.pk, version=item.case.version, until=until)


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

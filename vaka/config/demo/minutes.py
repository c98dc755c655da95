"""The demo's minutes of the two published meetings; who was there and voted is invented."""

from dataclasses import replace
from datetime import timedelta

from vaka.areas.board import minutes_actions as actions
from vaka.areas.board import paragraph_actions as paragraphs
from vaka.areas.board import publication_actions as publications
from vaka.areas.board.minutes_actions import Elsewhere
from vaka.areas.board.minutes_models import BoardMinutes, BoardParagraph
from vaka.areas.board.minutes_rules import MarkKind
from vaka.areas.board.models import BoardMeeting
from vaka.areas.board.paragraph_actions import Said
from vaka.areas.board.roll_rules import Choice, Seating
from vaka.areas.board.rules import clauses
from vaka.config.demo.reading import tables
from vaka.foundation.access.viewer import Viewer

AT_ONCE = "omedelbart justerad"
DAYS_TO_SIGN = 9


def write(by: Viewer, meeting: BoardMeeting) -> None:
    """Write, adjust, announce and send the minutes of one held meeting; a copy for everybody is
    searched and waits to be judged."""
    told = tables("board")["minutes"]
    one = actions.begin_minutes(by=by, meeting_id=meeting.pk, kept_at="Socialkontoret",
                                first_number=told["first"])  # fmt: skip
    away = told["away"].get(meeting.date.isoformat(), "")
    here = [row.name for row in one.roll.all() if row.name != away
            and (away or row.seating != Seating.SUBSTITUTE)]  # fmt: skip
    actions.call_roll(by=by, minutes_id=one.pk, here=here, adjusters=[told["adjuster"]],
                      presides=told["chair"])  # fmt: skip
    for row in one.paragraphs.select_related("item__case"):
        _say(by, row, told["decided"])
        if row.item.case.title == told["vote"]["title"]:
            _vote(by, row, here, told["vote"])
    for each in BoardMinutes.objects.filter(meeting=meeting):
        _settle(by, each)
    publications.begin_publication(by=by, meeting_id=meeting.pk, minutes_id=one.pk)


def _say(by: Viewer, row: BoardParagraph, decided: dict[str, str]) -> None:
    """Write what stands decided; a paragraph that says so itself is adjusted at once."""
    decision = decided.get(row.item.case.title) or row.decision or decided["else"]
    said = Said(decision, row.words, row.proposals, row.recipients, row.appeal)
    paragraphs.write_paragraph(by=by, paragraph_id=row.pk, said=said, at_once=AT_ONCE in decision)


def _vote(by: Viewer, row: BoardParagraph, here: list[str], told: dict[str, str]) -> None:
    """One vote, with a reservation by the one who lost it."""
    ballots = dict.fromkeys(here, Choice.YES) | {told["against"]: Choice.NO}
    paragraphs.record_vote(by=by, paragraph_id=row.pk, yes_means=told["yes"],
                           no_means=told["no"], ballots=ballots)  # fmt: skip
    paragraphs.mark_person(by=by, paragraph_id=row.pk, name=told["against"], words=told["words"],
                           kind=MarkKind.RESERVATION)  # fmt: skip


def _settle(by: Viewer, one: BoardMinutes) -> None:
    """Signed in the municipality's own system, announced, and sent but for the last decision."""
    actions.step_minutes(by=by, minutes_id=one.pk, verb="board_minutes.hand_over", words="")
    signed = one.meeting.date + timedelta(days=0 if one.is_immediate else DAYS_TO_SIGN)
    late = replace(by, on=signed, _known={})
    for place, signature in enumerate(one.signatures.all(), 1):
        told = Elsewhere(f"S-{signed:%Y%m%d}-{place}", f"{place:x}" * 64, signed)
        actions.sign_elsewhere(by=late, signature_id=signature.pk, elsewhere=told)
    after = signed + timedelta(days=1)
    late = replace(by, on=after, _known={})
    actions.announce(by=late, minutes_id=one.pk, on=after)
    sent = [row for row in one.paragraphs.all() if row.recipients]
    for row in sent if one.is_immediate else sent[:-1]:
        paragraphs.send_paragraph(by=late, paragraph_id=row.pk, on=after, how="E-post",
                                  recipients=clauses(row.recipients))  # fmt: skip

"""From a held meeting to minutes taken down: effect, log, rollback and refusals."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.utils import timezone

from vaka.areas.administration.models import Mandate
from vaka.areas.board import minutes_actions as actions
from vaka.areas.board import minutes_pages as pages
from vaka.areas.board import minutes_queries as queries
from vaka.areas.board import paragraph_actions as paragraphs
from vaka.areas.board.minutes_actions import Line
from vaka.areas.board.minutes_models import BoardDespatch, BoardMinutes, BoardParagraph, BoardVote
from vaka.areas.board.minutes_rules import MarkKind, last_appeal_date
from vaka.areas.board.models import BoardMeeting
from vaka.areas.board.roll_rules import Choice, Seating
from vaka.areas.board.rules import Openness
from vaka.areas.board.tests.acting import step_meeting
from vaka.areas.board.tests.minuting import (
    HERE,
    adjust,
    begun,
    held,
    numbered,
    say,
    step_minutes,
)
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

YES, NO = Choice.YES, Choice.NO


def verbs(one):
    found = AuditRow.objects.filter(object_id=str(one.pk)).values_list("verb", flat=True)
    return {verb.removeprefix("board_minutes.") for verb in found}


def test_each_item_gets_a_number_and_the_letters_words(planned, nora, units):
    one = begun(nora, units["vaka"], planned, "Budget", "Rapport")
    rows = list(one.paragraphs.all())
    assert [(row.number, row.item.case.title) for row in rows] == [(1, "Budget"), (2, "Rapport")]
    assert rows[0].decision.startswith("att godkänna rapporten")
    assert rows[0].recipients == "Kommunfullmäktige\nRevisionen"
    assert (rows[0].appeal, one.secretary) == ("legality", nora.name)
    assert [row.name for row in one.roll.all()] == HERE  # by the register of mandates
    assert actions.begin_minutes(by=nora, meeting_id=one.meeting.pk).pk == one.pk


def test_numbers_go_on_through_the_year_without_gaps(planned, nora, units):
    first = begun(nora, units["vaka"], planned, "Budget", "Rapport")
    meeting = BoardMeeting.objects.create(body="namnden", date=date(first.meeting.date.year, 1, 2),
                                          state="held")  # fmt: skip
    with pytest.raises(RuleRefused, match="senare sammanträde"):
        actions.begin_minutes(by=nora, meeting_id=meeting.pk)
    actions.drop_minutes(by=nora, minutes_id=first.pk)
    with pytest.raises(RuleRefused, match="har inget protokoll"):
        actions.begin_minutes(by=nora, meeting_id=first.meeting.pk)
    early = actions.begin_minutes(by=nora, meeting_id=meeting.pk, first_number=5)
    paragraphs.raise_item(by=nora, minutes_id=early.pk, unit=units["vaka"], title="Motion",
                          openness=Openness.COMMON, ground="")  # fmt: skip
    again = actions.begin_minutes(by=nora, meeting_id=first.meeting.pk)
    assert [row.number for row in BoardParagraph.objects.all()] == [1, 2, 3]
    assert [row.number for row in again.paragraphs.all()] == [2, 3]
    with pytest.raises(RuleRefused, match="fortsatt på numren"):
        actions.drop_minutes(by=nora, minutes_id=early.pk)


def test_minutes_come_only_of_a_held_meeting_and_keep_it_held(planned, nora, units):
    meeting = planned()
    with pytest.raises(RuleRefused, match="inte hållet"):
        actions.begin_minutes(by=nora, meeting_id=meeting.pk)
    one = begun(nora, units["vaka"], planned, "Budget")
    with pytest.raises(RuleRefused, match="har ett protokoll"):
        step_meeting(nora, one.meeting, "reopen")


def test_the_roll_is_called_and_corrected(planned, nora, units):
    one = begun(nora, units["vaka"], planned, "Budget")
    actions.add_line(by=nora, minutes_id=one.pk, name="Siv Ek", seating=Seating.SUBSTITUTE)
    with pytest.raises(RuleRefused, match="finns redan"):
        actions.add_line(by=nora, minutes_id=one.pk, name="Siv Ek", seating=Seating.OTHER)
    actions.call_roll(by=nora, minutes_id=one.pk, here=["Nils Tallberg", "Siv Ek"],
                      adjusters=["Siv Ek"], presides="Nils Tallberg")  # fmt: skip
    roll = {row.name: row for row in pages.roll(one)}
    assert (roll["Siv Ek"].serves_for, roll["Pia Högvall"].is_here) == ("Pia Högvall", False)
    back = Line(True)
    with pytest.raises(RuleRefused, match="själv närvarande"):
        actions.change_line(by=nora, attendance_id=roll["Pia Högvall"].id, line=back)
    assert not {row.name: row for row in pages.roll(one)}["Pia Högvall"].is_here
    late = replace(back, since=time(10, 30))
    actions.change_line(by=nora, attendance_id=roll["Pia Högvall"].id, line=late)
    assert {"begin_minutes", "call_roll", "add_line", "change_line"} <= verbs(one)


def test_a_vote_is_recorded_and_proves_itself(planned, nora, units):
    one = begun(nora, units["vaka"], planned, "Budget")
    row = numbered(one, 1)
    vote = {"by": nora, "paragraph_id": row.pk, "yes_means": "bifall", "no_means": "avslag"}
    with pytest.raises(RuleRefused, match="Pia Högvall har ingen röst"):
        paragraphs.record_vote(ballots={"Nils Tallberg": YES}, **vote)
    assert not BoardVote.objects.exists()
    made = paragraphs.record_vote(ballots={"Nils Tallberg": YES, "Pia Högvall": NO}, **vote)
    told = pages.minutes_page(nora, one.pk).paragraphs[0].votes[0]
    assert (told.yes, told.no, told.won, told.by_chair) == (1, 1, "bifall", True)
    part = {"by": nora, "paragraph_id": row.pk, "name": "Pia Högvall", "words": "Släkt"}
    with pytest.raises(RuleRefused, match="har röstat"):
        paragraphs.mark_person(kind=MarkKind.CONFLICT, **part)
    paragraphs.drop_vote(by=nora, vote_id=made.pk)
    mark = paragraphs.mark_person(kind=MarkKind.CONFLICT, **part)
    with pytest.raises(RuleRefused, match="anmält jäv"):
        paragraphs.record_vote(ballots={"Nils Tallberg": YES, "Pia Högvall": NO}, **vote)
    paragraphs.record_vote(ballots={"Nils Tallberg": YES}, **vote)
    paragraphs.drop_mark(by=nora, mark_id=mark.pk)
    faults = pages.minutes_page(nora, one.pk).faults
    assert [fault.words for fault in faults.refusals] == ["§ 1: Pia Högvall har ingen röst."]
    with pytest.raises(RuleRefused, match="ingen röst"):
        step_minutes(nora, one, "hand_over")


def test_paragraphs_adjusted_at_once_stand_as_minutes_of_their_own(planned, nora, units):
    one = begun(nora, units["vaka"], planned, "Budget", "Avtal")
    say(nora, numbered(one, 2), at_once=True)
    other = BoardMinutes.objects.get(is_immediate=True)
    assert [row.name for row in other.roll.all()] == HERE
    assert [row.number for row in pages.minutes_page(nora, other.pk).paragraphs] == [2]
    whole = pages.minutes_page(nora, one.pk).paragraphs
    assert [(row.number, row.is_elsewhere) for row in whole] == [(1, False), (2, True)]
    assert adjust(nora, other).state == "adjusted"
    assert BoardMinutes.objects.get(pk=one.pk).state == "writing"
    with pytest.raises(RuleRefused, match="lämnat till justering"):
        say(nora, numbered(one, 2))
    with pytest.raises(RuleRefused, match="lämnat till justering"):
        say(nora, numbered(one, 1), at_once=True)
    with pytest.raises(RuleRefused):
        actions.drop_minutes(by=nora, minutes_id=one.pk)


def test_a_paragraph_goes_back_and_the_empty_minutes_go_away(planned, nora, units):
    one = begun(nora, units["vaka"], planned, "Budget")
    say(nora, numbered(one, 1), at_once=True)
    say(nora, numbered(one, 1))
    assert [row.pk for row in BoardMinutes.objects.all()] == [one.pk]


def test_those_named_sign_once(planned, nora, pia, units):
    one = begun(nora, units["vaka"], planned, "Budget")
    sign = {"by": pia, "minutes_id": one.pk}
    with pytest.raises(NotVisible):  # nothing to sign yet, and nothing to read
        actions.sign_minutes(**sign)
    step_minutes(nora, one, "hand_over")
    made = actions.sign_minutes(**sign)
    assert (made.how, made.digest) == ("here", queries.digest(one))
    with pytest.raises(RuleRefused, match="finns redan"):
        actions.sign_minutes(**sign)
    assert pages.minutes_page(pia, one.pk).is_whole
    assert {"hand_over", "sign_minutes"} <= verbs(one)
    step_minutes(nora, one, "take_back")
    assert not one.signatures.exists()


def test_another_of_the_same_name_does_not_sign(planned, nora, pia, units):
    one = begun(nora, units["vaka"], planned, "Budget")
    step_minutes(nora, one, "hand_over")
    Mandate.objects.filter(person=pia.person).update(person=None)
    own = {row.name: row.is_mine for row in pages.minutes_page(nora, one.pk).signatures}
    assert own[pia.name] is False
    with pytest.raises(NotVisible):
        actions.sign_minutes(by=pia, minutes_id=one.pk)


def test_minutes_changed_behind_a_signature_are_not_whole(planned, nora, units):
    one = adjust(nora, begun(nora, units["vaka"], planned, "Budget"))
    assert queries.is_whole(one)
    BoardParagraph.objects.update(decision="att avslå")
    assert not queries.is_whole(one)


def test_the_last_signature_adjusts_and_the_notice_follows_the_rule(planned, nora, pia, units):
    one = begun(nora, units["vaka"], planned, "Budget")
    with pytest.raises(NotVisible):
        queries.minutes(pia, one.pk)
    one = adjust(nora, one)
    today = timezone.localdate()
    assert (one.state, one.adjusted_date) == ("adjusted", today)
    assert queries.minutes(pia, one.pk) == one
    announce = {"by": nora, "minutes_id": one.pk}
    with pytest.raises(RuleRefused, match="före justeringen"):
        actions.announce(on=today - timedelta(1), **announce)
    actions.announce(on=today, **announce)
    with pytest.raises(RuleRefused, match="går ut"):
        step_minutes(nora, one, "take_down")
    later = replace(nora, on=last_appeal_date(today) + timedelta(1), _known={})
    assert step_minutes(later, one, "take_down").state == "taken_down"
    assert {"sign_elsewhere", "adjust", "announce", "take_down"} <= verbs(one)


def test_each_recipient_is_sent_the_decision_and_none_is_forgotten(planned, nora, units):
    one = begun(nora, units["vaka"], planned, "Budget")
    row = numbered(one, 1)
    send = {"by": nora, "paragraph_id": row.pk, "on": timezone.localdate(), "how": "E-post"}
    with pytest.raises(RuleRefused, match="inte justerad"):
        paragraphs.send_paragraph(recipients=["Revisionen"], **send)
    adjust(nora, one)
    assert [each.unsent for _one, each in pages.forgotten(nora)] == [
        ("Kommunfullmäktige", "Revisionen")
    ]
    paragraphs.send_paragraph(recipients=["Revisionen"], **send)
    with pytest.raises(RuleRefused, match="redan fått"):
        paragraphs.send_paragraph(recipients=["Kommunfullmäktige", "Revisionen"], **send)
    assert BoardDespatch.objects.count() == 1
    paragraphs.send_paragraph(recipients=["Kommunfullmäktige"], **send)
    assert pages.forgotten(nora) == []


def test_who_may_not_is_refused(planned, nora, pia, bo, astrid, units):
    meeting = held(nora, units["vaka"], planned, "Budget")
    for by in (pia, bo):
        with pytest.raises(NotAllowed):
            actions.begin_minutes(by=by, meeting_id=meeting.pk)
    one = actions.begin_minutes(by=nora, meeting_id=meeting.pk)
    for by in (pia, bo, astrid):
        with pytest.raises(NotVisible):
            step_minutes(by, one, "hand_over")
    one = begun(nora, units["vaka"], planned, "Ärende", body="utskottet")
    row, one = numbered(one, 1), adjust(nora, one)
    for by in (pia, bo):
        with pytest.raises(NotAllowed):
            actions.announce(by=by, minutes_id=one.pk, on=timezone.localdate())
        with pytest.raises(NotAllowed):
            paragraphs.send_paragraph(by=by, paragraph_id=row.pk, recipients=["Revisionen"],
                                      on=timezone.localdate(), how="Post")  # fmt: skip
        with pytest.raises(NotAllowed):
            actions.sign_minutes(by=by, minutes_id=one.pk)
    with pytest.raises(NotVisible):
        queries.minutes(astrid, one.pk)

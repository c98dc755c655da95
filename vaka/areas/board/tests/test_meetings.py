"""From a planned day to a held meeting: effect, log, rollback and refusals."""

from datetime import time

import pytest
from django.utils import timezone

from vaka.areas.board import actions, meeting_actions, pack_queries, queries
from vaka.areas.board.actions import NewPaper
from vaka.areas.board.meeting_actions import NewMeetings
from vaka.areas.board.models import BoardMeeting, BoardPack, TimeSlot
from vaka.areas.board.rules import Openness
from vaka.areas.board.tests.acting import begin, row, step, step_meeting, version, write
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.law.verdict import RuleRefused


def verbs(thing):
    return set(AuditRow.objects.filter(object_id=str(thing.pk)).values_list("verb", flat=True))


def test_a_year_is_planned_with_standing_items(bodies, nora, units):
    today = timezone.localdate()
    days = (today.replace(year=today.year + 1, month=3, day=1), today.replace(year=today.year + 1,
            month=2, day=1))  # fmt: skip
    new = NewMeetings("namnden", days)
    made = meeting_actions.plan_meetings(by=nora, new=new, unit=units["vaka"])
    assert [one.date for one in made] == sorted(days)
    titles = [one.title for one in pack_queries.meeting_page(nora, made[0].pk).agenda]
    assert titles[0] == "Val av justerare"
    assert titles[-1] == "Skrivelser, meddelanden och beslut"
    with pytest.raises(RuleRefused):
        meeting_actions.plan_meetings(by=nora, new=new, unit=units["vaka"])
    assert BoardMeeting.objects.count() == 2


def test_an_item_stands_only_on_its_own_bodys_agenda(planned, nora, kim, units):
    ours, theirs = planned(), planned("utskottet")
    with pytest.raises(RuleRefused, match="ett annat organs"):
        begin(kim, units["socialforvaltningen"], theirs, body="namnden")
    case = begin(kim, units["socialforvaltningen"], ours)
    with pytest.raises(RuleRefused, match="ett annat organs"):
        actions.place_item(by=nora, case_id=case.pk, version=version(case), meeting_id=theirs.pk,
                           number=None)  # fmt: skip
    assert row(case).meeting == ours


def test_an_item_goes_from_its_unit_to_a_held_meeting(planned, nora, kim, units, pia):
    meeting = planned(standing=True)
    case = begin(kim, units["socialforvaltningen"], meeting, diary_number="VO 2026-00111")
    assert row(case).diary_number == "VO-2026-00111"
    assert row(case).number == 3  # after the formalities, before what is notified
    write(kim, case)
    with pytest.raises(RuleRefused, match="inte lämnat"):
        step_meeting(nora, meeting, "call", "")
    step(kim, case, "hand_over")
    assert pack_queries.meeting_page(pia, meeting.pk).agenda == []
    step_meeting(nora, meeting, "call", "")
    assert [one.id for one in pack_queries.meeting_page(pia, meeting.pk).agenda].count(case.pk) == 1
    with pytest.raises(RuleRefused, match="ligger fast"):
        step(nora, case, "hand_back")
    with pytest.raises(RuleRefused, match="inte varit"):
        step_meeting(nora, meeting, "hold")
    BoardMeeting.objects.filter(pk=meeting.pk).update(date=timezone.localdate())
    step_meeting(nora, meeting, "hold")
    assert (row(case).case.state, bool(row(case).case.closed_at)) == ("treated", True)
    with pytest.raises(RuleRefused, match="när sammanträdet hålls"):
        step(nora, case, "untreat")
    step_meeting(nora, meeting, "reopen", "Fel dag")
    assert (row(case).case.state, row(case).case.closed_at) == ("ready", None)
    step_meeting(nora, meeting, "hold")
    names = {"plan_meetings", "call", "hold", "reopen"}
    assert {f"board_meeting.{name}" for name in names} == verbs(meeting)
    names = {"begin_item", "write_letter", "hand_over"}
    assert {f"board_item.{name}" for name in names} <= verbs(case)


def test_remarks_stop_a_notice_until_they_are_explained(planned, nora, units):
    meeting = planned()
    case = begin(nora, units["vaka"], meeting)
    step(nora, case, "hand_over")
    assert [one.code for one in pack_queries.meeting_page(nora, meeting.pk).faults] == ["no_letter"]
    with pytest.raises(RuleRefused, match="anmärkning"):
        step_meeting(nora, meeting, "call", "")
    assert BoardMeeting.objects.get().state == "planned"
    assert step_meeting(nora, meeting, "call", "Skrivelsen kommer").words == "Skrivelsen kommer"


def test_items_move_and_keep_their_numbers_without_gaps(planned, nora, units):
    meeting, later = planned(), planned(days=60)
    cases = [begin(nora, units["vaka"], meeting, f"Ärende {n}") for n in range(1, 4)]
    place = {"by": nora, "meeting_id": meeting.pk}
    actions.place_item(case_id=cases[2].pk, version=version(cases[2]), number=1, **place)
    assert [row(one).number for one in cases] == [2, 3, 1]
    actions.place_item(by=nora, case_id=cases[0].pk, version=version(cases[0]), number=None,
                       meeting_id=later.pk)  # fmt: skip
    assert [row(one).number for one in cases] == [1, 2, 1]
    step(nora, cases[2], "withdraw")
    assert row(cases[1]).number == 1
    step(nora, cases[2], "resume")
    assert sorted(row(one).number for one in cases[1:]) == [1, 2]
    actions.place_item(by=nora, case_id=cases[1].pk, version=version(cases[1]), number=None,
                       meeting_id=None)  # fmt: skip
    assert [one.title for one in queries.unplanned(nora)] == ["Ärende 2"]


def test_a_timetable_is_written_changed_and_cut(planned, nora):
    meeting = planned()
    add = {"by": nora, "meeting_id": meeting.pk}
    first = meeting_actions.set_slot(starts=time(8, 15), ends=time(8, 30), words="Budget", **add)
    meeting_actions.set_slot(starts=time(8, 45), ends=None, words="Fika", **add)
    assert [one.code for one in pack_queries.meeting_page(nora, meeting.pk).faults] == ["gap"]
    meeting_actions.set_slot(
        slot_id=first.pk, starts=time(8, 15), ends=time(8, 45), words="Budget", **add
    )
    assert pack_queries.meeting_page(nora, meeting.pk).faults == []
    meeting_actions.drop_slot(slot_id=first.pk, **add)
    assert TimeSlot.objects.count() == 1
    with pytest.raises(NotVisible):
        meeting_actions.drop_slot(slot_id=first.pk, **add)


def test_a_meeting_is_cancelled_recalled_and_planned_again(planned, nora, units):
    meeting = planned()
    step(nora, begin(nora, units["vaka"], meeting), "hand_over")
    step_meeting(nora, meeting, "call")
    BoardPack.objects.create(meeting=meeting, is_public=True)
    with pytest.raises(RuleRefused, match="Skäl"):
        step_meeting(nora, meeting, "recall", " ")
    assert BoardPack.objects.exists()
    step_meeting(nora, meeting, "recall")
    assert not BoardPack.objects.exists()
    step_meeting(nora, meeting, "cancel", "För få ärenden")
    assert step_meeting(nora, meeting, "resume").state == "planned"


def test_a_letter_is_changed_by_one_at_a_time(planned, kim, nora, units):
    case = begin(kim, units["socialforvaltningen"], planned())
    old = version(case)
    write(kim, case)
    with pytest.raises(ChangedByAnother):
        actions.write_letter(by=nora, case_id=case.pk, version=old, texts={}, letter_date=None)
    write(kim, case, summary="")
    assert not row(case).texts.filter(part="summary").exists()
    change = {"by": kim, "case_id": case.pk, "title": "Nytt", "ground": "", "columns": ()}
    actions.change_item(version=version(case), openness=Openness.INTERNAL, **change)
    with pytest.raises(RuleRefused, match="Grunden"):
        actions.change_item(version=version(case), openness=Openness.SECRET, **change)
    assert row(case).openness == Openness.INTERNAL


def test_an_attachment_is_named_and_taken_off(planned, kim, units):
    case = begin(kim, units["socialforvaltningen"], planned())
    new = NewPaper("Rapport", openness=Openness.INTERNAL)
    paper = actions.attach(by=kim, case_id=case.pk, version=version(case), new=new)
    actions.detach(by=kim, case_id=case.pk, version=version(case), paper_id=paper.pk)
    assert not row(case).papers.exists()
    with pytest.raises(NotVisible):
        actions.detach(by=kim, case_id=case.pk, version=version(case), paper_id=paper.pk)


def test_who_may_not_is_refused(planned, bo, cecilia, pia, nora, units):
    meeting = planned()
    case = begin(bo, units["almen"], meeting)
    for by in (bo, pia):
        with pytest.raises(NotAllowed):
            step_meeting(by, meeting, "cancel")
    with pytest.raises(NotAllowed):
        begin(cecilia, units["almen"], meeting)
    for by in (cecilia, pia):
        with pytest.raises(NotVisible):
            write(by, case)
    step(bo, case, "hand_over")
    with pytest.raises(NotAllowed):
        step(bo, case, "hand_back")
    step_meeting(nora, meeting, "call")
    assert queries.item(cecilia, case.pk).pk == case.pk  # common, and the notice is out
    with pytest.raises(NotAllowed):
        write(cecilia, case)

"""Consultations and motions: when an answer is in time, by whom, and what the wheel shows."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.administration import actions as administration
from vaka.areas.administration import queries as points
from vaka.areas.administration.rules import Point, Seat
from vaka.areas.board import actions as board
from vaka.areas.board import referral_actions as actions
from vaka.areas.board import referral_queries as queries
from vaka.areas.board.actions import NewItem
from vaka.areas.board.referral_actions import NewReferral, Reply
from vaka.areas.board.referral_models import BoardReferral
from vaka.areas.board.referral_rules import Answering, Outlook, ReferralSort, prospect
from vaka.areas.board.rules import ItemSort, Openness
from vaka.areas.board.tests.acting import row as item_row
from vaka.areas.board.tests.acting import step, step_meeting, version, write
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

DAY = date(2026, 3, 10)
DAYS = st.dates(DAY - timedelta(days=90), DAY + timedelta(days=90))


def _day(days):
    return timezone.localdate() + timedelta(days=days)


def _register(by, unit, due=40, received=-3, openness=Openness.COMMON, **more):
    item = NewItem(unit, "namnden", "SOU 2026:7 om hälsodata", openness=openness,
                   ground="26 kap. 1 § OSL" if openness is Openness.SECRET else "")  # fmt: skip
    new = NewReferral(**{"item": item, "sort": ReferralSort.CONSULTATION, "sender": "Departementet",
                         "received": _day(received), "due": _day(due)} | more)  # fmt: skip
    return actions.register_referral(by=by, new=new)


def _row(viewer, case):
    return queries.row_of(viewer, queries.referral(viewer, case.pk))


@given(due=DAYS, planned=st.none() | DAYS, chair=st.booleans(), meetings=st.lists(DAYS))
def test_an_answer_in_time_is_decided_on_a_day_before_it_is_due(due, planned, chair, meetings):
    found = prospect(due=due, today=DAY, answered=None, planned=planned, chair_decides=chair,
                     meetings=meetings)  # fmt: skip
    assert (found.outlook is Outlook.LATE) == (due < DAY)
    if found.outlook in (Outlook.IN_TIME, Outlook.PLAN):
        assert DAY <= found.meeting <= due
    if found.outlook is Outlook.CHAIR_NEEDED:
        assert not [day for day in meetings if DAY <= day <= due]
        assert found.meeting is None or found.meeting > due


def test_one_is_prepared_as_an_item_with_its_day_in_the_worklist(maja, units, bodies):
    case = _register(maja, units["vaka"])
    row = _row(maja, case)
    assert (case.due_date, row.due_date) == (_day(40), _day(40))
    assert row.prospect.outlook is Outlook.CHAIR_NEEDED
    assert row.prospect.is_at_risk
    assert row.prospect.needs_chair
    assert "Ordförandebeslut föreslås" in row.told
    verbs = set(AuditRow.objects.filter(object_id=str(case.pk)).values_list("verb", flat=True))
    assert "board_item.register_referral" in verbs


def test_a_meeting_before_the_day_is_named_and_taking_off_keeps_the_day(maja, nora, units, planned):
    meeting = planned(days=30)
    case = _register(maja, units["vaka"])
    assert _row(maja, case).prospect.meeting == meeting.date
    with pytest.raises(RuleRefused, match="sammanträder innan"):
        actions.propose_chair(by=maja, case_id=case.pk, version=version(case))
    board.place_item(by=nora, case_id=case.pk, version=version(case), meeting_id=meeting.pk,
                     number=None)  # fmt: skip
    assert _row(maja, case).prospect.outlook is Outlook.IN_TIME
    taken = board.place_item(by=nora, case_id=case.pk, version=version(case), meeting_id=None,
                             number=None)  # fmt: skip
    assert taken.due_date == _day(40)


def test_the_chair_is_proposed_and_answers_by_a_point_of_the_order(maja, nora, units, planned):
    planned(days=60)
    case = _register(maja, units["vaka"])
    assert _row(maja, case).prospect.meeting == _day(60)
    actions.propose_chair(by=maja, case_id=case.pk, version=version(case))
    assert _row(maja, case).prospect.outlook is Outlook.CHAIR
    reply = Reply(Answering.CHAIR, _day(0))
    with pytest.raises(RuleRefused, match="Delegationspunkten saknas"):
        _answer(maja, case, reply)
    with pytest.raises(RuleRefused, match="fanns inte"):
        _answer(maja, case, Reply(Answering.CHAIR, _day(0), "9.9.9"))
    body = next(one for one in points.every_body() if one.code == "namnden")
    _point(body, "1.1.1")
    _answer(maja, case, Reply(Answering.CHAIR, _day(0), "1.1.1"))
    item = item_row(case)
    assert (item.sort, item.point, item.decided_date) == (ItemSort.NOTIFICATION, "1.1.1", _day(0))
    assert _row(maja, case).told == "Besvarat i tid"
    actions.take_back_answer(by=maja, case_id=case.pk, version=version(case), words="Fel dag")
    assert BoardReferral.objects.get().answered_date is None


def _point(body, number):
    seats = [Seat("Nils Tallberg", "chair")]
    administration.change_term(
        by=Viewer.system("test"), body=body, on_date=date(2020, 1, 1), mandates=seats,
        points=[Point(number, "Brådskande ärenden", "Ordföranden")], last_date=None,
    )  # fmt: skip


def _answer(by, case, reply):
    return actions.answer_referral(by=by, case_id=case.pk, version=version(case), reply=reply)


def test_the_body_answers_once_it_has_treated_the_item(maja, nora, units, planned):
    meeting = planned(days=0)
    case = _register(maja, units["vaka"], due=0)
    with pytest.raises(RuleRefused, match="inte behandlat"):
        _answer(maja, case, Reply(Answering.BODY, _day(0)))
    board.place_item(by=nora, case_id=case.pk, version=version(case), meeting_id=meeting.pk,
                     number=None)  # fmt: skip
    write(maja, case)
    step(maja, case, "hand_over")
    step_meeting(nora, meeting, "call")
    step_meeting(nora, meeting, "hold")
    _answer(maja, case, Reply(Answering.BODY, _day(0)))
    assert _row(nora, case).how == "Organet"


def test_what_is_said_of_it_must_be_possible(maja, astrid, units, bodies):
    for more, words in (({"received": 1}, "framtiden"), ({"due": -9}, "innan den kom"),
                        ({"sender": " "}, "Avsändaren")):  # fmt: skip
        with pytest.raises(RuleRefused, match=words):
            _register(maja, units["vaka"], **more)
    with pytest.raises(NotAllowed):
        _register(astrid, units["vaka"])
    assert not BoardReferral.objects.exists()


def test_a_secret_one_is_in_nobody_elses_register_or_wheel(maja, nora, pia, units, bodies):
    case = _register(maja, units["vaka"], openness=Openness.SECRET)
    for viewer, sees in ((maja, True), (nora, True), (pia, False)):
        assert [row.id for row in queries.register(viewer)] == [case.pk] * sees
        due = [one for one in duties.due(viewer, _day(0), _day(90)) if one.topic == "referral"]
        assert len(due) == sees


def test_the_pages_of_the_register(maja, units, bodies, client_as):
    client = client_as(maja)
    told = {"title": "Motion om nattfasta", "sort": "motion", "sender": "Fullmäktige",
            "received_date": str(_day(0)), "answer_due_date": str(_day(90)), "body": "namnden",
            "unit": units["vaka"].code}  # fmt: skip
    client.post(reverse("board:new_referral"), told)
    row = BoardReferral.objects.get()
    page = client.get(reverse("board:referrals")).content.decode()
    assert "Motion om nattfasta" in page
    assert reverse("board:propose_chair", args=[row.pk]) in page
    page = client.get(reverse("board:item", args=[row.pk])).content.decode()
    assert reverse("board:answer_referral", args=[row.pk]) in page

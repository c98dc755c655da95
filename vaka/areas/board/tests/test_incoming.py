"""What comes in: numbered, each told once, none left out of a month, as secret as it came."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.board import actions as board
from vaka.areas.board import assignment_queries, document, referral_queries
from vaka.areas.board import incoming_actions as actions
from vaka.areas.board import incoming_queries as queries
from vaka.areas.board import incoming_rules as rules
from vaka.areas.board.actions import NewItem
from vaka.areas.board.assignment_actions import NewAssignment
from vaka.areas.board.incoming_actions import ToldLetter
from vaka.areas.board.incoming_models import IncomingLetter
from vaka.areas.board.incoming_rules import LetterSort, SenderKind
from vaka.areas.board.models import BoardAssignment
from vaka.areas.board.referral_actions import NewReferral
from vaka.areas.board.referral_rules import ReferralSort
from vaka.areas.board.rules import ItemSort, Openness
from vaka.areas.board.tests.acting import step_meeting, version
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.period import Grain, Period
from vaka.law.verdict import RuleRefused

GROUND = "26 kap. 1 § OSL"


def _day(days):
    return timezone.localdate() + timedelta(days=days)


def _register(by, number="VO-2026-00171", openness=Openness.COMMON, received=0, **more):
    told = {"body": "namnden", "sort": LetterSort.LETTER, "sender_kind": SenderKind.INTEREST,
            "sender": "Anhörigföreningen", "subject": "Ljudet i matsalen"} | more  # fmt: skip
    told = ToldLetter(diary_number=number, received=_day(received), openness=openness,
                      ground=GROUND if openness is Openness.SECRET else "", **told)  # fmt: skip
    return actions.register_letter(by=by, told=told)


def _telling(meeting):
    return meeting.items.get(case__title="Skrivelser, meddelanden och beslut")


def _take_in(by, item, until=0):
    return actions.take_in_letters(by=by, case_id=item.pk, version=version(item.case),
                                   until=_day(until))  # fmt: skip


@given(sort=st.sampled_from(LetterSort), kind=st.sampled_from(SenderKind), paragraph=st.text())
def test_a_councils_decision_has_its_paragraph(sort, kind, paragraph):
    day = date(2026, 3, 10)
    found = rules.may_register(number="VO-2026-00001", sender="Avsändaren", kind=kind, sort=sort,
                               paragraph=paragraph, received=day, today=day)  # fmt: skip
    needs = kind is SenderKind.COUNCIL and sort is LetterSort.DECISION
    assert found.ok == (not needs or bool(paragraph.strip()))


def test_what_is_said_of_it_must_be_possible(nora, maja, bodies):
    for more, words in (({"received": 1}, "framtiden"), ({"number": " "}, "Diarienumret"),
                        ({"sender": ""}, "Avsändaren")):  # fmt: skip
        with pytest.raises(RuleRefused, match=words):
            _register(nora, **more)
    with pytest.raises(NotAllowed):
        _register(maja)
    assert not IncomingLetter.objects.exists()
    assert _register(nora, "VO 2026-171").diary_number == "VO-2026-00171"


def test_a_months_list_leaves_none_out_and_each_is_told_once(nora, planned):
    first, second = planned(days=20, standing=True), planned(days=50, standing=True)
    old, new = _register(nora, "VO-2026-00001", received=-40), _register(nora, "VO-2026-00002")
    assert queries.waiting_for(nora, first) == queries.Waiting(2, _telling(first).pk)
    _take_in(nora, _telling(first), until=-1)
    assert [row.id for row in queries.told_at(nora, _telling(first))] == [old.pk]
    with pytest.raises(RuleRefused, match="Inget har kommit in"):
        _take_in(nora, _telling(second), until=-1)
    _take_in(nora, _telling(second))
    assert [row.id for row in queries.told_at(nora, _telling(second))] == [new.pk]
    month = Period.of(old.received_date, Grain.MONTH)
    assert old.pk in [row.id for row in queries.month_of(nora, month)]
    case = _telling(first).case
    actions.put_back_letters(by=nora, case_id=case.pk, version=version(case))
    assert queries.waiting_for(nora, first).count == 1
    verbs = set(AuditRow.objects.filter(object_id=str(case.pk)).values_list("verb", flat=True))
    assert {"board_item.take_in_letters", "board_item.put_back_letters"} <= verbs


def test_a_list_stands_still_once_the_notice_is_out(nora, planned):
    meeting = planned(standing=True)
    row = _register(nora)
    _take_in(nora, _telling(meeting))
    step_meeting(nora, meeting, "call")
    case = _telling(meeting).case
    told = ToldLetter("namnden", row.diary_number, LetterSort.LETTER, SenderKind.PERSON, "Enskild",
                      "Annat", row.received_date)  # fmt: skip
    for change in (
        lambda: actions.put_back_letters(by=nora, case_id=case.pk, version=version(case)),
        lambda: actions.change_letter(by=nora, letter_id=row.pk, told=told),
    ):
        with pytest.raises(RuleRefused, match="ligger fast"):
            change()
    step_meeting(nora, meeting, "recall")
    assert actions.change_letter(by=nora, letter_id=row.pk, told=told).sender == "Enskild"


def test_of_a_fallen_item_the_letters_wait_again(nora, planned):
    meeting, later = planned(standing=True), planned(days=60, standing=True)
    row = _register(nora)
    _take_in(nora, _telling(meeting))
    step_meeting(nora, meeting, "cancel")
    assert queries.waiting_for(nora, later).count == 1
    _take_in(nora, _telling(later))
    assert [one.id for one in queries.told_at(nora, _telling(later))] == [row.pk]


def test_surveys_and_decisions_of_the_council_are_followed(nora, maja, units, bodies):
    survey = _register(nora, sort=LetterSort.SURVEY)
    decision = _register(nora, sort=LetterSort.DECISION, sender_kind=SenderKind.COUNCIL,
                         sender="Kommunfullmäktige", paragraph="§ 60")  # fmt: skip
    audit = _register(nora, sort=LetterSort.AUDIT, sender_kind=SenderKind.AUDITOR)
    _register(nora)
    waiting = {row.id for row in queries.to_follow(nora)}
    assert waiting == {survey.pk, decision.pk, audit.pk}
    item = NewItem(units["vaka"], "namnden", "Enkäten")
    new = NewReferral(item, ReferralSort.SURVEY, "SKR", _day(0), _day(20))
    case = actions.answer_letter(by=maja, letter_id=survey.pk, new=new)
    assert referral_queries.referral(maja, case.pk).item.answer_due_date == _day(20)
    given = NewAssignment("namnden", "Ta in programmet", _day(0), "§ 60", "Förvaltningschef")
    actions.assign_letter(by=nora, letter_id=decision.pk, new=given)
    with pytest.raises(RuleRefused, match="följs redan"):
        actions.assign_letter(by=nora, letter_id=decision.pk, new=given)
    actions.leave_letter(by=nora, letter_id=audit.pk, words="Besvarad av förvaltningen 3 maj")
    assert queries.to_follow(nora) == []
    assert [row.paragraph for row in assignment_queries.assignments(nora)] == ["§ 60"]


def test_one_that_is_not_for_all_is_only_a_number_to_others(
    nora, maja, pia, astrid, planned, client_as, monkeypatch
):
    meeting = planned(standing=True)
    secret = _register(nora, "VO-2026-00007", Openness.SECRET, subject="Gråsparven",
                       sender="Tornseglaren")  # fmt: skip
    _register(nora, "VO-2026-00008", subject="Öppen fråga")
    _take_in(nora, _telling(meeting))
    with pytest.raises(NotVisible):
        queries.letter(pia, secret.pk)
    with pytest.raises(RuleRefused, match="inte för alla"):
        actions.assign_letter(by=nora, letter_id=secret.pk,
                              new=NewAssignment("namnden", "Svara", _day(0)))  # fmt: skip
    assert not BoardAssignment.objects.exists()
    step_meeting(nora, meeting, "call")
    assert queries.letter(pia, secret.pk).subject == "Gråsparven"
    with pytest.raises(NotVisible):
        queries.letter(maja, secret.pk)
    read = AuditRow.objects.filter(verb="incoming_letter.read", object_id="")
    page = client_as(maja).get(reverse("board:letters")).content.decode()
    assert not read.exists()  # a number alone tells nothing
    client_as(pia).get(reverse("board:letters"))
    assert [one.data["shown"] for one in read] == [[str(secret.pk)]]
    assert "VO-2026-00007" in page
    assert "Öppen fråga" in page
    assert "Gråsparven" not in page
    content, _bound = document.pack(nora, meeting, public=True)
    assert "Öppen fråga" in repr(content)
    assert "VO-2026-00007" in repr(content)
    assert not {"Gråsparven", "Tornseglaren"} & set(repr(content).split("'"))
    assert "Gråsparven" in repr(document.pack(nora, meeting, public=False)[0])
    assert client_as(astrid).get(reverse("board:letters")).status_code in (403, 404)


def test_an_answer_is_as_secret_as_what_asks(nora, maja, units, bodies, client_as):
    one = _register(nora, openness=Openness.SECRET, sort=LetterSort.SURVEY)
    told = {"title": "Yttrande", "sort": "survey", "sender": "IVO", "received_date": str(_day(0)),
            "answer_due_date": str(_day(9)), "body": "namnden", "unit": "vaka"}  # fmt: skip
    client_as(nora).post(reverse("board:new_referral") + f"?skrivelse={one.pk}", told)
    one.refresh_from_db()
    assert (one.answer.openness, one.answer.ground) == (Openness.SECRET, GROUND)
    assert one.answer.sort == ItemSort.DECISION


def test_the_secretary_writes_one_in_and_takes_it_to_the_meeting(nora, planned, client_as):
    meeting = planned(standing=True)
    client = client_as(nora)
    told = {"diary_number": "VO-2026-00190", "received_date": str(_day(0)), "sort": "protest",
            "sender_kind": "person", "sender": "Enskild", "subject": "Mot att stänga köket",
            "body": "namnden", "openness": "common"}  # fmt: skip
    made = client.post(reverse("board:new_letter"), told)
    assert made.url == reverse("board:incoming", args=[IncomingLetter.objects.get().pk])
    item = _telling(meeting)
    address = reverse("board:take_in_letters", args=[item.pk])
    assert address in client.get(reverse("board:meeting", args=[meeting.pk])).content.decode()
    client.post(address, {"version": version(item.case), "until": str(_day(0))})
    page = client.get(reverse("board:item", args=[item.pk])).content.decode()
    assert "Mot att stänga köket" in page
    board.place_item(by=nora, case_id=item.pk, version=version(item.case), meeting_id=None,
                     number=None)  # fmt: skip

"""Immediate decisions: by the board's own order of its day, with a next step the law gives time to,
and for the body alone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from tests.cast import MEMBERS
from vaka.areas.board import document
from vaka.areas.board import immediate_actions as actions
from vaka.areas.board import immediate_queries as queries
from vaka.areas.board import immediate_rules as rules
from vaka.areas.board.immediate_actions import NewImmediate
from vaka.areas.board.immediate_models import Decider, ImmediateDecision
from vaka.areas.board.immediate_rules import CareLaw
from vaka.areas.board.incoming_queries import Waiting
from vaka.areas.board.tests.acting import step_meeting, version
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

DAYS = st.dates(date(2021, 1, 1), date(2030, 1, 1))
FILE = "Gråsparv-0127"


def _day(days):
    return timezone.localdate() + timedelta(days=days)


@pytest.fixture
def order(bodies, nora):
    """The committee's order: its chair, then the member."""
    names = ("Nils Tallberg", "Ritva Lampinen")
    return actions.set_order(by=nora, body="utskottet", names=names, first=_day(-30),
                             paragraph="§ 7")  # fmt: skip


def _record(by, decider, decided=0, **more):
    new = NewImmediate(more.pop("law", CareLaw.LVU), FILE, _day(decided), decider.pk, **more)
    return actions.record_immediate(by=by, new=new)


@given(law=st.sampled_from(CareLaw), decided=DAYS, taken=st.none() | DAYS)
def test_the_court_is_reached_within_days_of_the_law(law, decided, taken):
    due = rules.due_submitted(law, decided=decided, taken=taken)
    assert due - decided == timedelta(days=7) or law is CareLaw.LVM
    if law is CareLaw.LVM:
        assert due - (taken or decided) == timedelta(days=4)


def test_an_order_is_of_members_and_follows_another(order, nora, maja):
    for names, words in (((), "tom"), (("Pia Högvall", "Ritva Lampinen"), "sitter inte"),
                         (("Ritva Lampinen",) * 2, "två gånger")):  # fmt: skip
        with pytest.raises(RuleRefused, match=words):
            actions.set_order(by=nora, body="utskottet", names=names, first=_day(1), paragraph="")
    with pytest.raises(RuleRefused, match="gäller redan"):
        actions.set_order(by=nora, body="utskottet", names=("Ritva Lampinen",), first=_day(-30),
                          paragraph="")  # fmt: skip
    with pytest.raises(NotAllowed):
        actions.set_order(by=maja, body="utskottet", names=("Ritva Lampinen",), first=_day(1),
                          paragraph="")  # fmt: skip
    actions.set_order(by=nora, body="utskottet", names=("Ritva Lampinen",), first=_day(1),
                      paragraph="§ 9")  # fmt: skip
    for day, names in ((0, ["Nils Tallberg", "Ritva Lampinen"]), (1, ["Ritva Lampinen"])):
        found = Decider.objects.all().on(_day(day)).order_by("place")
        assert [one.name for one in found] == names


def test_who_comes_later_says_why_and_the_order_is_that_of_the_day(order, nora):
    with pytest.raises(RuleRefused, match="inte av den som står först"):
        _record(nora, order[1])
    with pytest.raises(RuleRefused, match="inte den rätten"):
        _record(nora, order[0], decided=-31)
    with pytest.raises(RuleRefused, match="inte fattat än"):
        _record(nora, order[0], decided=1)
    row = _record(nora, order[1], passed_over="Ordföranden är på resa")
    assert (row.due_date, queries.last_date(row)) == (_day(7), _day(7))
    verbs = AuditRow.objects.filter(object_id=str(row.pk)).values_list("verb", flat=True)
    assert list(verbs) == ["immediate_decision.record_immediate"]


def test_it_carries_its_own_next_step_and_day(order, nora):
    row = _record(nora, order[0], law=CareLaw.LVM, taken_date=_day(0))
    assert row.due_date == _day(4)
    with pytest.raises(RuleRefused, match="Lagen ger bara tid"):
        actions.plan_step(by=nora, decision_id=row.pk, step="Underställ", due=_day(5))
    actions.finish_step(by=nora, decision_id=row.pk, done=_day(0), court_number="1234-26")
    with pytest.raises(RuleRefused, match="redan gjort"):
        actions.finish_step(by=nora, decision_id=row.pk, done=_day(0), court_number="")
    row = actions.plan_step(by=nora, decision_id=row.pk, step="Ansök om vård", due=_day(11))
    assert (row.submitted_date, row.court_number, row.done_date) == (_day(0), "1234-26", None)
    found = [one for one in duties.due(nora, _day(0), _day(20)) if one.topic == "immediate"]
    assert [one.due_date for one in found] == [_day(11)]


def test_who_was_shown_it_in_a_list_or_the_wheel_is_logged(order, nora, pia):
    row = _record(nora, order[0])
    read = AuditRow.objects.filter(verb="immediate_decision.read")
    assert [one.id for one in queries.rows(nora)] == [row.pk]
    list(duties.due(nora, _day(0), _day(40)))
    assert [one.data["shown"] for one in read] == [[str(row.pk)]] * 2
    queries.rows(pia)
    assert read.count() == 2  # nothing was shown


@pytest.mark.parametrize(
    ("due", "done", "late"), [(-1, None, True), (0, None, False), (-1, -1, False)]
)
def test_a_step_is_late_from_the_day_after_until_it_is_done(due, done, late):
    done_date = None if done is None else _day(done)
    assert rules.is_late(due=_day(due), done=done_date, on=_day(0)) is late


def test_only_the_body_and_the_secretary_meet_it(order, nora, everybody, client_as):
    row = _record(nora, order[0])
    addresses = [reverse("board:immediate", args=[row.pk]), reverse("board:immediates"),
                 reverse("board:finish_step", args=[row.pk]), reverse("plans:wheel"),
                 reverse("board:plan_step", args=[row.pk])]  # fmt: skip
    for user in sorted(set(MEMBERS) - {"nora"}):  # Pia sits in the board, not in the committee
        client = client_as(everybody[user])
        told = "".join(client.get(one).content.decode() for one in addresses)
        assert FILE not in told, user
        with pytest.raises(NotVisible):
            queries.decision(everybody[user], row.pk)
    assert FILE in client_as(nora).get(addresses[1]).content.decode()


def test_who_sits_in_the_body_reads_and_the_secretary_writes(bodies, nora, pia, client_as):
    client = client_as(nora)
    client.post(reverse("board:decider_order"), {"body": "namnden", "names": pia.name,
                "from_date": str(_day(-1)), "paragraph": "§ 7"})  # fmt: skip
    told = {"law": "lvu", "reference": FILE, "decided_date": str(_day(0)),
            "decider": str(Decider.objects.get().pk)}  # fmt: skip
    client.post(reverse("board:new_immediate"), told)
    row = ImmediateDecision.objects.get()
    page = client_as(pia).get(reverse("board:immediate", args=[row.pk]))
    assert FILE in page.content.decode()
    assert client_as(pia).get(reverse("board:finish_step", args=[row.pk])).status_code == 403
    client.post(reverse("board:finish_step", args=[row.pk]),
                {"done_date": str(_day(0)), "court_number": "77-26"})  # fmt: skip
    client.post(reverse("board:plan_step", args=[row.pk]),
                {"step": "Ansök om vård", "due_date": str(_day(20))})  # fmt: skip
    row.refresh_from_db()
    assert (row.step, row.court_number) == ("Ansök om vård", "77-26")


def _telling(meeting):
    return meeting.items.select_related("case").get(case__title="Anmälan av ordförandebeslut")


def _take_in(by, item, until=0):
    return actions.take_in_immediates(by=by, case_id=item.pk, version=version(item.case),
                                      until=_day(until))  # fmt: skip


def test_the_next_meeting_of_the_body_is_told_of_all_and_each_once(order, nora, maja, planned):
    first, second = (planned("utskottet", days, standing=True) for days in (20, 50))
    other = planned(standing=True)
    row = _record(nora, order[0], decided=-5)
    assert queries.waiting_for(nora, first) == Waiting(1, _telling(first).pk)
    assert queries.waiting_for(nora, other).count == 0  # another body decided nothing
    for item, until, words in ((_telling(first), -6, "redan anmälda"),
                               (_telling(first), 1, "inte varit"),
                               (_telling(other), 0, "redan anmälda"),
                               (first.items.first(), 0, "ingen anmälan")):  # fmt: skip
        with pytest.raises(RuleRefused, match=words):
            _take_in(nora, item, until)
    with pytest.raises((NotAllowed, NotVisible)):
        _take_in(maja, _telling(first))
    _take_in(nora, _telling(first))
    assert [one.id for one in queries.told_at(nora, _telling(first)).rows] == [row.pk]
    assert queries.rows(nora)[0].told_date == first.date
    assert queries.waiting_for(nora, second).count == 0
    step_meeting(nora, first, "cancel")
    assert queries.waiting_for(nora, second).count == 1  # its meeting fell
    _take_in(nora, _telling(second))
    case = _telling(second).case
    actions.put_back_immediates(by=nora, case_id=case.pk, version=version(case))
    assert queries.told_at(nora, _telling(second)).rows == []
    with pytest.raises(RuleRefused, match="redan tom"):
        actions.put_back_immediates(by=nora, case_id=case.pk, version=version(case))
    verbs = set(AuditRow.objects.filter(object_id=str(case.pk)).values_list("verb", flat=True))
    assert {"board_item.take_in_immediates", "board_item.put_back_immediates"} <= verbs


def test_the_list_stands_still_once_out_and_others_meet_how_many(order, nora, pia, planned,
                                                                 client_as):  # fmt: skip
    meeting = planned("utskottet", standing=True)
    _record(nora, order[0])
    item = _telling(meeting)
    client = client_as(nora)
    page = client.get(reverse("board:meeting", args=[meeting.pk])).content.decode()
    address = reverse("board:take_in_immediates", args=[item.pk])
    assert address in page
    client.post(address, {"version": version(item.case), "until": str(_day(0))})
    step_meeting(nora, meeting, "call")
    with pytest.raises(RuleRefused, match="ligger fast"):
        actions.put_back_immediates(by=nora, case_id=item.pk, version=version(item.case))
    address = reverse("board:item", args=[item.pk])
    assert FILE in client.get(address).content.decode()
    page = client_as(pia).get(address).content.decode()  # she does not sit in the committee
    assert FILE not in page
    assert "1 beslut omfattas av sekretess" in page
    packs = {public: repr(document.pack(nora, meeting, public=public)[0].tables.values())
             for public in (True, False)}  # fmt: skip
    assert [FILE in packs[public] for public in (True, False)] == [False, True]
    assert "LVU" not in packs[True]
    assert queries.told_at(nora, item, public=True) == queries.Told([], 1)

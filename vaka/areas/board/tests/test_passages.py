"""An item's way up: sent on with its number, decided there, and returned to be taken up again."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.board import passage_actions as actions
from vaka.areas.board import passage_queries as queries
from vaka.areas.board import passage_rules as rules
from vaka.areas.board.models import BoardItem
from vaka.areas.board.passage_actions import Answer, Onward
from vaka.areas.board.passage_models import ItemPassage
from vaka.areas.board.passage_rules import Level, PassageState, Sent, beside, next_level
from vaka.areas.board.rules import Openness
from vaka.areas.board.tests.acting import row as item_row
from vaka.areas.board.tests.acting import version
from vaka.areas.board.tests.minuting import begun, numbered, say
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

CLAUSES = st.lists(st.text("abc", min_size=1, max_size=3), max_size=8)


@pytest.fixture
def treated(nora, units, planned):
    """An item that the board has treated and minuted in other words than its letter."""
    one = begun(nora, units["vaka"], planned, "Taxor")
    paragraph = numbered(one, 1)
    say(nora, paragraph, decision="att föreslå fullmäktige att anta taxorna\natt höja dem")
    return paragraph.item.case


def _send(by, case, level=Level.EXECUTIVE, **more):
    onward = Onward(level, "att anta taxorna\natt höja dem", timezone.localdate(), **more)
    return actions.send_on(by=by, case_id=case.pk, version=version(case), onward=onward)


def _answer(by, row, state=PassageState.ADOPTED, decision=None, **more):
    answer = Answer(**{
        "state": state, "decided": timezone.localdate(), "paragraph": "§ 41",
        "decision": row.proposal if decision is None else decision,
    } | more)  # fmt: skip
    return actions.answer_passage(by=by, passage_id=row.pk, version=version(row.item.case),
                                  answer=answer)  # fmt: skip


def test_an_item_goes_on_with_its_number_and_what_was_decided(treated, nora):
    item = item_row(treated)
    assert queries.next_proposal(item)[1] == "att höja dem"
    first = _send(nora, treated)
    assert first.name == "Kommunstyrelsen"
    _answer(nora, first, PassageState.CHANGED, "att anta taxorna", diary_number="KS 2026/12")
    assert queries.next_proposal(item) == ["att anta taxorna"]
    _send(nora, treated, Level.COUNCIL)
    way = queries.way_of(nora, item_row(treated))
    assert [stop.name for stop in way.stops] == ["Nämnden", "Kommunstyrelsen", "Kommunfullmäktige"]
    assert way.stops[0].diary_number == "VO-2026-00001"
    executive = way.stops[1]
    assert executive.differs
    assert [(one.before, one.after) for one in executive.pairs] == [
        ("att anta taxorna", "att anta taxorna"), ("att höja dem", ""),
    ]  # fmt: skip
    verbs = AuditRow.objects.filter(object_id=str(treated.pk)).values_list("verb", flat=True)
    assert {"board_item.send_on", "board_item.answer_passage"} <= set(verbs)


def test_it_goes_nowhere_before_it_is_treated_nor_past_who_has_not_let_it(treated, nora):
    first = _send(nora, treated)
    with pytest.raises(RuleRefused, match="inte släppt"):
        _send(nora, treated, Level.COUNCIL)
    _answer(nora, first)
    with pytest.raises(RuleRefused, match="redan skickats"):
        _send(nora, treated)
    with pytest.raises(RuleRefused, match="Organet saknar namn"):
        _send(nora, treated, Level.OTHER, name=" ")


def test_the_words_must_fit_what_it_is_said_to_be(treated, nora):
    first = _send(nora, treated)
    with pytest.raises(RuleRefused, match="inte ordagrant"):
        _answer(nora, first, decision="att avvakta")
    with pytest.raises(RuleRefused, match="är ordagrant"):
        _answer(nora, first, PassageState.CHANGED)
    with pytest.raises(RuleRefused, match="Paragrafen"):
        _answer(nora, first, paragraph=" ")
    with pytest.raises(RuleRefused, match="Dagen"):
        _answer(nora, first, decided=timezone.localdate() - timedelta(days=1))
    first.refresh_from_db()
    assert first.state == PassageState.SENT


def test_a_returned_item_is_taken_up_again_and_linked_both_ways(treated, nora, client_as):
    first = _send(nora, treated)
    _answer(nora, first, PassageState.RETURNED, "att återremittera ärendet")
    made = actions.take_back_up(by=nora, passage_id=first.pk, version=version(treated))
    new = BoardItem.objects.get(pk=made.pk)
    assert (new.diary_number, new.meeting) == ("VO-2026-00001", None)
    assert "§ 41" in new.earlier
    client = client_as(nora)
    assert reverse("board:item", args=[made.pk]) in client.get(
        reverse("board:item", args=[treated.pk])).content.decode()  # fmt: skip
    assert reverse("board:item", args=[treated.pk]) in client.get(
        reverse("board:item", args=[made.pk])).content.decode()  # fmt: skip
    with pytest.raises(RuleRefused, match="redan tagits upp"):
        actions.take_back_up(by=nora, passage_id=first.pk, version=version(treated))
    with pytest.raises(RuleRefused, match="återremissen"):
        actions.drop_passage(by=nora, passage_id=first.pk, version=version(treated))


def test_the_last_step_is_undone(treated, nora):
    first = _send(nora, treated)
    _answer(nora, first)
    second = _send(nora, treated, Level.COUNCIL)
    with pytest.raises(RuleRefused, match="vidare därifrån"):
        actions.drop_passage(by=nora, passage_id=first.pk, version=version(treated))
    actions.drop_passage(by=nora, passage_id=second.pk, version=version(treated))
    assert list(ItemPassage.objects.all()) == [first]


def test_only_the_secretary_writes_and_a_secret_way_is_nobody_elses(treated, nora, bo, pia):
    first = _send(nora, treated)
    for by in (bo, pia):
        with pytest.raises(NotAllowed):
            _answer(by, first)
        with pytest.raises(NotAllowed):
            _send(by, treated, Level.COUNCIL)
    BoardItem.objects.filter(pk=treated.pk).update(openness=Openness.SECRET)
    with pytest.raises(NotVisible):
        queries.passage(bo, first.pk)


def test_the_pages_of_the_way(treated, nora, client_as):
    client = client_as(nora)
    page = client.get(reverse("board:send_on", args=[treated.pk])).content.decode()
    assert "att föreslå fullmäktige att anta taxorna" in page
    told = {"level": "executive", "proposal": "att anta", "version": version(treated),
            "sent_date": str(timezone.localdate())}  # fmt: skip
    client.post(reverse("board:send_on", args=[treated.pk]), told)
    row = ItemPassage.objects.get()
    told = {"state": "changed", "decision": "att avvakta", "paragraph": "§ 7",
            "decided_date": str(timezone.localdate()), "version": version(treated)}  # fmt: skip
    client.post(reverse("board:answer_passage", args=[row.pk]), told)
    page = client.get(reverse("board:item", args=[treated.pk])).content.decode()
    assert "<ins>att avvakta</ins>" in page
    assert "<del>att anta</del>" in page


@given(CLAUSES, CLAUSES)
def test_beside_keeps_every_clause_in_its_order(before, after):
    pairs = beside(before, after)
    assert [one.before for one in pairs if one.before] == before
    assert [one.after for one in pairs if one.after] == after
    assert all(one.before or one.after for one in pairs)


@given(CLAUSES)
def test_the_same_words_differ_nowhere(words):
    assert all(one.is_same for one in beside(words, words))
    assert rules.may_undo(is_last=True, came_back=False)


@pytest.mark.parametrize(
    ("passed", "level"),
    [((), Level.EXECUTIVE), ((Level.EXECUTIVE,), Level.COUNCIL), ((Level.OTHER,), Level.EXECUTIVE)],
)
def test_where_an_item_goes_on_to_unless_said_otherwise(passed, level):
    had = [Sent(one, "Organet", PassageState.ADOPTED, date(2026, 5, 4)) for one in passed]
    assert next_level(had) is level

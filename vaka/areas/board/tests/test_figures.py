"""Figures bound to items, and the one page that a politician reads before a meeting."""

from datetime import timedelta

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.board import actions, figure_queries
from vaka.areas.board.assignment_actions import NewAssignment, give_assignment
from vaka.areas.board.figure_actions import bind_figure, drop_figure
from vaka.areas.board.models import BoardMeeting, ItemFigure
from vaka.areas.board.rules import Openness, moved
from vaka.areas.board.tests.acting import begin, step, step_meeting, version, write
from vaka.areas.board.tests.test_pages import post
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.snapshot import writer
from vaka.law.verdict import RuleRefused


@given(st.none() | st.integers(0, 9), st.none() | st.integers(0, 9))
def test_a_figure_has_gone_one_way_or_is_unknown(now, then):
    ways = {"up", "down", "same", "unknown"}
    assert moved(now, then) in ways
    swap = {"up": "down", "down": "up"}
    assert moved(then, now) == swap.get(moved(now, then), moved(now, then))
    assert (moved(now, then) == "unknown") == (None in (now, then))


@pytest.fixture
def item(planned, kim, units):
    """An item being prepared."""
    case = begin(kim, units["socialforvaltningen"], planned(), "Larm på natten")
    write(kim, case)
    return case


def bind(by, case, unit, measure="falls"):
    return bind_figure(by=by, case_id=case.pk, version=version(case), measure=measure, unit=unit)


def test_a_measure_is_bound_once_and_taken_off(item, kim, units):
    made = bind(kim, item, units["almen"])
    for measure, why in (("falls", "redan knutet"), ("flygningar", "finns inte")):
        with pytest.raises(RuleRefused, match=why):
            bind(kim, item, units["almen"], measure)
    assert ItemFigure.objects.count() == 1
    drop_figure(by=kim, figure_id=made.pk, version=version(item))
    assert not ItemFigure.objects.exists()
    told = set(AuditRow.objects.filter(object_id=str(item.pk)).values_list("verb", flat=True))
    assert {"board_item.bind_figure", "board_item.drop_figure"} <= told


def test_only_those_who_prepare_bind_and_not_what_is_out(item, kim, nora, pia, cecilia, units):
    made = bind(kim, item, units["almen"])
    with pytest.raises(NotVisible):
        figure_queries.figure(pia, made.pk)
    step(kim, item, "hand_over")
    step_meeting(nora, BoardMeeting.objects.get(), "call")
    for by in (pia, cecilia):
        with pytest.raises(NotAllowed):
            drop_figure(by=by, figure_id=made.pk, version=version(item))
    with pytest.raises(RuleRefused):
        bind(kim, item, units["bjorken"])


def test_the_page_tells_what_is_late_what_moved_and_what_one_noted(
    item, planned, kim, nora, pia, bo, units, client_as
):  # fmt: skip
    meeting = BoardMeeting.objects.get()
    past = BoardMeeting.objects.create(body="namnden", state="held",
                                       date=meeting.date - timedelta(70))  # fmt: skip
    new = NewAssignment("namnden", "att se över larmen", past.date - timedelta(30), due=past)
    give_assignment(by=nora, new=new)
    bind(kim, item, units["almen"])
    step(kim, item, "hand_over")
    step_meeting(nora, meeting, "call")
    actions.write_own_note(by=pia, case_id=item.pk, words="Fråga om golvet")
    writer.bring_up()
    page = figure_queries.before_page(pia, meeting.pk)
    assert (page.previous, [row.words for row in page.late]) == (past, ["att se över larmen"])
    assert page.noted == {item.pk}
    row = page.figures[0]
    assert (row.measure, row.unit_code, row.item_id) == ("falls", "almen", item.pk)
    assert row.month_then.last_date < past.date
    address = reverse("board:before", args=[meeting.pk])
    told = client_as(pia).get(address).content.decode()
    for words in ("1 uppdrag är försenat", "Du har en egen anteckning", "att se över larmen"):
        assert words in told
    assert "Du har en egen anteckning" not in client_as(bo).get(address).content.decode()


def test_nothing_is_told_before_the_notice_nor_of_what_is_secret(item, nora, pia, kim, units):
    meeting = BoardMeeting.objects.get()
    bind(kim, item, units["almen"])
    page = figure_queries.before_page(pia, meeting.pk)
    assert (page.agenda, page.figures) == ([], [])
    hidden = begin(nora, units["vaka"], meeting, "Placering", Openness.SECRET)
    write(nora, hidden)
    bind(nora, hidden, units["almen"], "deviations")
    for case in (item, hidden):
        step(nora, case, "hand_over")
    step_meeting(nora, meeting, "call")
    assert [row.measure for row in figure_queries.before_page(kim, meeting.pk).figures] == ["falls"]


def test_the_forms_bind_and_drop(item, kim, units, client_as):
    client = client_as(kim)
    sent = {"version": version(item), "measure": "falls", "unit": "almen"}
    assert post(client, "bind", sent, case_id=item.pk).status_code == 302
    shown = client.get(reverse("board:item", args=[item.pk])).content.decode()
    assert "Knyt en siffra" in shown
    gone = {"version": version(item)}
    found = ItemFigure.objects.get()
    assert post(client, "drop_figure", gone, figure_id=found.pk).status_code == 302
    assert not ItemFigure.objects.exists()

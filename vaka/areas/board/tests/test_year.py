"""The year plan: each item has its month or is unplanned, and makes the agenda of its meeting."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from vaka.areas.board import actions as board
from vaka.areas.board import assignment_actions, meeting_actions
from vaka.areas.board import year_actions as actions
from vaka.areas.board import year_queries as queries
from vaka.areas.board import year_rules as rules
from vaka.areas.board.assignment_actions import NewAssignment
from vaka.areas.board.imports import IMPORTS
from vaka.areas.board.meeting_actions import NewMeetings
from vaka.areas.board.rules import ItemSort, Openness
from vaka.areas.board.tests.acting import version
from vaka.areas.board.year_actions import PlanLine
from vaka.areas.board.year_models import PlannedItem
from vaka.areas.board.year_rules import Coming
from vaka.exchange.kinds import ImportOptions
from vaka.exchange.typed import read_typed
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

SYSTEM = Viewer.system("test")


def _line(month, title="Ekonomisk rapport", year=None, **more):
    return PlanLine("namnden", year or timezone.localdate().year, month, title, **more)


def _plan(by, day, title="Ekonomisk rapport", **more):
    line = _line(day.month, title, day.year, **more)
    return actions.plan_item(by=by, line=line)


@given(year=st.integers(2020, 2030), month=st.none() | st.integers(1, 12), is_made=st.booleans(),
       today=st.dates(date(2020, 1, 1), date(2030, 12, 31)))  # fmt: skip
def test_each_row_is_made_missed_ahead_or_unplanned(year, month, is_made, today):
    found = rules.coming(year=year, month=month, is_made=is_made, today=today)
    assert (found is Coming.MADE) == is_made
    if not is_made:
        assert (found is Coming.UNPLANNED) == (month is None)
    if found is Coming.MISSED:
        assert date(year, month, 28) < today


def test_years_in_titles_follow_and_other_numbers_stand():
    assert rules.year_later("Verksamhetsplan 2025", 2024) == "Verksamhetsplan 2026"
    assert rules.year_later("Uppföljning 2023 av lag 1977:1160", 2024).endswith(
        "2024 av lag 1977:1160"
    )


@pytest.mark.parametrize(
    ("rows", "meetings", "lacks"), [(2, 0, True), (1, 1, False), (0, 0, False), (0, 1, False)]
)
def test_a_month_lacks_a_meeting_when_there_is_something_to_take_up(rows, meetings, lacks):
    assert rules.lacks_meeting(rows=rows, meetings=meetings) is lacks


def test_a_meeting_planned_takes_up_what_its_month_has(nora, units, bodies):
    day = timezone.localdate() + timedelta(days=70)
    row = _plan(nora, day, responsible="Förvaltningschef", goes_to="KF", unit=units["almen"])
    new = NewMeetings("namnden", (day,))
    meeting = meeting_actions.plan_meetings(by=nora, new=new, unit=units["vaka"])[0]
    item = meeting.items.get(case__title="Ekonomisk rapport")
    assert (item.responsible, item.goes_to, item.case.unit) == (
        "Förvaltningschef", "KF", units["almen"])  # fmt: skip
    assert item.case.state == "planned"  # somebody has to write it
    numbers = {one.case.title: one.number for one in meeting.items.select_related("case")}
    assert numbers["Val av justerare"] < numbers["Ekonomisk rapport"]
    assert numbers["Ekonomisk rapport"] < numbers["Anmälan av delegationsbeslut"]
    row.refresh_from_db()
    assert row.item == item
    with pytest.raises(RuleRefused, match="blivit ett ärende"):
        actions.drop_planned(by=nora, row_id=row.pk)


def test_an_agenda_is_filled_afterwards_and_only_once(nora, maja, planned):
    meeting = planned(days=40)
    _plan(nora, meeting.date)
    assert queries.waiting_for(nora, meeting) == 1
    assert queries.waiting_for(maja, meeting) == 0
    with pytest.raises(NotAllowed):
        actions.fill_agenda(by=maja, meeting_id=meeting.pk)
    assert actions.fill_agenda(by=nora, meeting_id=meeting.pk) == 1
    with pytest.raises(RuleRefused, match="inget mer för månaden"):
        actions.fill_agenda(by=nora, meeting_id=meeting.pk)
    assert meeting.items.count() == 1
    assert AuditRow.objects.filter(verb="planned_item.fill_agenda").count() == 1


def test_every_mandate_is_in_a_month_or_unplanned(nora, planned):
    meeting = planned(days=40)
    _plan(nora, meeting.date)
    actions.plan_item(by=nora, line=_line(None, "Svar om IT", meeting.date.year, earlier="§ 110"))
    for due in (meeting, None):
        new = NewAssignment("namnden", f"att utreda {bool(due)}", timezone.localdate(), due=due)
        assignment_actions.give_assignment(by=nora, new=new)
    page = queries.year_page(nora, "namnden", meeting.date.year)
    month = page.months[meeting.date.month - 1]
    assert [row.title for row in month.rows] == ["Ekonomisk rapport"]
    assert ([one.pk for one in month.meetings], month.lacks_meeting) == ([meeting.pk], False)
    assert [row.words for row in month.assignments] == ["att utreda True"]
    assert [row.title for row in page.unplanned] == ["Svar om IT"]
    assert [row.words for row in page.owed] == ["att utreda False"]


def test_the_next_year_begins_with_what_comes_each_year(nora, bodies):
    for title, earlier in (("Sammanträdesdagar 2025", ""), ("Svar om IT", "2021-09-23 § 110")):
        actions.plan_item(by=nora, line=_line(11, title, 2024, earlier=earlier))
    assert actions.carry_year(by=nora, body="namnden", year=2024) == 1
    row = PlannedItem.objects.get(year=2025)
    assert (row.title, row.month) == ("Sammanträdesdagar 2026", 11)
    with pytest.raises(RuleRefused, match="redan en plan"):
        actions.carry_year(by=nora, body="namnden", year=2024)


def test_what_is_written_must_be_possible_and_by_the_secretary(nora, maja, bodies):
    for line, words in ((_line(3, " "), "Rubriken"), (_line(13), "Månaden"),
                        (_line(3, year=24), "Året")):  # fmt: skip
        with pytest.raises(RuleRefused, match=words):
            actions.plan_item(by=nora, line=line)
    with pytest.raises(NotAllowed):
        actions.plan_item(by=maja, line=_line(3))
    assert not PlannedItem.objects.exists()


def test_the_plan_tells_no_more_of_a_secret_item_than_the_agenda(nora, pia, planned, client_as):
    meeting = planned(days=40)
    row = _plan(nora, meeting.date, "Gråsparven", note="Tornseglaren")
    actions.fill_agenda(by=nora, meeting_id=meeting.pk)
    row.refresh_from_db()
    case = row.item.case
    board.change_item(by=nora, case_id=case.pk, version=version(case), title="Gråsparven",
                      openness=Openness.SECRET, ground="26 kap. 1 § OSL", columns=())  # fmt: skip
    address = f"{reverse('board:year')}?ar={meeting.date.year}"
    told = client_as(pia).get(address).content.decode()
    assert "Sekretessärende" in told
    assert "Gråsparven" not in told
    assert "Tornseglaren" not in told
    assert "Gråsparven" in client_as(nora).get(address).content.decode()


def _import(path, by=SYSTEM):
    file = read_typed(path, IMPORTS[0].schema)
    return IMPORTS[0].run(by=by, file=file, options=ImportOptions(path.name))


def test_the_printed_plan_of_2024_is_read_and_read_again(shared, bodies):
    path = shared / "facts" / "harnosand" / "board_plan_2024.csv"
    receipt = _import(path)
    rows = PlannedItem.objects.filter(body="namnden")
    assert receipt.imported == rows.count()
    assert rows.filter(year=2024, month=10).count() == 7
    first = rows.get(year=2024, month=5, title__startswith="Internkontrollrapport")
    assert (first.sort, first.responsible) == (ItemSort.DECISION, "biträdande förvaltningschef")
    assert rows.get(earlier__startswith="2021-09-23").month is None
    again = _import(path)
    assert (again.imported, again.unchanged) == (0, receipt.imported)


def test_a_row_without_a_year_or_a_known_body_is_refused_by_its_line(bodies, maja, tmp_path):
    path = tmp_path / "plan.csv"
    path.write_text("År;Månad;Ärende;Organ\n;maj;Budget;\n2026;maj;Budget;Okänt\n"
                    "2026;maj;Budget;Utskottet\n2026;senare;Taxor;\n", "utf-8")  # fmt: skip
    receipt = _import(path)
    assert receipt.imported == 2
    assert {(row.body, row.month) for row in PlannedItem.objects.all()} == {
        ("utskottet", 5), ("namnden", None)}  # fmt: skip
    again = _import(path)
    assert (again.imported, again.unchanged) == (0, 2)
    with pytest.raises(NotAllowed):
        _import(path, maja)


def test_the_secretary_writes_moves_and_drops_a_row(nora, planned, client_as):
    meeting, client = planned(days=40), client_as(nora)
    told = {"title": "Dokumenthanteringsplan", "sort": "decision", "body": "namnden",
            "year": meeting.date.year, "month": "", "unit": ""}  # fmt: skip
    client.post(reverse("board:new_planned"), told)
    row = PlannedItem.objects.get()
    client.post(reverse("board:change_planned", args=[row.pk]),
                told | {"month": meeting.date.month})  # fmt: skip
    page = client.get(reverse("board:meeting", args=[meeting.pk])).content.decode()
    assert reverse("board:fill_agenda", args=[meeting.pk]) in page
    client.post(reverse("board:drop_planned", args=[row.pk]))
    assert not PlannedItem.objects.exists()

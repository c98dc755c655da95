"""A summer's staffing: rules tabled; open shifts, missing delegations, lessons become remedies."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from vaka.areas.competence import (
    lists,
    staff_actions,
    staff_queries,
    summer_actions,
    summer_queries,
    summer_rules,
)
from vaka.areas.competence.models import Season, SeasonLesson, Shift, StaffFact
from vaka.areas.competence.summer_actions import NewSeason, NewShifts
from vaka.areas.competence.summer_rules import TRANSITIONS, Candidate, DayPart, SeasonState, gap
from vaka.areas.remedies import causes
from vaka.foundation.access import actions as access
from vaka.foundation.access.roles import all_roles
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.transitions import fits
from vaka.foundation.duties import due
from vaka.foundation.people.models import Person
from vaka.law.verdict import RuleRefused

NOT_FOR_MINORS = lists.minors(date(2026, 6, 15)).not_in
HANDLES = {"unit_manager", "quality_developer"}


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {state for state in SeasonState if fits(step, state, "skäl", "").ok}
    assert found == set(step.from_states)
    assert (step.capability in all_roles()[role].can) is (role in HANDLES)


@pytest.mark.parametrize(
    ("needed", "people", "held", "left", "unheld"),
    [
        (3, [], {}, 3, ("dosett",)),
        (3, ["a", "b"], {"a": {"dosett"}}, 1, ()),
        (1, ["a", "b"], {"b": {"sond"}}, 0, ("dosett",)),
    ],
)
def test_open_is_needed_less_staffed_and_someone_must_hold_the_task(
    needed, people, held, left, unheld
):
    found = gap(needed, people, ["dosett"], held)
    assert (found.open, found.unheld) == (left, unheld)


def test_what_minors_do_not_work_is_a_part_of_the_day():
    assert set(NOT_FOR_MINORS) < set(DayPart)


@pytest.mark.parametrize(
    ("who", "part", "refusals"),
    [
        (Candidate(True, False), "night", 0),
        (Candidate(False, False), "day", 1),
        (Candidate(True, True), "night", 1),
        (Candidate(True, True), "day", 0),
        (Candidate(False, True, True), "night", 3),
        (Candidate(True, False, works_there=False), "day", 1),
    ],
)
def test_introduced_first_and_nobody_under_18_at_night(who, part, refusals):
    assert len(summer_rules.may_work(who, part, NOT_FOR_MINORS).refusals) == refusals


def test_the_rules_of_days_and_counts():
    day = date(2026, 6, 15)
    assert summer_rules.may_start(day, date(2026, 8, 1), 2026, taken=False).ok
    assert summer_rules.may_start(day, date(2027, 1, 1), 2026, taken=False).codes == ("until_date",)
    assert summer_rules.may_start(day, day, 2026, taken=True).codes == ("year",)
    assert summer_rules.may_plan(day, day, 0).codes == ("needed",)
    assert summer_rules.may_plan(day, date(2026, 12, 1), 1).codes == ("until_date",)
    assert summer_rules.may_evaluate(0, day, day).codes == ("until", "lessons")
    assert summer_rules.may_count(5, 6, 0).codes == ("hired",)
    assert summer_rules.may_count(5, 4, 5).codes == ("minors",)


@pytest.fixture
def season(units, kim, today):
    year = today.year
    new = NewSeason(units["socialforvaltningen"], year, date(year, 1, 1), date(year, 12, 31))
    return summer_actions.start_season(by=kim, new=new)


def test_from_need_to_staffed_to_lesson(season, units, given, bo, kim, astrid, pia, today):
    day = today
    StaffFact.objects.filter(code="introduktion").update(on_date=today - timedelta(days=1))
    summer_actions.plan_shifts(by=bo, new=NewShifts(units["almen"], day, day, "day", 2, ["dosett"]))
    page = summer_queries.season_page(bo, season.pk)
    assert (page.needed, page.open, page.unheld) == (2, 2, 1)
    shift = Shift.objects.get()
    assert astrid.person in summer_queries.possible(shift)
    summer_actions.fill_shift(by=bo, shift_id=shift.pk, person=astrid.person)
    with pytest.raises(RuleRefused, match="arbetar redan"):
        summer_actions.fill_shift(by=bo, shift_id=shift.pk, person=astrid.person)
    page = summer_queries.season_page(pia, season.pk)
    assert (page.open, page.unheld, page.introduced) == (1, 0, (1, 1))
    case = summer_actions.count_applicants(by=kim, case_id=season.pk, version=1, on_date=today,
                                           applicants=9, hired=4, minors=1)  # fmt: skip
    case = summer_actions.learn(by=kim, case_id=case.pk, version=case.version, kind="improve",
                                group="Vikarier", words="Börja i mars")  # fmt: skip
    assert [one.label for one in causes.found_in(kim, [case])] == ["1: Börja i mars"]
    with pytest.raises(RuleRefused, match="inte slut"):
        summer_actions.evaluate(by=kim, case_id=case.pk, version=case.version, words="Klart")
    summer_actions.leave_shift(by=bo, shift_id=shift.pk, person=astrid.person)
    assert summer_queries.season_page(bo, season.pk).open == 2


def test_only_who_works_there_that_day_is_put_on_a_shift(units, bo, cecilia, today):
    other = Person.objects.create_user("samira", given_name="Samira", family_name="Holm")
    access.give(by=Viewer.system("tests"), person=other, role_code="carer", unit=units["bjorken"],
                from_date=today)  # fmt: skip
    StaffFact.objects.create(person=other, code="introduktion", unit=units["almen"], days=3,
                             on_date=today - timedelta(days=9), noted_by=bo.person)  # fmt: skip
    summer_actions.plan_shifts(by=bo, new=NewShifts(units["almen"], today, today, "day", 2))
    shift = Shift.objects.get()
    with pytest.raises(RuleRefused, match="arbetar inte på enheten"):
        summer_actions.fill_shift(by=bo, shift_id=shift.pk, person=other)
    assert other not in summer_queries.possible(shift)
    with pytest.raises(NotVisible):
        summer_queries.week_of(cecilia, units["almen"], today)
    with pytest.raises(NotVisible):
        staff_queries.staff_page(cecilia, units["almen"])


def test_evaluated_then_nothing_is_written_until_it_is_opened_again(units, kim, today, client_as):
    last = today.year - 1
    new = NewSeason(units["almen"], last, date(last, 6, 1), date(last, 8, 1))
    case = summer_actions.start_season(by=kim, new=new)
    assert case.due_date == date(last, 9, 30)
    lesson = {"kind": "success", "group": "Alla", "words": "Bra"}
    case = summer_actions.learn(by=kim, case_id=case.pk, version=case.version, **lesson)
    case = summer_actions.evaluate(by=kim, case_id=case.pk, version=case.version, words="Gjord")
    row = Season.objects.get()
    assert (case.state, row.evaluated_date) == ("evaluated", today)
    assert case.closed_at is not None
    assert not summer_queries.season_page(kim, case.pk).may_write
    now = {"by": kim, "case_id": case.pk, "version": case.version}
    for write in (
        lambda: summer_actions.learn(**now, **lesson),
        lambda: summer_actions.say(**now, subject="minors", words="Få", value=""),
        lambda: summer_actions.count_applicants(
            **now, on_date=today, applicants=2, hired=1, minors=0
        ),
    ):
        with pytest.raises(RuleRefused, match="är utvärderad"):
            write()
    case = summer_actions.reopen(**now, words="Fler lärdomar")
    row.refresh_from_db()
    assert (case.state, case.closed_at, row.evaluated_date) == ("under_way", None, None)
    told = AuditRow.objects.filter(object_id=str(case.pk)).values_list("verb", flat=True)
    assert {"season.learn", "season.evaluate", "season.reopen"} <= set(told)
    client_as(kim).get(reverse("competence:seasons"))
    assert str(case.pk) in AuditRow.objects.filter(verb="season.read").latest("pk").data["shown"]


def test_each_sees_the_own_part(season, units, ingrid, bo, cecilia, pia, astrid, today, client_as):
    summer_actions.plan_shifts(by=bo, new=NewShifts(units["almen"], today, today, "day", 2))
    assert not summer_queries.season_page(cecilia, season.pk).rows
    shift = Shift.objects.get()
    with pytest.raises(NotVisible):
        summer_actions.fill_shift(by=cecilia, shift_id=shift.pk, person=astrid.person)
    with pytest.raises(NotAllowed):
        summer_actions.fill_shift(by=pia, shift_id=shift.pk, person=astrid.person)
    with pytest.raises(RuleRefused, match="Introduktionen"):
        summer_actions.fill_shift(by=bo, shift_id=shift.pk, person=astrid.person)
    assert client_as(cecilia).get(f"{reverse('competence:shifts')}?enhet=almen").status_code == 404
    assert client_as(pia).get(reverse("competence:season", args=[season.pk])).status_code == 200
    assert client_as(astrid).get(reverse("competence:seasons")).status_code == 403
    staff_actions.note_minor(by=bo, person=astrid.person, until_date=today + timedelta(days=90))
    assert summer_actions.candidates(shift, [astrid.person])[astrid.person.pk].is_minor


def test_the_pages(season, units, bo, kim, pia, client_as, today):
    client, page = client_as(kim), reverse("competence:season", args=[season.pk])
    said = {"version": 1, "subject": "applicants", "words": "Fler än förra året", "value": "fler"}
    assert client.post(f"{page}laget/", said).status_code == 302
    assert client.post(f"{page}lardom/", {"version": 2, "kind": "success", "group": "Alla",
                                          "words": "Bra"}).status_code == 302  # fmt: skip
    assert SeasonLesson.objects.count() == 1
    for name in ("rakna", "utvardera"):
        assert client.get(f"{page}{name}/").status_code == 200
    assert "Fler än förra året" in client_as(pia).get(page).content.decode()
    assert client_as(pia).get(f"{page}laget/").status_code == 403
    manager = client_as(bo)
    need = {"unit": "almen", "part": "night", "from_date": today, "until_date": today, "needed": 1}
    week = manager.post(reverse("competence:plan_shifts"), need)["Location"]
    assert "1 pass återstår" in manager.get(week).content.decode()
    assert manager.get(reverse("competence:fill", args=[Shift.objects.get().pk])).status_code == 200
    year = today.year
    told = [one for one in due(pia, date(year, 1, 1), date(year, 12, 31))
            if one.topic == "summer_evaluation"]  # fmt: skip
    assert [one.due_date for one in told] == [date(year, 9, 30)]

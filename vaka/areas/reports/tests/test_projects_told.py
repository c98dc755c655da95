"""Lessons of projects and revisions of plans in the reports of the unit that has them."""

from datetime import timedelta

import pytest

from vaka.areas.goals import actions as goals
from vaka.areas.goals import plan_actions
from vaka.areas.goals.actions import NewGoal
from vaka.areas.goals.rules import Level
from vaka.areas.projects import actions as projects
from vaka.areas.projects.rules import ProjectKind, ProjectTold
from vaka.areas.reports import gathered
from vaka.areas.reports.events import Asked
from vaka.areas.reports.report import REPORTS
from vaka.foundation.access.viewer import NotAllowed
from vaka.law.period import Grain, Period

LESSONS = "Börja med nattpersonalen nästa gång."


def asked(viewer, unit, period=None):
    """A report of a unit, of the viewer's year unless told."""
    return Asked(viewer, unit, period or Period.of(viewer.on, Grain.YEAR), viewer.on, "", "s")


@pytest.fixture
def told(kim, units):
    """A stopped project at Almen, one at Björken, and two revisions of Almen's plan."""
    for name in ("almen", "bjorken"):
        new = ProjectTold(ProjectKind.INITIATIVE, f"Tid på {name}", "Mer tid hos den som bor här.",
                          kim.on - timedelta(days=9), kim.on)  # fmt: skip
        row = projects.set_up_project(by=kim, unit=units[name], new=new)
        projects.stop_project(by=kim, project_id=row.pk, lessons=LESSONS, obstacles="Ingen tid.")
    above = goals.set_goal(by=kim, new=NewGoal(Level.BOARD, units["socialforvaltningen"], "Säkrare",
                                               kim.on.year))  # fmt: skip
    goal = goals.set_goal(by=kim, new=NewGoal(Level.UNIT, units["almen"], "Tryggt", kim.on.year,
                                              parent_id=above.pk))  # fmt: skip
    plan = {"unit": units["almen"], "year": kim.on.year, "adopted_date": kim.on}
    plan_actions.adopt_plan(by=kim, decided_by="Enhetschefen", **plan)
    plan_actions.change_goal(by=kim, goal_id=goal.pk, title="Tryggare", words="")
    plan_actions.adopt_plan(by=kim, decided_by="Nämnden § 12", words="Nämnden vill mer.", **plan)


def test_lessons_stand_in_the_report_of_the_unit_and_those_above(told, kim, bo, units):
    own = gathered._projects(asked(bo, units["almen"]))
    assert [row[0] for row in own.rows] == ["Tid på almen, Almen"]
    assert own.rows[0][2:] == (None, LESSONS, "Ingen tid.")
    every = gathered._projects(asked(kim, units["socialforvaltningen"]))
    assert len(every.rows) == 2
    seen = gathered._projects(asked(bo, units["socialforvaltningen"]))
    assert [row[0] for row in seen.rows] == ["Tid på almen, Almen"]  # never Björken's
    before = Period.of(kim.on, Grain.YEAR).previous()
    assert gathered._projects(asked(kim, units["almen"], before)) is None


def test_revisions_stand_with_what_they_changed_and_why(told, kim, cecilia, units):
    table = gathered._plans(asked(kim, units["socialforvaltningen"]))
    name = f"Almen {kim.on.year}"
    assert [row[:2] for row in table.rows] == [(name, 1), (name, 2)]
    assert [row[4] for row in table.rows] == [
        "Första planen för året", "0 nya, 0 borttagna, 1 ändrade"]  # fmt: skip
    assert table.rows[1][3:6:2] == ("Nämnden § 12", "Nämnden vill mer.")
    assert gathered._plans(asked(cecilia, units["socialforvaltningen"])) is None
    before = Period.of(kim.on, Grain.YEAR).previous()
    assert gathered._plans(asked(kim, units["almen"], before)) is None


def test_who_may_not_see_them_is_told_that_they_are_not_shown(told, ada, units):
    for tell in (gathered._projects, gathered._plans):
        with pytest.raises(NotAllowed):
            tell(asked(ada, units["almen"]))
    shown = gathered._counted(asked(ada, units["almen"]), "project_lessons", "Lärdomar ur projekt")
    assert shown.table is None
    assert "visas inte" in shown.lacks


@pytest.mark.parametrize("name", ["kvalitetsberattelse", "uppfoljning"])
def test_the_reports_have_a_place_for_both(name):
    from vaka.areas.reports.outlines import exhibits_of

    assert name in REPORTS
    assert {"project_lessons", "plan_revisions"} <= set(exhibits_of(name))

"""A plan is frozen, its goals changed, frozen again and held against itself; who may."""

from datetime import date

import pytest
from django.urls import reverse

from tests.outsiders import standing
from vaka.areas.goals import actions, plan_actions, plan_queries, queries
from vaka.areas.goals.actions import NewActivity, NewGoal, NewIndicator
from vaka.areas.goals.models import Goal, GoalIndicator, KeyActivity, OperationsPlan
from vaka.areas.goals.rules import Direction, Level
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.law.verdict import RuleRefused

ROWS = (Goal, GoalIndicator, KeyActivity, OperationsPlan)
PLANTED = "Klockstapelrummet"


@pytest.fixture
def set_at(kim, bo, units):
    """A goal at Almen under a board's, with two indicators and an activity."""
    office, year = units["socialforvaltningen"], kim.on.year
    above = actions.set_goal(by=kim, new=NewGoal(Level.BOARD, office, "Säkrare", year))
    goal = actions.set_goal(
        by=kim, new=NewGoal(Level.UNIT, units["almen"], PLANTED, year, parent_id=above.pk)
    )
    rows = [
        actions.add_indicator(by=kim, goal_id=goal.pk, new=NewIndicator(
            units["almen"], Direction.HIGHER, title=title, year=year, target=80.0))
        for title in ("Trygga", "Nöjda")
    ]  # fmt: skip
    doing = actions.plan_activity(by=bo, goal_id=goal.pk, new=NewActivity(
        "Råd om fall", bo.person, date(year, 1, 1), date(year, 6, 1)))  # fmt: skip
    return {"goal": goal, "rows": rows, "doing": doing, "unit": units["almen"], "year": year}


def adopt(kim, set_at, words="", **change):
    """Freeze Almen's plan of the year today."""
    asked = {"unit": set_at["unit"], "year": set_at["year"], "adopted_date": kim.on,
             "decided_by": "Socialnämnden § 12", "words": words, **change}  # fmt: skip
    return plan_actions.adopt_plan(by=kim, **asked)


@pytest.fixture
def two(kim, bo, set_at):
    """Revision 1, then a changed goal and activity, an indicator gone, a target, revision 2."""
    first = adopt(kim, set_at)
    plan_actions.change_goal(by=kim, goal_id=set_at["goal"].pk, title=f"{PLANTED} 2", words="Ny")
    plan_actions.remove_indicator(by=kim, indicator_id=set_at["rows"][1].pk)
    actions.set_target(by=kim, indicator_id=set_at["rows"][0].pk, year=set_at["year"], value=85.0)
    plan_actions.change_activity(
        by=bo, activity_id=set_at["doing"].pk, title="Råd om fall", responsible=bo.person,
        start_date=set_at["doing"].start_date, due_date=date(set_at["year"], 9, 1),
    )  # fmt: skip
    return first, adopt(kim, set_at, "Nämnden vill ha högre mål.")


def test_two_revisions_stand_side_by_side(client_as, kim, set_at, two):
    first, second = two
    assert (first.revision, second.revision) == (1, 2)
    page = plan_queries.compared_page(kim, second.pk, first.pk)
    assert (page.old.revision, page.new.revision) == (1, 2)
    assert page.counts == {"added": 0, "removed": 1, "changed": 3, "same": 0}
    rows = {row.title: row for _title, rows in page.groups for row in rows}
    assert ("målvärde", "80\u00a0%") in rows["Trygga"].old
    assert rows["Trygga"].new == [("målvärde", "85\u00a0%")]
    assert (rows["Nöjda"].change, rows["Nöjda"].new) == ("removed", [])
    assert [label for label, _text in rows["Råd om fall"].new] == ["klar senast"]
    assert rows[f"{PLANTED} 2"].old == [("text", PLANTED), ("varför", "inget")]
    client = client_as(kim)
    body = client.get(reverse("goals:compared", args=[first.pk, second.pk])).content.decode()
    assert "0 nya, 1 borttagna, 3 ändrade, 0 oförändrade" in body
    body = client.get(reverse("goals:plan", args=[first.pk])).content.decode()
    assert "80\u00a0%" in body  # frozen, whatever the target is now
    assert "85\u00a0%" not in body
    assert "Socialnämnden § 12" in body
    assert "Revision 2" in client.get(reverse("goals:plans")).content.decode()


def test_what_is_the_same_is_shown_when_asked(client_as, kim, set_at):
    first = adopt(kim, set_at)
    actions.set_target(by=kim, indicator_id=set_at["rows"][0].pk, year=set_at["year"], value=85.0)
    second = adopt(kim, set_at, "Nämnden vill ha högre mål.")
    address, client = reverse("goals:compared", args=[first.pk, second.pk]), client_as(kim)
    assert "Nöjda" not in client.get(address).content.decode()
    assert "Nöjda" in client.get(address, {"allt": "1"}).content.decode()
    assert client.get(reverse("goals:compared", args=[first.pk, first.pk])).status_code == 404


def test_nothing_new_is_no_revision_and_stopped_work_is_not_planned(kim, bo, set_at):
    first = adopt(kim, set_at)
    before = standing(*ROWS)
    with pytest.raises(RuleRefused) as refused:
        adopt(kim, set_at, "Nämnden vill ha högre mål.")
    assert refused.value.verdict.codes == ("year",)
    with pytest.raises(RuleRefused):
        adopt(kim, set_at, year=2001)
    assert standing(*ROWS) == before
    actions.step_activity(by=bo, activity_id=set_at["doing"].pk, verb="goal.stop_activity",
                          words="Pengarna är slut")  # fmt: skip
    second = adopt(kim, set_at, "Rådet ställs in i år.")
    assert plan_queries.compared_page(kim, first.pk, second.pk).counts["removed"] == 1


def test_the_newest_is_taken_back_and_the_log_keeps_it(client_as, kim, two):
    first, second = two
    with pytest.raises(RuleRefused):
        plan_actions.withdraw_plan(by=kim, plan_id=first.pk)
    address = reverse("goals:withdraw_plan", args=[second.pk])
    client = client_as(kim)
    assert client.get(address).status_code == 200
    assert client.post(address).status_code == 302
    assert list(OperationsPlan.objects.values_list("revision", flat=True)) == [1]
    told = AuditRow.objects.get(verb="operations_plan.withdraw_plan").data
    assert [one["part"] for one in told["content"]] == ["goal", "indicator", "activity"]


def test_forms_change_freeze_and_refuse(client_as, kim, bo, set_at):
    client, goal = client_as(kim), set_at["goal"]
    sent = {"unit": "almen", "year": set_at["year"], "adopted_date": kim.on, "decided_by": "§ 1"}
    assert "Ingen verksamhetsplan är fastställd" in client.get(
        reverse("goals:plans")
    ).content.decode()  # fmt: skip
    assert client.get(reverse("goals:adopt")).status_code == 200
    assert client.post(reverse("goals:adopt"), sent).status_code == 302
    assert "Inget är ändrat" in client.post(reverse("goals:adopt"), sent).content.decode()
    for name, key, data in (
        ("change_goal", goal.pk, {"title": "Nytt", "words": ""}),
        ("remove_indicator", set_at["rows"][1].pk, {}),
        ("change_activity", set_at["doing"].pk, {
            "title": "Råd", "responsible": str(bo.person.pk), "start_date": kim.on,
            "due_date": kim.on}),
    ):  # fmt: skip
        address = reverse(f"goals:{name}", args=[key])
        assert client.get(address).status_code == 200, name
        assert client.post(address, data).status_code == 302, name
    assert queries.goal(kim, goal.pk).title == "Nytt"
    assert AuditRow.objects.get(verb="goal.remove_indicator").data["targets"] == {
        str(set_at["year"]): 80.0
    }


def test_another_home_is_shut_and_who_acts_changes_no_goal(bo, cecilia, astrid, two, set_at):
    before = standing(*ROWS)
    first, second = two
    with pytest.raises(NotVisible):
        plan_queries.compared_page(cecilia, first.pk, second.pk)
    with pytest.raises(NotVisible):
        plan_actions.withdraw_plan(by=cecilia, plan_id=second.pk)
    with pytest.raises(NotVisible):
        plan_actions.change_activity(
            by=cecilia, activity_id=set_at["doing"].pk, title="Nej", responsible=bo.person,
            start_date=bo.on, due_date=bo.on,
        )  # fmt: skip
    for shut in (
        lambda: plan_actions.change_goal(by=bo, goal_id=set_at["goal"].pk, title="Nej", words=""),
        lambda: plan_actions.remove_indicator(by=bo, indicator_id=set_at["rows"][0].pk),
        lambda: plan_actions.withdraw_plan(by=bo, plan_id=second.pk),
        lambda: adopt(astrid, set_at, "Jag vill så här."),
        lambda: plan_actions.change_activity(
            by=astrid, activity_id=set_at["doing"].pk, title="Nej", responsible=bo.person,
            start_date=bo.on, due_date=bo.on,
        ),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            shut()
    assert standing(*ROWS) == before
    assert plan_queries.plan_page(astrid, first.pk).row.revision == 1  # read by who works there
    assert not plan_queries.plans_page(cecilia).groups


def test_a_manager_adopts_the_plan_of_their_own_unit_and_of_no_other(
    client_as, bo, cecilia, astrid, set_at, units
):
    asked = {"unit": "almen", "year": set_at["year"], "adopted_date": str(bo.on),
             "decided_by": "Enhetschefen", "words": ""}  # fmt: skip
    for viewer in (cecilia, astrid):
        with pytest.raises(NotAllowed):
            adopt(viewer, set_at)
        with pytest.raises(NotAllowed):
            plan_queries.standing(viewer, set_at["unit"], set_at["year"])
    with pytest.raises(NotAllowed):
        adopt(bo, set_at, unit=units["socialforvaltningen"])
    assert client_as(astrid).get(reverse("goals:adopt")).status_code == 403
    other = client_as(cecilia)
    assert "Fastställ en plan" in other.get(reverse("goals:plans")).content.decode()
    other.post(reverse("goals:adopt"), asked)
    assert not OperationsPlan.objects.exists()
    client = client_as(bo)
    body = client.get(reverse("goals:adopt")).content.decode()
    assert 'value="almen"' in body
    assert 'value="bjorken"' not in body
    assert 'value="socialforvaltningen"' not in body
    assert client.post(reverse("goals:adopt"), asked).status_code == 302
    row = OperationsPlan.objects.get()
    assert (row.unit.code, row.revision, row.decided_by) == ("almen", 1, "Enhetschefen")
    told = AuditRow.objects.get(verb="operations_plan.adopt_plan")
    assert told.unit_id == row.unit_id
    page = client.get(reverse("goals:plan", args=[row.pk])).content.decode()
    assert "Ta tillbaka revisionen" not in page
    withdraw = reverse("goals:withdraw_plan", args=[row.pk])
    assert client.post(withdraw, {}).status_code == 403
    with pytest.raises(NotAllowed):
        plan_actions.withdraw_plan(by=bo, plan_id=row.pk)
    assert OperationsPlan.objects.count() == 1


def test_plans_of_two_units_are_never_held_against_each_other(
    client_as, bo, cecilia, kim, set_at, units
):
    """By the address either way: a plan that one may not see, and one that one may."""
    mine = adopt(bo, set_at)
    actions.set_goal(by=kim, new=NewGoal(Level.UNIT, units["bjorken"], PLANTED, set_at["year"],
                                         parent_id=set_at["goal"].parent_id))  # fmt: skip
    theirs = adopt(cecilia, set_at, unit=units["bjorken"])
    for viewer in (bo, cecilia, kim):
        for one, other in ((mine, theirs), (theirs, mine)):
            address = reverse("goals:compared", args=[one.pk, other.pk])
            assert client_as(viewer).get(address).status_code == 404
            with pytest.raises(NotVisible):
                plan_queries.compared_page(viewer, one.pk, other.pk)
    assert client_as(bo).get(reverse("goals:plan", args=[theirs.pk])).status_code == 404

"""The chain with its lights, judged otherwise, activities told; outsiders; the printed figures."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.cast import join
from tests.outsiders import assert_sign_in, standing
from vaka.areas.goals import actions, plan_actions, queries, urls
from vaka.areas.goals.actions import NewActivity, NewGoal, NewIndicator
from vaka.areas.goals.models import (
    GivenFigure,
    Goal,
    GoalIndicator,
    GoalTarget,
    KeyActivity,
    LightChoice,
    OperationsPlan,
)
from vaka.areas.goals.rules import Direction, Level, Light
from vaka.config.demo import goals as demo
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.ids import uuid7
from vaka.foundation.snapshot import writer
from vaka.law.verdict import RuleRefused

ROWS = (Goal, GoalIndicator, GoalTarget, GivenFigure, LightChoice, KeyActivity, OperationsPlan)
NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
YEAR = timezone.localdate().year
PLANTED = "Klockstapelrummet"


@pytest.fixture
def chain(kim, maja, bo, units):
    """A council's goal with a board's and a unit's below, an indicator, a figure, an activity."""
    office = units["socialforvaltningen"]
    board = actions.set_goal(by=kim, new=NewGoal(Level.BOARD, office, "Nöjdare", YEAR - 1))
    new = NewIndicator(office, Direction.HIGHER, title="Nöjda", year=YEAR, target=88.0)
    row = actions.add_indicator(by=kim, goal_id=board.pk, new=new)
    actions.tell_figure(by=kim, indicator_id=row.pk, year=YEAR, value=85.0, source="Tabell")
    unit = actions.set_goal(
        by=kim, new=NewGoal(Level.UNIT, units["almen"], PLANTED, YEAR, parent_id=board.pk)
    )
    new = NewIndicator(units["almen"], Direction.LOWER, measure="falls", year=YEAR, target=5.0)
    counted = actions.add_indicator(by=kim, goal_id=unit.pk, new=new)
    choice = actions.judge_otherwise(by=kim, indicator_id=counted.pk, year=YEAR, light=Light.MISSED,
                                     reason=f"{PLANTED} räknades inte med i år.")  # fmt: skip
    day = timezone.localdate() + timedelta(days=9)
    doing = actions.plan_activity(by=kim, goal_id=unit.pk,
                                  new=NewActivity(PLANTED, bo.person, day, day))  # fmt: skip
    writer.bring_up()
    plan, other = (_adopted(kim, unit, words) for words in ("Först", "Därför behövs det."))
    return {"plan_id": plan.pk, "other_id": other.pk, "board": board,
            "unit": unit, "goal_id": unit.pk, "indicator_id": counted.pk,
            "given": row.pk, "choice_id": choice.pk, "activity_id": doing.pk,
            "step": "begin_activity"}  # fmt: skip


def _adopted(kim, unit, words):
    """Say why of a goal, and freeze its unit's plan."""
    plan_actions.change_goal(by=kim, goal_id=unit.pk, title=unit.title, words=words)
    return plan_actions.adopt_plan(
        by=kim, unit=unit.unit, year=YEAR, adopted_date=kim.on, decided_by="Chefen",
        words=f"{words}, och mer därtill",
    )  # fmt: skip


def test_the_chain_tells_each_goals_light_and_why(client_as, kim, bo, chain):
    client = client_as(kim)
    page = client.get(reverse("goals:tree")).content.decode()
    assert "Nästan nått" in page
    assert "högst 3 procentenheter räknas som nästan nått" in page
    table = client.get(reverse("goals:table")).content.decode()
    assert "Bedömt av Kim Fältvik" in table
    goal = client.get(reverse("goals:goal", args=[chain["goal_id"]])).content.decode()
    assert "matt/falls" in goal
    assert f"{PLANTED} räknades inte med" in goal
    before = queries.chain(kim, YEAR - 1)
    assert [one.title for one in before.flat] == ["Nöjdare"]
    assert client.get(reverse("goals:tree") + "?ar=x").status_code == 200
    assert queries.chain(bo, YEAR).flat[1].indicators[0].url


def test_two_sources_that_disagree_are_not_judged(kim, chain):
    actions.tell_figure(by=kim, indicator_id=chain["given"], year=YEAR, value=80.0,
                        source="Kommentar")  # fmt: skip
    node = queries.goal_page(kim, chain["board"].pk, YEAR).node
    assert node.light is Light.UNKNOWN
    assert node.indicators[0].outcome == "85\u00a0% / 80\u00a0%"
    with pytest.raises(RuleRefused):
        actions.tell_figure(by=kim, indicator_id=chain["indicator_id"], year=YEAR, value=1,
                            source="Hand")  # fmt: skip


def test_a_light_by_hand_is_taken_back_and_the_row_stays(client_as, kim, chain):
    assert queries.goal_page(kim, chain["goal_id"], YEAR).node.light is Light.MISSED
    address = reverse("goals:withdraw", args=[chain["choice_id"]])
    assert client_as(kim).post(address).status_code == 302
    assert queries.goal_page(kim, chain["goal_id"], YEAR).node.light is Light.REACHED
    assert LightChoice.objects.get().withdrawn_by == kim.name
    with pytest.raises(RuleRefused):
        actions.withdraw_judgement(by=kim, choice_id=chain["choice_id"])


def test_a_carer_reads_goals_but_not_the_units_figures(astrid, cecilia, chain):
    board, unit = queries.chain(astrid, YEAR).flat
    assert board.light is Light.NEAR
    assert unit.indicators[0].outcome == "–"
    assert not unit.indicators[0].url
    assert [one.title for one in queries.chain(cecilia, YEAR).flat] == ["Nöjdare"]
    with pytest.raises(NotVisible):
        queries.goal_page(cecilia, chain["goal_id"], YEAR)


def test_who_does_an_activity_tells_how_it_goes(client_as, bo, rut, chain):
    client = client_as(bo)
    finish = reverse("goals:step", args=[chain["activity_id"], "finish_activity"])
    assert client.post(finish, {"words": ""}).status_code == 200  # words are asked for
    assert client.post(finish, {"words": "Alla har gått"}).status_code == 302
    row = KeyActivity.objects.get()
    assert (row.state, row.done_date) == ("done", bo.on)
    found = [one for one in duties.due(bo, bo.on, bo.on + timedelta(days=20))
             if one.topic == "key_activity"]  # fmt: skip
    assert [(one.unit, one.done_date) for one in found] == [("Almen", bo.on)]
    assert client.get(reverse("goals:step", args=[row.pk, "nothing"])).status_code == 404


def test_forms_set_a_goal_with_all_that_goes_with_it(client_as, eva, units, bo):
    client = client_as(eva)
    new = reverse("goals:new")
    sent = {"title": "Mål", "level": "unit", "unit": "almen", "parent": "", "from_year": YEAR}
    assert "hör till ett mål ovanför" in client.post(new, sent).content.decode()
    assert client.post(new, sent | {"level": "board"}).status_code == 302
    goal = Goal.objects.get()
    assert (
        "har ingen indikator" in client.get(reverse("goals:goal", args=[goal.pk])).content.decode()
    )
    steps = [
        ("add_indicator", goal.pk, {"measure": "", "title": "Nöjda", "measured_in": "percent",
                                    "unit": "almen", "good": "higher", "year": YEAR,
                                    "target": "80,5"}),
        ("plan_activity", goal.pk, {"title": "Råd", "responsible": str(bo.person.pk),
                                    "start_date": date(YEAR, 1, 1), "due_date": date(YEAR, 2, 1)}),
        ("end", goal.pk, {"until_year": YEAR}),
    ]  # fmt: skip
    for name, key, data in steps:
        address = reverse(f"goals:{name}", args=[key])
        assert client.get(address).status_code == 200, name
        assert client.post(address, data).status_code == 302, name
    assert GoalTarget.objects.get().value == 80.5
    row = GoalIndicator.objects.get()
    for name, data in (
        ("set_target", {"year": YEAR, "value": "90"}),
        ("tell_figure", {"year": YEAR, "value": "91", "source": "Enkät"}),
        ("judge", {"year": YEAR, "light": "near", "reason": "Bara hälften svarade i år."}),
    ):
        address = reverse(f"goals:{name}", args=[row.pk])
        assert client.get(address).status_code == 200, name
        assert client.post(address, data).status_code == 302, name
    told = AuditRow.objects.get(verb="goal.set_target").data
    assert (told["before"], told["after"]) == (80.5, 90.0)


def test_refusals_leave_nothing(bo, cecilia, units, chain):
    before = standing(*ROWS)
    with pytest.raises(NotAllowed):
        actions.set_goal(by=bo, new=NewGoal(Level.BOARD, units["almen"], "Nej", YEAR))
    with pytest.raises(NotAllowed):
        actions.set_target(by=bo, indicator_id=chain["indicator_id"], year=YEAR, value=1)
    with pytest.raises(NotVisible):
        actions.step_activity(by=cecilia, activity_id=chain["activity_id"],
                              verb="goal.begin_activity", words="")  # fmt: skip
    assert standing(*ROWS) == before


def test_the_published_goals_stand_as_printed(units, everybody, shared):
    import csv

    source = shared / "facts" / "harnosand" / "goals_2023.csv"
    with source.open(encoding="utf-8") as file:
        printed = list(csv.DictReader(file))
    ours = demo.facts("goals_2023")
    names = ("year", "kind", "value", "unit")
    assert [[one[n] for n in names] for one in ours] == [[one[n] for n in names] for one in printed]
    people = {user: viewer.person for user, viewer in everybody.items()}
    people |= dict.fromkeys(("leila", "susanne"), people["bo"])
    demo.write(by=Viewer.system("demo"), people=people, places=units, identity=uuid7,
               today=timezone.localdate())  # fmt: skip
    writer.bring_up()
    found = {one.title: one for one in queries.chain(everybody["kim"], 2023).flat}
    home = found["Fler är nöjda med sin hemtjänst"]
    assert home.indicators[0].outcome == "85\u00a0% / 80\u00a0%"
    assert home.light is Light.UNKNOWN
    assert found["Fler är nöjda med sitt boende"].light is Light.MISSED


def responses(client, name, chain):
    """Ask for an address, and send it what every form of the area would take."""
    path = reverse(f"goals:{name}", kwargs={key: chain[key] for key in NAMES[name]})
    sent = {"title": "Nej", "level": "board", "unit": "almen", "from_year": YEAR, "year": YEAR,
            "until_year": YEAR, "value": "1", "source": "Nej", "light": "near", "words": "Nej",
            "reason": "Nej, det här går inte alls.", "good": "higher", "target": "1",
            "measured_in": "count", "start_date": date(YEAR, 1, 1),
            "due_date": date(YEAR, 2, 1), "adopted_date": date(YEAR, 1, 1),
            "decided_by": "Nej"}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer


@pytest.mark.parametrize(
    ("user", "opens"), [("cecilia", {"tree", "table", "plans", "adopt"}), ("ada", set())]
)
def test_another_home_is_shut(user, opens, chain, units, client_as):
    """Who manages a home opens the form that adopts her own plan; it takes no other home."""
    client, before = client_as(join(user, units)), standing(*ROWS)
    for name in NAMES:
        for path, answer in responses(client, name, chain):
            assert answer.status_code in ((200,) if name in opens else (403, 404)), path
            assert PLANTED not in answer.content.decode()
    assert standing(*ROWS) == before


def test_who_reads_all_goals_changes_none(chain, units, client_as):
    client, before = client_as(join("pia", units)), standing(*ROWS)
    for name in NAMES:
        for path, answer in responses(client, name, chain):
            opens = name in {"tree", "table", "goal", "plans", "plan", "compared"}
            assert answer.status_code in ((200,) if opens else (403, 404)), path
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(chain, client):
    assert_sign_in((path, one) for name in NAMES for path, one in responses(client, name, chain))


def test_a_page_asks_the_engine_once(client_as, kim, chain, django_assert_max_num_queries):
    signed_in = client_as(kim)
    with django_assert_max_num_queries(40):
        signed_in.get(reverse("goals:tree"))

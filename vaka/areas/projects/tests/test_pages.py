"""A project from set-up to the follow-up a year after; freed hours; a measure; outsiders."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from tests.cast import join
from tests.outsiders import assert_sign_in, standing
from vaka.areas.goals.rules import Direction, Light
from vaka.areas.projects import actions, effect_actions, queries, urls
from vaka.areas.projects.models import (
    EffectGoal,
    EffectValue,
    Project,
    ProjectFollowUp,
    ProjectPhase,
)
from vaka.areas.projects.rules import EffectTold, EffectUnit, ProjectKind, ProjectTold
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.snapshot import writer
from vaka.law.verdict import RuleRefused

ROWS = (Project, ProjectPhase, EffectGoal, EffectValue, ProjectFollowUp)
NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
PLANTED = "Klockstapelrummet"
LESSONS = "Börja med nattpersonalen nästa gång."


def told(viewer, title=PLANTED, kind=ProjectKind.PROJECT, days=40, **change):
    """What is told of a project that began forty days ago."""
    start = viewer.on - timedelta(days=days)
    return ProjectTold(kind, title, f"{title}: mer tid hos den som behöver den.", start,
                       viewer.on + timedelta(days=20), **change)  # fmt: skip


@pytest.fixture
def one(kim, bo, units):
    """Bo's project at Almen in Kim's programme: a phase, freed hours with a value."""
    office = units["socialforvaltningen"]
    above = actions.set_up_project(by=kim, unit=office,
                                   new=told(kim, "Tid", ProjectKind.PROGRAMME))  # fmt: skip
    row = actions.set_up_project(by=bo, unit=units["almen"], new=told(bo), parent_id=above.pk)
    phase = effect_actions.add_phase(
        by=bo, project_id=row.pk, title=PLANTED, start_date=bo.on,
        end_date=bo.on + timedelta(days=9),
    )  # fmt: skip
    effect = effect_actions.add_effect_goal(
        by=bo, project_id=row.pk, good=Direction.LOWER,
        new=EffectTold(PLANTED, "", EffectUnit.HOURS, 12.0),
    )  # fmt: skip
    value = effect_actions.tell_effect_value(by=bo, effect_id=effect.pk, day=bo.on, value=10.0,
                                             source="Tidmätning")  # fmt: skip
    return {"programme": above, "row": row, "project_id": row.pk, "phase_id": phase.pk,
            "effect_id": effect.pk, "value_id": value.pk}  # fmt: skip


def closed(bo, one):
    """Start, finish and close the project."""
    actions.start_project(by=bo, project_id=one["project_id"])
    effect_actions.step_phase(by=bo, phase_id=one["phase_id"], verb="project.finish_phase",
                              words="")  # fmt: skip
    return actions.close_project(by=bo, project_id=one["project_id"], lessons=LESSONS)


def test_a_project_is_set_up_run_and_closed_by_its_pages(client_as, bo, units):
    client = client_as(bo)
    sent = {"title": "Skriv där du är", "kind": "project", "unit": "almen", "parent": "",
            "purpose": "Mer tid hos den som bor här.", "start_date": bo.on,
            "end_date": bo.on}  # fmt: skip
    assert "Inget projekt finns än" in client.get(reverse("projects:list")).content.decode()
    shut = client.post(reverse("projects:new"), sent | {"purpose": "Bra"}).content.decode()
    assert "Syftet är för kort" in shut
    assert client.post(reverse("projects:new"), sent).status_code == 302
    key = Project.objects.get().pk
    page = reverse("projects:project", args=[key])
    body = client.get(page).content.decode()
    assert "Inget effektmål än" in body
    assert "Ingen fas än" in body
    start = reverse("projects:step", args=[key, "start_project"])
    assert "Det finns inget effektmål" in client.post(start).content.decode()
    for name, data in (
        ("change", sent | {"title": "Skriv", "owner": str(bo.person.pk)}),
        ("add_phase", {"title": "Pröva", "start_date": bo.on, "end_date": bo.on}),
        ("add_effect", {"measure": "", "title": "Nöjda", "grain": "quarter", "good": "higher",
                        "counted_in": "percent", "baseline": "60,5", "target": "80"}),
    ):  # fmt: skip
        address = reverse(f"projects:{name}", args=[key])
        assert client.get(address).status_code == 200, name
        assert client.post(address, data).status_code == 302, name
    assert client.post(start).status_code == 302
    _closed_by_its_pages(client, bo, key)


def _closed_by_its_pages(client, bo, key):
    """Refused while something is open, then closed, read and followed up."""
    page = reverse("projects:project", args=[key])
    close = reverse("projects:step", args=[key, "close_project"])
    refused = client.post(close, {"lessons": "", "obstacles": ""}).content.decode()
    for words in ("Lärdomarna är för korta", "Faser är öppna: Pröva", "saknar värde: Nöjda"):
        assert words in refused
    phase, effect = ProjectPhase.objects.get(), EffectGoal.objects.get()
    assert effect.baseline == 60.5
    for name, args, data in (
        ("change_phase", [phase.pk], {"title": "Prova", "start_date": bo.on, "end_date": bo.on}),
        ("step_phase", [phase.pk, "finish_phase"], {"words": ""}),
        ("tell_value", [effect.pk], {"day": bo.on, "value": "82,5", "source": "Enkät"}),
        ("step", [key, "close_project"], {"lessons": LESSONS, "obstacles": "Få svarade."}),
    ):
        address = reverse(f"projects:{name}", args=args)
        assert client.get(address).status_code == 200, name
        assert client.post(address, data).status_code == 302, name
    body = client.get(page).content.decode()
    for words in (LESSONS, "Få svarade.", "Nått", "Bättre än före start, 60,5", "Prova"):
        assert words in body
    assert LESSONS in client.get(reverse("projects:lessons")).content.decode()
    left = ProjectFollowUp.objects.first()
    address = reverse("projects:follow_up", args=[left.pk])
    assert "för kort" in client.post(address, {"done_date": bo.on, "words": "Bra"}).content.decode()
    sent = {"done_date": bo.on, "words": "Åtta av tio är fortfarande nöjda."}
    assert client.post(address, sent).status_code == 302
    assert "fortfarande nöjda" in client.get(page).content.decode()
    filtered = client.get(reverse("projects:list"), {"lage": "planned"}).content.decode()
    assert "Inget projekt har det urvalet" in filtered


def test_freed_hours_are_better_when_more_and_add_up(bo, kim, one):
    page = queries.project_page(bo, one["project_id"])
    assert EffectGoal.objects.get().good == Direction.HIGHER  # whatever was asked
    assert page.effects[0].light is Light.NEAR
    assert page.row.freed_hours == 10.0
    assert queries.projects_page(kim).freed_hours == 10.0
    effect_actions.tell_effect_value(by=bo, effect_id=one["effect_id"], day=bo.on, value=15.0,
                                     source="Annan mätning")  # fmt: skip
    two = queries.project_page(bo, one["project_id"])
    assert two.effects[0].light is Light.UNKNOWN  # two sources, one day
    assert two.row.freed_hours == 0.0


def test_a_measure_is_compared_before_and_since_the_start(bo, astrid, units):
    row = actions.set_up_project(by=bo, unit=units["almen"], new=told(bo, days=200))
    effect_actions.add_effect_goal(by=bo, project_id=row.pk, good=Direction.LOWER,
                                   new=EffectTold("", "falls", EffectUnit.COUNT, 4.0))  # fmt: skip
    writer.bring_up()
    seen = queries.project_page(bo, row.pk).effects[0]
    assert (seen.light, seen.now, seen.before) == (Light.REACHED, "0", "0")
    assert "matt/falls" in seen.url
    with pytest.raises(RuleRefused):
        effect_actions.tell_effect_value(
            by=bo, effect_id=seen.id, day=bo.on, value=1, source="Hand"
        )
    hidden = queries.project_page(astrid, row.pk).effects[0]
    assert (hidden.light, hidden.now, hidden.url) == (Light.UNKNOWN, "–", "")
    late = actions.set_up_project(by=bo, unit=units["almen"], new=told(bo, days=0))
    effect_actions.add_effect_goal(by=bo, project_id=late.pk, good=Direction.LOWER,
                                   new=EffectTold("", "falls", EffectUnit.COUNT, 4.0))  # fmt: skip
    assert queries.project_page(bo, late.pk).effects[0].now == "–"


def test_closing_gives_yearly_duties_and_reopening_takes_them(bo, one):
    row = closed(bo, one)
    horizon = bo.on + timedelta(days=800)
    found = [each for each in duties.due(bo, bo.on, horizon) if each.topic == "project_follow_up"]
    assert [each.due_date.year - bo.on.year for each in found] == [1, 2]
    assert found[0].unit == "Almen"
    actions.reopen_project(by=bo, project_id=row.pk, words="Plan 3 återstår.")
    assert not ProjectFollowUp.objects.exists()
    again = Project.objects.get(pk=row.pk)
    assert (again.state, again.ended_date, again.lessons) == ("under_way", None, LESSONS)
    verbs = AuditRow.objects.filter(object_id=str(row.pk)).values_list("verb", flat=True)
    assert {"project.close_project", "project.reopen_project"} <= set(verbs)


def test_phases_are_duties_while_the_project_is_open(bo, one):
    def due():
        return [each.name for each in duties.due(bo, bo.on, bo.on + timedelta(days=30))
                if each.topic == "project_phase"]  # fmt: skip

    assert due() == [f"{PLANTED}: {PLANTED}"]
    actions.stop_project(by=bo, project_id=one["project_id"], lessons=LESSONS)
    assert due() == []


def test_a_programme_waits_for_its_projects(kim, bo, one):
    actions.start_project(by=kim, project_id=one["programme"].pk)
    with pytest.raises(RuleRefused) as refused:
        actions.close_project(by=kim, project_id=one["programme"].pk, lessons=LESSONS)
    assert refused.value.verdict.codes == ("children",)
    change = {"project_id": one["programme"].pk, "owner": kim.person}
    with pytest.raises(RuleRefused):
        actions.change_project(by=kim, new=told(kim, "Tid"), **change)
    page = queries.project_page(bo, one["programme"].pk)  # seen from below
    assert [each.title for each in page.children] == [PLANTED]
    assert not page.may_work


def test_what_has_ended_is_not_changed_and_removal_leaves_a_trace(client_as, bo, one):
    client = client_as(bo)
    for name, key in (("remove_value", "value_id"), ("remove_effect", "effect_id")):
        address = reverse(f"projects:{name}", args=[one[key]])
        assert client.get(address).status_code == 200
        assert client.post(address).status_code == 302
    assert not EffectGoal.objects.exists()
    assert AuditRow.objects.get(verb="project.remove_effect_value").data["value"] == 10.0
    actions.stop_project(by=bo, project_id=one["project_id"], lessons=LESSONS)
    before = standing(*ROWS)
    with pytest.raises(RuleRefused):
        effect_actions.add_phase(by=bo, project_id=one["project_id"], title="Mer",
                                 start_date=bo.on, end_date=bo.on)  # fmt: skip
    again = reverse("projects:step", args=[one["project_id"], "reopen_project"])
    assert client.post(again, {"words": ""}).status_code == 200
    assert standing(*ROWS) == before
    assert client.get(reverse("projects:step", args=[one["project_id"], "none"])).status_code == 404


def test_refusals_leave_nothing(cecilia, astrid, one):
    before = standing(*ROWS)
    with pytest.raises(NotVisible):
        actions.start_project(by=cecilia, project_id=one["project_id"])
    with pytest.raises(NotVisible):
        effect_actions.remove_effect_value(by=cecilia, value_id=one["value_id"])
    with pytest.raises(NotAllowed):
        effect_actions.remove_effect_goal(by=astrid, effect_id=one["effect_id"])
    with pytest.raises(NotAllowed):
        actions.set_up_project(by=Viewer.system("x"), unit=one["row"].unit, new=told(astrid))
    with pytest.raises(NotVisible):
        actions.set_up_project(by=cecilia, unit=cecilia_unit(), new=told(cecilia),
                               parent_id=one["project_id"])  # fmt: skip
    assert standing(*ROWS) == before


def cecilia_unit():
    """The home that Cecilia manages."""
    from vaka.foundation.organisation.models import Unit

    return Unit.objects.get(code="bjorken")


def test_an_owner_without_the_role_runs_the_project(bo, astrid, one):
    actions.change_project(by=bo, project_id=one["project_id"], new=told(bo), owner=astrid.person)
    assert queries.project_page(astrid, one["project_id"]).may_work
    actions.start_project(by=astrid, project_id=one["project_id"])
    assert Project.objects.get(pk=one["project_id"]).state == "under_way"


def responses(client, name, one):
    """Ask for an address, and send it what every form of the area would take."""
    known = one | {"step": "begin_phase" if "phase" in name else "start_project"}
    path = reverse(f"projects:{name}", kwargs={key: known[key] for key in NAMES[name]})
    sent = {"title": "Nej", "kind": "project", "unit": "almen", "start_date": date(2026, 1, 1),
            "purpose": "Nej, det går inte alls.", "end_date": date(2026, 2, 1), "words": "Nej",
            "lessons": LESSONS, "good": "higher", "target": "1", "counted_in": "count",
            "grain": "year", "day": date(2026, 1, 1), "value": "1", "source": "Nej",
            "done_date": date(2026, 1, 1)}  # fmt: skip
    for answer in (client.get(path), client.post(path, sent)):
        yield path, answer


@pytest.mark.parametrize(
    ("user", "opens"),
    [("cecilia", {"list", "lessons", "new"}), ("ada", set()),
     ("pia", {"list", "lessons", "project"})],
)  # fmt: skip
def test_another_home_is_shut(user, opens, one, bo, units, client_as):
    row = closed(bo, one)
    known = one | {"follow_up_id": row.follow_ups.first().pk}
    client, before = client_as(join(user, units)), standing(*ROWS)
    for name in NAMES:
        for path, answer in responses(client, name, known):
            assert answer.status_code in ((200,) if name in opens else (403, 404)), path
            assert user == "pia" or PLANTED not in answer.content.decode()
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(one, bo, client):
    row = closed(bo, one)
    known = one | {"follow_up_id": row.follow_ups.first().pk}
    assert_sign_in((path, each) for name in NAMES for path, each in responses(client, name, known))


def test_the_list_asks_the_engine_once(client_as, kim, one, units, django_assert_max_num_queries):
    for name in ("almen", "bjorken"):
        row = actions.set_up_project(by=kim, unit=units[name], new=told(kim, name, days=300))
        new = EffectTold("", "falls", EffectUnit.COUNT, 4.0)
        effect_actions.add_effect_goal(by=kim, project_id=row.pk, good=Direction.LOWER, new=new)
    writer.bring_up()
    with django_assert_max_num_queries(40):
        client_as(kim).get(reverse("projects:list"))


def under_a_hidden_programme(kim, units, name="Hemlisprogrammet"):
    """A project at Almen in a programme at Björken, set up by Kim who sees both."""
    above = actions.set_up_project(by=kim, unit=units["bjorken"],
                                   new=told(kim, name, ProjectKind.PROGRAMME))  # fmt: skip
    row = actions.set_up_project(by=kim, unit=units["almen"], new=told(kim), parent_id=above.pk)
    return above, row


def test_a_programme_tells_nothing_of_projects_that_the_reader_may_not_see(
    client_as, kim, cecilia, units
):
    above, row = under_a_hidden_programme(kim, units)
    client = client_as(cecilia)
    page = reverse("projects:project", args=[above.pk])
    assert PLANTED not in client.get(page).content.decode()
    assert queries.project_page(cecilia, above.pk).children == []
    assert client.get(reverse("projects:project", args=[row.pk])).status_code == 404
    actions.start_project(by=cecilia, project_id=above.pk)
    close = reverse("projects:step", args=[above.pk, "close_project"])
    body = client.post(close, {"lessons": LESSONS, "obstacles": ""}).content.decode()
    assert "öppna projekt som du inte får se: 1" in body
    assert PLANTED not in body
    assert Project.objects.get(pk=above.pk).state == "under_way"
    with pytest.raises(RuleRefused) as refused:
        actions.close_project(by=cecilia, project_id=above.pk, lessons=LESSONS)
    assert refused.value.verdict.codes == ("hidden",)
    with pytest.raises(RuleRefused) as refused:
        actions.close_project(by=kim, project_id=above.pk, lessons=LESSONS)
    assert refused.value.verdict.codes == ("children",)


def test_a_programme_that_one_may_not_see_is_neither_named_nor_lost(client_as, kim, bo, units):
    above, row = under_a_hidden_programme(kim, units)
    client, change = client_as(bo), reverse("projects:change", args=[row.pk])
    for address in (change, reverse("projects:project", args=[row.pk]),
                    reverse("projects:list"), reverse("projects:new")):  # fmt: skip
        assert "Hemlisprogrammet" not in client.get(address).content.decode(), address
    sent = {"title": "Nytt namn", "kind": "project", "parent": "", "owner": str(kim.person.pk),
            "purpose": "Mer tid hos den som bor här.", "start_date": bo.on,
            "end_date": bo.on}  # fmt: skip
    assert client.post(change, sent).status_code == 302
    changed = Project.objects.get(pk=row.pk)
    assert (changed.title, changed.parent_id) == ("Nytt namn", above.pk)
    refused = client.post(change, sent | {"parent": str(above.pk)})
    assert refused.status_code == 200
    with pytest.raises(NotVisible):
        actions.change_project(by=bo, project_id=row.pk, new=told(bo), owner=bo.person,
                               parent_id=above.pk)  # fmt: skip


def test_who_may_not_see_a_project_does_not_own_it(client_as, bo, cecilia, greta, astrid, one):
    change = reverse("projects:change", args=[one["project_id"]])
    body = client_as(bo).get(change).content.decode()
    assert str(astrid.person.pk) in body
    for other in (cecilia, greta):  # of another home, and without the right to see projects
        assert str(other.person.pk) not in body
        with pytest.raises(RuleRefused) as refused:
            actions.change_project(by=bo, project_id=one["project_id"], new=told(bo),
                                   owner=other.person)  # fmt: skip
        assert refused.value.verdict.codes == ("owner",)
    assert Project.objects.get(pk=one["project_id"]).owner == bo.person


def test_an_owner_who_has_left_for_another_unit_no_longer_gets_in(client_as, kim, cecilia, one):
    """Set in the database: such a row is what remains when an owner's role there has ended."""
    Project.objects.filter(pk=one["project_id"]).update(owner=cecilia.person)
    client = client_as(cecilia)
    for name in ("project", "change", "add_phase", "add_effect"):
        address = reverse(f"projects:{name}", args=[one["project_id"]])
        assert client.get(address).status_code == 404, name
    with pytest.raises(NotVisible):
        actions.start_project(by=cecilia, project_id=one["project_id"])
    assert PLANTED not in client.get(reverse("projects:list")).content.decode()
    actions.change_project(by=kim, project_id=one["project_id"], new=told(kim),
                           owner=cecilia.person)  # fmt: skip
    assert Project.objects.get(pk=one["project_id"]).owner == cecilia.person  # until one is chosen

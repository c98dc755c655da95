"""A preventive measure goes through the five steps, is changed, taken back; who may."""

from datetime import timedelta

import pytest
from django.urls import reverse

from vaka.areas.roadmaps import prevention_actions as actions
from vaka.areas.roadmaps import prevention_queries as queries
from vaka.areas.roadmaps import prevention_rules as rules
from vaka.areas.roadmaps import reach_rules
from vaka.areas.roadmaps.models import (
    PresentState,
    PreventionMeasure,
    PreventionReach,
    PreventionStep,
)
from vaka.areas.roadmaps.prevention_rules import MeasureTold, PresentTold
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.duties import DutyState
from vaka.law.verdict import RuleRefused


@pytest.fixture
def mapped(kim, units):
    """The present state, told for every focus area."""
    for code in rules.frame(kim.on).focus_areas:
        actions.map_present(by=kim, unit=units["almen"], new=present(code))


def present(focus_area, **other):
    """A way of working as it is told."""
    told = {"standing": "temporary", "words": "Två träffar", "resources": "", **other}
    return PresentTold(focus_area, **told)


@pytest.fixture
def one(kim, units, mapped):
    """A measure begun by Kim thirty days ago, the present state being mapped."""
    new = MeasureTold("Träffpunkt", "loneliness", "group", "promote", "Nämndens beslut", "over_67",
                      400, "Samordnare", kim.on - timedelta(days=30))  # fmt: skip
    return actions.begin_measure(by=kim, unit=units["socialforvaltningen"], new=new)


def step(client, one, decision="keep", **other):
    """Do the step whose turn it is through its page, and give what came back."""
    row = next(each for each in one.steps.all() if each.done_date is None)
    kind = queries.placed(row).kind
    sent = {ask.code: f"Svar på {ask.code}" for ask in kind.asks}
    sent |= {"evidence": "VO-2024-00161", "reached": "yes",
             "decision": decision, **other}  # fmt: skip
    return client.post(reverse("roadmaps:tell", args=[row.pk]), sent)


def test_five_steps_a_change_another_round_and_back(one, kim, client_as):
    client, page = client_as(kim), reverse("roadmaps:measure", args=[one.pk])
    today = {"done_date": kim.on}
    assert "Underlaget saknas" in step(client, one, evidence="nej", **today).content.decode()
    for _turn in range(4):
        assert step(client, one, **today).status_code == 302
    last = one.steps.get(code="test")
    body = client.get(reverse("roadmaps:tell", args=[last.pk])).content.decode()
    assert "Nyttan i steg 1: Svar på benefit" in body
    assert step(client, one, "change", **today).status_code == 302
    rounds = list(one.steps.values_list("round", "code", "decision"))
    assert rounds[4:] == [(1, "test", "change"), (2, "design", ""), (2, "test", "")]
    assert step(client, one, **today).status_code == 302
    assert step(client, one, "end", **today).status_code == 302
    body = client.get(page).content.decode()
    assert "Svar på core" in body
    assert "Nyttan är nådd. Avsluta." in body
    assert "Gör steg" not in body
    for left in (6, 5, 4):
        actions.take_back_step(by=kim, measure_id=one.pk)
        assert one.steps.filter(done_date__isnull=False).count() == left
    assert (one.steps.count(), one.steps.last().told) == (5, {})
    verbs = AuditRow.objects.filter(verb__startswith="prevention.").values_list("verb", flat=True)
    assert sorted(set(verbs)) == ["prevention.begin_measure", "prevention.map_present",
                                  "prevention.take_back_step", "prevention.tell_step"]  # fmt: skip


def test_a_step_out_of_turn_is_refused(one, kim, client_as):
    waits = one.steps.get(code="design")
    asks = queries.placed(waits).kind.asks
    sent = {ask.code: "Två ord" for ask in asks}
    sent |= {"evidence": "VO-2024-1", "done_date": kim.on}
    shown = client_as(kim).post(reverse("roadmaps:tell", args=[waits.pk]), sent)
    assert "inte på tur" in shown.content.decode()
    assert not PreventionStep.objects.filter(done_date__isnull=False).exists()


def test_the_last_day_moves_in_the_year_wheel(one, kim, client_as):
    row, day = one.steps.first(), kim.on + timedelta(days=40)
    client = client_as(kim)
    moved = client.post(reverse("roadmaps:move", args=[row.pk]), {"due_date": day})
    assert moved.status_code == 302
    found = [duty for duty in duties.due(kim, day, day) if duty.topic == "prevention"]
    assert [(duty.role, duty.state) for duty in found] == [("Samordnare", DutyState.DUE)]
    step(client, one, done_date=kim.on)
    found = [duty for duty in duties.due(kim, day, day) if duty.topic == "prevention"]
    assert [(duty.done_date, bool(duty.evidence)) for duty in found] == [(kim.on, True)]
    with pytest.raises(RuleRefused, match="redan gjort"):
        actions.move_step(by=kim, step_id=row.pk, due_date=day)
    with pytest.raises(RuleRefused):
        actions.remove_measure(by=kim, measure_id=one.pk)
    actions.take_back_step(by=kim, measure_id=one.pk)
    gone = client.post(reverse("roadmaps:remove", args=[one.pk]), {"words": ""})
    assert (gone.status_code, PreventionMeasure.objects.count()) == (302, 0)


def test_pages_begin_and_name_what_is_lacking(one, kim, units, client_as):
    client, listed = client_as(kim), reverse("roadmaps:prevention")
    body = client.get(listed).content.decode()
    assert "Samhällsnivå, Individnivå" in body
    assert "<li>Samhällsplanering</li>" in body
    sent = {"title": "Hembesök", "unit": units["almen"].code, "focus_area": "outreach",
            "level": "society", "aim": "prevent", "duty": "Uppdrag", "target": "both",
            "target_size": 10, "answers": "Konsulent", "begun_date": kim.on}  # fmt: skip
    begin = reverse("roadmaps:begin")
    late = sent | {"begun_date": kim.on + timedelta(days=1)}
    assert "inte varit än" in client.post(begin, late).content.decode()
    assert client.post(begin, sent).status_code == 302
    body = client.get(listed).content.decode()
    assert "Samhällsnivå, Individnivå" not in body
    assert "2 förebyggande insatser" in body


def test_others_read_or_are_shut(one, pia, astrid, client_as):
    row = one.steps.first()
    assert client_as(astrid).get(reverse("roadmaps:prevention")).status_code == 403
    client = client_as(pia)
    assert "Gör steg" not in client.get(reverse("roadmaps:measure", args=[one.pk])).content.decode()
    for name, key in (("tell", row.pk), ("move", row.pk), ("take_back", one.pk)):
        assert client.get(reverse(f"roadmaps:{name}", args=[key])).status_code == 403
    with pytest.raises(NotAllowed):
        actions.move_step(by=pia, step_id=row.pk, due_date=pia.on)
    with pytest.raises(NotVisible):
        queries.measure_of(pia, row.pk)
    assert list(queries.duties(astrid, one.begun_date, pia.on)) == []


def test_the_first_step_waits_for_the_whole_present_state(one, kim, units, client_as):
    client, listed = client_as(kim), reverse("roadmaps:present")
    row = PresentState.objects.get(focus_area="planning")
    take_away = reverse("roadmaps:unmap_present", args=[row.pk])
    assert client.post(take_away, {"words": ""}).status_code == 302
    body = client.get(listed).content.decode()
    assert "1 fokusområde är inte beskrivet" in body
    assert (
        "inte beskrivet för Samhällsplanering"
        in step(client, one, done_date=kim.on).content.decode()
    )
    assert (
        "Nuläget är inte beskrivet för:"
        in client.get(reverse("roadmaps:measure", args=[one.pk])).content.decode()
    )
    sent = {"focus_area": "planning", "unit": units["almen"].code, "standing": "none",
            "words": "Vi är inte med.", "resources": ""}  # fmt: skip
    form = reverse("roadmaps:map_present")
    assert "Svara i hela ord" in client.post(form, sent | {"words": "Nej"}).content.decode()
    assert client.post(form, sent).status_code == 302
    assert "Vi är inte med." in client.get(listed).content.decode()
    assert step(client, one, done_date=kim.on).status_code == 302
    gone = AuditRow.objects.get(verb="prevention.unmap_present")
    assert gone.data["words"] == "Två träffar"


def test_a_month_is_counted_replaced_and_taken_away(one, kim, client_as):
    client, page = client_as(kim), reverse("roadmaps:measure", args=[one.pk])
    form = reverse("roadmaps:count_reach", args=[one.pk])
    sent = {"month": str(kim.on.replace(day=1)), "contacts": 30, "persons": 40, "needs": 2,
            "result": ""}  # fmt: skip
    assert "fler än kontakterna" in client.post(form, sent).content.decode()
    assert client.post(form, sent | {"contacts": 50}).status_code == 302
    assert client.post(form, sent | {"contacts": 60}).status_code == 302
    row = PreventionReach.objects.get()
    assert (row.contacts, row.persons, row.needs) == (60, 40, 2)
    assert "40 personer på en månad, 10 procent av målgruppen" in client.get(page).content.decode()
    take_away = reverse("roadmaps:remove_reach", args=[row.pk])
    assert client.post(take_away, {"words": ""}).status_code == 302
    assert not PreventionReach.objects.exists()
    assert "Ingen månad är räknad än" in client.get(page).content.decode()


def test_others_do_not_map_or_count(one, pia, bo, units):
    row = PresentState.objects.first()
    new = reach_rules.ReachTold(pia.on.replace(day=1), 1, 1, 0, "")
    for by in (pia, bo):
        with pytest.raises(NotAllowed):
            actions.map_present(by=by, unit=units["almen"], new=present("method"))
        with pytest.raises(NotAllowed):
            actions.unmap_present(by=by, state_id=row.pk)
        with pytest.raises(NotAllowed):
            actions.count_reach(by=by, measure_id=one.pk, new=new)
    assert not queries.present_page(pia).kept


def test_pages_of_the_mapping_and_the_months_are_shut_to_others(one, kim, pia, astrid, client_as):
    row = PresentState.objects.first()
    new = reach_rules.ReachTold(kim.on.replace(day=1), 1, 1, 0, "")
    month = actions.count_reach(by=kim, measure_id=one.pk, new=new)
    kept = [reverse("roadmaps:map_present"), reverse("roadmaps:unmap_present", args=[row.pk]),
            reverse("roadmaps:count_reach", args=[one.pk]),
            reverse("roadmaps:remove_reach", args=[month.pk])]  # fmt: skip
    assert client_as(astrid).get(reverse("roadmaps:present")).status_code == 403
    assert client_as(pia).get(reverse("roadmaps:present")).status_code == 200
    for address in kept:
        assert client_as(pia).get(address).status_code == 403
        assert client_as(astrid).post(address, {"words": ""}).status_code == 403
    assert PresentState.objects.filter(pk=row.pk).exists()
    assert PreventionReach.objects.filter(pk=month.pk).exists()


def test_a_measure_shows_its_paragraph_and_that_it_no_longer_holds(one, kim, pia, client_as):
    client, page = client_as(kim), reverse("roadmaps:measure", args=[one.pk])
    change = reverse("roadmaps:change_duty", args=[one.pk])
    assert "outreach.older_people" not in client.get(change).content.decode()
    refused = client.post(change, {"duty_topic": "", "duty": ""}).content.decode()
    assert "Skyldigheten saknas" in refused
    with pytest.raises(RuleRefused, match="gäller inte den dagen"):
        actions.change_duty(by=kim, measure_id=one.pk, duty_topic="outreach.older_people", duty="")
    assert client.post(change, {"duty_topic": "relatives.support", "duty": ""}).status_code == 302
    body = client.get(page).content.decode()
    assert "SoL (2001:453) 5 kap. 10 §, gällde 1 januari 2002 till 30 juni 2025" in body
    assert "SoL (2025:400) 13 kap. 9 §, gäller från 1 juli 2025" in body
    assert "gäller inte längre" not in body
    told = AuditRow.objects.get(verb="prevention.change_duty")
    assert told.data == {"before": ["", "Nämndens beslut"], "after": ["relatives.support", ""]}
    PreventionMeasure.objects.update(duty_topic="outreach.older_people")
    assert "gäller inte längre" in client.get(page).content.decode()
    assert client_as(pia).get(change).status_code == 403
    with pytest.raises(NotAllowed):
        actions.change_duty(by=pia, measure_id=one.pk, duty_topic="relatives.support", duty="")


def test_the_plan_lists_its_duties_with_how_many_measures_point_to_each(one, kim):
    actions.change_duty(by=kim, measure_id=one.pk, duty_topic="relatives.support", duty="")
    counts = {duty.topic: n for duty, n in queries.prevention_page(kim).duties}
    assert counts["relatives.support"] == 1
    assert sum(counts.values()) == 1

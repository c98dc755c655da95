"""A preventive measure goes through the five steps, is changed, taken back; who may."""

from datetime import timedelta

import pytest
from django.urls import reverse

from vaka.areas.roadmaps import prevention_actions as actions
from vaka.areas.roadmaps import prevention_queries as queries
from vaka.areas.roadmaps.models import PreventionMeasure, PreventionStep
from vaka.areas.roadmaps.prevention_rules import MeasureTold
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.duties import DutyState
from vaka.law.verdict import RuleRefused


@pytest.fixture
def one(kim, units):
    """A measure begun by Kim thirty days ago."""
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
    assert sorted(set(verbs)) == ["prevention.begin_measure", "prevention.take_back_step",
                                  "prevention.tell_step"]  # fmt: skip


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

"""A technology is thought through before it is used; a night plan that lacks it says so."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override

from vaka.areas.night_care import equipment_actions, factor_actions, factor_queries, factor_rules
from vaka.areas.night_care.factor_models import TechnologyReview
from vaka.areas.night_care.models import NightPlan
from vaka.areas.night_care.tests.test_equipment import room as room
from vaka.foundation.access.viewer import NotAllowed
from vaka.foundation.audit.models import AppendOnly, AuditRow
from vaka.law.verdict import RuleRefused

DAY = date(2026, 11, 29)
FACTORS = factor_rules.wording_on(DAY).factors
ANSWERS = {one.key: f"Genomgånget: {one.key}" for one in FACTORS}


def test_the_twelve_and_the_authoritys_are_asked_each_once() -> None:
    sources = [one.source for one in FACTORS]
    assert sources.count("skr") + sources.count("both") == 12
    assert sources.count("ivo") == 3
    assert len({one.key for one in FACTORS}) == len(FACTORS) == 15
    with override("en"):
        assert {one.label for one in FACTORS} >= {"Integrity", "Procurement"}


def test_a_day_before_all_wordings_has_the_first() -> None:
    assert factor_rules.wording_on(date(1999, 1, 1)) == factor_rules.wordings()[0]


@pytest.mark.parametrize(
    ("change", "ahead", "codes"),
    [({}, 0, []), ({"law": ""}, 0, ["law"]), ({"law": "Ja"}, 0, ["law"]),
     ({}, 1, ["decided_date"])],
)  # fmt: skip
def test_every_factor_is_answered_by_a_day_that_was(change, ahead, codes) -> None:
    verdict = factor_rules.may_review(answers=ANSWERS | change, factors=FACTORS, today=DAY,
                                      decided=DAY + timedelta(days=ahead))  # fmt: skip
    assert [one.code for one in verdict.refusals] == codes


def test_a_camera_in_a_plan_lacks_its_review_until_it_is_made(room, bo, kim, client_as):
    client, today = client_as(bo), timezone.localdate()
    plan = reverse("night_care:plan", args=[NightPlan.objects.get().pk])
    assert "inte har prövat mot faktorerna: kamera för tillsyn" in client.get(plan).content.decode()
    path = reverse("night_care:equipment", args=["almen"])
    assert "Nattplaner bygger på den" in client.get(path).content.decode()
    form = reverse("night_care:review", args=["almen", "camera"])
    assert "Informationssäkerhet" in client.get(form).content.decode()
    sent = {**ANSWERS, "decided_by": "Enhetschef Bo Hallsten", "decided_date": today}
    assert "Integritet är inte besvarat." in client.post(
        form, sent | {"integrity": "ja"}).content.decode()  # fmt: skip
    assert client.post(form, sent).status_code == 302
    assert client.post(form, sent | {"law": "Ny rutin finns"}).status_code == 302
    assert TechnologyReview.objects.count() == 2
    assert "inte har prövat" not in client.get(plan).content.decode()
    page = client_as(kim).get(path).content.decode()
    assert "Beslutat av Enhetschef Bo Hallsten" in page
    assert "Ny rutin finns" in page
    assert "Pröva på nytt" not in page
    assert AuditRow.objects.filter(verb="night_care.review_technology").count() == 2
    with pytest.raises(AppendOnly):
        TechnologyReview.objects.update(decided_by="x")


def test_only_kinds_that_watch_or_call_are_asked_about(room, bo, client_as):
    client = client_as(bo)
    assert client.get(reverse("night_care:review", args=["almen", "hoist"])).status_code == 404
    assert client.get(reverse("night_care:review", args=["almen", "kikare"])).status_code == 404
    equipment_actions.equip(by=bo, room_id=room.pk, kinds=["hoist", "bed"],
                            since_date=timezone.localdate())  # fmt: skip
    rows = factor_queries.rows_of(room.unit.parent, [room], timezone.localdate())
    assert [(one.kind, one.is_in_plans) for one in rows] == [("camera", True), ("bed", False)]


def test_a_plan_that_rests_on_sensors_asks_for_those_of_its_room(room, bo, units):
    plan, today = NightPlan.objects.get(), timezone.localdate()
    equipment_actions.equip(by=bo, room_id=room.pk, kinds=["bed", "button"], since_date=today)
    assert factor_queries.lacking(units["almen"], plan) == ["Kamera för tillsyn"]
    plan.supervision = "mixed"
    assert factor_queries.lacking(units["almen"], plan) == ["Kamera för tillsyn", "Sängsensor"]


def test_a_review_in_an_older_wording_says_so(room, bo, units, monkeypatch):
    asked = {"by": bo, "unit": units["almen"], "kind": "camera", "answers": ANSWERS,
             "decided_by": "Nämnden", "decided_date": timezone.localdate()}  # fmt: skip
    factor_actions.review_technology(**asked)
    newer = factor_rules.Wording(timezone.localdate(), FACTORS[:2])
    older = factor_rules.wordings()[0]
    monkeypatch.setattr(factor_rules, "wordings", lambda: (older, newer))
    row = factor_queries.rows_of(units["almen"], [room], timezone.localdate())[0]
    assert row.is_old
    assert len(row.answers) == 15


def test_others_may_not_review(room, bo, cecilia, kim, units, client_as):
    asked = {"unit": units["almen"], "kind": "camera", "answers": ANSWERS, "decided_by": "x",
             "decided_date": timezone.localdate()}  # fmt: skip
    for viewer in (cecilia, kim):
        with pytest.raises(NotAllowed):
            factor_actions.review_technology(by=viewer, **asked)
    form = reverse("night_care:review", args=["almen", "camera"])
    assert client_as(cecilia).get(form).status_code == 404
    assert client_as(kim).get(form).status_code == 403
    with pytest.raises(RuleRefused):
        factor_actions.review_technology(by=bo, **asked | {"answers": {}})

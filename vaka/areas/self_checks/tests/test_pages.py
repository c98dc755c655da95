"""Each page: works, refuses, another unit gets 404."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from vaka.areas.self_checks import actions, plan_actions, plan_queries
from vaka.areas.self_checks.models import Answer, CheckPlan, Form, Round
from vaka.areas.self_checks.plan_actions import NewForm
from vaka.areas.self_checks.plan_rules import Wanted
from vaka.areas.self_checks.rules import Method, Topic
from vaka.areas.self_checks.tests.conftest import STEPS, answer, plan_at
from vaka.foundation.access import gate
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases.models import Case
from vaka.foundation.files import pictures
from vaka.foundation.files.tests.test_pictures import photo
from vaka.foundation.questions.sets import Kind


def _to(name, *args):
    return reverse(f"self_checks:{name}", args=args)


def _filled(one, **more):
    head = one.pk.hex[-8:]
    values = {f"{head}-{key}": "yes" for key in STEPS} | {"round": str(one.pk)}
    values["client_id"] = str(uuid.uuid4())
    return values | {f"{head}-{key.replace('_', '-')}": value for key, value in more.items()}


def test_a_quality_developer_builds_the_check_and_phones_fill_it(client_as, kim, bo, units):
    """The first thing the issue asks for, by pages alone: build, plan, hang, fill, find, remedy."""
    client = client_as(kim)
    sent = {"title": "Basala hygienrutiner", "method": "self_rating", "topic": "hygiene"}
    page = client.post(_to("new_form"), sent)
    form = Form.objects.get()
    assert page.url == _to("new_question", form.pk)
    for number in range(8):
        client.post(page.url, {"label": f"Steg {number}", "kind": "check", "is_required": "on",
                               "fler": "ja"})  # fmt: skip
    today = timezone.localdate()
    client.post(_to("put_in_force", form.pk), {"since_date": today.replace(month=1, day=1)})
    client.post(_to("new_plan", form.pk), {
        "title": "Basala hygienrutiner", "since_date": today.replace(month=1, day=1),
        "frequency": "quarterly", "target_percent": 90, "is_anonymous": "on",
        "units": ["almen"], "expected": 12,
    })  # fmt: skip
    plan = CheckPlan.objects.get()
    boss = client_as(bo)
    boss.post(_to("open_round", plan.pk, "almen"))
    poster = boss.post(_to("hang_door", plan.pk, "almen"), follow=True).content.decode()
    door = re.search(r"/egenkontroll/svara/\?dorr=(\w+)", poster)[0]
    one = Round.objects.get()
    head = one.pk.hex[-8:]
    for number in range(10):
        phone, values = Client(), {f"{head}-steg-{step}": "yes" for step in range(8)}
        if number < 4:
            values[f"{head}-steg-3"] = "no"
        assert "Du är anonym" in phone.get(door).content.decode()
        gone = phone.post(door, values | {"round": str(one.pk), "client_id": str(uuid.uuid4())})
        assert gone.status_code == 302, gone.content.decode()
    page = boss.get(_to("round", one.pk)).content.decode()
    assert "10" in page
    assert "En punkt når inte målet" in page
    assert "31–83 av 10 svar" in page
    made = boss.post(_to("find", one.pk, "steg-3"), {"text": "Steg 3 görs inte."})
    finding = Case.objects.get(kind="finding")
    assert made.url.endswith(f"?case={finding.pk}")
    assert "Följs inte: Steg 3" in boss.get(made.url).content.decode()
    boss.post(made.url, {"text": "Sätt upp sprit", "kind": "corrective", "cause": "Ingen sprit",
                         "cause_code": "", "unit": "almen", "reach": ""})  # fmt: skip
    assert "Sätt upp sprit" in boss.get(_to("finding", finding.pk)).content.decode()


def test_an_anonymous_answer_says_nothing_of_who(client_as, astrid, bo, opened, plan, units):
    door = plan_actions.hang_door(by=bo, plan=plan, unit=units["almen"]).door.code
    before = AuditRow.objects.count()
    client_as(astrid).post(f"{_to('fill')}?dorr={door}", _filled(opened))
    kept = Answer.objects.get()
    assert kept.person is None
    assert not hasattr(kept, "answered_at")
    for row in AuditRow.objects.order_by("id")[before:]:
        assert row.actor is None
        assert str(kept.pk) not in str(row.data)


def test_the_same_answer_twice_is_one(bo, opened, plan, units):
    door = plan_actions.hang_door(by=bo, plan=plan, unit=units["almen"]).door.code
    sent = _filled(opened)
    for _ in range(2):
        Client().post(f"{_to('fill')}?dorr={door}", sent)
    assert Answer.objects.count() == 1


def test_a_flood_from_one_network_stops_nobody_elses_answer(bo, opened, plan, units, monkeypatch):
    allowed = gate.Limits(address=2, total=100)
    monkeypatch.setattr(gate, "Limits", lambda *_told: allowed)
    door = plan_actions.hang_door(by=bo, plan=plan, unit=units["almen"]).door.code
    address = f"{_to('fill')}?dorr={door}"
    sent = [Client().post(address, _filled(opened), REMOTE_ADDR="192.0.2.1") for _n in range(4)]
    assert [one.status_code for one in sent] == [302, 302, 429, 429]
    assert "Det du har svarat står kvar" in sent[-1].content.decode()
    assert Client().post(address, _filled(opened), REMOTE_ADDR="192.0.2.2").status_code == 302
    assert Answer.objects.filter(round=opened).count() == 3


def test_what_is_missing_is_told_and_kept(bo, opened, plan, units):
    door = plan_actions.hang_door(by=bo, plan=plan, unit=units["almen"]).door.code
    page = Client().post(f"{_to('fill')}?dorr={door}", _filled(opened, smycken=""))
    assert "Svara på frågan." in page.content.decode()
    assert not Answer.objects.exists()


def test_few_anonymous_answers_are_not_shown(client_as, bo, astrid, opened):
    answer(astrid, opened, 4, smycken="no")
    page = client_as(bo).get(_to("round", opened.pk)).content.decode()
    assert "Resultatet visas när 5 har svarat" in page
    assert "ja, " not in page


def test_a_code_that_leads_nowhere_says_so(db):
    assert Client().get(f"{_to('fill')}?dorr=abc").status_code == 404


def test_a_signed_in_round_asks_who(client_as, kim, bo, astrid, form, units):
    from vaka.areas.self_checks import actions, plan_queries
    from vaka.areas.self_checks.tests.conftest import plan_at

    plan = plan_at(kim, form, units, "almen", is_anonymous=False)
    now = plan_queries.begun(plan, timezone.localdate())[-1]
    one = actions.open_round(by=bo, plan=plan, unit=units["almen"], occasion=now)
    door = plan_actions.hang_door(by=bo, plan=plan, unit=units["almen"]).door.code
    address = f"{_to('fill')}?dorr={door}"
    assert "/logga-in/" in Client().get(address).url
    client_as(astrid).post(address, _filled(one))
    assert Answer.objects.get().person == astrid.person


@pytest.mark.parametrize("name", ["round", "close", "cancel", "reopen", "draw"])
def test_another_units_round_does_not_exist(client_as, cecilia, opened, name):
    assert client_as(cecilia).get(_to(name, opened.pk)).status_code == 404


@pytest.mark.parametrize("name", ["new_form", "forms", "plans"])
def test_a_carer_builds_nothing(client_as, astrid, name):
    assert client_as(astrid).get(_to(name)).status_code == 403


def test_a_manager_sees_forms_and_builds_none(client_as, bo, form):
    client = client_as(bo)
    assert client.get(_to("form", form.pk)).status_code == 200
    assert client.get(_to("new_question", form.pk)).status_code == 403
    assert client.post(_to("begin_version", form.pk)).status_code == 403


def test_a_carer_meets_what_is_to_be_answered(client_as, astrid, opened):
    page = client_as(astrid).get(_to("start")).content.decode()
    assert "Basala hygienrutiner" in page
    assert "Pågår" not in page


def test_a_round_is_compiled_and_opened_again(client_as, bo, opened):
    client = client_as(bo)
    client.post(_to("close", opened.pk), {"version": 1, "words": "Vi sätter upp sprit."})
    page = client.get(_to("round", opened.pk)).content.decode()
    assert "Vi sätter upp sprit." in page
    client.post(_to("reopen", opened.pk), {"version": 2, "words": "Fler ska svara."})
    assert Case.objects.get(pk=opened.pk).state == "open"


def test_a_sample_is_drawn_and_can_be_drawn_again(client_as, bo, opened):
    from vaka.law.lots import drawn

    client_as(bo).post(_to("draw", opened.pk), {"population": 140, "size": 10})
    made = opened.draws.get()
    assert made.numbers == drawn(140, 10, made.seed)
    assert len(set(made.numbers)) == 10


def test_a_new_version_leaves_old_answers_with_their_questions(
    client_as, kim, bo, astrid, form, opened
):
    answer(astrid, opened, 5)
    client = client_as(kim)
    client.post(_to("begin_version", form.pk))
    client.post(_to("move", form.pk, "smycken"), {"hur": "bort"})
    sent = {"label": "Handskar på", "kind": "check", "group": "Händer och handskar"}
    client.post(_to("question", form.pk, "handskar"), sent)
    client.post(_to("put_in_force", form.pk), {"since_date": timezone.localdate()})
    page = client_as(bo).get(_to("round", opened.pk)).content.decode()
    assert "fri från ringar" in page
    assert "Handskar på" not in page
    assert "Handskar på" in client.get(_to("form", form.pk)).content.decode()


def test_the_plan_is_changed_and_ended(client_as, kim, plan, opened):
    client, day = client_as(kim), timezone.localdate()
    assert client.get(_to("plan", plan.pk)).status_code == 200
    client.post(_to("terms", plan.pk),
                {"since_date": day, "frequency": "monthly", "target_percent": 95})  # fmt: skip
    client.post(_to("places", plan.pk), {"units": ["almen"], "expected": 20})
    client.post(_to("end", plan.pk), {"on_date": day})
    plan.refresh_from_db()
    assert plan.ended_date == day
    assert plan.terms.count() == 2
    assert [one.unit.code for one in plan.places.all()] == ["almen"]


def _photo_form(kim):
    made = plan_actions.make_form(by=kim, new=NewForm("Förrådet", Method.CHECKLIST, Topic.OTHER))
    for wanted in (Wanted("Är det städat?", Kind.CHECK), Wanted("Hur ser det ut?", Kind.PHOTO)):
        plan_actions.add_question(by=kim, form_id=made.pk, wanted=wanted)
    day = timezone.localdate().replace(month=1, day=1)
    plan_actions.put_in_force(by=kim, form_id=made.pk, since_date=day)
    return made


def test_a_photo_is_seen_by_those_who_see_the_round(client_as, kim, bo, cecilia, astrid, units):
    plan = plan_at(kim, _photo_form(kim), units, "almen", is_anonymous=False)
    now = plan_queries.begun(plan, timezone.localdate())[-1]
    one = actions.open_round(by=bo, plan=plan, unit=units["almen"], occasion=now)
    head, phone = one.pk.hex[-8:], client_as(astrid)
    sent = {"round": str(one.pk), "client_id": str(uuid.uuid4()), f"{head}-ar-det-stadat": "yes"}
    bad = phone.post(_to("fill"), sent | {f"{head}-hur-ser-det-ut": "data:image/png;base64,AAAA"})
    assert "Fotot gick inte att läsa" in bad.content.decode()
    took = pictures.as_text(photo())
    assert phone.post(_to("fill"), sent | {f"{head}-hur-ser-det-ut": took}).status_code == 302
    page = client_as(bo).get(_to("round", one.pk)).content.decode()
    shown = re.search(r'<img src="(/filer/[^"]+)"', page)[1]
    response = client_as(bo).get(shown)
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8\xff")
    assert client_as(cecilia).get(shown).status_code == 404


def test_photos_are_not_asked_without_names(client_as, kim, units):
    form = _photo_form(kim)
    page = client_as(kim).post(_to("new_plan", form.pk), {
        "title": "Förrådet", "since_date": "2026-01-01", "frequency": "monthly",
        "target_percent": "90", "is_anonymous": "on", "units": ["almen"],
    }).content.decode()  # fmt: skip
    assert "foton kan röja vem som svarar" in page
    assert not CheckPlan.objects.exists()

"""The way of an order: questions, risks with remedies, a plan gone through also where not named."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.remedies import actions as remedies
from vaka.areas.remedies.actions import NewRemedy, Plan
from vaka.areas.remedies.rules import Outcome, RemedyKind
from vaka.areas.work_environment import actions, queries, timing
from vaka.areas.work_environment.actions import NewTime, NewWorkInvestigation
from vaka.areas.work_environment.facts import rows
from vaka.areas.work_environment.models import WorkQuestion, WorkRisk
from vaka.areas.work_environment.rules import QuestionKind, TimeKind
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible
from vaka.foundation.cases.models import Case
from vaka.law.verdict import RuleRefused


@pytest.fixture
def order(units, kim):
    """An order on Almen, kept by the administration, with one question and one risk."""
    today = timezone.localdate()
    case = actions.begin_work_investigation(
        by=kim,
        new=NewWorkInvestigation(
            units["socialforvaltningen"], "Arbetsbelastning", "Räcker tiden?",
            today - timedelta(days=30), today + timedelta(days=30), [units["almen"]],
            "Arbetsmiljöverket", "2023/058424",
        ),
    )  # fmt: skip
    case = actions.add_work_question(by=kim, case_id=case.pk, version=case.version,
                                     kind=QuestionKind.TIME, text="Räcker tiden för larm?",
                                     time_kind=TimeKind.ALARM)  # fmt: skip
    return actions.add_work_risk(by=kim, case_id=case.pk, version=case.version,
                                 text="Larm dröjer på kvällen")  # fmt: skip


@pytest.fixture
def anneli(units, everybody):
    """The manager of the administration, who decides."""
    from vaka.foundation.access.actions import give
    from vaka.foundation.access.viewer import Viewer
    from vaka.foundation.people.models import Person

    person = Person.objects.create_user("anneli", given_name="Anneli", family_name="Rydmark")
    give(by=Viewer.system("tests"), person=person, role_code="unit_manager",
         unit=units["socialforvaltningen"], from_date=timezone.localdate())  # fmt: skip
    return Viewer.of(person)


def _answered(kim, units, case):
    question, risk = WorkQuestion.objects.get(), WorkRisk.objects.get()
    case = actions.answer_work_question(
        by=kim, case_id=case.pk, question_id=question.pk, version=case.version, method="Larmlogg",
        finding="För få larmrader", felt_percent=67,
    )  # fmt: skip
    case = actions.write_survey(by=kim, case_id=case.pk, version=case.version, asked=50,
                                answered=41, period="Mars", words="")  # fmt: skip
    return actions.grade_work_risk(by=kim, case_id=case.pk, risk_id=risk.pk, version=case.version,
                                   is_serious=True, reason="Ingen hinner")  # fmt: skip


def test_a_plan_is_decided_gone_through_and_closed(units, kim, anneli, bo, cecilia, order):
    with pytest.raises(NotVisible):
        queries.investigation_page(bo, order.pk)
    case = _answered(kim, units, order)
    with pytest.raises(NotAllowed):
        actions.decide(by=kim, case_id=case.pk, version=case.version)
    with pytest.raises(RuleRefused, match="saknar beslutad"):
        actions.decide(by=anneli, case_id=case.pk, version=case.version)
    today = timezone.localdate()
    new = NewRemedy(units["socialforvaltningen"], RemedyKind.CORRECTIVE, "Lägg larmrader",
                    cause_code=str(WorkRisk.objects.get().pk))  # fmt: skip
    plan = Plan(anneli.person, today + timedelta(days=9), today + timedelta(days=40))
    remedy = remedies.propose(by=anneli, new=new, answers=[case.pk], plan=plan)
    case = actions.decide(by=anneli, case_id=case.pk, version=case.version)
    page = queries.investigation_page(bo, case.pk)
    assert [(row.unit.code, row.is_named) for row in page.reviews] == [
        ("almen", True), ("bjorken", False)]  # fmt: skip
    assert page.rate == 82
    with pytest.raises(RuleRefused, match="inte genomgången"):
        actions.close(by=anneli, case_id=case.pk, version=case.version)
    with pytest.raises(NotAllowed):
        actions.review_plan(by=bo, case_id=case.pk, version=case.version, unit=units["bjorken"],
                            reviewed=today)  # fmt: skip
    for who, unit in ((bo, "almen"), (cecilia, "bjorken")):
        case = actions.review_plan(by=who, case_id=case.pk, version=case.version,
                                   unit=units[unit], reviewed=today)  # fmt: skip
    remedy = remedies.finish(by=anneli, case_id=remedy.pk, version=remedy.version, words="Lagda")
    remedies.check_effect(by=anneli, case_id=remedy.pk, version=remedy.version,
                          outcome=Outcome.WORKED, words="Svar i tid")  # fmt: skip
    case = actions.close(by=anneli, case_id=case.pk, version=case.version)
    assert case.closed_at is not None
    case = actions.reopen(by=anneli, case_id=case.pk, version=case.version, words="Ny fråga")
    assert (case.state, case.closed_at) == ("open", None)


def test_time_and_alarms_stand_beside_the_answer(units, kim, bo, order):
    month = timezone.localdate().replace(day=1)
    new = NewTime(units["almen"], month, TimeKind.ALARM, 600, 720, 48, 3)
    actions.log_time(by=bo, new=new)
    actions.log_time(by=bo, new=NewTime(units["almen"], month, TimeKind.TRAVEL, 100, 90))
    with pytest.raises(RuleRefused, match="raden för larm"):
        actions.log_time(by=bo, new=NewTime(units["almen"], month, TimeKind.TRAVEL, 1, 1, 2))
    with pytest.raises(NotAllowed):
        actions.log_time(by=bo, new=NewTime(units["bjorken"], month, TimeKind.TRAVEL, 1, 1))
    case = _answered(kim, units, order)
    question = queries.investigation_page(kim, case.pk).questions[0]
    assert question.time is not None
    assert (question.time.percent, question.agrees) == (120, True)
    page = timing.time_page(bo, month)
    assert [(row.counts[-1], row.minutes_each) for row in page.alarms] == [(48, 15)]
    assert page.odd_logs == 3
    assert sorted(row["used_percent"] for row in rows(None, None)) == [90, 120]


def test_the_pages(client_as, units, kim, bo, eva, pia, astrid, order):
    client, today = client_as(kim), timezone.localdate()
    page = reverse("work_environment:case", args=[order.pk])
    assert "Planen är inte hel än" not in client.get(page).content.decode()
    question, risk = WorkQuestion.objects.get(), WorkRisk.objects.get()
    version = Case.objects.get(pk=order.pk).version
    answer = reverse("work_environment:answer", args=[order.pk, question.pk])
    sent = {"version": version, "method": "Logg", "finding": "Nej", "felt_percent": "60"}
    assert client.post(answer, sent).status_code == 302
    grade = reverse("work_environment:grade", args=[order.pk, risk.pk])
    sent = {"version": version + 1, "is_serious": "yes", "reason": "", "done_at_once": ""}
    assert client.post(grade, sent).status_code == 302
    assert "Allvarlig" in client.get(page).content.decode()
    for name in ("fraga", "enkat", "risk", "genomgang"):
        step = reverse("work_environment:step", args=[order.pk, name])
        assert client.get(step).status_code == 200
    for name in ("faststall", "avsluta", "oppna"):
        step = reverse("work_environment:step", args=[order.pk, name])
        assert client.get(step).status_code == 403
    new = {"title": "Hot", "about": "Kvällar", "received_date": today, "due_date": today,
           "unit": "almen", "covers": ["almen"], "ordered_by": "", "number": ""}  # fmt: skip
    made = client.post(f"{reverse('work_environment:new')}", new)
    assert made.status_code == 302
    assert "Almen" in client.get(made["Location"]).content.decode()
    time = {"unit": "almen", "month": today, "kind": "alarm", "planned_minutes": 600,
            "performed_minutes": 700, "alarms": 40, "odd_logs": 0}  # fmt: skip
    assert client.post(reverse("work_environment:log_time"), time).status_code == 302
    seen = client_as(eva).get(reverse("work_environment:time")).content.decode()
    assert "Räcker den avsatta tiden?" in seen
    assert (
        "Handlingsplan"
        in client.get(reverse("work_environment:plan", args=[order.pk])).content.decode()
    )
    assert client_as(pia).get(reverse("work_environment:list")).status_code == 403
    for address in (page, answer, grade):
        assert client_as(bo).get(address).status_code == 404
        assert client_as(astrid).get(address).status_code == 404


def test_the_order_stands_on_the_wheel(order, kim):
    today = timezone.localdate()
    due = duties.due(kim, today, today + timedelta(days=40))
    assert [one.unit for one in due if one.topic == "work_investigation"] == ["Socialförvaltningen"]

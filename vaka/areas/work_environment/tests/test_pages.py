"""The way of an order: questions, risks with remedies, a plan gone through also where not named."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.inspections import actions as inspections
from vaka.areas.inspections.actions import NewInspection
from vaka.areas.inspections.rules import Sort
from vaka.areas.remedies import actions as remedies
from vaka.areas.remedies.actions import NewRemedy, Plan
from vaka.areas.remedies.rules import Outcome, RemedyKind
from vaka.areas.work_environment import actions, queries, timing, urls
from vaka.areas.work_environment.actions import NewTime, NewWorkInvestigation
from vaka.areas.work_environment.facts import rows, stamp
from vaka.areas.work_environment.models import PlanReview, WorkQuestion, WorkRisk, WorkTime
from vaka.areas.work_environment.rules import QuestionKind, TimeKind
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.models import AuditRow
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


def _handled(who, units, case, by=None, unit="socialforvaltningen", cause=None):
    """A remedy decided with a day and a check, against the risk unless said otherwise."""
    today = timezone.localdate()
    code = str(WorkRisk.objects.get().pk) if cause is None else cause
    new = NewRemedy(units[unit], RemedyKind.CORRECTIVE, "Lägg larmrader", cause="Larm dröjer",
                    cause_code=code)  # fmt: skip
    plan = Plan(who.person, today + timedelta(days=9), today + timedelta(days=40))
    return remedies.propose(by=by or who, new=new, answers=[case.pk], plan=plan)


def _done(anneli, remedy):
    remedy = remedies.finish(by=anneli, case_id=remedy.pk, version=remedy.version, words="Lagda")
    remedies.check_effect(by=anneli, case_id=remedy.pk, version=remedy.version,
                          outcome=Outcome.WORKED, words="Svar i tid")  # fmt: skip


def _reviewed(case, units, *who):
    for viewer, unit in who:
        case = actions.review_plan(by=viewer, case_id=case.pk, version=case.version,
                                   unit=units[unit], reviewed=timezone.localdate())  # fmt: skip
    return case


def test_a_plan_is_decided_gone_through_and_closed(units, kim, anneli, bo, cecilia, order):
    with pytest.raises(NotVisible):
        queries.investigation_page(bo, order.pk)
    case = _answered(kim, units, order)
    with pytest.raises(NotAllowed):
        actions.decide(by=kim, case_id=case.pk, version=case.version)
    with pytest.raises(RuleRefused, match="saknar beslutad"):
        actions.decide(by=anneli, case_id=case.pk, version=case.version)
    today = timezone.localdate()
    remedy = _handled(anneli, units, case)
    with pytest.raises(RuleRefused, match="Ingen handlingsplan gäller"):
        actions.review_plan(by=kim, case_id=case.pk, version=case.version, unit=units["almen"],
                            reviewed=today)  # fmt: skip
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
    with pytest.raises(RuleRefused, match="inte igenom på den enheten"):
        _reviewed(case, units, (anneli, "socialforvaltningen"))
    case = _reviewed(case, units, (bo, "almen"), (cecilia, "bjorken"))
    _done(anneli, remedy)
    case = actions.close(by=anneli, case_id=case.pk, version=case.version)
    assert case.closed_at is not None
    case = actions.reopen(by=anneli, case_id=case.pk, version=case.version, words="Ny fråga")
    assert (case.state, case.closed_at) == ("open", None)
    again = queries.investigation_page(anneli, case.pk)
    assert (again.decided_date, again.reviewed) == (None, 0)
    PlanReview.objects.update(reviewed_date=today - timedelta(days=1))
    case = actions.decide(by=anneli, case_id=case.pk, version=case.version)
    with pytest.raises(RuleRefused, match="Almen, Björken"):
        actions.close(by=anneli, case_id=case.pk, version=case.version)


@pytest.mark.parametrize("is_loose", [False, True])
def test_a_remedy_that_the_decider_does_not_see_still_counts(
    units, kim, anneli, maja, order, is_loose
):
    case = _answered(kim, units, order)
    hidden = _handled(maja, units, case, by=Viewer.system("tests"), unit="vaka",
                      cause="" if is_loose else None)  # fmt: skip
    seen = _handled(anneli, units, case)
    page = queries.investigation_page(anneli, case.pk)
    assert [one.id for one in [*page.risks[0].remedies, *page.loose]] == [seen.pk]
    hidden.remedy.effect_date = None
    hidden.remedy.save()
    with pytest.raises(RuleRefused, match="kontrolleras aldrig"):
        actions.decide(by=anneli, case_id=case.pk, version=case.version)
    hidden.remedy.effect_date = timezone.localdate()
    hidden.remedy.save()
    case = actions.decide(by=anneli, case_id=case.pk, version=case.version)
    _done(anneli, seen)
    case = _reviewed(case, units, (anneli, "almen"), (anneli, "bjorken"))
    with pytest.raises(RuleRefused, match="återstår"):
        actions.close(by=anneli, case_id=case.pk, version=case.version)


def test_a_remedy_that_was_dropped_handles_no_risk(units, kim, anneli, order):
    case = _answered(kim, units, order)
    remedy = _handled(anneli, units, case)
    assert queries.investigation_page(anneli, case.pk).may_decide.ok
    remedies.drop(by=anneli, case_id=remedy.pk, version=remedy.version, words="För dyrt")
    with pytest.raises(RuleRefused, match="saknar beslutad"):
        actions.decide(by=anneli, case_id=case.pk, version=case.version)


def test_only_an_inspection_that_one_sees_is_answered(client_as, units, kim, maja, order):
    today = timezone.localdate()
    address = reverse("work_environment:new")
    made = [
        inspections.receive(by=maja, new=NewInspection(
            units[unit], Sort.ORDER, f"Föreläggande {unit}", "Arbetsmiljöverket", "Tiden",
            today - timedelta(days=20), today + timedelta(days=10)))
        for unit in ("socialforvaltningen", "vaka")
    ]  # fmt: skip
    mine, others = made
    client = client_as(kim)
    assert mine.title in client.get(address, {"case": mine.pk}).content.decode()
    assert AuditRow.objects.filter(verb="inspection.read", object_id=str(mine.pk),
                                   actor=kim.person).exists()  # fmt: skip
    for wrong in (others.pk, order.pk, "x"):
        assert client.get(address, {"case": wrong}).status_code == 404
    new = {"title": "Hot", "about": "Kvällar", "received_date": today, "due_date": today,
           "unit": "almen", "covers": ["almen"]}  # fmt: skip
    begun = client.post(f"{address}?case={mine.pk}", new)
    page = queries.investigation_page(kim, Case.objects.get(title="Hot").pk)
    assert begun.status_code == 302
    assert page.order == [(mine.reference, mine.pk)]
    assert "inte till den ansvariga enheten" in client.post(
        address, new | {"covers": ["bjorken"]}).content.decode()  # fmt: skip


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
    before = stamp()
    assert stamp() == before
    alarms, travel = WorkTime.objects.order_by("planned_minutes").reverse()
    for row, minutes in ((alarms, travel.performed_minutes), (travel, alarms.performed_minutes)):
        WorkTime.objects.filter(pk=row.pk).update(performed_minutes=minutes)
    assert stamp() != before


def test_the_pages(client_as, units, kim, anneli, eva, order):
    client, today = client_as(kim), timezone.localdate()
    page = reverse("work_environment:case", args=[order.pk])
    assert "Planen är inte hel än" not in client.get(page).content.decode()
    assert "Planen är inte hel än" in client_as(anneli).get(page).content.decode()
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
    assert "100 minuter för lite avsatta" in seen
    paper = client.get(reverse("work_environment:plan", args=[order.pk])).content.decode()
    assert "1. Larm dröjer på kvällen" in paper


@pytest.mark.parametrize("of", urls.urlpatterns, ids=lambda of: of.name)
def test_outsiders_meet_no_investigation_that_is_not_decided(client_as, units, kim, bo, astrid,
                                                             cecilia, pia, order, of):  # fmt: skip
    known = {"case_id": order.pk, "question_id": WorkQuestion.objects.get().pk,
             "risk_id": WorkRisk.objects.get().pk, "name": "fraga"}  # fmt: skip
    address = reverse(
        f"work_environment:{of.name}", kwargs={key: known[key] for key in of.pattern.converters}
    )
    is_one = "case_id" in of.pattern.converters
    assert client_as(kim).get(address).status_code == 200
    for who in (bo, astrid, cecilia, pia):
        client = client_as(who)
        for response in (client.get(address), client.post(address, {"version": order.version})):
            if is_one:
                assert response.status_code == 404
            assert order.title not in response.content.decode()
            assert order.reference not in response.content.decode()
    if not is_one:
        assert client_as(pia).get(address).status_code == 403


def test_the_order_stands_on_the_wheel(order, kim):
    today = timezone.localdate()
    due = duties.due(kim, today, today + timedelta(days=40))
    assert [one.unit for one in due if one.topic == "work_investigation"] == ["Socialförvaltningen"]

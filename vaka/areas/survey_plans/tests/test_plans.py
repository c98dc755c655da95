"""A plan from the survey to the next result; who owes one; what the wheel and worklist say."""

import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from vaka.areas.remedies import actions as remedies
from vaka.areas.remedies.actions import NewRemedy
from vaka.areas.remedies.rules import RemedyKind
from vaka.areas.self_checks.models import Answer, CheckPlan, Form, FormVersion, Round
from vaka.areas.survey_plans import actions, queries, results
from vaka.areas.survey_plans.models import SurveyPlan
from vaka.areas.survey_plans.rules import PlanState
from vaka.areas.survey_plans.tests.conftest import SURVEY, give
from vaka.foundation import duties
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.audit.models import AuditRow
from vaka.foundation.cases import worklist
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.worklist import WorkFilter
from vaka.foundation.notices.models import Notice
from vaka.foundation.organisation.actions import set_local_value
from vaka.law.verdict import RuleRefused

LONG = "Aktiviteterna är på förmiddagen när många vilar"
WEAK = [f"{SURVEY}_{name}_share" for name in ("activities", "food", "meals")]


def _remedy(bo, units, plan, key):
    new = NewRemedy(units["almen"], RemedyKind.PREVENTIVE, "Aktivitet på kvällen", cause_code=key)
    return remedies.propose(by=bo, new=new, answers=[plan.pk])


def test_each_unit_with_enough_answers_owes_a_plan_for_its_weakest_questions(plan, bo, kim):
    row = SurveyPlan.objects.get()
    assert (plan.unit.code, plan.owner, plan.state) == ("almen", bo.person, PlanState.OWED)
    assert [one.key for one in row.questions.all()] == WEAK
    assert plan.due_date == row.plan_due_date == kim.on + timedelta(days=60)
    assert Notice.objects.get(to=bo.person).kind == "survey_plan.owed"
    assert plan.pk in worklist.rows_of(bo, WorkFilter()).values_list("pk", flat=True)
    with pytest.raises(RuleRefused, match="saknar plan"):
        actions.ask_plans(by=kim, survey=SURVEY, period="2024")
    with pytest.raises(NotAllowed):
        actions.ask_plans(by=bo, survey=SURVEY, period="2024")


def test_days_and_how_many_questions_are_local(answered, kim, bo):
    for key, text in (("survey_plan.due_days", "30"), ("survey_plan.weakest", "1")):
        set_local_value(by=Viewer.system("t"), key=key, text=text, unit=None, valid_from=kim.on,
                        reason="Beslut")  # fmt: skip
    [case] = actions.ask_plans(by=kim, survey=SURVEY, period="2024")
    assert case.due_date == kim.on + timedelta(days=30)
    assert SurveyPlan.objects.get().questions.count() == 1


def test_who_is_late_stands_on_the_wheel_until_it_is_handed_in(plan, bo, cecilia, units):
    def found(viewer):
        days = plan.due_date, plan.due_date + timedelta(days=1)
        return [one for one in duties.due(viewer, *days) if one.topic == "survey_plan"]

    [duty] = found(bo)
    assert duty.is_late(plan.due_date + timedelta(days=1))
    assert found(cecilia) == []
    with pytest.raises(RuleRefused, match="Ingen åtgärd är knuten"):
        actions.hand_in(by=bo, case_id=plan.pk, version=plan.version, words=LONG)
    for key in WEAK:
        _remedy(bo, units, plan, key)
    actions.hand_in(by=bo, case_id=plan.pk, version=plan.version, words=LONG)
    [duty] = found(bo)
    assert (duty.is_late(plan.due_date + timedelta(days=9)), duty.done_date) == (False, bo.on)


def test_from_the_result_to_the_next(plan, bo, kim, cecilia, units, client_as):
    client, page = client_as(bo), reverse("survey_plans:plan", args=[plan.pk])
    body = client.get(page).content.decode()
    assert "Svagast: Nöjd med aktiviteterna" in body
    assert f"?case={plan.pk}&amp;orsak={WEAK[0]}" in body
    _remedy(bo, units, plan, WEAK[0])

    def step(client, name, **sent):
        version = Case.objects.get(pk=plan.pk).version
        address = reverse("survey_plans:step", args=[plan.pk, name])
        return client.post(address, {"version": version, **sent})

    shown = step(client, "lamna", words=LONG).content.decode()
    assert "Ingen åtgärd är knuten till" in shown
    assert step(client, "lamna", words=LONG, why_none=LONG).status_code == 302
    assert step(client, "skicka-tillbaka", words="Nej").status_code == 403
    assert step(client_as(kim), "skicka-tillbaka", words="Maten saknas").status_code == 302
    assert step(client, "lamna", words=LONG, why_none=LONG).status_code == 302
    assert "har inte kommit" in step(client, "folj-upp", words=LONG).content.decode()
    give(units, "almen", "2025", activities=85)
    body = client.get(page).content.decode()
    assert "2025" in body
    assert "Bättre" in body
    assert step(client, "folj-upp", words=LONG).status_code == 302
    assert Case.objects.get(pk=plan.pk).closed_at is not None
    assert step(client, "oppna", words="Vi fortsätter").status_code == 302
    assert client_as(cecilia).get(page).status_code == 404
    verbs = list(AuditRow.objects.filter(object_id=str(plan.pk), actor=bo.person)
                 .exclude(verb__endswith="read").values_list("verb", flat=True))  # fmt: skip
    assert verbs.count("survey_plan.hand_in") == 2


def test_the_list_asks_for_plans(answered, kim, client_as):
    client = client_as(kim)
    assert "Almen" in client.get(reverse("survey_plans:list")).content.decode()
    ask = reverse("survey_plans:ask")
    assert client.post(ask, {"survey": "väder|2024"}).status_code == 200
    assert client.post(ask, {"survey": f"{SURVEY}|2024"}).status_code == 302
    assert "1 plan ska lämnas" in client.get(reverse("survey_plans:list")).content.decode()
    assert AuditRow.objects.filter(verb="survey_plan.read", object_id="").exists()


def test_an_own_survey_is_answered_by_its_compiled_rounds(kim, bo, units):
    form = Form.objects.create(code="maltid", title="Måltidsenkät", method="survey", topic="other")
    content = {"question": [
        {"key": key, "kind": "check", "required": True, "label": {"sv": key}}
        for key in ("smak", "ro")
    ]}  # fmt: skip
    version = FormVersion.objects.create(form=form, number=1, since_date=kim.on, content=content)
    check = CheckPlan.objects.create(form=form, title="Måltidsenkät", unit=units["almen"])
    for year, good in ((2023, 2), (2024, 9)):
        case = Case.objects.create(
            kind="self_check", unit=units["almen"], title="Måltidsenkät", state="closed",
            reference=f"EGK-{year}-1", opened_at=f"{year}-03-01T09:00Z",
        )  # fmt: skip
        one = Round.objects.create(
            case=case, plan=check, version=version, start_date=f"{year}-03-01",
            due_date=f"{year}-03-31",
        )  # fmt: skip
        Answer.objects.bulk_create(
            Answer(id=uuid.uuid4(), round=one, answered_date=f"{year}-03-02",
                   values={"smak": "yes" if n < good else "no", "ro": "yes"})
            for n in range(10)
        )  # fmt: skip
    assert results.told() == [("form:maltid", "2024"), ("form:maltid", "2023")]
    [case] = actions.ask_plans(by=kim, survey="form:maltid", period="2023")
    page = queries.plan_page(bo, case.pk)
    [row] = page.questions
    assert (row.key, row.value, row.n, row.now, row.change) == ("smak", 20, 10, 90, "bättre")

"""Every address of the area to those of other units, to nobody, and to whoever only sees."""

import pytest
from django.urls import reverse

from tests.cast import join
from tests.outsiders import SHUT, assert_sign_in, standing, told_to_outsiders
from vaka.areas.survey_plans import urls
from vaka.areas.survey_plans.models import PlanQuestion, SurveyPlan
from vaka.areas.survey_plans.work import STEPS

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
ROWS = (SurveyPlan, PlanQuestion)
WORDS = "Nu ska vi lämna den här planen"


def responses(client, name, plan):
    for step in STEPS if name == "step" else [""]:
        told = {key: {"case_id": plan.pk, "name": step}[key] for key in NAMES[name]}
        path = reverse(f"survey_plans:{name}", kwargs=told)
        sent = {"survey": "survey_residential|2024", "words": WORDS, "why_none": WORDS,
                "version": 1}  # fmt: skip
        for answer in (client.get(path), client.post(path, sent)):
            yield path, answer, answer.content.decode()


@pytest.mark.parametrize(("user", "opens"), [("cecilia", {"list"}), ("astrid", set())])
def test_another_home_is_shut(user, opens, plan, units, client_as):
    client, before, told = client_as(join(user, units)), standing(*ROWS), []
    for name in NAMES:
        allowed = (200,) if name in opens else SHUT
        told += told_to_outsiders(responses(client, name, plan), allowed, {plan.reference})
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before


def test_nobody_gets_in_without_signing_in(plan, client):
    before = standing(*ROWS)
    assert_sign_in(found[:2] for name in NAMES for found in responses(client, name, plan))
    assert standing(*ROWS) == before


def test_who_sees_it_changes_nothing(plan, units, client_as):
    client, before = client_as(join("sven", units)), standing(*ROWS)
    for name in NAMES:
        for path, answer, _body in responses(client, name, plan):
            assert answer.status_code in ((200,) if name in {"list", "plan"} else (403,)), path
    assert standing(*ROWS) == before

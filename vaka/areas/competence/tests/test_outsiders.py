"""Every address of the area with the ids of Almen, as those of another home: nothing shows, nothing
is changed."""

from datetime import timedelta

import pytest
from django.urls import reverse

from tests.cast import join
from tests.outsiders import assert_sign_in, standing
from vaka.areas.competence import (
    actions,
    need_actions,
    need_queries,
    post_actions,
    staff_actions,
    summer_actions,
    urls,
)
from vaka.areas.competence.actions import NewDelegation
from vaka.areas.competence.models import (
    Attempt,
    Delegation,
    GuideCount,
    Inventory,
    Need,
    NeedBudget,
    Post,
    Season,
    Shift,
    ShiftPerson,
    StaffFact,
)
from vaka.areas.competence.need_actions import Wanted
from vaka.areas.competence.summer_actions import NewSeason, NewShifts
from vaka.areas.competence.tests.conftest import nurse_at
from vaka.foundation.audit.models import AuditRow

NAMES = {one.name: list(one.pattern.converters) for one in urls.urlpatterns}
OWN = {"list", "new", "staff", "mine", "seasons", "new_season", "shifts", "plan_shifts",
       "needs", "new_need", "hand_in", "need_budget", "carry_over", "posts", "guides",
       "count_guide"}  # fmt: skip
PLANTED = "Klockstapelrummet"
ROWS = (
    Attempt,
    Delegation,
    Inventory,
    Need,
    NeedBudget,
    Post,
    GuideCount,
    Season,
    Shift,
    ShiftPerson,
    StaffFact,
)
CODES = {"course": "webb-lakemedel", "exam": "prov-lakemedel"}
STEPS = {"step": "aterkalla", "season_step": "rakna", "need_step": "andra"}


@pytest.fixture
def almen(units, ingrid, bo, astrid, today):
    """A delegation, a fact, a manned shift and a summer of Almen; gives its ids."""
    days = (today, today + timedelta(days=90))
    case = actions.prepare(
        by=ingrid, new=NewDelegation(units["almen"], astrid.person, ["dosett"], PLANTED, *days)
    )
    fact = staff_actions.note_fact(by=bo, person=astrid.person, code="hlr", on_date=today)
    summer_actions.plan_shifts(by=bo, new=NewShifts(units["almen"], today, today, "day", 2))
    ShiftPerson.objects.create(shift=Shift.objects.get(), person=astrid.person)
    span = (today.replace(month=1, day=1), today.replace(month=12, day=31))
    summer = summer_actions.start_season(by=bo, new=NewSeason(units["almen"], today.year, *span))
    need = need_actions.ask_need(by=bo, unit=units["almen"], year=need_queries.open_year(bo),
                                 wanted=Wanted(PLANTED, 2, "course", 1000, 1, PLANTED))  # fmt: skip
    post = post_actions.appoint_post(by=bo, unit=units["almen"], person=astrid.person,
                                     code="sprakombud", from_date=today)  # fmt: skip
    return {"case_id": case.pk, "post_id": post.pk, "unit": "almen",
            "need_id": need.pk, "summer": summer.pk, "told": summer.reference,
            "person_id": astrid.person.pk, "fact_id": fact.pk,
            "shift_id": Shift.objects.get().pk}  # fmt: skip


def _address(name, ids):
    values = ids | {"code": CODES.get(name), "name": STEPS.get(name)}
    if name.startswith("season"):
        values |= {"case_id": ids["summer"]}
    return reverse(f"competence:{name}", kwargs={key: values[key] for key in NAMES[name]})


def _sent(today, ids):
    day = today.isoformat()
    return {
        "unit": "almen", "year": today.year + 1, "from_date": day, "until_date": day, "part": "day",
        "needed": 3, "receiver": str(ids["person_id"]), "tasks": ["dosett"], "places": "Här",
        "is_single": "no", "on_date": day, "days": 2, "code": "hlr", "version": 1, "words": "Nej",
        "person": str(ids["person_id"]), "is_passed": "yes", "is_at_workplace": "yes",
        "applicants": 1, "hired": 1, "minors": 0,
        "subject": "Nej", "persons": 1, "form": "course", "cost_kr": 1, "priority": 1,
        "reason": "Nej", "kronor": 1, "month": day, "taken": 1, "questions": 1,
    }  # fmt: skip


def _outsider(user, units):
    return nurse_at(units, user, "bjorken") if user == "johan" else join(user, units)


def _complaints(client, name, address, today, ids):
    asked = ("", "?enhet=almen", f"?fornya={ids['case_id']}") if name in OWN else ("",)
    for path in (f"{address}{query}" for query in asked):
        for response in (client.get(path), client.post(path, _sent(today, ids))):
            body, status = response.content.decode(), response.status_code
            if name not in OWN and status not in (403, 404):
                yield f"{path}: {status}"
            if any(word in body for word in (PLANTED, "Astrid", ids["told"])):
                yield f"{path}: tells of Almen"


@pytest.mark.parametrize("user", ["cecilia", "johan", "beata"])
def test_another_home_is_shut(user, almen, units, client_as, today):
    client = client_as(_outsider(user, units))
    before = standing(*ROWS)
    told = [one for name in NAMES
            for one in _complaints(client, name, _address(name, almen), today, almen)]  # fmt: skip
    assert not told, "\n".join(told)
    assert standing(*ROWS) == before
    assert Delegation.objects.get().case.version == 1


def test_nobody_gets_in_without_signing_in(almen, client, today):
    before, sent = standing(*ROWS), _sent(today, almen)
    paths = [_address(name, almen) for name in NAMES]
    assert_sign_in(
        (path, ask) for path in paths for ask in (client.get(path), client.post(path, sent))
    )
    assert standing(*ROWS) == before


CHANGES = {"new", "confirm", "introduction", "course", "exam", "step", "note", "introduce",
           "take_back"}  # fmt: skip
NEEDS = {"new_need", "hand_in", "need_step", "appoint", "end_post"}
SUMMER = {"new_season", "plan_shifts", "fill", "leave", "season_step"}


@pytest.mark.parametrize(
    ("user", "shut"), [("kim", CHANGES | NEEDS), ("eva", CHANGES | SUMMER | NEEDS)]
)
def test_who_sees_from_above_changes_nothing(user, shut, almen, units, client_as, today):
    client = client_as(join(user, units))
    for name in shut:
        path = _address(name, almen)
        assert client.get(path).status_code in (403, 404), name
        assert client.post(path, _sent(today, almen)).status_code in (403, 404), name
    assert Delegation.objects.get().case.version == 1


def test_what_is_renewed_is_read_by_the_log(almen, ingrid, client_as):
    read = AuditRow.objects.filter(verb="delegation.read", object_id=str(almen["case_id"]))
    assert not read.exists()
    page = client_as(ingrid).get(f"{reverse('competence:new')}?fornya={almen['case_id']}")
    assert PLANTED in page.content.decode()
    assert read.exists()

"""Continuity plans: whole before approved, looked at in time, drilled."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from vaka.areas.risks import continuity_actions as actions
from vaka.areas.risks import continuity_queries as queries
from vaka.areas.risks import continuity_rules as rules
from vaka.areas.risks.continuity_actions import NewCommitment
from vaka.areas.risks.continuity_rules import Found, Whole
from vaka.areas.risks.models import Commitment, Drill
from vaka.foundation.access.roles import all_roles
from vaka.foundation.access.viewer import NotVisible
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.transitions import fits
from vaka.foundation.duties import DutyState
from vaka.law.verdict import RuleRefused

HANDLES = {"unit_manager", "mas", "sas", "quality_developer", "provider_manager"}
ALLOWED = {
    ("draft", "continuity_plan.approve"), ("approved", "continuity_plan.review"),
    ("approved", "continuity_plan.amend"), ("draft", "continuity_plan.withdraw"),
    ("approved", "continuity_plan.withdraw"),
}  # fmt: skip
TODAY = date(2026, 3, 10)


@pytest.mark.parametrize("role", sorted(all_roles()))
@pytest.mark.parametrize("step", rules.TRANSITIONS, ids=lambda step: step.verb)
def test_the_full_table_of_from_to_role(step, role):
    found = {(state.value, step.verb) for state in rules.ContinuityState
             if fits(step, state, "skäl", "").ok}  # fmt: skip
    assert found == {pair for pair in ALLOWED if pair[1] == step.verb}
    assert (step.capability in all_roles()[role].can) is (role in HANDLES)


@pytest.mark.parametrize(
    ("commitments", "review", "codes"),
    [
        ([Whole(1, True)], date(2027, 3, 10), ()),
        ([Whole(1, True)], date(2027, 3, 11), ("review_date",)),
        ([], date(2027, 3, 1), ("commitments",)),
        ([Whole(1, True), Whole(2, False)], date(2027, 3, 1), ("commitment-2",)),
        ([Whole(1, True)], None, ("review_date",)),
    ],
)
def test_a_plan_is_whole_before_it_is_approved(commitments, review, codes):
    assert rules.may_approve(commitments, review, TODAY, 12).codes == codes


@pytest.fixture
def plan(units, bo):
    case = actions.start_continuity(by=bo, unit=units["almen"], title="Almen utan el", scope="El")
    new = NewCommitment("Läkemedel på rätt tid", "Inom en timme", 2)
    return actions.add_commitment(by=bo, case_id=case.pk, version=case.version, new=new)


def test_from_draft_to_drill(plan, bo, cecilia):
    review, one = timezone.localdate() + timedelta(days=300), Commitment.objects.get()
    with pytest.raises(RuleRefused, match="reservrutin"):
        actions.approve(by=bo, case_id=plan.pk, version=plan.version, review_date=review)
    new = NewCommitment("Läkemedel på rätt tid", "Inom en timme", 2, "Papperslista i pärmen")
    case = actions.revise_commitment(by=bo, case_id=plan.pk, commitment_id=one.pk,
                                     version=plan.version, new=new)  # fmt: skip
    case = actions.approve(by=bo, case_id=plan.pk, version=case.version, review_date=review)
    assert (case.state, case.due_date) == ("approved", review)
    due = timezone.localdate() + timedelta(days=30)
    case = actions.plan_drill(by=bo, case_id=plan.pk, version=case.version, scenario="Mörkt",
                              due_date=due)  # fmt: skip
    case = actions.finish_drill(
        by=bo, case_id=plan.pk, drill_id=Drill.objects.get().pk, version=case.version,
        found=Found.PARTLY, lessons="Lampor",
    )  # fmt: skip
    duties = list(queries.duties(bo, due, review))
    assert [duty.state for duty in duties] == [DutyState.DUE, DutyState.DONE]
    assert list(queries.duties(cecilia, due, review)) == []
    case = actions.review(by=bo, case_id=plan.pk, version=case.version, review_date=review,
                          words="Håller")  # fmt: skip
    with pytest.raises(RuleRefused):
        actions.add_commitment(by=bo, case_id=plan.pk, version=case.version, new=new)
    with pytest.raises(NotVisible):
        queries.continuity_page(cecilia, plan.pk)


def test_the_pages(client_as, plan, bo, cecilia):
    client, one = client_as(bo), Commitment.objects.get()
    page = reverse("risks:continuity", args=[plan.pk])
    assert "Saknas" in client.get(page).content.decode()
    revise = reverse("risks:commitment_step", args=[plan.pk, one.pk])
    sent = {"version": plan.version, "name": "Läkemedel", "acceptable": "En timme",
            "longest_hours": 2, "reserve": "Papperslista", "depends_on": ""}  # fmt: skip
    client.post(revise, sent)
    version, ahead = plan.version + 1, timezone.localdate() + timedelta(days=90)
    steps = {"faststall": {"review_date": ahead},
             "ovning": {"scenario": "Mörkt", "due_date": ahead},
             "oversyn": {"review_date": ahead, "words": "Håller"}}  # fmt: skip
    for name, data in steps.items():
        answer = client.post(
            reverse("risks:continuity_step", args=[plan.pk, name]), data | {"version": version}
        )
        assert answer.status_code == 302, answer.content.decode()
        version += 1
    drill = reverse("risks:drill_step", args=[plan.pk, Drill.objects.get().pk])
    client.post(drill, {"version": version, "found": "yes", "lessons": "Gick bra"})
    assert "Gick bra" in client.get(page).content.decode()
    assert "Almen utan el" in client.get(reverse("risks:continuities")).content.decode()
    other = client_as(cecilia)
    for address in (page, revise, drill):
        assert other.get(address).status_code == 404
    assert "Almen utan el" not in other.get(reverse("risks:continuities")).content.decode()
    assert Case.objects.get(pk=plan.pk).state == "approved"


def test_a_plan_is_begun_by_page(client_as, units, bo):
    sent = {"title": "Ny", "scope": "Vatten", "unit": "almen"}
    assert client_as(bo).post(reverse("risks:new_continuity"), sent).status_code == 302

"""What analytics is told of care plans: spans of days, nobody's name, ended when the plan is."""

from datetime import timedelta

from vaka.areas.care_plans import actions, facts
from vaka.areas.care_plans.models import CarePlan, FixedContact, Sip
from vaka.areas.care_plans.tests.conftest import version
from vaka.law.months import last_day_within
from vaka.metrics.facts import CARE_PLAN, OPEN_END

DAY = timedelta(days=1)


def spans(plan, sort):
    wanted = (str(plan.pk), sort)
    rows = [row for row in facts.rows(None, None) if (row["row_id"], row["sort"]) == wanted]
    return [(row["from_date"], row["to_date"], row["is_met"]) for row in rows]


def test_a_plan_is_current_from_the_day_it_was_made(plan, today):
    begun, made = today - timedelta(days=40), today - timedelta(days=30)
    until = last_day_within(made, 6) + DAY
    assert spans(plan, "care_plan_current") == [
        (begun, made, False), (made, until, True), (until, OPEN_END, False),
    ]  # fmt: skip
    row = next(facts.rows(None, None))
    assert row.keys() == {column.name for column in CARE_PLAN.columns}
    assert "lägenhet" not in str(row)


def test_a_plan_that_has_ended_is_asked_for_no_more(plan, bo, today):
    before = facts.stamp()
    actions.end(by=bo, case_id=plan.pk, version=version(plan.pk), on=today, words="Flyttat hem")
    assert spans(plan, "care_plan_current")[-1][1] == today
    assert facts.stamp() != before


def test_a_draft_is_not_current(draft, today):
    (one,) = spans(draft, "care_plan_current")
    assert one == (today - timedelta(days=40), OPEN_END, False)


def test_where_both_principals_help_a_settled_plan_is_asked_for(plan, today):
    assert [is_met for *_days, is_met in spans(plan, "sip")] == [False]
    kept = CarePlan.objects.get(pk=plan.pk)
    before = facts.stamp()
    Sip.objects.create(case=plan, plan=kept, offered_date=today, settled_date=today)
    assert spans(plan, "sip")[-1] == (today, OPEN_END, True)
    assert facts.stamp() != before


def test_a_fixed_contact_is_asked_for_only_where_the_law_does(plan, bo, units, today, monkeypatch):
    assert spans(plan, "care_contact") == []  # special housing
    monkeypatch.setattr("vaka.areas.care_plans.lists.contact_kinds",
                        lambda: frozenset({units["almen"].kind}))  # fmt: skip
    kept = CarePlan.objects.get(pk=plan.pk)
    FixedContact.objects.create(plan=kept, person=bo.person, from_date=today)
    assert spans(plan, "care_contact")[-1] == (today, OPEN_END, True)

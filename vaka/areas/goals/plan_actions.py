"""What is done with operations plans: goals changed, a revision frozen or taken back."""

import uuid
from datetime import date

from vaka.areas.goals import plan_queries, plan_rules, queries, rules
from vaka.areas.goals.models import Goal, KeyActivity, OperationsPlan
from vaka.foundation.access.viewer import NotAllowed, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.people.models import Person
from vaka.law.verdict import require


@action
def change_goal(*, by: Viewer, goal_id: uuid.UUID, title: str, words: str) -> Goal:
    """Change what a goal says and why; revisions keep what it said."""
    row = queries.goal(by, goal_id)
    demand(by, rules.EDIT, row.unit_id)
    require(plan_rules.may_change_text(title))
    before = [row.title, row.words]
    row.title, row.words = title.strip(), words
    row.save(update_fields=["title", "words"])
    _told(by, "change_goal", row, before=before, after=[row.title, row.words])
    return row


@action
def remove_indicator(*, by: Viewer, indicator_id: uuid.UUID) -> None:
    """Take an indicator from its goal with its targets and figures; the log keeps them."""
    row = queries.indicator(by, indicator_id)
    demand(by, rules.EDIT, row.goal.unit_id)
    _told(by, "remove_indicator", row.goal, title=row.title, measure=row.measure,
          targets={one.year: one.value for one in row.targets.all()},
          given=[[one.year, one.value, one.source] for one in row.given.all()])  # fmt: skip
    row.delete()


@action
def change_activity(
    *, by: Viewer, activity_id: uuid.UUID, title: str, responsible: Person, start_date: date,
    due_date: date,
) -> KeyActivity:  # fmt: skip
    """Change what a key activity says, who does it and when."""
    row = queries.activity(by, activity_id)
    if not (by.may(rules.ACT, row.goal.unit_id) or by.may(rules.EDIT, row.goal.unit_id)):
        raise NotAllowed(rules.ACT)
    require(rules.may_plan_activity(title=title, start=start_date, due=due_date))
    before = [row.title, row.responsible_id, str(row.start_date), str(row.due_date)]
    row.title, row.responsible = title.strip(), responsible
    row.start_date, row.due_date = start_date, due_date
    row.save()
    after = [row.title, row.responsible_id, str(start_date), str(due_date)]
    _told(by, "change_activity", row.goal, before=[str(one) for one in before],
          after=[str(one) for one in after])  # fmt: skip
    return row


@action
def adopt_plan(
    *, by: Viewer, unit: Unit, year: int, adopted_date: date, decided_by: str, words: str = ""
) -> OperationsPlan:
    """Freeze what is set at a unit for a year as the next revision of its operations plan.

    Raises:
        NotAllowed: the viewer neither edits goals at the unit nor manages it.
        RuleRefused: nothing is set or changed, or it is not told who decided, when and why.
    """
    plan_queries.demand_adopt(by, unit)
    items = plan_queries.standing(by, unit, year)
    newest = next(iter(plan_queries.revisions(unit, year)), None)
    require(plan_rules.may_adopt(
        items=items, before=plan_rules.as_read(newest.content) if newest else None, words=words,
        decided=decided_by, adopted=adopted_date, last=newest.adopted_date if newest else None,
        today=by.on,
    ))  # fmt: skip
    row = OperationsPlan.objects.create(
        unit=unit, year=year, revision=newest.revision + 1 if newest else 1,
        adopted_date=adopted_date, decided_by=decided_by.strip(), words=words.strip(),
        content=plan_rules.as_kept(items),
    )  # fmt: skip
    _told_plan(by, "adopt_plan", row)
    return row


@action
def withdraw_plan(*, by: Viewer, plan_id: uuid.UUID) -> None:
    """Take the newest revision back, as one frozen by mistake; the log keeps what it held."""
    row = plan_queries.plan(by, plan_id)
    demand(by, rules.EDIT, row.unit_id)
    newest = plan_queries.revisions(row.unit, row.year)[0]
    require(plan_rules.may_withdraw_plan(is_newest=newest.pk == row.pk))
    _told_plan(by, "withdraw_plan", row, content=row.content)
    row.delete()


def _told(by: Viewer, verb: str, goal: Goal, **data: object) -> None:
    note(by=by, verb=f"goal.{verb}", object_kind="goal", object_id=goal.pk, unit_id=goal.unit_id,
         data=data)  # fmt: skip


def _told_plan(by: Viewer, verb: str, row: OperationsPlan, **data: object) -> None:
    told = {"year": row.year, "revision": row.revision, **data}
    note(by=by, verb=f"operations_plan.{verb}", object_kind="operations_plan", object_id=row.pk,
         unit_id=row.unit_id, data=told)  # fmt: skip

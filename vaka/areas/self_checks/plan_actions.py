"""What is done with forms and plans; each verb is one transaction with its log row."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from vaka.areas.self_checks import plan_rules, ready, rules
from vaka.areas.self_checks.models import (
    CheckPlan,
    Form,
    FormVersion,
    PlanDoor,
    PlanTerms,
    PlanUnit,
)
from vaka.areas.self_checks.plan_rules import Content, Wanted
from vaka.areas.self_checks.rules import PLAN, Frequency, Method, Topic
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.organisation.models import Unit
from vaka.foundation.questions import actions as questions
from vaka.law.verdict import require

DOOR = "self_check"


@dataclass(frozen=True)
class NewForm:
    """What a form is called, how it is used and what it is about."""

    title: str
    method: Method
    topic: Topic


@dataclass(frozen=True)
class Terms:
    """How often, from when, for how many days, and by which target."""

    since_date: date
    frequency: Frequency
    open_days: int | None = None
    target_percent: int = 100
    sample_size: int | None = None


@dataclass(frozen=True)
class NewPlan:
    """A plan: who it is for is the unit with all that its places lie under.

    Attributes:
        places: expected answers by unit; None where nobody has said how many.
    """

    form: Form
    title: str
    unit: Unit
    is_anonymous: bool
    places: Mapping[Unit, int | None]
    terms: Terms
    why: str = ""


@action
def make_form(*, by: Viewer, new: NewForm) -> Form:
    """Begin an empty form; its first version is a draft."""
    return _made(by, plan_rules.slug(new.title), new, {})


@action
def adopt(*, by: Viewer, code: str) -> Form:
    """Begin a form from a delivered one. Raises UnknownReadyForm."""
    one = ready.ready_form(code)
    return _made(by, one.code, NewForm(one.title, one.method, one.topic), one.content)


@action
def add_question(*, by: Viewer, form_id: uuid.UUID, wanted: Wanted) -> FormVersion:
    """Add a question to the draft."""
    version = _draft(by, form_id)
    return _saved(by, version, plan_rules.added(version.content, wanted), "add_question")


@action
def change_question(*, by: Viewer, form_id: uuid.UUID, key: str, wanted: Wanted) -> FormVersion:
    """Change a question of the draft. Raises NoSuchQuestion."""
    version = _draft(by, form_id)
    content = plan_rules.changed(version.content, key, wanted)
    return _saved(by, version, content, "change_question")


@action
def move_question(*, by: Viewer, form_id: uuid.UUID, key: str, places: int) -> FormVersion:
    """Move a question of the draft earlier (-1) or later (1). Raises NoSuchQuestion."""
    version = _draft(by, form_id)
    return _saved(by, version, plan_rules.moved(version.content, key, places), "move_question")


@action
def drop_question(*, by: Viewer, form_id: uuid.UUID, key: str) -> FormVersion:
    """Take a question out of the draft. Raises NoSuchQuestion."""
    version = _draft(by, form_id)
    return _saved(by, version, plan_rules.dropped(version.content, key), "drop_question")


@action
def put_in_force(*, by: Viewer, form_id: uuid.UUID, since_date: date) -> FormVersion:
    """Let the draft be asked from a day; the version before it ends the day before.

    Raises RuleRefused: nothing is asked, the version before holds from that day or later, or
    photos are asked of those who answer without names.
    """
    version = _draft(by, form_id)
    before = FormVersion.objects.filter(form_id=form_id, until_date=None).exclude(since_date=None)
    latest = before.first()
    require(
        rules.may_put_in_force(
            questions=len(version.content.get("question", [])), since=since_date,
            latest=latest.since_date if latest else None,
        )
        + rules.may_ask_nameless(
            asks_photos=plan_rules.asks_photos(version.content),
            is_anonymous=CheckPlan.objects.filter(
                form_id=form_id, is_anonymous=True, ended_date=None
            ).exists(),
        )
    )  # fmt: skip
    before.update(until_date=since_date - timedelta(days=1))
    version.since_date = since_date
    version.save(update_fields=["since_date"])
    _noted(by, "put_in_force", version.form, version=version.number, since=since_date.isoformat())
    return version


@action
def begin_version(*, by: Viewer, form_id: uuid.UUID) -> FormVersion:
    """Begin the next version from the latest; a draft that is there already is gone on with."""
    demand(by, PLAN)
    form = _form(form_id)
    latest = form.versions.order_by("-number").first()
    assert latest is not None
    if latest.since_date is not None:
        latest = FormVersion.objects.create(
            form=form, number=latest.number + 1, content=latest.content
        )
    _noted(by, "begin_version", form, version=latest.number)
    return latest


@action
def make_plan(*, by: Viewer, new: NewPlan) -> CheckPlan:
    """Plan that a form is answered at some units. Raises RuleRefused: photos without names."""
    demand(by, PLAN, new.unit.pk)
    contents = new.form.versions.filter(until_date=None).values_list("content", flat=True)
    asks_photos = any(map(plan_rules.asks_photos, contents))
    require(rules.may_ask_nameless(asks_photos=asks_photos, is_anonymous=new.is_anonymous))
    for unit in new.places:
        demand(by, PLAN, unit.pk)
    plan = CheckPlan.objects.create(
        form=new.form, title=new.title, unit=new.unit, is_anonymous=new.is_anonymous, why=new.why
    )
    PlanTerms.objects.create(plan=plan, **vars(new.terms))
    _places(plan, new.places)
    _noted(by, "make_plan", plan, unit=new.unit, title=new.title)
    return plan


@action
def change_terms(*, by: Viewer, plan_id: uuid.UUID, terms: Terms) -> CheckPlan:
    """Let a plan be followed on other terms from a day; what was before that day stands."""
    plan = _plan(by, plan_id)
    plan.terms.filter(since_date__gte=terms.since_date).delete()
    plan.terms.filter(until_date=None).update(until_date=terms.since_date - timedelta(days=1))
    PlanTerms.objects.create(plan=plan, **vars(terms))
    _noted(by, "change_terms", plan, unit=plan.unit, since=terms.since_date.isoformat(),
           frequency=terms.frequency)  # fmt: skip
    return plan


@action
def set_places(*, by: Viewer, plan_id: uuid.UUID, places: Mapping[Unit, int | None]) -> CheckPlan:
    """Say at which units a plan is followed from the next round on, with expected answers."""
    plan = _plan(by, plan_id)
    for unit in places:
        demand(by, PLAN, unit.pk)
    plan.places.all().delete()
    _places(plan, places)
    _noted(by, "set_places", plan, unit=plan.unit, units=[unit.code for unit in places])
    return plan


@action
def end_plan(*, by: Viewer, plan_id: uuid.UUID, on_date: date) -> CheckPlan:
    """End a plan: no round begins after the day, and its doors lead nowhere."""
    plan = _plan(by, plan_id)
    plan.ended_date = on_date
    plan.save(update_fields=["ended_date"])
    _noted(by, "end_plan", plan, unit=plan.unit, on=on_date.isoformat())
    return plan


@action
def hang_door(*, by: Viewer, plan: CheckPlan, unit: Unit) -> PlanDoor:
    """Make a QR door to a plan at a unit, or give the one that hangs there."""
    demand(by, rules.HANDLE, unit.pk)
    there = PlanDoor.objects.filter(plan=plan, door__unit=unit, door__closed_at=None).first()
    door = there.door if there else questions.open_door(by=by, form=DOOR, unit=unit)
    made = there or PlanDoor.objects.create(door=door, plan=plan)
    _noted(by, "hang_door", plan, unit=unit)
    return made


def _made(by: Viewer, code: str, new: NewForm, content: Content) -> Form:
    demand(by, PLAN)
    taken = set(Form.objects.filter(code__startswith=code[:34]).values_list("code", flat=True))
    free = (f"{code[:34]}-{number}" for number in range(2, len(taken) + 3))
    form = Form.objects.create(
        code=code if code not in taken else next(one for one in free if one not in taken),
        made_by=by.person, **vars(new),
    )  # fmt: skip
    FormVersion.objects.create(form=form, number=1, content=content)
    _noted(by, "make_form", form, title=form.title)
    return form


def _form(form_id: uuid.UUID) -> Form:
    form = Form.objects.filter(pk=form_id).first()
    if form is None:
        raise NotVisible(str(form_id))
    return form


def _draft(by: Viewer, form_id: uuid.UUID) -> FormVersion:
    demand(by, PLAN)
    drafts = FormVersion.objects.select_related("form").filter(form_id=form_id, since_date=None)
    draft = drafts.select_for_update(of=("self",)).first()
    if draft is None:
        raise NotVisible(str(form_id))
    return draft


def _plan(by: Viewer, plan_id: uuid.UUID) -> CheckPlan:
    plan = CheckPlan.objects.select_related("unit", "form").filter(pk=plan_id).first()
    if plan is None:
        raise NotVisible(str(plan_id))
    demand(by, PLAN, plan.unit_id)
    return plan


def _places(plan: CheckPlan, places: Mapping[Unit, int | None]) -> None:
    PlanUnit.objects.bulk_create(
        [PlanUnit(plan=plan, unit=unit, expected=expected) for unit, expected in places.items()]
    )


def _saved(by: Viewer, version: FormVersion, content: Content, verb: str) -> FormVersion:
    version.content = content
    version.save(update_fields=["content"])
    _noted(by, verb, version.form, version=version.number,
           questions=len(content["question"]))  # fmt: skip
    return version


def _noted(
    by: Viewer, verb: str, about: Form | CheckPlan, unit: Unit | None = None, **data: Any
) -> None:
    kind = "self_check_form" if isinstance(about, Form) else "self_check_plan"
    note(by=by, verb=f"self_check.{verb}", object_kind=kind, object_id=about.pk,
         unit_id=unit.pk if unit else None, data=data)  # fmt: skip

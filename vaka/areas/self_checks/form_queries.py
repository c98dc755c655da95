"""Reads of forms: take a viewer, give frozen dataclasses."""

import uuid
from dataclasses import dataclass
from datetime import date

from vaka.areas.self_checks import plan_rules, ready, rules
from vaka.areas.self_checks.models import (
    CheckPlan,
    Form,
    FormVersion,
)
from vaka.areas.self_checks.plan_queries import plans_seen
from vaka.areas.self_checks.ready import ReadyForm
from vaka.areas.self_checks.rules import Method
from vaka.foundation.access.viewer import NotVisible, Viewer, demand


@dataclass(frozen=True)
class FormRow:
    """One form in a list; `since_date` is of the version asked now, None before it is in use."""

    id: uuid.UUID
    title: str
    method_label: str
    topic_label: str
    version: int
    since_date: date | None
    questions: int
    plans: int
    has_draft: bool


@dataclass(frozen=True)
class QuestionRow:
    """One question as the builder shows it."""

    key: str
    label: str
    kind: str
    group: str
    hint: str
    is_required: bool
    choices: tuple[str, ...]


@dataclass(frozen=True)
class FormPage:
    """One form as its page shows it: the draft when there is one, else the version in use."""

    id: uuid.UUID
    title: str
    method_label: str
    topic_label: str
    number: int
    is_draft: bool
    since_date: date | None
    questions: list[QuestionRow]
    versions: list[FormVersion]
    plans: list[CheckPlan]
    may_plan: bool


def forms(viewer: Viewer) -> list[FormRow]:
    """List the forms. Raises NotAllowed for who may neither see nor plan self-checks."""
    demand(viewer, rules.SEE)
    found = Form.objects.prefetch_related("versions", "plans")
    return [_form_row(one, viewer.on) for one in found]


def _form_row(form: Form, on: date) -> FormRow:
    versions = sorted(form.versions.all(), key=lambda one: one.number)
    held = [one for one in versions if one.since_date and one.since_date <= on]
    shown = held[-1] if held else versions[-1]
    return FormRow(
        id=form.pk, title=form.title, method_label=str(rules.METHOD_LABELS[Method(form.method)]),
        topic_label=str(rules.TOPIC_LABELS[rules.Topic(form.topic)]), version=shown.number,
        since_date=shown.since_date, questions=len(shown.content.get("question", [])),
        plans=len(form.plans.all()), has_draft=versions[-1].since_date is None,
    )  # fmt: skip


def ready_left(viewer: Viewer) -> list[ReadyForm]:
    """Give the delivered forms that nobody has adopted yet."""
    taken = set(Form.objects.values_list("code", flat=True))
    return [one for code, one in ready.ready_forms().items() if code not in taken]


def form_page(viewer: Viewer, form_id: uuid.UUID) -> FormPage:
    """Give one form. Raises NotAllowed, NotVisible."""
    demand(viewer, rules.SEE)
    form = Form.objects.filter(pk=form_id).first()
    if form is None:
        raise NotVisible(str(form_id))
    versions = list(form.versions.order_by("-number"))
    shown = versions[0]
    return FormPage(
        id=form.pk, title=form.title, method_label=str(rules.METHOD_LABELS[Method(form.method)]),
        topic_label=str(rules.TOPIC_LABELS[rules.Topic(form.topic)]), number=shown.number,
        is_draft=shown.since_date is None, since_date=shown.since_date,
        questions=question_rows(shown.content), versions=versions,
        plans=[one for one in plans_seen(viewer) if one.form_id == form.pk],
        may_plan=viewer.may(rules.PLAN),
    )  # fmt: skip


def question_rows(content: plan_rules.Content) -> list[QuestionRow]:
    """Give a version's questions as the builder shows them."""
    return [
        QuestionRow(
            key=row["key"], label=row["label"]["sv"], kind=row["kind"],
            group=plan_rules.group_of(content, row), hint=row.get("hint", {}).get("sv", ""),
            is_required=row.get("required", False),
            choices=tuple(one["label"]["sv"] for one in row.get("choice", [])),
        )
        for row in content.get("question", [])
    ]  # fmt: skip


def draft_row(form_id: uuid.UUID, key: str) -> dict[str, object]:
    """Give a question of the draft as its form begins with it. Raises NotVisible."""
    draft = FormVersion.objects.filter(form_id=form_id, since_date=None).first()
    if draft is None:
        raise NotVisible(str(form_id))
    try:
        row = plan_rules.question_row(draft.content, key)
    except plan_rules.NoSuchQuestion:
        raise NotVisible(key) from None
    return {
        "label": row["label"]["sv"], "kind": row["kind"],
        "hint": row.get("hint", {}).get("sv", ""),
        "group": plan_rules.group_of(draft.content, row), "is_required": row.get("required", False),
        "lowest": row.get("lowest"), "highest": row.get("highest"),
        "choices": "\n".join(one["label"]["sv"] for one in row.get("choice", [])),
    }  # fmt: skip


def form_of(form_id: uuid.UUID) -> Form:
    """Give a form that has been shown to who asks."""
    return Form.objects.get(pk=form_id)

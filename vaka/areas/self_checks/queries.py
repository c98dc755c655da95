"""Reads of rounds, results and findings: take a viewer, give frozen dataclasses."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet
from django.urls import reverse

from vaka.areas.remedies.rules import ANSWERS
from vaka.areas.self_checks import plan_rules, rules, tally
from vaka.areas.self_checks.models import Answer, Draw, Finding, Form, FormVersion, Round
from vaka.areas.self_checks.rules import FINDING_TRANSITIONS, TRANSITIONS, Method, State
from vaka.areas.self_checks.tally import Item as Item
from vaka.areas.self_checks.tally import Share
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction, kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.questions.sets import Kind, QuestionSet


@dataclass(frozen=True)
class RoundRow:
    """One round in a list."""

    id: uuid.UUID
    title: str
    reference: str
    unit_name: str
    state: str
    state_label: str
    start_date: date
    due_date: date
    answers: int
    expected: int | None
    is_late: bool


@dataclass(frozen=True)
class Judged:
    """A question's result beside its target."""

    item: Item
    fails: bool
    is_sure: bool
    finding: CaseFrame | None


@dataclass(frozen=True)
class Group:
    """The questions under one heading, with the mean of their grades when they are graded."""

    heading: str
    judged: tuple[Judged, ...]
    mean: float | None


@dataclass(frozen=True)
class Result:
    """What the answers of a round show.

    Attributes:
        answers: how many have answered; `shown` of them are behind the figures.
        all_right: every step that applied was right; None when nothing is checked.
        too_few: no figure is shown, for the answers are anonymous and fewer than `least`.
    """

    answers: int
    shown: int
    expected: int | None
    rate: float | None
    least: int
    too_few: bool
    all_right: Share | None
    groups: tuple[Group, ...]

    @property
    def failing(self) -> list[Judged]:
        """The steps that lie below the target, the lowest first."""
        found = [one for group in self.groups for one in group.judged if one.fails]
        return sorted(found, key=lambda one: one.item.share.value or 0 if one.item.share else 0)

    @property
    def waiting(self) -> int:
        """The answers that are not shown until there are more."""
        return self.answers - self.shown


@dataclass(frozen=True)
class RoundPage:
    """One round as its page shows it."""

    frame: CaseFrame
    plan_id: uuid.UUID
    method: Method
    version: int
    start_date: date
    due_date: date
    target_percent: int
    is_anonymous: bool
    why: str
    result: Result
    before: tuple[RoundRow, Share | None] | None
    findings: list[CaseFrame]
    draws: list[Draw]
    timeline: list[TimelineLine]
    steps: list[str]
    may_handle: bool
    may_find: bool
    is_drawn: bool
    onward: list[OnwardAction]


@dataclass(frozen=True)
class FindingPage:
    """One finding as its page shows it."""

    frame: CaseFrame
    text: str
    round: CaseFrame
    remedies: list[tuple[CaseFrame, str]]
    timeline: list[TimelineLine]
    steps: list[str]
    onward: list[OnwardAction]


def visible(viewer: Viewer) -> QuerySet[Round]:
    """Give the rounds that a viewer may see, with what rows need."""
    seen = Case.objects.visible_to(viewer, "self_check")
    found = Round.objects.filter(case__in=seen.values("pk"))
    return found.select_related("case__unit", "case__owner", "plan__form", "version").annotate(
        count=Count("answers")
    )


def listed(viewer: Viewer, *, is_open: bool, limit: int = 100) -> list[RoundRow]:
    """Give open rounds with those due first, or ended ones with the latest first.

    What was shown is logged as read, here and in `open_findings`.
    """
    found = visible(viewer).filter(case__closed_at__isnull=is_open)
    order = ("due_date", "case__unit__name") if is_open else ("-due_date", "case__unit__name")
    rows = [row(one, viewer.on) for one in found.order_by(*order)[:limit]]
    _note_shown(viewer, "self_check", [one.id for one in rows])
    return rows


def row(one: Round, on: date) -> RoundRow:
    """Give one round as a list shows it; it has been fetched through `visible`."""
    case = one.case
    return RoundRow(
        id=one.pk, title=case.title, reference=case.reference, unit_name=case.unit.name,
        state=case.state, state_label=str(rules.STATE_LABELS[State(case.state)]),
        start_date=one.start_date, due_date=one.due_date,
        answers=getattr(one, "count", 0), expected=one.expected,
        is_late=case.closed_at is None and one.due_date < on,
    )  # fmt: skip


def asked(version: FormVersion) -> QuestionSet:
    """Give the questions of a version."""
    form = version.form
    return plan_rules.set_of(
        form.code, form.title, version.number, version.since_date, version.content
    )


def round_page(viewer: Viewer, case_id: uuid.UUID) -> RoundPage:
    """Give one round with its result to read; the read is logged. Raises NotVisible."""
    found = visible(viewer).filter(pk=case_id).first()
    if found is None:
        raise NotVisible(str(case_id))
    case = found.case
    note_read(by=viewer, object_kind=case.kind, object_id=case.pk, unit_id=case.unit_id)
    findings = _findings(viewer, found)
    method = Method(found.plan.form.method)
    return RoundPage(
        frame=cases.frame(case), plan_id=found.plan_id, method=method,
        version=found.version.number, start_date=found.start_date, due_date=found.due_date,
        target_percent=found.target_percent, is_anonymous=found.is_anonymous, why=found.plan.why,
        result=_result(found, findings), before=_before(viewer, found),
        findings=[frame for frame, _key in findings], draws=list(found.draws.all()),
        timeline=cases.timeline(case), steps=_steps(viewer, case, TRANSITIONS),
        may_handle=viewer.may(rules.HANDLE, case.unit_id),
        may_find=viewer.may(rules.HANDLE_FINDING, case.unit_id),
        is_drawn=method in rules.DRAWN, onward=cases.onward(viewer, case),
    )  # fmt: skip


def shown_answers(found: Round) -> tuple[list[dict[str, str]], int]:
    """Give the answers that may be shown, and how many there are in all."""
    every = Answer.objects.filter(round=found)
    count = every.count()
    batches = rules.shown_batches(count, found.least_answers, is_anonymous=found.is_anonymous)
    shown = every if batches is None else every.filter(batch__lt=batches)
    return list(shown.order_by("pk").values_list("values", flat=True)), count


def _result(found: Round, findings: Sequence[tuple[CaseFrame, str]]) -> Result:
    answers, count = shown_answers(found)
    questions = asked(found.version)
    items = tally.items(questions.questions, answers)
    right = tally.all_right(questions.questions, answers)
    by_key = {key: frame for frame, key in reversed(findings)}
    means = tally.means_by_step(questions.questions, answers)
    headings = {step.key: step.name.said() for step in questions.steps}
    judged = [_judged(one, found.target_percent, by_key.get(one.key)) for one in items]
    groups = [
        Group(headings.get(key, ""), tuple(j for j in judged if j.item.step == key), means.get(key))
        for key in dict.fromkeys(one.step for one in items)
    ]
    return Result(
        answers=count, shown=len(answers), expected=found.expected,
        rate=rules.answer_rate(count, found.expected), least=found.least_answers,
        too_few=count > 0 and not answers, all_right=right if right.whole else None,
        groups=tuple(groups),
    )  # fmt: skip


def _judged(item: Item, target: float, finding: CaseFrame | None) -> Judged:
    return Judged(item, tally.fails(item, target), tally.is_sure(item, target), finding)


def _before(viewer: Viewer, found: Round) -> tuple[RoundRow, Share | None] | None:
    """Give the round before of the same plan and unit, with its share of all right."""
    earlier = visible(viewer).filter(
        plan=found.plan, case__unit=found.case.unit, start_date__lt=found.start_date
    )
    one = earlier.exclude(case__state=State.CANCELLED).order_by("-start_date").first()
    if one is None:
        return None
    answers, _count = shown_answers(one)
    right = tally.all_right(asked(one.version).questions, answers)
    return row(one, viewer.on), right if right.whole else None


def _findings(viewer: Viewer, found: Round) -> list[tuple[CaseFrame, str]]:
    seen = Case.objects.visible_to(viewer, "finding")
    rows = Finding.objects.filter(round=found, case__in=seen.values("pk"))
    rows = rows.select_related("case__unit", "case__owner").order_by("-case__opened_at")
    return [(cases.frame(one.case), one.question_key) for one in rows]


def _steps(viewer: Viewer, case: Case, table: Sequence[transitions.Transition]) -> list[str]:
    offered = transitions.offered(table, case.state)
    return [step.verb for step in offered if viewer.may(step.capability, case.unit_id)]


def finding_page(viewer: Viewer, case_id: uuid.UUID) -> FindingPage:
    """Give one finding to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    found = Finding.objects.select_related("round__case__unit", "round__case__owner")
    one = found.filter(case=case).first()
    if one is None:
        raise NotVisible(str(case_id))
    seen = Case.objects.visible_to(viewer).select_related("unit", "owner")
    linked = seen.filter(links_out__to_case=case, links_out__relation=ANSWERS)
    return FindingPage(
        frame=cases.frame(case), text=one.text, round=cases.frame(one.round.case),
        remedies=[(cases.frame(c), reverse(kind_of(c.kind).url_name, args=[c.pk])) for c in linked],
        timeline=cases.timeline(case), steps=_steps(viewer, case, FINDING_TRANSITIONS),
        onward=cases.onward(viewer, case),
    )  # fmt: skip


def open_findings(viewer: Viewer, limit: int = 50) -> list[CaseFrame]:
    """Give the findings that wait for a remedy and the viewer may see, the oldest first."""
    seen = Case.objects.visible_to(viewer, "finding").filter(closed_at=None)
    frames = [
        cases.frame(one)
        for one in seen.select_related("unit", "owner").order_by("opened_at")[:limit]
    ]
    _note_shown(viewer, "finding", [one.id for one in frames])
    return frames


def _note_shown(viewer: Viewer, kind: str, shown: list[uuid.UUID]) -> None:
    if shown:
        note_read(by=viewer, object_kind=kind, object_id="", data={"shown": [*map(str, shown)]})


@dataclass(frozen=True)
class Line:
    """One line of a filled checklist: what it asks, how it was answered, what was found."""

    key: str
    heading: str
    label: str
    hint: str
    value: str
    finding: CaseFrame | None

    @property
    def is_met(self) -> bool | None:
        """Say whether the line was met; None when it did not apply or was left."""
        return {tally.YES: True, tally.NO: False}.get(self.value)


def checklists(on: date) -> list[tuple[str, str]]:
    """Give code and title of the checklists in use on a day."""
    found = Form.objects.filter(method=Method.CHECKLIST, versions__since_date__lte=on)
    return list(found.distinct().order_by("title").values_list("code", "title"))


def asked_of(form_code: str, on: date) -> QuestionSet:
    """Give what a form asks on a day. Raises NotVisible."""
    held = FormVersion.objects.filter(form__code=form_code, since_date__lte=on)
    version = held.select_related("form").order_by("-since_date").first()
    if version is None:
        raise NotVisible(form_code)
    return asked(version)


def lines(viewer: Viewer, round_id: uuid.UUID) -> list[Line]:
    """Give the checked lines of a round filled by one hand; the read is logged. Raises NotVisible.

    The machine's own reckoning of facts reads nothing to anybody and leaves no row.
    """
    found = visible(viewer).filter(pk=round_id).first()
    if found is None:
        raise NotVisible(str(round_id))
    if not viewer.everywhere:
        note_read(by=viewer, object_kind="self_check", object_id=found.pk,
                  unit_id=found.case.unit_id)  # fmt: skip
    answers, _count = shown_answers(found)
    values = answers[-1] if answers else {}
    questions = asked(found.version)
    headings = {step.key: step.name.said() for step in questions.steps}
    by_key = {key: frame for frame, key in reversed(_findings(viewer, found))}
    return [
        Line(one.key, headings.get(one.step, ""), one.label.said(), one.hint.said(),
             values.get(one.key, ""), by_key.get(one.key))
        for one in questions.questions if one.kind is Kind.CHECK
    ]  # fmt: skip


def surveys() -> list[tuple[str, str]]:
    """Give code and title of the municipality's own surveys."""
    found = Form.objects.filter(method=Method.SURVEY)
    return list(found.order_by("title").values_list("code", "title"))


def survey_years(form_code: str) -> list[int]:
    """Give the years in which a survey was compiled at any unit."""
    days = _compiled(form_code).values_list("start_date", flat=True)
    return sorted({day.year for day in days})


def survey_items(form_code: str, year: int) -> dict[uuid.UUID, list[Item]]:
    """Give what was answered to a survey of a year, by unit; of the last round where several were.

    Anonymous answers keep to whole batches, so a unit with too few has nothing.
    """
    rounds = _compiled(form_code).filter(start_date__year=year).order_by("start_date", "pk")
    found = {}
    for one in rounds:
        answers, _count = shown_answers(one)
        found[one.case.unit_id] = tally.items(asked(one.version).questions, answers)
    return found


def _compiled(form_code: str) -> QuerySet[Round]:
    rows = Round.objects.filter(plan__form__code=form_code, case__state=State.CLOSED)
    return rows.select_related("case", "version__form")

"""Reads of delegations: the list, one with what goes before it, duties of the year."""

import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.competence import actions, lists, rules, standing
from vaka.areas.competence.models import Attempt, Delegation, StaffFact, not_renewed
from vaka.areas.competence.rules import GIVE, State
from vaka.areas.competence.staff_actions import may_note_of
from vaka.areas.competence.staff_rules import INTRODUCTION, RECEIVE
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import roles_that_can
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value
from vaka.foundation.people.models import Person
from vaka.law import cite
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class CourseLine:
    """One web course before the delegation: done when, and whether it still holds."""

    code: str
    title: str
    on_date: date | None
    holds: bool


@dataclass(frozen=True)
class ExamLine:
    """One knowledge test with every attempt."""

    code: str
    title: str
    attempts: list[Attempt]
    is_passed: bool
    passed_at: int | None


@dataclass(frozen=True)
class DelegationPage:
    """What the page of one delegation shows."""

    frame: CaseFrame
    row: Delegation
    tasks: list[str]
    courses: list[CourseLine]
    exams: list[ExamLine]
    introduced_days: int | None
    is_introduced: bool
    least_days: int
    may_give: Verdict
    is_mine: bool
    may_confirm: bool
    handles: bool
    notes: bool
    may_introduce: bool
    may_examine: bool
    may_renew: bool
    steps: list[str]
    law: list[str]
    review: str
    timeline: list[TimelineLine]


def visible(viewer: Viewer) -> QuerySet[Delegation]:
    """Give the delegations that a viewer may see, those due first first."""
    found = Delegation.objects.visible_to(viewer)
    found = found.select_related("case__unit", "receiver", "giver").prefetch_related("tasks")
    return found.order_by(F("case__due_date").asc(nulls_last=True), "receiver__given_name")


def looks(on: date, warn_days: int) -> dict[str, Q]:
    """Give what each look at the list keeps, on a day."""
    soon = on + timedelta(days=warn_days)
    valid = Q(case__state=State.VALID)
    return {
        "valid": valid,
        "soon": valid & Q(until_date__lte=soon) & not_renewed(),
        "follow_up": valid & Q(follow_up_date__lte=soon),
        "review": Q(case__state=State.REVIEW),
        "prepared": Q(case__state=State.PREPARED),
        "ended": Q(case__state=State.ENDED),
    }


def listed(viewer: Viewer, look: str, unit: Unit | None = None) -> QuerySet[Delegation]:
    """Give the delegations that match, of a unit and all below it when one is given."""
    found = visible(viewer)
    if unit is not None:
        found = found.filter(case__unit__in=Unit.objects.below(unit))
    wanted = looks(viewer.on, warn_days(viewer.on))
    return found.filter(wanted.get(look, Q()))


def counts(viewer: Viewer, unit: Unit | None = None) -> dict[str, int]:
    """Give how many there are in each look."""
    found = Delegation.objects.visible_to(viewer)
    if unit is not None:
        found = found.filter(case__unit__in=Unit.objects.below(unit))
    wanted = looks(viewer.on, warn_days(viewer.on))
    asked = {name: Count("pk", filter=where, distinct=True) for name, where in wanted.items()}
    return found.aggregate(**asked)


def note_listed(viewer: Viewer, rows: list[Delegation]) -> None:
    """Write in the log which delegations a list showed."""
    note_read(by=viewer, object_kind=actions.KIND, object_id="",
              data={"shown": [str(one.pk) for one in rows]})  # fmt: skip


def warn_days(on: date) -> int:
    """Give how many days before the end a delegation runs out soon, a local value."""
    return int(local_value("delegation.warn_days", on))


def delegation_page(viewer: Viewer, case_id: uuid.UUID) -> DelegationPage:
    """Give one delegation to read; the read is logged. Raises NotVisible."""
    row = read(viewer, case_id)
    case = row.case
    giver = viewer.person.pk if viewer.person else None
    found = standing.preparation(row, giver, viewer.on)
    codes = [one.code for one in row.tasks.all()]
    handles = viewer.may(GIVE, case.unit_id)
    notes = handles and may_note_of(viewer, row.receiver, INTRODUCTION)
    is_mine = viewer.person is not None and row.receiver_id == viewer.person.pk
    offered = transitions.offered(rules.TRANSITIONS, case.state)
    return DelegationPage(
        frame=cases.frame(case),
        row=row,
        tasks=lists.task_titles(codes),
        courses=_courses(row, codes, viewer.on),
        exams=_exams(row, codes, viewer.on),
        introduced_days=found.introduced_days,
        is_introduced=rules.is_introduced(found.introduced_days, found.least_days),
        least_days=found.least_days,
        may_give=rules.may_give(found),
        is_mine=is_mine,
        may_confirm=is_mine and rules.may_confirm(case.state, row.confirmed_date).ok,
        handles=handles,
        notes=notes,
        may_introduce=notes and rules.may_note_before(case.state, is_introduction=True).ok,
        may_examine=notes and rules.may_note_before(case.state, is_introduction=False).ok,
        may_renew=handles and rules.may_renew(case.state, same_unit=True).ok,
        steps=[one.verb for one in offered] if handles else [],
        law=[_cited(topic, row.from_date) for topic in LAW],
        review=_review(row),
        timeline=cases.timeline(case),
    )


def read(viewer: Viewer, case_id: uuid.UUID) -> Delegation:
    """Give one delegation; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = visible(viewer).filter(pk=case.pk).first()
    if row is None:
        raise NotVisible(str(case_id))
    row.case = case
    return row


LAW = ("patient_safety.delegation", "delegation.longest")


def receivers(units: list[Unit], on: date) -> dict[uuid.UUID, list[Person]]:
    """Give who gives care at each unit on a day or later: those one may delegate to."""
    roles = [one.code for one in roles_that_can(RECEIVE)]
    grants = Grant.objects.own().filter(
        Q(to_date=None) | Q(to_date__gte=on), role__in=roles, person__is_active=True
    )
    people: dict[uuid.UUID, set[Person]] = {}
    for one in grants.select_related("person"):
        people.setdefault(one.unit_id, set()).add(one.person)
    near = {unit.pk: standing.near(unit.pk) for unit in units}
    return {
        unit: sorted({p for place in places for p in people.get(place, ())}, key=lambda p: p.name)
        for unit, places in near.items()
    }


def who_hold(code: str, people: Iterable[uuid.UUID], on: date) -> frozenset[uuid.UUID]:
    """Give those of some people who have shown a proof or done a course that holds on a day.

    For areas above that ask about a task's condition: no more is told than that.
    """
    held = StaffFact.objects.filter(code=code, person__in=list(people), on_date__lte=on)
    found = held.filter(Q(until_date=None) | Q(until_date__gte=on))
    return frozenset(found.values_list("person_id", flat=True))


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give each follow-up and each review as a duty; no names, the wheel is read by many."""
    rows = Delegation.objects.visible_to(viewer).select_related("case__unit")
    due = rows.filter(case__state=State.VALID, follow_up_date__range=(start, end))
    for one in due:
        name = _("Följ upp delegering %(reference)s") % {"reference": one.case.reference}
        yield _duty(one, name, one.follow_up_date or end, DutyState.DUE)
    for one in rows.filter(followed_up_date__range=(start, end)):
        name = _("Följ upp delegering %(reference)s") % {"reference": one.case.reference}
        yield _duty(one, name, one.followed_up_date or end, DutyState.DONE)
    for one in rows.filter(case__state=State.REVIEW, case__due_date__range=(start, end)):
        name = _("Ompröva delegering %(reference)s") % {"reference": one.case.reference}
        yield _duty(one, name, one.case.due_date or end, DutyState.DUE)


def _duty(row: Delegation, name: str, day: date, state: DutyState) -> Duty:
    address = reverse("competence:case", args=[row.pk])
    done = day if state is DutyState.DONE else None
    return Duty(
        name=name, due_date=day, unit=row.case.unit.name, role=_("Sjuksköterska"), state=state,
        address=address, done_date=done, evidence=address if done else "",
        topic="delegation_follow_up",
    )  # fmt: skip


def _courses(row: Delegation, codes: list[str], on: date) -> list[CourseLine]:
    facts = standing.Facts([row.receiver_id])
    lines = []
    for code in lists.courses_before(codes):
        latest = facts.latest(row.receiver_id, code, on)
        lines.append(
            CourseLine(
                code, lists.requirement(code).title, latest.on_date if latest else None,
                facts.holds(row.receiver_id, code, on),
            )
        )  # fmt: skip
    return lines


def _exams(row: Delegation, codes: list[str], on: date) -> list[ExamLine]:
    since, titles = standing.exam_since(on, row.case.unit), lists.exam_titles()
    made = standing.attempts_of(row.receiver_id, lists.exams_before(codes))
    return [
        ExamLine(
            code, titles[code], tries,
            rules.is_passed(rules.counted(tries, since, on)),
            rules.attempts_needed(tries),
        )
        for code, tries in made.items()
    ]  # fmt: skip


def _cited(topic: str, on: date) -> str:
    return cite(topic, on=on).text


def _review(row: Delegation) -> str:
    if not row.review_reason:
        return ""
    return str(rules.REVIEW_LABELS[rules.ReviewReason(row.review_reason)])

"""Reads of care plans: the list, one plan with its versions, what falls due."""

import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.care_plans import actions, contact_queries, lists, rules, sip_actions, sip_rules
from vaka.areas.care_plans.contact_queries import ContactLine
from vaka.areas.care_plans.models import CarePlan, PlanGoal, PlanVersion, Sip
from vaka.areas.care_plans.rules import CURRENT_MONTHS, TRANSITIONS, WRITE, Original, State
from vaka.areas.care_plans.sip_rules import SipState
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import local_value, visible_units
from vaka.law.verdict import Verdict


@dataclass(frozen=True)
class PlanRow:
    """One plan in the list."""

    id: uuid.UUID
    reference: str
    title: str
    unit_name: str
    state: str
    state_label: str
    next_review: date | None
    due_date: date | None
    contact: str
    is_current: bool
    is_late: bool

    @property
    def is_open(self) -> bool:
        """Whether the plan runs."""
        return self.state in rules.OPEN


@dataclass(frozen=True)
class GoalLine:
    """One goal with the names of its area and states."""

    goal: PlanGoal
    area: str
    easy: str
    now: str
    aim: str
    after: str
    easy_now: str


@dataclass(frozen=True)
class VersionPage:
    """One version as read."""

    version: PlanVersion
    participation: str
    goals: list[GoalLine]


@dataclass(frozen=True)
class SipRow:
    """One coordinated plan of the person."""

    id: uuid.UUID
    reference: str
    state_label: str
    next_date: date | None
    is_late: bool


@dataclass(frozen=True)
class PlanPage:
    """What the page of one plan shows; `confirm` says whether the newest version may hold."""

    frame: CaseFrame
    plan: CarePlan
    decision_reference: str
    shown: VersionPage
    holds: VersionPage | None
    earlier: list[VersionPage]
    original: str
    steps: list[str]
    confirm: Verdict
    is_current: bool
    is_late: bool
    may_write: bool
    contacts: list[ContactLine]
    days_without: int | None
    may_appoint: bool
    sips: list[SipRow]
    may_sip: bool
    timeline: list[TimelineLine]
    onward: list[OnwardAction]

    @property
    def is_written_here(self) -> bool:
        """Whether the plan's original is here."""
        return self.original == Original.HERE

    @property
    def original_label(self) -> str:
        """Where the plan's original is, in words."""
        return str(rules.ORIGINAL_LABELS[Original(self.original)])

    @property
    def followed(self) -> VersionPage | None:
        """The version that is being followed up, while the next is a draft."""
        return self.holds if self.frame.state == State.REVISING else None


def originals(units: Sequence[Unit], on: date) -> list[str]:
    """Say where units' plans have their original, with the units' names where places differ."""
    kept: dict[Original, list[str]] = {}
    for unit in units:
        kept.setdefault(Original(actions.original_of(unit, on)), []).append(unit.name)
    if len(kept) == 1:
        return [str(rules.ORIGINAL_LABELS[one]) for one in kept]
    return [f"{rules.ORIGINAL_LABELS[one]}: {', '.join(sorted(kept[one]))}" for one in Original
            if one in kept]  # fmt: skip


def listed(
    viewer: Viewer, unit: Unit | None = None, *, ended: bool = False
) -> list[PlanRow]:  # fmt: skip
    """Give the plans that the viewer may see, late ones first; what was shown is logged."""
    found = visible(viewer).filter(case__closed_at__isnull=not ended)
    if unit is not None:
        found = found.filter(case__unit__in=Unit.objects.below(unit))
    months: dict[uuid.UUID, int] = {}
    rows = [_row(one, viewer.on, months) for one in _with_all(found)]
    if rows:
        note_read(by=viewer, object_kind="care_plan", object_id="",
                  data={"shown": [str(one.id) for one in rows]})  # fmt: skip
    return sorted(rows, key=lambda one: (not one.is_late, one.next_review or date.max, one.title))


def visible(viewer: Viewer) -> QuerySet[CarePlan]:
    """Give the plans whose case the viewer may see."""
    return CarePlan.objects.filter(case__in=Case.objects.visible_to(viewer, "care_plan"))


def units_of(viewer: Viewer) -> list[Unit]:
    """Give the units whose plans the viewer may see, or may have ordered."""
    if viewer.may(rules.FOLLOW):
        held = visible(viewer).values("case__unit")
        return list(Unit.objects.filter(pk__in=held).order_by("name"))
    return visible_units(viewer, rules.SEE, on=viewer.on)


def orderable(viewer: Viewer) -> list[Unit]:
    """Give the units that a plan may be ordered of: those with users, whose plans are kept here."""
    found = Unit.objects.in_force(viewer.on).filter(is_reference=False, kind__in=lists.homes())
    if not viewer.may(rules.FOLLOW):
        found = found.filter(pk__in=viewer.unit_ids(WRITE))
    kept = found.order_by("name")
    return [one for one in kept if actions.original_of(one, viewer.on) == Original.HERE]


def decision_to_order(viewer: Viewer, decision_id: uuid.UUID) -> Case:
    """Give a decision that a plan may be ordered of; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, decision_id)
    if case.kind != "decision":
        raise NotVisible(str(decision_id))
    return case


def plan_page(viewer: Viewer, case_id: uuid.UUID) -> PlanPage:
    """Give one plan to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    plan = _with_all(CarePlan.objects.filter(case=case)).first()
    if plan is None:
        raise NotVisible(str(case_id))
    plan.case = case
    versions = [version_page(one) for one in plan.versions.all()]
    shown = versions[-1]
    held = [one for one in versions if one.version.confirmed_date]
    original = actions.original_of(case.unit, viewer.on)
    writes = viewer.may(WRITE, case.unit_id) and original == Original.HERE
    current = held[-1].version.made_date if held else None
    return PlanPage(
        frame=cases.frame(case), plan=plan, decision_reference=plan.decision.reference,
        shown=shown, holds=held[-1] if held else None, earlier=held[:-1][::-1], original=original,
        steps=_steps(viewer, case) if original == Original.HERE else [],
        confirm=actions.may_confirm(plan, shown.version, viewer.on),
        is_current=rules.is_current(current, viewer.on, _months(case.unit, viewer.on)),
        is_late=_is_late(plan, viewer.on), may_write=writes and case.state in rules.WRITTEN,
        contacts=contact_queries.lines(plan, viewer.on),
        days_without=contact_queries.days_without(plan, viewer.on),
        may_appoint=contact_queries.may_appoint(viewer, case),
        sips=_sips(viewer, plan), may_sip=sip_actions.handles(viewer, plan),
        timeline=cases.timeline(case), onward=cases.onward(viewer, case),
    )  # fmt: skip


def version_page(one: PlanVersion) -> VersionPage:
    """Give one version with the names of its areas and states."""
    label = ""
    if one.participation:
        label = str(rules.PARTICIPATION_LABELS[rules.Participation(one.participation)])
    order = list(lists.life_areas())
    goals = sorted(one.goals.all(), key=lambda goal: order.index(goal.area))
    return VersionPage(one, label, [_goal(goal) for goal in goals])


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the reviews of plans and the follow-ups of coordinated plans; how many a unit and day,
    never who, for the wheel is read by many."""
    many: dict[tuple[date, str, str], int] = {}
    held = visible(viewer).filter(case__state__in=rules.HELD, case__due_date__range=(start, end))
    for day, name in held.values_list("case__due_date", "case__unit__name"):
        if day:
            many[day, name, "plan"] = many.get((day, name, "plan"), 0) + 1
    seen = Case.objects.visible_to(viewer, "sip")
    sips = Sip.objects.filter(case__in=seen, case__state=SipState.VALID,
                              next_date__range=(start, end))  # fmt: skip
    for day, name in sips.values_list("next_date", "case__unit__name"):
        if day:
            many[day, name, "sip"] = many.get((day, name, "sip"), 0) + 1
    address = reverse("care_plans:list")
    for (day, name, what), count in many.items():
        words = _("Följ upp genomförandeplaner: %d") if what == "plan" else _("Följ upp SIP: %d")
        yield Duty(words % count, day, name, _("Enhetschef"), DutyState.DUE, address,
                   topic="care_plan")  # fmt: skip


def newest_version(viewer: Viewer, case_id: uuid.UUID) -> PlanVersion:
    """Give a plan's newest version to an area above that writes in it. Raises NotVisible."""
    found = visible(viewer).filter(pk=case_id).first()
    if found is None:
        raise NotVisible(str(case_id))
    return actions.newest(found)


def due_review(plan: CarePlan, start: date) -> date:
    """Give the day that is proposed for the review of a version that holds from a day."""
    return rules.due_review(start, _months(plan.case.unit, start))


def _with_all(found: QuerySet[CarePlan]) -> QuerySet[CarePlan]:
    goals = PlanVersion.objects.prefetch_related("goals").order_by("number")
    return found.select_related("case__unit", "case__owner", "decision").prefetch_related(
        Prefetch("versions", goals), "contacts__person", "sips__case"
    )


def _steps(viewer: Viewer, case: Case) -> list[str]:
    offered = transitions.offered(TRANSITIONS, case.state)
    return [one.verb for one in offered if viewer.may(one.capability, case.unit_id)]


def _row(one: CarePlan, on: date, months: dict[uuid.UUID, int]) -> PlanRow:
    case = one.case
    if case.unit_id not in months:
        months[case.unit_id] = _months(case.unit, on)
    held = [version for version in one.versions.all() if version.confirmed_date]
    made = held[-1].made_date if held else None
    contact = next((c.person.name for c in one.contacts.all() if c.until_date is None), "")
    return PlanRow(
        case.pk, case.reference, case.title, case.unit.name, case.state,
        str(rules.STATE_LABELS[State(case.state)]), held[-1].next_review if held else None,
        case.due_date, contact, rules.is_current(made, on, months[case.unit_id]),
        _is_late(one, on),
    )  # fmt: skip


def _is_late(plan: CarePlan, on: date) -> bool:
    return rules.is_late(plan.case.due_date, on, holds=plan.case.closed_at is None)


def _months(unit: Unit, on: date) -> int:
    return int(local_value(CURRENT_MONTHS, on, unit))


def _goal(one: PlanGoal) -> GoalLine:
    area = lists.life_area(one.area)
    return GoalLine(one, area.title, area.easy, _level(one.state_now), _level(one.state_goal),
                    _level(one.state_after), _easy(one.state_now))  # fmt: skip


def _level(value: int | None) -> str:
    return lists.levels()[value].label if value is not None else ""


def _easy(value: int | None) -> str:
    return lists.levels()[value].easy if value is not None else ""


def _sips(viewer: Viewer, plan: CarePlan) -> list[SipRow]:
    seen = set(Case.objects.visible_to(viewer, "sip").filter(sip__plan=plan)
               .values_list("pk", flat=True))  # fmt: skip
    return [
        SipRow(one.case_id, one.case.reference, str(sip_rules.SIP_LABELS[SipState(one.case.state)]),
               one.next_date, sip_rules.is_late(one.next_date, viewer.on, one.case.state))
        for one in plan.sips.all() if one.case_id in seen
    ]  # fmt: skip

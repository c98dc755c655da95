"""Reads of meetings: the list, one meeting with what stands ready, decisions, days."""

import uuid
from collections.abc import Collection, Iterator
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.meetings import actions, prepared, rules, standing
from vaka.areas.meetings.lists import kinds, labels
from vaka.areas.meetings.models import Meeting, MeetingDecision, MeetingPoint
from vaka.areas.meetings.pages import (
    Before,
    DecisionRow,
    DespatchRow,
    HomesRow,
    ListFilter,
    MeetingPage,
    TalkRow,
)
from vaka.areas.meetings.prepared import Ready
from vaka.areas.meetings.rules import Outcome, State
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.causes import Cause
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import search, transitions
from vaka.foundation.cases.models import Case
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.files.models import StoredFile
from vaka.foundation.organisation.models import UnitPath
from vaka.foundation.people.models import Person

LOOKS = {
    "coming": Q(case__state=State.PLANNED),
    "writing": Q(case__state__in=(State.HELD, State.REVIEW)),
    "done": Q(case__state=State.CLOSED),
    "cancelled": Q(case__state=State.CANCELLED),
    "all": Q(),
}


def visible(viewer: Viewer) -> QuerySet[Meeting]:
    """Give the meetings that a viewer may see, with what a row shows."""
    seen = Case.objects.visible_to(viewer, actions.KIND)
    return Meeting.objects.filter(case__in=seen).select_related("case__unit", "leader")


def listed(viewer: Viewer, wanted: ListFilter) -> QuerySet[Meeting]:
    """Give the meetings that match: those to come by day, the others with the latest first."""
    found = visible(viewer).filter(LOOKS[wanted.look])
    if wanted.sort:
        found = found.filter(sort=wanted.sort)
    if wanted.unit_code:
        below = UnitPath.objects.current().filter(ancestor__code=wanted.unit_code)
        found = found.filter(case__unit_id__in=below.values("descendant_id"))
    if wanted.words:
        found = found.filter(case__in=search.find(viewer, wanted.words).values("pk"))
    if wanted.ids is not None:
        found = found.filter(pk__in=list(wanted.ids))
    day = "planned_date" if wanted.look in ("coming", "writing") else "-planned_date"
    return found.annotate(decided=Count("decisions")).order_by(day, F("time"), "pk")


def note_listed(viewer: Viewer, ids: Collection[uuid.UUID]) -> None:
    """Write in the log which meetings a list showed."""
    note_read(by=viewer, object_kind=actions.KIND, object_id="",
              data={"shown": [str(one) for one in ids]})  # fmt: skip


def meeting_page(viewer: Viewer, case_id: uuid.UUID) -> MeetingPage:
    """Give one meeting to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = Meeting.objects.select_related("leader", "checked_by").filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    kind, may_lead = standing.sort_of(row), standing.leads(viewer, row, case.unit_id)
    kept = bool(row.figures)
    return MeetingPage(
        frame=cases.frame(case),
        kind=kind,
        planned_date=row.planned_date,
        time=row.time,
        place=row.place,
        leader_name=row.leader.name,
        prepared_date=row.prepared_date,
        held_date=row.held_date,
        present=row.present,
        people=row.people,
        staff_present=row.staff_present,
        staff_reason=row.staff_reason,
        homes=_homes(viewer, case, row),
        checked_date=row.checked_date,
        checked_by=row.checked_by.name if row.checked_by else "",
        ready=prepared.kept(viewer, case.unit, Ready.of(row.figures)) if kept
        else prepared.ready(viewer, case.unit, kind),
        is_kept=kept,
        points=[_talk(one) for one in row.points.all()],
        decisions=_decisions(viewer, row),
        before=_before(viewer, case, row),
        next_date=_next(viewer, case, row),
        steps=_steps(viewer, case, row, may_lead),
        may_write=may_lead and standing.may_write(case, row).ok,
        may_lead=may_lead,
        may_finish=standing.finishing(case, row),
        may_hand_over=standing.handing_over(case, row),
        may_check=standing.checking(viewer, row),
        suspects=standing.left(case, row),
        is_late=rules.is_late(case.state, case.due_date, viewer.on),
        timeline=cases.timeline(case),
        onward=cases.onward(viewer, case),
        despatches=[DespatchRow(one.receiver, one.sent_date, one.how)
                    for one in row.despatches.all()],
        unsent=standing.unsent(row),
        may_spread=viewer.may(rules.HANDLE, case.unit_id),
    )  # fmt: skip


def may_fetch(viewer: Viewer, file: StoredFile) -> bool:
    """Minutes as a file hold what their reader might see, so they are for that reader alone, and
    only while the meeting may be handed over."""
    row = Meeting.objects.select_related("case").filter(case=file.case_id).first()
    own = viewer.person is not None and file.made_by_id == viewer.person.pk
    return own and row is not None and standing.handing_over(row.case, row).ok


def point_of(viewer: Viewer, case_id: uuid.UUID, point_id: uuid.UUID) -> MeetingPoint:
    """Give a point of a meeting that the viewer may see. Raises NotVisible."""
    rows = visible(viewer).filter(pk=case_id)
    found = MeetingPoint.objects.filter(pk=point_id, meeting__in=rows).first()
    if found is None:
        raise NotVisible(str(point_id))
    return found


def decision_of(viewer: Viewer, case_id: uuid.UUID, decision_id: uuid.UUID) -> MeetingDecision:
    """Give a decision or wish of a meeting that the viewer may see. Raises NotVisible."""
    rows = visible(viewer).filter(pk=case_id)
    found = MeetingDecision.objects.filter(pk=decision_id, meeting__in=rows).first()
    if found is None:
        raise NotVisible(str(decision_id))
    return found


def wish_of(viewer: Viewer, case_id: uuid.UUID, decision_id: uuid.UUID) -> MeetingDecision:
    """Give a wish in the same way; a decision is not answered in words."""
    found = decision_of(viewer, case_id, decision_id)
    if found.kind != Outcome.WISH:
        raise NotVisible(str(decision_id))
    return found


def causes_of(viewer: Viewer, case_id: uuid.UUID) -> list[Cause]:
    """Give the decisions and wishes as causes that a remedy may answer: it keeps the words, so of
    one where nobody may be known only the number until it is checked."""
    row = visible(viewer).filter(pk=case_id).first()
    if row is None:
        return []
    is_told = rules.is_told(row.case.state, is_deidentified=standing.sort_of(row).is_deidentified)
    return [
        Cause(str(one.pk), f"{one.number}: {one.text}"[:200] if is_told
              else f"{rules.OUTCOME_LABELS[Outcome(one.kind)]} {one.number}")
        for one in row.decisions.all()
    ]  # fmt: skip


def people() -> list[Person]:
    """Give who may lead a meeting: whoever has an open account."""
    found = Person.objects.filter(is_active=True).exclude(given_name="")
    return list(found.order_by("given_name", "family_name"))


def plannable(viewer: Viewer) -> dict[str, str]:
    """Give the kinds that a viewer may plan: all who see all, those open to the board the rest."""
    every = kinds(viewer.on)
    sees_all = viewer.may(rules.SEE)
    return {code: one.label for code, one in every.items()
            if rules.may_plan_kind(one.open_to, sees_all=sees_all)}  # fmt: skip


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give each planned meeting as a duty of its day; one that was cancelled was not done."""
    found = visible(viewer).filter(planned_date__range=(start, end))
    for one in found:
        address = reverse("meetings:case", args=[one.pk])
        state = DutyState.DONE if one.held_date else DutyState.DUE
        if one.case.state == State.CANCELLED:
            state = DutyState.NOT_DONE
        yield Duty(
            name=labels().get(one.sort, one.sort), due_date=one.planned_date,
            unit=one.case.unit.name, role=_("Den som håller mötet"), state=state, address=address,
            done_date=one.held_date, evidence=address if one.held_date else "", topic="meeting",
        )  # fmt: skip


def _talk(one: MeetingPoint) -> TalkRow:
    return TalkRow(one.pk, one.number, one.heading, one.prompt, one.notes)


def _homes(viewer: Viewer, case: Case, row: Meeting) -> HomesRow | None:
    """Give how many want to be visited; a note that is shown is logged as read by itself."""
    if not standing.sort_of(row).asks_willing:
        return None
    told, asks = standing.homes(row), viewer.may(rules.CONSENT, case.unit_id)
    note = told.note if told and asks else ""
    if note:
        note_read(by=viewer, object_kind=actions.KIND, object_id=case.pk, unit_id=case.unit_id,
                  data={"shown": "consent note"})  # fmt: skip
    day = row.held_date or max(row.planned_date, viewer.on)
    return HomesRow(
        asked=told.asked if told else 0, willing=told.willing if told else 0,
        taken_back=told.taken_back if told else 0, asked_date=told.asked_date if told else None,
        asked_by=told.asked_by.name if told else "", note=note,
        may_count=asks and rules.may_prepare(case.state).ok,
        may_enter=standing.entering(row, day, None),
    )  # fmt: skip


def _decisions(viewer: Viewer, row: Meeting) -> list[DecisionRow]:
    found = remedies.for_case(viewer, row.pk)
    return [
        DecisionRow(
            one.pk, one.number, str(rules.OUTCOME_LABELS[Outcome(one.kind)]),
            one.kind == Outcome.WISH, one.text, one.answer, one.answered_date,
            [remedy for remedy in found if remedy.cause_code == str(one.pk)],
        )
        for one in row.decisions.all()
    ]  # fmt: skip


def _same(viewer: Viewer, case: Case, row: Meeting) -> QuerySet[Meeting]:
    """Give the other meetings of the same kind at the same unit, those that the viewer may see."""
    found = visible(viewer).filter(sort=row.sort, case__unit=case.unit_id)
    return found.exclude(pk=row.pk)


def _before(viewer: Viewer, case: Case, row: Meeting) -> Before | None:
    held = _same(viewer, case, row).filter(
        held_date__lte=row.held_date or row.planned_date
    ).order_by("-held_date").first()  # fmt: skip
    if held is None or held.held_date is None:
        return None
    note_listed(viewer, [held.pk])
    return Before(held.pk, held.held_date, _decisions(viewer, held))


def _next(viewer: Viewer, case: Case, row: Meeting) -> date | None:
    coming = _same(viewer, case, row).filter(
        case__state=State.PLANNED, planned_date__gt=row.planned_date
    )
    return coming.order_by("planned_date").values_list("planned_date", flat=True).first()


def _steps(viewer: Viewer, case: Case, row: Meeting, may_lead: bool) -> list[str]:
    """Give the verbs that the viewer may take from here, as the kind is held."""
    check = standing.sort_of(row).check
    offered = transitions.offered(rules.TRANSITIONS, case.state)
    return [
        one.verb for one in offered
        if (viewer.may(one.capability, case.unit_id) or (may_lead and one.verb in rules.OWN_STEPS))
        and rules.after_holding(check, one.verb)
    ]  # fmt: skip

"""Reads of agreements with others: the list, one agreement, what may have been broken."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.providers import agreement_rules as rules
from vaka.areas.providers.agreement_actions import KIND, day_of, duties_at, may_break
from vaka.areas.providers.agreement_rules import Party
from vaka.areas.providers.models import Agreement, AgreementDuty, Breach, FollowUp
from vaka.areas.providers.rules import is_late
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction, kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState


@dataclass(frozen=True)
class BreachLine:
    """One event in which a duty was not kept; without reference when the viewer may not see it."""

    reference: str
    address: str
    on: date
    words: str


@dataclass(frozen=True)
class DutyRow:
    """One promise of a party, with how often it was broken."""

    number: int
    who: str
    text: str
    breaches: list[BreachLine]


@dataclass(frozen=True)
class AgreementPage:
    """One agreement as its page shows it."""

    frame: CaseFrame
    agreement: Agreement
    party_label: str
    duties: list[DutyRow]
    breaches: int
    follow_ups: list[FollowUp]
    is_late: bool
    steps: list[str]
    may_handle: bool
    timeline: list[TimelineLine]
    onward: list[OnwardAction]


LOOKS = {"open": Q(case__closed_at=None), "ended": ~Q(case__closed_at=None), "all": Q()}


def visible(viewer: Viewer) -> QuerySet[Agreement]:
    """Give the agreements that a viewer may see, those followed up first first."""
    seen = Case.objects.visible_to(viewer, KIND)
    found = Agreement.objects.filter(case__in=seen).select_related("case__unit")
    return found.order_by(F("case__due_date").asc(nulls_last=True), "case__title")


def listed(viewer: Viewer, look: str = "open") -> list[Agreement]:
    """Give the agreements with how many duties they hold and how often one was broken.

    The list is logged as read.
    """
    found = visible(viewer).filter(LOOKS.get(look, Q()))
    rows = found.annotate(
        promised=Count("duties", distinct=True), broken=Count("duties__breaches", distinct=True)
    )
    note_read(by=viewer, object_kind=KIND, object_id="",
              data={"shown": [str(one.pk) for one in rows]})  # fmt: skip
    return list(rows)


def agreement_page(viewer: Viewer, case_id: uuid.UUID) -> AgreementPage:
    """Give one agreement to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = Agreement.objects.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    duties = [_duty(viewer, one) for one in row.duties.prefetch_related("breaches__event")]
    offered = transitions.offered(rules.TRANSITIONS, case.state)
    is_open = rules.may_change(case.state).ok
    return AgreementPage(
        frame=cases.frame(case), agreement=row, duties=duties,
        party_label=str(rules.PARTY_LABELS[Party(row.party)]),
        breaches=sum(len(one.breaches) for one in duties), follow_ups=list(row.follow_ups.all()),
        is_late=is_late(case.due_date, viewer.on, waits=is_open),
        steps=[one.verb for one in offered if viewer.may(one.capability, case.unit_id)],
        may_handle=is_open and viewer.may(rules.HANDLE, case.unit_id),
        timeline=cases.timeline(case), onward=cases.onward(viewer, case),
    )  # fmt: skip


def held_at(event: Case) -> list[AgreementDuty]:
    """Give the duties of the agreements that held where and when an event happened."""
    found = duties_at(event).order_by("agreement__case__title", "number")
    return [one for one in found if may_break(event, one).ok]


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the follow-ups of agreements as duties of the year wheel, made and to come."""
    if not (viewer.everywhere or viewer.may(rules.SEE)):
        return
    seen = visible(viewer)
    for row in seen.filter(case__closed_at=None, case__due_date__range=(start, end)):
        yield _as_duty(row, row.case.due_date, None)
    made = FollowUp.objects.filter(agreement__in=seen, due_date__range=(start, end))
    for one in made.select_related("agreement__case__unit"):
        yield _as_duty(one.agreement, one.due_date, one.made_date)


def _as_duty(row: Agreement, due: date | None, done: date | None) -> Duty:
    assert due is not None
    address = reverse("providers:agreement", args=[row.pk])
    return Duty(
        name=_("Följ upp överenskommelsen: %s") % row.case.title, due_date=due,
        unit=row.case.unit.name, role=_("Ansvarig för överenskommelsen"),
        state=DutyState.DONE if done else DutyState.DUE, address=address, done_date=done,
        evidence=address if done else "", topic="agreement",
    )  # fmt: skip


def _duty(viewer: Viewer, one: AgreementDuty) -> DutyRow:
    broken = sorted(one.breaches.all(), key=lambda b: day_of(b.event), reverse=True)
    return DutyRow(one.number, one.who, one.text, [_breach(viewer, b) for b in broken])


def _breach(viewer: Viewer, one: Breach) -> BreachLine:
    sees = Case.objects.known(viewer, one.event_id).exists()
    if not sees:
        return BreachLine("", "", day_of(one.event), "")
    event = one.event
    note_read(by=viewer, object_kind=event.kind, object_id=event.pk, unit_id=event.unit_id)
    address = reverse(kind_of(event.kind).url_name, args=[event.pk])
    return BreachLine(event.reference, address, day_of(event), one.words)

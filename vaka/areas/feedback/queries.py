"""Reads of feedback: the list with its filter, one case's page, what stands beside deviations."""

import json
import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, F, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from vaka.areas.feedback import actions, lists, rules
from vaka.areas.feedback.mine import PLACES
from vaka.areas.feedback.models import Contact, Feedback
from vaka.areas.feedback.rules import (
    DOOR_LABELS,
    FINDING_LABELS,
    KIND_LABELS,
    SENDER_LABELS,
    TRANSITIONS,
    UNANSWERED,
    Door,
    FeedbackKind,
    Finding,
    Sender,
    State,
)
from vaka.areas.remedies import queries as remedies
from vaka.areas.remedies.queries import RemedyRow
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import search, transitions
from vaka.foundation.cases.kinds import OnwardAction, kind_of
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people import identities
from vaka.law.verdict import Verdict

LOOKS = {
    "open": _("Väntar på svar"),
    "mine": _("Mina"),
    "late": _("Sena"),
    "answered": _("Besvarade"),
    "closed": _("Avslutade"),
    "all": _("Alla"),
}


@dataclass(frozen=True)
class ListFilter:
    """What a list is narrowed by; empty does not narrow."""

    look: str = "open"
    words: str = ""
    kind: str = ""
    unit_code: str = ""
    ids: Collection[uuid.UUID] | None = None


@dataclass(frozen=True)
class Row:
    """One line of the list."""

    frame: CaseFrame
    kind: str
    kind_label: str
    door_label: str
    theme: str
    is_open: bool
    is_reopened: bool


@dataclass(frozen=True)
class Look:
    """One ready way to look at the list: its name in the address, its words and its rows."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Tied:
    """A case tied to this one, with its page."""

    case: CaseFrame
    url: str
    is_behind: bool


@dataclass(frozen=True)
class FeedbackPage:
    """What the page of one case shows.

    Attributes:
        steps: the verbs that the viewer may take from here.
        may_answer: why it cannot be answered yet, for those who handle it.
    """

    frame: CaseFrame
    kind: str
    kind_label: str
    door_label: str
    sender_label: str
    text: str
    language: str
    wants_answer: bool
    is_unit_known: bool
    is_health_care: bool
    has_contact: bool
    theme: str
    finding: str
    finding_label: str
    finding_words: str
    answer: str
    explanation: str
    measures: str
    answered_date: date | None
    is_satisfied: bool | None
    forwarded_to: str
    promised_date: date
    needs_finding: bool
    tied: list[Tied]
    remedies: list[RemedyRow]
    timeline: list[TimelineLine]
    steps: list[str]
    may_handle: bool
    may_answer: Verdict
    onward: list[OnwardAction]


def visible(viewer: Viewer) -> QuerySet[Feedback]:
    """Give the feedback that a viewer may see, with what a row shows."""
    seen = Case.objects.visible_to(viewer, "feedback")
    return Feedback.objects.filter(case__in=seen).select_related("case__unit", "case__owner")


def listed(viewer: Viewer, wanted: ListFilter) -> QuerySet[Feedback]:
    """Give what a viewer may see and the filter keeps; what is promised first stands first."""
    found = visible(viewer).filter(_conditions(wanted), _look(viewer, wanted.look))
    if wanted.words:
        found = found.filter(case__in=search.find(viewer, wanted.words).values("pk"))
    if wanted.look in ("closed", "all"):
        return found.order_by("-case__opened_at", "case_id")
    return found.order_by(F("case__due_date").asc(nulls_last=True), "case__opened_at", "case_id")


def looks(viewer: Viewer, wanted: ListFilter) -> list[Look]:
    """Count each ready look under the same filter, in one question."""
    found = visible(viewer).order_by().filter(_conditions(wanted))
    counts = found.aggregate(
        **{code: Count("pk", filter=_look(viewer, code) or None) for code in LOOKS}
    )
    return [Look(code, str(label), counts[code]) for code, label in LOOKS.items()]


def row(feedback: Feedback) -> Row:
    """Give one line of the list."""
    case = feedback.case
    return Row(
        frame=cases.frame(case),
        kind=feedback.kind,
        kind_label=str(KIND_LABELS[FeedbackKind(feedback.kind)]),
        door_label=str(DOOR_LABELS[Door(feedback.door)]),
        theme=lists.label_of(feedback.theme),
        is_open=case.closed_at is None,
        is_reopened=feedback.is_satisfied is False and case.state != State.ANSWERED,
    )


def note_listed(viewer: Viewer, wanted: ListFilter, ids: Collection[uuid.UUID]) -> None:
    """Write in the log which cases a list showed, and by which filter."""
    told = {name: str(value) for name, value in vars(wanted).items() if value and name != "ids"}
    note_read(by=viewer, object_kind="feedback", object_id="",
              data={"filter": told, "shown": [str(one) for one in ids]})  # fmt: skip


def held(viewer: Viewer, case_id: uuid.UUID) -> Feedback:
    """Give one row to work with; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    found = Feedback.objects.filter(case=case).first()
    if found is None:
        raise NotVisible(str(case_id))
    found.case = case
    return found


def feedback_page(viewer: Viewer, case_id: uuid.UUID) -> FeedbackPage:
    """Give one case to read; the read is logged. Raises NotVisible."""
    found = held(viewer, case_id)
    case, kind = found.case, FeedbackKind(found.kind)
    may_handle = viewer.may(rules.HANDLE, case.unit_id)
    said = actions.Answer("", found.explanation or "-", found.measures or "-")
    return FeedbackPage(
        frame=cases.frame(case),
        kind=kind,
        kind_label=str(KIND_LABELS[kind]),
        door_label=str(DOOR_LABELS[Door(found.door)]),
        sender_label=str(SENDER_LABELS[Sender(found.sender)]) if found.sender else "",
        text=found.text,
        language=found.language,
        wants_answer=found.wants_answer,
        is_unit_known=found.is_unit_known,
        is_health_care=found.is_health_care,
        has_contact=Contact.objects.filter(pk=found.pk).exists(),
        theme=lists.label_of(found.theme),
        finding=found.finding,
        finding_label=str(FINDING_LABELS[Finding(found.finding)]) if found.finding else "",
        finding_words=found.finding_words,
        answer=found.answer,
        explanation=found.explanation,
        measures=found.measures,
        answered_date=found.answered_date,
        is_satisfied=found.is_satisfied,
        forwarded_to=found.forwarded_to,
        promised_date=found.promised_date,
        needs_finding=rules.needs_finding(kind, found.finding),
        tied=_tied(viewer, case),
        remedies=remedies.for_case(viewer, case.pk),
        timeline=cases.timeline(case),
        steps=_steps(viewer, case, kind),
        may_handle=may_handle,
        may_answer=actions.answering(found, said),
        onward=cases.onward(viewer, case),
    )


@dataclass(frozen=True)
class Reached:
    """How to reach whoever wrote, opened from its seal."""

    name: str = ""
    phone: str = ""
    email: str = ""
    address: str = ""


def contact(viewer: Viewer, case_id: uuid.UUID) -> Reached:
    """Open the contact details of a case, and log who did.

    Raises:
        NotVisible: no such case, or nobody who can be reached.
        NotAllowed: the viewer may see the case but not handle it.
        identities.LostKey: the key ring lacks the key.
    """
    found = held(viewer, case_id)
    demand(viewer, rules.HANDLE, found.case.unit_id)
    sealed = Contact.objects.filter(pk=found.pk).first()
    if sealed is None:
        raise NotVisible(str(case_id))
    note_read(by=viewer, object_kind="contact", object_id=case_id, unit_id=found.case.unit_id)
    kept = json.loads(identities.unsealed(sealed.key_id, bytes(sealed.sealed)))
    return Reached(**kept)


def deviation_by_reference(viewer: Viewer, reference: str) -> Case | None:
    """Give a visible deviation by its number."""
    found = Case.objects.visible_to(viewer, "deviation")
    return found.filter(reference=reference.strip().upper()).first()


def _tied(viewer: Viewer, case: Case) -> list[Tied]:
    return [
        Tied(one, reverse(kind_of(one.kind).url_name, args=[one.id]),
             relation == rules.FOUND_BEHIND)
        for relation, one in cases.links(viewer, case) if one.kind != "remedy"
    ]  # fmt: skip


def _steps(viewer: Viewer, case: Case, kind: FeedbackKind) -> list[str]:
    offered = transitions.offered(TRANSITIONS, case.state)
    found = [one.verb for one in offered if viewer.may(one.capability, case.unit_id)]
    if kind is not FeedbackKind.COMPLAINT and "feedback.find" in found:
        found.remove("feedback.find")
    return found


def _conditions(wanted: ListFilter) -> Q:
    conditions = Q()
    if wanted.kind:
        conditions &= Q(kind=wanted.kind)
    if wanted.unit_code:
        below = UnitPath.objects.current().filter(ancestor__code=wanted.unit_code)
        conditions &= Q(case__unit_id__in=below.values("descendant_id"))
    if wanted.ids is not None:
        conditions &= Q(pk__in=list(wanted.ids))
    return conditions


def _look(viewer: Viewer, code: str) -> Q:
    unanswered = Q(case__state__in=UNANSWERED)
    return {
        "open": unanswered,
        "mine": unanswered & Q(case__owner=viewer.person),
        "late": unanswered & Q(case__due_date__lt=viewer.on),
        "answered": Q(case__state=State.ANSWERED),
        "closed": Q(case__closed_at__isnull=False),
    }.get(code, Q())


def silent(viewer: Viewer, above: Unit, first: date, last: date) -> tuple[list[str], bool]:
    """Give the places at or below a unit without one complaint between two days at least a year
    apart, and whether no complaint was about health care."""
    heard = visible(viewer).filter(
        kind=FeedbackKind.COMPLAINT, case__opened_at__date__gte=first,
        case__opened_at__date__lte=last,
    )  # fmt: skip
    months = 12 if last >= first.replace(year=first.year + 1) - timedelta(days=1) else 0
    paths = UnitPath.objects.current()
    inside = paths.filter(ancestor=above).values("descendant_id")
    ids = paths.filter(descendant_id__in=heard.values("case__unit_id"))
    not_silent = set(ids.values_list("ancestor_id", flat=True))
    places = Unit.objects.in_force(last).filter(kind__in=PLACES, pk__in=inside)
    names = [one.name for one in places.filter(valid_from__lte=first).order_by("name")
             if rules.is_silent(int(one.pk in not_silent), months)]  # fmt: skip
    about_care = heard.filter(case__unit_id__in=inside, is_health_care=True).count()
    return names, rules.is_silent(about_care, months)


def heard_by_unit(
    viewer: Viewer, first: date, last: date
) -> tuple[dict[uuid.UUID, int], dict[uuid.UUID, int]]:
    """Count the complaints, and everything else, that came about each unit between two days."""
    found = Feedback.objects.filter(
        case__in=Case.objects.visible_to(viewer, "feedback"), is_unit_known=True,
        case__opened_at__date__gte=first, case__opened_at__date__lte=last,
    ).order_by()  # fmt: skip
    rows = found.values_list("case__unit_id").annotate(n=Count("pk"))
    complaint = Q(kind=FeedbackKind.COMPLAINT)
    return dict(rows.filter(complaint)), dict(rows.exclude(complaint))

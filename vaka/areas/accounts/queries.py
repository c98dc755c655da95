"""Reads of editions: the list, one with its sections and what is left, the days of the wheel."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from vaka.areas.accounts import beside, lists, rules
from vaka.areas.accounts.models import Edition, Section, SectionRequest
from vaka.areas.accounts.rules import (
    LEAD,
    EditionState,
    RemarkEnd,
    RemarkKind,
    RequestKind,
    RequestState,
    SectionState,
    Standing,
)
from vaka.foundation.access.roles import label_of
from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.duties import Duty, DutyState
from vaka.foundation.files.models import StoredFile
from vaka.foundation.organisation.queries import local_value
from vaka.law import values
from vaka.law.verdict import Verdict

OPEN_REQUESTS = (RequestState.ASKED, RequestState.ANSWERED)


@dataclass(frozen=True)
class EditionRow:
    """One edition in the list; sections are those that the viewer may see."""

    id: uuid.UUID
    reference: str
    title: str
    unit_name: str
    number: int
    state_label: str
    due_date: date | None
    is_open: bool
    is_late: bool
    sections: int
    ready: int


@dataclass(frozen=True)
class RequestRow:
    """One request in a list."""

    id: uuid.UUID
    reference: str
    section_id: uuid.UUID
    title: str
    kind_label: str
    person_name: str
    unit_name: str
    state: str
    state_label: str
    due_date: date | None
    is_open: bool
    is_late: bool


@dataclass(frozen=True)
class SectionRow:
    """One section in an edition's list of contents."""

    id: uuid.UUID
    title: str
    level: int
    unit_name: str
    role_label: str
    required: bool
    state: str
    state_label: str
    has_text: bool
    saved_by_name: str
    saved_at: datetime | None
    waits_for: str
    remarks: int
    parts: tuple["SectionRow", ...] = ()


@dataclass(frozen=True)
class EditionPage:
    """One edition as its page shows it."""

    frame: CaseFrame
    edition: Edition
    kind: lists.Kind
    law: str
    day_basis: str
    sections: list[SectionRow]
    requests: list[RequestRow]
    timeline: list[TimelineLine]
    leads: bool
    freeze: Verdict
    corrects_id: uuid.UUID | None
    corrected_by_id: uuid.UUID | None

    @property
    def ready(self) -> int:
        """How many of the sections are ready."""
        return sum(one.state == SectionState.READY for one in self.sections)


def editions(viewer: Viewer) -> list[EditionRow]:
    """Give the editions that the viewer may see, the newest year first."""
    demand(viewer, rules.WRITE)
    seen = Case.objects.visible_to(viewer, "edition")
    found = Edition.objects.filter(case__in=seen).select_related("case__unit")
    counts = _counts(viewer)
    ordered = found.order_by("-year", "name", "-number")
    return [_edition_row(one, counts.get(one.pk, (0, 0)), viewer.on) for one in ordered]


def edition_page(viewer: Viewer, case_id: uuid.UUID) -> EditionPage:
    """Give one edition to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    row = Edition.objects.filter(case=case).select_related("case__unit").first()
    if row is None:
        raise NotVisible(str(case_id))
    leads = viewer.may(LEAD, case.unit_id)
    kind = lists.kind(row.name)
    return EditionPage(
        frame=cases.frame(case), edition=row, kind=kind, law=_law(kind, row.year),
        day_basis=day_basis(kind, row.year), sections=sections(viewer, row),
        requests=requests(viewer, row), timeline=cases.timeline(case), leads=leads,
        freeze=left(row) if leads and case.state == EditionState.WRITING else Verdict.yes(),
        corrects_id=row.corrects_id,
        corrected_by_id=Edition.objects.filter(corrects=row).values_list("pk", flat=True).first(),
    )  # fmt: skip


def sections(viewer: Viewer, edition: Edition) -> list[SectionRow]:
    """Give the sections of an edition that the viewer may see, with the parts of units below."""
    found = edition.sections.visible_to(viewer).select_related("unit").annotate(
        open_remarks=Count("remarks", filter=Q(remarks__end=RemarkEnd.OPEN))
    ).order_by("place", "pk")  # fmt: skip
    waits: dict[uuid.UUID, list[str]] = {}
    asked = SectionRequest.objects.filter(section__edition=edition, case__state=RequestState.ASKED)
    for section_id, given, family in asked.values_list(
        "section_id", "case__owner__given_name", "case__owner__family_name"
    ):
        waits.setdefault(section_id, []).append(f"{given} {family}")
    rows = list(found)
    below: dict[uuid.UUID, list[SectionRow]] = {}
    seen = {one.pk for one in rows}
    for one in rows:
        if one.above_id in seen:
            below.setdefault(one.above_id, []).append(_section_row(one, waits, ()))
    return [
        _section_row(one, waits, tuple(below.get(one.pk, ())))
        for one in rows if one.above_id not in seen
    ]  # fmt: skip


def requests(viewer: Viewer, edition: Edition) -> list[RequestRow]:
    """Give the requests of an edition that the viewer may see, those open first."""
    seen = Case.objects.visible_to(viewer, "section_request")
    found = SectionRequest.objects.filter(case__in=seen, section__edition=edition)
    ordered = found.select_related("case__unit", "case__owner", "section").order_by(
        F("case__closed_at").asc(nulls_first=True), "case__due_date"
    )
    return [request_row(one, viewer.on) for one in ordered]


def request_row(one: SectionRequest, today: date) -> RequestRow:
    """Give one line of a list of requests."""
    case = one.case
    is_open = case.closed_at is None
    return RequestRow(
        id=case.pk, reference=case.reference, section_id=one.section_id, title=one.section.title,
        kind_label=str(rules.REQUEST_KIND_LABELS[RequestKind(one.kind)]),
        person_name=case.owner.name if case.owner else "", unit_name=case.unit.name,
        state=case.state, state_label=str(rules.REQUEST_LABELS[RequestState(case.state)]),
        due_date=case.due_date, is_open=is_open,
        is_late=case.state == RequestState.ASKED and bool(case.due_date and case.due_date < today),
    )  # fmt: skip


def left(edition: Edition) -> Verdict:
    """Say what is left before an edition is frozen, whoever asks."""
    asked = SectionRequest.objects.filter(
        section__edition=edition, case__state__in=OPEN_REQUESTS
    ).count()
    found = edition.sections.filter(above=None).prefetch_related("remarks", "answers")
    link = reverse("accounts:edition", args=[edition.pk])
    return rules.may_freeze(
        [standing(one) for one in found], open_requests=asked, requests=f"{link}#begaranden"
    )


def standing(section: Section) -> Standing:
    """Give how a section stands, with what is open in its margin."""
    open_kinds = [one.kind for one in section.remarks.all() if one.end == RemarkEnd.OPEN]
    answered = {one.key for one in section.answers.all()}
    findings = [one for one in beside.findings(section.text) if one.key not in answered]
    waiting = (RemarkKind.PROPOSAL, RemarkKind.SUGGESTION)
    return Standing(
        title=section.title, required=section.required, has_text=bool(section.text.strip()),
        state=SectionState(section.state), proposals=sum(kind in waiting for kind in open_kinds),
        twice=open_kinds.count(RemarkKind.TWICE), findings=len(findings),
        link=reverse("accounts:section", args=[section.pk]),
    )  # fmt: skip


def due_date(kind: lists.Kind, year: int) -> date:
    """Give the day by which a year's report is due: the law's, or else the board's own."""
    month_day = values.value(kind.due_law, on=date(year + 1, 1, 1)) if kind.due_law else (
        local_value(kind.due_local, date(year + 1, 1, 1))
    )  # fmt: skip
    return rules.due_in(year, str(month_day))


def year_to_write(kind: lists.Kind, today: date) -> int:
    """Give the year that is written about on a day: the last whose day has not passed."""
    return today.year - 1 if due_date(kind, today.year - 1) > today else today.year


def day_basis(kind: lists.Kind, year: int) -> str:
    """Say where the last day comes from: a paragraph, or that the board has set it itself."""
    if kind.due_law:
        return values.cite(kind.due_law, on=date(year + 1, 1, 1)).text
    return _("nämndens egen dag, ingen dag i lag")


def duties(viewer: Viewer, start: date, end: date) -> Iterator[Duty]:
    """Give the last days of editions and of requests as duties of the year wheel."""
    names = {"edition": "accounts:edition", "section_request": "accounts:request"}
    seen = Case.objects.visible_to(viewer, *names).filter(due_date__range=(start, end))
    for case in seen.exclude(state=RequestState.WITHDRAWN).select_related("unit", "owner"):
        address = reverse(names[case.kind], args=[case.pk])
        is_done = case.closed_at is not None
        assert case.due_date is not None
        yield Duty(
            name=case.title, due_date=case.due_date, unit=case.unit.name,
            role=case.owner.name if case.owner else "", address=address,
            state=DutyState.DONE if is_done else DutyState.DUE,
            done_date=case.closed_at.date() if case.closed_at else None,
            evidence=address if is_done else "", topic="accounts",
        )  # fmt: skip


def may_fetch(viewer: Viewer, file: StoredFile) -> bool:
    """A file of a request is for whoever sees the request."""
    return file.case_id is not None and Case.objects.known(viewer, file.case_id).exists()


def _law(kind: lists.Kind, year: int) -> str:
    return values.cite(kind.topic, on=date(year, 12, 31)).text


def _counts(viewer: Viewer) -> dict[uuid.UUID, tuple[int, int]]:
    found = Section.objects.visible_to(viewer).filter(above=None).values("edition_id").annotate(
        every=Count("pk"), ready=Count("pk", filter=Q(state=SectionState.READY))
    )  # fmt: skip
    return {row["edition_id"]: (row["every"], row["ready"]) for row in found}


def _edition_row(one: Edition, counts: tuple[int, int], today: date) -> EditionRow:
    case = one.case
    is_open = case.closed_at is None
    return EditionRow(
        id=case.pk, reference=case.reference, title=case.title, unit_name=case.unit.name,
        number=one.number, state_label=str(rules.EDITION_LABELS[EditionState(case.state)]),
        due_date=case.due_date, is_open=is_open,
        is_late=is_open and bool(case.due_date and case.due_date < today),
        sections=counts[0], ready=counts[1],
    )  # fmt: skip


def _section_row(
    one: Section, waits: dict[uuid.UUID, list[str]], parts: tuple[SectionRow, ...]
) -> SectionRow:
    return SectionRow(
        id=one.pk, title=one.title, level=one.level, unit_name=one.unit.name,
        role_label=label_of(one.role),
        required=one.required, state=one.state,
        state_label=str(rules.SECTION_LABELS[SectionState(one.state)]),
        has_text=bool(one.text.strip()), saved_by_name=one.saved_by_name, saved_at=one.saved_at,
        waits_for=", ".join(waits.get(one.pk, ())), remarks=getattr(one, "open_remarks", 0),
        parts=parts,
    )  # fmt: skip


def edition_to_print(viewer: Viewer, case_id: uuid.UUID) -> Edition:
    """Give an edition that the viewer leads. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    found = Edition.objects.filter(case=case).select_related("case__unit").first()
    if found is None or not viewer.may(LEAD, case.unit_id):
        raise NotVisible(str(case_id))
    return found

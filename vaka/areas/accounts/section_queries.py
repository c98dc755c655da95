"""Reads of one section: its text, what is beside it, who is there, what it has been."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from vaka.areas.accounts import beside, queries, rules
from vaka.areas.accounts.beside import Advice, Finding
from vaka.areas.accounts.models import Presence, Remark, Section, SectionText
from vaka.areas.accounts.queries import RequestRow, SectionRow
from vaka.areas.accounts.rules import (
    LEAD,
    SECTION_TRANSITIONS,
    WRITE,
    EditionState,
    RemarkEnd,
    RemarkKind,
    RequestState,
    SectionState,
)
from vaka.areas.routines.rules import Line, compared
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import transitions
from vaka.law.verdict import Verdict

SIDE = 300
"""How many settled remarks a section's page shows at most."""


@dataclass(frozen=True)
class RemarkRow:
    """One remark in the margin."""

    id: uuid.UUID
    kind: str
    kind_label: str
    old: str
    new: str
    source: str
    by_name: str
    at: datetime
    is_open: bool
    end: str
    settled_by_name: str


@dataclass(frozen=True)
class Beside:
    """What stands beside a text: the margin, the figure check, advice, and who is there."""

    remarks: list[RemarkRow]
    settled: list[RemarkRow]
    findings: list[Finding]
    advice: list[Advice]
    people: list[str]
    version: int
    writes: bool

    @property
    def signature(self) -> str:
        """Give what changes when the margin must be drawn anew."""
        ends = ",".join(f"{one.id.hex[-6:]}" for one in self.remarks)
        return f"{ends};{len(self.settled)};{','.join(one.key[:6] for one in self.findings)}"


@dataclass(frozen=True)
class SectionPage:
    """One section as its page shows it."""

    section: Section
    edition_id: uuid.UUID
    edition_title: str
    reference: str
    state_label: str
    may_write: Verdict
    writes: bool
    leads: bool
    steps: list[transitions.Transition]
    check: Verdict
    beside: Beside
    before: str
    before_year: int
    parts: list[SectionRow]
    requests: list[RequestRow]
    own_request: RequestRow | None
    contents: list[SectionRow]
    versions: int

    @property
    def figures(self) -> dict[str, Any]:
        """This year's figures and tables, as they were laid out."""
        figures: dict[str, Any] = self.section.figures
        return figures


@dataclass(frozen=True)
class Version:
    """One text that a section has had, and how it differs from the one before."""

    number: int
    by_name: str
    at: datetime | None
    lines: list[Line]
    is_now: bool


def known(viewer: Viewer, section_id: uuid.UUID) -> Section:
    """Give a section that the viewer may see. Raises NotVisible."""
    found = Section.objects.visible_to(viewer).filter(pk=section_id)
    one = found.select_related("edition__case", "unit", "above").first()
    if one is None:
        raise NotVisible(str(section_id))
    return one


def writes(viewer: Viewer, section: Section) -> bool:
    """Say whether a viewer writes in a section: by role at its unit, or because of a request."""
    if viewer.may(rules.SEE, section.unit_id) and viewer.may(WRITE, section.unit_id):
        return True
    asked = section.requests.filter(case__owner=viewer.person, case__state=RequestState.ASKED)
    return viewer.may(WRITE) and asked.exists()


def may_write(section: Section) -> Verdict:
    """Say whether a section may be written in now, whoever asks."""
    frozen = section.edition.case.state == EditionState.FROZEN
    return rules.may_write(is_frozen=frozen, state=SectionState(section.state))


def section_page(viewer: Viewer, section_id: uuid.UUID) -> SectionPage:
    """Give one section to read or write; the read is logged. Raises NotVisible."""
    one = known(viewer, section_id)
    case = one.edition.case
    note_read(by=viewer, object_kind="edition", object_id=case.pk, unit_id=one.unit_id,
              data={"section": one.key})  # fmt: skip
    leads = viewer.may(LEAD, case.unit_id)
    verdict = may_write(one)
    offered = transitions.offered(SECTION_TRANSITIONS, one.state)
    contents = queries.sections(viewer, one.edition)
    return SectionPage(
        section=one, edition_id=case.pk, edition_title=case.title, reference=case.reference,
        state_label=str(rules.SECTION_LABELS[SectionState(one.state)]),
        may_write=verdict, writes=verdict.ok and writes(viewer, one), leads=leads,
        steps=[step for step in offered if leads and case.closed_at is None
               and step.verb not in {"section.ask", "section.write"}],
        check=rules.may_check(queries.standing(one)), beside=around(viewer, one),
        before=before(viewer, one), before_year=one.edition.year - 1,
        parts=[row for top in contents if top.id == one.pk for row in top.parts],
        requests=_requests(viewer, one), own_request=own_request(viewer, one),
        contents=contents, versions=one.texts.count(),
    )  # fmt: skip


def around(viewer: Viewer, section: Section) -> Beside:
    """Give what stands beside a section's text as it is saved."""
    rows = [_remark(one) for one in section.remarks.all()[:SIDE]]
    answered = {one.key for one in section.answers.all()}
    asked = [one for one in beside.findings(section.text) if one.key not in answered]
    return Beside(
        remarks=[row for row in rows if row.is_open],
        settled=[row for row in rows if not row.is_open], findings=asked,
        advice=beside.advice(section.text), people=people(viewer, section),
        version=section.version, writes=writes(viewer, section) and may_write(section).ok,
    )  # fmt: skip


def people(viewer: Viewer, section: Section) -> list[str]:
    """Give who else is at a section just now."""
    since = timezone.now() - rules.HERE
    found = Presence.objects.filter(section=section, seen_at__gte=since)
    rows = found.exclude(person=viewer.person).select_related("person").order_by("person_id")
    return [one.person.name for one in rows]


def before(viewer: Viewer, section: Section) -> str:
    """Give the text under the same heading in the newest version of the year before.

    Whoever gives a part meets the own unit's part of then, or else the whole heading's text once
    that report was frozen; nobody meets the part of another unit.
    """
    then = Section.objects.filter(
        edition__name=section.edition.name, edition__year=section.edition.year - 1,
        edition__case__unit=section.edition.case.unit, key=section.key,
    ).order_by("-edition__number")  # fmt: skip
    own = then.filter(unit=section.unit, above__isnull=section.above_id is None)
    one = own.visible_to(viewer).exclude(text="").first()
    if one is None:
        one = then.filter(above=None, edition__case__state=EditionState.FROZEN).first()
    return one.text if one else ""


def history(viewer: Viewer, section_id: uuid.UUID) -> tuple[Section, list[Version]]:
    """Give every text that a section has had, the newest first. Raises NotVisible."""
    one = known(viewer, section_id)
    note_read(by=viewer, object_kind="edition", object_id=one.edition_id, unit_id=one.unit_id,
              data={"section": one.key, "history": True})  # fmt: skip
    found: list[Version] = []
    last = ""
    for row in SectionText.objects.filter(section=one).order_by("version"):
        found.append(
            Version(row.version, row.by_name, row.at, compared(last, row.text), is_now=False)
        )
        last = row.text
    if one.version:
        lines = compared(last, one.text)
        found.append(Version(one.version, one.saved_by_name, one.saved_at, lines, is_now=True))
    return one, found[::-1]


def own_request(viewer: Viewer, section: Section) -> RequestRow | None:
    """Give the request that waits for the viewer's own words in a section."""
    found = section.requests.filter(case__owner=viewer.person, case__state=RequestState.ASKED)
    one = found.select_related("case__unit", "case__owner", "section").first()
    return queries.request_row(one, viewer.on) if one else None


def _requests(viewer: Viewer, section: Section) -> list[RequestRow]:
    ids = [section.pk, *section.parts.values_list("pk", flat=True)]
    return [row for row in queries.requests(viewer, section.edition) if row.section_id in ids]


def remark(viewer: Viewer, remark_id: uuid.UUID) -> Remark:
    """Give one remark in a section that the viewer may see. Raises NotVisible."""
    one = Remark.objects.filter(pk=remark_id).first()
    if one is None:
        raise NotVisible(str(remark_id))
    known(viewer, one.section_id)
    return one


def _remark(one: Remark) -> RemarkRow:
    return RemarkRow(
        id=one.pk, kind=one.kind, kind_label=str(rules.REMARK_LABELS[RemarkKind(one.kind)]),
        old=one.old, new=one.new, source=one.source, by_name=one.by_name, at=one.at,
        is_open=one.end == RemarkEnd.OPEN, end=one.end, settled_by_name=one.settled_by_name,
    )  # fmt: skip

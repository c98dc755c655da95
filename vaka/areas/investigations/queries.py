"""Reads of investigations: the list, one case's page, who may lead, write and read."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from vaka.areas.investigations import outlines, outward, rules
from vaka.areas.investigations.models import Investigation, OtherNotification, Section
from vaka.areas.investigations.outlines import Heading
from vaka.areas.investigations.rules import TRANSITIONS, Form, State
from vaka.areas.investigations.words import SHOWN_BY_PROVIDER
from vaka.foundation.access.models import Grant
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note_read
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.kinds import OnwardAction
from vaka.foundation.cases.models import Case, CaseParty, Part
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.cases.transitions import Transition
from vaka.foundation.files.models import StoredFile
from vaka.foundation.organisation.models import Unit, UnitPath
from vaka.foundation.people.models import Person
from vaka.law.verdict import Verdict

MANAGERS = ("unit_manager", "provider_manager")


@dataclass(frozen=True)
class ListFilter:
    """What a list is narrowed by; empty does not narrow."""

    form: str = ""
    state: str = ""
    unit_code: str = ""
    ids: Collection[uuid.UUID] | None = None


@dataclass(frozen=True)
class ListRow:
    """One line of the list."""

    frame: CaseFrame
    form_label: str
    investigator: str
    classification: str
    is_open: bool


@dataclass(frozen=True)
class SectionView:
    """A section as the page shows it."""

    heading: Heading
    text: str
    version: int
    saved_by: str
    saved_at: datetime | None


@dataclass(frozen=True)
class PartyView:
    """One person with a part."""

    person_id: uuid.UUID
    name: str
    part: Part
    label: str


@dataclass(frozen=True)
class CasePage:
    """What the page of one investigation shows; of a provider's, only what the board is sent."""

    frame: CaseFrame
    row: Investigation
    form: Form
    form_label: str
    classification: str
    must_notify: bool
    reads: bool
    leads: bool
    writes: bool
    is_named: bool
    decides: bool
    may_write: Verdict
    sections: list[SectionView]
    missing: list[str]
    parties: list[PartyView]
    others: list[OtherNotification]
    files: list[StoredFile]
    timeline: list[TimelineLine]
    links: list[tuple[str, CaseFrame]]
    offers: list[Transition]
    onward: list[OnwardAction]
    outline_source: str
    who_can: list[str] = field(default_factory=list)

    @property
    def told_labels(self) -> list[str]:
        """What the person was told of, in words."""
        return [str(label) for code, label in outward.TOLD_LABELS.items() if code in self.row.told]


def listed(viewer: Viewer, wanted: ListFilter) -> QuerySet[Investigation]:
    """Give the investigations a viewer may see that match, newest first."""
    visible = Case.objects.visible_to(viewer, "investigation")
    if wanted.ids is not None:
        visible = visible.filter(pk__in=list(wanted.ids))
    if wanted.state == "open":
        visible = visible.open()
    elif wanted.state:
        visible = visible.filter(state=wanted.state)
    if wanted.unit_code:
        below = UnitPath.objects.current().filter(ancestor__code=wanted.unit_code)
        visible = visible.filter(unit_id__in=below.values("descendant_id"))
    rows = Investigation.objects.filter(case__in=visible)
    rows = rows.filter(form=wanted.form) if wanted.form else rows
    return rows.select_related("case__unit", "case__owner", "investigator").order_by(
        "-case__opened_at", "case_id"
    )


def list_row(row: Investigation) -> ListRow:
    """Give one line of the list."""
    return ListRow(
        cases.frame(row.case), str(rules.FORM_LABELS[Form(row.form)]),
        row.investigator.name if row.investigator else "", class_label(row),
        row.case.closed_at is None,
    )  # fmt: skip


def note_listed(viewer: Viewer, wanted: ListFilter, ids: Collection[uuid.UUID]) -> None:
    """Write in the log which cases a list showed, and by which filter."""
    told = {name: str(value) for name, value in vars(wanted).items() if value and name != "ids"}
    note_read(by=viewer, object_kind="investigation", object_id="",
              data={"filter": told, "shown": [str(one) for one in ids]})  # fmt: skip


def case_page(viewer: Viewer, case_id: uuid.UUID) -> CasePage:
    """Give one investigation to read; the read is logged. Raises NotVisible."""
    case, row = found(viewer, case_id)
    form, reads = Form(row.form), reads_all(viewer, case, row)
    leads = handles(viewer, case, row)
    outline = outlines.outline(form, timezone.localdate(case.opened_at))
    sections = section_views(case, row) if reads else []
    written = {one.heading.code for one in sections if one.text.strip()}
    return CasePage(
        frame=cases.frame(case),
        row=row,
        form=form,
        form_label=str(rules.FORM_LABELS[form]),
        classification=class_label(row),
        must_notify=rules.must_notify(form, row.classification),
        reads=reads,
        leads=leads,
        writes=writes(viewer, case, row),
        is_named=cases.is_named(viewer.person, case),
        decides=viewer.person is not None and viewer.person == row.decision_maker,
        may_write=may_write_now(case, row),
        sections=sections,
        missing=outlines.missing(outline, written),
        parties=parties(case) if reads else [],
        others=list(row.other_notifications.order_by("kind")) if reads else [],
        files=list(StoredFile.objects.of_visible_cases(viewer).filter(case=case)),
        timeline=[line for line in cases.timeline(case) if reads or line.verb in SHOWN_BY_PROVIDER],
        links=cases.links(viewer, case),
        offers=transitions.offered(TRANSITIONS[form], case.state) if leads else [],
        onward=cases.onward(viewer, case) if reads else [],
        outline_source=outline.source,
        who_can=transitions.role_labels(TRANSITIONS[form][0]),
    )


def found(viewer: Viewer, case_id: uuid.UUID) -> tuple[Case, Investigation]:
    """Give a case to read with its row; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    people = Investigation.objects.select_related("investigator", "decision_maker")
    row = people.filter(case=case).first()
    if row is None:
        raise NotVisible(str(case_id))
    return case, row


def class_label(row: Investigation) -> str:
    """Give what was decided, in the words that were in force for the event."""
    if not row.classification:
        return ""
    return rules.classifications(Form(row.form), row.event_date).get(row.classification, "")


def section_views(case: Case, row: Investigation) -> list[SectionView]:
    """Give every section of the outline that the investigation was begun under, with its text."""
    outline = outlines.outline(Form(row.form), timezone.localdate(case.opened_at))
    saved = {one.code: one for one in Section.objects.filter(investigation=row)}
    return [_section(one, saved.get(one.code)) for one in outline.sections]


def history(viewer: Viewer, case_id: uuid.UUID, code: str) -> list[Any]:
    """Give a section's versions, newest first. Raises NotVisible."""
    case, row = found(viewer, case_id)
    if not reads_all(viewer, case, row):
        raise NotVisible(str(case_id))
    section = Section.objects.filter(investigation=row, code=code).first()
    return list(section.versions.all()) if section else []


def filled(row: Investigation) -> set[str]:
    """Give the codes of the sections that hold text."""
    rows = Section.objects.filter(investigation=row).values_list("code", "text")
    return {code for code, text in rows if text.strip()}


def parties(case: Case) -> list[PartyView]:
    """Give everybody with a part, in the order of parts and names."""
    rows = CaseParty.objects.filter(case=case).select_related("person")
    views = [
        PartyView(r.person_id, r.person.name, Part(r.part), str(Part(r.part).label)) for r in rows
    ]
    return sorted(views, key=lambda one: (one.part, one.name))


def handles(viewer: Viewer, case: Case, row: Investigation) -> bool:
    """Say whether the viewer leads: by role at the unit, or as the one who was appointed.

    Of a private provider's own lex Sarah, only the provider leads.
    """
    if viewer.everywhere:
        return True
    if viewer.person in (row.investigator, row.decision_maker) and viewer.person is not None:
        return True
    by_role = viewer.may(rules.handle(row.form), case.unit_id)
    return by_role and (not row.is_provider or viewer.may("lex_sarah.provide", case.unit_id))


def reads_all(viewer: Viewer, case: Case, row: Investigation) -> bool:
    """Say whether the viewer reads the texts; the board sees of a provider's what it is sent."""
    return not row.is_provider or handles(viewer, case, row) or _has_part(viewer, case)


def writes(viewer: Viewer, case: Case, row: Investigation) -> bool:
    """Say whether the viewer writes sections: who leads, and who was given the part."""
    return handles(viewer, case, row) or _has_part(viewer, case, Part.CONTRIBUTOR)


def may_write_now(case: Case, row: Investigation) -> Verdict:
    """Ask whether sections are open in the state."""
    return rules.may_write(
        state=State(case.state), sent_later=row.is_sent_later,
        sent=row.investigation_sent_date is not None,
    )  # fmt: skip


def managed_unit(person: Person, unit: Unit, on: date | None = None) -> str:
    """Give the name of a unit at, above or below a unit that a person manages on a date, or ""."""
    paths = UnitPath.objects.current()
    above = paths.filter(descendant=unit).values("ancestor_id")
    below = paths.filter(ancestor=unit).values("descendant_id")
    held = Grant.objects.in_force(on or timezone.localdate()).filter(
        person=person, role__in=MANAGERS
    )
    near = held.filter(unit_id__in=above) | held.filter(unit_id__in=below)
    grant = near.select_related("unit").first()
    return grant.unit.name if grant else ""


def people_to_choose() -> list[Person]:
    """Give who may be given a part: everybody who can sign in."""
    return sorted(Person.objects.filter(is_active=True), key=lambda one: one.name)


def _has_part(viewer: Viewer, case: Case, *parts: Part) -> bool:
    wanted = parts or (Part.READER, Part.CONTRIBUTOR)
    rows = CaseParty.objects.filter(case=case, person=viewer.person, part__in=wanted)
    return viewer.person is not None and rows.exists()


def _section(heading: Heading, saved: Section | None) -> SectionView:
    if saved is None:
        return SectionView(heading, "", 0, "", None)
    return SectionView(heading, saved.text, saved.version, saved.saved_by_name, saved.saved_at)

"""Reads of a request for words, and of whom and where one may ask."""

import uuid
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.areas.accounts import queries, rules, section_queries
from vaka.areas.accounts.models import Edition, Section, SectionRequest
from vaka.areas.accounts.queries import RequestRow
from vaka.areas.accounts.rules import (
    LEAD,
    REQUEST_TRANSITIONS,
    WRITE,
    RequestKind,
    RequestState,
)
from vaka.documents.content import Column, Kind, Table
from vaka.foundation.access.models import Grant
from vaka.foundation.access.roles import roles_that_can
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.cases import queries as cases
from vaka.foundation.cases import transitions
from vaka.foundation.cases.queries import CaseFrame, TimelineLine
from vaka.foundation.files.models import StoredFile
from vaka.foundation.organisation.models import Unit
from vaka.foundation.organisation.queries import visible_units
from vaka.foundation.people.models import Person


@dataclass(frozen=True)
class RequestPage:
    """One request as its page shows it."""

    frame: CaseFrame
    row: RequestRow
    request: SectionRequest
    section: Section
    before: str
    before_year: int
    may_answer: bool
    steps: list[str]
    files: list[StoredFile]
    timeline: list[TimelineLine]


def request_page(viewer: Viewer, case_id: uuid.UUID) -> RequestPage:
    """Give one request to read; the read is logged. Raises NotVisible."""
    case = cases.visible_case(viewer, case_id)
    found = SectionRequest.objects.filter(case=case)
    one = found.select_related("case__unit", "case__owner", "section__edition__case",
                               "section__unit").first()  # fmt: skip
    if one is None:
        raise NotVisible(str(case_id))
    leads = viewer.may(LEAD, one.section.edition.case.unit_id)
    offered = [step.verb for step in transitions.offered(REQUEST_TRANSITIONS, case.state)]
    sees = Section.objects.visible_to(viewer).filter(pk=one.section_id).exists()
    return RequestPage(
        frame=cases.frame(case), row=queries.request_row(one, viewer.on), request=one,
        section=one.section,
        before=section_queries.before(viewer, one.section) if sees else "",
        before_year=one.section.edition.year - 1,
        may_answer=case.state == RequestState.ASKED and (case.owner == viewer.person or leads),
        steps=offered if leads else [], files=list(case.files.all()),
        timeline=cases.timeline(case),
    )  # fmt: skip


def own_reports(edition: Edition) -> Table:
    """Give the reports that private providers were asked for, summed up: which have come, when
    and how. Their words stand in the sections that they were taken into."""
    found = SectionRequest.objects.filter(section__edition=edition, kind=RequestKind.REPORT)
    asked = found.exclude(case__state=RequestState.WITHDRAWN).select_related(
        "case__unit", "section"
    )
    rows = sorted((_own(one) for one in asked), key=lambda row: row[0])
    come = sum(row[1] is not None for row in rows)
    title = _("Privata utförares egna berättelser: %(come)s av %(asked)s har kommit in") % {
        "come": come, "asked": len(rows),
    }  # fmt: skip
    columns = (Column(_("Utförare")), Column(_("Kom in"), Kind.DATE), Column(_("Form")))
    return Table("own_reports", title, columns, tuple(rows), snapshot=edition.snapshot)


def _own(one: SectionRequest) -> tuple[str, date | None, str | None]:
    if one.answered_at is None:
        return one.case.unit.name, None, None
    form = _("text") if one.section.text.strip() else _("fil")
    return one.case.unit.name, timezone.localdate(one.answered_at), form


def people_to_ask(viewer: Viewer) -> list[Person]:
    """Give those who may write in reports today, by name."""
    roles = [role.code for role in roles_that_can(WRITE)]
    held = Grant.objects.in_force(viewer.on).filter(role__in=roles)
    found = Person.objects.filter(pk__in=held.values("person_id"), is_active=True)
    return list(found.order_by("given_name", "family_name"))


def units_to_ask(viewer: Viewer, section: Section) -> list[Unit]:
    """Give the units that may be asked: the edition's own and those below it."""
    below = Unit.objects.below(section.edition.case.unit).values("pk")
    led = {unit.pk for unit in visible_units(viewer, rules.LEAD, on=viewer.on)}
    return [one for one in Unit.objects.in_force(viewer.on).filter(pk__in=below).order_by("name")
            if one.pk in led]  # fmt: skip

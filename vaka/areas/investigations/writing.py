"""Writing the sections: each is locked by its own version, so several write at once."""

import uuid

from django.utils import timezone

from vaka.areas.investigations import outlines, queries, rules
from vaka.areas.investigations.models import Investigation, Section, SectionVersion
from vaka.areas.investigations.outlines import Heading
from vaka.areas.investigations.rules import Form
from vaka.foundation.access.viewer import NotAllowed, NotVisible, Viewer
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases.actions import ChangedByAnother
from vaka.foundation.cases.models import Case
from vaka.foundation.cases.queries import is_named
from vaka.foundation.cases.rules import may_act_on
from vaka.law.verdict import require


@action
def save_section(
    *, by: Viewer, case_id: uuid.UUID, code: str, version: int, text: str
) -> Section:  # fmt: skip
    """Save one section and keep the text before it.

    Raises:
        NotVisible: no such investigation or section.
        NotAllowed: the viewer may read but not write.
        ChangedByAnother: somebody saved this section first; their text and this one come along.
    """
    case = Case.objects.known(by, case_id).select_related("unit").first()
    row = Investigation.objects.filter(case=case).first() if case else None
    if case is None or row is None:
        raise NotVisible(str(case_id))
    heading = heading_of(case, row, code)
    if not queries.writes(by, case, row):
        raise NotAllowed(rules.handle(row.form))
    require(may_act_on(is_named(by.person, case)) + queries.may_write_now(case, row))
    section = _locked(case, row, heading, version, text)
    section.text, section.version = text, section.version + 1
    section.saved_by, section.saved_by_name = by.person, by.name
    section.saved_at = timezone.now()
    section.save(update_fields=["text", "version", "saved_by", "saved_by_name", "saved_at"])
    SectionVersion(section=section, version=section.version, text=text, by=by.person,
                   by_name=by.name, at=section.saved_at).save(force_insert=True)  # fmt: skip
    note(by=by, verb="investigation.write", object_kind="investigation", object_id=case.pk,
         unit_id=case.unit_id, subject=case.subject,
         data={"section": code, "version": section.version})  # fmt: skip
    return section


def heading_of(case: Case, row: Investigation, code: str) -> Heading:
    """Give a section of the outline that the investigation was begun under. Raises NotVisible."""
    outline = outlines.outline(Form(row.form), timezone.localdate(case.opened_at))
    found = next((one for one in outline.sections if one.code == code), None)
    if found is None:
        raise NotVisible(code)
    return found


def _locked(
    case: Case, row: Investigation, heading: Heading, version: int, text: str
) -> Section:  # fmt: skip
    Section.objects.get_or_create(investigation=row, code=heading.code)
    section = Section.objects.select_for_update().get(investigation=row, code=heading.code)
    if section.version != version:
        theirs = {"by": section.saved_by_name, "at": section.saved_at, heading.label: section.text}
        raise ChangedByAnother(case, theirs, {heading.label: text})
    return section

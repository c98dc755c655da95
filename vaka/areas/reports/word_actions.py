"""What is done with the municipality's Word document: a new one is saved, and holds from a day."""

from datetime import date
from typing import BinaryIO

from django.utils import timezone

from vaka.areas.reports import rules
from vaka.areas.reports.models import ReferenceDocument
from vaka.documents import word_styles
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.files import actions as files
from vaka.law.verdict import require

KIND = "word_reference"


@action
def save_reference(
    *, by: Viewer, content: BinaryIO, name: str, valid_from: date
) -> ReferenceDocument:
    """Save a Word document whose styles reports take from a day on; earlier ones stay.

    Raises:
        NotAllowed: the viewer changes no templates.
        RuleRefused: it is no Word document, runs something, lacks headings, or its day has passed.
        FileTooLarge, EmptyFile: with Swedish words.
    """
    demand(by, rules.TEMPLATE)
    fault, styles = _read(content.read(rules.LARGEST_WORD + 1))
    missing = word_styles.missing_of(styles)
    headings = [one for one in missing if one in word_styles.HEADINGS]
    require(rules.may_save_template(valid_from=valid_from, valid_to=None,
                                    today=timezone.localdate())
            + rules.may_be_reference(fault=fault, missing_headings=headings))  # fmt: skip
    content.seek(0)
    file = files.keep(by=by, content=content, name=name, kind=KIND, largest=rules.LARGEST_WORD)
    row = ReferenceDocument.objects.create(
        file=file, valid_from=valid_from, missing=list(missing), made_by=by.person
    )
    note(by=by, verb="report.save_reference", object_kind="report_reference", object_id=row.pk,
         data={"name": name, "digest": file.digest, "from": valid_from.isoformat()})  # fmt: skip
    return row


def _read(content: bytes) -> tuple[str, frozenset[str]]:
    try:
        return "", word_styles.styles_of(content)
    except word_styles.ActiveWord:
        return "active", frozenset()
    except word_styles.UnreadableWord:
        return "unreadable", frozenset()

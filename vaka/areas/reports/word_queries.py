"""The municipality's own Word document: the one in force, and which styles a document holds."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.utils import timezone

from vaka.areas.reports import rules
from vaka.areas.reports.models import ReferenceDocument
from vaka.documents.docx import REFERENCE
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.files import store
from vaka.foundation.files.models import StoredFile


@dataclass(frozen=True)
class WordPage:
    """The documents that have been saved, the newest first, and the one in force today."""

    rows: list[ReferenceDocument]
    now: ReferenceDocument | None


def word_page(viewer: Viewer) -> WordPage:
    """Give the municipality's documents to whoever changes templates. Raises NotAllowed."""
    demand(viewer, rules.TEMPLATE)
    rows = list(ReferenceDocument.objects.select_related("file", "made_by"))
    today = timezone.localdate()
    return WordPage(rows, next((one for one in rows if one.valid_from <= today), None))


def own(viewer: Viewer) -> bytes:
    """Give the document that comes with Vaka, to begin from. Raises NotAllowed."""
    demand(viewer, rules.TEMPLATE)
    return REFERENCE.read_bytes()


def may_fetch(viewer: Viewer, file: StoredFile) -> bool:
    """A document is fetched by those who change templates."""
    return (viewer.may(rules.TEMPLATE)
            and ReferenceDocument.objects.filter(file=file).exists())  # fmt: skip


def in_force(on: date) -> Path | None:
    """Give where the document in force on a day lies, or None for Vaka's own."""
    row = ReferenceDocument.objects.filter(valid_from__lte=on).select_related("file").first()
    return store.path_of(row.file.digest) if row else None

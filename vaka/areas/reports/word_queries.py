"""The municipality's own Word document: the one in force, and which styles a document holds."""

from datetime import date
from pathlib import Path

from vaka.areas.reports.models import ReferenceDocument
from vaka.foundation.files import store


def in_force(on: date) -> Path | None:
    """Give where the document in force on a day lies, or None for Vaka's own."""
    row = ReferenceDocument.objects.filter(valid_from__lte=on).select_related("file").first()
    return store.path_of(row.file.digest) if row else None

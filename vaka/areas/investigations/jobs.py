"""What the worker does for investigations: makes the document and keeps it with the case."""

import tempfile
import uuid
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.investigations import notification
from vaka.documents.compile import Format
from vaka.documents.worker import CompileFailed, compile_in_worker
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.cases.models import Case
from vaka.foundation.files import actions as files
from vaka.foundation.jobs.kinds import Progress, job

DOCUMENT = "investigation.document"


@job(DOCUMENT, gettext_lazy("Gör dokument av en utredning"), repeatable=True,
     refusals=(CompileFailed,))  # fmt: skip
def document_job(by: Viewer, progress: Progress, case_id: str) -> dict[str, Any]:
    """Make the document of an investigation; it is kept among the case's files."""
    progress(10, _("Skriver dokumentet"))
    make_document(by=by, case_id=uuid.UUID(case_id))
    url = reverse("investigations:ivo", args=[case_id])
    return {"url": url, "label": _("Öppna utredningens dokument")}


def make_document(*, by: Viewer, case_id: uuid.UUID) -> None:
    """Compile PDF and DOCX and keep them with the case. Raises NotVisible, CompileFailed."""
    source = notification.document(by, case_id, timezone.localdate())
    case = Case.objects.known(by, case_id).get()
    with tempfile.TemporaryDirectory() as folder:
        made = compile_in_worker(source, Path(folder), (Format.PDF, Format.DOCX))
        for path in made.files.values():
            files.keep(by=by, content=Path(folder) / path, name=Path(path).name,
                       kind="investigation", case=case)  # fmt: skip

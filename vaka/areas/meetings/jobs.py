"""What the worker does for meetings: makes the minutes as PDF."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.meetings.document import make_minutes
from vaka.documents.worker import CompileFailed
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.jobs.kinds import Progress, job
from vaka.law.verdict import RuleRefused

MINUTES = "meeting.minutes"


@job(MINUTES, gettext_lazy("Gör PDF av ett möte"), repeatable=True,
     refusals=(CompileFailed, RuleRefused))  # fmt: skip
def minutes_job(by: Viewer, progress: Progress, case_id: str) -> dict[str, Any]:
    """Make the PDF of a meeting; the result leads to the file."""
    progress(10, _("Skriver dokumentet"))
    file = make_minutes(by=by, case_id=uuid.UUID(case_id))
    return {"url": reverse("files:download", args=[file.pk]), "label": _("Hämta filen")}

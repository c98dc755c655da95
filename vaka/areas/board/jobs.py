"""What the worker does for the board: makes a meeting's pack."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board.document import make_pack
from vaka.documents.joining import NotReadable
from vaka.documents.worker import CompileFailed
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.jobs.kinds import Progress, job

PACK = "board.pack"


@job(PACK, gettext_lazy("Gör en kallelse med handlingar"), repeatable=True,
     refusals=(CompileFailed, NotReadable))  # fmt: skip
def pack_job(by: Viewer, progress: Progress, meeting_id: str, public: bool) -> dict[str, Any]:
    """Make the pack; the result leads back to the meeting, where it is fetched."""
    progress(10, _("Sätter kallelsen"))
    made = make_pack(by=by, meeting_id=uuid.UUID(meeting_id), public=public)
    return {"url": reverse("board:meeting", args=[made.meeting_id]), "label": _("Till kallelsen")}

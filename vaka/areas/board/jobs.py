"""What the worker does for the board: makes a meeting's pack, its minutes, an extract, a copy."""

import uuid
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from vaka.areas.board.document import make_pack
from vaka.areas.board.minutes_document import make_extract, make_minutes
from vaka.areas.board.models import BoardPack
from vaka.areas.board.publication_actions import publish_copy
from vaka.documents.joining import NotReadable
from vaka.documents.worker import CompileFailed
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.jobs.kinds import Progress, job
from vaka.law.verdict import RuleRefused

PACK, MINUTES, EXTRACT = "board.pack", "board.minutes", "board.extract"
PUBLISH = "board.publish"


@job(PACK, gettext_lazy("Gör en kallelse med handlingar"), repeatable=True,
     refusals=(CompileFailed, NotReadable))  # fmt: skip
def pack_job(by: Viewer, progress: Progress, meeting_id: str, public: bool) -> dict[str, Any]:
    """Make the pack; the result leads back to the meeting, where it is fetched."""
    progress(10, _("Sätter kallelsen"))
    made = make_pack(by=by, meeting_id=uuid.UUID(meeting_id), public=public)
    return {"url": reverse("board:meeting", args=[made.meeting_id]), "label": _("Till kallelsen")}


@job(MINUTES, gettext_lazy("Gör ett protokoll"), repeatable=True,
     refusals=(CompileFailed, RuleRefused))  # fmt: skip
def minutes_job(by: Viewer, progress: Progress, minutes_id: str, public: bool) -> dict[str, Any]:
    """Make the paper of minutes; the result leads back to them."""
    progress(10, _("Sätter protokollet"))
    made = make_minutes(by=by, minutes_id=uuid.UUID(minutes_id), public=public)
    return _back(made)


@job(EXTRACT, gettext_lazy("Gör ett protokollsutdrag"), repeatable=True,
     refusals=(CompileFailed, RuleRefused))  # fmt: skip
def extract_job(by: Viewer, progress: Progress, paragraph_id: str) -> dict[str, Any]:
    """Make an extract of one paragraph; the result leads back to its minutes."""
    progress(10, _("Sätter utdraget"))
    return _back(make_extract(by=by, paragraph_id=uuid.UUID(paragraph_id)))


@job(PUBLISH, gettext_lazy("Publicerar en kopia"), repeatable=True,
     refusals=(CompileFailed, RuleRefused))  # fmt: skip
def publish_job(by: Viewer, progress: Progress, publication_id: str) -> dict[str, Any]:
    """Make a copy for everybody and publish it; the result leads back to it."""
    progress(10, _("Sätter kopian och läser den tillbaka"))
    made = publish_copy(by=by, publication_id=uuid.UUID(publication_id))
    return {"url": reverse("board:publication", args=[made.pk]), "label": _("Till kopian")}


def _back(made: BoardPack) -> dict[str, Any]:
    return {"url": reverse("board:minutes", args=[made.minutes_id]), "label": _("Till protokollet")}

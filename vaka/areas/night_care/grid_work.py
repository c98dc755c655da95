"""What asks the worker for the grid behind an answer's sliders."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from vaka.areas.night_care import queries
from vaka.areas.night_care.jobs import GRID
from vaka.areas.night_care.rules import HANDLE
from vaka.foundation.access.viewer import NotAllowed, Viewer
from vaka.foundation.jobs import actions as jobs


@require_POST
def grid(request: HttpRequest, answer_id: uuid.UUID) -> HttpResponse:
    """Have the worker fill in the sliders of an answer that has none."""
    viewer: Viewer = request.viewer  # type: ignore[attr-defined]
    row = queries.answer_row(viewer, answer_id)
    if not viewer.may(HANDLE, row.unit_id):
        raise NotAllowed(HANDLE)
    job = jobs.start(by=viewer, kind=GRID, label=_("Reglage till ett svar"), unit=row.unit,
                     answer_id=str(row.pk))  # fmt: skip
    return redirect("jobs:show", job.pk)

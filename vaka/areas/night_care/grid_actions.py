"""What is done with the grid behind an answer's sliders: it is kept, and never changed."""

from typing import Any

from django.utils import timezone

from vaka.areas.night_care.grid_models import AnswerGrid
from vaka.areas.night_care.models import StaffingAnswer
from vaka.areas.night_care.rules import HANDLE
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note


@action
def keep_grid(*, by: Viewer, answer: StaffingAnswer, found: dict[str, Any], digest: str) -> (
    AnswerGrid
):  # fmt: skip
    """Keep the grid of an answer, with all it takes to give the same again."""
    demand(by, HANDLE, answer.unit_id)
    made = AnswerGrid(
        answer=answer, made_at=timezone.now(), seed=found["seed"], nights=found["nights"],
        model=found["model"], data_digest=found["data"], digest=digest, cells=found["cells"],
    )  # fmt: skip
    made.save(force_insert=True)
    note(by=by, verb="night_care.keep_grid", object_kind="staffing_answer", object_id=answer.pk,
         unit_id=answer.unit_id, data={"digest": digest, "cells": len(made.cells)})  # fmt: skip
    return made

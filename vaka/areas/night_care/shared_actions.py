"""What is done with questions on shared night staff: an answer is kept, and never changed."""

import uuid
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone

from vaka.areas.night_care import actions, queries, shared_queries
from vaka.areas.night_care.models import StaffingDecision
from vaka.areas.night_care.rules import HANDLE, Ruling
from vaka.areas.night_care.shared_models import SharedAnswer
from vaka.foundation.access.viewer import Viewer, demand
from vaka.foundation.audit.actions import action, note
from vaka.foundation.cases.models import Case


@dataclass(frozen=True)
class Shared:
    """What was asked, the homes' one night, and what the simulation said."""

    asked: dict[str, Any]
    scenario: dict[str, Any]
    found: dict[str, Any]
    digest: str


@action
def keep_shared(*, by: Viewer, new: Shared) -> SharedAnswer:
    """Keep an answer on staff that homes share, at the unit above them all."""
    demand(by, HANDLE)
    unit = shared_queries.above([queries.home_of(by, code) for code in new.asked["homes"]])
    demand(by, HANDLE, unit.pk)
    made = SharedAnswer(
        unit=unit, asked_by=by.person, asked_at=timezone.now(), model=new.found["model"],
        data_digest=new.found["data"][0], digest=new.digest, asked=new.asked,
        scenario=new.scenario, found=new.found,
    )  # fmt: skip
    made.save(force_insert=True)
    note(by=by, verb="night_care.keep_shared", object_kind="shared_answer", object_id=made.pk,
         unit_id=unit.pk, data={"digest": new.digest, "asked": new.asked})  # fmt: skip
    return made


@action
def sign_shared(
    *, by: Viewer, answer_id: uuid.UUID, ruling: Ruling, words: str, valid_until: date
) -> Case:
    """Decide on staff that homes share, for all of them at once; a person signs."""
    answer = shared_queries.row_of(by, answer_id)
    row = StaffingDecision(shared=answer, ruling=ruling, words=words, valid_until=valid_until)
    return actions.signed(by, row, answer.unit)

"""What is written of a wait for IVO beside its reason: field, consequences, follow-ups."""

import uuid
from datetime import date

from vaka.areas.entitlements import note_rules as rules
from vaka.areas.entitlements.actions import held
from vaka.areas.entitlements.models import WaitNote
from vaka.areas.entitlements.note_queries import field_label
from vaka.areas.entitlements.note_rules import WAIT_NOTE_LABELS, ServiceField, WaitNoteKind
from vaka.foundation.access.viewer import Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case
from vaka.law.verdict import require


@action
def note_wait(
    *, by: Viewer, case_id: uuid.UUID, version: int, kind: str, on: date, words: str
) -> Case:
    """Note what a wait means for the person, or a follow-up that was made, on a day."""
    case, decision = held(by, case_id, version, {"kind": kind, "on": on})
    require(rules.may_note_wait(kind, on, words, decision.decided_date, by.on))
    WaitNote.objects.create(decision=decision, kind=kind, on_date=on, words=words.strip())
    label = str(WAIT_NOTE_LABELS[WaitNoteKind(kind)])
    told = Told("decision.note_wait", words, data={"label": label, "on": str(on)})
    return cases.change(by=by, case=case, told=told)


@action
def take_back_wait_note(
    *, by: Viewer, case_id: uuid.UUID, version: int, note: str, words: str
) -> Case:
    """Take back a note that was wrong; its day and its words stand on the timeline."""
    case, decision = held(by, case_id, version, {})
    found = next((one for one in decision.wait_notes.all() if str(one.pk) == note), None)
    require(rules.may_take_note_back(words, is_there=found is not None))
    assert found is not None, note
    data = {"label": str(found.get_kind_display()), "on": str(found.on_date)}
    found.delete()
    told = Told("decision.take_back_wait_note", words, data=data)
    return cases.change(by=by, case=case, told=told)


@action
def tell_field(*, by: Viewer, case_id: uuid.UUID, version: int, field: str) -> Case:
    """Say which field of social services a decision belongs to, where the unit's own is not it."""
    case, decision = held(by, case_id, version, {"service_field": field})
    require(rules.may_be_in(field, decision.law))
    before = decision.service_field
    decision.service_field = field
    decision.save(update_fields=["service_field"])
    data = {"label": field_label(ServiceField(field)), "before": before}
    return cases.change(by=by, case=case, told=Told("decision.tell_field", data=data))

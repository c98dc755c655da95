"""What is done to any case: open, change under an optimistic lock, tell its timeline."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext as _

from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import note
from vaka.foundation.cases import references, search
from vaka.foundation.cases.kinds import kind_of
from vaka.foundation.cases.models import Case, CaseEvent, CaseLink, CaseParty, ChangedCase, Part
from vaka.foundation.people.models import Person
from vaka.foundation.retention.models import disposed_keys
from vaka.law.verdict import RuleRefused, Verdict


class ChangedByAnother(Exception):
    """Somebody saved first; both versions are shown and nothing is overwritten.

    Attributes:
        case: the case as it now stands.
        theirs: what the other changed, by column, with who and when.
        ours: what was about to be saved.
    """

    def __init__(self, case: Case, theirs: dict[str, Any], ours: dict[str, Any]) -> None:
        super().__init__(case.reference)
        self.case, self.theirs, self.ours = case, theirs, ours


@dataclass(frozen=True)
class Told:
    """What a change says on the timeline and in the log."""

    verb: str
    words: str = ""
    to_state: str = ""
    data: Mapping[str, Any] | None = None
    at: datetime | None = None


def start(*, by: Viewer, case: Case, told: Told, save_also: Model | None = None) -> Case:
    """Give a new case its reference and save it with its first line; call inside an @action.

    Args:
        save_also: the area's own row, saved after the case and before search reads it.

    Raises:
        RuleRefused: its source's case of this key has been disposed.
    """
    if case.source_key and disposed_keys(case.kind, [case.source_key]):
        raise RuleRefused(Verdict.no("disposed", _("Ärendet är gallrat och läses inte in igen.")))
    moment = told.at or case.opened_at
    year = timezone.localtime(case.opened_at).year
    prefix = kind_of(case.kind).prefix
    case.reference = references.written(prefix, year, references.take(prefix, year)[0])
    case.save(force_insert=True)
    if save_also is not None:
        save_also.save(force_insert=True)
    _tell(by, case, told, from_state="", at=moment)
    return case


def locked(*, by: Viewer, case_id: uuid.UUID, version: int, ours: dict[str, Any]) -> Case:
    """Fetch a case to change it, held for this transaction.

    Args:
        version: the one the form was filled from.
        ours: what the form wants, shown beside the other's if they saved first.

    Raises:
        NotVisible: the viewer has no such case.
        ChangedByAnother: the version has moved on.
    """
    case = Case.objects.known(by, case_id).select_for_update(of=("self",)).first()
    if case is None:
        raise NotVisible(str(case_id))
    if case.version != version:
        raise ChangedByAnother(case, _latest(case), ours)
    return case


def change(*, by: Viewer, case: Case, told: Told, **columns: Any) -> Case:
    """Save changed columns of a locked case, count its version up, and tell it."""
    before = {name: getattr(case, name) for name in columns}
    from_state = case.state
    for name, value in columns.items():
        setattr(case, name, value)
    case.version += 1
    if told.to_state:
        case.state = told.to_state
    case.save(update_fields=[*columns, "version", "state"])
    changes = {
        "before": {name: _plain(value) for name, value in before.items()},
        "after": {name: _plain(value) for name, value in columns.items()},
    }
    _tell(by, case, told, from_state, told.at or timezone.now(), changes)
    return case


def link(*, by: Viewer, from_case: Case, to_case: Case, relation: str) -> CaseLink:
    """Tie two cases together; doing it twice changes nothing."""
    made, _new = CaseLink.objects.get_or_create(
        from_case=from_case, to_case=to_case, relation=relation
    )
    note(
        by=by,
        verb="case.link",
        object_kind=from_case.kind,
        object_id=from_case.pk,
        unit_id=from_case.unit_id,
        data={"to": to_case.reference, "relation": relation},
    )
    return made


def join(*, by: Viewer, case: Case, person: Person, part: Part) -> CaseParty:
    """Give a person a part in a case; twice changes nothing. Call inside an @action."""
    party, _new = CaseParty.objects.get_or_create(case=case, person=person, part=part)
    _note_party(by, case, "case.join", person, part)
    return party


def leave(*, by: Viewer, case: Case, person: Person, part: Part) -> None:
    """Take a person's part in a case away; call inside an @action."""
    CaseParty.objects.filter(case=case, person=person, part=part).delete()
    _note_party(by, case, "case.leave", person, part)


def _note_party(by: Viewer, case: Case, verb: str, person: Person, part: Part) -> None:
    note(
        by=by,
        verb=verb,
        object_kind=case.kind,
        object_id=case.pk,
        unit_id=case.unit_id,
        data={"person": str(person.pk), "part": part},
    )


def _tell(
    by: Viewer,
    case: Case,
    told: Told,
    from_state: str,
    at: datetime,
    changes: dict[str, Any] | None = None,
) -> None:
    data = {**(changes or {}), **(told.data or {})}
    CaseEvent(
        case=case,
        at=at,
        by=by.person,
        by_name=by.name,
        verb=told.verb,
        from_state=from_state,
        to_state=told.to_state,
        words=told.words,
        data=data,
    ).save(force_insert=True)
    note(
        by=by,
        verb=told.verb,
        object_kind=case.kind,
        object_id=case.pk,
        unit_id=case.unit_id,
        subject=case.subject,
        data={**data, "state": [from_state, case.state]},
    )
    touch(case)
    search.index(case)


def touch(case: Case) -> None:
    """Put a case in the snapshot's outbox."""
    moment = timezone.localtime(case.occurred_at or case.opened_at)
    ChangedCase.objects.create(case_id=case.pk, kind=case.kind, year=moment.year)


def _latest(case: Case) -> dict[str, Any]:
    last = case.events.order_by("-id").first()
    if last is None:
        return {}
    return {"by": last.by_name, "at": last.at, "verb": last.verb, **last.data.get("after", {})}


def _plain(value: Any) -> Any:
    """Values of columns as JSON can hold them."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return getattr(value, "name", None) or str(value)

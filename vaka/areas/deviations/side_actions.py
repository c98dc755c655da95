"""What is added beside the flow: who is named, law and type, devices, contacts, the person told."""

import uuid
from collections.abc import Collection
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils import timezone

from vaka.areas.deviations import rules, track_actions
from vaka.areas.deviations.actions import held_open
from vaka.areas.deviations.models import Device, Informing, OutsideContact
from vaka.areas.deviations.rules import Law
from vaka.foundation.access.queries import holder
from vaka.foundation.access.viewer import NotVisible, Viewer
from vaka.foundation.audit.actions import action
from vaka.foundation.cases import actions as cases
from vaka.foundation.cases.actions import Told
from vaka.foundation.cases.models import Case, Part
from vaka.foundation.cases.queries import parties
from vaka.foundation.people.models import Person
from vaka.law.verdict import require


@action
def reclassify(*, by: Viewer, case_id: uuid.UUID, version: int, law: Law, type_name: str) -> Case:
    """Change law and type, or confirm them; what stood before is kept on the timeline."""
    case, deviation = held_open(by, case_id, version, {"law": law, "type": type_name})
    before = {"law": deviation.law, "type": deviation.type}
    after = {"law": str(law), "type": type_name}
    deviation.law, deviation.type = law, type_name
    deviation.confirmed_at = timezone.now()
    deviation.save(update_fields=["law", "type", "confirmed_at"])
    told = Told("deviation.reclassify", data={"from": before, "to": after})
    case = cases.change(by=by, case=case, told=told)
    deviation.case = case
    track_actions.propose_by_type(by, deviation)
    return case


@action
def name_persons(
    *, by: Viewer, case_id: uuid.UUID, version: int, persons: Collection[Person]
) -> Case:
    """Write who is named in the event; a named owner gives the case to the next in turn."""
    case, _deviation = held_open(by, case_id, version, {})
    before = {person.pk: person for person in parties(case.pk, Part.NAMED)}
    wanted = {person.pk: person for person in persons}
    for pk in wanted.keys() - before.keys():
        cases.join(by=by, case=case, person=wanted[pk], part=Part.NAMED)
    for pk in before.keys() - wanted.keys():
        cases.leave(by=by, case=case, person=before[pk], part=Part.NAMED)
    told = Told("deviation.name", data={"count": len(wanted)})
    return cases.change(by=by, case=case, told=told, owner=_owner_but(case, wanted))


def _owner_but(case: Case, named: Collection[uuid.UUID]) -> Person | None:
    """The owner, unless named: then the next manager above, or SAS or MAS."""
    if case.owner is None or case.owner.pk not in named:
        return case.owner
    unit = case.unit.parent
    while unit is not None:
        above = holder("unit_manager", unit)
        if above is not None and above.pk not in named:
            return above
        unit = unit.parent
    found = (holder(role, case.unit) for role in ("sas", "mas"))
    return next((person for person in found if person and person.pk not in named), None)


@dataclass(frozen=True)
class DeviceValues:
    """A medical device, and what its maker and the authority were told."""

    name: str
    number: str = ""
    is_kept_aside: bool = False
    is_home_made: bool = False
    maker_date: date | None = None
    authority_date: date | None = None
    no_notice_because: str = ""


@action
def save_device(
    *, by: Viewer, case_id: uuid.UUID, version: int, values: DeviceValues,
    device_id: int | None = None,
) -> Device:  # fmt: skip
    """Write a medical device, or what has come to be known of it. Raises NotVisible."""
    case, deviation = held_open(by, case_id, version, asdict(values))
    device = _one(deviation.devices, device_id) if device_id else Device(deviation=deviation)
    _fill(device, values)
    judged = rules.device_is_judged(
        is_home_made=values.is_home_made,
        maker_told=values.maker_date is not None,
        authority_told=values.authority_date is not None,
        because=values.no_notice_because,
    )
    told = Told("deviation.device", data={"device": device.pk, "judged": judged})
    cases.change(by=by, case=case, told=told)
    return device


@dataclass(frozen=True)
class ContactValues:
    """What was sent to or came from somebody outside, and the answer."""

    direction: str
    party: str
    receiver: str
    disclosed: str
    ground: str
    sent_date: date
    answer_by_date: date | None = None
    answered_date: date | None = None
    answer: str = ""


@action
def save_contact(
    *, by: Viewer, case_id: uuid.UUID, version: int, values: ContactValues,
    contact_id: int | None = None,
) -> OutsideContact:  # fmt: skip
    """Write a contact outside, or its answer. Raises NotVisible."""
    case, deviation = held_open(by, case_id, version, asdict(values))
    contact = (
        _one(deviation.contacts, contact_id) if contact_id else OutsideContact(deviation=deviation)
    )
    _fill(contact, values)
    waits = values.answer_by_date is not None and values.answered_date is None
    data = {"contact": contact.pk, "direction": values.direction, "party": values.party,
            "ground": values.ground, "waits": waits}  # fmt: skip
    cases.change(by=by, case=case, told=Told("deviation.contact", data=data))
    return contact


@dataclass(frozen=True)
class InformingValues:
    """That the person was told, of what; or why not."""

    at_date: date
    by_name: str
    who: str = ""
    how: str = ""
    points: list[str] = field(default_factory=list)
    in_journal: bool = False
    not_because: str = ""


@action
def inform(*, by: Viewer, case_id: uuid.UUID, version: int, values: InformingValues) -> Informing:
    """Write that the person was told, or why not."""
    case, deviation = held_open(by, case_id, version, asdict(values))
    informing = Informing(deviation=deviation)
    require(rules.may_inform(who=values.who, points=values.points, because=values.not_because))
    _fill(informing, values)
    data = {"points": values.points, "journal": values.in_journal, "told": not values.not_because}
    cases.change(by=by, case=case, told=Told("deviation.inform", data=data))
    return informing


def _fill(row: Any, values: Any) -> None:
    for name, value in asdict(values).items():
        setattr(row, name, value)
    row.save()


def _one(rows: Any, pk: int) -> Any:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise NotVisible(str(pk))
    return found

"""Reads of the phones: those a manager enrols, who may come in by PIN, what a phone is given."""

import hashlib
import uuid
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest

from vaka.foundation.access.viewer import NotVisible, Viewer, demand
from vaka.foundation.people.models import Person
from vaka.web.offline import actions
from vaka.web.offline.models import DeviceUser, EnrolledDevice
from vaka.web.offline.rules import ENROL


@dataclass(frozen=True)
class DeviceRow:
    """A phone as listed."""

    id: uuid.UUID
    name: str
    unit_name: str
    enrolled_by: str
    enrolled_at: datetime
    seen_at: datetime | None
    revoked_at: datetime | None
    revoked_why: str
    is_here: bool


@dataclass(frozen=True)
class PinChoice:
    """Somebody who may come in by PIN on this phone; the family name stays an initial."""

    id: int
    name: str


def devices(viewer: Viewer, here: EnrolledDevice | None) -> list[DeviceRow]:
    """Give the phones of the units whose phones the viewer enrols. Raises NotAllowed."""
    demand(viewer, ENROL)
    found = EnrolledDevice.objects.visible_to(viewer).select_related("unit", "enrolled_by")
    return [_row(one, here) for one in found.order_by("revoked_at", "name")]


def device(viewer: Viewer, device_id: uuid.UUID, here: EnrolledDevice | None = None) -> DeviceRow:
    """Give one phone. Raises NotVisible."""
    found = EnrolledDevice.objects.visible_to(viewer).select_related("unit", "enrolled_by")
    one = found.filter(pk=device_id).first()
    if one is None:
        raise NotVisible(str(device_id))
    return _row(one, here)


def pin_choices(here: EnrolledDevice) -> list[PinChoice]:
    """Give who may come in by PIN on this phone now."""
    users = DeviceUser.objects.filter(device=here, person__is_active=True).exclude(pin="")
    found = users.select_related("person", "device__unit").order_by("person__given_name")
    return [PinChoice(one.pk, short_name(one.person)) for one in found if actions.may_enter(one)]


def short_name(person: Person) -> str:
    """Write `Astrid L.`, which tells colleagues apart and little more."""
    initial = f" {person.family_name[:1]}." if person.family_name else ""
    return f"{person.given_name}{initial}"


def is_in_use(device_id: str) -> bool:
    """Say whether a phone stands and is not revoked."""
    return EnrolledDevice.objects.in_use().filter(pk=device_id).exists()


def session_tag(request: HttpRequest) -> str:
    """Give a mark that changes with the session and tells nothing of it."""
    key = request.session.session_key or ""
    return hashlib.sha256(f"vaka-offline|{key}".encode()).hexdigest()[:16] if key else ""


def _row(one: EnrolledDevice, here: EnrolledDevice | None) -> DeviceRow:
    return DeviceRow(
        id=one.pk, name=one.name, unit_name=one.unit.name,
        enrolled_by=one.enrolled_by.name if one.enrolled_by else "", enrolled_at=one.enrolled_at,
        seen_at=one.seen_at, revoked_at=one.revoked_at, revoked_why=one.revoked_why,
        is_here=here is not None and here.pk == one.pk,
    )  # fmt: skip
